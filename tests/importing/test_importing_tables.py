"""CSV and XLSX of lines by years."""

from __future__ import annotations

import builtins
import datetime as dt
import hashlib
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from companies import codes, read, section, table

from partnercheck.diagnostics import InputError
from partnercheck.extras import install
from partnercheck.importing import File, Request, financials_from
from partnercheck.importing.captions import captions
from partnercheck.importing.mapping import Proposal, read_map, written
from partnercheck.importing.run import recognised
from partnercheck.importing.tables.delimited import read_csv
from partnercheck.load import Loader

EXAMPLES = Path(__file__).parents[2] / "examples"


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
    found = section(read((EXAMPLES / "acme-financials.csv").read_bytes(), "acme.csv"))
    theirs = Loader().dossier(EXAMPLES / "acme.yaml").dossier.financials
    assert (found.currency, found.unit, found.year_end, found.years) == (
        theirs.currency,
        theirs.unit,
        theirs.year_end,
        theirs.years,
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_by_years_with_any_separator(separator: str) -> None:
    text = "\ufeff,FY2023,2024\r\nCost of sales,1.50,2\r\nEBITDA,-3,\r\n\r\n".replace(",", separator)
    found = table(text, unit=1000)
    assert section(found).unit == 1000
    assert section(found).years == {2023: {"cost_of_sales": 1.5, "ebitda": -3}, 2024: {"cost_of_sales": 2}}
    assert "cost_of_sales: 1.50, " in found.text


def test_what_stands_in_quotes_separates_no_cells() -> None:
    found = table('"line;x",2025\n"Revenue; net",1\n')
    assert section(found).years == {2025: {"revenue": 1}}


def test_every_cell_knows_where_it_stands_in_its_line() -> None:
    """So that a message points at the cell, not at an equal one before it."""
    text = '7,7 , 7,,"7, 7",17\n"two\nlines",2025,"x ""y"" z",2025\n'
    places = [
        [(cell.text, cell.position.column) for cell in row] for row in read_csv(text.encode(), "a").table
    ]
    assert places == [
        [("7", 1), ("7", 3), ("7", 6), ("", 1), ("7, 7", 11), ("17", 17)],
        [("two\nlines", 1), ("2025", 8), ('x "y" z', 1), ("2025", 25)],
    ]


def test_a_decimal_comma_does_not_separate_cells() -> None:
    found = table("line;2024;2025\nrevenue;1,5;2,5\ncost_of_sales;1,25;1,5\n")
    assert section(found).years[2025] == {"revenue": 2.5, "cost_of_sales": 1.5}


@pytest.mark.parametrize(
    ("head", "years"),
    [
        (("2025", "2024"), {2025, 2024}),
        (("FY2025", "FY24"), {2025, 2024}),
        (("2025A", "2024A"), {2025, 2024}),
        (("31/12/2025", "31/12/2024"), {2025, 2024}),
        (("31.12.2025", "31.12.2024"), {2025, 2024}),
        (("2025-01-31 00:00:00", "2024-01-31 00:00:00"), {2025, 2024}),
        (("Dec 2025", "Dec 2024"), {2025, 2024}),
        (("2023/24", "2024/25"), {2024, 2025}),
        (("12 months to 30 June 2025", "12 months to 30 June 2024"), {2025, 2024}),
        (("TTM", "2025"), {2025}),
        (("2026E", "2025"), {2025}),
        (("2026B", "2025"), {2025}),
        (("H1 2025", "2024"), {2024}),
        (("Q3 2025", "2024"), {2024}),
    ],
)
def test_heads_of_columns(head: tuple[str, str], years: set[int]) -> None:
    found = table(f"line,{head[0]},{head[1]}\nrevenue,10,20\n")
    assert set(section(found).years) == years
    assert ("no-year" in codes(found)) == (len(years) == 1)
    if len(years) == 1:
        assert f"`{head[0]}` is" in str(found.notes)


def test_a_restated_column_counts_before_the_first_one() -> None:
    found = table("line,2024 (restated),2024\nrevenue,10,20\n")
    assert section(found).years == {2024: {"revenue": 10}}
    assert codes(found) == ["restated"]


def test_day_and_month_that_could_be_either_are_an_error_unless_something_settles_them() -> None:
    told = error("line,03/04/2024,03/04/2025\nrevenue,1,2\n")
    assert "error wrong-date: `03/04/2024` could be 2024-04-03 or 2024-03-04" in told
    assert "--dates dmy or --dates mdy" in told
    text = "line,03/04/2024,03/04/2025\nrevenue,1,2\n"
    assert section(table(text, dates="dmy")).year_end == "04-03"
    assert section(table(text, dates="mdy")).year_end == "03-04"
    assert section(table("line,03/04/2024,31/03/2025\nrevenue,1,2\n")).years[2024].ends is not None


def test_header_of_two_rows_notes_column_and_title_above() -> None:
    text = (
        "Northgate Ltd,,,\n,,Year ended 31 March,\nIncome statement,Notes,2025,2024\n,,£000,£000\n"
        'Revenue,3,10,9\nCost of sales,"4, 5",(6),(5)\nGross profit,,4,4\n'
    )
    found = table(text, currency=None, unit=None)
    books = section(found)
    assert (books.currency, books.unit, books.year_end) == ("GBP", 1000, "03-31")
    assert books.years[2025] == {"revenue": 10, "cost_of_sales": 6, "gross_profit": 4}


def test_halves_and_forecasts_named_in_the_row_above_are_left_out() -> None:
    text = ",Six months ended 30 June,,Forecast\nline,2025,2024,2026\nrevenue,1,2,3\n"
    assert "error no-years" in error(text)
    text = ",,Restated,Forecast\nline,2025,2024,2026\nrevenue,1,2,3\n"
    assert set(section(table(text)).years) == {2025, 2024}


def test_years_that_run_down() -> None:
    found = table("Year,Revenue,Net income,Total assets\n2024,10,2,2010\n2025,12,3,2020\n")
    assert section(found).years[2025] == {"revenue": 12, "net_income": 3, "total_assets": 2020}


def test_names_in_camel_case_and_a_column_that_names_the_statement() -> None:
    text = (
        "line_item,statement,2025,2024\nTotalRevenue,income,10,9\nNetIncome,income,1,1\n"
        "NetIncome,cash_flow,5,5\nCashAndCashEquivalents,balance_sheet,3,2\n"
    )
    assert section(table(text)).years[2025] == {"revenue": 10, "net_income": 1, "cash": 3}


def test_several_files_are_one_section() -> None:
    files = [
        File("income.csv", b"EUR thousands,2025,2024\nRevenue,10,9\n"),
        File("balance.csv", b"in EUR million,2025,2024\nTotal assets,2,1\n"),
    ]
    found = section(financials_from(files, None, Request()))
    assert found.unit == 1000
    assert found.years[2025] == {"revenue": 10, "total_assets": 2000}
    assert len(found.evidence or ()) == 2


def test_files_that_do_not_belong_together_are_told() -> None:
    euros, pounds = (
        File(f"{code}.csv", f"{code},2025\nunit,1\nRevenue,1\n".encode()) for code in ("EUR", "GBP")
    )
    with pytest.raises(InputError, match="mixed-currencies"):
        financials_from([euros, pounds], None, Request())
    ends = [File(f"{day}.csv", f"line,{day}\nRevenue,1\n".encode()) for day in ("2025-12-31", "2025-06-30")]
    with pytest.raises(InputError, match="conflict: 2025 ends on 2025-12-31 in one place and on 2025-06-30"):
        financials_from(ends, None, Request(currency="GBP", unit=1))


def test_repeated_captions_are_told_apart_by_where_they_stand() -> None:
    text = (
        "Balance sheet,2025\nCurrent liabilities,\nBorrowings,-9\nTotal current liabilities,-20\n"
        "Non-current liabilities,\nBorrowings,-61\nTotal liabilities,-81\nTotal equity,19\nTotal assets,100\n"
    )
    found = table(text)
    lines = section(found).years[2025]
    assert (lines["total_debt"], lines["long_term_debt"], lines["total_liabilities"]) == (70, 61, 81)
    assert "`total_debt` 70 is derived" in found.text
    more = text.replace("Borrowings,-61\n", "Borrowings,-61\nBonds,-5\n")
    found = table(more)
    assert "total_debt" not in section(found).years[2025]
    assert "it may hold `Bonds`" in found.text


def test_long_term_debt_alone_is_never_total_debt() -> None:
    found = table("Balance sheet,2025\nLong-term debt,61\nTotal assets,100\n")
    assert section(found).years[2025] == {"long_term_debt": 61, "total_assets": 100}
    assert "only debt due later is given" in found.text


def test_one_caption_with_two_amounts_is_left_out_with_both() -> None:
    found = table("line,2025\nRevenue,10\nRevenue,20\nNet income,1\n")
    assert section(found).years[2025] == {"net_income": 1}
    assert codes(found) == ["conflict"]
    assert "`revenue` is left out: the file gives 10 and 20" in found.text
    assert "year: 2025, line: revenue" in found.text


def test_a_sum_settles_which_of_two_amounts_is_right() -> None:
    found = table("line,2025\nTotal equity,40\nTotal equity,30\nTotal liabilities,60\nTotal assets,100\n")
    assert section(found).years[2025]["equity"] == 40
    assert codes(found) == ["other-amount"]


def test_a_caption_of_a_higher_rank_counts_and_the_other_is_named() -> None:
    found = table("line,2025\nRevenue,60\nRevenue from operations,50\n")
    assert section(found).years[2025] == {"revenue": 50}
    assert "`revenue` is 50 (Revenue from operations); 60 is not used" in found.text


def test_costs_are_positive_where_the_column_shows_that_they_come_negative() -> None:
    found = table("line,2025\nCost of sales,(6)\nFinance costs,(2)\nRevenue,10\n")
    assert section(found).years[2025] == {"revenue": 10, "cost_of_sales": 6, "interest_expense": 2}
    assert codes(found) == ["sign", "sign"]
    found = table("line,2025\nCost of sales,6\nFinance costs,-2\nRevenue,10\n")
    assert section(found).years[2025] == {"revenue": 10, "cost_of_sales": 6}
    assert "-2 is negative" in found.text


def test_what_matches_nothing_is_proposed_within_its_statement_and_never_taken() -> None:
    text = "Balance sheet,2025\nTotal assets,100\nBorrowings,5\nCash and bank deposits,7\n"
    found = table(text)
    assert section(found).years[2025] == {"total_assets": 100}
    near = {each.caption: each.nearest for each in found.proposals}
    assert near["Borrowings"] == ("long_term_debt", "total_debt")
    assert all(captions().items[line].statement == "balance" for lines in near.values() for line in lines)
    assert '"Borrowings": ignore  # perhaps long_term_debt, total_debt' in found.map


def test_a_map_settles_captions() -> None:
    choices = read_map(b"Borrowings: total_debt\nOther: {line: ebit, sign: -1}\nRevenue: ignore\n", "m.yaml")
    found = table("line,2025\nBorrowings,5\nOther,-3\nRevenue,9\n", mapping=choices)
    assert section(found).years[2025] == {"total_debt": 5, "ebit": 3}
    assert not found.proposals


def test_a_map_tells_parts_apart() -> None:
    text = "Balance sheet,2025\nCurrent liabilities,\nLeases,5\nNon-current liabilities,\nLeases,7\n"
    choices = read_map(b'"current-liabilities: Leases": ignore\nLeases: long_term_debt\n', "m.yaml")
    assert section(table(text, mapping=choices)).years[2025] == {"long_term_debt": 7}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"Sales: revenues\n", "m.yaml:1:8: error unknown-line: `revenues` is no statement line"),
        (b"Sales: {line: revenue, sign: 2}\n", "error wrong-value: `sign` is 1 or -1"),
        (b"Sales: {line: revenue, signs: 1}\n", "error unknown-key"),
        (b"Sales: revenue\nSales: ebit\n", "error duplicate-key"),
        (b"- a\n", "error wrong-type"),
    ],
)
def test_a_map_that_names_no_line_is_told(text: bytes, told: str) -> None:
    with pytest.raises(InputError) as raised:
        read_map(text, "m.yaml")
    assert told in str(raised.value)


