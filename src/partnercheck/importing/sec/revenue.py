"""All revenue, where filings give rival totals: the largest, if the smaller ones do not fit the rest."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.importing.checks import TOLERANCE
from partnercheck.importing.sec.tags import TOTALS
from partnercheck.importing.statements import exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.importing.sec.companyfacts import Fact
    from partnercheck.importing.statements import Year


class Chosen(NamedTuple):
    """The tag that is all revenue (empty: none is, for certain), and what a reader must know of it."""

    tag: str
    why: str


def choose(rivals: Mapping[str, Fact], year: Year) -> Chosen:
    """Return which of rival tags is all revenue.

    Args:
        rivals: The amount of each tag, in their stated order.
        year: Cost, gross profit and operating profit of the same year, as far as they are there.
    """
    tags = list(rivals)
    largest = max(tags, key=lambda tag: rivals[tag].amount)
    top = Fraction(rivals[largest].amount)
    smaller = [tag for tag in tags if top - Fraction(rivals[tag].amount) > TOLERANCE * abs(top)]
    if not smaller:
        return Chosen(tags[0], "")
    amounts = " and ".join(f"{tag} {exact(rivals[tag].amount)}" for tag in (largest, *smaller))
    parts = largest in TOTALS and not TOTALS & set(smaller)
    sums = any(_adds_up(Fraction(rivals[tag].amount), year) for tag in smaller) and not _adds_up(top, year)
    if (parts or all(_too_small(Fraction(rivals[tag].amount), year) for tag in smaller)) and not (
        sums or _too_small(top, year)
    ):
        near = next(tag for tag in tags if tag not in smaller)
        rest = ", ".join(f"{tag} {exact(rivals[tag].amount)}" for tag in smaller)
        return Chosen(
            near, f"`revenue` is {near} {exact(rivals[near].amount)}, the largest total; {rest} is not used"
        )
    return Chosen(
        "", f"`revenue` is left out: the filings give {amounts}, and nothing settles which is the total"
    )


def _adds_up(revenue: Fraction, year: Year) -> bool:
    """Return whether cost and gross profit are given and add up to a revenue."""
    gross, cost = year.get("gross_profit"), year.get("cost_of_sales")
    if not gross or not cost:
        return False
    return abs(Fraction(gross.amount) + Fraction(cost.amount) - revenue) <= TOLERANCE * abs(revenue)


def _too_small(revenue: Fraction, year: Year) -> bool:
    """Return whether cost, gross profit or operating profit do not fit within a revenue."""
    if _adds_up(revenue, year):
        return False
    limit = revenue + TOLERANCE * abs(revenue)
    found = [entry.amount for name in ("gross_profit", "ebit", "cost_of_sales") if (entry := year.get(name))]
    return any(Fraction(amount) > limit for amount in found)
