"""Workbooks: the same section as text, cells told by their places, and a whole annual report."""

from __future__ import annotations

import builtins
import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from companies import codes, read, section, table

from partnercheck.diagnostics import InputError
from partnercheck.extras import install


def book(rows: list[list[object]], *more: str) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for title in more:
        made.create_sheet(title)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def test_a_workbook_gives_the_same_section_as_the_text() -> None:
    rows: list[list[object]] = [
        ["line", 2023, dt.date(2024, 3, 31)],
        ["Revenue", 1234567, 0.1],
        ["ebit", -5, None],
    ]
    found = read(book(rows), "a.csv.xlsx", currency="GBP", unit=1)
    text = "line,2023,2024-03-31\nrevenue,1234567,0.1\nebit,-5,\n"
    assert section(found).years == section(table(text)).years
    assert "revenue: 1234567, " in found.text
    assert "revenue: 0.1}" in found.text


def test_numbers_of_a_workbook_have_no_decimal_mark_whatever_its_texts_have() -> None:
    raw = book([["line", 2025, 2024], ["Revenue", "1.234,50", 2345.5], ["EBIT", -0.5, "(7,25)"]])
    years = section(read(raw, "a.xlsx", currency="GBP", unit=1)).years
    assert years[2025] == {"revenue": Decimal("1234.5"), "ebit": Decimal("-0.5")}
    assert years[2024] == {"revenue": Decimal("2345.5"), "ebit": Decimal("-7.25")}


def test_formulas_are_not_worked_out_and_sheets_without_years_say_nothing() -> None:
    raw = book([["line", 2023, 2024], ["revenue", 1, "=1+1"]], "Notes")
    found = read(raw, "-", currency="GBP", unit=1)
    assert section(found).years == {2023: {"revenue": 1}}
    assert codes(found) == ["no-result"]
    assert "Sheet!C2: the formula in C2 has no saved result" in found.text


def test_all_sheets_with_statements_are_read_or_those_asked_for() -> None:
    made = openpyxl.Workbook()
    made.active.title = "P&L"
    made.active.append(["EUR thousands", 2025, 2024])
    made.active.append(["Revenue", "1,234.5", 9])
    made.create_sheet("Balance").append(["", 2025, 2024])
    made["Balance"].append(["Total assets", 30, 20])
    packed = io.BytesIO()
    made.save(packed)
    raw = packed.getvalue()
    assert section(read(raw, "a.xlsx")).years[2024] == {"revenue": 9, "total_assets": 20}
    found = read(raw, "a.xlsx", sheets=("Balance",), currency="EUR", unit=1000)
    assert section(found).years[2024] == {"total_assets": 20}
    with pytest.raises(
        InputError,
        match=r"a\.xlsx:1:1: error no-sheet: there is no sheet `Cash`; there are: `P&L`, `Balance`",
    ):
        read(raw, "a.xlsx", sheets=("Cash",))


def test_an_error_in_a_cell_is_told_and_no_amount() -> None:
    found = read(book([["line", 2023, 2024], ["revenue", 1, "#DIV/0!"]]), "-", currency="GBP", unit=1)
    assert section(found).years == {2023: {"revenue": 1}}
    assert codes(found) == ["no-result"]
    assert "C2 holds the error #DIV/0!" in found.text


@pytest.mark.parametrize("value", [2**53, 1e300, True, "one"])
def test_a_workbooks_cell_that_is_no_exact_number_is_told_with_its_place(value: object) -> None:
    with pytest.raises(InputError, match="B2: "):
        read(book([["line", 2024], ["revenue", value]]), "a.xlsx", currency="GBP", unit=1)


def test_without_the_extra_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError) as raised:
        read(b"PK\x03\x04", "a.xlsx", currency="GBP", unit=1)
    told = f"reading XLSX needs the extra `xlsx`; install it with: {install('xlsx')}"
    assert str(raised.value) == f"a.xlsx:1:1: error no-extra: {told}"


