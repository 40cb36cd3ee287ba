"""The facts of annual reports to statement lines: which amount counts for a line and fiscal year.

Of several amounts for one tag and period the latest filing counts, by day and then accession number. Two
different amounts in that one filing are a contradiction: the line is left out and listed.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, fail, shown, visible
from partnercheck.importing.debt import total_debt
from partnercheck.importing.periods import annual, fiscal_years, year_end
from partnercheck.importing.statements import Entry, Filing, Statements, exact, latest, note, scaled
from partnercheck.importing.tags import FLOWS, SHARES, TAGS, TAXONOMIES, Taxonomy
from partnercheck.measures.finance.financials import LINES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from partnercheck.importing.companyfacts import Company, Fact
    from partnercheck.importing.statements import Wishes
    from partnercheck.measures.finance.financials import Line

_NAMED = 400


class _Choice(NamedTuple):
    """The amount that counts for a tag at a fiscal year's end."""

    tag: str
    fact: Fact


class _Conflict(NamedTuple):
    """One filing gives two amounts."""

    tag: str
    facts: list[Fact]


def statements(company: Company, wishes: Wishes, file: str) -> Statements:
    """Return the statement lines that a company filed.

    Raises:
        InputError: There are no annual amounts, or they are in several currencies and none is asked for.
    """
    notes: list[Diagnostic] = []
    currency = _currency(company, wishes.currency, file, notes)
    ends = fiscal_years(company, currency, file, notes)
    reader = _Reader(company, currency, file, notes)
    years = latest({year: reader.year(year, end) for year, end in ends.items()}, wishes.years, file)
    notes = [each for each in notes if not (year := reader.about.get(each)) or year in years]
    notes += _changes_of_tag(reader, years, file)
    notes += _missing(years, file)
    last = max(years)
    if names := sorted(tag for (_, tag), days in company.others.items() if ends[last].isoformat() in days):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        told = ", ".join(visible(name[:200]) for name in names[:_NAMED]) + more
        message = f"{len(names)} tags with an amount at the end of {last} belong to no line: {told}"
        notes.append(note("not-mapped", message, file))
    unit, years = _in_units(years, wishes.unit or 1, file, notes)
    newest = max(reader.used[last], key=_order)
    source = (
        f"SEC EDGAR companyfacts, CIK {company.cik}, {company.name}, form {newest.form} filed {newest.filed}"
    )
    filing = Filing(source, ends[last])
    last_day = year_end([ends[year] for year in years], last)
    return Statements(currency, unit, last_day, years, filing, tuple(notes))


def _order(fact: Fact) -> tuple[dt.date, str]:
    return fact.filed, fact.accession


def _currency(company: Company, wanted: str | None, file: str, notes: list[Diagnostic]) -> str:
    """Return the one currency of all amounts, or the one asked for."""
    tags: dict[str, set[str]] = defaultdict(set)
    for facts in company.facts.values():
        for tag, units in facts.items():
            for unit, found in units.items():
                if len(unit) == 3 and unit.isascii() and unit.isupper() and found:
                    tags[unit].add(tag)
    if not tags:
        raise fail("no-amounts", "no annual report gives an amount of any statement line", file)
    told = ", ".join(f"{unit} ({len(found)} tags)" for unit, found in sorted(tags.items()))
    if wanted is None and len(tags) > 1:
        message = f"the amounts are in different currencies, which cannot be mixed: {told}"
        raise fail("mixed-currencies", message, file, f"choose one with --currency, such as {min(tags)}")
    currency = wanted or min(tags)
    if currency not in tags:
        raise fail("unknown-currency", f"there is no amount in {currency}; there are: {told}", file)
    for unit in sorted(tags.keys() - {currency}):
        only = sorted(tags[unit] - tags[currency])
        also = f"; only in {unit}: {', '.join(only)}" if only else ""
        notes.append(note("other-currency", f"amounts in {unit} are not used{also}", file))
    return currency


