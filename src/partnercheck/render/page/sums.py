"""Numbers that say by how much something moved, and that add up as they are written."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def signed(hundredths: int) -> str:
    """Return by how much something moved: its sign, two decimals."""
    return f"{hundredths / 100:+.2f}".replace("-", "−") if hundredths else "0.00"


def adding_up(parts: Sequence[float]) -> list[int]:
    """Return the parts of a sum in hundredths, rounded so that they add up to the sum as it is rounded.

    All are rounded down, and those that lose most by it up, as many as it takes (largest remainder).
    """
    rounded = [floor(100 * part) for part in parts]
    order = sorted(range(len(parts)), key=lambda place: rounded[place] - 100 * parts[place])
    for place in order[: max(round(100 * sum(parts)) - sum(rounded), 0)]:
        rounded[place] += 1
    return rounded