MONEY = [
    ["Revenue", "3", "€ 52,310", "€ 48,900", "€ 45,120"],
    ["Cost of sales", "4", "(33,500)", "(31,800)", "(29,900)"],
    ["Gross profit", None, "18,810", "17,100", "15,220"],
    ["Administrative expenses", "5", "(13,000)", "(12,500)", "(12,000)"],
    ["Depreciation and amortisation", "11, 12", "(2,010)", "(1,900)", "(1,820)"],
    ["Operating profit (EBIT)", None, "3,800", "2,700", "1,400"],
    ["Finance costs", "8", "(500)", "(560)", "(600)"],
    ["Profit / (loss) before taxation", None, "3,300", "2,140", "800"],
    ["Taxation", "9", "(900)", "(610)", "–"],
    ["Profit / (loss) for the year", None, "2,400", "1,530", "800"],
]
POSITION = [
    ["Current assets", None, None, None, None],
    ["Trade and other receivables", "15", 9_900, 9_200, 8_700],
    ["Cash and cash equivalents", "16", 4_100, 3_000, 2_200],
    ["Total current assets", None, 14_000, 12_200, 10_900],
    ["Total assets", None, 25_000, 23_500, 22_400],
    ["Current liabilities", None, None, None, None],
    ["Borrowings", "18", -800, -900, -1_000],
    ["Total current liabilities", None, -7_900, -7_800, -7_700],
    ["Non-current liabilities", None, None, None, None],
    ["Borrowings", "18", -5_500, -6_000, -6_600],
    ["Total liabilities", None, -13_400, -14_300, -14_730],
    ["Total equity", None, 11_600, 9_200, 7_670],
]
FLOWS = [
    ["Net cash from operating activities", None, 4_900, 3_900, 3_000],
    ["Purchase of property, plant and equipment", "12", -1_600, -1_500, -1_400],
]
LATEST = {
    "revenue": 52_310,
    "cost_of_sales": 33_500,
    "gross_profit": 18_810,
    "depreciation_amortisation": 2_010,
    "ebit": 3_800,
    "interest_expense": 500,
    "profit_before_tax": 3_300,
    "net_income": 2_400,
    "total_assets": 25_000,
    "current_assets": 14_000,
    "cash": 4_100,
    "receivables": 9_900,
    "total_liabilities": 13_400,
    "current_liabilities": 7_900,
    "total_debt": 6_300,
    "long_term_debt": 5_500,
    "equity": 11_600,
    "operating_cash_flow": 4_900,
    "capital_expenditure": 1_600,
}


def report(*, cover: bool, titles: bool, notes: bool, units_row: bool) -> bytes:
    """Return an annual report as people have it: a cover, then a sheet for each statement."""
    made = openpyxl.Workbook()
    made.active.title = "Cover"
    if cover:
        made.active.append(["Harrowgate Networks Ltd"])
        made.active.append(["Annual report and accounts 2026"])
    for title, span, rows in (
        ("Consolidated income statement", "Year ended 31 March", MONEY),
        ("Consolidated statement of financial position", "As at 31 March", POSITION),
        ("Consolidated statement of cash flows", "Year ended 31 March", FLOWS),
    ):
        sheet = made.create_sheet(title[:31])
        unit = "€000"
        head = [title if titles else None, "Notes", "2026", "2025", "2024 (restated)"]
        above = [None, None, span, None, None] if units_row else [None, None, f"{span}, {unit}", None, None]
        for row in (above, head, *([[None, None, unit, unit, unit]] if units_row else []), *rows):
            sheet.append(row if notes else [row[0], *row[2:]])
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("cover", [True, False])
@pytest.mark.parametrize("titles", [True, False])
@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("units_row", [True, False])
def test_an_annual_report_is_read_whole(*, cover: bool, titles: bool, notes: bool, units_row: bool) -> None:
    raw = report(cover=cover, titles=titles, notes=notes, units_row=units_row)
    found = section(read(raw, "Harrowgate Annual Report 2026.xlsx"))
    assert (found.currency, found.unit, found.year_end) == ("EUR", 1000, "03-31")
    assert found.years[2026] == LATEST
    assert found.years[2024]["revenue"] == 45_120
    assert found.years[2024].keys() == LATEST.keys()
