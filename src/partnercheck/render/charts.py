"""Where everything in a chart stands: positions across in % of the chart's width, positions down in pixels.

Widths in % let a chart fill a phone and a desk alike while its letters keep their size. The templates draw
the shapes; what colour a kind has is theirs to say. Longer than most modules: a function a chart, which share
the same few shapes.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from partnercheck.render.page import Course, Moment, Ranges
    from partnercheck.render.report.dimensions import DimensionBars, HeatStrip
    from partnercheck.render.report.financials import Measures, Series
    from partnercheck.render.report.page_one import ScoreLine
    from partnercheck.render.report.parts import Range
    from partnercheck.render.report.relation import (
        CultureAxis,
        CultureMatch,
        Gaps,
        GiveAndTake,
        Roadmaps,
        Strengths,
    )
    from partnercheck.render.report.robustness import Agreement, Weights


class Shape(NamedTuple):
    """Something to draw.

    Attributes:
        form: `box`, `line` (upright), `axis` (across), `slope`, `dot`, `square` or `text`.
        kind: What it stands for, which settles its look.
        x: Left edge, or the middle of a dot, line or text, in % of the width.
        y: Upper edge of a box; the middle of a dot; the start of a line; the baseline of a text; in pixels.
        width: Of a box, axis or slope, in %.
        height: Of a box or line, in pixels; the radius of a dot.
        text: What a text says.
        anchor: Which end of a text stands at `x`.
        end: Where a slope ends, in pixels.
    """

    form: Literal["box", "line", "axis", "slope", "dot", "square", "text"]
    kind: str
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    text: str = ""
    anchor: Literal["start", "middle", "end"] = "start"
    end: float = 0.0


class Drawing(NamedTuple):
    """A chart's shapes, those behind first.

    Attributes:
        height: In pixels.
        shapes: What to draw.
    """

    height: int
    shapes: list[Shape]


_ROW = 46
_TRACK = 12
_WIDEST = 34
"""How many letters of a label stand beside a number on a phone."""

_YEARS = 5
"""So many years are written out beside each other."""

_CELLS = 10
"""How many cells of the heat strip stand side by side."""

_BANDS = ((0.0, "poor"), (25.0, "weak"), (50.0, "sound"), (75.0, "strong"))
_LEVELS = 4
_SCALE = (0, 25, 50, 75, 100)


def label(text: str, most: int = _WIDEST) -> str:
    """Return the start of a text that takes at most so many letters' width, wide letters counting twice."""
    kept: list[str] = []
    width = 0
    for char in text:
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if width > most:
            return "".join(kept[: len(kept) - 1]).rstrip() + "…"
        kept.append(char)
    return text


def _beside(x: float) -> Literal["start", "middle", "end"]:
    """Return which end of a text stands at `x` so that it stays within the chart."""
    return "start" if x < 12 else "end" if x > 88 else "middle"


def _head(y: float, title: str, right: str, most: int = _WIDEST) -> Iterator[Shape]:
    """Yield the line of words above a row."""
    yield Shape("text", "label", 0, y + 13, text=label(title, most))
    yield Shape("text", "number", 100, y + 13, text=right, anchor="end")


def _range(y: float, value: Range, height: float = _TRACK) -> Iterator[Shape]:
    """Yield a value on its range; without a value only what is open."""
    if value.low is None or value.high is None:
        return
    kind = "open" if value.point is None else "range"
    yield Shape("box", kind, value.low, y, max(value.high - value.low, 0.4), height)
    if value.point is not None:
        yield Shape("line", "point-edge", value.point, y - 3, height=height + 6)
        yield Shape("line", "point", value.point, y - 3, height=height + 6)


def score_line(chart: ScoreLine) -> Drawing:
    """Return the score on its line."""
    value, y = chart.range, 30
    shapes = [Shape("box", "track", 0, y, 100, _TRACK), *_range(y, value)]
    for number, limit in enumerate(chart.limits):
        shapes.append(Shape("line", "limit", limit.value, y - 6, height=_TRACK + 14 + 15 * number))
        anchor: Literal["start", "end"] = "start" if limit.value < 50 else "end"
        text = f"{limit.text} {limit.word}"
        shapes.append(Shape("text", "note", limit.value, y + 32 + 15 * number, text=text, anchor=anchor))
    if value.point is not None:
        shapes.append(
            Shape("text", "figure", value.point, y - 10, text=value.value, anchor=_beside(value.point))
        )
    for end in (0, 100):
        if value.point is None or abs(value.point - end) > 14:
            anchor = "start" if end == 0 else "end"
            shapes.append(Shape("text", "note", end, y - 8, text=str(end), anchor=anchor))
    return Drawing(y + 54, shapes)


