"""What falls due with many partners: as a table for a terminal, as JSON, and for a calendar."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render import shortened, words
from partnercheck.render.calendar import Event, calendar
from partnercheck.render.json import result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.due import Dates, DueList, PartnerDue
    from partnercheck.model.portfolio import Due
    from partnercheck.render.formats import Layout

SAID = {
    "condition": "condition",
    "waiver": "waiver ends",
    "evidence": "evidence runs out",
    "approval": "approval ends",
}
"""What becomes of each kind of thing that is due."""
LINES = 12
"""How many lines a text may take at most."""
_LENGTH = 240
"""How many letters its whole sentences take; the first may be longer."""
_INDENT = 14


def table(found: DueList, layout: Layout) -> str:
    """Return a table for a terminal: a line for the day and the partner, and under it what it is about."""
    lines: list[str] = []
    for title, overdue in (("Overdue", True), ("Due", False)):
        items = [each for each in found.items if each.due.overdue is overdue]
        if items:
            lines.append(f"{title} ({len(items)})")
            lines += [line for each in items for line in _lines(each, layout.width)]
    refused = len(found.refused)
    if not lines:
        lines.append("Nothing is due." if found.dossiers > refused else words.NO_DOSSIER)
    if found.history:
        lines.append(
            f"Dates before, whose dues are not told ({sum(len(each.earlier) for each in found.history)})"
        )
        lines += (line for each in found.history for line in _dates(each, layout.width))
    lines += words.not_looked_at(refused)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _lines(item: PartnerDue, width: int) -> Iterator[str]:
    due = item.due
    who = f", {visible(due.owner)}" if due.owner else ""
    about = f"{SAID[due.kind]}{who}"
    yield _cut(f"  {due.day}  {_cut(visible(item.partner), 32)}: {about}", width)
    named = ", ".join(map(visible, due.titles or due.about))
    yield from (" " * _INDENT + line for line in textwrap.wrap(named, width - _INDENT))
    lines = textwrap.wrap(in_brief(due), width - _INDENT, max_lines=LINES, placeholder=" …")
    yield from (" " * _INDENT + line for line in lines)


def in_brief(due: Due) -> str:
    """Return what is said of something due in whole sentences."""
    return shortened.sentences(due.text, _LENGTH)


def _dates(dates: Dates, width: int) -> Iterator[str]:
    days = [str(each.as_of) for each in dates.earlier]
    before = days[0] if len(days) == 1 else f"{len(days)} dates from {days[0]} to {days[-1]}"
    by = words.KNOWN_BY[dates.identified_by]
    text = f"{_cut(visible(dates.partner), 32)}: {before}, one partner by {by}"
    first = f"  {dates.latest.as_of}  "
    yield from textwrap.wrap(text, width, initial_indent=first, subsequent_indent=" " * _INDENT)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def json(found: DueList, layout: Layout) -> str:
    """Return `due/1`: one JSON object."""
    items = [
        {"partner": each.partner, "dossier": each.dossier, "as_of": each.as_of, **each.due._asdict()}
        for each in found.items
    ]
    return result({**found._asdict(), "items": items}, layout)


def ics(found: DueList, _: Layout) -> str:
    """Return a calendar (RFC 5545)."""
    return calendar(events(found))


def events(found: DueList) -> Iterator[Event]:
    """Yield what is due as events of a calendar. A day that is moved moves the event, whose key stays."""
    for each in found.items:
        due = each.due
        about = due.text if due.kind == "evidence" else ", ".join(due.about)
        owner = f"\n{due.owner}" if due.owner else ""
        yield Event(
            key=(each.dossier, due.kind, about),
            day=due.day,
            stamp=each.as_of,
            summary=f"{each.partner}: {SAID[due.kind]}: {due.text}",
            description=f"{', '.join(due.about)}{owner}\n{each.dossier}",
            category=due.kind,
        )
