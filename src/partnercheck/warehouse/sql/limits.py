"""Limits as numbers that need no rounding.

The engine compares after rounding to nine decimals. That is monotone, so that for every limit there is a last
double which is at most the limit, and a first which is at least it; compared with those, any engine decides
the same to the last bit.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_least, at_most
from partnercheck.model.criteria.in_sql import number
from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Callable

_FURTHER = 1e-8
"""Beyond this, rounding makes no two numbers equal."""


def no_more(value: str, limit: float) -> str:
    """Return that a value is at most a limit."""
    return f"{value} <= {number(last(limit))}"


def more(value: str, limit: float) -> str:
    """Return that a value is above a limit."""
    return f"{value} > {number(last(limit))}"


def no_less(value: str, limit: float) -> str:
    """Return that a value is at least a limit."""
    return f"{value} >= {number(first(limit))}"


def asks_nothing(limit: float) -> bool:
    """Return whether a limit is met by every score, and by none."""
    return at_most(limit, 0)


def last(limit: float) -> float:
    """Return the largest number that is at most a limit."""
    return _edge(lambda value: at_most(value, limit), limit, math.inf)


def first(limit: float) -> float:
    """Return the smallest number that is at least a limit."""
    return _edge(lambda value: at_least(value, limit), limit, -math.inf)


def fact_limit(limit: float, *, most: bool) -> float:
    """Return the last, or the first, number that a fact may be under a test of a profile."""
    rounded = round(limit, DECIMALS)
    if most:
        return _edge(lambda value: round(value, DECIMALS) <= rounded, limit, math.inf)
    return _edge(lambda value: round(value, DECIMALS) >= rounded, limit, -math.inf)


def _edge(holds: Callable[[float], bool], inside: float, towards: float) -> float:
    """Return the outermost number in a direction of which a test holds; it holds of `inside`."""
    outside = inside + math.copysign(max(_FURTHER, 2 * math.ulp(inside)), towards)
    while True:
        middle = inside + (outside - inside) / 2
        if middle in {inside, outside}:
            return inside
        if holds(middle):
            inside = middle
        else:
            outside = middle
