"""Charts in characters, for formats that draw nothing; every function returns one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from partnercheck.render.report.parts import Range
    from partnercheck.render.report.relation import Plan

_CELLS = 20
_HEIGHTS = "▁▂▃▄▅▆▇█"
_STANCES = {"maintain": "▒", "invest": "█", "exit": "✘", "rival": "✘"}


def ranged(value: Range) -> str:
    """Return a value on its range between 0 and 100."""
    if value.low is None or value.high is None:
        return "·" * _CELLS
    low, high = _cell(value.low), _cell(value.high)
    bar = ["░"] * low + ["▒"] * (high - low + 1) + ["░"] * (_CELLS - high - 1)
    if value.point is not None:
        bar[_cell(value.point)] = "█"
    return "".join(bar)


def between(low: float, point: float, high: float) -> str:
    """Return a share of a whole, 0 to 1, between the least and the greatest it may be."""
    bar = ["░"] * _CELLS
    for cell in range(_cell(100 * low), _cell(100 * high) + 1):
        bar[cell] = "▒"
    bar[_cell(100 * point)] = "█"
    return "".join(bar)


def _cell(value: float) -> int:
    return min(int(value / 100 * _CELLS), _CELLS - 1)


def share(part: float, whole: float = 1.0) -> str:
    """Return a part of a whole."""
    full = round(part / whole * _CELLS) if whole else 0
    return "█" * full + "░" * (_CELLS - full)


def places(steps: Sequence[int], ours: int | None, theirs: Collection[int]) -> str:
    """Return both sides' places on a scale: ■ ours, ○ theirs, ◉ both."""
    signs = {(True, False): "■", (False, True): "○", (True, True): "◉", (False, False): "·"}
    return " ".join(signs[step == ours, step in theirs] for step in steps)


def plans(items: Sequence[Plan], first: dt.date, last: dt.date) -> str:
    """Return plans between two days: █ invest, ▒ maintain, ✘ leave it or compete there."""
    days = (last - first).days + 1
    bar = ["░"] * _CELLS
    for stance, sign in _STANCES.items():
        for item in items:
            if item.stance == stance:
                start, end = ((day - first).days * _CELLS // days for day in (item.first, item.last))
                bar[start : end + 1] = sign * (end - start + 1)
    return "".join(bar)


def heights(values: Sequence[float | None]) -> str:
    """Return numbers as heights, the greatest highest; ? where one is not known, - below zero."""
    most = max((value for value in values if value is not None), default=0.0)

    def sign(value: float | None) -> str:
        if value is None:
            return "?"
        return "-" if value < 0 else _HEIGHTS[round(value / most * 7) if most else 0]

    return "".join(map(sign, values))


BARS: Mapping[str, object] = {
    each.__name__: each for each in (ranged, between, share, places, plans, heights)
}
"""What a template may call to have a chart written, as `bar.ranged(report.score.range)`."""
