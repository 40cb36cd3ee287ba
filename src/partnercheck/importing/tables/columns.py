"""Columns of amounts, lines across them, and the columns that are left out as no head of a year is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, shown
from partnercheck.importing.captions import Context, captions
from partnercheck.importing.folding import fold
from partnercheck.importing.tables.amounts import Written, read_written
from partnercheck.importing.tables.headings import Heading, far_year, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.importing.tables.cells import Cell

NOTES = {"note", "notes", "anmerkung", "anhang", "anm", "nota", "notas", "ref", "schedule"}
_LIKE_A_YEAR = re.compile(r"[0-9]{2}|year|period|jahr|exercice|ejercicio", re.IGNORECASE)
_HINT = "if it is a fiscal year, head it with one, such as 2025, FY25 or 31.12.2025"


class Column(NamedTuple):
    """A column of amounts: its place in the row, and its head.

    Attributes:
        rival: The head of the column of the same year that it restates, and that is left out.
    """

    place: int
    heading: Heading
    cell: Cell
    rival: Cell | None = None


class Line(NamedTuple):
    """A row below a header: its caption, where it stands, and its cells."""

    caption: Cell
    context: Context
    row: Sequence[Cell]


def is_between(cell: Cell) -> bool:
    """Return whether a head between years is that of a column of notes or of changes."""
    return fold(cell.text) in NOTES or "%" in cell.text or "hange" in cell.text or "Δ" in cell.text


def unread(columns: list[Column], lines: list[Line], header: Sequence[Cell]) -> Iterator[Diagnostic]:
    """Yield that columns are left out in which lines have amounts, as their heads are no fiscal years."""
    places = [each.place for each in columns]
    known = [line for line in lines if captions().match(line.caption.text, line.context)]
    last = max((len(line.row) for line in known), default=0)
    for place in (each for each in range(last) if each not in places):
        cells = [line.row[place] for line in known if place < len(line.row) and line.row[place].text]
        if place >= len(header):
            for cell in cells:
                message = f"{shown(cell.text)} stands in a column without a year and is left out"
                yield Diagnostic("no-year", "warning", message, cell.position)
            continue
        head = header[place]
        amounts = [cell for cell in cells if isinstance(read_written(cell.text), Written)]
        if not amounts or is_between(head) or read_heading(head.text) or far_year(head.text):
            continue
        if _LIKE_A_YEAR.search(head.text):
            message = f"the column `{shown(head.text)}` is left out: its head is not read as a fiscal year"
            yield Diagnostic("no-year", "warning", message, head.position, _HINT)
        elif not head.text and place > min(places):  # captions and notes stand before
            first = amounts[0]
            message = f"{shown(first.text)} and what is below it are left out: their column has no head"
            yield Diagnostic("no-year", "warning", message, first.position, _HINT)
