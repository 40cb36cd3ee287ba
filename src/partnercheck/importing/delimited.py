"""CSV text to a table; separated by commas, semicolons or tabs, whichever the header has most of."""

from __future__ import annotations

import csv

from partnercheck.diagnostics import Position, fail, shown
from partnercheck.importing.table import MAX_COLUMNS, MAX_ROWS, Cell, Table
from partnercheck.source import decode

_SEPARATORS = ",;\t"


def read_csv(raw: bytes, file: str) -> Table:
    """Return the cells of a CSV file.

    Raises:
        InputError: It is too large, not UTF-8, not CSV, or has too many rows or columns.
    """
    lines = decode(raw, file).splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    table: Table = []
    try:
        for row in reader:
            if len(table) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise fail(
                    "too-large", f"a table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns", file
                )
            text = lines[reader.line_num - 1].rstrip("\r\n")[:1000]
            at = Position(file, reader.line_num, 1, text)
            table.append([Cell(cell.strip(), at) for cell in row])
    except csv.Error as error:
        raise fail("not-csv", f"line {reader.line_num}: {shown(error)}", file) from None
    return table
