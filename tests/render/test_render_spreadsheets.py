"""No cell of a table is ever a formula; what is written is read back."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.render.portfolio.listing import Column, Listed, cells
from partnercheck.render.portfolio.spreadsheets import delimited, neutral

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_looks_like_a_formula_is_none(start: str) -> None:
    for text in (f"{start}1+1", f"  {start}cmd", f"{start}{start}"):
        cell = neutral(text)
        assert isinstance(cell, str)
        assert not cell.lstrip().startswith(STARTS) or cell.startswith("'")


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
    listed = Listed(1, None, (), "")  # type: ignore[arg-type]  (no column here looks at the partner)
    assert cells(listed, columns) == ["", r"a\x1b[31m\u202eb", -1.5, dt.date(2026, 11, 20)]