def dimension_bars(chart: DimensionBars) -> Drawing:
    """Return a bar for each dimension, with its range and floors."""
    return _bars(chart, _ROW, _TRACK, 22)


def dimension_rows(chart: DimensionBars) -> Drawing:
    """Return the same in little room."""
    return _bars(chart, 32, 7, 18)


def _bars(chart: DimensionBars, row: int, height: int, down: int) -> Drawing:
    shapes: list[Shape] = []
    for number, bar in enumerate(chart.bars):
        top = number * row
        y = top + down
        known = bar.range.point is not None
        right = f"{bar.mark.symbol} {bar.range.value} ({bar.range.span})" if known else f"? {bar.mark.word}"
        shapes += _head(top, bar.title, right)
        shapes.append(Shape("box", "track", 0, y, 100, height))
        shapes += _range(y, bar.range, height)
        shapes += (Shape("line", "limit", floor, y - 2, height=height + 4) for floor in bar.floors if floor)
    return Drawing(len(chart.bars) * row, shapes)


def ranges(chart: Ranges) -> Drawing:
    """Return several scores with their ranges, below each other on one scale."""
    shapes: list[Shape] = []
    for number, bar in enumerate(chart.bars):
        top = number * _ROW
        shapes += _head(top, f"{bar.key} {bar.name}", f"{bar.range.value} ({bar.range.span})")
        shapes.append(Shape("box", "track", 0, top + 22, 100, _TRACK))
        shapes += _range(top + 22, bar.range)
    return Drawing(len(chart.bars) * _ROW, shapes)


