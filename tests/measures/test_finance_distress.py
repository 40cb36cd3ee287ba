from __future__ import annotations

import pathlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from partnercheck.measures.finance import distress
from partnercheck.measures.finance.distress import probability

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

PRINTED = {
    "total_assets": 1000,
    "current_assets": 300,
    "current_liabilities": 200,
    "retained_earnings": 400,
    "ebit": 50,
    "revenue": 1500,
    "market_value_equity": 600,
    "total_liabilities": 700,
}
ONES = dict.fromkeys(
    [
        "total_assets",
        "current_liabilities",
        "retained_earnings",
        "ebit",
        "revenue",
        "market_value_equity",
        "equity",
        "total_liabilities",
    ],
    100,
) | {"current_assets": 200}


@pytest.mark.parametrize(
    ("name", "printed", "ones"),
    [
        ("altman_z", 2.857786, 7.499),
        ("altman_z_private", 2.24285, 6.089),
        ("altman_z_general", 2.746, 17.59),
    ],
)
def test_values_of_the_contract(
    books: Callable[..., Measured], name: str, printed: float, ones: float
) -> None:
    assert books(name, PRINTED).value == pytest.approx(printed, abs=5e-7)
    assert books(name, ONES).value == ones


def test_zmijewski_and_its_probability(books: Callable[..., Measured]) -> None:
    lines = {
        "net_income": 5,
        "total_assets": 100,
        "total_liabilities": 60,
        "current_assets": 15,
        "current_liabilities": 10,
    }
    found = books("zmijewski", lines)
    assert found.value == -1.14825
    assert probability(-1.14825) == pytest.approx(0.1254, abs=5e-5)
    assert found.working.endswith("≈ -1.1483, below 0: no distress; probability of distress 12.54 %")
    assert probability(0) == 0.5
    assert (probability(-1e154), probability(1e154)) == (0, 1)
    ruined = books("zmijewski", lines | {"total_liabilities": 90})
    assert ruined.value is not None
    assert ruined.value > 0
    assert "at or above 0: distress" in ruined.working


def test_mistake_percentages_in_place_of_ratios(books: Callable[..., Measured]) -> None:
    """X1 to X4 as percentages would multiply their part of the score by a hundred."""
    value = books("altman_z", PRINTED).value
    assert value is not None
    assert value < 3
    assert "X1 = (current assets 300 \u2212 current liabilities 200) ÷ total assets 1,000 = 0.1;" in (
        books("altman_z", PRINTED).working
    )


def test_mistake_the_listed_weight_for_a_private_company(books: Callable[..., Measured]) -> None:
    private = books("altman_z_private", PRINTED)
    assert private.value == 2.24285
    assert private.value != pytest.approx(2.24285 + (0.6 - 0.420) * 300 / 700)
    assert "0.420 \u00d7 X4" in private.working
    assert "0.6 \u00d7 X4" in books("altman_z", PRINTED).working


def test_mistake_cut_offs_of_another_form(books: Callable[..., Measured]) -> None:
    """A Z'' of 1.2 lies in its own grey zone, and would be distress by the cut-offs of Z'."""
    lines = ONES | {
        "current_assets": 100,
        "retained_earnings": 0,
        "ebit": 0,
        "equity": 120,
        "total_liabilities": 105,
    }
    general = books("altman_z_general", lines)
    assert general.value == 1.2
    assert general.working.endswith("= 1.2, from 1.10 to 2.60: grey zone")
    private = books("altman_z_private", lines | {"revenue": 72})
    assert private.value == pytest.approx(1.19856)
    assert private.working.endswith(", below 1.23: distress")
    assert distress.Z_CUT_OFFS == ("1.81", "2.99")
    assert distress.Z_PRIVATE_CUT_OFFS == ("1.23", "2.90")
    assert distress.Z_GENERAL_CUT_OFFS == ("1.10", "2.60")


def test_mistake_the_constant_for_emerging_markets(books: Callable[..., Measured]) -> None:
    nothing = ONES | {"current_assets": 100, "retained_earnings": 0, "ebit": 0, "equity": 0}
    assert books("altman_z_general", nothing).value == 0


def test_the_limits_themselves_are_grey() -> None:
    zone = distress.Z_CUT_OFFS.zone
    assert "grey" in zone(Fraction("1.81"))
    assert "grey" in zone(Fraction("2.99"))
    assert "distress" in zone(Fraction("1.8099"))
    assert "safe" in zone(Fraction("2.9901"))


