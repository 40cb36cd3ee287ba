"""Partners as CSV and XLSX. No cell is ever a formula, whatever a dossier calls its partner."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import visible
from partnercheck.render.portfolio.listing import Cell, columns, shown_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from partnercheck.insight.overview import Overview
    from partnercheck.render.portfolio.listing import Listed

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, in full width too."""
_LONGEST = 32_000
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (any fixed day: equal portfolios give equal files)


def delimited(rows: Iterable[Iterable[Cell]]) -> str:
    """Return rows as CSV (RFC 4180, UTF-8); a text that looks like a formula begins with `'`."""
    text = io.StringIO()
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def neutral(value: Cell) -> str | float | dt.date:
    """Return a cell that no spreadsheet takes for a formula."""
    cell = shown_cell(value)
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)):
        return f"'{cell}"
    return cell


def workbook(overview: Overview, partners: Iterable[Listed], scratch: Path) -> bytes:
    """Return the table as an XLSX file; rows wait in `scratch`, a folder, until all are there.

    Raises:
        ModuleNotFoundError: XlsxWriter is not installed.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  (an extra)

    file = io.BytesIO()
    book = Workbook(file, {"constant_memory": True, "tmpdir": str(scratch)})
    book.set_properties({"created": _CREATED})
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        dt.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        float: book.add_format({"num_format": "0.0"}),
    }
    sheet = book.add_worksheet("Partners")
    shown = columns(overview)
    for place, column in enumerate(shown):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, visible(column.title), heading)
    sheet.freeze_panes(1, 2)
    last = 0
    for last, listed in enumerate(partners, 1):
        _cells(sheet, last, [each.pick(listed) for each in shown], formats)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    book.close()
    return file.getvalue()


def _cells(sheet: Any, row: int, cells: Sequence[Cell], formats: dict[type, Any]) -> None:
    for column, value in enumerate(cells):
        cell = shown_cell(value)
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell[:_LONGEST])
        elif isinstance(cell, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), formats[dt.date])
        else:
            sheet.write_number(row, column, cell, formats.get(type(cell)))