def course(chart: Course) -> Drawing:
    """Return a score with its range over time, as far apart as the days are."""
    left, right, top, tall, half = 9.0, 97.0, 24, 150, 0.8
    first, last = chart.moments[0].day, chart.moments[-1].day

    def across(day: dt.date) -> float:
        return left + (right - left) * ((day - first).days / (last - first).days if last > first else 0.5)

    def down(value: float) -> float:
        return top + tall * (1 - value / 100)

    shapes = [Shape("axis", "grid", left - half, down(value), right - left + 2 * half) for value in _SCALE]
    shapes += (
        Shape("text", "note", left - 2, down(value) + 4, text=str(value), anchor="end") for value in _SCALE
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
    for each in _apart(chart.moments, across, 4.0):
        shapes.append(Shape("text", "number", across(each.day), 14, text=each.symbol, anchor="middle"))
    for each in _apart(chart.moments, across, 24.0):
        x = across(each.day)
        shapes.append(Shape("text", "note", x, top + tall + 18, text=str(each.day), anchor=_beside(x)))
    return Drawing(top + tall + 24, shapes)


def _apart(moments: Sequence[Moment], across: Callable[[dt.date], float], least: float) -> Iterator[Moment]:
    """Yield the last moment and as many before it as are `least` % of the width apart."""
    after = inf
    for each in reversed(moments):
        if after - across(each.day) >= least:
            after = across(each.day)
            yield each


def heat_strip(chart: HeatStrip) -> Drawing:
    """Return a cell for every criterion, dimension by dimension."""
    shapes: list[Shape] = []
    y, cell, width = 0.0, 34, 100 / _CELLS
    for row in chart.rows:
        shapes.append(Shape("text", "label", 0, y + 13, text=label(row.title, _WIDEST + 10)))
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


def culture_match(chart: CultureMatch) -> Drawing:
    """Return both sides' places on every axis of culture."""
    shapes: list[Shape] = []
    row = 78
    for number, axis in enumerate(chart.axes):
        top = number * row
        y = top + 42
        first, last = axis.steps[0], axis.steps[-1]
        shapes += (
            Shape("text", "label", 0, top + 13, text=label(axis.title)),
            Shape("text", "note", 0, top + 28, text=label(axis.finding, 48)),
            Shape("axis", "axis", 2, y, 96),
            Shape("text", "note", 0, y + 22, text=label(f"{first[0]} {first[1]}", 24)),
            Shape("text", "note", 100, y + 22, text=label(f"{last[0]} {last[1]}", 24), anchor="end"),
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

    height = 20 + row * len(chart.themes)
    shapes: list[Shape] = []
    years = range(chart.first.year + 1, chart.last.year + 1)
    for year in years:
        x = across(dt.date(year, 1, 1))
        shapes.append(Shape("line", "grid", x, 18, height=height - 18))
        if x < 97 and (year - years[0]) % (1 + len(years) // 8) == 0:
            shapes.append(Shape("text", "note", x, 12, text=str(year), anchor="middle"))
    for number, theme in enumerate(chart.themes):
        top = 20 + number * row
        shapes += _head(top, theme.theme, f"{theme.symbol} {theme.word}", 30)
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
        shapes += _head(top, total.who, f"{total.text} {chart.currency}")
        shapes.append(Shape("box", f"{total.side}-invest", 0, top + 19, 100 * total.amount / most, _TRACK))
        if total.upfront:
            shapes.append(Shape("box", "upfront", 0, top + 19, 100 * total.upfront / most, _TRACK))
    return Drawing(len(chart.totals) * 36 + 10, shapes)


def strengths(chart: Strengths) -> Drawing:
    """Return each side's weak spots on the scale from 0 to 4, and the other side's level there."""
    shapes: list[Shape] = []
    top = 0
    for before, spot in zip((None, *chart.spots), chart.spots, strict=False):
        if before is None or before.whose != spot.whose:
            title = "Our weak spots" if spot.whose == "us" else "Their weak spots"
            shapes.append(Shape("text", "note", 0, top + 13, text=title))
            top += 20
        y = top + 26
        levels = (spot.level, spot.other) if spot.whose == "us" else (spot.other, spot.level)
        shapes += _head(top, spot.name, f"{spot.symbol} {spot.word}")
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
    for number, gap in enumerate(chart.gaps):
        top = number * 40
        shapes += _head(top, gap.title, gap.text)
        shapes.append(Shape("box", "track", 0, top + 20, 100, 10))
        shapes.append(Shape("box", "apart", 0, top + 20, gap.gap, 10))
        shapes.append(Shape("line", "limit", chart.notable, top + 18, height=14))
    return Drawing(len(chart.gaps) * 40, shapes)


def measures(chart: Measures) -> Drawing:
    """Return every financial measure on its bands."""
    shapes: list[Shape] = []
    for number, each in enumerate(chart.measures):
        top = number * _ROW
        shapes += _head(top, each.title, f"{each.mark.symbol} {each.number}")
        shapes += (Shape("box", f"band-{state}", start, top + 22, 24.6, _TRACK) for start, state in _BANDS)
        shapes += (shape for shape in _range(top + 22, each.range) if shape.form == "line")
    return Drawing(len(chart.measures) * _ROW, shapes)


def series(chart: Series, years: Sequence[str]) -> Drawing:
    """Return one statement line over the years, its bars above and below zero."""
    known = [value for value in chart.values if value is not None]
    most, least = max([*known, 0.0]), min([*known, 0.0])
    scale = 40 / ((most - least) or 1.0)
    zero, width = 6 + most * scale, 100 / max(len(years), 1)
    shapes: list[Shape] = []
    for place, (year, value) in enumerate(zip(years, chart.values, strict=True)):
        middle = (place + 0.5) * width
        if value is None:
            shapes.append(Shape("text", "note", middle, zero - 4, text="?", anchor="middle"))
        else:
            height = max(abs(value) * scale, 1)
            kind = "gain" if value >= 0 else "loss"
            shapes.append(
                Shape(
                    "box",
                    kind,
                    place * width + width * 0.2,
                    zero - max(value, 0) * scale,
                    width * 0.6,
                    height,
                )
            )
        told = year if len(years) <= _YEARS else f"’{year[-2:]}"
        shapes.append(Shape("text", "note", middle, 62, text=told, anchor="middle"))
    shapes.append(Shape("axis", "axis", 0, zero, 100))
    return Drawing(66, shapes)


def weights(chart: Weights) -> Drawing:
    """Return between which weights the verdict stays."""
    shapes: list[Shape] = []
    for number, each in enumerate(chart.weights):
        top = number * _ROW
        y = top + 22
        shapes += _head(top, each.title, f"{100 * each.share:.1f} %")
        shapes.append(Shape("box", "track", 0, y, 100, _TRACK))
        shapes.append(
            Shape("box", "range", 100 * each.low, y, max(100 * (each.high - each.low), 0.4), _TRACK)
        )
        shapes.append(Shape("line", "point", 100 * each.share, y - 3, height=_TRACK + 6))
    return Drawing(len(chart.weights) * _ROW, shapes)


def agreement(chart: Agreement) -> Drawing:
    """Return the share of weightings that gives each verdict."""
    shapes: list[Shape] = []
    for number, (_, symbol, word, share) in enumerate(chart.shares):
        top = number * 36
        shapes += _head(top, f"{symbol} {word}", f"{100 * share:.1f} %")
        shapes.append(Shape("box", "track", 0, top + 19, 100, 10))
        if share:
            shapes.append(Shape("box", "gain", 0, top + 19, 100 * share, 10))
    return Drawing(len(chart.shares) * 36, shapes)


DRAW: Mapping[str, object] = {
    each.__name__: each
    for each in (
        score_line,
        dimension_bars,
        dimension_rows,
        ranges,
        course,
        heat_strip,
        culture_match,
        timeline,
        give_and_take,
        strengths,
        gaps,
        measures,
        series,
        weights,
        agreement,
    )
}
"""What a template may call to have a chart drawn, as `draw.score_line(report.score)`."""
