"""The lines of one fiscal year after the other, with what is unsure about them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnercheck.importing.sec.companyfacts import Fact
from partnercheck.importing.sec.debt import larger_part, total_debt
from partnercheck.importing.sec.reader import Refused, order
from partnercheck.importing.sec.revenue import choose
from partnercheck.importing.sec.tags import (
    COST_SUMS,
    DEBT_TAGS,
    DEPRECIATION_SUM,
    FLOWS,
    GOODS,
    SERVICES,
    SUPPORT,
    SUPPORT_FLOWS,
    TAGS,
    TAXONOMIES,
)
from partnercheck.importing.statements import SHARES, Entry, Remark, exact, sum_of, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.importing.sec.periods import Period
    from partnercheck.importing.sec.reader import Reader
    from partnercheck.importing.sec.tags import Taxonomy
    from partnercheck.importing.statements import Year


class YearReader:
    """Reads fiscal years.

    Attributes:
        used: The facts that count, by year.
        tags: The tags that count, by line and year.
        taxonomies: The taxonomy that each year is read from.
    """

    def __init__(self, reader: Reader, remarks: list[Remark]) -> None:
        """Read with a reader of facts; what is unsure goes to `remarks`."""
        self._reader, self._remarks = reader, remarks
        self.used: dict[int, list[Fact]] = defaultdict(list)
        self.tags: dict[str, dict[int, str]] = defaultdict(dict)
        self.taxonomies: dict[Period, Taxonomy] = {}

    def year(self, number: int, period: Period) -> Year:
        """Return the amounts of a fiscal year, from the taxonomy that gives more of its lines."""
        taxonomy = max(TAXONOMIES, key=lambda each: len(self._given(each, period)))
        for other in TAXONOMIES:
            if other != taxonomy and (also := self._given(other, period)):
                said = f"{other} is not used beside {taxonomy}: {', '.join(also)}"
                self._remarks.append(Remark("other-taxonomy", said, number))
        self.taxonomies[period] = taxonomy
        year: Year = {}
        for line, tags in TAGS[taxonomy].items():
            if line != "revenue":
                self._take(year, number, taxonomy, line, tags, period)
        self._revenue(year, number, taxonomy, period)
        self._cost(year, number, taxonomy, period)
        self._depreciation(year, number, taxonomy, period)
        self._debt(year, number, taxonomy, period)
        for name, tags in SUPPORT[taxonomy].items():
            found = (self._reader.choose(taxonomy, tag, period, flow=name in SUPPORT_FLOWS) for tag in tags)
            if fact := next((each for each in found if isinstance(each, Fact)), None):
                year[name] = Entry(fact.amount)
        return year

    def derive(self, number: int, year: Year) -> None:
        """Put EBITDA into a year that has been checked, so that no part of it has been left out."""
        if "ebit" in year and "depreciation_amortisation" in year:
            amount = sum_of(year[line].amount for line in ("ebit", "depreciation_amortisation"))
            how = "derived: ebit + depreciation_amortisation"
            year["ebitda"] = Entry(amount, how)
            if said := exact(amount):
                self._note("derived", number, "ebitda", f"`ebitda` {said} is {how}")

    def reason(self, line: str, period: Period) -> str:
        """Return why a line has no amount where nothing else says it."""
        of_taxonomy = TAGS[self.taxonomies[period]]
        tags = next((tags for name, tags in of_taxonomy.items() if name == line), ())
        if line == "ebitda":
            return "`ebit` or `depreciation_amortisation` is missing"
        if not tags:
            return "no tag of annual reports stands for it"
        if line in FLOWS and period.start is not None and not self._reader.short:
            return f"the period to {period.end} has {period.days} days, no year"
        return f"none of its tags has an amount: {', '.join(tags)}"

    def _given(self, taxonomy: Taxonomy, period: Period) -> list[str]:
        return [
            line
            for line, tags in TAGS[taxonomy].items()
            if any(self._choose(taxonomy, line, tag, period) for tag in tags)
        ]

    def _choose(self, taxonomy: Taxonomy, line: str, tag: str, period: Period) -> Fact | Refused | None:
        return self._reader.choose(taxonomy, tag, period, flow=line in FLOWS, shares=line == SHARES)

    def _take(
        self, year: Year, number: int, taxonomy: Taxonomy, line: str, tags: Iterable[str], period: Period
    ) -> None:
        """Take the first tag that has an amount; name the others where they differ."""
        found = [(tag, each) for tag in tags if (each := self._choose(taxonomy, line, tag, period))]
        if not found:
            return
        tag, first = found[0]
        if isinstance(first, Refused):
            self._note(first.code, number, line, f"`{line}` is left out: {first.why}")
            return
        self._put(year, number, taxonomy, line, tag, first, period)
        for other, fact in found[1:]:
            if isinstance(fact, Fact) and fact.amount != first.amount:
                text = f"`{line}` is {tag} {exact(first.amount)}; {other} is {exact(fact.amount)}, not used"
                self._note("other-tag", number, line, text)

    def _put(
        self, year: Year, number: int, taxonomy: Taxonomy, line: str, tag: str, fact: Fact, period: Period
    ) -> None:
        year[line] = Entry(fact.amount, ", ".join(filter(None, (tag, fact.filing))))
        self.used[number].append(fact)
        self.tags[line][number] = tag
        found = self._reader.facts(taxonomy, tag, period, flow=line in FLOWS, shares=line == SHARES)
        now = f"is {exact(fact.amount)} in {fact.filing}"
        was = {each.amount: each for each in sorted(found, key=order) if each.amount != fact.amount}
        for amount, each in was.items():
            said = f"was {exact(amount) or 'something else'} in {each.filing}"
            self._note("restated", number, line, f"`{line}` ({tag}) {said} and {now}, which is used")

    def _revenue(self, year: Year, number: int, taxonomy: Taxonomy, period: Period) -> None:
        tags = TAGS[taxonomy]["revenue"]
        found = {tag: each for tag in tags if (each := self._choose(taxonomy, "revenue", tag, period))}
        rivals = {tag: each for tag, each in found.items() if isinstance(each, Fact)}
        if not rivals or len(found) == 1:
            self._take(year, number, taxonomy, "revenue", tags, period)
            return
        if refused := next((each for each in found.values() if isinstance(each, Refused)), None):
            self._note(refused.code, number, "revenue", f"`revenue` is left out: {refused.why}")
            return
        chosen = choose(rivals, year)
        if chosen.why:
            self._note("other-tag" if chosen.tag else "conflict", number, "revenue", chosen.why)
        if chosen.tag:
            self._put(year, number, taxonomy, "revenue", chosen.tag, rivals[chosen.tag], period)

    def _cost(self, year: Year, number: int, taxonomy: Taxonomy, period: Period) -> None:
        if "cost_of_sales" in year or self._said(number, "cost_of_sales"):
            return
        for parts in COST_SUMS[taxonomy]:
            self._sum(year, number, taxonomy, "cost_of_sales", parts, period)
        if "cost_of_sales" in year or taxonomy != "us-gaap" or self._said(number, "cost_of_sales"):
            return
        goods = self._choose(taxonomy, "cost_of_sales", GOODS, period)
        services = [
            tag
            for tag in SERVICES
            if isinstance(each := self._choose(taxonomy, "cost_of_sales", tag, period), Fact) and each.amount
        ]
        if isinstance(goods, Fact) and services:
            text = (
                f"`cost_of_sales` is left out: {GOODS} {exact(goods.amount)} is without {', '.join(services)}"
            )
            self._note("part", number, "cost_of_sales", text)
        elif goods:
            self._take(year, number, taxonomy, "cost_of_sales", (GOODS,), period)

    def _depreciation(self, year: Year, number: int, taxonomy: Taxonomy, period: Period) -> None:
        line = "depreciation_amortisation"
        if line in year or self._said(number, line):
            return
        self._sum(year, number, taxonomy, line, DEPRECIATION_SUM[taxonomy], period)
        if line not in year and taxonomy == "us-gaap" and not self._said(number, line):
            self._take(year, number, taxonomy, line, ("Depreciation",), period)
            if line in year:
                self._note(
                    "part", number, line, f"`{line}` is Depreciation alone: amortisation is not tagged"
                )

    def _sum(
        self, year: Year, number: int, taxonomy: Taxonomy, line: str, parts: Iterable[str], period: Period
    ) -> None:
        """Take a line as the sum of two tags, if both have an amount in one filing."""
        found = [(tag, self._choose(taxonomy, line, tag, period)) for tag in parts]
        facts = [(tag, fact) for tag, fact in found if isinstance(fact, Fact)]
        if len(facts) < len(found) or len({fact.accession for _, fact in facts}) > 1:
            return
        said = " + ".join(tag for tag, _ in facts)
        amount = sum_of(fact.amount for _, fact in facts)
        if exact(amount) is None:
            self._remarks.append(too_large(number, line, f"the sum of {said}"))
            return
        year[line] = Entry(amount, f"sum of {said}")
        self.used[number] += [fact for _, fact in facts]
        self.tags[line][number] = said
        self._note("derived", number, line, f"`{line}` {exact(amount)} is the sum of {said}")

    def _debt(self, year: Year, number: int, taxonomy: Taxonomy, period: Period) -> None:
        if self._said(number, "total_debt"):
            return
        tags = {*DEBT_TAGS[taxonomy], *self._reader.debts(taxonomy)}
        facts: dict[str, Fact] = {}
        for tag in sorted(tags - set(TAGS[taxonomy]["total_debt"])):
            found = self._reader.choose(taxonomy, tag, period, flow=False)
            if isinstance(found, Refused):
                self._note(found.code, number, "total_debt", f"`total_debt` is left out: {found.why}")
                return
            if found is not None:
                facts[tag] = found
        if "total_debt" in year:
            self._within(year, number, facts)
            return
        debt = total_debt(taxonomy, facts)
        if debt.entry is not None:
            year["total_debt"] = debt.entry
            self.tags["total_debt"][number] = " + ".join(debt.parts)
        if debt.why:
            self._note("total-debt", number, "total_debt", debt.why)

    def _within(self, year: Year, number: int, facts: dict[str, Fact]) -> None:
        """Leave a total out of which a part is larger; say that it holds leases."""
        whole = year["total_debt"]
        if larger := larger_part(facts, whole.amount, whole.origin.partition(",")[0]):
            self._note("total-debt", number, "total_debt", f"`total_debt` is left out: {larger}")
            del year["total_debt"]
        elif "Lease" in whole.origin:
            self._note(
                "total-debt", number, "total_debt", f"`total_debt` {exact(whole.amount)} is with leases"
            )

    def _said(self, number: int, line: str) -> bool:
        return any(
            each.year == number and each.line == line
            for each in self._remarks
            if each.code in {"conflict", "wrong-unit", "wrong-amount"}
        )

    def _note(self, code: str, number: int, line: str, text: str) -> None:
        self._remarks.append(Remark(code, text, number, line))