def test_what_write_map_writes_is_a_map_that_takes_nothing() -> None:
    text = 'line,2025\nRevenue,1\n"Odd: ""x"" \\ income",5\nBorrowings,2\n'
    found = table(text)
    choices = read_map(found.map.encode(), "m.yaml")
    assert {each.line for each in choices.values()} == {"ignore"}
    again = table(text, mapping=choices)
    assert section(again).years == section(found).years
    assert not again.proposals


def test_a_map_names_each_caption_once_and_those_with_a_near_line_first() -> None:
    proposals = [
        Proposal("Übriges", "", ()),
        Proposal("Borrowings", "Current liabilities", ("current_debt", "total_debt")),
        Proposal("Übriges", "", ()),
        Proposal("Loans", "", ("total_debt",)),
    ]
    assert written(proposals).splitlines()[2:] == [
        '"Current liabilities: Borrowings": ignore  # perhaps current_debt, total_debt',
        '"Loans": ignore  # perhaps total_debt',
        '"Übriges": ignore',
    ]
    many = [Proposal(f"Caption {number}", "", ()) for number in range(2_001)]
    assert [len(written(many[:most]).splitlines()) for most in (1, 2_000, 2_001)] == [3, 2_002, 2_002]


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (b"PK\x03\x04", "Accounts.CSV", "csv"),
        (b"{}", "accounts.tsv", "csv"),
        (b"", "accounts.XLSX", "xlsx"),
        (b"PK\x03\x04", "accounts", "xlsx"),
        (b"PK\x03\x04", "accounts.json", "xlsx"),
        (b'\xef\xbb\xbf\n {"facts"', "facts", "companyfacts"),
        (b"[1]", "facts", "companyfacts"),
        (b"line,2025", "facts.JSON", "companyfacts"),
        (b'{"documentInfo"', "report", "oim"),
        (b'{"a": "https://xbrl.org/2021/xbrl-json"', "report", "oim"),
        (b"{" + b" " * 3_985 + b'"documentInfo"', "report", "oim"),
        (b"{" + b" " * 3_986 + b'"documentInfo"', "report", "companyfacts"),
        (b'line,"documentInfo"', "report", "csv"),
    ],
)
def test_a_format_is_told_by_the_name_and_then_by_the_first_bytes(raw: bytes, name: str, kind: str) -> None:
    assert recognised(raw, name) == kind


