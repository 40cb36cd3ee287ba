"""The plan over time: what both sides promised, by when, and what was done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnercheck.measures.plan import is_done, promised
from partnercheck.render import words
from partnercheck.render.report.sections import Milestone, Milestones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.measures import Sides
    from partnercheck.measures.plan import Plan, PlanItem

MOST = 24
"""How many promises are drawn: those that are late first."""


def milestones(plan: Plan, sides: Sides) -> Milestones | None:
    """Return the promises that have a day; None where none has."""
    dated = [_milestone(item, sides.as_of) for item in plan.items if item.due or is_done(item, sides.as_of)]
    if not dated:
        return None
    drawn = sorted(dated, key=lambda item: (item.late_until is None, _day(item)))[:MOST]
    days = [sides.as_of, *(day for item in drawn for day in (item.due, item.done, item.late_until) if day)]
    return Milestones(
        title=_title(plan.items, sides.as_of),
        message=f"Drawn are {MOST} of {len(dated)}, the late ones first." if len(dated) > MOST else "",
        table=promised(plan, sides),
        whole=len(dated) == len(plan.items) == len(drawn)
        and all(item.target is None and item.actual is None for item in plan.items),
        first=min(days),
        last=max(days),
        as_of=sides.as_of,
        items=sorted(drawn, key=lambda item: (_day(item), item.what)),
    )


def _day(item: Milestone) -> dt.date:
    return item.due or item.done or dt.date.max


def _milestone(item: PlanItem, as_of: dt.date) -> Milestone:
    done = item.done if is_done(item, as_of) else None
    until = None if item.due is None or (done or as_of) <= item.due else done or as_of
    if until and item.due:
        days = words.counted((until - item.due).days, "day")
        symbol, word = ("◐", f"done {days} late") if done else ("✘", f"{days} overdue")
    elif done:
        symbol, word = "✔", f"done {words.day(done)}"
    else:
        symbol, word = "○", f"due {words.day(item.due)}" if item.due else ""
    return Milestone(item.what, item.side, item.due, done, until, symbol, word)


def _title(items: Sequence[PlanItem], as_of: dt.date) -> str:
    """Return what is overdue; where nothing is, how many promises were kept in time."""
    due = [item for item in items if item.due and item.due <= as_of]
    overdue = [item.what for item in due if item.due != as_of and not is_done(item, as_of)]
    if overdue:
        verb = "is" if len(overdue) == 1 else "are"
        number = f"{len(overdue)} of {words.counted(len(due), 'promise')} due so far"
        return f"{number} {verb} overdue: {words.few(overdue)}."
    if not due:
        return f"Nothing was due by {words.day(as_of)}."
    kept = sum(item.done is not None and item.due is not None and item.done <= item.due for item in due)
    number = f"{kept} of {words.counted(len(due), 'promise')} due by {words.day(as_of)}"
    return f"{number} {'was' if kept == 1 else 'were'} kept in time; nothing is overdue."
