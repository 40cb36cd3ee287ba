"""Amounts that one filing gives a thousand or a million times as large as another: one has a wrong unit."""

from __future__ import annotations

from collections import defaultdict
from math import log10
from statistics import median
from typing import TYPE_CHECKING

from partnercheck.importing.statements import exact

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.importing.sec.companyfacts import Fact

_FACTORS = ((500, 2_000), (500_000, 2_000_000))
_FAR = 1.5
"""How many powers of ten further from total assets the wrong amount must be than the right one."""


def doubtful(facts: Mapping[str, Iterable[Fact]], assets: Iterable[Fact]) -> dict[tuple[str, str], str]:
    """Return which filings give a tag in a wrong unit, by tag and accession number, with both numbers.

    Where the total assets do not tell which of two filings is right, both are doubtful.
    """
    sizes = [abs(fact.amount) for fact in assets if fact.amount and exact(fact.amount)]
    usual = log10(median(sizes)) if sizes else None
    found: dict[tuple[str, str], str] = {}
    for tag, each in facts.items():
        for one, other in _clashes(each):
            why = (
                f"{tag} to {one.end} is {exact(one.amount)} in one filing and {exact(other.amount)} "
                f"in another; one is in a wrong unit"
            )
            for fact in _wrong(one, other, usual):
                found[tag, fact.accession] = why
    return found


def _clashes(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of amounts of one period that differ by such a factor."""
    periods: dict[tuple[dt.date | None, dt.date], dict[tuple[str, str], Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.amount and exact(fact.amount):
            periods[fact.start, fact.end].setdefault((fact.accession, str(fact.amount)), fact)
    for given in periods.values():
        by_amount: dict[int, Fact] = {}
        for fact in given.values():
            by_amount.setdefault(round(log10(abs(fact.amount))), fact)
        for one in given.values():
            for other in by_amount.values():
                ratio = abs(other.amount / one.amount)
                if any(low <= ratio <= high for low, high in _FACTORS):
                    yield one, other


def _wrong(one: Fact, other: Fact, usual: float | None) -> tuple[Fact, ...]:
    if usual is None:
        return one, other
    far_one, far_other = (abs(log10(abs(fact.amount)) - usual) for fact in (one, other))
    if abs(far_one - far_other) < _FAR:
        return one, other
    return (one,) if far_one > far_other else (other,)
