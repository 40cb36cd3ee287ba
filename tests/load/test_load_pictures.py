"""A logo is a plain picture: what is refused, and that looking costs no more than its size lets expect."""

from __future__ import annotations

import time
import zlib
from contextlib import nullcontext, suppress
from io import BytesIO
from struct import pack

import pytest
from PIL import Image

from partnercheck.load.pictures import MAX_CLIPS, MAX_SIDE, MAX_SVG_DEPTH, NotAPictureError, media
from pictures import JPEG, PNG, SVG, chunk, jpeg, png
from pinning import pin

BOMB = zlib.compress(b"a" * 1_000_001)
XML = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def saved(mode: str, form: str, size: tuple[int, int] = (21, 13), **options: object) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, form, **options)
    return written.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_what_another_library_writes_is_a_png(mode: str) -> None:
    assert media(saved(mode, "PNG")) == "image/png"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_what_another_library_writes_is_a_jpeg(mode: str, progressive: bool) -> None:
    assert media(saved(mode, "JPEG", progressive=progressive)) == "image/jpeg"


@pytest.mark.parametrize("more", [b"\xff\xfe\0\2" * 2, b"\xff" * 3], ids=["empty comments", "filling"])
def test_a_jpeg_may_have_more_before_its_picture(more: bytes) -> None:
    assert media(JPEG[:2] + more + JPEG[2:]) == "image/jpeg"


def test_a_jpeg_may_come_in_twenty_scans() -> None:
    assert media(jpeg(scans=20)) == "image/jpeg"


def test_the_pixels_of_a_png_may_come_in_parts() -> None:
    pixels = zlib.compress(b"\0" * 3)
    parts = chunk(b"IDAT", pixels[:4]) + chunk(b"IDAT", pixels[4:])
    assert media(PNG.replace(chunk(b"IDAT", pixels), parts)) == "image/png"


def test_an_interlaced_png_has_seven_passes() -> None:
    head = chunk(b"IHDR", pack(">IIBBBBB", 3, 3, 8, 0, 0, 0, 1))
    rows = b"\0\1" + b"\0\1" + b"\0\1\1" + b"\0\1" * 2 + b"\0\1\1\1"  # two of the passes are empty
    whole = PNG[:8] + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    assert media(whole) == "image/png"
    with pytest.raises(NotAPictureError, match="broken"):
        media(PNG[:8] + head + chunk(b"IDAT", zlib.compress(rows[1:])) + chunk(b"IEND", b""))


@pytest.mark.parametrize("make", [png, jpeg])
def test_a_picture_has_at_most_so_many_pixels(make: object) -> None:
    assert callable(make)
    assert media(make(MAX_SIDE, MAX_SIDE))
    assert media(make(1, 1))
    for size in ((MAX_SIDE + 1, 1), (1, MAX_SIDE + 1), (0, 1)):
        with pytest.raises(NotAPictureError, match="pixels; at most 2,000"):
            media(make(*size))


@pytest.mark.parametrize(
    "data",
    [
        *(PNG[:length] for length in range(8, len(PNG))),
        *(JPEG[:length] for length in range(3, len(JPEG))),
        png(rows=b"\0" * 2),
        png(rows=b"\0" * 4),
        PNG.replace(b"IDAT", b"IDAt"),
        b"<svg/>",
        b"<html><svg/></html>",
        b"<!---->" * 40 + b"x",
        b"",
        b"\xff\xd8\xff" * 9,
    ],
)
def test_what_is_broken_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotAPictureError, match=r"^is (no PNG, JPEG or SVG|a broken (PNG|JPEG)) picture$"):
        media(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(more=chunk(b"iCCP", b"p\0\0" + BOMB)), "more beside its pixels"),
        (png(more=chunk(b"zTXt", b"p\0\0" + BOMB)), "more beside its pixels"),
        (
            png(more=chunk(b"iTXt", b"p\0\1\0\0\0" + BOMB)),
            "more beside its pixels",
        ),
        (png(more=chunk(b"acTL", b"")), "animated"),
        (jpeg(scans=21), "scans"),
        (jpeg(frame=0xC3), "rare kind"),
    ],
)
def test_what_costs_more_than_its_size_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(NotAPictureError, match=said) as raised:
        media(data)
    pin(raised.value)


def test_as_much_as_there_may_be_beside_pixels_is_no_fault() -> None:
    for size, fits in ((1_000_000, True), (1_000_001, False)):
        data = png(more=chunk(b"zTXt", b"p\0\0" + zlib.compress(b"x" * size)))
        with nullcontext() if fits else pytest.raises(NotAPictureError, match="more beside its pixels"):
            assert media(data) == "image/png"


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        b'<!-- made by hand --><title>Us</title><g><path d="M0 0"/></g>',
        b'<linearGradient id="a"><stop/></linearGradient><rect fill="url(#a)" style="fill:url( \'#a\')"/>',
        b'<style>.a {fill: url(#a)}</style><rect class="a"/>',
        b'<clipPath id="c"><rect/></clipPath>' + b'<g clip-path="url(#c)"/>' * MAX_CLIPS,
        b'<x:view xmlns:x="an-editor"/>',
        b"<g>" * (MAX_SVG_DEPTH - 1) + b"</g>" * (MAX_SVG_DEPTH - 1),
    ],
)
def test_a_plain_svg_is_a_picture(inside: bytes) -> None:
    assert media(XML % inside) == "image/svg+xml"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        *((b"<%s/>" % name, "shapes alone") for name in (b"use", b"script", b"image", b"a", b"filter")),
        *((b"<%s/>" % name, "shapes alone") for name in (b"pattern", b"animate", b"mask", b"marker")),
        (b'<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "shapes alone"),
        (b'<g onload="x"/>', "runs or fetches"),
        (b'<linearGradient xlink:href="https://example.com/a"/>', "runs or fetches"),
        (b'<rect fill="url(https://example.com/a)"/>', "runs or fetches"),
        (b'<rect style="fill: URL( &quot;x&quot;)"/>', "runs or fetches"),
        (b"<style>" + b" " * 8190 + b"@import 'x'</style>", "runs, fetches"),
        (b"<style>g {clip-path: url(#c)}</style>", "runs, fetches or cuts"),
        (b"<style>a{fill:u\\72l(x)}</style>", "runs, fetches"),
        (b'<g clip-path="url(#c)"/>' * (MAX_CLIPS + 1), "cuts out more than"),
        (b"<g>" * MAX_SVG_DEPTH + b"</g>" * MAX_SVG_DEPTH, "nested deeper"),
        (b"<?xml-stylesheet href='x'?>", "processing instructions"),
    ],
)
def test_what_is_drawn_over_and_over_runs_or_is_fetched_is_refused(inside: bytes, said: str) -> None:
    with pytest.raises(NotAPictureError, match=said) as raised:
        media(XML % inside)
    pin(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 14_000 + b"x",
        XML % (b"<!---->" * 14_000),
        b"<svg" + b"".join(b' a%d=""' % n for n in range(9_000)) + b"/>",
        XML % b"<g>" * 9_000,
        b"\xff\xd8" + b"\xff" * 99_000,
        JPEG[:-2] + b"\xff\0" * 49_000,
        png(2000, 2000, depth=16),
        png(more=chunk(b"IDAT", zlib.compress(b"\0" * 90_000_000))),
    ],
)
def test_looking_takes_no_time(data: bytes) -> None:
    began = time.process_time()
    with suppress(NotAPictureError):
        media(data)
    assert time.process_time() - began < 1


def test_an_svg_is_a_picture() -> None:
    assert media(SVG) == "image/svg+xml"
