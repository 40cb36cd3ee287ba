"""Comparing and writing numbers, in one way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.scale import DECIMALS, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 1e-8  # further apart than this, rounding cannot make two numbers equal


def at_most(value: float, limit: float) -> bool:
    """Return whether `value` ≤ `limit`, to nine decimals."""
    if abs(value - limit) > _NEAR:
        return value < limit
    return round(value, DECIMALS) <= round(limit, DECIMALS)


def at_least(value: float, limit: float) -> bool:
    """Return whether `value` ≥ `limit`, to nine decimals."""
    return at_most(limit, value)


def median(values: Iterable[float]) -> float:
    """Return the middle value, or the mean of the two middle ones.

    The standard library's `statistics` would do, but loading it costs more than assessing a dossier.
    """
    ranked = sorted(values)
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) / 2


def words(value: float) -> str:
    """Return a number as a sentence shows it: one decimal, none where it is whole."""
    return f"{rounded(value, 1):.1f}".removesuffix(".0")


def apart(value: float, limit: float) -> tuple[str, str]:
    """Return two numbers as `words` does, with as many more decimals as it takes to tell them apart."""
    for decimals in range(1, DECIMALS + 1):
        texts = f"{rounded(value, decimals):.{decimals}f}", f"{rounded(limit, decimals):.{decimals}f}"
        if texts[0] != texts[1]:
            return texts[0].rstrip("0").rstrip("."), texts[1].rstrip("0").rstrip(".")
    return words(value), words(limit)
