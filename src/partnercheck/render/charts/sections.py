"""What a dossier's own sections look like: the plan and surveys over time, and who owns the partner."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from partnercheck.months import NAMES
from partnercheck.render import words
from partnercheck.render.charts.shapes import Drawing, Shape, apart, beside, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.measures.surveys import Side
    from partnercheck.render.report.sections import Milestones, Owners, Satisfaction

_TICKS = 8
"""How many months an axis names at most."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000)
"""How many months may lie between them; the last is enough for all days there are."""
_MARKS: dict[Side, tuple[Literal["dot", "square"], str, int]] = {
    "customers": ("dot", "asked", 4),
    "us": ("square", "ours", 5),
    "them": ("dot", "theirs", 5),
}
"""Form, kind and size of the mark of each side."""

_BARS = {"known": "gain", "listed": "loss", "unknown": "open"}


def _months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Yield first days of months between two days, not too many, each with its name."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(each for each in _STEPS if months <= each * _TICKS)
    month = first.year * 12 + first.month  # counted from 0, so that this is the month after
    for each in range(-(-month // step) * step, last.year * 12 + last.month, step):
        day = dt.date(each // 12, each % 12 + 1, 1)
        yield day, str(day.year) if day.month == 1 else NAMES[day.month - 1]


def milestones(chart: Milestones) -> Drawing:
    """Return every promise with its day, the day it was done, and how long it is late."""
    row, top, left, right = 38, 20, 2.0, 98.0
    days = max((chart.last - chart.first).days, 1)

    def across(day: dt.date) -> float:
        return left + (right - left) * (day - chart.first).days / days

    height = top + row * len(chart.items)
    shapes: list[Shape] = []
    for day, name in _months(chart.first, chart.last):
        shapes.append(Shape("line", "grid", across(day), 18, height=height - 18))
        shapes.append(Shape("text", "note", across(day), 12, text=name, anchor=beside(across(day))))
    shapes.append(Shape("line", "limit", across(chart.as_of), 16, height=height - 16))
    for number, item in enumerate(chart.items):
        y = top + number * row
        shapes.append(head(y, item.what, f"{item.symbol} {item.word}"))
        shapes.append(Shape("axis", "axis", 0, y + 25, 100))
        if item.due:
            shapes.append(Shape("line", "point", across(item.due), y + 19, height=12))
        if item.due and item.late_until:
            start, end = across(item.due), across(item.late_until)
            shapes.append(Shape("box", "loss", start, y + 23, max(end - start, 0.4), 4))
        if item.done:
            if item.whose != "them":
                shapes.append(Shape("square", "ours", across(item.done), y + 25, height=7))
            if item.whose != "us":
                shapes.append(Shape("dot", "theirs", across(item.done), y + 25, height=4))
    return Drawing(height, shapes)


def satisfaction(chart: Satisfaction) -> Drawing:
    """Return the means of all rounds over time, a line a side."""
    left, right, top, tall = 9.0, 96.0, 14, 150
    days = [day for side in chart.sides for day, _ in side.rounds]
    means = [mean for side in chart.sides for _, mean in side.rounds]
    first, last = min(days), max(days)
    low, high = (
        floor(min(*means, 0) / 25) * 25,
        max(ceil(max(*means, 0) / 25), floor(min(*means, 0) / 25) + 1) * 25,
    )

    def across(day: dt.date) -> float:
        return left + (right - left) * ((day - first).days / (last - first).days if last > first else 0.5)

    def down(mean: float) -> float:
        return top + tall * (1 - (mean - low) / (high - low))

    step = 25 if high - low <= 100 else 50
    levels = [each for each in range(low, high + 1, 25) if each % step == 0]
    shapes = [Shape("axis", "grid" if each else "axis", left, down(each), right - left) for each in levels]
    shapes += (
        Shape("text", "note", left - 2, down(each) + 4, text=str(each).replace("-", "−"), anchor="end")
        for each in levels
    )
    if chart.best:
        (best, high_mean), (final, now) = chart.best, chart.sides[0].rounds[-1]
        shapes.append(Shape("axis", "limit", across(best), down(high_mean), across(final) - across(best)))
        shapes.append(
            Shape("line", "drop", across(final), down(high_mean), height=down(now) - down(high_mean))
        )
        shapes.append(
            Shape("text", "number", across(final), down(high_mean) - 6, text=chart.drop, anchor="end")
        )
    for side in chart.sides:
        form, kind, size = _MARKS[side.side]
        points = [(across(day), down(mean)) for day, mean in side.rounds]
        shapes += (
            Shape("slope", "course", x, y, after - x, end=end) for (x, y), (after, end) in pairwise(points)
        )
        shapes += (Shape(form, kind, x, y, height=size) for x, y in points)
    for day in apart(sorted(set(days)), across, 34.0):
        x = across(day)
        shapes.append(Shape("text", "note", x, top + tall + 18, text=words.day(day), anchor=beside(x)))
    return Drawing(top + tall + 24, shapes)


def owners(chart: Owners) -> Drawing:
    """Return the tree: below each party its holders, each with its share of that party as a bar."""
    row, step = 36, 4.0
    shapes: list[Shape] = []
    under: dict[int, int] = {}
    for number, owner in enumerate(chart.owners):
        y, left = number * row, owner.depth * step
        shapes.append(head(y, owner.name, owner.text, left))
        if owner.share is not None:
            shapes.append(Shape("box", "track", left, y + 19, 100 - left, 7))
            kind, width = _BARS[owner.state], (100 - left) * min(owner.share, 100) / 100
            shapes.append(Shape("box", kind, left, y + 19, max(width, 0.4), 7))
            begin = under[owner.depth - 1]
            shapes.append(Shape("line", "axis", left - step / 2, begin, height=y + 22 - begin))
            shapes.append(Shape("axis", "axis", left - step / 2, y + 22, step / 2 - 0.6))
        under[owner.depth] = y + (28 if owner.share is not None else 18)
    return Drawing(len(chart.owners) * row, shapes)
