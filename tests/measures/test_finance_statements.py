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
        ("02-29", 1900, (1900, 2, 28)),
        ("12-31", 2100, (2100, 12, 31)),
    ],
)
def test_the_last_day_of_a_fiscal_year(month_day: str, year: int, end: tuple[int, int, int]) -> None:
    assert year_end(month_day, year) == dt.date(*end)


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
        "fiscal year 2026 (to 31 Mar 2026, in EUR thousands): 100 \u00d7 net income 1 ÷ revenue 4 = 25 %"
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
    assert found == (None, "no fiscal year of `financials` had ended by 20 Nov 2026", None)


def test_derivations() -> None:
    def value(line: Line, **lines: float) -> float | None:
        found = find(section({2025: lines}).years[2025], line)
        return None if found is None else float(found.value)

    assert value("gross_profit", revenue=5, cost_of_sales=3) == 2
    assert value("ebit", ebitda=5, depreciation_amortisation=3) == 2
    assert value("equity", total_assets=5, total_liabilities=7) == -2
    assert value("total_liabilities", total_assets=5, equity=-2) == 7
    assert value("total_assets", total_liabilities=7, equity=-2) == 5
    assert value("equity", total_assets=5, total_liabilities=2, redeemable_equity=4) == -1
    assert value("total_liabilities", total_assets=5, equity=-1, redeemable_equity=4) == 2
    assert value("total_assets", total_liabilities=2, equity=-1, redeemable_equity=4) == 5
    assert value("equity", equity=9, total_assets=5, total_liabilities=7) == 9
    assert value("equity", total_assets=5) is None
    assert value("ebitda", ebit=5, depreciation_amortisation=3) == 8
    assert value("ebitda", ebit=-5, depreciation_amortisation=3) == -2
    assert value("ebitda", ebitda=1, ebit=5, depreciation_amortisation=3) == 1
    assert value("ebitda", ebit=5) is None
    assert value("depreciation_amortisation", ebitda=8, ebit=5) is None
    assert value("long_term_debt", total_debt=5) is None


def test_sound_statements_give_no_warning() -> None:
    lines = {"total_assets": 100, "total_liabilities": 60, "equity": 40, "current_assets": 100, "ebit": -3}
    assert warnings({2025: lines}) == []


@pytest.mark.parametrize(("between", "odd"), [(25, 0), (26, 0), (26.01, 1), (23.99, 1), (0, 1)])
def test_redeemable_shares_stand_between_liabilities_and_equity(between: float, odd: int) -> None:
    lines = {"total_assets": 100, "total_liabilities": 60, "equity": 15, "redeemable_equity": between}
    found = warnings({2025: lines})
    assert [problem.code for problem in found] == ["unbalanced"] * odd
    for problem in found:
        assert ("+ redeemable equity" in problem.message) is (between > 0)


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


@pytest.mark.parametrize("year", [1899, 2101, -3, 10**30])
def test_a_year_that_no_statement_has_is_refused(year: int) -> None:
    _, problems = validate(Financials, {"currency": "GBP", "years": {str(year): {}}})
    assert [each.code for each in problems] == ["wrong-value"]


@pytest.mark.parametrize("year", [1900, 2100])
def test_the_first_and_last_year_are_taken(year: int) -> None:
    assert list(section({year: {}}).years) == [year]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (1, "GBP)"),
        (1_000, "GBP thousands)"),
        (100_000, "GBP lakh)"),
        (1_000_000, "GBP millions)"),
        (10_000_000, "GBP crore)"),
        (1_000_000_000, "GBP billions)"),
    ],
)
def test_units_are_told(ask: Callable[..., Measured], unit: int, said: str) -> None:
    books = {"currency": "GBP", "unit": unit, "years": {2025: {"revenue": 4, "net_income": 1}}}
    found = ask("financials.net_margin", financials=books)
    assert found.value == 25
    assert found.working.startswith(f"fiscal year 2025 (to 31 Dec 2025, in {said}")


def test_another_unit_is_refused() -> None:
    _, problems = validate(Financials, {"currency": "GBP", "unit": 10_000, "years": {2025: {}}})
    assert [each.code for each in problems] == ["wrong-value"]


def test_a_year_that_ends_on_another_day_says_so(ask: Callable[..., Measured]) -> None:
    years = {
        2026: {"ends": "2026-11-21", "revenue": 9},
        2025: {"ends": "2025-11-19", "revenue": 8, "net_income": 2},
    }
    found = ask("financials.net_margin", financials={"currency": "GBP", "years": years})
    assert found.value == 25
    assert "fiscal year 2025 (to 19 Nov 2025" in found.working
    years[2026]["ends"] = "2026-11-20"
    assert ask("financials.net_margin", financials={"currency": "GBP", "years": years}).value is None
    assert [each.code for each in warnings({2025: {"ends": "2025-05-19"}})] == ["old-year"]
    assert warnings({2025: {"ends": "2025-05-20"}}) == []


def test_the_latest_year_is_the_one_that_ends_last(ask: Callable[..., Measured]) -> None:
    years = {
        2024: {"ends": "2025-06-30", "revenue": 4, "net_income": 1},
        2025: {"ends": "2025-03-31", "revenue": 4, "net_income": 2},
    }
    found = ask("financials.net_margin", financials={"currency": "GBP", "years": years})
    assert found.value == 25


@pytest.mark.parametrize(
    ("before", "after", "growth"),
    [
        ("2024-12-31", "2025-12-31", 25),
        ("2024-12-31", "2025-11-30", 25),
        ("2024-12-31", "2025-11-29", None),
        ("2024-10-31", "2025-11-30", 25),
        ("2024-10-31", "2025-12-01", None),
        ("2024-11-30", "2025-12-31", 25),
        ("2024-11-29", "2025-12-31", None),
        ("2025-12-31", "2025-12-31", None),
        ("2026-01-31", "2025-12-31", None),
        ("2025-02-01", "2026-01-31", 25),
    ],
)
def test_change_is_measured_over_11_to_13_months(
    ask: Callable[..., Measured], before: str, after: str, growth: float | None
) -> None:
    years = {2024: {"ends": before, "revenue": 4}, 2025: {"ends": after, "revenue": 5}}
    found = ask("financials.revenue_growth", financials={"currency": "GBP", "years": years})
    assert found.value == growth
    if growth is None and before < after:
        assert (
            f"fiscal year 2024 ends on {before} and 2025 on {after}, not 11 to 13 months apart"
            in found.working
        )


def test_notes_name_a_year_and_a_line() -> None:
    note = {"year": 2025, "line": "revenue", "what": "left out: 1 and 2"}
    data = {"currency": "GBP", "years": {"2025": {}}}
    read, problems = validate(Financials, {**data, "notes": [note]})
    assert not problems
    assert read is not None
    assert read.notes[0].what == "left out: 1 and 2"
    for wrong in ({"line": "sales"}, {"year": 1899}, {"what": ""}):
        _, problems = validate(Financials, {**data, "notes": [{**note, **wrong}]})
        assert len(problems) == 1


def test_an_unknown_line_of_a_year_is_told() -> None:
    _, problems = validate(Financials, {"currency": "GBP", "years": {"2025": {"revenues": 1}}})
    assert [(each.code, each.path) for each in problems] == [("unknown-key", ("years", "2025", "revenues"))]


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
