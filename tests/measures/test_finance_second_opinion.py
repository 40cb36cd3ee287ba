"""The same inputs through financetoolkit, where its definition is ours; and where not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from financetoolkit.models import altman_model as altman
from financetoolkit.models import piotroski_model as f_score
from financetoolkit.models import zmijewski_model as zmijewski
from financetoolkit.ratios import liquidity_model as liquidity
from financetoolkit.ratios import profitability_model as profitability
from financetoolkit.ratios import solvency_model as solvency

from partnercheck.measures.finance.distress import probability

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

NOW = {
    "revenue": 1513,
    "cost_of_sales": 907,
    "ebitda": 83,
    "depreciation_amortisation": 31,
    "interest_expense": 19,
    "net_income": 47,
    "total_assets": 1009,
    "current_assets": 307,
    "current_liabilities": 199,
    "cash": 61,
    "receivables": 101,
    "total_liabilities": 701,
    "total_debt": 241,
    "long_term_debt": 149,
    "retained_earnings": 167,
    "operating_cash_flow": 71,
    "capital_expenditure": 43,
    "market_value_equity": 599,
    "shares_outstanding": 11,
}
BEFORE = NOW | {
    "revenue": 1301,
    "cost_of_sales": 811,
    "net_income": 43,
    "total_assets": 911,
    "current_assets": 251,
    "long_term_debt": 163,
}
BEFORE_THAT = {"total_assets": 853}

N = pd.Series({line: float(amount) for line, amount in NOW.items()})
EBIT = N.ebitda - N.depreciation_amortisation
NONE = 0.0


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("current_ratio", liquidity.get_current_ratio(N.current_assets, N.current_liabilities)),
        ("quick_ratio", liquidity.get_quick_ratio(N.cash, NONE, N.receivables, N.current_liabilities)),
        ("cash_ratio", liquidity.get_cash_ratio(N.cash, NONE, N.current_liabilities)),
        (
            "debt_to_equity",
            solvency.get_debt_to_equity_ratio(N.total_debt, N.total_assets - N.total_liabilities),
        ),
        ("liabilities_to_assets", solvency.get_debt_to_assets_ratio(N.total_liabilities, N.total_assets)),
        (
            "debt_to_ebitda",
            solvency.get_gross_debt_to_ebitda_ratio(N.total_debt, EBIT, N.depreciation_amortisation),
        ),
        (
            "interest_coverage",
            solvency.get_interest_coverage_ratio(pd.Series([EBIT]), pd.Series([N.interest_expense]))[0],
        ),
        ("gross_margin", 100 * profitability.get_gross_margin(N.revenue, N.cost_of_sales)),
        ("operating_margin", 100 * profitability.get_operating_margin(EBIT, N.revenue)),
        ("net_margin", 100 * profitability.get_net_profit_margin(N.net_income, N.revenue)),
        # Their parameter asks for average assets; ours are the year's end, as in Zmijewski's model.
        ("return_on_assets", 100 * profitability.get_return_on_assets(N.net_income, N.total_assets)),
        (
            "free_cash_flow_margin",
            100
            * profitability.get_free_cash_flow_margin(
                N.operating_cash_flow - N.capital_expenditure, N.revenue
            ),
        ),
    ],
)
def test_the_same_ratio(books: Callable[..., Measured], name: str, theirs: float) -> None:
    assert books(name, NOW).value == pytest.approx(theirs, rel=1e-12)


def test_altman_differs_by_the_weight_of_turnover(books: Callable[..., Measured]) -> None:
    """They round Altman's 0.999 for X5 to 1.0, as many do."""
    turnover = N.revenue / N.total_assets
    theirs = altman.get_altman_z_score(
        (N.current_assets - N.current_liabilities) / N.total_assets,
        N.retained_earnings / N.total_assets,
        EBIT / N.total_assets,
        N.market_value_equity / N.total_liabilities,
        turnover,
    )
    assert books("altman_z", NOW).value == pytest.approx(theirs - 0.001 * turnover, rel=1e-12)


def test_zmijewski_differs_by_the_sign_of_the_current_ratio(books: Callable[..., Measured]) -> None:
    """They take 0.004 times the current ratio off, the contract's formula adds it; the rest is the same."""
    current = N.current_assets / N.current_liabilities
    theirs = zmijewski.get_zmijewski_score(
        N.net_income / N.total_assets, N.total_liabilities / N.total_assets, current
    )
    assert books("zmijewski", NOW).value == pytest.approx(theirs + 0.008 * current, rel=1e-12)


@pytest.mark.parametrize("score", [-3.0, -1.14825, 0.0, 2.5])
def test_the_probability_of_a_score(score: float) -> None:
    assert probability(score) == pytest.approx(
        zmijewski.get_zmijewski_bankruptcy_probability(score), rel=1e-12
    )


@pytest.mark.parametrize("change", [{}, {"net_income": -5}, {"long_term_debt": 300}, {"revenue": 1200}])
def test_piotroski(books: Callable[..., Measured], change: dict[str, int]) -> None:
    """They ask for the proceeds of new shares; here there were none."""
    now = NOW | change
    years = pd.DataFrame([BEFORE, now]).astype(float)
    row = {line: pd.DataFrame([years[line].tolist()]) for line in years}
    opening = pd.DataFrame([[BEFORE_THAT["total_assets"], BEFORE["total_assets"]]]).astype(float)
    average = (opening + row["total_assets"]) / 2
    signals = [
        f_score.get_return_on_assets_criteria(row["net_income"], opening),
        f_score.get_operating_cashflow_criteria(row["operating_cash_flow"]),
        f_score.get_change_in_return_on_asset_criteria(row["net_income"], opening),
        f_score.get_accruals_criteria(row["net_income"], row["operating_cash_flow"], opening),
        f_score.get_change_in_leverage_criteria(row["long_term_debt"], average),
        f_score.get_change_in_current_ratio_criteria(row["current_assets"], row["current_liabilities"]),
        f_score.get_number_of_shares_criteria(row["revenue"] * 0),
        f_score.get_gross_margin_criteria(row["revenue"], row["cost_of_sales"]),
        f_score.get_asset_turnover_ratio_criteria(row["revenue"], opening),
    ]
    assert (
        books("piotroski", now, BEFORE, BEFORE_THAT).value == f_score.get_piotroski_score(*signals).iloc[0, 1]
    )
