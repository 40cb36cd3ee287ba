from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

LINES = {
    "revenue": 1500,
    "cost_of_sales": 900,
    "ebitda": 80,
    "depreciation_amortisation": 30,
    "interest_expense": 20,
    "net_income": 45,
    "total_assets": 1000,
    "current_assets": 300,
    "current_liabilities": 200,
    "cash": 60,
    "receivables": 100,
    "total_liabilities": 700,
    "total_debt": 240,
    "operating_cash_flow": 70,
    "capital_expenditure": 40,
    "largest_customer_revenue": 300,
    "our_revenue": 100,
    "monthly_net_burn": 5,
    "net_new_arr": 40,
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("current_ratio", 1.5),
        ("quick_ratio", 0.8),
        ("cash_ratio", 0.3),
        ("debt_to_equity", 0.8),
        ("liabilities_to_assets", 0.7),
        ("debt_to_ebitda", 3),
        ("interest_coverage", 2.5),
        ("gross_margin", 40),
        ("operating_margin", 50 / 15),
        ("net_margin", 3),
        ("return_on_assets", 4.5),
        ("revenue_growth", 25),
        ("free_cash_flow_margin", 2),
        ("cash_runway", 12),
        ("burn_multiple", 1.5),
        ("customer_concentration", 20),
        ("dependence_on_us", 6.25),
    ],
)
def test_every_ratio_by_its_formula(books: Callable[..., Measured], name: str, value: float) -> None:
    found = books(name, LINES, {"revenue": 1200})
    assert found.value == value
    assert found.extreme is None
    assert found.working.startswith("fiscal year 2025 (to 31 Dec 2025, in GBP): ")


def test_values_of_the_contract(books: Callable[..., Measured]) -> None:
    coverage = books("interest_coverage", {"ebit": 10, "interest_expense": 3})
    assert coverage.value == pytest.approx(3.3333, abs=5e-5)
    assert coverage.working.endswith("EBIT 10 ÷ interest expense 3 ≈ 3.3333")
    runway = books("cash_runway", {"cash": 6, "monthly_net_burn": 0.35}, unit=1000000)
    assert runway.value == pytest.approx(17.1429, abs=5e-5)
    assert runway.working == (
        "fiscal year 2025 (to 31 Dec 2025, in GBP millions): cash 6 ÷ monthly net burn 0.35 ≈ 17.1429 months"
    )


BEST_AND_WORST: list[tuple[str, str, dict[str, Any], str]] = [
    ("no interest", "interest_coverage", {"ebit": 10, "interest_expense": 0}, "best"),
    ("no interest, no EBIT", "interest_coverage", {"ebit": 0, "interest_expense": 0}, "best"),
    ("negative EBIT", "interest_coverage", {"ebit": -1, "interest_expense": 3}, "worst"),
    ("negative EBIT, no interest", "interest_coverage", {"ebit": -1, "interest_expense": 0}, "worst"),
    ("negative EBIT, interest not given", "interest_coverage", {"ebit": -1}, "worst"),
    ("no debt", "debt_to_equity", {"total_debt": 0, "equity": 5}, "best"),
    ("no debt, negative equity", "debt_to_equity", {"total_debt": 0, "equity": -5}, "best"),
    ("no debt, equity not given", "debt_to_equity", {"total_debt": 0}, "best"),
    ("negative equity", "debt_to_equity", {"total_debt": 1, "equity": -5}, "worst"),
    ("no equity", "debt_to_equity", {"total_debt": 1, "equity": 0}, "worst"),
    ("no debt, negative EBITDA", "debt_to_ebitda", {"total_debt": 0, "ebitda": -5}, "best"),
    ("negative EBITDA", "debt_to_ebitda", {"total_debt": 1, "ebitda": -5}, "worst"),
    ("no EBITDA", "debt_to_ebitda", {"total_debt": 1, "ebitda": 0}, "worst"),
    ("no burn", "cash_runway", {"cash": 1, "monthly_net_burn": 0}, "best"),
    ("earning cash", "cash_runway", {"cash": 0, "monthly_net_burn": -2}, "best"),
    ("no burn, no ARR", "burn_multiple", {"monthly_net_burn": 0, "net_new_arr": -2}, "best"),
    ("burn without ARR", "burn_multiple", {"monthly_net_burn": 1, "net_new_arr": 0}, "worst"),
    ("burn while ARR shrinks", "burn_multiple", {"monthly_net_burn": 1, "net_new_arr": -1}, "worst"),
]