def test_derived_ebit_and_equity_feed_the_models(books: Callable[..., Measured]) -> None:
    lines: dict[str, Any] = {**PRINTED, "ebitda": 70, "depreciation_amortisation": 20}
    del lines["ebit"]
    found = books("altman_z_private", lines)
    assert found.value == 2.24285
    assert "EBIT = EBITDA 70 \u2212 depreciation and amortisation 20 = 50 (derived)" in found.working
    assert "equity = total assets 1,000 \u2212 total liabilities 700 = 300 (derived)" in found.working


def test_negative_equity_and_losses_lower_the_score(books: Callable[..., Measured]) -> None:
    lines = PRINTED | {"total_liabilities": 1200, "retained_earnings": -300, "ebit": -50}
    found = books("altman_z_general", lines)
    assert found.value == pytest.approx(0.656 - 0.978 - 0.336 - 1.05 / 6)
    assert "retained earnings (-300)" in found.working


@pytest.mark.parametrize("name", ["altman_z", "altman_z_private", "altman_z_general"])
def test_without_liabilities_there_is_no_score(books: Callable[..., Measured], name: str) -> None:
    found = books(name, ONES | {"total_liabilities": 0})
    assert found.value is None
    assert "total liabilities 0 is not above zero" in found.working


STRONG = [
    {
        "net_income": 90,
        "operating_cash_flow": 100,
        "total_assets": 1000,
        "long_term_debt": 100,
        "current_assets": 300,
        "current_liabilities": 150,
        "shares_outstanding": 10,
        "gross_profit": 500,
        "revenue": 1200,
    },
    {
        "net_income": 60,
        "total_assets": 900,
        "long_term_debt": 150,
        "current_assets": 250,
        "current_liabilities": 150,
        "shares_outstanding": 10,
        "gross_profit": 350,
        "revenue": 900,
    },
    {"total_assets": 800},
]


def test_piotroski_of_a_company_that_improves_everywhere(books: Callable[..., Measured]) -> None:
    found = books("piotroski", *STRONG)
    assert found.value == 9
    assert found.working.endswith("; 9 of 9 signals")


@pytest.mark.parametrize(
    ("lines", "before", "lost"),
    [
        ({"net_income": 0, "operating_cash_flow": 1}, {"net_income": -1}, 1),
        ({"net_income": -2, "operating_cash_flow": 0}, {"net_income": -3}, 2),
        ({}, {"net_income": 80}, 1),
        ({"operating_cash_flow": 90}, {}, 1),
        ({"long_term_debt": 0}, {"long_term_debt": 0}, 1),
        ({"current_assets": 250}, {}, 1),
        ({"shares_outstanding": 10.1}, {}, 1),
        ({"gross_profit": 400}, {}, 1),
        ({"revenue": 1000, "gross_profit": 450}, {}, 1),
    ],
    ids=[
        "no return on assets",
        "no cash flow",
        "return on assets not up",
        "cash flow equals net income",
        "never any long-term debt",
        "current ratio not up",
        "new shares",
        "gross margin down",
        "turnover down",
    ],
)
def test_each_signal_of_piotroski(
    books: Callable[..., Measured], lines: dict[str, Any], before: dict[str, Any], lost: int
) -> None:
    assert books("piotroski", STRONG[0] | lines, STRONG[1] | before, STRONG[2]).value == 9 - lost


def test_piotroski_uses_average_assets_for_the_debt(books: Callable[..., Measured]) -> None:
    """By year-end assets the debt ratio would rise from 0.1 to 0.105; by average assets it falls."""
    now = STRONG[0] | {"total_assets": 1000, "long_term_debt": 105}
    before = STRONG[1] | {"total_assets": 1000, "long_term_debt": 100}
    found = books("piotroski", now, before, {"total_assets": 800})
    assert "2024's debt to assets 0.111111: 1;" in found.working


def test_piotroski_names_what_each_year_lacks(books: Callable[..., Measured]) -> None:
    lines = {key: value for key, value in STRONG[0].items() if key != "revenue"}
    found = books("piotroski", lines, STRONG[1])
    assert found.value is None
    assert found.working.endswith(
        "not given: `revenue`, 2023's `total_assets` (or `total_liabilities` and `equity`)"
    )


def test_the_formulas_stand_in_the_docstrings() -> None:
    text = pathlib.Path(distress.__file__).read_text(encoding="utf-8")
    for measure in distress.MEASURES:
        assert "banks and insurers" in " ".join(measure.doc.split())
    assert "3.25" not in text.replace("without the constant 3.25", "")
