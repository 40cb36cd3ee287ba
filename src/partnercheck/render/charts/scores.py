"""Scores with their ranges: one, several below each other, over time; every criterion in a cell."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from partnercheck.render import words
from partnercheck.render.charts.shapes import (
    ROW,
    SCALE,
    TRACK,
    Drawing,
    Shape,
    apart,
    beside,
    head,
    ranged,
)

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.render.page import Ranges, Waterfall
    from partnercheck.render.report.dimensions import DimensionBars, HeatStrip
    from partnercheck.render.report.history import Course
    from partnercheck.render.report.page_one import ScoreLine


_MIDDLE = 50
_FINE = 40
"""On an axis no longer than this, every fifth point has its number."""

_CELLS = 10
"""How many cells of the heat strip stand side by side."""


def score_line(chart: ScoreLine) -> Drawing | None:
    """Return the score on its line; nothing to draw where there is none."""
    value, y = chart.range, 30
    if value.point is None:
        return None
    shapes = [Shape("box", "track", 0, y, 100, TRACK), *ranged(y, value)]
    for number, limit in enumerate(chart.limits):
        shapes.append(Shape("line", "limit", limit.value, y - 6, height=TRACK + 14 + 15 * number))
        anchor: Literal["start", "end"] = "start" if limit.value < 50 else "end"
        text = f"{limit.text} {limit.word}"
        shapes.append(Shape("text", "note", limit.value, y + 32 + 15 * number, text=text, anchor=anchor))
    shapes.append(Shape("text", "figure", value.point, y - 10, text=value.value, anchor=beside(value.point)))
    for end in (0, 100):
        if abs(value.point - end) > 14:
            anchor = "start" if end == 0 else "end"
            shapes.append(Shape("text", "note", end, y - 8, text=str(end), anchor=anchor))
    return Drawing(y + 54, shapes)


def dimension_bars(chart: DimensionBars) -> Drawing | None:
    """Return a bar for each dimension, with its range and floors; nothing where none has a score."""
    return _bars(chart, ROW, TRACK, 22)


def dimension_rows(chart: DimensionBars) -> Drawing | None:
    """Return the same in little room."""
    return _bars(chart, 32, 7, 18)


def _bars(chart: DimensionBars, row: int, height: int, down: int) -> Drawing | None:
    shapes: list[Shape] = []
    if all(bar.range.point is None for bar in chart.bars):
        return None
    for number, bar in enumerate(chart.bars):
        top = number * row
        y = top + down
        known = bar.range.point is not None
        right = f"{bar.mark.symbol} {bar.range.value} ({bar.range.span})" if known else f"? {bar.mark.word}"
        shapes.append(head(top, bar.title, right))
        shapes.append(Shape("box", "track", 0, y, 100, height))
        shapes += ranged(y, bar.range, height)
        shapes += (Shape("line", "limit", floor, y - 2, height=height + 4) for floor in bar.floors if floor)
    return Drawing(len(chart.bars) * row, shapes)


def ranges(chart: Ranges) -> Drawing:
    """Return several scores with their ranges, below each other on one scale."""
    shapes: list[Shape] = []
    for number, bar in enumerate(chart.bars):
        top = number * ROW
        shapes.append(head(top, f"{bar.key} {bar.name}", f"{bar.range.value} ({bar.range.span})"))
        shapes.append(Shape("box", "track", 0, top + 22, 100, TRACK))
        shapes += ranged(top + 22, bar.range)
        shapes += (Shape("line", "limit", limit.value, top + 20, height=TRACK + 4) for limit in chart.limits)
    y = len(chart.bars) * ROW
    for number, limit in enumerate(chart.limits):
        anchor: Literal["start", "end"] = "start" if limit.value < _MIDDLE else "end"
        text = f"{limit.text} {limit.word}"
        shapes.append(Shape("text", "note", limit.value, y + 6 + 15 * number, text=text, anchor=anchor))
    return Drawing(y + 15 * len(chart.limits), shapes)


def waterfall(chart: Waterfall) -> Drawing:
    """Return what moved a score: each part begins where the one above it ends."""
    ends = [end for part in chart.parts for end in (part.start, part.end)] or [0.0]
    low, high = max(floor(min(ends) / 5) * 5 - 5, 0), min(ceil(max(ends) / 5) * 5 + 5, 100)

    def across(score: float) -> float:
        return 100 * (score - low) / (high - low)

    row, top = 32, 40
    height = top + row * len(chart.parts) + 26
    shapes = [Shape("line", "grid", across(each), 14, height=height - 32) for each in range(low, high + 1, 5)]
    shapes += (
        Shape("text", "note", across(each), 10, text=str(each), anchor=beside(across(each)))
        for each in range(low, high + 1, 5 if high - low <= _FINE else 10)
    )
    for y, score, text in ((18, ends[0], chart.before), (height - 22, ends[-1], chart.after)):
        x = across(score)
        shapes.append(Shape("text", "label", 0, y + 13, text=text))
        shapes.append(Shape("line", "point", x, y, height=16))
    for number, part in enumerate(chart.parts):
        y = top + number * row
        shapes.append(head(y, part.name, part.text))
        left, right = sorted((across(part.start), across(part.end)))
        kind = "gain" if part.end > part.start else "loss"
        shapes.append(Shape("box", kind, left, y + 18, max(right - left, 0.3), 8))
        below = height - 22 if number == len(chart.parts) - 1 else y + row + 18
        shapes.append(Shape("line", "axis", across(part.end), y + 26, height=below - y - 26))
    return Drawing(height, shapes)


def course(chart: Course) -> Drawing:
    """Return a score with its range over time, as far apart as the days are."""
    left, right, top, tall, half = 9.0, 97.0, 24, 150, 0.8
    first, last = chart.moments[0].day, chart.moments[-1].day

    def across(day: dt.date) -> float:
        return left + (right - left) * ((day - first).days / (last - first).days if last > first else 0.5)

    def down(value: float) -> float:
        return top + tall * (1 - value / 100)

    shapes = [Shape("axis", "grid", left - half, down(value), right - left + 2 * half) for value in SCALE]
    shapes += (
        Shape("text", "note", left - 2, down(value) + 4, text=str(value), anchor="end") for value in SCALE
    )
    for each in chart.moments:
        low, high = each.range.low, each.range.high
        if low is not None and high is not None:
            kind = "open" if each.range.point is None else "range"
            height = max(down(low) - down(high), 0.4)
            shapes.append(Shape("box", kind, across(each.day) - half, down(high), 2 * half, height))
    points = [
        (across(each.day), down(each.range.point)) for each in chart.moments if each.range.point is not None
    ]
    shapes += (
        Shape("slope", "axis", x, y, next_x - x, end=next_y) for (x, y), (next_x, next_y) in pairwise(points)
    )
    shapes += (Shape("dot", "theirs", x, y, height=4) for x, y in points)
    for each in apart(chart.moments, lambda each: across(each.day), 4.0):
        shapes.append(Shape("text", "number", across(each.day), 14, text=each.symbol, anchor="middle"))
    for each in apart(chart.moments, lambda each: across(each.day), 26.0):
        x = across(each.day)
        shapes.append(Shape("text", "note", x, top + tall + 18, text=words.day(each.day), anchor=beside(x)))
    return Drawing(top + tall + 24, shapes)


def heat_strip(chart: HeatStrip) -> Drawing | None:
    """Return a cell for every criterion, dimension by dimension; nothing where none has a value."""
    if not any(cell.mark.state in dict(words.BANDS) for row in chart.rows for cell in row.cells):
        return None
    shapes: list[Shape] = []
    y, cell, width = 0.0, 34, 100 / _CELLS
    for row in chart.rows:
        shapes.append(head(y, row.title))
        y += 20
        for place, each in enumerate(row.cells):
            across, down = (place % _CELLS) * width, y + (place // _CELLS) * (cell + 4)
            shapes.append(Shape("box", each.mark.state, across, down, width - 0.6, cell))
            middle = across + width / 2 - 0.3
            if each.text != each.mark.symbol:
                shapes.append(
                    Shape("text", f"on-{each.mark.state}", middle, down + 14, text=each.text, anchor="middle")
                )
                shapes.append(
                    Shape(
                        "text",
                        f"on-{each.mark.state}",
                        middle,
                        down + 28,
                        text=each.mark.symbol,
                        anchor="middle",
                    )
                )
            else:
                shapes.append(
                    Shape("text", f"on-{each.mark.state}", middle, down + 21, text=each.text, anchor="middle")
                )
        y += ((len(row.cells) - 1) // _CELLS + 1) * (cell + 4) + 8
    return Drawing(round(y), shapes)
