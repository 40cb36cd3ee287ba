"""A workbook's package, bounded before any library sees it: a ZIP file of XML, and either can explode.

What comes out of the ZIP file is limited, and one pass over the XML limits how deep and how many its elements
are, refuses rows within rows and cells within cells, and checks the place of every cell that holds something
against the largest table: those that are only coloured or framed may stand anywhere.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from partnercheck.diagnostics import Diagnostic, Position, fail, shown
from partnercheck.importing.tables.cells import MAX_COLUMNS, MAX_ROWS
from partnercheck.importing.tables.sheet_names import BOOK, LEADS, sheet_names

MAX_UNPACKED = 30_000_000
"""How many bytes the parts of a workbook that are read may have together once unpacked."""

MAX_DEPTH = 64
MAX_ELEMENTS = 1_000_000
"""How many elements the parts may have together."""

TOO_LARGE = "too-large"
"""The code of what is told of a sheet that is left out."""

BROKEN = "this is no XLSX workbook that can be read"

_MAX_PARTS = 2_000
_MAX_SHARED = 100_000_000
"""How many characters the cells of a sheet may have in shared texts, if all were as long as the longest."""
_SHOWN = 100
_PIECE = 1 << 16
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_READ = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(?:_rels/)?[^/]+\.(?:xml|rels)|xl/worksheets/(?:_rels/)?[^/]+\.(?:xml|rels)",
    re.IGNORECASE,
)
"""The parts that hold cells, texts, styles and what leads to them; pictures and charts stay packed."""
_EMPTY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


class Cleaned(NamedTuple):
    """A workbook that a library may read.

    Attributes:
        lost: What is wrong with cells that hold no result, by their place.
    """

    file: io.BytesIO
    lost: dict[str, str]


def cleaned(raw: bytes, file: str, notes: list[Diagnostic]) -> Cleaned:
    """Return an uncompressed copy of what holds a workbook's cells.

    A sheet that is larger than any statement is left out with a warning, if there are others.

    Raises:
        InputError: It is no workbook, or too large in any way.
    """
    clean, lost = io.BytesIO(), dict[str, str]()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, zipfile.ZipFile(clean, "w") as copy:
            _copy(packed, copy, file, lost, notes)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        OverflowError,
        LookupError,  # an encoding that nobody knows
        expat.ExpatError,
    ) as error:
        why = "a number in it is larger than any file" if isinstance(error, OverflowError) else shown(error)
        raise fail("not-xlsx", f"{BROKEN}: {why}", file) from None
    clean.seek(0)
    return Cleaned(clean, lost)


def _copy(
    packed: zipfile.ZipFile, copy: zipfile.ZipFile, file: str, lost: dict[str, str], notes: list[Diagnostic]
) -> None:
    parts = packed.infolist()
    if len(parts) > _MAX_PARTS:
        raise fail("too-large", f"the workbook has more than {_MAX_PARTS} parts", file)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise fail("not-xlsx", f"{BROKEN}: two of its parts have one name", file)
    read = [part for part in parts if _READ.fullmatch(part.filename)]
    sheets = sum(bool(_SHEET.fullmatch(part.filename)) for part in read)
    left, elements = MAX_UNPACKED, MAX_ELEMENTS
    cells = longest = 0
    large: dict[str, str] = {}
    leading: dict[str, bytes] = {}
    for part in read:
        text = _unpacked(packed, part, left, file)
        left -= len(text)
        scan = _Scan(file, elements)
        try:
            scan.read(text)
        except _LargeSheetError as error:
            if sheets == 1 or not _SHEET.fullmatch(part.filename):
                raise fail("too-large", str(error), file) from None
            large[part.filename] = str(error)
            text = _EMPTY
        elements -= scan.elements
        lost.update(scan.lost)
        cells, longest = max(cells, scan.shared), max(longest, scan.longest)
        if part.filename.lower() in {BOOK, LEADS}:
            leading[part.filename.lower()] = text
        copy.writestr(zipfile.ZipInfo(part.filename), text)
    if cells * longest > _MAX_SHARED:  # every such cell gets a copy of its own
        raise fail("too-large", "the workbook repeats a long text in too many cells", file)
    names = sheet_names(leading) if large else {}
    for name, why in large.items():
        message = f"{shown(names.get(name.lower(), name))}: {why}, and is not read"
        notes.append(Diagnostic(TOO_LARGE, "warning", message, Position(file, 1, 1)))


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, file: str) -> bytes:
    """Return a part's bytes, stopping where they are too many, whatever the file says of their number."""
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise fail("not-xlsx", f"{BROKEN}: it is packed in an unusual way", file)
    pieces = []
    with packed.open(part) as opened:
        while piece := opened.read(_PIECE):
            left -= len(piece)
            if left < 0:
                size = MAX_UNPACKED // 1_000_000
                raise fail("too-large", f"the workbook unpacks to more than {size} MB", file)
            pieces.append(piece)
    return b"".join(pieces)


