"""The financials of a report: every measure has its row, every year its notes, every move its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from memo_texts import made

from building import DOSSIER, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.render.report.financials import Financials

ONE = "2025: {current_assets: 30, current_liabilities: 20}"
DEBT = """
      - {id: debt, title: Debt, question: What do they owe?, kind: metric,
         from: financials.liabilities_to_assets, curve: [[0, 100], [1, 0]]}
"""


@pytest.fixture
def drawn(small: Callable[..., Path]) -> Callable[..., Financials]:
    """Return the financials of the small dossier with other years, and perhaps with one measure more."""

    def drawn(years: dict[int, str], more: str = "", rubric: str = RUBRIC) -> Financials:
        given = ", ".join(f"{year}: {{{lines}}}" for year, lines in years.items())
        dossier = DOSSIER.replace(f"years: {{{ONE}}}", f"{more}years: {{{given}}}")
        assert dossier != DOSSIER
        return made(small(dossier=dossier, rubric=rubric)).financials

    return drawn


def liquid(assets: int) -> str:
    return f"current_assets: {assets}, current_liabilities: 20"


def title(financials: Financials) -> str:
    assert financials.history is not None
    return financials.history.title


def owing(name: str = "Debt") -> str:
    """Return the small rubric with a measure of debt beside openness."""
    return RUBRIC.replace(
        "\n      - {id: pace", DEBT.replace("title: Debt", f"title: {name}").rstrip() + "\n      - {id: pace"
    )


@pytest.mark.parametrize("count", [2, 6])
def test_measures_of_one_title_have_a_row_each(drawn: Callable[..., Financials], count: int) -> None:
    years = {
        year: f"{liquid(30)}, total_liabilities: 40, total_assets: 80" for year in range(2026 - count, 2026)
    }
    history = drawn(years, rubric=owing("Liquidity")).history
    assert history is not None
    if count == 2:
        assert history.table.rows == [["Liquidity", "0.50", "0.50"], ["Liquidity", "1.50", "1.50"]]
    else:
        assert [each.title for each in history.table.columns] == ["Year", "Liquidity", "Liquidity"]
        assert history.table.rows == [[str(year), "0.50", "1.50"] for year in years]


def test_what_was_left_out_is_told_of_every_year_that_is_shown(drawn: Callable[..., Financials]) -> None:
    years = {year: liquid(30) for year in range(2016, 2026)}
    notes = "notes: [{year: 2016, line: cash, what: Left out.}, {year: 2025, line: cash, what: Restated.}], "
    found = drawn(years, notes).notes
    assert found is not None
    assert [row[0] for row in found.rows] == ["2016", "2025"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((20, 40), (30, 20), "Liquidity is better than in 2019; Debt is better than in 2022."),
        ((40, 40), (30, 60), "Liquidity is worse than in 2019; Debt is worse than in 2022."),
        ((20, 40), (30, 40), "Liquidity is better than in 2019."),
        ((30, 40), (30, 20), "Debt is better than in 2022."),
        ((30, 40), (30, 40), "No measure has moved since 2022."),
    ],
)
def test_a_measure_is_compared_with_the_first_year_in_which_it_is_known(
    drawn: Callable[..., Financials], first: tuple[int, int], last: tuple[int, int], said: str
) -> None:
    years = {
        2016: "revenue: 10",
        2019: liquid(first[0]),
        2022: f"{liquid(first[0])}, total_liabilities: {first[1]}, total_assets: 80",
        2025: f"{liquid(last[0])}, total_liabilities: {last[1]}, total_assets: 80",
    }
    assert title(drawn(years, rubric=owing())) == said


def test_which_way_measures_of_one_year_went_is_told_together(drawn: Callable[..., Financials]) -> None:
    years = {
        2016: "revenue: 10",
        2019: f"{liquid(30)}, total_liabilities: 40, total_assets: 80",
        2025: f"{liquid(40)}, total_liabilities: 60, total_assets: 80",
    }
    assert title(drawn(years, rubric=owing())) == "Liquidity is better than in 2019, Debt is worse."


@pytest.mark.parametrize(
    "years",
    [
        {2016: "revenue: 10", 2025: liquid(30)},
        {2016: liquid(20), 2019: liquid(30), 2025: "revenue: 10"},
    ],
)
def test_a_trend_goes_from_a_year_before_to_the_latest(
    drawn: Callable[..., Financials], years: dict[int, str]
) -> None:
    said = "No measure is known for the latest year and one before: nothing can be said about a trend."
    assert title(drawn(years)) == said


def test_a_measure_without_a_number_moves_too(drawn: Callable[..., Financials]) -> None:
    covered = RUBRIC.replace("financials.current_ratio", "financials.interest_coverage")
    years = {2022: "ebit: 10, interest_expense: 0", 2025: "ebit: 10, interest_expense: 5"}
    assert title(drawn(years, rubric=covered)) == "Liquidity is worse than in 2022."
    years[2025] = years[2022]
    assert title(drawn(years, rubric=covered)) == "No measure has moved since 2022."
