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
_MAX_SHARED = 100_000_000
"""How many characters the cells of a sheet may have in shared texts, if all were as long as the longest."""
_SHOWN = 100
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
    clean, lost = _clean(raw, file)
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
    return list(_table(rows, file, lost, notes))


def _table(
    rows: list[list[Any]], file: str, lost: dict[str, str], notes: list[Diagnostic]
) -> Iterator[list[Cell]]:
    for down, row in enumerate(rows, start=1):
        cells = []
        for across, value in enumerate(row, start=1):
            place = f"{_letters(across)}{down}"
            position = Position(file, down, across, f"{place}: {shown(value)}" if value != "" else "")
            cells.append(Cell(_text(value, place, position), position))
            if value == "" and place in lost:
                message = f"{lost[place]} and counts as an empty cell"
                hint = "open the workbook in a spreadsheet program, mend the cell and save it"
                notes.append(Diagnostic("no-result", "warning", message, position, hint))
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


def _clean(raw: bytes, file: str) -> tuple[io.BytesIO, dict[str, str]]:
    """Return an uncompressed copy of a workbook's XML, and what is wrong with cells that hold no result."""
    clean, lost, left = io.BytesIO(), dict[str, str](), MAX_UNPACKED
    cells = longest = 0
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
                    shared, length = _Part(file, lost).read(text)
                    cells, longest = max(cells, shared), max(longest, length)
                    copy.writestr(zipfile.ZipInfo(part.filename), text)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        LookupError,  # an encoding that nobody knows
        expat.ExpatError,
    ) as error:
        raise fail("not-xlsx", f"{_BROKEN}: {shown(error)}", file) from None
    if cells * longest > _MAX_SHARED:  # every such cell gets a copy of its own
        raise fail("too-large", "the workbook repeats a long text in too many cells", file)
    clean.seek(0)
    return clean, lost


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


class _Part:
    """One XML part: refuses what would explode, notes the cells whose result the workbook does not hold."""

    def __init__(self, file: str, lost: dict[str, str]) -> None:
        self._file, self._lost = file, lost
        self._inside: list[str] = []
        self._row = self._column = self._rows = self._cells = self._shared = 0
        self._text = self._longest = 0
        self._place = self._type = self._value = ""
        self._formula = False

    def read(self, text: bytes) -> tuple[int, int]:
        """Return how many cells take a shared text, and how long the longest shared text is."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._characters, self._doctype
        parser.Parse(text, True)
        return self._shared, self._longest

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        place = attributes.get("r")
        if tag in {"row", "c"} and place is not None:
            row, column = _within(place, self._file)
        else:  # a row or cell that does not say where it stands follows the one before it
            row, column = self._row + (tag == "row"), self._column + 1
        if tag == "row" and "sheetData" in self._inside:
            self._row, self._column, self._cells = row, 0, 0
            self._rows += 1
        elif tag == "c":
            self._row, self._column = row, column
            self._cells += 1
            self._place, self._type = f"{_letters(column)}{row}", attributes.get("t", "")
            self._value, self._formula = "", False
            self._shared += self._type == "s"
        elif tag == "f":
            self._formula = True
        elif tag == "si":
            self._text = 0
        if (self._rows > MAX_ROWS or self._cells > MAX_COLUMNS) and "sheetData" in self._inside:
            message = f"a sheet holds more than {MAX_ROWS} rows or {MAX_COLUMNS} cells in a row"
            raise fail("too-large", message, self._file)
        self._inside.append(tag)

    def _characters(self, text: str) -> None:
        if self._inside and self._inside[-1] in {"v", "t"}:
            self._text += len(text)
            if len(self._value) < _SHOWN:
                self._value += text.strip()

    def _end(self, _: str) -> None:
        tag = self._inside.pop()
        if tag == "si":
            self._longest = max(self._longest, self._text)
        elif tag == "c" and self._type == "e":
            self._lost[self._place] = f"{self._place} holds the error {shown(self._value)}"
        elif tag == "c" and self._formula and not self._value:
            self._lost[self._place] = f"the formula in {self._place} has no saved result"

    def _doctype(self, *_: object) -> None:
        raise fail("not-xlsx", f"{_BROKEN}: it declares a document type", self._file)


def _within(place: str, file: str) -> tuple[int, int]:
    """Return row and column of a place, `B2` or `2`; refuse one that would make a small file a huge table."""
    match = _PLACE.fullmatch(place if place[:1].isalpha() else f"A{place}")
    across = 0
    for letter in match[1] if match else "":
        across = across * 26 + ord(letter) - ord("A") + 1
    if not match or int(match[2]) > MAX_ROWS or across > MAX_COLUMNS:
        message = (
            f"a cell stands at {shown(place)}; a table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns"
        )
        raise fail("too-large", message, file)
    return int(match[2]), across
