"""No cell of a table is ever a formula; what is written is read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from partnercheck.render.portfolio.listing import Column, Heading, Listed, cells
from partnercheck.render.portfolio.spreadsheets import Workbook, delimited, neutral

if TYPE_CHECKING:
    from pathlib import Path

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_looks_like_a_formula_is_none(start: str) -> None:
    for text in (f"{start}1+1", f"  {start}cmd", f"{start}{start}"):
        cell = neutral(text)
        assert isinstance(cell, str)
        assert not cell.lstrip().startswith(STARTS) or cell.startswith("'")


UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u034f\u3164\U000e0020 \u00a0\u2003"


@pytest.mark.parametrize("unseen", [*UNSEEN, UNSEEN])
@pytest.mark.parametrize("start", STARTS[:4])
def test_what_is_not_seen_before_a_formula_does_not_hide_it(unseen: str, start: str) -> None:
    assert neutral(f"{unseen}{start}1+1") == f"'{unseen}{start}1+1"
    assert neutral(f"a;{unseen}{start}1+1") == f"a;{unseen}'{start}1+1"
    assert neutral(f"{unseen}a{start}1") == f"{unseen}a{start}1"


@given(st.text())
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    cell = str(neutral(text))
    assert not cell.startswith(STARTS)
    assert not cell.lstrip(" ").startswith(STARTS)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=4), max_size=4))
def test_rows_are_read_back_as_they_were_written(rows: list[list[str]]) -> None:
    text = delimited(rows)
    assert text == "" or text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [[str(neutral(cell)) for cell in row] for row in rows]


def test_numbers_and_days_stay_what_they_are() -> None:
    assert neutral(-1.5) == -1.5
    assert delimited([[dt.date(2026, 11, 20), 1, "", 2.5]]) == "2026-11-20,1,,2.5\r\n"


def test_cells_hold_no_control_characters_and_nothing_for_none() -> None:
    given = (None, "a\x1b[31m\u202eb", -1.5, dt.date(2026, 11, 20))
    columns = [Column("", lambda _, value=value: value) for value in given]
    nobody: Any = None  # no column here looks at the partner
    listed = Listed(1, nobody, (), "")
    assert cells(listed, columns) == ["", r"a\x1b[31m\u202eb", -1.5, dt.date(2026, 11, 20)]


@pytest.mark.parametrize("text", ["Acme;=1+1", "Acme; @sum", 'Acme;"-1', "a;b;=c"])
def test_what_follows_a_semicolon_is_no_formula_either(text: str) -> None:
    for part in str(neutral(text)).split(";"):
        assert not part.lstrip(' "').startswith(STARTS)


def test_days_before_those_of_a_workbook_are_texts(tmp_path: Path) -> None:
    book = Workbook(tmp_path)
    book.begin([Heading("As of", 12)])
    for day in (dt.date(1850, 1, 1), dt.date(2026, 11, 20)):
        book.add([day])
    sheet = load_workbook(io.BytesIO(book.written()))["Partners"]
    assert (sheet["A2"].value, sheet["A3"].value) == ("1850-01-01", dt.datetime(2026, 11, 20))  # noqa: DTZ001
