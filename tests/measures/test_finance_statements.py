from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnercheck.measures.finance import financial_warnings
from partnercheck.measures.finance.financials import Financials
from partnercheck.measures.finance.statements import find, year_end
from partnercheck.model.strict import validate
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.diagnostics import Problem
    from partnercheck.measures import Measured
    from partnercheck.measures.finance.financials import Line

AS_OF = dt.date(2026, 11, 20)


def section(years: dict[int, dict[str, Any]], **more: object) -> Financials:
    return Financials.model_validate({"currency": "GBP", "years": years} | more)


def warnings(years: dict[int, dict[str, Any]], as_of: dt.date = AS_OF, **more: object) -> list[Problem]:
    return list(financial_warnings(section(years, **more), as_of))


@pytest.mark.parametrize(
    ("month_day", "year", "end"),
    [
        ("12-31", 2025, (2025, 12, 31)),
        ("02-29", 2024, (2024, 2, 29)),
        ("02-29", 2025, (2025, 2, 28)),
        ("02-28", 2024, (2024, 2, 28)),
        ("04-31", 2025, (2025, 4, 30)),
        ("02-29", 12344, (12344, 2, 29)),
        ("02-29", 1900, (1900, 2, 28)),
        ("12-31", 0, (0, 12, 31)),
        ("12-31", -5, (-5, 12, 31)),
    ],
)
def test_the_last_day_of_a_fiscal_year(month_day: str, year: int, end: tuple[int, int, int]) -> None:
    assert year_end(month_day, year) == end


@pytest.mark.parametrize(
    ("month_day", "year", "end"),
    [("08-31", 2024, (2026, 2, 28)), ("02-29", 2024, (2025, 8, 29)), ("12-31", 9999, (10001, 6, 30))],
)
def test_a_fiscal_years_end_and_a_year_and_a_half(
    month_day: str, year: int, end: tuple[int, int, int]
) -> None:
    assert year_end(month_day, year, 18) == end


@pytest.mark.parametrize(
    ("year_end", "as_of", "revenue"),
    [
        ("12-31", "2026-11-20", 24),
        ("12-31", "2025-12-31", 24),
        ("12-31", "2025-12-30", 20),
        ("03-31", "2026-11-20", 30),
        ("03-31", "2026-03-30", 24),
        ("02-29", "2025-02-28", 24),
        ("02-29", "2025-02-27", 20),
        ("02-29", "2024-02-28", None),
        ("02-29", "2024-02-29", 20),
    ],
)
def test_the_latest_fiscal_year_that_had_ended_is_read(
    ask: Callable[..., Measured], year_end: str, as_of: str, revenue: int | None
) -> None:
    years = {year: {"net_income": 1, "revenue": sum_} for year, sum_ in ((2024, 20), (2025, 24), (2026, 30))}
    financials = {"currency": "GBP", "year_end": year_end, "years": years}
    found = ask("financials.net_margin", as_of=as_of, financials=financials)
    assert found.value == (None if revenue is None else 100 / revenue)


def test_the_year_of_the_working_is_the_one_in_which_the_fiscal_year_ends(
    ask: Callable[..., Measured],
) -> None:
    years = {2026: {"net_income": 1, "revenue": 4}}
    financials = {"currency": "EUR", "unit": 1000, "year_end": "03-31", "years": years}
    found = ask("financials.net_margin", financials=financials)
    assert found.working == (
        "fiscal year 2026 (to 2026-03-31, in EUR thousands): 100 \u00d7 net income 1 ÷ revenue 4 = 25 %"
    )


def test_changes_are_to_the_year_just_before_and_to_no_other(ask: Callable[..., Measured]) -> None:
    financials = {"currency": "GBP", "years": {2023: {"revenue": 1}, 2025: {"revenue": 2}}}
    assert "2024's `revenue`" in ask("financials.revenue_growth", financials=financials).working


def test_the_latest_year_is_read_even_where_an_older_one_says_more(ask: Callable[..., Measured]) -> None:
    financials = {"currency": "GBP", "years": {2024: {"net_income": 1, "revenue": 2}, 2025: {}}}
    assert ask("financials.net_margin", financials=financials).value is None


def test_no_fiscal_year_had_ended(ask: Callable[..., Measured]) -> None:
    financials = {"currency": "GBP", "years": {2026: {"revenue": 1}}}
    found = ask("financials.net_margin", financials=financials)
    assert found == (None, "no fiscal year of `financials` had ended by 2026-11-20", None)


