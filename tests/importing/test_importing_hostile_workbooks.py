"""Whatever a workbook holds: a valid section or a diagnostic, within bounds."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from companies import read

from partnercheck.diagnostics import InputError
from partnercheck.importing.tables import package
from partnercheck.importing.tables.cells import MAX_COLUMNS, MAX_ROWS
from partnercheck.importing.tables.package import MAX_DEPTH, cleaned, letters
from pinning import pin


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def changed(raw: bytes, name: str, text: bytes, **more: bytes) -> bytes:
    """Return a workbook with one part replaced and others added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
        for part, added in more.items():
            new.writestr(f"{part}.xml", added)
    return packed.getvalue()


def packed_as(raw: bytes, method: int) -> bytes:
    """Return a workbook whose parts are packed in another way."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", method) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
    return packed.getvalue()


BOOK = workbook(A1="line", B1=2024, A2="revenue", B2=1)
SHEET = "xl/worksheets/sheet1.xml"
CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
SHARED = b'<c t="s"><v>0</v></c>'
LONG = b"<sst><si><t>%s</t></si></sst>" % (b"a" * 100_000)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (changed(BOOK, "", b"", **{"xl/bomb": b" " * 31_000_000}), "too-large"),
        (
            changed(BOOK, SHEET, CELLS % b'<row r="1"><c r="A1"/><c r="XFD1048576"><v>1</v></c></row>'),
            "too-large",
        ),
        (changed(BOOK, SHEET, CELLS % b"<row r='1'><c r='&#88;FD1'><f/></c></row>"), "too-large"),
        (changed(BOOK, SHEET, CELLS % b'<row r="99999999999"/>'), "too-large"),
        (changed(BOOK, SHEET, CELLS % (b"<row><c><v/></c></row>" * 2001)), "too-large"),
        (changed(BOOK, SHEET, CELLS % (b"<row>" + b"<c><v>1</v></c>" * 121 + b"</row>")), "too-large"),
        (
            changed(
                BOOK, SHEET, CELLS % (b"<row>%s</row>" % (SHARED * 100) * 20), **{"xl/sharedStrings": LONG}
            ),
            "too-large",
        ),
        (changed(BOOK, SHEET, b'<?xml version="1.0" encoding="foo"?>' + CELLS % b""), "not-xlsx"),
        (changed(BOOK, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "not-xlsx"),
        (changed(BOOK, SHEET, b"<not"), "not-xlsx"),
        (BOOK[:-30], "not-xlsx"),
        (changed(BOOK, "xl/workbook.xml", b"<a/>"), "not-xlsx"),
        (BOOK.replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), "not-xlsx"),
        (b"PK\x03\x04", "not-xlsx"),
        (changed(BOOK, "", b"", **{f"p{index}": b"<a/>" for index in range(2000)}), "too-large"),
        (changed(BOOK, SHEET, b"<a>" * 65 + b"</a>" * 65), "too-deep"),
        (changed(BOOK, SHEET, CELLS % (b"<row>" * 2 + b"</row>" * 2)), "not-xlsx"),
        (changed(BOOK, SHEET, CELLS % (b"<row>" + b"<c>" * 2 + b"</c>" * 2 + b"</row>")), "not-xlsx"),
        (changed(BOOK, SHEET, b"<a>" + b"<b/>" * 1_000_001 + b"</a>"), "too-large"),
        (b"PK\x05\x06" + b"\0" * 8 + b"\xff" * 8 + b"\0\0", "not-xlsx"),
        (packed_as(BOOK, zipfile.ZIP_BZIP2), "not-xlsx"),
        (changed(BOOK, "", b"", **{"XL/Worksheets/Sheet1": b"<a/>"}), "not-xlsx"),
    ],
    ids=[
        *("bomb", "far", "entity", "row", "rows", "cells", "shared", "encoding", "doctype"),
        *(
            "xml",
            "cut",
            "no workbook",
            "flags",
            "zip",
            "parts",
            "deep",
            "rows in rows",
            "cells in cells",
            "elements",
            "offset",
            "packed",
            "two names",
        ),
    ],
)
def test_a_hostile_workbook_is_told(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as raised:
        read(raw, "a.xlsx", currency="GBP", unit=1)
    assert [each.code for each in raised.value.diagnostics] == [code]
    pin(str(raised.value))


def refused(raw: bytes) -> str:
    """Return why a workbook is not read; empty where it is, without a word."""
    notes: list[Any] = []
    try:
        cleaned(raw, "a.xlsx", notes)
    except InputError as error:
        return error.diagnostics[0].message
    return "".join(each.message for each in notes)


ROW = b'<row r="%d"><c r="%s"><v>1</v></c></row>'
FARTHEST = f"{letters(MAX_COLUMNS)}{MAX_ROWS}".encode()
LIMITS = f"a table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (CELLS % (b"<row><c><v/></c></row>" * MAX_ROWS), ""),
        (CELLS % (b'<row r="1"><c r="A1"><v/></c></row>' * MAX_ROWS), ""),
        (
            CELLS % (b'<row r="1"><c r="A1"><v/></c></row>' * (MAX_ROWS + 1)),
            f"a sheet holds more than {MAX_ROWS} rows or {MAX_COLUMNS} cells in a row",
        ),
        (CELLS % (b"<row>%s</row>" % (b"<c><v/></c>" * MAX_COLUMNS) * 2), ""),
        (
            CELLS % (b"<row>%s</row>" % (b'<c r="A1"><v/></c>' * (MAX_COLUMNS + 1))),
            f"a sheet holds more than {MAX_ROWS} rows or {MAX_COLUMNS} cells in a row",
        ),
        (CELLS % (b'<row r="1048576"/><row r="9"><c r="XFD9" s="1"/>%s</row>' % (b"<c/>" * 200)), ""),
        (CELLS % b'<row r="1048576"/><row><c><v/></c></row>', f"a cell stands at A1048577; {LIMITS}"),
        (
            CELLS % b'<row r="1048576"><c r="A1"/><c><is/></c></row>',
            f"a cell stands at B1048576; {LIMITS}",
        ),
        (CELLS % b'<row r="1"><c r="XFD1"/><c><f/></c></row>', f"a cell stands at XFE1; {LIMITS}"),
        (CELLS % (ROW % (MAX_ROWS, FARTHEST)), ""),
        (CELLS % (ROW % (1, f"{letters(MAX_COLUMNS + 1)}1".encode())), f"a cell stands at DQ1; {LIMITS}"),
        (CELLS % (ROW % (1, b"A0")), f"a cell stands at A0; {LIMITS}"),
        (CELLS % (ROW % (1, b"A2001")), f"a cell stands at A2001; {LIMITS}"),
        (CELLS % (ROW % (0, b"A1")), f"a cell stands at 0; {LIMITS}"),
        (b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH, ""),
        (b'<a xmlns:x="y"><x:row/><row/><x:c/></a>', ""),
        (
            CELLS % b"<sheetData/>",
            "this is no XLSX workbook that can be read: a `sheetData` stands within another",
        ),
        (
            b'<a xmlns:x="y"><x:row><row/></x:row></a>',
            "this is no XLSX workbook that can be read: a `row` stands within another",
        ),
    ],
    ids=[
        *(
            "rows",
            "one row",
            "one row too often",
            "cells",
            "one cell",
            "empty",
            "behind a row",
            "behind a cell",
        ),
        *("beside a cell", "far", "column", "no row", "row", "row zero", "deep", "prefixes"),
        *("tables in each other", "prefixes in each other"),
    ],
)
def test_a_workbook_is_read_up_to_its_bounds(part: bytes, told: str) -> None:
    assert refused(changed(BOOK, SHEET, part)) == told


def test_the_bounds_of_a_workbook_hold_for_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    small = changed(BOOK, SHEET, CELLS % (b"<row>" + SHARED * 3 + b"</row>"))
    shared = b"<sst><si><t>a</t></si><si><t>%s</t><t>%s</t></si><si><t>b</t></si></sst>" % (
        b"c" * 30,
        b"d" * 20,
    )
    raw = changed(small, "", b"", **{"xl/sharedStrings": shared})
    with zipfile.ZipFile(cleaned(raw, "a.xlsx", []).file) as kept:
        parts = [kept.read(name) for name in kept.namelist()]
    size = sum(map(len, parts))
    tags = sum(len(list(ET.fromstring(part).iter())) for part in parts)
    for name, most, told in (
        ("MAX_UNPACKED", size, "the workbook unpacks to more than 0 MB"),
        ("MAX_ELEMENTS", tags, f"the workbook has more than {tags - 1} elements"),
        ("_MAX_SHARED", 3 * 50, "the workbook repeats a long text in too many cells"),
        ("_MAX_PARTS", len(zipfile.ZipFile(io.BytesIO(raw)).namelist()), "the workbook has more than"),
    ):
        with monkeypatch.context() as context:
            context.setattr(package, name, most)
            assert refused(raw) == ""
            context.setattr(package, name, most - 1)
            assert refused(raw).startswith(told)


def test_cells_without_a_place_stand_behind_those_before_them() -> None:
    cells = (
        b'<row><c><v>1</v></c><c><f>1</f></c><c t="str"><f>1</f><v> x </v></c></row>'
        b'<row r="5"><c r="C5"/><c t="e"><v>#REF!</v></c></row><row><c t="e"><f>1</f><v>%s</v></c></row>'
    )
    raw = changed(BOOK, SHEET, CELLS % (cells % (b"#" * 120)))
    assert cleaned(raw, "a.xlsx", []).lost == {
        "B1": "the formula in B1 has no saved result",
        "D5": "D5 holds the error #REF!",
        "A6": f"A6 holds the error {'#' * 59}…",
    }


def test_a_part_that_lies_beyond_any_file_is_told_in_plain_words() -> None:
    """The directory at a workbook's end says with 64 bits that a part begins at 2⁶³."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as empty:
        empty.writestr("[Content_Types].xml", "<a/>")
    raw = packed.getvalue()
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry = bytearray(
        raw[at:end] + (1).to_bytes(2, "little") + (8).to_bytes(2, "little") + (2**63).to_bytes(8, "little")
    )
    entry[30:32], entry[42:46] = (12).to_bytes(2, "little"), b"\xff" * 4
    tail = bytearray(raw[end:])
    tail[12:16] = len(entry).to_bytes(4, "little")
    with pytest.raises(InputError) as raised:
        read(raw[:at] + bytes(entry) + bytes(tail), "a.xlsx")
    (told,) = raised.value.diagnostics
    assert told.message == "this is no XLSX workbook that can be read: a number in it is larger than any file"
