"""iCalendar (RFC 5545), as far as days to remember need it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_LINE = 75
"""The most bytes of a line, without its end."""


class Event(NamedTuple):
    """Something on a day.

    Attributes:
        key: What makes it the same event in another calendar made later, whatever its day is then.
        stamp: The day its calendar speaks for.
    """

    key: tuple[str, ...]
    day: dt.date
    stamp: dt.date
    summary: str
    description: str
    category: str


def calendar(events: Iterable[Event]) -> str:
    """Return a calendar of all-day events that take up nobody's time."""
    seen: Counter[tuple[str, ...]] = Counter()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//partnercheck//due//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        seen[event.key] += 1  # a second event of one key is another one, as long as the first is there
        lines += _event(event, seen[event.key])
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, number: int) -> Iterator[str]:
    identity = sha256("\0".join((*event.key, str(number))).encode("utf-8", "surrogatepass")).hexdigest()
    yield "BEGIN:VEVENT"
    yield f"UID:{identity[:40]}@partnercheck"
    yield f"DTSTAMP:{_day(event.stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    yield f"DESCRIPTION:{_escaped(event.description)}"
    yield f"CATEGORIES:{_escaped(event.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    r"""Return a text as a property's value: marks of the format escaped, lines parted by `\n`."""
    lines = (visible(line) for line in text.split("\n"))
    return "\\n".join(line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, further ones begun with a space, no character cut."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > _LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + character, size + width
    return "\r\n".join([*pieces, piece])
