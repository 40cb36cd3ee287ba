"""Filed amounts become lines: which year, which tag, which filing."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from companies import codes, company, fact, flow, imported, instant, section

from partnercheck.diagnostics import InputError
from partnercheck.importing.sec.tags import FLOWS, SUPPORT, SUPPORT_FLOWS, TAGS, TAXONOMIES, mapped
from partnercheck.measures.finance.financials import LINES
from partnercheck.measures.finance.statements import financial_warnings

if TYPE_CHECKING:
    from decimal import Decimal

SNOWFLAKE = Path(__file__).parents[1] / "data" / "snowflake-excerpt.json"


def amount(data: dict[str, Any], line: Any, year: int = 2024) -> Decimal | None:
    return section(imported(data)).years[year].get(line)


def without_digest(text: str) -> str:
    return re.sub("[0-9a-f]{64}", "", text)


def error(data: Any, **wishes: Any) -> str:
    with pytest.raises(InputError) as raised:
        imported(data, **wishes)
    return str(raised.value)


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


@pytest.mark.parametrize(
    ("start", "end", "form"),
    [
        ("2024-10-01", "2024-12-31", "10-K"),
        ("2024-01-01", "2024-09-30", "10-K"),
        ("2023-01-01", "2024-12-31", "10-K"),
        ("2024-01-01", "2024-12-31", "10-Q"),
        ("2024-01-01", "2024-12-31", "8-K"),
    ],
)
def test_only_years_of_annual_reports_count(start: str, end: str, form: str) -> None:
    other = fact(7, end, start, form=form, filed="2025-05-01")
    assert amount(company(Revenues=[flow(1), other]), "revenue") == 1
    assert "error no-" in error(company(Revenues=[other]))


def test_a_balance_counts_only_at_the_fiscal_years_end() -> None:
    found = section(imported(company(Revenues=[flow(1)], Assets=[fact(5, "2024-09-30"), instant(6)])))
    assert found.years == {2024: {"revenue": 1, "total_assets": 6}}


def test_years_of_52_and_53_weeks_are_those_of_their_end() -> None:
    weeks = [("2022-09-25", "2023-09-30"), ("2021-09-26", "2022-09-24"), ("2023-10-01", "2024-09-28")]
    facts = [fact(index, end, start, filed="2024-11-01") for index, (start, end) in enumerate(weeks)]
    books = section(imported(company(Revenues=facts)))
    assert books.years == {2022: {"revenue": 1}, 2023: {"revenue": 0}, 2024: {"revenue": 2}}
    assert books.year_end == "09-28"


def test_years_around_new_year_are_kept_apart() -> None:
    weeks = [("2014-12-28", "2016-01-02"), ("2016-01-03", "2016-12-31"), ("2014-01-05", "2015-01-03")]
    weeks[0] = ("2015-01-04", "2016-01-02")
    facts = [fact(index, end, start, filed="2017-03-01") for index, (start, end) in enumerate(weeks)]
    found = imported(company(Revenues=facts))
    assert section(found).years == {2014: {"revenue": 2}, 2015: {"revenue": 0}, 2016: {"revenue": 1}}
    assert section(found).year_end == "12-31"
    assert codes(found) == ["new-year"]


@pytest.mark.parametrize(
    ("others", "around"),
    [(["NetIncomeLoss"], True), (["NetIncomeLoss", "OperatingIncomeLoss"], False)],
)
def test_a_day_around_new_year_counts_where_half_of_the_tags_end(others: list[str], *, around: bool) -> None:
    early = fact(1, "2023-01-02", "2022-01-03", filed="2023-03-01")
    found = imported(company(Revenues=[early, flow(9)], **{tag: [flow(3)] for tag in others}))
    assert list(section(found).years) == [2022 if around else 2023, 2024]
    assert ("new-year" in codes(found)) == around


def test_a_company_without_a_name_is_named_by_its_number() -> None:
    data = company(Revenues=[flow(1)])
    del data["entityName"]
    assert "source: SEC EDGAR companyfacts, CIK 0000012345, form 10-K filed" in imported(data).text


def test_leap_years_end_on_the_last_of_february() -> None:
    facts = [fact(1, "2024-02-29", "2023-03-01"), fact(2, "2023-02-28", "2022-03-01")]
    assert section(imported(company(Revenues=facts))).year_end == "02-29"


def test_a_day_that_few_tags_share_is_not_the_years_end_and_a_tie_is_left_out() -> None:
    odd = fact(9, "2024-12-29", "2024-01-01")
    found = imported(company(Revenues=[flow(1), odd], NetIncomeLoss=[flow(2)]))
    assert section(found).years == {2024: {"revenue": 1, "net_income": 2}}
    assert codes(found) == ["other-period"]
    found = imported(company(Revenues=[flow(1), odd, flow(3, 2023)]))
    assert section(found).years == {2023: {"revenue": 3}}


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


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"DebtLongtermAndShorttermCombinedAmount": 9, "LongTermDebtCurrent": 1}, 9),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5}, 7),
        ({"DebtCurrent": 3, "LongTermDebtNoncurrent": 5, "CommercialPaper": 1}, 8),
        ({"ShortTermBorrowings": 1, "LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5}, 8),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5, "CommercialPaper": 1}, None),
        ({"LongTermDebtCurrent": 2, "LongTermDebtNoncurrent": 5, "CommercialPaper": 0}, 7),
        ({"LongTermDebtNoncurrent": 5}, None),
        ({"LongTermDebt": 5}, None),
        ({"ConvertibleDebtNoncurrent": 5}, None),
        ({}, None),
    ],
)
def test_total_debt_is_a_tag_or_a_whole_sum_and_never_a_part(
    tags: dict[str, int], expected: int | None
) -> None:
    facts = {tag: [instant(value)] for tag, value in tags.items()}
    found = imported(company(Revenues=[flow(1)], **facts))
    assert section(found).years[2024].get("total_debt") == expected
    told = "total-debt" in codes(found)
    assert told == (bool(tags) and expected != 9)
    assert ("# sum of" in found.text) == (expected in {7, 8})


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


def test_a_cost_filed_as_negative_is_left_out_and_told() -> None:
    found = imported(company(Revenues=[flow(10)], InterestExpense=[flow(-4)]))
    assert "interest_expense" not in section(found).years[2024]
    assert codes(found) == ["negative-amount"]
    assert "-4" in found.text


def test_order_of_the_file_never_matters_and_names_cannot_break_the_yaml() -> None:
    data = json.loads(SNOWFLAKE.read_text())
    data["entityName"] = 'A "\\ \n# b: [\u202e\ud800'
    text = without_digest(imported(data).text)
    for tags in data["facts"].values():
        for tag in reversed(list(tags)):
            tags[tag] = {"units": {unit: facts[::-1] for unit, facts in tags.pop(tag)["units"].items()}}
    assert without_digest(imported(data).text) == text


DEBTS = {
    "current part twice": (
        {
            "LongTermDebt": 4471,
            "ShortTermBorrowings": 500,
            "LongTermDebtNoncurrent": 3971,
            "OtherLongTermDebtNoncurrent": 3971,
        },
        4471,
        "ShortTermBorrowings is its current part",
    ),
    "current part under two names": (
        {"ShortTermBorrowings": 500, "LongTermDebtCurrent": 500, "LongTermDebtNoncurrent": 3971},
        4471,
        "sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
    "current part perhaps twice": (
        {"LongTermDebt": 4471, "ShortTermBorrowings": 600, "LongTermDebtNoncurrent": 3971},
        None,
        "ShortTermBorrowings 600 may hold the current part of LongTermDebt",
    ),
    "short and long, nothing said of the current part": (
        {"LongTermDebt": 4471, "ShortTermBorrowings": 500},
        None,
        "ShortTermBorrowings 500 may hold the current part of LongTermDebt",
    ),
    "with leases": (
        {"DebtCurrent": 28, "LongTermDebtAndCapitalLeaseObligations": 282},
        310,
        "DebtCurrent + LongTermDebtAndCapitalLeaseObligations, with leases",
    ),
    "debt outside": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "BridgeLoan": 25, "SecuredDebtCurrent": 40},
        None,
        "BridgeLoan 25, SecuredDebtCurrent 40 may or may not lie within",
    ),
    "a whole that is more": (
        {"LongTermDebt": 100, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 50},
        None,
        "LongTermDebt 100 is more than LongTermDebtCurrent + LongTermDebtNoncurrent 60",
    ),
    "principal before a discount": (
        {"LongTermDebt": 105, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90},
        100,
        "is the sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
    "principal that is too much more": (
        {"LongTermDebt": 106, "LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90},
        None,
        "LongTermDebt 106 is more than LongTermDebtCurrent + LongTermDebtNoncurrent 100",
    ),
    "more with leases": (
        {"LongTermDebtCurrent": 1, "LongTermDebtNoncurrent": 9, "LongTermDebtAndCapitalLeaseObligations": 50},
        10,
        ", without leases (LongTermDebtAndCapitalLeaseObligations 50 with them)",
    ),
    "more with leases, which are in it": (
        {
            "LongTermDebtAndCapitalLeaseObligationsCurrent": 1,
            "LongTermDebtAndCapitalLeaseObligations": 9,
            "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 50,
        },
        None,
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities 50 is more than",
    ),
    "parts that are more": (
        {"DebtCurrent": 10, "ShortTermBorrowings": 30, "LongTermDebtNoncurrent": 90},
        None,
        "ShortTermBorrowings 30 is more than DebtCurrent 10",
    ),
    "parts that are as much": (
        {"DebtCurrent": 30, "ShortTermBorrowings": 30, "LongTermDebtNoncurrent": 90},
        120,
        "",
    ),
    "related parties": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "DueToRelatedPartiesCurrent": 7},
        None,
        "DueToRelatedPartiesCurrent 7",
    ),
    "long-term alone": ({"LongTermDebtNoncurrent": 90}, None, "alone is long-term debt, not all debt"),
    "due within a year alone": (
        {"DebtCurrent": 9},
        None,
        "only debt due within a year is tagged: DebtCurrent",
    ),
    "no debt outside": (
        {"LongTermDebtCurrent": 10, "LongTermDebtNoncurrent": 90, "AvailableForSaleDebtSecuritiesX": 7},
        100,
        "is the sum of LongTermDebtCurrent + LongTermDebtNoncurrent",
    ),
}


@pytest.mark.parametrize("name", DEBTS)
def test_debt_is_whole_or_left_out_with_what_is_in_doubt(name: str) -> None:
    tags, expected, told = DEBTS[name]
    found = imported(company(Revenues=[flow(1)], **{tag: [instant(value)] for tag, value in tags.items()}))
    assert section(found).years[2024].get("total_debt") == expected
    notes = [each.what for each in section(found).notes if each.line == "total_debt"]
    assert len(notes) == 1
    assert told in notes[0]


CONTRACT = "RevenueFromContractWithCustomerExcludingAssessedTax"


@pytest.mark.parametrize(
    ("tags", "revenue", "named"),
    [
        (
            {"Revenues": 2038, CONTRACT: 19857, "OperatingIncomeLoss": 3432},
            19857,
            "Revenues 2038 is not used",
        ),
        ({"Revenues": 2038, CONTRACT: 19857, "CostOfRevenue": 12925}, 19857, "Revenues 2038 is not used"),
        ({"Revenues": 2038, CONTRACT: 19857, "OperatingIncomeLoss": 1}, None, "19857 and Revenues 2038"),
        ({"Revenues": 77084, CONTRACT: 2436}, 77084, "2436 is not used"),
        ({"RevenuesNetOfInterestExpense": 3610, CONTRACT: 575}, 3610, "575 is not used"),
        ({"Revenues": 4700, "RevenuesNetOfInterestExpense": 3610}, None, "4700 and"),
        ({"Revenues": 1000, CONTRACT: 990}, 1000, None),
        ({"Revenues": 1000, CONTRACT: 1010}, 1000, None),
        ({"Revenues": 1000, CONTRACT: 1011}, None, "1011 and Revenues 1000"),
        ({"RevenuesNetOfInterestExpense": 3610}, 3610, None),
        (
            {"Revenues": 900, CONTRACT: 1000, "GrossProfit": 500, "CostOfRevenue": 400},
            None,
            "and Revenues 900",
        ),
        (
            {
                "Revenues": 900,
                CONTRACT: 1000,
                "GrossProfit": 500,
                "CostOfRevenue": 400,
                "OperatingIncomeLoss": 950,
            },
            None,
            "and Revenues 900",
        ),
        (
            {
                "Revenues": 900,
                CONTRACT: 1000,
                "GrossProfit": 509,
                "CostOfRevenue": 400,
                "OperatingIncomeLoss": 950,
            },
            None,
            "and Revenues 900",
        ),
        ({"Revenues": 900, CONTRACT: 1000, "CostOfRevenue": 950}, 1000, "900 is not used"),
        ({"Revenues": 900, CONTRACT: 1000, "GrossProfit": 909}, None, "and Revenues 900"),
        ({"Revenues": 900, CONTRACT: 1000, "GrossProfit": 910}, 1000, "900 is not used"),
    ],
)
def test_revenue_is_the_total_or_left_out_with_its_rival(
    tags: dict[str, int], revenue: int | None, named: str | None
) -> None:
    found = section(
        imported(
            company(
                Assets=[instant(9)],
                NetIncomeLoss=[flow(1)],
                **{tag: [flow(value)] for tag, value in tags.items()},
            )
        )
    )
    assert found.years[2024].get("revenue") == revenue
    told = " ".join(each.what for each in found.notes if each.line == "revenue")
    assert named is None or named in told
    assert bool(told) == (named is not None)


@pytest.mark.parametrize(
    ("tags", "cost"),
    [
        ({"CostOfRevenue": 7, "CostOfGoodsAndServicesSold": 6}, 7),
        ({"CostOfGoodsAndServicesSold": 6, "CostOfGoodsSold": 4}, 6),
        ({"CostOfGoodsSold": 4, "CostOfServices": 2}, 6),
        ({"CostOfGoodsSold": 4}, 4),
        ({"CostOfGoodsSold": 4, "CostOfServicesLicensesAndServices": 2}, None),
    ],
)
def test_cost_is_of_goods_and_services(tags: dict[str, int], cost: int | None) -> None:
    found = imported(company(Revenues=[flow(10)], **{tag: [flow(value)] for tag, value in tags.items()}))
    assert section(found).years[2024].get("cost_of_sales") == cost
    assert (cost is None) == ("is without CostOfServicesLicensesAndServices" in found.text)


@pytest.mark.parametrize(
    ("tags", "depreciation"),
    [
        ({"DepreciationDepletionAndAmortization": 5, "Depreciation": 3}, 5),
        ({"Depreciation": 3, "AmortizationOfIntangibleAssets": 1}, 4),
        ({"Depreciation": 3}, 3),
    ],
)
def test_depreciation_is_read_in_a_stated_order_and_gives_ebitda(
    tags: dict[str, int], depreciation: int
) -> None:
    flows = {tag: [flow(value)] for tag, value in tags.items()}
    found = section(imported(company(OperatingIncomeLoss=[flow(10)], **flows)))
    assert found.years[2024]["depreciation_amortisation"] == depreciation
    assert found.years[2024]["ebitda"] == 10 + depreciation


def test_a_short_first_year_keeps_its_balance_sheet() -> None:
    short = fact(-90, "2023-12-31", "2023-07-15", filed="2024-02-20")
    balance = {
        "Assets": 101000,
        "Liabilities": 4000,
        "StockholdersEquity": -3000,
        "TemporaryEquityCarryingAmountAttributableToParent": 100000,
    }
    data = company(NetIncomeLoss=[short], **{tag: [instant(value, 2023)] for tag, value in balance.items()})
    found = imported(data)
    lines = {"total_assets": 101000, "total_liabilities": 4000, "equity": -3000, "redeemable_equity": 100000}
    assert section(found).years == {2023: lines}
    assert codes(found) == ["short-year"]
    assert list(financial_warnings(section(found), dt.date(2024, 6, 1))) == []
    assert "2023 is a period of 170 days, to 2023-12-31" in found.text
    assert section(imported(data, allow_short=True)).years[2023]["net_income"] == -90


def test_a_moved_year_end_gives_years_with_ends_of_their_own() -> None:
    years = [
        fact(1, "2022-12-31", "2022-01-01", filed="2023-03-01"),
        fact(
            2, "2023-06-30", "2023-01-01", filed="2023-09-01", form="10-KT", accession="0000000001-23-000002"
        ),
        fact(3, "2024-06-30", "2023-07-01", filed="2024-09-01", accession="0000000001-24-000003"),
    ]
    ends = [fact(9, each["end"], filed=each["filed"], accession=each["accn"]) for each in years]
    found = section(imported(company(Revenues=years, Assets=ends)))
    assert found.year_end == "06-30"
    assert found.years[2022].ends == dt.date(2022, 12, 31)
    assert found.years == {
        2022: {"revenue": 1, "total_assets": 9},
        2023: {"total_assets": 9},
        2024: {"revenue": 3, "total_assets": 9},
    }


def test_a_year_in_a_report_between_annual_ones_counts_where_no_annual_report_has_it() -> None:
    interim = company("ifrs-full", "CAD", Revenue=[flow(17, form="6-K")], Assets=[instant(57, form="6-K")])
    found = imported(interim)
    assert section(found).years == {2024: {"revenue": 17, "total_assets": 57}}
    assert codes(found) == ["interim"]
    both = company(
        "ifrs-full", "CAD", Revenue=[flow(17, form="6-K", filed="2025-04-01"), flow(16, form="20-F")]
    )
    assert section(imported(both)).years == {2024: {"revenue": 16}}


@pytest.mark.parametrize(("first", "second", "taken"), [(1000, 1, None), (1, 1000, 1000)])
def test_an_amount_a_thousand_times_another_is_in_a_wrong_unit(
    first: int, second: int, taken: int | None
) -> None:
    new = "0000000001-25-000009"
    revenues = [
        flow(first * 1_000_000, 2023),
        flow(second * 1_000_000, 2023, filed="2025-03-01", accession=new),
        flow(second * 1_100_000, accession=new),
    ]
    nothing = instant(0, 2022)
    found = imported(company(Revenues=revenues, Assets=[instant(900_000_000), nothing]))
    expected = {"total_assets": 900_000_000} | ({"revenue": taken * 1_100_000} if taken else {})
    assert section(found).years[2024] == expected
    if taken is None:
        assert "Revenues to 2023-12-31 is 1000000 in one filing and 1000000000 in another" in " ".join(
            each.what for each in section(found).notes
        )


@pytest.mark.parametrize("order", [(1000, 1), (1, 1000)])
def test_a_filing_in_two_units_is_doubted_for_all_years_in_any_order(order: tuple[int, int]) -> None:
    new: dict[str, Any] = {"accession": "0000000001-25-000009", "filed": "2025-03-01"}
    revenues = [
        flow(1_000_000_000, 2023),
        *(flow(each * 1_000_000, 2023, **new) for each in order),
        flow(1_100_000, **new),
    ]
    found = imported(company(Revenues=revenues, Assets=[instant(900_000_000)]))
    assert section(found).years == {2024: {"total_assets": 900_000_000}}
    assert "wrong-unit" in codes(found)


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


@pytest.mark.parametrize(
    ("profit", "depreciation"),
    [(150, 20), (60, -20)],
    ids=["a profit above revenue", "a negative cost"],
)
def test_nothing_is_derived_from_what_is_left_out(profit: int, depreciation: int) -> None:
    flows = {
        "Revenues": 100,
        "OperatingIncomeLoss": profit,
        "DepreciationDepletionAndAmortization": depreciation,
    }
    found = imported(company(Assets=[instant(9)], **{tag: [flow(value)] for tag, value in flows.items()}))
    assert "ebitda" not in section(found).years[2024]
    told = "`ebitda`: missing in all years: `ebit` or `depreciation_amortisation` is missing"
    assert told in [each.message for each in found.notes]


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


@pytest.mark.parametrize(("days", "years"), [(25, [2023, 2024]), (26, [2023, 2024, 2025])])
def test_a_period_that_ends_near_a_fiscal_years_end_is_none_of_its_own(days: int, years: list[int]) -> None:
    end = dt.date(2024, 12, 31) + dt.timedelta(days)
    other = fact(5, end.isoformat(), "2024-06-01", filed="2025-06-01", accession="other")
    data = company(Revenues=[flow(1, 2023), flow(2), other])
    assert list(section(imported(data, allow_short=True)).years) == years


@pytest.mark.parametrize(
    ("ratio", "doubted"),
    [
        *((499, False), (500, True), (2_000, True), (2_001, False)),
        *((499_999, False), (500_000, True), (2_000_000, True), (2_000_001, False)),
    ],
)
def test_between_which_factors_an_amount_is_in_a_wrong_unit(ratio: int, *, doubted: bool) -> None:
    new: dict[str, Any] = {"accession": "0000000001-25-000009", "filed": "2025-03-01"}
    revenues = [flow(0, 2022, accession="0"), flow(7, 2023), flow(7 * ratio, 2023, **new), flow(8, **new)]
    found = imported(company(Revenues=revenues, Assets=[instant(7, 2023)]))
    assert ("wrong-unit" in codes(found)) == doubted
    data = company(Revenues=revenues)  # without total assets, both filings are doubted
    if doubted:
        assert section(imported(data)).years == {2022: {"revenue": 0}}
    else:
        assert section(imported(data)).years[2024] == {"revenue": 8}


@pytest.mark.parametrize(("filed", "read"), [("2024-12-31", True), ("2024-12-30", False)])
def test_an_amount_is_filed_when_its_period_has_ended(filed: str, *, read: bool) -> None:
    data = company(Revenues=[flow(5), flow(7, 2023)], Assets=[instant(9, filed=filed)])
    assert ("total_assets" in section(imported(data)).years[2024]) == read
    early = company(Revenues=[flow(5, filed=filed), flow(7, 2023)])
    assert list(section(imported(early)).years) == ([2023, 2024] if read else [2023])


@pytest.mark.parametrize("assets", ["0", "1e999999999", "1e19"])
def test_assets_of_no_size_tell_nothing_of_a_unit(assets: str) -> None:
    data = json.dumps(company(Revenues=[flow(5)], Assets=[instant(7654321)])).replace("7654321", assets)
    assert section(imported(data.encode())).years[2024]["revenue"] == 5


def test_the_evidence_is_the_newest_filing_whatever_is_summed_from_older_ones() -> None:
    amended = flow(90, form="10-K/A", filed="2025-09-01")
    found = imported(
        company(Revenues=[flow(100), amended], CostOfGoodsSold=[flow(4)], CostOfServices=[flow(2)])
    )
    assert section(found).years[2024] == {"revenue": 90, "cost_of_sales": 6}
    assert "CIK 0000012345, Example Corp, form 10-K/A filed 2025-09-01, facts.json" in found.text


def test_a_hundred_years_are_read_and_two_hundred_thousand_lists() -> None:
    data = company(Revenues=[flow(1, year) for year in range(1900, 2000)])
    lists = json.dumps(data).count("[")
    data["note"] = "[" * (200_000 - lists)
    assert len(section(imported(data)).years) == 100
    data["note"] += "["
    assert "too-large: the file holds more values than any company has filed" in error(data)
    more = company(Revenues=[flow(1, year) for year in range(1900, 2001)])
    assert "too-large: annual amounts end in more than 100 years" in error(more)
