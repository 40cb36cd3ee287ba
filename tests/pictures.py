"""Small pictures of every kind that a logo may be of."""

from __future__ import annotations

import zlib
from struct import pack

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    body = kind + content
    return pack(">I", len(content)) + body + pack(">I", zlib.crc32(body))


def png(
    width: int = 2, height: int = 1, *, rows: bytes | None = None, more: bytes = b"", depth: int = 8
) -> bytes:
    """Return a grey PNG with these rows of pixels and more chunks."""
    pixels = b"\0" * (1 + -(-width * depth // 8)) * height if rows is None else rows
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes([0xFF, marker]) + pack(">H", len(content) + 2) + content


def jpeg(width: int = 8, height: int = 8, *, scans: int = 1, frame: int = 0xC0) -> bytes:
    """Return what a reader sees of a JPEG before it decodes it."""
    head = segment(frame, pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0")
        + head
        + (segment(0xDA, b"\1\1\0\0?\0") + b"\x1f\xff\0") * scans
        + b"\xff\xd9"
    )


PNG, JPEG = png(), jpeg()
