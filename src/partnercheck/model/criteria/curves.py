"""Curves from a number to a value: straight lines through points, flat beyond both ends."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from partnercheck.model.criteria.variants import half_way
from partnercheck.model.scalars import Number, Percent, refuse
from partnercheck.model.scale import written_out as n

Point = tuple[Number, Percent]
Curve = Annotated[tuple[Point, ...], Field(min_length=2)]


def increasing(curve: tuple[Point, ...] | None) -> tuple[Point, ...] | None:
    """Return a curve whose x are strictly increasing, or refuse it."""
    for index, ((before, _), (after, _)) in enumerate(pairwise(curve or ()), 1):
        if after <= before:
            message = f"the x of a curve must increase, but {after:g} follows {before:g}"
            refuse("wrong-curve", message, at=(index, 0))
    return curve


def interpolate(curve: Sequence[Point], x: float) -> float:
    """Return the value at `x` of the straight lines through `curve`, flat beyond both ends."""
    after = bisect_right(curve, x, key=lambda point: point[0])
    if after == 0:
        return curve[0][1]
    (x0, v0) = curve[after - 1]
    if after == len(curve) or x == x0:
        return v0
    (x1, v1) = curve[after]
    return v0 + (v1 - v0) * ((x - x0) / (x1 - x0))


def reaching(curve: Sequence[Point], value: float) -> float:
    """Return a number at which a curve reaches a value; its first where it never does."""
    for (x0, v0), (x1, v1) in pairwise(curve):
        if v0 != v1 and min(v0, v1) <= value <= max(v0, v1):
            return x0 + (x1 - x0) * ((value - v0) / (v1 - v0))
    return curve[0][0]


def read_off(curve: Sequence[Point], x: float, value: float) -> str:
    """Return how a number is read off a curve: at a point of it, beyond its end, or on a straight line."""
    for (x0, v0), (x1, v1) in pairwise(curve):
        if x0 < x < x1:
            line = f"{n(v0)} + ({n(v1)} − {n(v0)}) × ({n(x)} − {n(x0)}) ÷ ({n(x1)} − {n(x0)})"
            return f"between {n(x0)} → {n(v0)} and {n(x1)} → {n(v1)}: {line} = {n(value)}"
    end = " (the curve is flat beyond its ends)" if not curve[0][0] <= x <= curve[-1][0] else ""
    return f"{n(x)} stands for {n(value)}{end}"


def listed(curve: Sequence[Point]) -> str:
    """Return the points of a curve in words."""
    return ", ".join(f"{x:g}: {value:g}" for x, value in curve)


def bent(curve: tuple[Point, ...]) -> Iterator[tuple[int, float, tuple[Point, ...]]]:
    """Yield a curve with one of its values moved: which, the value that it takes, and the curve."""
    for index, (x, _) in enumerate(curve):
        after = half_way([value for _, value in curve], index)
        if after is not None:
            yield index, after, (*curve[:index], (x, after), *curve[index + 1 :])
