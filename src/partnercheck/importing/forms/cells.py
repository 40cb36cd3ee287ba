"""Sheets of a returned form: which columns and rows are which, and data that know their cells."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Diagnostic, Position, shown
from partnercheck.importing.tables.cells import Cell
from partnercheck.importing.tables.package import letters
from partnercheck.model import form_sheets as layout
from partnercheck.source import Row, Source, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.diagnostics import Severity
    from partnercheck.importing.tables.cells import Sheet

_SEARCHED = 20
"""So many rows are looked through for the one that names the columns: some may have been put above it."""


class Line(NamedTuple):
    """A row of a sheet.

    Attributes:
        id: What the row is about.
        cells: Its cells by the hidden names of their columns; those of other columns are left out.
    """

    id: Cell
    cells: dict[str, Cell]

    def filled(self, *names: str) -> dict[str, Cell]:
        """Return the cells that hold something: of these columns, or of all."""
        return {
            name: self.cells[name]
            for name in names or self.cells
            if name in self.cells and self.cells[name].text
        }


class FormSheet(NamedTuple):
    """A sheet that belongs to the form.

    Attributes:
        kind: What its first cell says it is.
        visible: Whether who opens the file sees it.
        lines: Its rows in any order that are to be filled in, as far as anything stands in them; of the one
            that says who answers, all.
        at: The cell that says what it is.
        names: The hidden names of its columns.
        unnamed: Of each column that has none, the first cell in which somebody wrote something.
        twice: Cells that say something else than the one of the same row in a column of the same name, and
            this one.
        merged: Cells that are filled in and merged with those of rows below.
    """

    kind: str
    visible: bool
    lines: list[Line]
    at: Cell
    names: frozenset[str]
    unnamed: list[Cell]
    twice: list[tuple[Cell, Cell]]
    merged: list[Cell]


def form_sheets(sheets: list[Sheet]) -> Iterator[FormSheet]:
    """Yield the sheets that belong to a form, told by what their hidden row says."""
    for sheet in sheets:
        for place, row in enumerate(sheet.table[:_SEARCHED]):
            column = next((n for n, cell in enumerate(row) if _is_kind(cell.text)), None)
            if column is not None:
                yield _form_sheet(sheet, place, column)
                break


def _form_sheet(sheet: Sheet, place: int, column: int) -> FormSheet:
    """Return a sheet whose row at `place` names its columns; what rows are about stands in `column`."""
    row, below = sheet.table[place], sheet.table[place + 1 :]
    kind = row[column].text
    names = {n: cell.text for n, cell in enumerate(row) if cell.text and n != column}
    twice: list[tuple[Cell, Cell]] = []
    lines = [_line(sheet.name, each, column, names, twice) for each in below]
    kept = [each for each in lines if each.filled() or (kind == layout.READ_ME and each.id.text)]
    return FormSheet(
        kind,
        sheet.visible,
        [each for each in kept if each.id.text != layout.HEADING],
        _placed(sheet.name, row[column]),
        frozenset(names.values()),
        [_placed(sheet.name, each) for each in _unnamed(below, column, names)],
        twice,
        [
            _placed(sheet.name, sheet.table[top][left])
            for (top, left), (bottom, _) in sheet.merged
            if place < top < min(bottom, len(sheet.table)) and left in names and sheet.table[top][left].text
        ],
    )


def _unnamed(rows: list[list[Cell]], column: int, names: Mapping[int, str]) -> Iterator[Cell]:
    """Yield the first cell of each column without a name in which something stands that is not ours."""
    headings = [row for row in rows if column < len(row) and row[column].text == layout.HEADING]
    for n in range(max(map(len, rows), default=0)):
        if (
            n == column
            or n in names
            or any(row[n].text in layout.UNASKED for row in headings if n < len(row))
        ):
            continue
        yield from islice((row[n] for row in rows if row not in headings and n < len(row) and row[n].text), 1)


def _is_kind(text: str) -> bool:
    return text in {layout.READ_ME, layout.QUESTIONS} or text.startswith(layout.TABLE)


def _line(
    sheet: str, row: list[Cell], column: int, names: Mapping[int, str], twice: list[tuple[Cell, Cell]]
) -> Line:
    cells: dict[str, Cell] = {}
    for n, cell in enumerate(row):
        if n not in names:
            continue
        found = _placed(sheet, cell)
        before = cells.setdefault(names[n], found)
        if not before.text:
            cells[names[n]] = found
        elif found.text and found.text != before.text:
            twice.append((found, before))
    return Line(_placed(sheet, row[column]), cells)


def _placed(sheet: str, cell: Cell) -> Cell:
    """Return a cell whose position tells its sheet and place, even where it is empty."""
    at = cell.position
    text = f"{shown(sheet)}!{letters(at.column)}{at.line}: {shown(cell.text)}"
    return cell._replace(position=Position(at.file, at.line, at.column, text, at.column - 1))


def place(cell: Cell) -> str:
    """Return where a cell is, such as `Questions!B7`."""
    return cell.position.text.partition(": ")[0]


def problem(
    code: str, cell: Cell, message: str, hint: str | None = None, *, warning: bool = False
) -> Diagnostic:
    """Return what is wrong with a cell."""
    severity: Severity = "warning" if warning else "error"
    return Diagnostic(code, severity, f"{place(cell)}: {message}", cell.position, hint)


class CellData(Source):
    """Data that know in which cells they stand: what `source` makes of a text, made of a workbook."""

    def __init__(self, file: str) -> None:
        """Begin without data; what stands nowhere is said of the whole file."""
        super().__init__(file, "")
        self._cells = [Cell("", Position(file, 1, 1))]

    def position(self, index: int) -> Position:
        """Return the place of a cell."""
        return self._cells[index].position

    def cell(self, part: Table | Row) -> Cell:
        """Return the cell in which a mapping or list begins, which is not empty."""
        return self._cells[part.spots[0]]

    def _mark(self, cell: Cell) -> int:
        self._cells.append(cell)
        return len(self._cells) - 1

    def put(self, table: Table, key: str, value: Any, cell: Cell) -> None:
        """Put a value into a mapping, as standing in a cell."""
        at = self._mark(cell)
        table[key] = value
        table.spots += (at, at)

    def within(self, table: Table, key: str, cell: Cell) -> Table:
        """Return the mapping under a key, made where there is none yet."""
        if key not in table:
            self.put(table, key, Table(), cell)
        found: Table = table[key]
        return found

    def add(self, row: Row, value: Any, cell: Cell) -> None:
        """Add a value to a list, as standing in a cell."""
        row.append(value)
        row.spots.append(self._mark(cell))
