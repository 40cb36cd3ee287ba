"""XLSX workbooks to tables, as last saved; formulas are never worked out.

`package.py` bounds the file first; python-calamine (the extra `xlsx`) reads a clean copy of what is needed.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import Diagnostic, InputError, Position, fail, shown
from partnercheck.extras import install
from partnercheck.importing.tables.amounts import tidy
from partnercheck.importing.tables.cells import Cell, Sheet
from partnercheck.importing.tables.package import BROKEN, cleaned, letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NAMED = 20
_DIGITS = 2**53
"""Whole numbers above this are not exact in a spreadsheet."""


def read_xlsx(raw: bytes, file: str, wanted: Collection[str], notes: list[Diagnostic]) -> list[Sheet]:
    """Return the cells of a workbook's sheets.

    Args:
        raw: The file's bytes.
        file: Its name.
        wanted: The names of the sheets to read; empty: all.
        notes: Takes the cells whose result the workbook does not hold.

    Raises:
        InputError: The extra is missing, the file is no workbook, it lacks a sheet, or it is too large in any
            way.
    """
    try:
        import python_calamine  # noqa: PLC0415  (the extra `xlsx`)
    except ImportError:
        message = f"reading XLSX needs the extra `xlsx`; install it with: {install('xlsx')}"
        raise fail("no-extra", message, file) from None
    clean, lost = cleaned(raw, file, notes)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(clean)
        tables = python_calamine.SheetTypeEnum.WorkSheet  # not a sheet that is one chart
        names = [each.name for each in book.sheets_metadata if each.typ == tables]
        visible = {
            each.name
            for each in book.sheets_metadata
            if each.visible == python_calamine.SheetVisibleEnum.Visible
        }
        sheets = {name: book.get_sheet_by_name(name) for name in names if not wanted or name in wanted}
        found = {name: each.to_python(skip_empty_area=False) for name, each in sheets.items()}
        merged = {name: each.merged_cell_ranges or () for name, each in sheets.items()}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001  (a panic of the Rust library is no Exception)
        raise fail("not-xlsx", f"{BROKEN}: {shown(error)}", file) from None
    if missing := sorted(set(wanted) - found.keys()):
        there = ", ".join(f"`{shown(name)}`" for name in names[:_NAMED])
        raise fail("no-sheet", f"there is no sheet `{shown(missing[0])}`; there are: {there}", file)
    many = len(names) > 1
    return [
        Sheet(
            file,
            name,
            list(_table(rows, file, name if many else "", lost, notes)),
            name in visible,
            merged[name],
        )
        for name, rows in found.items()
    ]


def _table(
    rows: list[list[Any]], file: str, sheet: str, lost: dict[str, str], notes: list[Diagnostic]
) -> Iterator[list[Cell]]:
    before = f"{shown(sheet)}!" if sheet else ""
    for down, row in enumerate(rows, start=1):
        cells = []
        for across, value in enumerate(row, start=1):
            cell = f"{letters(across)}{down}"
            place = f"{before}{cell}"
            position = Position(file, down, across, f"{place}: {shown(value)}" if value != "" else "")
            number = isinstance(value, int | float) and not isinstance(value, bool)
            note = None
            if value == "" and cell in lost:
                message = f"{place}: {lost[cell]} and counts as an empty cell"
                hint = "open the workbook in a spreadsheet program, mend the cell and save it"
                note = Diagnostic("no-result", "warning", message, position, hint)
                notes.append(note)
            cells.append(Cell(_text(value, place, position), position, number, note, _day(value)))
        yield cells


def _day(value: object) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else None


def _text(value: object, place: str, position: Position) -> str:
    """Return a cell as text, numbers in the digits that the spreadsheet has."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if abs(value) >= _DIGITS:
            message = f"{place}: `{shown(value)}` has more digits than a spreadsheet keeps exactly"
            raise InputError([Diagnostic("wrong-amount", "error", message, position)])
        return format(tidy(Decimal(repr(value))), "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value).strip()
