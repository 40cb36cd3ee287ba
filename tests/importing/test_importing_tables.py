"""CSV and XLSX of lines by years."""

from __future__ import annotations

import builtins
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from companies import codes, section

from partnercheck.diagnostics import InputError
from partnercheck.importing import Imported, Wishes, financials_from
from partnercheck.load import Loader

EXAMPLES = Path(__file__).parents[2] / "examples"


def table(text: str, file: str = "a.csv", **wishes: Any) -> Imported:
    return financials_from(text.encode(), file, None, Wishes(**{"currency": "GBP", **wishes}))


def error(text: str, **wishes: Any) -> str:
    with pytest.raises(InputError) as raised:
        table(text, **wishes)
    return str(raised.value)


def book(rows: list[list[object]], *more: str) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for title in more:
        made.create_sheet(title)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_the_example_table_is_the_section_of_the_example_dossier() -> None:
    found = financials_from((EXAMPLES / "acme-financials.csv").read_bytes(), "acme.csv", None, Wishes())
    theirs = Loader().dossier(EXAMPLES / "acme.yaml").dossier.financials
    assert theirs is not None
    assert section(found) == theirs.model_copy(update={"evidence": None})


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_by_years_with_any_separator(separator: str) -> None:
    text = "\ufeff,FY2023,2024\r\nCost of sales,1.50,2\r\nEBITDA,-3,\r\n\r\n".replace(",", separator)
    found = table(text, unit=1000)
    assert section(found).unit == 1000
    assert section(found).years == {2023: {"cost_of_sales": 1.5, "ebitda": -3}, 2024: {"cost_of_sales": 2}}
    assert "cost_of_sales: 1.50\n" in found.text
    assert "# evidence:" in found.text


def test_a_row_of_another_name_is_listed_with_the_nearest_line() -> None:
    found = table("line,2024\nrevenues,1\nebit,2\nGoodwill,n/a\n")
    assert section(found).years == {2024: {"ebit": 2}}
    assert codes(found) == ["not-mapped", "not-mapped"]
    assert "a.csv:2:1: warning not-mapped: the row `revenues`" in str(found.notes[0])
    assert "did you mean `revenue`?" in found.text


@pytest.mark.parametrize(
    "cell", ['"1,234"', "1 234", "£5", "5%", "(5)", "n/a", "=1+1", "NaN", "1e999", "007", "1e19"]
)
def test_a_cell_that_is_no_plain_number_is_an_error_in_its_row(cell: str) -> None:
    told = error(f"line,2024\nebit,1\nrevenue,{cell}\n")
    assert told.startswith("a.csv:3:1: error wrong-amount: `revenue` of 2024")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (",,\n", "empty"),
        ("revenue,1\n", "wrong-year"),
        ("line\nrevenue\n", "no-years"),
        ("line,2024,2024\n", "duplicate-year"),
        ("line,2024\nebit,1\nEBIT,1\n", "duplicate-line"),
        ("line,2024\nebit,1,2\n", "no-year"),
        ("line,2024\nother,1\n", "no-amounts"),
        ("line,2024\ncurrency,EUR\nebit,1\n", "mixed-currencies"),
        ("line,2024,2025\ncurrency,GBP,EUR\nebit,1\n", "mixed-currencies"),
        ("line,2024\ncurrency,pounds\nebit,1\n", "wrong-currency"),
        ("line,2024\nunit,100\nebit,1\n", "wrong-unit"),
        ("line,2024\nyear_end,02-30\nebit,1\n", "wrong-date"),
        ("line,2024\nyear_end,31.3.\nebit,1\n", "wrong-date"),
        ('line,2024\nebit,"1\n', "not-csv"),
        ("line,2024\n" + "x,1\n" * 2001, "too-large"),
        ("line" + ",2024" * 200, "too-large"),
        ("line,2024\nebit," + "1" * 200_000, "not-csv"),
    ],
)
def test_what_does_not_fit_is_told(text: str, code: str) -> None:
    assert f"error {code}:" in error(text)


def test_nothing_is_assumed_about_the_currency() -> None:
    assert "add --currency" in error("line,2024\nebit,1\n", currency=None)


def test_year_end_comes_from_a_row_or_from_the_header() -> None:
    assert section(table("line,2023-06-30,2024-06-30\nebit,1,2\n")).year_end == "06-30"
    assert section(table("line,2024\nyear end,06-30\nebit,1\n")).year_end == "06-30"
    assert section(table("line,2024\nebit,1\n")).year_end == "12-31"


def test_years_that_end_on_different_days_are_told() -> None:
    found = table("line,2023-12-31,2024-03-31\nrevenue,1,2\n")
    assert section(found).year_end == "03-31"
    assert codes(found) == ["other-period"]
    assert "2023 on 12-31" in found.text
    assert codes(table("line,2023-12-31,2024-02-29\nrevenue,1,2\n")) == ["other-period"]
    assert not codes(table("line,2023-02-28,2024-02-29\nrevenue,1,2\n"))


def test_without_years_nothing_else_is_told_but_what_stands_above_them() -> None:
    with pytest.raises(InputError) as raised:
        table("Acme Ltd\nline,2023,2024\nrevenue,1,2\n")
    (fault,) = raised.value.diagnostics
    assert fault.code == "no-years"
    assert fault.hint is not None
    assert "title" in fault.hint


def test_latest_years_of_a_table() -> None:
    assert list(section(table("line,2024,2022,2023\nebit,1,2,3\n", years=2)).years) == [2023, 2024]


def test_a_workbook_gives_the_same_section_as_the_text() -> None:
    rows: list[list[object]] = [
        ["line", 2023, dt.date(2024, 3, 31)],
        ["Revenue", 1234567, 0.1],
        ["ebit", -5, None],
    ]
    found = financials_from(book(rows), "a.csv.xlsx", None, Wishes("GBP"))
    text = "line,2023,2024-03-31\nrevenue,1234567,0.1\nebit,-5,\n"
    assert section(found) == section(table(text))
    assert "revenue: 1234567\n" in found.text
    assert "revenue: 0.1\n" in found.text


def test_formulas_are_not_worked_out_and_other_sheets_not_read() -> None:
    raw = book([["line", 2023, 2024], ["revenue", 1, "=1+1"]], "Notes")
    found = financials_from(raw, "-", None, Wishes("GBP"))
    assert section(found).years == {2023: {"revenue": 1}}
    assert codes(found) == ["not-mapped", "no-result"]
    assert "C2 has no saved result" in found.text


def test_an_error_in_a_cell_is_told_and_no_amount() -> None:
    found = financials_from(book([["line", 2023, 2024], ["revenue", 1, "#DIV/0!"]]), "-", None, Wishes("GBP"))
    assert section(found).years == {2023: {"revenue": 1}}
    assert codes(found) == ["no-result"]
    assert "C2 holds the error #DIV/0!" in found.text


@pytest.mark.parametrize("value", [2**53, 1e300, True, "1,5"])
def test_a_workbooks_cell_that_is_no_exact_number_is_told_with_its_place(value: object) -> None:
    with pytest.raises(InputError, match="B2: "):
        financials_from(book([["line", 2024], ["revenue", value]]), "a.xlsx", None, Wishes("GBP"))


def test_without_the_extra_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError) as raised:
        financials_from(b"PK\x03\x04", "a.xlsx", None, Wishes("GBP"))
    told = str(raised.value)
    assert "\n" not in told
    assert "pip install 'partnercheck[xlsx]'" in told