@pytest.mark.parametrize(
    ("name", "lines", "extreme"), [row[1:] for row in BEST_AND_WORST], ids=[row[0] for row in BEST_AND_WORST]
)
def test_best_and_worst_have_no_number(
    books: Callable[..., Measured], name: str, lines: dict[str, Any], extreme: str
) -> None:
    found = books(name, lines)
    assert found.value is None
    assert found.extreme == extreme
    assert found.working.endswith(f"as {'good' if extreme == 'best' else 'bad'} as it gets")


@pytest.mark.parametrize(
    ("name", "lines", "reason"),
    [
        ("current_ratio", {"current_assets": 1, "current_liabilities": 0}, "current liabilities 0"),
        ("liabilities_to_assets", {"total_liabilities": 0, "total_assets": 0}, "total assets 0"),
        ("gross_margin", {"gross_profit": 1, "revenue": 0}, "revenue 0"),
        ("net_margin", {"net_income": 1, "revenue": -4}, "revenue (-4)"),
        ("customer_concentration", {"largest_customer_revenue": 1, "revenue": 0}, "revenue 0"),
        ("dependence_on_us", {"our_revenue": 0, "revenue": 0}, "revenue 0 + revenue from us 0"),
        ("interest_coverage", {"ebit": 1, "interest_expense": -3}, "interest expense (-3)"),
        ("debt_to_equity", {"total_debt": -1, "equity": -2}, "total debt (-1)"),
        ("debt_to_ebitda", {"total_debt": -1, "ebitda": 2}, "total debt (-1)"),
    ],
)
def test_any_other_divisor_without_meaning_gives_none_with_the_reason(
    books: Callable[..., Measured], name: str, lines: dict[str, Any], reason: str
) -> None:
    found = books(name, lines)
    assert found.value is None
    assert found.extreme is None
    assert reason in found.working


def test_zero_revenue_before_leaves_growth_open(books: Callable[..., Measured]) -> None:
    found = books("revenue_growth", {"revenue": 5}, {"revenue": 0})
    assert found.value is None
    assert "2024's revenue 0 is not above zero" in found.working


def test_a_start_up_without_revenue_has_shrunk_by_everything(books: Callable[..., Measured]) -> None:
    assert books("revenue_growth", {"revenue": 0}, {"revenue": 5}).value == -100


def test_missing_lines_are_all_named(books: Callable[..., Measured]) -> None:
    found = books("quick_ratio", {"cash": 1})
    assert found == (
        None,
        "fiscal year 2025 (to 31 Dec 2025, in GBP): not given: `receivables`, `current_liabilities`",
        None,
    )
    assert books("interest_coverage", {"ebitda": 4}).working.endswith(
        "not given: `ebit` (or `ebitda` and `depreciation_amortisation`), `interest_expense`"
    )


def test_one_year_only_has_no_growth(books: Callable[..., Measured]) -> None:
    assert books("revenue_growth", {"revenue": 5}).working.endswith("not given: 2024's `revenue`")


def test_a_zero_that_is_given_is_a_zero(books: Callable[..., Measured]) -> None:
    assert books("cash_ratio", {"cash": 0, "current_liabilities": 3}).value == 0
    assert books("interest_coverage", {"ebit": 0, "interest_expense": 3}).value == 0


def test_decimals_are_read_exactly(books: Callable[..., Measured]) -> None:
    sums = {"cash": 0.1, "receivables": 0.2, "current_liabilities": 0.3}
    assert books("quick_ratio", sums).value == 1
    assert "cash 0.1 + receivables 0.2" in books("quick_ratio", sums).working


def test_the_unit_changes_the_words_but_not_the_ratio(books: Callable[..., Measured]) -> None:
    lines = {"current_assets": 3, "current_liabilities": 2}
    found = [books("current_ratio", lines, unit=unit) for unit in (1, 1000, 1000000)]
    assert {each.value for each in found} == {1.5}
    assert "in GBP thousands)" in found[1].working


def test_what_decided_an_extreme_is_told_with_how_it_came_about(books: Callable[..., Measured]) -> None:
    lines = {"ebitda": 8, "depreciation_amortisation": 3, "interest_expense": 0}
    assert books("interest_coverage", lines).working.endswith(
        "EBIT = EBITDA 8 \u2212 depreciation and amortisation 3 = 5 (derived); "
        "interest expense 0: no interest to cover, while EBIT 5 is not negative, as good as it gets"
    )
