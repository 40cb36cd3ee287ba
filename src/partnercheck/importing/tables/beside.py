"""Tables that stand side by side in one sheet: each is read as if it stood alone."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, fail, shown
from partnercheck.importing.captions import captions
from partnercheck.importing.tables.headings import read_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.importing.tables.cells import Cell, Sheet, Table

_LOOKED = 25
"""How many rows are looked at for years."""
_MOST = 10
"""How many tables may stand side by side, and behind how many columns of years is looked."""
_BELOW = 200
"""How many rows are looked at for captions."""


def apart(sheet: Sheet) -> list[Sheet]:
    """Return the tables of a sheet, from left to right: one where none stands beside it.

    A further one begins behind a column of years where captions stand between it and the next such column.

    Raises:
        InputError: There are too many.
    """
    found = [sheet]
    while (cut := _cut(found[-1].table)) is not None:
        if len(found) == _MOST:
            message = f"more than {_MOST} tables stand side by side"
            raise fail("too-large", message, sheet.file, "put each on a sheet or into a file of its own")
        table = found.pop().table
        found += [
            sheet._replace(table=[row[:cut] for row in table]),
            sheet._replace(table=[row[cut:] for row in table]),
        ]
    return found


def beyond(head: list[Cell], last: int) -> Iterator[Diagnostic]:
    """Yield that years stand to the right of the last column of a table that is read."""
    for place in _years(head):
        if place > last:
            cell = head[place]
            message = f"{shown(cell.text)} and what stands to the right of it are not read"
            hint = "if it is another table, put it on a sheet or into a file of its own"
            yield Diagnostic("not-read", "warning", message, cell.position, hint)
            return


def _cut(table: Table) -> int | None:
    """Return the first column of a further table."""
    for at, row in enumerate(table[:_LOOKED]):
        for left, right in islice(pairwise(_years(row)), _MOST):
            below = (each[left + 1 : right] for each in table[at + 1 : at + _BELOW] if right > left + 1)
            if any(captions().match(cell.text) for cells in below for cell in cells if cell.text):
                return left + 1
    return None


def _years(row: list[Cell]) -> Iterator[int]:
    for place, cell in enumerate(row):
        heading = read_heading(cell.text)
        if heading is not None and not heading.other:
            yield place
