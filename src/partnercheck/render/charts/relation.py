"""Us and them: both sides on the same axes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.charts.shapes import TRACK, Drawing, Shape, head
from partnercheck.render.report.relation import DRAWN

if TYPE_CHECKING:
    from partnercheck.render.report.relation import (
        CultureAxis,
        CultureMatch,
        Gaps,
        GiveAndTake,
        Roadmaps,
        Strengths,
    )

_LEVELS = 4


def culture_match(chart: CultureMatch) -> Drawing:
    """Return both sides' places on every axis of culture."""
    shapes: list[Shape] = []
    row = 78
    for number, axis in enumerate(chart.axes):
        top = number * row
        y = top + 42
        first, last = axis.steps[0], axis.steps[-1]
        shapes += (
            head(top, axis.title),
            Shape("row", "note", 0, top + 28, text=axis.finding),
            Shape("axis", "axis", 2, y, 96),
            Shape("row", "note", 0, y + 22, text=f"{first[0]} {first[1]}", right=f"{last[0]} {last[1]}"),
        )
        shapes += (Shape("line", "axis", _step(axis, step), y - 4, height=8) for step, _ in axis.steps)
        known = [*([] if axis.ours is None else [axis.ours]), *axis.theirs]
        if axis.ours is not None and axis.theirs:
            ends = _step(axis, min(known)), _step(axis, max(known))
            shapes.append(Shape("box", "apart", ends[0], y - 2, ends[1] - ends[0], 4))
        if axis.ours is not None:
            shapes.append(Shape("square", "ours", _step(axis, axis.ours), y, height=8))
        shapes += (
            Shape("dot", "theirs", _step(axis, each), y, height=5) for each in sorted(set(axis.theirs))
        )
    return Drawing(len(chart.axes) * row, shapes)


def _step(axis: CultureAxis, step: int) -> float:
    first, last = axis.steps[0][0], axis.steps[-1][0]
    return 2 + 96 * min(max((step - first) / (last - first), 0), 1)


def timeline(chart: Roadmaps) -> Drawing:
    """Return both roadmaps: for each theme a lane of ours above one of theirs."""
    row, lane, left = 48, 9, 13.0
    days = (chart.last - chart.first).days + 1

    def across(day: dt.date, after: int = 0) -> float:
        return left + (100 - left) * ((day - chart.first).days + after) / days

    themes = chart.themes[:DRAWN]
    height = 20 + row * len(themes)
    shapes: list[Shape] = []
    years = range(chart.first.year + 1, chart.last.year + 1)
    for year in years:
        x = across(dt.date(year, 1, 1))
        shapes.append(Shape("line", "grid", x, 18, height=height - 18))
        if x < 97 and (year - years[0]) % (1 + len(years) // 8) == 0:
            shapes.append(Shape("text", "note", x, 12, text=str(year), anchor="middle"))
    for number, theme in enumerate(themes):
        top = 20 + number * row
        shapes.append(head(top, theme.theme, f"{theme.symbol} {theme.word}"))
        for who, plans, y in (("us", theme.ours, top + 20), ("them", theme.theirs, top + 20 + lane + 4)):
            shapes.append(Shape("text", "note", 0, y + 8, text=who))
            for plan in plans:
                start, end = across(plan.first), across(plan.last, 1)
                shapes.append(Shape("box", f"{who}-{plan.stance}", start, y, max(end - start, 0.5), lane))
    return Drawing(height, shapes)


def give_and_take(chart: GiveAndTake) -> Drawing:
    """Return what each side gives and gets."""
    most = max(total.amount for total in chart.totals) or 1.0
    shapes: list[Shape] = []
    for number, total in enumerate(chart.totals):
        top = number * 36 + (number // 2) * 10
        shapes.append(head(top, total.who, words.money(total.text, chart.currency)))
        shapes.append(Shape("box", f"{total.side}-invest", 0, top + 19, 100 * total.amount / most, TRACK))
        if total.upfront:
            shapes.append(Shape("box", "upfront", 0, top + 19, 100 * total.upfront / most, TRACK))
    return Drawing(len(chart.totals) * 36 + 10, shapes)


def strengths(chart: Strengths) -> Drawing:
    """Return each side's weak spots on the scale from 0 to 4, and the other side's level there."""
    shapes: list[Shape] = []
    top = 0
    spots = chart.spots[:DRAWN]
    for before, spot in zip((None, *spots), spots, strict=False):
        if before is None or before.whose != spot.whose:
            title = "Our weak spots" if spot.whose == "us" else "Their weak spots"
            shapes.append(Shape("text", "note", 0, top + 13, text=title))
            top += 20
        y = top + 26
        levels = (spot.level, spot.other) if spot.whose == "us" else (spot.other, spot.level)
        shapes.append(head(top, spot.name, f"{spot.symbol} {spot.word}"))
        shapes.append(Shape("axis", "axis", 2, y, 96))
        shapes += (Shape("line", "axis", _level(step), y - 4, height=8) for step in range(_LEVELS + 1))
        if spot.other is not None:
            ends = sorted((_level(spot.level), _level(spot.other)))
            shapes.append(Shape("box", "apart", ends[0], y - 2, ends[1] - ends[0], 4))
        ours, theirs = levels
        if ours is not None:
            shapes.append(Shape("square", "ours", _level(ours), y, height=8))
        if theirs is not None:
            shapes.append(Shape("dot", "theirs", _level(theirs), y, height=5))
        top += 40
    return Drawing(top, shapes)


def _level(level: int) -> float:
    return 2 + 96 * level / _LEVELS


def gaps(chart: Gaps) -> Drawing:
    """Return how far apart the two sides' raters are."""
    shapes: list[Shape] = []
    for number, gap in enumerate(chart.gaps[:DRAWN]):
        top = number * 40
        shapes.append(head(top, gap.title, gap.text))
        shapes.append(Shape("box", "track", 0, top + 20, 100, 10))
        shapes.append(Shape("box", "apart", 0, top + 20, gap.gap, 10))
        shapes.append(Shape("line", "limit", chart.notable, top + 18, height=14))
    return Drawing(len(chart.gaps[:DRAWN]) * 40, shapes)
