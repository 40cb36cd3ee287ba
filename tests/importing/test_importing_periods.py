"""Which fiscal years filed amounts speak of, and when each ends."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from companies import codes, company, fact, flow, imported, instant, section
from filed_amounts import amount, error

from partnercheck.measures.finance.statements import financial_warnings


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


@pytest.mark.parametrize(("days", "years"), [(25, [2023, 2024]), (26, [2023, 2024, 2025])])
def test_a_period_that_ends_near_a_fiscal_years_end_is_none_of_its_own(days: int, years: list[int]) -> None:
    end = dt.date(2024, 12, 31) + dt.timedelta(days)
    other = fact(5, end.isoformat(), "2024-06-01", filed="2025-06-01", accession="other")
    data = company(Revenues=[flow(1, 2023), flow(2), other])
    assert list(section(imported(data, allow_short=True)).years) == years


@pytest.mark.parametrize(("filed", "read"), [("2024-12-31", True), ("2024-12-30", False)])
def test_an_amount_is_filed_when_its_period_has_ended(filed: str, *, read: bool) -> None:
    data = company(Revenues=[flow(5), flow(7, 2023)], Assets=[instant(9, filed=filed)])
    assert ("total_assets" in section(imported(data)).years[2024]) == read
    early = company(Revenues=[flow(5, filed=filed), flow(7, 2023)])
    assert list(section(imported(early)).years) == ([2023, 2024] if read else [2023])


def test_a_hundred_years_are_read_and_two_hundred_thousand_lists() -> None:
    data = company(Revenues=[flow(1, year) for year in range(1900, 2000)])
    lists = json.dumps(data).count("[")
    data["note"] = "[" * (200_000 - lists)
    assert len(section(imported(data)).years) == 100
    data["note"] += "["
    assert "too-large: the file holds more values than any company has filed" in error(data)
    more = company(Revenues=[flow(1, year) for year in range(1900, 2001)])
    assert "too-large: annual amounts end in more than 100 years" in error(more)


def test_flows_of_a_short_period_that_are_asked_for_are_not_said_to_be_left_out() -> None:
    data = company(
        Revenues=[flow(9, 2023), fact(5, "2024-06-30", "2024-01-01", filed="2024-09-01", accession="s")],
        Assets=[instant(9, 2023), fact(5, "2024-06-30", filed="2024-09-01", accession="s")],
    )
    asked = imported(data, allow_short=True)
    assert "its flows count, as asked for" in asked.text
    assert "only with --allow-short" in imported(data).text
    assert "182 days, no year" in imported(data).text
    assert "no year" not in asked.text
    assert "only with" not in asked.text
