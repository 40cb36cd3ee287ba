"""CSV of lines by years: heads of columns, captions, and which amount counts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from companies import codes, read, section, table
from refused_tables import error

from partnercheck.diagnostics import InputError
from partnercheck.importing import File, Request, financials_from
from partnercheck.importing.run import recognised
from partnercheck.importing.tables.delimited import read_csv
from partnercheck.load import Loader

EXAMPLES = Path(__file__).parents[2] / "examples"


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


def test_a_wrong_amount_is_told_at_its_cell() -> None:
    assert error("line,2024,2025\nebit,1,x\n").startswith("a.csv:2:8: error wrong-amount: `ebit` of 2025")


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
