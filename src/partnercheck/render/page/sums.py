"""Numbers that say by how much something moved, and that add up as they are written."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from partnercheck.render import words

if TYPE_CHECKING:
    from collections.abc import Sequence


def signed(tenths: int) -> str:
    """Return by how much something moved: its sign, one decimal."""
    return f"{tenths / 10:+.1f}".replace("-", "−") if tenths else "0.0"


def tenths(value: float) -> int:
    """Return a number in tenths, rounded as it is where it is written with one decimal."""
    return round(10 * float(words.number(value)))


def adding_up(parts: Sequence[float], total: int) -> list[int]:
    """Return the parts of a sum in tenths, rounded so that they add up to the total as it is written.

    All are rounded down, and those that lose most by it up, as many as it takes (largest remainder).
    """
    rounded = [floor(10 * part) for part in parts]
    order = sorted(range(len(parts)), key=lambda place: rounded[place] - 10 * parts[place])
    while order and (lacking := total - sum(rounded)):
        for place in order[:lacking] if lacking > 0 else order[lacking:]:
            rounded[place] += 1 if lacking > 0 else -1
    return rounded