class _LargeSheetError(Exception):
    """A sheet is larger than any statement."""


class _Scan:
    """One pass over an XML part.

    Attributes:
        elements: How many there were.
        shared: How many cells take a shared text.
        longest: How long the longest shared text is.
        lost: What is wrong with cells whose result the workbook does not hold.
    """

    def __init__(self, file: str, most: int) -> None:
        self._file, self._most = file, most
        self.elements = self.shared = self.longest = 0
        self.lost: dict[str, str] = {}
        self._inside: list[str] = []
        self._line = self._row = self._column = self._rows = self._cells = self._text = 0
        self._type = self._value = ""
        self._place: str | None = None
        """Where the cell says that it stands, until it is counted."""
        self._formula = self._sheet = False

    def read(self, text: bytes) -> None:
        """Read the part, refusing what would explode."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._characters, self._doctype
        parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        self.elements += 1
        if self.elements > self._most:
            raise fail("too-large", f"the workbook has more than {MAX_ELEMENTS} elements", self._file)
        if len(self._inside) >= MAX_DEPTH:
            raise fail("too-deep", f"elements of the workbook are nested deeper than {MAX_DEPTH}", self._file)
        if tag in {"row", "c", "sheetData"} and tag in self._inside:
            raise fail("not-xlsx", f"{BROKEN}: a `{tag}` stands within another", self._file)
        if self._inside and self._inside[-1] == "c":
            self._holds()
        if tag in {"row", "c"}:
            self._placed(tag, attributes.get("r"))
        if tag == "sheetData":
            self._sheet = True
        elif tag == "c":
            self._type, self._value, self._formula = attributes.get("t", ""), "", False
            self.shared += self._type == "s"
        elif tag == "f":
            self._formula = True
        elif tag == "si":
            self._text = 0
        self._inside.append(tag)

    def _placed(self, tag: str, place: str | None) -> None:
        """Find where a row or cell stands; one that does not say so follows the one before it."""
        if place is not None:
            row, column = _at(place)
        else:
            row, column = (self._line + 1 if tag == "row" else self._row), self._column + 1
        if tag == "row":
            self._line, self._row, self._column, self._cells = row, row, 0, 0
        else:
            self._row, self._column, self._place = row, column, place or ""

    def _holds(self) -> None:
        """Count a cell that holds something, as soon as that shows, and its row with the first of them."""
        if self._place is None:
            return
        # Without a place of its own, it stands in its row, whatever the places of cells before it say.
        row = self._row if self._place else max(self._row, self._line)
        if row > MAX_ROWS or self._column > MAX_COLUMNS:
            raise _too_far(self._place or f"{letters(self._column)}{row}")
        self._rows += not self._cells
        self._cells += 1
        if self._rows > MAX_ROWS or self._cells > MAX_COLUMNS:
            message = f"a sheet holds more than {MAX_ROWS} rows or {MAX_COLUMNS} cells in a row"
            raise _LargeSheetError(message)
        self._place = None

    def _characters(self, text: str) -> None:
        if self._inside and self._inside[-1] in {"v", "t"}:
            self._text += len(text)
            if len(self._value) < _SHOWN:
                self._value += text[:_SHOWN].strip()

    def _end(self, _: str) -> None:
        tag = self._inside.pop()
        if tag == "si":
            self.longest = max(self.longest, self._text)
        elif tag == "c" and self._type == "e":
            place = f"{letters(self._column)}{self._row}"
            self.lost[place] = f"{place} holds the error {shown(self._value)}"
        elif tag == "c" and self._formula and not self._value:
            place = f"{letters(self._column)}{self._row}"
            self.lost[place] = f"the formula in {place} has no saved result"

    def _doctype(self, *_: object) -> None:
        raise fail("not-xlsx", f"{BROKEN}: it declares a document type", self._file)


def _at(place: str) -> tuple[int, int]:
    """Return row and column of a place, `B2` or `2`; refuse one that no spreadsheet has."""
    match = _PLACE.fullmatch(place if place[:1].isalpha() else f"A{place}")
    if not match or not int(match[2]):
        raise _too_far(place)
    return int(match[2]), _column(match[1])


def _too_far(place: str) -> _LargeSheetError:
    """Return that a cell stands where it would make a small file a huge table."""
    limits = f"at most {MAX_ROWS} rows and {MAX_COLUMNS} columns"
    return _LargeSheetError(f"a cell stands at {shown(place)}; a table has {limits}")


@lru_cache(maxsize=MAX_COLUMNS)  # a workbook has few columns and many cells
def _column(named: str) -> int:
    """Return the number of a column, counted from 1."""
    across = 0
    for letter in named:
        across = across * 26 + ord(letter) - ord("A") + 1
    return across


@lru_cache(maxsize=MAX_COLUMNS)
def letters(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