class _Reader:
    """Reads the lines of one fiscal year after the other, and notes what is unsure about them.

    Attributes:
        used: The facts that count, by year.
        tags: The tags that count, by line and year.
        about: Which year a note is about.
    """

    def __init__(self, company: Company, currency: str, file: str, notes: list[Diagnostic]) -> None:
        self._company, self._currency, self._file, self._notes = company, currency, file, notes
        self._sorted: dict[tuple[str, str, str], dict[dt.date, list[Fact]]] = {}
        self.used: dict[int, list[Fact]] = defaultdict(list)
        self.tags: dict[Line, dict[int, str]] = defaultdict(dict)
        self.about: dict[Diagnostic, int] = {}

    def year(self, year: int, end: dt.date) -> dict[Line, Entry]:
        """Return the lines of a fiscal year, from the taxonomy that gives more of them."""
        taxonomy = max(TAXONOMIES, key=lambda each: sum(1 for _ in self._given(each, end)))
        for other in TAXONOMIES:
            if other != taxonomy and (also := list(self._given(other, end))):
                self._note(
                    "other-taxonomy", year, f"{other} is not used beside {taxonomy}: {', '.join(also)}"
                )
        lines: dict[Line, Entry] = {}
        for line in TAGS[taxonomy]:
            found = [each for tag in TAGS[taxonomy][line] if (each := self._choose(taxonomy, line, tag, end))]
            if found:
                self._take(lines, year, taxonomy, line, found)
        if "total_debt" not in lines:
            self._debt(lines, year, taxonomy, end)
        return lines

    def _given(self, taxonomy: Taxonomy, end: dt.date) -> Iterator[Line]:
        for line, tags in TAGS[taxonomy].items():
            if any(self._choose(taxonomy, line, tag, end) for tag in tags):
                yield line

    def _choose(self, taxonomy: Taxonomy, line: Line, tag: str, end: dt.date) -> _Choice | _Conflict | None:
        """Return the amount of the latest filing, or the amounts that contradict each other in it."""
        found = self._facts(taxonomy, line, tag, end)
        if not found:
            return None
        top = max(map(_order, found))
        last = [fact for fact in found if _order(fact) == top]
        return _Choice(tag, last[0]) if len({fact.amount for fact in last}) == 1 else _Conflict(tag, last)

    def _facts(self, taxonomy: Taxonomy, line: Line, tag: str, end: dt.date) -> list[Fact]:
        unit = "shares" if line == SHARES else self._currency
        flow = line in FLOWS
        found = self._by_end(taxonomy, tag, unit).get(end, ())
        return [
            fact for fact in found if end <= fact.filed and (annual(fact) if flow else fact.start is None)
        ]

    def _by_end(self, taxonomy: Taxonomy, tag: str, unit: str) -> dict[dt.date, list[Fact]]:
        """Return the facts of a tag by their last day, sorted once."""
        key = (taxonomy, tag, unit)
        if key not in self._sorted:
            self._sorted[key] = defaultdict(list)
            for fact in self._company.facts.get(taxonomy, {}).get(tag, {}).get(unit, ()):
                self._sorted[key][fact.end].append(fact)
        return self._sorted[key]

    def _take(
        self,
        lines: dict[Line, Entry],
        year: int,
        taxonomy: Taxonomy,
        line: Line,
        found: list[_Choice | _Conflict],
    ) -> None:
        first = found[0]
        if isinstance(first, _Conflict):
            told = " and ".join(shown(amount) for amount in sorted({fact.amount for fact in first.facts})[:3])
            one = f"one filing ({shown(first.facts[0].accession)})"
            message = f"`{line}` is left out: {one} gives {first.tag} as {told}"
            self._note("conflict", year, message)
            return
        fact = first.fact
        text = exact(fact.amount)
        if text is None:
            self._note(
                "wrong-amount", year, f"`{line}` is left out: {first.tag} is no amount a section can hold"
            )
            return
        lines[line] = Entry(fact.amount, f"{first.tag}, {fact.form} filed {fact.filed}")
        self.used[year].append(fact)
        self.tags[line][year] = first.tag
        self._restated(year, taxonomy, line, first)
        for other in found[1:]:
            if isinstance(other, _Choice) and other.fact.amount != fact.amount:
                amount = exact(other.fact.amount) or "something else"
                self._note(
                    "other-tag", year, f"`{line}` is {first.tag} {text}; {other.tag} is {amount}, not used"
                )

    def _restated(self, year: int, taxonomy: Taxonomy, line: Line, choice: _Choice) -> None:
        facts = sorted(self._facts(taxonomy, line, choice.tag, choice.fact.end), key=_order)
        now = f"is {exact(choice.fact.amount)} in {choice.fact.form} filed {choice.fact.filed}"
        for amount, fact in {
            each.amount: each for each in facts if each.amount != choice.fact.amount
        }.items():
            was = f"was {exact(amount) or 'something else'} in {fact.form} filed {fact.filed}"
            self._note("restated", year, f"`{line}` ({choice.tag}) {was} and {now}, which is used")

    def _debt(self, lines: dict[Line, Entry], year: int, taxonomy: Taxonomy, end: dt.date) -> None:
        def amount(tag: str) -> Fact | None:
            found = self._choose(taxonomy, "total_debt", tag, end)
            return found.fact if isinstance(found, _Choice) else None

        entry, why = total_debt(taxonomy, amount)
        if entry is not None:
            lines["total_debt"] = entry
            self.tags["total_debt"][year] = entry.origin.removeprefix("sum of ")
        if why:
            self._note("total-debt", year, why)

    def _note(self, code: str, year: int, message: str) -> None:
        found = note(code, f"{year}: {message}", self._file)
        self._notes.append(found)
        self.about[found] = year


