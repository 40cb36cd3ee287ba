"""What a table says of its amounts: currency, unit, decimal mark, and the ends of years."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from companies import section, table
from refused_tables import error

from partnercheck.importing import File, Request, financials_from

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