def test_derivations() -> None:
    def value(line: Line, **lines: float) -> float | None:
        found = find(section({2025: lines}).years[2025], line)
        return None if found is None else float(found.value)

    assert value("gross_profit", revenue=5, cost_of_sales=3) == 2
    assert value("ebit", ebitda=5, depreciation_amortisation=3) == 2
    assert value("equity", total_assets=5, total_liabilities=7) == -2
    assert value("total_liabilities", total_assets=5, equity=-2) == 7
    assert value("total_assets", total_liabilities=7, equity=-2) == 5
    assert value("equity", equity=9, total_assets=5, total_liabilities=7) == 9
    assert value("equity", total_assets=5) is None
    assert value("ebitda", ebit=5, depreciation_amortisation=3) is None
    assert value("long_term_debt", total_debt=5) is None


def test_sound_statements_give_no_warning() -> None:
    lines = {"total_assets": 100, "total_liabilities": 60, "equity": 40, "current_assets": 100, "ebit": -3}
    assert warnings({2025: lines}) == []


@pytest.mark.parametrize(("equity", "odd"), [(40, 0), (41, 0), (39, 0), (41.01, 1), (38.99, 1), (-60, 1)])
def test_assets_that_are_not_liabilities_plus_equity(equity: float, odd: int) -> None:
    found = warnings({2025: {"total_assets": 100, "total_liabilities": 60, "equity": equity}})
    assert [problem.code for problem in found] == ["unbalanced"] * odd
    for problem in found:
        assert problem.path == ("financials", "years", "2025", "total_assets")
        assert problem.severity == "warning"


def test_a_derived_balance_is_not_held_against_itself() -> None:
    assert warnings({2025: {"total_assets": 100, "total_liabilities": 60}}) == []


def test_nothing_owned_but_something_owed_does_not_balance() -> None:
    assert len(warnings({2025: {"total_assets": 0, "total_liabilities": 60, "equity": 40}})) == 1


@pytest.mark.parametrize(
    ("line", "odd"), [("cash", 1), ("interest_expense", 1), ("revenue", 1), ("equity", 0), ("net_income", 0)]
)
def test_negative_amounts_where_none_can_be(line: str, odd: int) -> None:
    found = warnings({2025: {line: -1}})
    assert [(problem.code, problem.path) for problem in found] == [
        ("negative-amount", ("financials", "years", "2025", line))
    ] * odd


def test_current_assets_above_total_assets() -> None:
    (found,) = warnings({2025: {"current_assets": 7, "total_assets": 5}})
    assert (found.code, found.path[-1]) == ("current-assets", "current_assets")
    (derived,) = warnings({2025: {"current_assets": 7, "total_liabilities": 5, "equity": 1}})
    assert "total assets 6" in derived.message


def test_a_fiscal_year_after_the_as_of_date() -> None:
    (found,) = warnings({2025: {}, 2026: {}})
    assert (found.code, found.path, found.key) == ("future-year", ("financials", "years", "2026"), True)
    assert "2026-12-31" in found.message
    assert warnings({2026: {}}, year_end="11-20") == []


@pytest.mark.parametrize(("as_of", "odd"), [(dt.date(2027, 6, 30), 0), (dt.date(2027, 7, 1), 1)])
def test_statements_older_than_eighteen_months(as_of: dt.date, odd: int) -> None:
    found = warnings({2024: {}, 2025: {}}, as_of, year_end="12-30")
    assert [(problem.code, problem.path[-1]) for problem in found] == [("old-year", "2025")] * odd


def test_eighteen_months_after_a_month_that_is_longer() -> None:
    """From 31 August they end with February's last day."""
    assert warnings({2025: {}}, dt.date(2027, 2, 28), year_end="08-31") == []
    assert len(warnings({2025: {}}, dt.date(2027, 3, 1), year_end="08-31")) == 1


def test_years_beyond_the_calendar_do_no_harm(ask: Callable[..., Measured]) -> None:
    years = {-3: {"revenue": 1}, 0: {}, 10**30: {}}
    assert {problem.code for problem in warnings(years)} == {"future-year", "old-year"}
    assert ask("financials.net_margin", financials={"currency": "GBP", "years": years}).value is None


def test_a_warning_finds_its_place_in_the_file() -> None:
    text = "financials:\n  currency: GBP\n  years:\n    2024: {}\n    2025:\n      cash: -1\n    2026: {}\n"
    document = parse(text.encode(), "acme.yaml")
    read, problems = validate(Financials, document.data["financials"])
    assert read
    assert not problems
    found = document.locate(financial_warnings(read, AS_OF))
    assert [(each.code, each.position.line, each.position.column) for each in found] == [
        ("negative-amount", 6, 13),
        ("future-year", 7, 5),
    ]
