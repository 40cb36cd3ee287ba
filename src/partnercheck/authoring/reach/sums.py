"""The numbers that something can be: points and closed stretches on a line, and what they can add up to.

A value of a criterion with levels is one of a few points; that of a metric lies anywhere on a stretch, since
its curve is continuous. Sums of such sets are such sets again, so that everything a weighted mean can be is
known exactly (points nearer than the nine decimals in which the engine compares are one point).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.model.criteria.criterion import Stretch

Set = tuple["Stretch", ...]
"""Stretches that do not touch, ascending."""

HALF: float = 0.5 * 10**-DECIMALS
"""Half of the smallest difference that counts; numbers nearer than this to a limit are at it."""

MOST = 20_000
"""Stretches that a set may have; more would take too long."""


class TooManyError(Exception):
    """There are more combinations than can be gone through."""


def of(values: Iterable[float]) -> Set:
    """Return the set of some points."""
    return joined((value, value) for value in values)


def joined(stretches: Iterable[Stretch]) -> Set:
    """Return stretches as a set: ascending, those that touch as one.

    Raises:
        TooManyError: There are more than `MOST`.
    """
    result: list[Stretch] = []
    for low, high in sorted(stretches):
        if result and low <= result[-1][1] + HALF:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
            if len(result) > MOST:
                raise TooManyError
    return tuple(result)


def within(numbers: Set, low: float, high: float) -> Set:
    """Return the part of a set from `low` to `high`."""
    return tuple(
        (max(start, low), min(end, high))
        for start, end in numbers
        if start <= high and end >= low and low <= high
    )


def times(numbers: Set, factor: float) -> Set:
    """Return a set multiplied by a positive number."""
    return tuple((factor * low, factor * high) for low, high in numbers)


def plus(one: Set, other: Set) -> Set:
    """Return all sums of a number of one set and a number of the other.

    Raises:
        TooManyError: There are too many.
    """
    if len(one) * len(other) > 50 * MOST:
        raise TooManyError
    return joined((a + c, b + d) for a, b in one for c, d in other)


def gap(numbers: Set) -> float:
    """Return the widest gap between neighbours of a set."""
    return max((after[0] - before[1] for before, after in pairwise(numbers)), default=0.0)


def add_up(parts: Sequence[Set], low: float, high: float) -> bool:
    """Return whether one number of each part can be chosen so that their sum lies from `low` to `high`.

    Raises:
        TooManyError: It would take too long to find out.
    """
    # Wide gaps first: what is left then has narrow ones, and is settled by its gaps alone.
    ordered = sorted(parts, key=gap, reverse=True)
    lowest = [0.0]
    highest = [0.0]
    widest = [0.0]
    for part in reversed(ordered):
        lowest.append(lowest[-1] + part[0][0])
        highest.append(highest[-1] + part[-1][1])
        widest.append(max(widest[-1], gap(part)))
    budget = [MOST]
    return _add_up(ordered, 0, low, high, (lowest[::-1], highest[::-1], widest[::-1]), budget)


def _add_up(
    parts: Sequence[Set],
    first: int,
    low: float,
    high: float,
    rest: tuple[list[float], list[float], list[float]],
    budget: list[int],
) -> bool:
    lowest, highest, widest = rest[0][first], rest[1][first], rest[2][first]
    if low > high or lowest > high or highest < low:
        return False
    # From the lowest sum to the highest one can go by raising one part at a time to its next number: no step
    # is longer than the widest gap of any part. A window as wide as that cannot be stepped over.
    if low <= lowest or high >= highest or high - low >= widest:
        return True
    if first == len(parts) - 1:
        return bool(within(parts[first], low, high))
    budget[0] -= 1
    if budget[0] < 0:
        raise TooManyError
    part = parts[first]
    # Numbers that are too low or too high whatever is added need no look.
    start = bisect_left(part, low - rest[1][first + 1], key=lambda stretch: stretch[1])
    for from_, to in part[start:]:
        if from_ > high - rest[0][first + 1]:
            break
        if _add_up(parts, first + 1, low - to, high - from_, rest, budget):
            return True
    return False
