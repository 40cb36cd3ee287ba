"""Partners as CSV and XLSX. No cell is ever a formula, whatever a dossier calls its partner."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from partnercheck.render.portfolio.listing import Heading, Shown

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, in full width too."""
_UNSEEN = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""What may stand before it unseen: blanks, and what Unicode calls ignorable."""
_BEGINS = re.compile(rf"[{_UNSEEN}]*+[{re.escape(''.join(_FORMULA))}]|[\t\r\n]")
_AFTER_SEMICOLON = re.compile(rf"(;[{_UNSEEN}\"]*+)(?=[{re.escape(''.join(_FORMULA))}])")
_FIRST_YEAR = 1900
"""Before it, XLSX has no days."""
_LONGEST = 32_000
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (any fixed day: equal portfolios give equal files)


def delimited(rows: Iterable[Iterable[Shown]]) -> str:
    """Return rows as CSV (RFC 4180, UTF-8); a text that looks like a formula begins with `'`."""
    text = io.StringIO()
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue()


def neutral(cell: Shown) -> Shown:
    """Return a cell that no spreadsheet takes for a formula, nor what it makes of the text after a semicolon.

    Where a comma is the decimal sign, spreadsheets part the cells of a CSV file at semicolons.
    """
    if not isinstance(cell, str):
        return cell
    text = _AFTER_SEMICOLON.sub(r"\1'", cell) if ";" in cell else cell
    return f"'{text}" if _BEGINS.match(text) else text


class Workbook:
    """A table as an XLSX file, a row at a time."""

    def __init__(self, scratch: Path) -> None:
        """Begin, with `scratch` for the rows that wait until all are there.

        Raises:
            ModuleNotFoundError: XlsxWriter is not installed.
        """
        from xlsxwriter import Workbook as Book

        self._file = io.BytesIO()
        self._book = Book(self._file, {"constant_memory": True, "tmpdir": str(scratch)})
        self._book.set_properties({"created": _CREATED})
        self._sheet = self._book.add_worksheet("Partners")
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._formats = {float: self._book.add_format({"num_format": "0.0"})}
        self._rows = self._columns = 0

    def begin(self, headings: Sequence[Heading]) -> None:
        """Write the headings."""
        bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for place, (title, width) in enumerate(headings):
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, title, bold)
        self._sheet.freeze_panes(1, 2)
        self._columns = len(headings)

    def add(self, cells: Sequence[Shown]) -> None:
        """Add a row."""
        self._rows += 1
        row, sheet = self._rows, self._sheet
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, column, cell[:_LONGEST])
            elif isinstance(cell, dt.date) and cell.year < _FIRST_YEAR:
                sheet.write_string(row, column, cell.isoformat())
            elif isinstance(cell, dt.date):
                sheet.write_datetime(row, column, cell, self._day)
            else:
                sheet.write_number(row, column, cell, self._formats.get(type(cell)))

    def written(self) -> bytes:
        """Return the file."""
        self._sheet.autofilter(0, 0, self._rows, self._columns - 1)
        self._book.close()
        return self._file.getvalue()
