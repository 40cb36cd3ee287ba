"""Filed amounts become lines: which tag, which filing, which currency, and what a reader is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from companies import codes, company, flow, imported, instant, section
from filed_amounts import amount, error

from partnercheck.importing.sec.tags import FLOWS, SUPPORT, SUPPORT_FLOWS, TAGS, TAXONOMIES, mapped
from partnercheck.measures.finance.financials import LINES

SNOWFLAKE = Path(__file__).parents[1] / "data" / "snowflake-excerpt.json"


def without_digest(text: str) -> str:
    return re.sub("[0-9a-f]{64}", "", text)


def test_table_names_known_lines_and_no_tag_twice() -> None:
    for taxonomy in TAXONOMIES:
        assert TAGS[taxonomy].keys() <= set(LINES)
        tags = [tag for found in TAGS[taxonomy].values() for tag in found]
        assert len(tags) == len(set(tags))
        assert TAGS[taxonomy].keys() >= FLOWS
        assert set(tags) < mapped(taxonomy)
        assert not SUPPORT[taxonomy].keys() & set(LINES)
    assert SUPPORT["us-gaap"].keys() >= SUPPORT_FLOWS


def test_real_company_with_years_that_end_in_january() -> None:
    found = imported(SNOWFLAKE.read_bytes(), unit=1000)
    books = section(found)
    assert (books.currency, books.unit, books.year_end) == ("USD", 1000, "01-31")
    assert list(books.years) == [2023, 2024, 2025]
    assert books.years[2025] == {
        "revenue": 3626396,
        "cost_of_sales": 1214673,
        "gross_profit": 2411723,
        "ebit": -1456010,
        "interest_expense": 2759,
        "net_income": -1285640,
        "total_assets": 9033938,
        "current_assets": 5869372,
        "cash": 2628798,
        "total_liabilities": 6027295,
        "current_liabilities": 3301183,
        "equity": 3006643,
        "operating_cash_flow": 959764,
        "capital_expenditure": 46279,
    }
    assert "CIK 0001640147, SNOWFLAKE INC., form 10-K filed 2025-03-21" in found.text
    assert "only parts of it are tagged: ConvertibleDebtNoncurrent" in found.text
    assert "that belong to no line (1): Goodwill" in found.text
    assert "date: 2025-01-31" in found.text


def test_latest_filing_of_a_restated_amount_counts_and_both_are_told() -> None:
    first, amended = flow(100), flow(90, form="10-K/A", filed="2025-06-01")
    for facts in ([first, amended], [amended, first]):
        found = imported(company(Revenues=facts))
        assert section(found).years[2024] == {"revenue": 90}
        assert codes(found) == ["restated"]
        assert "was 100 in 10-K filed 2025-03-01 and is 90 in 10-K/A filed 2025-06-01" in str(found.notes[0])


def test_filings_of_one_day_are_ordered_by_accession_number() -> None:
    late = flow(2, accession="0000000001-25-000002")
    for facts in ([flow(1), late], [late, flow(1)]):
        assert amount(company(Revenues=facts), "revenue") == 2


def test_two_amounts_in_one_filing_are_a_conflict_and_left_out() -> None:
    found = imported(company(Revenues=[flow(1), flow(2)], NetIncomeLoss=[flow(3)]))
    assert section(found).years[2024] == {"net_income": 3}
    assert codes(found) == ["conflict"]


def test_first_tag_wins_by_year_and_other_amounts_and_changes_are_told() -> None:
    contract = "RevenueFromContractWithCustomerExcludingAssessedTax"
    found = imported(company(Revenues=[flow(10)], **{contract: [flow(9), flow(8, 2023)]}))
    books = section(found)
    assert (books.years[2023], books.years[2024]) == ({"revenue": 8}, {"revenue": 10})
    assert codes(found) == ["other-tag", "other-meaning"]


def test_a_company_without_a_name_is_named_by_its_number() -> None:
    data = company(Revenues=[flow(1)])
    del data["entityName"]
    assert "source: SEC EDGAR companyfacts, CIK 0000012345, form 10-K filed" in imported(data).text


IFRS = company(
    "ifrs-full",
    "EUR",
    Revenue=[flow(5000, form="20-F")],
    CostOfSales=[flow(3000, form="20-F")],
    ProfitLossFromOperatingActivities=[flow(700, form="20-F")],
    FinanceCosts=[flow(120, form="20-F")],
    ProfitLoss=[flow(400, form="20-F")],
    Assets=[instant(9000, form="20-F")],
    Liabilities=[instant(5500, form="20-F")],
    Equity=[instant(3500, form="20-F")],
    Borrowings=[instant(2500, form="20-F")],
    LongtermBorrowings=[instant(2000, form="20-F")],
    IssuedCapital=[instant(1000, form="20-F")],
)


def test_ifrs_tags_of_a_foreign_issuer() -> None:
    books = section(imported(IFRS))
    assert books.currency == "EUR"
    assert books.years[2024] == {
        "revenue": 5000,
        "cost_of_sales": 3000,
        "ebit": 700,
        "interest_expense": 120,
        "net_income": 400,
        "total_assets": 9000,
        "total_liabilities": 5500,
        "equity": 3500,
        "total_debt": 2500,
        "long_term_debt": 2000,
    }


def test_one_year_is_read_from_one_taxonomy() -> None:
    both = company(Revenues=[flow(1)])
    both["facts"] |= IFRS["facts"]
    found = imported(both, currency="EUR")
    assert section(found).years[2024]["revenue"] == 5000
    both["facts"] |= company("ifrs-full", "USD", Revenue=[flow(5)], ProfitLoss=[flow(6)])["facts"]
    found = imported(both)
    assert section(found).years[2024] == {"revenue": 5, "net_income": 6}
    assert codes(found) == ["other-taxonomy"]


def test_currencies_are_not_mixed() -> None:
    mixed = company(Revenues={"CNY": [flow(700)], "USD": [flow(100)]}, NetIncomeLoss={"CNY": [flow(7)]})
    assert "mixed-currencies: the amounts are in different currencies" in error(mixed)
    found = imported(mixed, currency="CNY")
    assert section(found).years[2024] == {"revenue": 700, "net_income": 7}
    found = imported(mixed, currency="USD")
    assert section(found).years[2024] == {"revenue": 100}
    assert "only in CNY: NetIncomeLoss" in str(found.notes[0])
    assert "unknown-currency" in error(mixed, currency="EUR")


def test_amounts_are_exact_and_scaled_only_whole() -> None:
    data = company(Revenues=[flow(123456789012345678)], NetIncomeLoss=[flow(-3000)])
    raw = json.dumps(data).replace("-3000", "-0.10").encode()
    assert "net_income: -0.10 " in imported(raw).text
    assert "revenue: 123456789012345678 " in imported(raw).text
    found = imported(data, unit=1000)
    assert section(found).unit == 1
    assert codes(found) == ["unit"]
    shares = {"shares": [instant(1001)]}
    found = imported(company(Revenues=[flow(5000)], CommonStockSharesOutstanding=shares), unit=1000)
    assert section(found).years[2024] == {"revenue": 5, "shares_outstanding": 1001}
    assert section(found).unit == 1000


def test_latest_years_alone_with_their_notes_alone() -> None:
    facts = [flow(year, year) for year in range(2018, 2025)] + [flow(1, 2018, filed="2018-12-31")]
    found = imported(company(Revenues=facts), years=2)
    assert list(section(found).years) == [2023, 2024]
    assert codes(found) == []


def test_order_of_the_file_never_matters_and_names_cannot_break_the_yaml() -> None:
    data = json.loads(SNOWFLAKE.read_text())
    data["entityName"] = 'A "\\ \n# b: [\u202e\ud800'
    text = without_digest(imported(data).text)
    for tags in data["facts"].values():
        for tag in reversed(list(tags)):
            tags[tag] = {"units": {unit: facts[::-1] for unit, facts in tags.pop(tag)["units"].items()}}
    assert without_digest(imported(data).text) == text


def test_every_missing_line_is_named_with_the_reason() -> None:
    found = imported(company(Revenues=[flow(1)]))
    told = " ".join(note.message for note in found.notes)
    for line in set(LINES) - {"revenue"}:
        assert f"`{line}`" in told


def test_only_amounts_of_lines_in_a_currency_tell_which_it_is() -> None:
    facts = {unit: [flow(7)] for unit in ("USD", "USDX", "usd", "ÜSD", "pure")}
    found = imported(company(Revenues={**facts, "GBP": []}, Unheard={"JPY": [flow(1)]}))
    assert (section(found).currency, section(found).years) == ("USD", {2024: {"revenue": 7}})
    assert "other-currency" not in codes(found)


@pytest.mark.parametrize("longer", [0, 1])
def test_the_place_of_a_fact_is_shown_whole_up_to_sixty_characters(longer: int) -> None:
    tag = "Loan" + "X" * (60 + longer - len("facts.us-gaap.Loan.units.USD[0].end"))
    place = f"facts.us-gaap.{tag}.units.USD[0].end"
    assert len(place) == 60 + longer
    shown = f"…{place[3:]}" if longer else place
    data = company(**{tag: [{**instant(1), "end": "soon"}]})
    assert f"wrong-facts: `{shown}` must be a day such as 2026-01-31\n" in error(data)


def test_tags_that_are_not_read_are_listed_up_to_four_hundred() -> None:
    tags = {f"Other{number:03}": [flow(1)] for number in range(402)}
    found = imported(company(Revenues=[flow(1)], **tags))
    listed = ", ".join(list(tags)[:400])
    told = f"tags with an amount at the end of 2024 that belong to no line (402): {listed} and 2 more"
    assert told in [each.message for each in found.notes]


def test_the_evidence_is_the_newest_filing_whatever_is_summed_from_older_ones() -> None:
    amended = flow(90, form="10-K/A", filed="2025-09-01")
    found = imported(
        company(Revenues=[flow(100), amended], CostOfGoodsSold=[flow(4)], CostOfServices=[flow(2)])
    )
    assert section(found).years[2024] == {"revenue": 90, "cost_of_sales": 6}
    assert "CIK 0000012345, Example Corp, form 10-K/A filed 2025-09-01, facts.json" in found.text
