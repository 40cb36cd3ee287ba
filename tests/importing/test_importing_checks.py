"""What amounts must hold together before any of them is taken over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checked_years import LINES, kept, year

from partnercheck.diagnostics import Position
from partnercheck.importing.checks import checked, settle
from partnercheck.importing.statements import Entry
from partnercheck.importing.tables.signs import turned


def left_out(**amounts: float) -> set[str]:
    return set(amounts) - kept(**amounts)


BALANCE = {"total_assets": 100, "total_liabilities": 60, "equity": 40}


@pytest.mark.parametrize(
    ("amounts", "out"),
    [
        (BALANCE, set()),
        ({**BALANCE, "equity": 41}, set()),
        ({**BALANCE, "equity": 39}, set()),
        ({**BALANCE, "equity": 41.01}, set(BALANCE)),
        ({**BALANCE, "equity": 38.99}, set(BALANCE)),
        ({**BALANCE, "equity": 35, "minority_interest": 5}, set()),
        ({**BALANCE, "equity": 30, "minority_interest": 5, "redeemable_equity": 5}, set()),
        ({**BALANCE, "equity": 30, "minority_interest": 5}, set(BALANCE)),
        ({"total_assets": 100, "equity_and_liabilities": 102}, {"total_assets", "equity_and_liabilities"}),
        ({"revenue": 10, "cost_of_sales": 6, "gross_profit": 4}, set()),
        (
            {"revenue": 10, "cost_of_sales": 6, "gross_profit": 4.11},
            {"revenue", "cost_of_sales", "gross_profit"},
        ),
        (
            {"revenue": 10, "cost_of_sales": 6, "gross_profit": 9, **BALANCE},
            {"revenue", "cost_of_sales", "gross_profit"},
        ),
        (
            {
                "total_assets": 100,
                "current_assets": 30,
                "non_current_assets": 50,
                "total_liabilities": 60,
                "equity": 40,
            },
            {"current_assets", "non_current_assets"},
        ),
        (
            {
                "operating_cash_flow": 50,
                "investing_cash_flow": -20,
                "financing_cash_flow": -10,
                "change_in_cash": 20,
            },
            set(),
        ),
        (
            {
                "operating_cash_flow": 50,
                "investing_cash_flow": -20,
                "financing_cash_flow": -10,
                "change_in_cash": 25,
            },
            {"operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "change_in_cash"},
        ),
        (
            {
                "operating_cash_flow": 50,
                "investing_cash_flow": -20,
                "financing_cash_flow": -10,
                "exchange_effect": 5,
                "change_in_cash": 25,
            },
            set(),
        ),
        ({"revenue": 10, "gross_profit": 11}, {"revenue", "gross_profit"}),
        ({"revenue": 10, "ebit": 11}, {"revenue", "ebit"}),
        ({"revenue": 100, "ebit": 101}, set()),
        ({"revenue": 10, "ebit": 11, "other_income": 5}, set()),
        ({"revenue": 10, "ebit": -11}, set()),
        ({"gross_profit": 4, "ebit": 5}, {"gross_profit", "ebit"}),
        ({"gross_profit": 4, "ebit": 5, "other_income": 2}, set()),
        ({"total_assets": 9, "current_assets": 10}, {"total_assets", "current_assets"}),
        ({"current_assets": 9, "cash": 10}, {"current_assets", "cash"}),
        ({"current_assets": 9, "receivables": 10}, {"current_assets", "receivables"}),
        ({"current_assets": 9, "inventory": 10}, {"current_assets", "inventory"}),
        ({"total_assets": 9, "cash": 10}, {"total_assets", "cash"}),
        ({"total_liabilities": 9, "current_liabilities": 10}, {"total_liabilities", "current_liabilities"}),
        ({"total_liabilities": 9, "total_debt": 10}, {"total_liabilities", "total_debt"}),
        ({"total_debt": 9, "long_term_debt": 10}, {"total_debt", "long_term_debt"}),
        ({**BALANCE, "total_debt": 61}, {"total_debt"}),
        ({"ebitda": 10, "ebit": 5, "depreciation_amortisation": 3}, {"ebitda"}),
        ({"ebitda": 8, "ebit": 5, "depreciation_amortisation": 3}, set()),
        ({"inventory": -1}, {"inventory"}),
        (
            {"net_income": -1, "ebit": -1, "equity": -1, "retained_earnings": -1, "operating_cash_flow": -1},
            set(),
        ),
    ],
)
def test_what_contradicts_itself_is_left_out(amounts: dict[str, float], out: set[str]) -> None:
    assert left_out(**amounts) == out


def test_both_numbers_are_told() -> None:
    _, remarks = checked({2025: year(total_assets=100, total_liabilities=60, equity=30)})
    assert {(each.code, each.year, each.line) for each in remarks} == {
        ("left-out", 2025, line) for line in ("total_assets", "total_liabilities", "equity")
    }
    assert all(
        "`total_assets` 100 is not `total_liabilities` 60 + `equity` 30 = 90" in each.what for each in remarks
    )
    _, remarks = checked({2025: year(revenue=10, cost_of_sales=6, gross_profit=9)})
    assert all(
        "`gross_profit` 9 is not `revenue` 10 − `cost_of_sales` 6 = 4" in each.what for each in remarks
    )
    _, remarks = checked({2025: year(total_assets=100, equity_and_liabilities=103)})
    assert [each.what.partition(": ")[2] for each in remarks] == [
        "`total_assets` 100 is not `equity_and_liabilities` 103"
    ]
    _, remarks = checked({2025: year(total_debt=9, long_term_debt=10)})
    assert "`long_term_debt` 10 is more than `total_debt` 9" in remarks[0].what
    _, remarks = checked({2025: year(inventory=-1)})
    assert "-1 is negative" in remarks[0].what


def test_settling_takes_what_a_sum_confirms_or_nothing() -> None:
    told: list[tuple[str, str]] = []

    def tell(name: str, code: str, _: str) -> None:
        told.append((name, code))

    balance = {name: [Entry(Decimal(amount))] for name, amount in BALANCE.items()}
    two = [Entry(Decimal(40)), Entry(Decimal(30))]
    assert settle({**balance, "equity": two}, tell)["equity"].amount == 40
    assert settle({"equity": two}, tell) == {}
    near = [Entry(Decimal(100)), Entry(Decimal(99))]
    assert settle({"equity": near}, tell)["equity"].amount == 100
    assert "equity" not in settle({"equity": [near[0], Entry(Decimal("98.9"))]}, tell)
    assert told == [("equity", code) for code in ("other-amount", "conflict", "other-amount", "conflict")]


@pytest.mark.parametrize(
    ("amounts", "statement", "changed", "doubtful"),
    [
        (
            {"cost_of_sales": -6, "interest_expense": -2, "revenue": 10},
            "income",
            {"cost_of_sales", "interest_expense"},
            set(),
        ),
        ({"cost_of_sales": 6, "interest_expense": -2}, "income", set(), {"interest_expense"}),
        (
            {"cost_of_sales": 6, "interest_expense": -2, "ebit": 5, "profit_before_tax": 3},
            "income",
            {"interest_expense"},
            set(),
        ),
        ({"cost_of_sales": 6, "income_tax": -2}, "income", set(), set()),
        ({"cost_of_sales": -6, "income_tax": 2}, "income", {"cost_of_sales", "income_tax"}, set()),
        ({"cost_of_sales": 6}, "income", set(), set()),
        ({"capital_expenditure": -6, "depreciation_amortisation": 3}, "cash", {"capital_expenditure"}, set()),
        (
            {"total_liabilities": -60, "current_liabilities": -20},
            "balance",
            {"total_liabilities", "current_liabilities"},
            set(),
        ),
        ({"total_liabilities": -60, "cost_of_sales": 5}, "", {"total_liabilities"}, set()),
        ({"interest_expense": 0, "cost_of_sales": -6}, "income", {"cost_of_sales"}, set()),
    ],
)
def test_signs(amounts: dict[str, float], statement: str, changed: set[str], doubtful: set[str]) -> None:
    found = turned(year(**amounts), statement, frozenset())
    assert (set(found.turned), set(found.doubtful)) == (changed, doubtful)
    for name, amount in amounts.items():
        if name in doubtful:
            assert name not in found.year
        else:
            assert found.year[name].amount == Decimal(str(-amount if name in changed else amount))


def test_a_sign_that_somebody_has_settled_stays() -> None:
    found = turned(year(cost_of_sales=-6), "income", frozenset({"cost_of_sales"}))
    assert found.year["cost_of_sales"].amount == -6


@pytest.mark.parametrize(
    ("between", "taken"),
    [
        ({"redeemable_equity": 25}, 25),
        ({"redeemable_minority": 25}, 25),
        ({"redeemable_shares": 25}, 25),
        ({"minority_interest": 5, "redeemable_equity": 20}, 25),
        ({"minority_interest": 25}, 25),
        ({"minority_interest": 5, "redeemable_equity": 15, "redeemable_minority": 5}, 25),
        ({"minority_interest": 5, "redeemable_equity": 25}, 25),
    ],
)
def test_what_a_balance_sheet_needs_between_liabilities_and_equity_is_one_line(
    between: dict[str, float], taken: float
) -> None:
    years, remarks = checked({2025: year(total_assets=100, total_liabilities=60, equity=15, **between)})
    assert remarks == []
    entry = years[2025]["redeemable_equity"]
    assert entry.amount == taken
    assert isinstance(entry, Entry)
    assert (entry.origin, entry.position) == ("", None)
    whole = {**BALANCE, "minority_interest": 5, "redeemable_equity": 0}
    assert "redeemable_equity" not in kept(**whole)


def test_what_stands_between_liabilities_and_equity_keeps_its_place() -> None:
    place = Position("a.csv", 7, 2)
    given = year(total_assets=100, total_liabilities=60, equity=35)
    given["redeemable_shares"] = Entry(Decimal(5), "Puttable shares", place)
    found, _ = checked({2025: given})
    assert found[2025]["redeemable_equity"] == Entry(Decimal(5), "Puttable shares", place)


def test_what_is_redeemable_is_one_line_without_a_whole_balance_sheet_too() -> None:
    given = year(total_assets=100, equity=35, minority_interest=7)
    given["redeemable_equity"] = Entry(Decimal(3), "Mezzanine", Position("a.csv", 6, 2))
    assert checked({2025: given})[0][2025]["redeemable_equity"] == given["redeemable_equity"]
    given["redeemable_shares"] = Entry(Decimal(5), "Puttable shares", Position("a.csv", 7, 2))
    found, _ = checked({2025: given})
    both = Entry(Decimal(8), "Mezzanine + Puttable shares", Position("a.csv", 6, 2))
    assert found[2025]["redeemable_equity"] == both


def test_what_is_left_out_is_told_at_its_cell() -> None:
    lines = {2020 + at: year(**dict.fromkeys(LINES, 7 * 1000**at)) for at in range(2)}
    for number, one in lines.items():
        one.update({name: each._replace(position=Position("a.csv", number, 2)) for name, each in one.items()})
    _, remarks = checked(lines)
    assert [(each.code, each.position) for each in remarks] == [
        ("wrong-unit", Position("a.csv", number, 2)) for number in (2020, 2021) for _ in LINES
    ]
    odd = {
        "inventory": Entry(Decimal(-1), "", Position("a.csv", 3, 2)),
        "total_debt": Entry(Decimal(1), "", Position("a.csv", 4, 2)),
        "long_term_debt": Entry(Decimal(2), "", Position("a.csv", 5, 2)),
    }
    _, remarks = checked({2025: odd})
    assert {each.line: each.position for each in remarks} == {
        name: entry.position for name, entry in odd.items()
    }
