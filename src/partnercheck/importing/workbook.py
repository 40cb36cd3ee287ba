"""XLSX workbooks to a table: the first sheet, as last saved; formulas are never worked out.

A workbook is a ZIP file of XML, and either can be made to explode. So the file is unpacked here with a limit
on what comes out, every cell's place is checked against the largest table, and only then python-calamine (the
extra `xlsx`) gets a clean, uncompressed copy of what is needed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from partnercheck.diagnostics import Diagnostic, InputError, Position, fail, shown
from partnercheck.importing.table import MAX_COLUMNS, MAX_ROWS, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 30_000_000
"""How many bytes the parts of a workbook may have together once unpacked."""

_MAX_PARTS = 500
_PIECE = 1 << 16
_DIGITS = 2**53
"""Whole numbers above this are not exact in a spreadsheet."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BROKEN = "this is no XLSX workbook that can be read"


def read_xlsx(raw: bytes, file: str, notes: list[Diagnostic]) -> Table:
    """Return the cells of a workbook's first sheet.

    Raises:
        InputError: The extra is missing, the file is no workbook, or it is too large in any way.
    """
    try:
        import python_calamine  # noqa: PLC0415  (the extra `xlsx`)
    except ImportError:
        message = "reading XLSX needs the extra `xlsx`; install it with: pip install 'partnercheck[xlsx]'"
        raise fail("no-extra", message, file) from None
    clean, unsaved = _clean(raw, file)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(clean)
        names = list(book.sheet_names)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False) if names else []
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001  (a panic of the Rust library is no Exception)
        raise fail("not-xlsx", f"{_BROKEN}: {shown(error)}", file) from None
    if len(names) > 1:
        message = f"only the first of {len(names)} sheets is read: `{shown(names[0])}`"
        notes.append(Diagnostic("not-mapped", "warning", message, Position(file, 1, 1)))
    return list(_table(rows, file, unsaved, notes))


def _table(
    rows: list[list[Any]], file: str, unsaved: set[str], notes: list[Diagnostic]
) -> Iterator[list[Cell]]:
    for down, row in enumerate(rows, start=1):
        cells = []
        for across, value in enumerate(row, start=1):
            place = f"{_letters(across)}{down}"
            position = Position(file, down, across, f"{place}: {shown(value)}" if value != "" else "")
            cells.append(Cell(_text(value, place, position), position))
            if value == "" and place in unsaved:
                message = f"the formula in {place} has no saved result and counts as an empty cell"
                hint = "open the workbook in a spreadsheet program and save it"
                notes.append(Diagnostic("formula", "warning", message, position, hint))
        yield cells


def _text(value: object, place: str, position: Position) -> str:
    """Return a cell as text, numbers in the digits that the spreadsheet has."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if abs(value) >= _DIGITS:
            message = f"{place}: `{shown(value)}` has more digits than a spreadsheet keeps exactly"
            raise InputError([Diagnostic("wrong-amount", "error", message, position)])
        number = Decimal(repr(value))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value).strip()


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _clean(raw: bytes, file: str) -> tuple[io.BytesIO, set[str]]:
    """Return an uncompressed copy of a workbook's XML, and the cells whose formula has no saved result."""
    clean, unsaved, left = io.BytesIO(), set[str](), MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, zipfile.ZipFile(clean, "w") as copy:
            parts = packed.infolist()
            if len(parts) > _MAX_PARTS:
                raise fail("too-large", f"the workbook has more than {_MAX_PARTS} parts", file)
            if len({part.filename.lower() for part in parts}) < len(parts):
                raise fail("not-xlsx", f"{_BROKEN}: two of its parts have one name", file)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    text = _unpacked(packed, part, left, file)
                    left -= len(text)
                    _check(text, file, unsaved)
                    copy.writestr(zipfile.ZipInfo(part.filename), text)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        expat.ExpatError,
    ) as error:
        raise fail("not-xlsx", f"{_BROKEN}: {shown(error)}", file) from None
    clean.seek(0)
    return clean, unsaved


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, file: str) -> bytes:
    """Return a part's bytes, stopping where they are too many, whatever the file says of their number."""
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise fail("not-xlsx", f"{_BROKEN}: it is packed in an unusual way", file)
    pieces = []
    with packed.open(part) as opened:
        while piece := opened.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise fail(
                    "too-large", f"the workbook unpacks to more than {MAX_UNPACKED // 1_000_000} MB", file
                )
            pieces.append(piece)
    return b"".join(pieces)


def _check(text: bytes, file: str, unsaved: set[str]) -> None:
    """Refuse entities and cells beyond the largest table; note the formulas without a saved result."""
    parser = expat.ParserCreate()
    inside: list[str] = []
    cell: list[str] = []
    state = {"formula": False, "value": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        inside.append(tag)
        if tag in {"c", "row"} and "r" in attributes:
            _within(attributes["r"], file)
        if tag == "c":
            cell[:] = [attributes.get("r", "")]
            state.update(formula=False, value=False)
        elif tag == "f":
            state["formula"] = True

    def characters(text: str) -> None:
        if inside and inside[-1] in {"v", "t"} and text.strip():
            state["value"] = True

    def end(name: str) -> None:
        inside.pop()
        if name.rpartition(":")[2] == "c" and cell and state["formula"] and not state["value"]:
            unsaved.add(cell[0])

    def doctype(*_: object) -> None:
        raise fail("not-xlsx", f"{_BROKEN}: it declares a document type", file)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, doctype
    parser.Parse(text, True)


def _within(place: str, file: str) -> None:
    """Refuse a row or cell that would make a huge table of a small file."""
    match = _PLACE.fullmatch(place if place[:1].isalpha() else f"A{place}")
    across = 0
    for letter in match[1] if match else "":
        across = across * 26 + ord(letter) - ord("A") + 1
    if not match or int(match[2]) > MAX_ROWS or across > MAX_COLUMNS:
        message = (
            f"a cell stands at {shown(place)}; a table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns"
        )
        raise fail("too-large", message, file)
