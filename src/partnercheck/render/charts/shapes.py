"""What a chart is drawn of: shapes, and the few groups of them that charts share."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnercheck.render.report.parts import Range

Item = TypeVar("Item")


class Shape(NamedTuple):
    """Something to draw.

    Attributes:
        form: `box`, `line` (upright), `axis` (across), `slope`, `dot` or `square`; of words, `text` at a
            place or `row` from there to the right edge, cut where there is no room for all of it.
        kind: What it stands for, which settles its look.
        x: Left edge, or the middle of a dot, line or text, in % of the width.
        y: Upper edge of a box; the middle of a dot; the start of a line; the baseline of a text; in pixels.
        width: Of a box, axis or slope, in %.
        height: Of a box or line, in pixels; the radius of a dot.
        text: What a text or row says.
        right: What a row says at the right edge.
        anchor: Which end of a text stands at `x`.
        end: Where a slope ends, in pixels.
    """

    form: Literal["box", "line", "axis", "slope", "dot", "square", "text", "row"]
    kind: str
    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    text: str = ""
    right: str = ""
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

SCALE = (0, 25, 50, 75, 100)


def beside(x: float) -> Literal["start", "middle", "end"]:
    """Return which end of a text stands at `x` so that it stays within the chart."""
    return "start" if x < 12 else "end" if x > 88 else "middle"


def head(y: float, title: str, right: str = "", x: float = 0) -> Shape:
    """Return the line of words above a row."""
    return Shape("row", "label", x, y + 13, text=title, right=right)


def apart(items: Sequence[Item], across: Callable[[Item], float], least: float) -> Iterator[Item]:
    """Yield the last item and as many before it as stand `least` % of the width apart."""
    after = inf
    for each in reversed(items):
        if after - across(each) >= least:
            after = across(each)
            yield each


def ranged(y: float, value: Range, height: float = TRACK) -> Iterator[Shape]:
    """Yield a value on its range; without a value only what is open."""
    if value.low is None or value.high is None:
        return
    kind = "open" if value.point is None else "range"
    yield Shape("box", kind, value.low, y, max(value.high - value.low, 0.4), height)
    if value.point is not None:
        yield Shape("line", "point-edge", value.point, y - 3, height=height + 6)
        yield Shape("line", "point", value.point, y - 3, height=height + 6)
