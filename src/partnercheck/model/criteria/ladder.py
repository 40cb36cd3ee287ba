"""The other answers to a question, from the nearest in value to the farthest (DESIGN, section 8)."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from partnercheck.model.scale import DECIMALS

Direction = Literal["better", "worse"]


class Alternative(NamedTuple):
    """Another answer, and its value."""

    answer: Any
    value: float


class Ladder(NamedTuple):
    """Other answers in one direction of value: `at(0)` is the nearest, `at(length - 1)` the farthest.

    `near` tells, for a value, about where on the ladder it is reached, or a place that is not on it.
    """

    length: int
    at: Callable[[int], Alternative]
    near: Callable[[float], int] = lambda _: -1


def climb(
    keys: Iterable[float], at: Callable[[float], Alternative], point: float, direction: Direction
) -> Ladder:
    """Return the answers whose values, rounded, are `keys`, as far as they lie in a direction of `point`."""
    here, better = round(point, DECIMALS), direction == "better"
    rungs = sorted((key for key in keys if (key > here if better else key < here)), reverse=not better)
    return Ladder(len(rungs), lambda rung: at(rungs[rung]))
