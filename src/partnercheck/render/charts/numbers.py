"""Financial measures and statements, and what weights do to the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.charts.shapes import ROW, TRACK, Drawing, Shape, head, ranged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.render.report.financials import Measures, Series
    from partnercheck.render.report.robustness import Agreement, Weights

_YEARS = 5
"""So many years are written out beside each other."""


def measures(chart: Measures) -> Drawing | None:
    """Return every financial measure on its bands; nothing where none is known."""
    shapes: list[Shape] = []
    if all(each.range.point is None for each in chart.measures):
        return None
    for number, each in enumerate(chart.measures):
        top = number * ROW
        shapes.append(head(top, each.title, f"{each.mark.symbol} {each.number}"))
        shapes += (
            Shape("box", f"band-{state}", start, top + 22, 24.6, TRACK)
            for state, start in reversed(words.BANDS)
        )
        shapes += (shape for shape in ranged(top + 22, each.range) if shape.form == "line")
    return Drawing(len(chart.measures) * ROW, shapes)


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
        label = year if len(years) <= _YEARS else f"’{year[-2:]}"
        shapes.append(Shape("text", "note", middle, 62, text=label, anchor="middle"))
    shapes.append(Shape("axis", "axis", 0, zero, 100))
    return Drawing(66, shapes)


def weights(chart: Weights) -> Drawing:
    """Return between which weights the verdict stays."""
    shapes: list[Shape] = []
    for number, each in enumerate(chart.weights):
        top = number * ROW
        y = top + 22
        shapes.append(head(top, each.title, words.share(each.share)))
        shapes.append(Shape("box", "track", 0, y, 100, TRACK))
        shapes.append(Shape("box", "range", 100 * each.low, y, max(100 * (each.high - each.low), 0.4), TRACK))
        shapes.append(Shape("line", "point", 100 * each.share, y - 3, height=TRACK + 6))
    return Drawing(len(chart.weights) * ROW, shapes)


def agreement(chart: Agreement) -> Drawing:
    """Return the share of weightings that gives each verdict."""
    shapes: list[Shape] = []
    for number, (_, symbol, word, share) in enumerate(chart.shares):
        top = number * 36
        shapes.append(head(top, f"{symbol} {word}", words.share(share)))
        shapes.append(Shape("box", "track", 0, top + 19, 100, 10))
        if share:
            shapes.append(Shape("box", "gain", 0, top + 19, 100 * share, 10))
    return Drawing(len(chart.shares) * 36, shapes)
