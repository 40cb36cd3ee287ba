"""Costs and outflows as positive amounts, where a column's own convention shows that they come negative."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.importing.checks import BRIDGES, SUMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.importing.statements import Year

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "income": (
        *("cost_of_sales", "interest_expense", "depreciation_amortisation"),
        *("operating_costs", "income_tax"),
    ),
    "cash": ("capital_expenditure",),
    "balance": (
        *("total_liabilities", "current_liabilities", "non_current_liabilities"),
        *("current_debt", "long_term_debt", "total_debt"),
    ),
}
_FREE = {"income_tax"}
"""What comes with either sign: it follows a convention, but shows none."""


class Turned(NamedTuple):
    """What was done about negative amounts of one column.

    Attributes:
        year: With the signs that lines want.
        turned: The names that were made positive.
        doubtful: The names whose negative amounts no convention explains; they are left out of `year`.
    """

    year: Year
    turned: tuple[str, ...]
    doubtful: tuple[str, ...]


def turned(year: Year, statement: str, settled: frozenset[str]) -> Turned:
    """Return one column of a statement with costs and outflows positive.

    Args:
        year: The amounts of the column.
        statement: `income`, `balance` or `cash`; empty: what belongs to all of them.
        settled: The names whose sign somebody has settled.
    """
    groups = [_GROUPS[statement]] if statement in _GROUPS else list(_GROUPS.values())
    found: Year = dict(year)
    changed: list[str] = []
    doubtful: list[str] = []
    for group in groups:
        given = [name for name in group if name in year and name not in settled and year[name].amount]
        negative = [name for name in given if year[name].amount < 0]
        telling = [name for name in given if name not in _FREE]
        if not any(name in negative for name in telling):
            continue
        if all(name in negative for name in telling):
            turn = list(given)
        else:
            turn = [name for name in negative if _fits(found, name)]
            doubtful += [name for name in negative if name not in turn and name not in _FREE]
        for name in turn:
            found[name] = year[name]._replace(amount=year[name].amount.copy_negate())
        changed += turn
    for name in doubtful:
        del found[name]
    return Turned(found, tuple(changed), tuple(doubtful))


def _fits(year: Year, name: str) -> bool:
    """Return whether a sum holds once an amount is turned."""
    other = {**year, name: year[name]._replace(amount=year[name].amount.copy_negate())}
    return any(name in each.names and each.given(other) and each.holds(other) for each in (*SUMS, *BRIDGES))
