"""CSV text to a table; separated by commas, semicolons or tabs, whichever makes rows of one length."""

from __future__ import annotations

import csv

from partnercheck.diagnostics import Position, fail, shown
from partnercheck.importing.tables.cells import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, Table
from partnercheck.source import decode

_SEPARATORS = ",;\t"
_SAMPLE = 50
"""How many lines are looked at to tell the separator."""


def read_csv(raw: bytes, file: str) -> Sheet:
    """Return the cells of a CSV file.

    Raises:
        InputError: It is too large, not UTF-8, not CSV, or has too many rows or columns.
    """
    lines = decode(raw, file).splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines), strict=True)
    table: Table = []
    try:
        for row in reader:
            if len(table) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise fail(
                    "too-large", f"a table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns", file
                )
            text = lines[reader.line_num - 1].rstrip("\r\n")[:1000]
            table.append(_cells(row, Position(file, reader.line_num, 1, text)))
    except csv.Error as error:
        raise fail("not-csv", f"line {reader.line_num}: {shown(error)}", file) from None
    return Sheet(file, "", table)


def _cells(row: list[str], line: Position) -> list[Cell]:
    """Return the cells of a row, each with its column in the source line where that can be told."""
    cells, at = [], 0
    for text in row:
        found, place = line.text.find(text, at) if text else -1, line
        if found >= 0:
            place, at = line._replace(column=found + 1), found + len(text)
        cells.append(Cell(text.strip(), place))
    return cells


def _separator(lines: list[str]) -> str:
    """Return the separator that most lines have outside of quotes; a decimal comma must not win over it."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]

    def likely(separator: str) -> tuple[bool, bool, int]:
        counts = [_outside(line, separator) for line in sample]
        everywhere = all(counts)
        return everywhere, everywhere and separator != ",", sum(counts)

    return max(_SEPARATORS, key=likely)


def _outside(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])
