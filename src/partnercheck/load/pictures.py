"""Whether bytes are a plain picture, one that costs a reader no more than its size lets expect.

A PNG is decompressed and a JPEG is followed from its first to its last segment, both once; an SVG holds
shapes, words and gradients, and nothing that is drawn over and over, runs, or is fetched from elsewhere.
Formats: ISO/IEC 15948 (PNG), ITU-T T.81 (JPEG), W3C SVG 1.1.
"""

from __future__ import annotations

import re
import zlib
from struct import unpack_from
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SIDE = 2000
"""The most pixels of a PNG or JPEG, across and down."""

MAX_SVG_DEPTH = 32
MAX_CLIPS = 20
"""How often an SVG may cut something out by a path; each time costs as much as that path."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where the seven passes of an interlaced PNG begin and how far apart their pixels are: x, y, x, y."""
_MOST_BESIDE = 1_000_000
"""The most bytes that a colour profile or a text within a PNG comes to."""

_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""What ends the data of a JPEG's scan; it may hold escaped bytes and restarts."""
_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended and progressive: the ones that readers know
_MOST_SCANS = 20

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_PLAIN = frozenset(
    {"svg", "g", "defs", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line"}
    | {"polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath"}
)
_ADDRESS = re.compile(r"url\(\s*+[\"']?+(?!#)|@|\\", re.IGNORECASE)
"""What in a style leads elsewhere, or hides that it does."""


class NotAPictureError(Exception):
    """It is no plain picture; the message says why, with the picture as its subject."""


def media(data: bytes) -> str:
    """Return the media type of a plain picture: PNG, JPEG or SVG.

    Raises:
        NotAPictureError: It is something else, is broken, or would cost too much to draw.
    """
    if data.startswith(_PNG):
        _check_png(data)
        return "image/png"
    if data.startswith(_JPEG):
        _check_jpeg(data)
        return "image/jpeg"
    _SVGReader().check(data)
    return "image/svg+xml"


def _refuse(why: str) -> NoReturn:
    raise NotAPictureError(why)


def _check_side(width: int, height: int) -> None:
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        _refuse(f"has {width:,} × {height:,} pixels; at most {MAX_SIDE:,} × {MAX_SIDE:,} are allowed")


def _check_png(data: bytes) -> None:
    broken = "is a broken PNG picture"
    chunks = dict[bytes, bytes]()
    pixels = bytearray()
    for kind, content in _chunks(data):
        if not chunks and (kind != b"IHDR" or len(content) != 13):
            _refuse(broken)
        chunks.setdefault(kind, content)
        if kind == b"IDAT":
            pixels += content
        elif len(_unpacked(_packed(kind, content), _MOST_BESIDE + 1)) > _MOST_BESIDE:
            _refuse("holds more beside its pixels than a picture needs")
        elif kind == b"acTL":
            _refuse("is animated")
    if b"IEND" not in chunks:
        _refuse(broken)
    width, height, depth, colour, method, filtering, interlaced = unpack_from(">IIBBBBB", chunks[b"IHDR"])
    _check_side(width, height)
    palette = colour != 3 or b"PLTE" in chunks
    if depth not in _DEPTHS.get(colour, ()) or method or filtering or interlaced > 1 or not palette:
        _refuse(broken)
    rows = [
        (-(-columns * depth * _CHANNELS[colour] // 8), lines)
        for columns, lines in _passes(width, height, interlaced=interlaced == 1)
    ]
    wanted = sum((1 + length) * lines for length, lines in rows)
    if len(_unpacked(bytes(pixels), wanted + 1)) != wanted:
        _refuse(broken)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of a PNG's chunks up to its end; one that is broken ends them."""
    at, kind = len(_PNG), b""
    while kind != b"IEND" and at + 12 <= len(data):
        (length,) = unpack_from(">I", data, at)
        body = data[at + 4 : at + 8 + length]
        if data[at + 8 + length : at + 12 + length] != zlib.crc32(body).to_bytes(4, "big"):
            return
        kind = body[:4]
        yield kind, body[4:]
        at += 12 + length


def _packed(kind: bytes, content: bytes) -> bytes:
    """Return what is compressed in a chunk that is no pixels: profile or text."""
    after = content.partition(b"\0")[2]
    if kind in {b"zTXt", b"iCCP"}:
        return after[1:]
    if kind == b"iTXt" and after[:1] == b"\1":
        return after[2:].split(b"\0", 2)[-1]
    return b""


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _passes(width: int, height: int, *, interlaced: bool) -> Iterator[tuple[int, int]]:
    """Yield columns and lines of each pass that has any."""
    if not interlaced:
        yield width, height
        return
    for x, y, across, down in _PASSES:
        columns, lines = -(-(width - x) // across), -(-(height - y) // down)
        if columns > 0 and lines > 0:
            yield columns, lines


def _check_jpeg(data: bytes) -> None:
    broken = "is a broken JPEG picture"
    at, framed, scans = 2, False, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # filling
            at += 1
            continue
        if length < 2 or marker in {0x00, 0x01, *range(0xD0, 0xDA)}:
            _refuse(broken)
        if marker in _FRAMES and length >= 8 and not framed:
            framed = True
            if at + 9 > len(data):
                _refuse(broken)
            height, width = unpack_from(">HH", data, at + 5)
            _check_side(width, height)
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            _refuse("is a JPEG picture of a rare kind; save it anew")
        at += 2 + length
        if marker == 0xDA:
            scans += 1
            found = _MARKER.search(data, at)
            if not framed or found is None or found.start() == at:
                _refuse(broken)
            if scans > _MOST_SCANS:
                _refuse(f"is a JPEG picture in more than {_MOST_SCANS} scans")
            at = found.end() - 2
            if data[at + 1] == 0xD9:
                return
    _refuse(broken)


class _SVGReader:
    """Reads an SVG element by element, in time that grows with its size."""

    def __init__(self) -> None:
        self._depth = 0
        self._styles = 0
        self._style: list[str] = []
        self._clips = 0

    def check(self, data: bytes) -> None:
        from xml.parsers import expat  # noqa: PLC0415  (most runs have no logo)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = lambda *_: _refuse("is an SVG with processing instructions")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):  # the latter two of an encoding that is none
            _refuse("is no PNG, JPEG or SVG picture")
        style = "".join(self._style)
        if _ADDRESS.search(style) or "clip-path" in style.lower():
            _refuse("is an SVG whose `style` runs, fetches or cuts something")

    def _doctype(self, name: str, system: Any, public: Any, internal: int) -> None:  # noqa: ARG002  (expat's)
        if internal:
            _refuse("is an SVG with entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, word = name.rpartition(" ")
        if self._depth == 0 and (space, word) != (_SVG, "svg"):
            _refuse("is no PNG, JPEG or SVG picture")
        self._depth += 1
        if self._depth > MAX_SVG_DEPTH:
            _refuse(f"is an SVG nested deeper than {MAX_SVG_DEPTH} levels")
        if (space == _SVG and word not in _PLAIN) or space == _XHTML:
            _refuse(f"is an SVG with `{word[:40]}`; a logo is made of shapes alone")
        self._styles += word == "style"
        for key, value in attributes.items():
            attribute = key.rpartition(" ")[2].lower()
            elsewhere = attribute in {"href", "src"} and not value.startswith("#")
            if attribute.startswith("on") or elsewhere or (space == _SVG and _leads_elsewhere(value)):
                _refuse(f"is an SVG whose `{attribute[:40]}` runs or fetches something")
            self._count_clips(attribute, value)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._styles -= name.rpartition(" ")[2] == "style"

    def _text(self, text: str) -> None:
        if self._styles:
            self._style.append(text)

    def _count_clips(self, attribute: str, value: str) -> None:
        self._clips += attribute == "clip-path" or "clip-path" in value.lower()
        if self._clips > MAX_CLIPS:
            _refuse(f"is an SVG that cuts out more than {MAX_CLIPS} times")


def _leads_elsewhere(value: str) -> bool:
    return "url(" in value.lower() and _ADDRESS.search(value) is not None
