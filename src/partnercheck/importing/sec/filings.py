"""The facts of annual reports to statement lines, checked year by year."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail, visible
from partnercheck.importing.checks import checked
from partnercheck.importing.sec.companyfacts import is_currency
from partnercheck.importing.sec.periods import fiscal_years, year_end
from partnercheck.importing.sec.reader import Reader, order
from partnercheck.importing.sec.tags import TAGS
from partnercheck.importing.sec.years import YearReader
from partnercheck.importing.statements import SHARES, Remark, Statements, exact, latest, scaled
from partnercheck.measures.finance.financials import LINES
from partnercheck.model.scale import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.importing.sec.companyfacts import Company
    from partnercheck.importing.sec.periods import Period
    from partnercheck.importing.statements import Entry, Request, Year

_NAMED = 400


def statements(company: Company, request: Request, file: str) -> Statements:
    """Return the statement lines that a company filed.

    Raises:
        InputError: There are no annual amounts, or they are in several currencies and none is asked for.
    """
    remarks: list[Remark] = []
    currency = _currency(company, request.currency, file, remarks)
    periods = fiscal_years(company, currency, file, remarks, allow_short=request.allow_short)
    reader = YearReader(Reader(company, currency, allow_short=request.allow_short), remarks)
    found, checks = checked({number: reader.year(number, period) for number, period in periods.items()})
    for number, year in found.items():
        reader.derive(number, year)
    lines = {number: _lines(year) for number, year in found.items()}
    years, remarks = latest(lines, request.years, file, (*remarks, *checks))
    remarks += _changes_of_tag(reader, years)
    remarks += _missing(years, periods, reader, remarks)
    last = max(years)
    remarks += _others(company, periods[last], last)
    unit, years = _in_units(years, request.unit or 1, remarks)
    newest = max(reader.used[last], key=order)
    support = f"{company.source}, form {newest.filing}" if newest.filing else company.source
    ends = {number: periods[number].end for number in years}
    return Statements(
        currency, unit, year_end(list(ends.values()), last), ends, years, support, tuple(remarks)
    )


def _lines(year: Year) -> Year:
    return {name: year[name] for name in LINES if name in year}


def _currency(company: Company, wanted: str | None, file: str, remarks: list[Remark]) -> str:
    """Return the one currency of all amounts, or the one asked for."""
    tags: dict[str, set[str]] = defaultdict(set)
    for taxonomy, facts in company.facts.items():
        lines = {tag for found in TAGS[taxonomy].values() for tag in found}
        for tag, units in facts.items():
            for unit, found in units.items():
                if tag in lines and is_currency(unit) and found:
                    tags[unit].add(tag)
    if not tags:
        raise fail("no-amounts", "no annual report gives an amount of any statement line", file)
    listed = ", ".join(f"{unit} ({counted(len(found), 'tag')})" for unit, found in sorted(tags.items()))
    if wanted is None and len(tags) > 1:
        message = f"the amounts are in different currencies, which cannot be mixed: {listed}"
        raise fail("mixed-currencies", message, file, f"choose one with --currency, such as {min(tags)}")
    currency = wanted or min(tags)
    if currency not in tags:
        raise fail("unknown-currency", f"there is no amount in {currency}; there are: {listed}", file)
    for unit in sorted(tags.keys() - {currency}):
        only = sorted(tags[unit] - tags[currency])
        also = f"; only in {unit}: {', '.join(only)}" if only else ""
        remarks.append(Remark("other-currency", f"amounts in {unit} are not used{also}"))
    return currency


def _changes_of_tag(reader: YearReader, years: Mapping[int, Year]) -> Iterator[Remark]:
    for line, tags in reader.tags.items():
        kept = [(year, tag) for year, tag in sorted(tags.items()) if year in years]
        if len({tag for _, tag in kept}) > 1:
            steps = [kept[0], *(now for was, now in pairwise(kept) if was[1] != now[1])]
            listed = ", then ".join(f"{tag} ({year})" for year, tag in steps)
            yield Remark("other-meaning", f"`{line}` comes from different tags over the years: {listed}")


def _missing(
    years: Mapping[int, Year], periods: Mapping[int, Period], reader: YearReader, remarks: list[Remark]
) -> list[Remark]:
    """Return why lines are not there, in which years, where nothing else says it."""
    said = {(each.year, each.line) for each in remarks}
    lacking: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in LINES:
        reasons: dict[str, list[int]] = defaultdict(list)
        for number, year in years.items():
            if line not in year and (number, line) not in said:
                reasons[reader.reason(line, periods[number])].append(number)
        for reason, numbers in reasons.items():
            when = "all years" if len(numbers) == len(years) else ", ".join(map(str, numbers))
            lacking[when, reason].append(f"`{line}`")
    return [
        Remark("missing-line", f"{', '.join(lines)}: missing in {when}: {reason}")
        for (when, reason), lines in lacking.items()
    ]


def _others(company: Company, period: Period, last: int) -> Iterator[Remark]:
    end = period.end.isoformat()
    if names := sorted(tag for (_, tag), days in company.others.items() if end in days):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        listed = ", ".join(visible(name[:200]) for name in names[:_NAMED]) + more
        yield Remark(
            "not-mapped",
            f"tags with an amount at the end of {last} that belong to no line ({len(names)}): {listed}",
        )
    if company.extensions:
        names = [visible(name[:200]) for name in company.extensions[:_NAMED]]
        yield Remark(
            "extension",
            f"tags of the company's own that are not read ({len(company.extensions)}): {', '.join(names)}",
        )


def _in_units(years: Mapping[int, Year], unit: int, remarks: list[Remark]) -> tuple[int, dict[int, Year]]:
    """Return the amounts in units, if every one divides exactly; otherwise as they are, in single units."""
    found: dict[int, dict[str, Entry]] = {}
    for number, year in years.items():
        found[number] = {}
        for line, entry in year.items():
            amount = entry.amount if line == SHARES else scaled(entry.amount, unit)
            if amount is None:
                listed = f"`{line}` of {number}, {exact(entry.amount)},"
                remarks.append(Remark("unit", f"unit 1 is used: {listed} does not divide by {unit}"))
                return 1, dict(years)
            found[number][line] = entry._replace(amount=amount)
    return unit, found