UNSURE = "the currency of the amounts is not certain; found"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("line,2025\nRevenue,10\n", "nothing says which currency the amounts are in"),
        ("line ($),2025\nRevenue,10\n", f"{UNSURE}: $ (USD, CAD, AUD and others)"),
        ("EUR or GBP,2025\nRevenue,10\n", f"{UNSURE}: EUR, GBP"),
    ],
)
def test_without_a_currency_what_was_found_is_told(text: str, found: str) -> None:
    told = error(text, currency=None)
    assert f"error no-currency: {found}\n" in told
    assert "add --currency" in told


def test_without_a_unit_what_was_found_is_told() -> None:
    told = error("EUR,2025\nRevenue,10\nNet income,-20\n", unit=None, currency=None)
    assert (
        "error no-unit: the unit of the amounts is not certain; found: EUR; the largest amount is 20" in told
    )
    assert "add --unit" in told


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("unit,1000", 1000),
        ("unit,10000000", 10_000_000),
        ("unit,thousands", 1000),
        ("Units,lakh", 100_000),
        ("currency,GBP", 1),
    ],
)
def test_rows_say_the_unit(text: str, unit: int) -> None:
    assert section(table(f"line,2025\n{text}\nRevenue,10\n", unit=None)).unit == unit


def test_letters_behind_amounts_are_their_unit() -> None:
    assert section(table('line,2025\nRevenue,"48,210.5k"\n', unit=None)).unit == 1000
    found = section(table('EUR thousands,2025\nRevenue,"48,210.5k"\nEBIT,2m\n', unit=None, currency=None))
    assert (found.unit, found.years[2025]) == (1000, {"revenue": Decimal("48210.5"), "ebit": 2000})