def _changes_of_tag(reader: _Reader, years: dict[int, dict[Line, Entry]], file: str) -> Iterator[Diagnostic]:
    for line, tags in reader.tags.items():
        kept = [(year, tag) for year, tag in sorted(tags.items()) if year in years]
        if len({tag for _, tag in kept}) > 1:
            steps = [kept[0], *(now for was, now in pairwise(kept) if was[1] != now[1])]
            told = ", then ".join(f"{tag} ({year})" for year, tag in steps)
            yield note("other-meaning", f"`{line}` comes from different tags over the years: {told}", file)


def _missing(years: dict[int, dict[Line, Entry]], file: str) -> Iterator[Diagnostic]:
    """Yield which lines are not there, in which years."""
    lacking: dict[str, list[str]] = defaultdict(list)
    for line in LINES:
        without = [str(year) for year, lines in years.items() if line not in lines]
        if without:
            lacking["all years" if len(without) == len(years) else ", ".join(without)].append(line)
    for when, lines in sorted(lacking.items()):
        yield note("missing-line", f"not found in {when}: {', '.join(lines)}", file)


def _in_units(
    years: dict[int, dict[Line, Entry]], unit: int, file: str, notes: list[Diagnostic]
) -> tuple[int, dict[int, dict[Line, Entry]]]:
    """Return the amounts in units, if every one divides exactly; otherwise as they are, in single units."""
    found: dict[int, dict[Line, Entry]] = {}
    for year, lines in years.items():
        found[year] = {}
        for line, entry in lines.items():
            amount = entry.amount if line == SHARES else scaled(entry.amount, unit)
            if amount is None:
                amount_told = f"`{line}` of {year}, {exact(entry.amount)},"
                message = f"unit 1 is used: {amount_told} does not divide by {unit}"
                notes.append(note("unit", message, file))
                return 1, years
            found[year][line] = entry._replace(amount=amount)
    return unit, found
