"""How wide the columns of a table on a page are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnercheck.render.word.page import Element

WIDE = 170
"""Between the margins, in mm."""

_LEAST, _MOST = 5, 400
"""How many letters a column of a table is wide, at least and at most as far as there is room."""
_SHORT = 24
"""What is no longer, such as a day or a score with its range, stands on one line."""
_LETTER, _EDGES = 1.9, 4
"""How wide a letter is, and what is left free beside it in a cell, in mm."""


def is_number(rows: list[list[Element]], place: int) -> bool:
    """Return whether a column below its head holds numbers alone."""
    return all("num" in row[place].classes for row in rows[1:] if place < len(row)) and len(rows) > 1


def widths(rows: list[list[Element]], width: int) -> list[float]:
    """Return how wide each column of a table is, in mm: its words whole, and the rest by what it says."""
    least, full = [], []
    for place in range(width):
        said = [row[place].words for row in rows if place < len(row)]
        word = max((len(each) for text in said for each in text.split()), default=0)
        longest = max(map(len, said), default=0)
        least.append(max(_LEAST, longest if longest <= _SHORT else word) * _LETTER + _EDGES)
        full.append(max(min(longest, _MOST) * _LETTER + _EDGES, least[-1]))
    wanted = [most - few for few, most in zip(least, full, strict=True)]
    rest = WIDE - sum(least)
    if rest < 0 or not sum(wanted):
        return [each * WIDE / sum(least) for each in least]
    return [few + rest * more / sum(wanted) for few, more in zip(least, wanted, strict=True)]
