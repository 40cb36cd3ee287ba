"""Calendars, read back by another program."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from partnercheck.diagnostics import visible
from partnercheck.render.calendar import Event, calendar

STAMP = dt.date(2026, 11, 20)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def event(summary: str = "Acme: condition", key: str = "acme", day: dt.date = STAMP) -> Event:
    return Event((key,), day, STAMP, summary, "First line\nsecond; with, marks\\", "condition")


@given(st.lists(st.tuples(TEXTS, st.dates()), max_size=4))
def test_another_program_reads_what_was_written(items: list[tuple[str, dt.date]]) -> None:
    text = calendar(event(summary, str(number), day) for number, (summary, day) in enumerate(items))
    read = Calendar.from_ical(text).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in read] == [
        "\n".join(visible(line) for line in summary.split("\n")) for summary, _ in items
    ]
    assert [each.decoded("DTSTART") for each in read] == [day for _, day in items]
    for each in read:
        assert str(each["DESCRIPTION"]) == "First line\nsecond; with, marks\\"
        assert each.decoded("DTSTAMP") == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
        assert each.errors == []


@given(TEXTS)
def test_no_line_is_longer_than_it_may_be_and_no_character_is_cut(summary: str) -> None:
    raw = calendar([event(summary)]).encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() or line == lines[-1] for line in lines)
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_an_event_keeps_its_identity_when_its_day_moves_and_no_two_share_one() -> None:
    def identities(*events: Event) -> list[str]:
        return [str(each["UID"]) for each in Calendar.from_ical(calendar(events)).walk("VEVENT")]

    moved = event(day=dt.date(2027, 1, 1))
    assert identities(event()) == identities(moved)
    assert len({*identities(event(), moved, event(key="birchwood"))}) == 3


def test_a_calendar_without_events_is_one() -> None:
    assert Calendar.from_ical(calendar([])).walk("VEVENT") == []
