"""Which fiscal years the facts of annual reports speak of.

Fiscal years are periods of 350 to 380 days, so that years of 52 and 53 weeks are among them. A year has the
number of the calendar year in which it ends. Where filers tag a few facts to another day, the day on which
most tags of flows end is the fiscal year's end; on a tie neither is taken. One exception keeps years of 52/53
weeks apart that end around New Year: where some end in the last week of December and some in the first week
of January, the latter count to the year before, and the section's `year_end` is 12-31.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, fail
from partnercheck.importing.statements import note
from partnercheck.importing.tags import FLOWS, TAGS

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.importing.companyfacts import Company, Fact

MAX_YEARS = 100
_NAMED = 6
YEAR_DAYS = range(350, 381)
"""How long a period may be, first and last day counted, to be a fiscal year."""


def annual(fact: Fact) -> bool:
    """Return whether an amount is that of a fiscal year."""
    return fact.start is not None and (fact.end - fact.start).days + 1 in YEAR_DAYS


def fiscal_years(company: Company, currency: str, file: str, notes: list[Diagnostic]) -> dict[int, dt.date]:
    """Return the day on which each fiscal year ends."""
    tags: dict[dt.date, set[str]] = defaultdict(set)
    for taxonomy, facts in company.facts.items():
        flows = {tag for line in FLOWS for tag in TAGS[taxonomy].get(line, ())}
        for tag in flows & facts.keys():
            for fact in facts[tag].get(currency, ()):
                if annual(fact) and fact.end <= fact.filed:
                    tags[fact.end].add(tag)
    if not tags:
        raise fail("no-years", f"no annual report gives a flow of about a year in {currency}", file)
    if len({end.year for end in tags}) > MAX_YEARS:
        raise fail("too-large", f"annual amounts end in more than {MAX_YEARS} years", file)
    most_tags = max(map(len, tags.values()))
    ends = [end for end, found in tags.items() if 2 * len(found) >= most_tags]
    around = any(_late(end) for end in ends) and any(_early(end) for end in ends)
    by_year: dict[int, list[dt.date]] = defaultdict(list)
    for end in sorted(tags):
        by_year[end.year - 1 if around and _early(end) else end.year].append(end)
    if around:
        message = "fiscal years that end in the first days of January count to the calendar year before"
        notes.append(note("new-year", message, file))
    years: dict[int, dt.date] = {}
    for year, found in by_year.items():
        most = max(len(tags[end]) for end in found)
        best = [end for end in found if len(tags[end]) == most]
        told = ", ".join(f"{end} ({len(tags[end])} tags)" for end in found[:_NAMED])
        if len(best) > 1:
            message = f"{year} is left out: as many annual amounts end on one day as on another: {told}"
            notes.append(note("ambiguous-year", message, file))
            continue
        years[year] = best[0]
        if len(found) > 1:
            message = f"{year}: annual amounts end on different days: {told}; {best[0]} is used"
            notes.append(note("other-period", message, file))
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
