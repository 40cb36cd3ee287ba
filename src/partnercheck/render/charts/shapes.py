"""What a chart is drawn of: shapes, and the few groups of them that charts share."""

from __future__ import annotations

import unicodedata
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnercheck.render.report.parts import Range

Item = TypeVar("Item")


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


ROW = 46
"""How tall a row with words and a line is, in pixels."""

TRACK = 12
"""How tall a line with a range on it is."""

WIDEST = 34
"""How many letters of a label stand beside a number on a phone."""

_LINE = 46
"""How many letters stand on a line on a phone of 320 pixels."""

_SHORT = 10

SCALE = (0, 25, 50, 75, 100)


def label(text: str, most: int = WIDEST) -> str:
    """Return the start of a text that takes at most so many letters' width, wide letters counting twice."""
    kept: list[str] = []
    width = 0
    for char in text:
        width += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if width > most:
            return "".join(kept[: len(kept) - 1]).rstrip() + "…"
        kept.append(char)
    return text


def beside(x: float) -> Literal["start", "middle", "end"]:
    """Return which end of a text stands at `x` so that it stays within the chart."""
    return "start" if x < 12 else "end" if x > 88 else "middle"


def head(y: float, title: str, right: str, most: int = WIDEST) -> Iterator[Shape]:
    """Yield the line of words above a row."""
    yield Shape("text", "label", 0, y + 13, text=label(title, beside_of(right, most)))
    yield Shape("text", "number", 100, y + 13, text=right, anchor="end")


def apart(items: Sequence[Item], across: Callable[[Item], float], least: float) -> Iterator[Item]:
    """Yield the last item and as many before it as stand `least` % of the width apart."""
    after = inf
    for each in reversed(items):
        if after - across(each) >= least:
            after = across(each)
            yield each


def beside_of(right: str, most: int = WIDEST) -> int:
    """Return how many letters of a label stand beside this text on a small phone."""
    return max(min(most, _LINE - len(right)), _SHORT)


def ranged(y: float, value: Range, height: float = TRACK) -> Iterator[Shape]:
    """Yield a value on its range; without a value only what is open."""
    if value.low is None or value.high is None:
        return
    kind = "open" if value.point is None else "range"
    yield Shape("box", kind, value.low, y, max(value.high - value.low, 0.4), height)
    if value.point is not None:
        yield Shape("line", "point-edge", value.point, y - 3, height=height + 6)
        yield Shape("line", "point", value.point, y - 3, height=height + 6)
