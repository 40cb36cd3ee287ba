"""Numbers that say by how much something moved, and that add up as they are written."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def signed(value: float) -> str:
    """Return by how much something moved: its sign, two decimals."""
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0 else text.replace("-", "−")


def adding_up(parts: Sequence[float], total: float) -> list[str]:
    """Return the parts of a total as `signed` does, rounded so that they add up as they are written.

    All are rounded down, and those that lose most by it up, as many as it takes (largest remainder).
    """
    cents = [floor(100 * part) for part in parts]
    order = sorted(range(len(parts)), key=lambda place: cents[place] - 100 * parts[place])
    for place in order[: max(round(100 * total) - sum(cents), 0)]:
        cents[place] += 1
    return [signed(each / 100) for each in cents]
