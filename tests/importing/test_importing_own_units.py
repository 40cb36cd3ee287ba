"""Amounts that say their own unit, in their caption or by a letter, beside others that do not."""

from __future__ import annotations

import pytest
from companies import section, table
from refused_tables import error

from partnercheck.importing.tables.units import said_of_amounts

MIXED = ",2025,2024\nRevenue (£m),70,60\nCash (£000),8000,7000\nEquity (£m),20,10\n"
SAME = ",2025\nRevenue (£m),70\nCash (£m),8\n"
LETTERS = ",2025\nRevenue,64k\nCash,700\nEquity,2000\n"
NOTHING = {"currency": None, "unit": None}


def test_the_unit_in_a_caption_belongs_to_its_line_alone() -> None:
    found = section(table(MIXED, **NOTHING))
    assert (found.currency, found.unit) == ("GBP", 1000)
    assert found.years[2025] == {"revenue": 70_000, "cash": 8_000, "equity": 20_000}


@pytest.mark.parametrize("unit", [1, 1000, 1_000_000])
def test_a_command_line_that_contradicts_a_caption_is_refused(unit: int) -> None:
    told = error(MIXED, unit=unit)
    assert ("`Revenue (£m)` says millions and the command line" in told) == (unit != 1_000_000)
    assert ("`Cash (£000)` says thousands and the command line" in told) == (unit != 1000)


def test_the_unit_that_every_caption_says_is_that_of_the_sheet() -> None:
    found = section(table(SAME, **NOTHING))
    assert (found.currency, found.unit, found.years[2025]) == ("GBP", 1_000_000, {"revenue": 70, "cash": 8})
    assert section(table(SAME, unit=1_000_000)).years[2025] == {"revenue": 70, "cash": 8}
    assert "the file says millions and the command line single units" in error(SAME, unit=1)


def test_a_caption_counts_before_its_sheet() -> None:
    found = section(table("in £'000,2025\nRevenue,9000\nCash (£m),2\n", **NOTHING))
    assert (found.unit, found.years[2025]) == (1000, {"revenue": 9000, "cash": 2000})


def test_a_line_without_a_unit_beside_lines_with_one_is_asked_for() -> None:
    text = ",2025\nRevenue (£m),70\nCash,8\n"
    told = error(text, **NOTHING)
    assert "some amounts say their own unit, and nothing says that of the others" in told
    assert "the largest of these is 8 (`Cash`)" in told
    assert "add --unit" in told
    assert section(table(text, unit=1_000_000)).years[2025] == {"revenue": 70, "cash": 8}
    rows = text.replace("Revenue", "currency,GBP\nRevenue")
    assert "no-unit" in error(rows, **NOTHING)


@pytest.mark.parametrize(
    "caption",
    [
        "Sales ledger (Cr)",
        "Pulp works (paper mill)",
        "Plan 401(k)",
        "Loans (paid in full)",
        "Loans, in full",
        "Income (m)",
    ],
)
def test_letters_and_words_that_mean_something_else_are_no_unit(caption: str) -> None:
    assert said_of_amounts(caption) == []


def test_an_amount_in_a_smaller_unit_has_no_needless_zeros() -> None:
    found = section(table(",2025\nRevenue (€m),48.2\nCash (€k),700\n", **NOTHING))
    assert str(found.years[2025]["revenue"]) == "48200"


def test_a_count_of_shares_has_its_own_unit_and_no_other() -> None:
    text = "in £m,2025\nRevenue,70\nShares outstanding (millions),3\n"
    expected = {"revenue": 70, "shares_outstanding": 3_000_000}
    for wishes in (NOTHING, {"unit": 1_000_000}):
        found = section(table(text, **wishes))
        assert (found.unit, found.years[2025]) == (1_000_000, expected)
    lettered = section(table("in £m,2025\nRevenue,70\nShares outstanding,3m\n", **NOTHING))
    assert lettered.years[2025] == expected


@pytest.mark.parametrize("caption", ["Cash (US$m)", "Cash (USD)"])
def test_captions_in_two_currencies_are_not_mixed(caption: str) -> None:
    mapped = error(f",2025\nRevenue (£m),70\nCash,8\n{caption.replace('Cash', 'Inventory')},8\n", **NOTHING)
    assert ("mixed-currencies" in mapped) == (caption == "Cash (US$m)")
    assert "the file says GBP and the command line EUR" in error(SAME, currency="EUR", unit=None)


def test_a_sign_of_several_currencies_in_captions_is_told() -> None:
    told = error(SAME.replace("£", "$"), currency=None, unit=None)
    assert "the currency of the amounts is not certain; found: $ (USD, CAD, AUD and others)" in told


def test_a_letter_counts_for_its_own_amount_alone() -> None:
    assert "some amounts say their own unit" in error(LETTERS, unit=None)
    assert section(table(LETTERS, unit=1)).years[2025] == {"revenue": 64_000, "cash": 700, "equity": 2000}
    found = section(table(LETTERS, unit=1000))
    assert found.years[2025] == {"revenue": 64, "cash": 700, "equity": 2000}


def test_a_currency_behind_an_amount_is_no_letter_of_scale() -> None:
    found = section(table("£'000,2025\nRevenue,64m\nCash,700 GBP\n", **NOTHING))
    assert found.years[2025] == {"revenue": 64_000, "cash": 700}


def test_amounts_with_letters_alone_come_in_any_unit() -> None:
    text = ",2025\nRevenue,64k\nCash,0\nEquity,2m\n"
    assert section(table(text, unit=None)).years[2025] == {"revenue": 64, "cash": 0, "equity": 2000}
    assert section(table(text, unit=1)).years[2025] == {"revenue": 64_000, "cash": 0, "equity": 2_000_000}


def test_a_statement_that_says_no_unit_takes_none_that_is_not_certain() -> None:
    first, second = ("£'000,2025,2024\nRevenue,64,60\n", "£m,2025,2024\nTotal assets,9,8\n")
    silent = ",2025,2024\nOperating cash flow,5,4\n"
    assert section(table(f"{first}\n{silent}", **NOTHING)).years[2025]["operating_cash_flow"] == 5
    told = error(f"{first}\n{second}\n{silent}", **NOTHING)
    assert "the unit of the amounts is not certain; found: thousands, millions" in told