def test_shares_are_a_number_whatever_the_unit() -> None:
    files = [
        File("a.csv", b"EUR thousands,2025\nRevenue,10\n"),
        File("b.csv", b"EUR millions,2025\nShares outstanding,7\nTotal assets,1\n"),
    ]
    found = section(financials_from(files, None, Request()))
    assert found.years[2025] == {"revenue": 10, "total_assets": 1000, "shares_outstanding": 7}


def test_no_amount_is_rounded_on_its_way_to_another_unit() -> None:
    exact = "123456789012.1234567890123456789"
    files = [
        File("a.csv", b"EUR thousands,2025\nNet income,5\n"),
        File("b.csv", f"EUR millions,2025\nRevenue,{exact}\n".encode()),
    ]
    found = section(financials_from(files, None, Request())).years[2025]
    assert found["revenue"] == Decimal("123456789012123.4567890123456789")
    found = section(table(f'line,2025\nRevenue,"{exact}m"\n', unit=None)).years[2025]
    assert found["revenue"] == Decimal(exact)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-years"),
        (",,\n", "no-years"),
        ("revenue,1\n", "no-years"),
        ("line,2024,2024\nebit,1,2\n", "duplicate-year"),
        ("line,2024\nother,1\n", "no-amounts"),
        ("line,2024\ncurrency,EUR\nebit,1\n", "mixed-currencies"),
        ("line,2024,2025\ncurrency,GBP,EUR\nebit,1\n", "mixed-currencies"),
        ("line,2024\ncurrency,pounds\nebit,1\n", "wrong-currency"),
        ("line,2024\nunit,100\nebit,1\n", "wrong-unit"),
        ("line,2024\nunit,1000\nebit,1\n", "wrong-unit"),
        ("line,2024\nyear_end,02-30\nebit,1\n", "wrong-date"),
        ("line,2024\nyear_end,31.3.\nebit,1\n", "wrong-date"),
        ('line,2024\nebit,"1\n', "not-csv"),
        ("line,2024\n" + "x,1\n" * 2001, "too-large"),
        ("line" + ",2024" * 200, "too-large"),
        ("line,2024\nebit," + "1" * 200_000, "not-csv"),
        ("line,2024\nebit,x\n", "wrong-amount"),
        ("line,2024\nebit,1e5\n", "wrong-amount"),
        ("line,2024\nebit,007\n", "wrong-amount"),
        ("line,2024\nebit," + "9" * 19 + "\n", "wrong-amount"),
        ('line,2024\nebit,"1,234"\n', "no-decimal"),
        ('line,2024\nebit,"1,5"\nrevenue,1.5\n', "two-decimals"),
    ],
)
def test_what_does_not_fit_is_told(text: str, code: str) -> None:
    assert f"error {code}:" in error(text)


