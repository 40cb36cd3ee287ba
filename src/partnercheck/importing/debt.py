"""Total debt where no tag means all of it: a sum of current and non-current debt, or nothing."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import reduce
from typing import TYPE_CHECKING

from partnercheck.importing.statements import Entry, exact
from partnercheck.importing.tags import DEBT_SUMS, OTHER_DEBT, Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.importing.companyfacts import Fact


def total_debt(taxonomy: Taxonomy, amount: Callable[[str], Fact | None]) -> tuple[Entry | None, str]:
    """Return the sum that `DEBT_SUMS` documents, or None; and what a reader must know of it.

    Args:
        taxonomy: Whose tags.
        amount: Looks a tag up at the fiscal year's end.
    """
    others = [tag for tag in OTHER_DEBT[taxonomy] if (fact := amount(tag)) and fact.amount]
    partly = ""
    for parts in DEBT_SUMS[taxonomy]:
        facts = [fact for tag in parts if (fact := amount(tag))]
        told = " + ".join(parts)
        if not facts:
            continue
        if len(facts) < len(parts):
            partly = partly or f"`total_debt` is left out: of {told} not all are given"
            continue
        outside = [tag for tag in others if tag not in parts]
        if "DebtCurrent" in parts:  # it holds every current part
            outside = [tag for tag in outside if "Noncurrent" in tag or "LongTerm" in tag]
        if outside:
            return None, f"`total_debt` is left out: {', '.join(outside)} may or may not lie within {told}"
        if len({fact.accession for fact in facts}) > 1:
            return None, f"`total_debt` is left out: {told} come from different filings"
        whole = all(exact(fact.amount) is not None for fact in facts)
        total = _sum([fact.amount for fact in facts]) if whole else Decimal("NaN")
        if exact(total) is None:
            return None, "`total_debt` is left out: the sum is no amount a section can hold"
        return Entry(total, f"sum of {told}"), f"`total_debt` {exact(total)} is the sum of {told}"
    if not partly and others:
        partly = f"`total_debt` is left out: only parts of it are tagged: {', '.join(others)}"
    return None, partly


def _sum(amounts: list[Decimal]) -> Decimal:
    """Return the sum, not rounded."""
    return reduce(Context(prec=100).add, amounts)
