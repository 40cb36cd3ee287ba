"""Which fiscal years the facts of annual reports speak of, and when each ends.

Fiscal years are periods of 350 to 380 days, so that years of 52 and 53 weeks are among them. A year has the
number of the calendar year in which it ends. Where filers tag a few facts to another day, the day on which
most tags of flows end is the fiscal year's end; on a tie neither is taken. One exception keeps years of 52/53
weeks apart that end around New Year: where some end in the last week of December and some in the first week
of January, the latter count to the year before, and the section's `year_end` is 12-31.

A report on a period of another length (a first year, a moved year end) gives a year whose balance sheet
counts; its flows do only if they are asked for. Reports between annual ones count for years that no annual
report has.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import fail
from partnercheck.importing.sec.tags import ANNUAL, FLOWS, TAGS
from partnercheck.importing.statements import Remark
from partnercheck.model.scale import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from partnercheck.importing.sec.companyfacts import Company, Fact

MAX_YEARS = 100
_NAMED = 6
YEAR_DAYS = range(350, 381)
"""How long a period may be, first and last day counted, to be a fiscal year."""
_OTHER_DAYS = range(28, 551)
"""How long the period of an annual report may be at all."""
_NEAR_DAYS = 25


class Period(NamedTuple):
    """What one fiscal year's amounts are read for.

    Attributes:
        start: The first day of a period that is no year; None where the year is one.
        interim: Whether no annual report has the year, and other reports count.
    """

    end: dt.date
    start: dt.date | None = None
    interim: bool = False

    @property
    def days(self) -> int:
        """Return how many days a period that is no year has; 0 for a year."""
        return days_of(self.start, self.end) if self.start else 0


def days_of(start: dt.date, end: dt.date) -> int:
    """Return how many days a period has, first and last day counted."""
    return (end - start).days + 1


def annual(fact: Fact) -> bool:
    """Return whether an amount is that of a fiscal year."""
    return fact.start is not None and days_of(fact.start, fact.end) in YEAR_DAYS


def fiscal_years(
    company: Company, currency: str, file: str, remarks: list[Remark], *, allow_short: bool
) -> dict[int, Period]:
    """Return each fiscal year's period, by its number."""
    reported, interim = _ends(company, currency, interim=False), _ends(company, currency, interim=True)
    short = _other_periods(company, currency, reported)
    every = {**interim, **reported}
    if not every and not short:
        raise fail("no-years", f"no annual report gives a flow of about a year in {currency}", file)
    if len({end.year for end in (*every, *short)}) > MAX_YEARS:
        raise fail("too-large", f"annual amounts end in more than {MAX_YEARS} years", file)
    years = {number: Period(end) for number, end in _numbered(reported, remarks).items()}
    for number, end in _numbered(interim, remarks).items():
        if number not in years:
            years[number] = Period(end, interim=True)
            remarks.append(
                Remark(
                    "interim", f"{number} is read from a report between annual ones: no annual report has it"
                )
            )
    flows = "its flows count, as asked for" if allow_short else "its flows count only with --allow-short"
    for end, start in sorted(short.items()):
        days = days_of(start, end)
        if end.year in years:
            remarks.append(
                Remark(
                    "short-year",
                    (
                        f"the period of {days} days to {end} is left out: {end.year} already stands "
                        f"for the year to {years[end.year].end}"
                    ),
                )
            )
            continue
        years[end.year] = Period(end, start)
        remarks.append(
            Remark(
                "short-year",
                f"{end.year} is a period of {days} days, to {end}; {flows}",
            )
        )
    return dict(sorted(years.items()))


def _facts(company: Company, currency: str) -> Iterator[tuple[str, Fact]]:
    """Yield every fact of a line in a currency, with its tag."""
    for taxonomy, facts in company.facts.items():
        for line, tags in TAGS[taxonomy].items():
            for tag in tags:
                for fact in facts.get(tag, {}).get(currency, ()):
                    if fact.end <= fact.filed and (line in FLOWS) == (fact.start is not None):
                        yield tag, fact


def _ends(company: Company, currency: str, *, interim: bool) -> dict[dt.date, set[str]]:
    """Return the tags of flows of a year by the day on which they end."""
    tags: dict[dt.date, set[str]] = defaultdict(set)
    for tag, fact in _facts(company, currency):
        if annual(fact) and (fact.form not in ANNUAL) == interim:
            tags[fact.end].add(tag)
    return tags


def _other_periods(
    company: Company, currency: str, reported: dict[dt.date, set[str]]
) -> dict[dt.date, dt.date]:
    """Return the first day, by the last, of the periods of annual reports that are no years."""
    about: dict[str, dt.date] = {}
    longest: dict[tuple[str, dt.date], dt.date] = {}
    for _, fact in _facts(company, currency):
        if fact.form not in ANNUAL:
            continue
        about[fact.accession] = max(fact.end, about.get(fact.accession, fact.end))
        if fact.start is not None:
            key = (fact.accession, fact.end)
            longest[key] = min(fact.start, longest.get(key, fact.start))
    found: dict[dt.date, dt.date] = {}
    for accession, end in about.items():
        start = longest.get((accession, end))
        if start is None or any(abs((end - other).days) <= _NEAR_DAYS for other in reported):
            continue
        if days_of(start, end) in _OTHER_DAYS and days_of(start, end) not in YEAR_DAYS:
            found[end] = min(start, found.get(end, start))
    return found


def _numbered(tags: dict[dt.date, set[str]], remarks: list[Remark]) -> dict[int, dt.date]:
    """Return the day on which each fiscal year ends."""
    if not tags:
        return {}
    most_tags = max(map(len, tags.values()))
    ends = [end for end, found in tags.items() if 2 * len(found) >= most_tags]
    around = any(_late(end) for end in ends) and any(_early(end) for end in ends)
    by_year: dict[int, list[dt.date]] = defaultdict(list)
    for end in sorted(tags):
        by_year[end.year - 1 if around and _early(end) else end.year].append(end)
    if around:
        message = "fiscal years that end in the first days of January count to the calendar year before"
        remarks.append(Remark("new-year", message))
    years: dict[int, dt.date] = {}
    for year, found in by_year.items():
        most = max(len(tags[end]) for end in found)
        best = [end for end in found if len(tags[end]) == most]
        listed = ", ".join(f"{end} ({counted(len(tags[end]), 'tag')})" for end in found[:_NAMED])
        if len(best) > 1:
            message = f"{year} is left out: as many annual amounts end on one day as on another: {listed}"
            remarks.append(Remark("ambiguous-year", message))
            continue
        years[year] = best[0]
        if len(found) > 1:
            message = f"annual amounts end on different days: {listed}; {best[0]} is used"
            remarks.append(Remark("other-period", message, year))
    return years


def _late(day: dt.date) -> bool:
    return day.month == 12 and day.day >= 25


def _early(day: dt.date) -> bool:
    return day.month == 1 and day.day <= 7


def year_end(ends: list[dt.date], last: int) -> str:
    """Return month and day of the latest fiscal year's end; the last day of February as 02-29."""
    end = ends[-1]
    if end.year != last:
        return "12-31"
    if {f"{each:%m-%d}" for each in ends} == {"02-28", "02-29"}:
        return "02-29"
    return f"{end:%m-%d}"
