"""What a section cannot hold is left out with a note: it refuses nothing else of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from companies import company, flow, imported, instant, read, section, table

from partnercheck.importing import File, Request, financials_from
from partnercheck.importing.tables.headings import far_year

if TYPE_CHECKING:
    from partnercheck.importing import Found

MOST = 10**18
HALF = MOST // 2 + 1


def said(found: Found, code: str) -> list[str]:
    return [note.message for note in found.notes if note.code == code]


@pytest.mark.parametrize(
    ("line", "tags", "parts"),
    [
        ("cost_of_sales", ("CostOfGoodsSold", "CostOfServices"), "CostOfGoodsSold + CostOfServices"),
        (
            "depreciation_amortisation",
            ("Depreciation", "AmortizationOfIntangibleAssets"),
            "Depreciation + AmortizationOfIntangibleAssets",
        ),
    ],
)
def test_a_sum_of_tags_that_is_too_large_is_left_out_alone(
    line: str, tags: tuple[str, ...], parts: str
) -> None:
    found = imported(company(NetIncomeLoss=[flow(1)], **{tag: [flow(HALF)] for tag in tags}))
    assert section(found).years[2024] == {"net_income": 1}
    told = f"2024: `{line}` is left out: the sum of {parts} is no amount a section can hold"
    assert said(found, "wrong-amount") == [told]
    assert said(found, "derived") == []
    whole = imported(company(NetIncomeLoss=[flow(1)], **{tag: [flow(MOST // 2)] for tag in tags}))
    assert section(whole).years[2024] == {"net_income": 1, line: MOST}


def test_a_derived_line_that_is_too_large_is_left_out_alone() -> None:
    tags = {"OperatingIncomeLoss": [flow(HALF)], "DepreciationDepletionAndAmortization": [flow(HALF)]}
    found = imported(company(**tags))
    assert section(found).years[2024] == {"ebit": HALF, "depreciation_amortisation": HALF}
    told = "derived: ebit + depreciation_amortisation is no amount a section can hold"
    assert said(found, "wrong-amount") == [f"2024: `ebitda` is left out: {told}"]


def test_debts_of_a_table_whose_sum_is_too_large() -> None:
    found = table(f"line,2024\nRevenue,1\nShort-term borrowings,{HALF}\nLong-term debt,{HALF}\n")
    assert section(found).years[2024] == {"revenue": 1, "long_term_debt": HALF}
    told = "Short-term borrowings + long-term debt is no amount a section can hold"
    assert said(found, "wrong-amount") == [f"2024: `total_debt` is left out: {told}"]


def test_an_amount_that_is_too_large_in_the_unit_of_all() -> None:
    small = File("a.csv", b"line,2024\ncurrency,EUR\nunit,1\nRevenue,1\n")
    large = File("b.csv", b"line,2024\ncurrency,EUR\nunit,1000000000\nTotal assets,1000000001\n")
    found = financials_from([small, large], None, Request())
    assert section(found).years[2024] == {"revenue": 1}
    note = next(each for each in found.notes if each.code == "wrong-amount")
    assert (note.position.file, note.position.line, note.position.column) == ("b.csv", 4, 14)


@pytest.mark.parametrize(("year", "held"), [(1899, False), (1900, True), (2100, True), (2101, False)])
def test_a_filed_year_that_no_section_holds_is_told(year: int, *, held: bool) -> None:
    found = imported(company(Revenues=[flow(1), flow(2, year)], Assets=[instant(3)]))
    assert list(section(found).years) == sorted({2024, year} if held else {2024})
    told = f"{year} is left out: a section holds years from 1900 to 2100"
    assert said(found, "other-year") == ([] if held else [told])


@pytest.mark.parametrize(
    "head", ["1899", "FY1899", "31.12.1899", "31 December 2101", "2101-03-31", "Dec 1812"]
)
def test_a_column_of_a_year_that_no_section_holds_is_told(head: str) -> None:
    found = table(f"line,2024,{head}\nRevenue,2,1\n")
    assert section(found).years == {2024: {"revenue": 2}}
    (told,) = said(found, "other-year")
    assert told.endswith(f": the column `{head}` is left out: a section holds years from 1900 to 2100")
    assert "other-year" not in str(read(b"line,2024,2023\nRevenue,2,1\n", currency="GBP", unit=1).notes)


@pytest.mark.parametrize("text", ["", "2025", "in 1000", "1000 shares", "12,345", "12345", "Rule 3000 of it"])
def test_what_is_no_head_of_a_column_is_no_year_out_of_reach(text: str) -> None:
    assert far_year(text) is None
