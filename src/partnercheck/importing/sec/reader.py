"""Which amount counts for a tag in a fiscal year.

Of several amounts for one tag and period the latest filing counts, by day and then accession number. Two
different amounts in that one filing are a contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.importing.sec.debt import looks_like_debt
from partnercheck.importing.sec.periods import annual
from partnercheck.importing.sec.scale import doubtful
from partnercheck.importing.sec.tags import ANNUAL, TAGS, Taxonomy
from partnercheck.importing.statements import exact

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.importing.sec.companyfacts import Company, Fact
    from partnercheck.importing.sec.periods import Period


class Refused(NamedTuple):
    """A tag has amounts of which none can be taken."""

    code: str
    why: str


def order(fact: Fact) -> tuple[dt.date, str]:
    """Return what filings are ordered by."""
    return fact.filed, fact.accession


class Reader:
    """Looks amounts up, each tag's facts sorted once by their last day.

    Attributes:
        short: Whether periods that are no year count for flows, too.
    """

    def __init__(self, company: Company, currency: str, *, allow_short: bool) -> None:
        """Read a company's facts in one currency."""
        self._company, self._currency, self.short = company, currency, allow_short
        self._sorted: dict[tuple[Taxonomy, str, str], dict[dt.date, list[Fact]]] = {}
        self._doubtful = {
            taxonomy: doubtful(
                {tag: units.get(currency, ()) for tag, units in facts.items()},
                [
                    fact
                    for tag in TAGS[taxonomy]["total_assets"]
                    for fact in facts.get(tag, {}).get(currency, ())
                ],
            )
            for taxonomy, facts in company.facts.items()
        }

    def facts(self, taxonomy: Taxonomy, tag: str, period: Period, *, flow: bool, shares: bool) -> list[Fact]:
        """Return all amounts of a tag for a fiscal year."""
        found = self._by_end(taxonomy, tag, "shares" if shares else self._currency).get(period.end, ())
        return [
            fact
            for fact in found
            if fact.end <= fact.filed
            and (fact.form in ANNUAL or period.interim)
            and (self._of_period(fact, period) if flow else fact.start is None)
        ]

    def _of_period(self, fact: Fact, period: Period) -> bool:
        if period.start is None:
            return annual(fact)
        return self.short and fact.start == period.start

    def choose(
        self, taxonomy: Taxonomy, tag: str, period: Period, *, flow: bool, shares: bool = False
    ) -> Fact | Refused | None:
        """Return the amount of the latest filing; why there is none that counts; None where there is none."""
        found = self.facts(taxonomy, tag, period, flow=flow, shares=shares)
        if not found:
            return None
        top = max(map(order, found))
        last = [fact for fact in found if order(fact) == top]
        if len({fact.amount for fact in last}) > 1:
            amounts = " and ".join(
                str(exact(amount)) for amount in sorted({fact.amount for fact in last})[:3]
            )
            return Refused("conflict", f"one filing ({last[0].accession[:30]}) gives {tag} as {amounts}")
        if why := self._doubtful[taxonomy].get((tag, last[0].accession)):
            return Refused("wrong-unit", why)
        if exact(last[0].amount) is None:
            return Refused("wrong-amount", f"{tag} is no amount a section can hold")
        return last[0]

    def debts(self, taxonomy: Taxonomy) -> list[str]:
        """Return the tags that look like debt."""
        return [tag for tag in self._company.facts.get(taxonomy, {}) if looks_like_debt(tag)]

    def _by_end(self, taxonomy: Taxonomy, tag: str, unit: str) -> dict[dt.date, list[Fact]]:
        key = (taxonomy, tag, unit)
        if key not in self._sorted:
            self._sorted[key] = defaultdict(list)
            for fact in self._company.facts.get(taxonomy, {}).get(tag, {}).get(unit, ()):
                self._sorted[key][fact.end].append(fact)
        return self._sorted[key]