def test_a_wrong_amount_is_told_at_its_cell() -> None:
    assert error("line,2024,2025\nebit,1,x\n").startswith("a.csv:2:8: error wrong-amount: `ebit` of 2025")


def test_the_decimal_mark_of_a_doubtful_file_is_asked_for_or_settled_by_sums() -> None:
    text = 'line,2024\nrevenue,"1,234"\n'
    assert "--decimal" in error(text)
    assert section(table(text, decimal=".")).years[2024] == {"revenue": 1234}
    assert section(table(text, decimal=",")).years[2024] == {"revenue": Decimal("1.234")}
    text = 'line,2024\nEBIT,"2,660"\nFinance costs,540\nProfit before tax,"2,120"\n'
    assert section(table(text)).years[2024]["ebit"] == 2660


def test_year_end_comes_from_a_row_a_header_a_title_or_the_command_line() -> None:
    assert section(table("line,2023-06-30,2024-06-30\nebit,1,2\n")).year_end == "06-30"
    assert section(table("line,2024\nyear end,06-30\nebit,1\n")).year_end == "06-30"
    assert section(table("Year ended 30 June\nline,2024,2023\nebit,1,1\n")).year_end == "06-30"
    assert section(table("line,2024\nebit,1\n", year_end="06-30")).year_end == "06-30"


def test_a_year_end_is_never_assumed_without_a_warning_that_names_it() -> None:
    found = table("line,2024\nebit,1\n")
    assert section(found).year_end == "12-31"
    assert "warning year-end: the end of fiscal years is not given: 12-31 is assumed" in str(found.notes[0])
    assert "--year-end" in found.text
    assert "2023/24" in table("line,2023/24\nebit,1\n").text


def test_years_that_end_on_different_days_say_so() -> None:
    found = section(table("line,2023-12-31,2024-03-31\nrevenue,1,2\n"))
    assert found.year_end == "03-31"
    assert found.years[2023].ends == dt.date(2023, 12, 31)
    assert found.years[2024].ends is None
    found = section(table("line,2023-02-28,2024-02-29\nrevenue,1,2\n"))
    assert (found.year_end, found.years[2023].ends) == ("02-29", None)


def test_latest_years_of_a_table() -> None:
    assert list(section(table("line,2024,2022,2023\nebit,1,2,3\n", years=2)).years) == [2023, 2024]


