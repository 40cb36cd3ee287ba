"""Cells of tables, wherever they come from."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from partnercheck.diagnostics import Diagnostic, Position

MAX_ROWS, MAX_COLUMNS = 2_000, 120


class Cell(NamedTuple):
    """A cell's text, and where it stands.

    Attributes:
        number: Whether the text is a spreadsheet's own number, with a point as its decimal mark.
        note: Why it is empty, where a workbook does not hold the result of its formula.
        day: The day that it holds, where it is a spreadsheet's own date, with or without a time.
    """

    text: str
    position: Position
    number: bool = False
    note: Diagnostic | None = None
    day: dt.date | None = None


Table = list[list[Cell]]


class Sheet(NamedTuple):
    """One table of a file.

    Attributes:
        file: The file's name.
        name: The sheet's name; empty where the file is one table.
        visible: Whether who opens the file sees it.
        merged: Of cells that are merged into one, row and column of the first and the last, counted from 0.
    """

    file: str
    name: str
    table: Table
    visible: bool = True
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


def transposed(table: Table) -> Table:
    """Return a table, whose first row has a cell, with rows as columns."""
    empty = Cell("", table[0][0].position)
    return [list(column) for column in zip_longest(*table, fillvalue=empty)]