def test_evidence_names_file_digest_and_grade() -> None:
    raw = b"line,2025\nEBIT,1\n"
    items = section(read(raw, "x/a.csv", currency="GBP", unit=1)).evidence
    assert items is not None
    assert items[0].grade == "documented"
    assert items[0].source == "Financial statements, a.csv"
    assert items[0].note == f"SHA-256 {hashlib.sha256(raw).hexdigest()}"
    file = File("x/a.csv", raw, "evidence/a.csv")
    request = Request(currency="GBP", unit=1, audited="Hale & Co, 3 May 2026")
    items = section(financials_from([file], None, request)).evidence
    assert items is not None
    assert (items[0].grade, items[0].file) == ("audited", "evidence/a.csv")
    assert items[0].sha256 == hashlib.sha256(raw).hexdigest()
    assert "audited by Hale & Co, 3 May 2026" in items[0].source


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


@pytest.mark.parametrize(
    "text",
    [
        "EUR thousands,2025,2024,,Balance sheet,2025,2024\nRevenue,20,10,,Total assets,100,90\n",
        "Income,EUR thousands,,,Balance,,\n,2025,2024,,,2025,2024\nRevenue,20,10,,Total assets,100,90\n",
        "EUR thousands,2025,2024,Balance sheet,2025,2024\nRevenue,20,10,Total assets,100,90\n",
        "EUR thousands,2025,2024,,,,2025,2024\nRevenue,20,10,,,Total assets,100,90\n",
        "EUR thousands,Notes,2025,2024,,Notes,2025,2024\nRevenue,3,20,10,Total assets,4,100,90\n",
    ],
)
def test_tables_side_by_side_are_both_read(text: str) -> None:
    found = table(text, currency=None, unit=None)
    assert section(found).years == {
        2025: {"revenue": 20, "total_assets": 100},
        2024: {"revenue": 10, "total_assets": 90},
    }
    assert "not-read" not in codes(found)


def test_three_tables_of_one_year_stand_side_by_side() -> None:
    found = table("a,2025,b,2025,c,2025\nRevenue,20,Total assets,100,Capital expenditure,3\n")
    assert section(found).years == {2025: {"revenue": 20, "total_assets": 100, "capital_expenditure": 3}}


def test_ten_tables_stand_side_by_side_and_more_are_refused_with_a_way_through() -> None:
    def beside(count: int) -> str:
        heads = ",".join(f"Group {number},2025" for number in range(count))
        return f"{heads}\n" + ",".join(["Revenue,20"] * count) + "\n"

    assert section(table(beside(10))).years == {2025: {"revenue": 20}}
    told = error(beside(11))
    assert "a.csv:1:1: error too-large: more than 10 tables stand side by side" in told
    assert "hint: put each on a sheet or into a file of its own" in told


def test_a_hundred_rows_of_years_are_read_and_more_are_refused_with_a_way_through() -> None:
    statement = "line,2025,2024\nRevenue,20,10\n"
    assert section(table(100 * statement)).years[2024] == {"revenue": 10}
    told = error(101 * statement)
    assert "a.csv:1:1: error too-large: a table has more than 100 rows of years" in told
    assert "hint: import the statements alone" in told


def test_fifty_periods_are_read_and_more_are_refused() -> None:
    def years(count: int) -> str:
        return ",".join(map(str, range(1950, 1950 + count)))

    assert len(section(table(f"line,{years(50)}\nRevenue{',1' * 50}\n")).years) == 50
    told = error(f"line,{years(51)}\nRevenue{',1' * 51}\n")
    assert "a.csv:1:6: error too-large: a statement has more than 50 columns of periods" in told


def test_years_to_the_right_that_belong_to_no_table_are_told() -> None:
    found = table("Group,2025,2024,,2025,2024\nRevenue,20,10,,2,1\n")
    assert section(found).years == {2025: {"revenue": 20}, 2024: {"revenue": 10}}
    (note,) = [each for each in found.notes if each.code == "not-read"]
    assert (note.position.line, note.position.column) == (1, 18)
    assert "a sheet or into a file of its own" in str(note)


def test_two_tables_side_by_side_that_contradict_each_other_are_left_out_with_both() -> None:
    found = table("Group,2025,,Company,2025\nRevenue,20,,Revenue,12\nTotal assets,9,,Equity,5\n")
    assert section(found).years == {2025: {"total_assets": 9, "equity": 5}}
    assert "20" in found.text
    assert "12" in found.text


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
