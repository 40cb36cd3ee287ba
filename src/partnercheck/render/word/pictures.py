"""Drawings of a report as PNG pictures, for what shows no SVG: boxes, lines, dots and letters.

They are drawn with the fonts that reports carry, so that every machine draws the same. Letters that these
have not cannot be drawn.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partnercheck.render.chart_style import PAINT
from partnercheck.resources import folder

if TYPE_CHECKING:
    from partnercheck.render.word.page import Element

WIDTH = 760
"""How wide a chart is drawn, in the pixels of a page."""
_FINE = 2
"""How many dots a pixel is wide and high: letters are sharp on paper."""
_LETTERS = 12.5
_APART = 10
"""Between the words on the left and on the right of a row."""
_DASH = (4.0, 2.0)


def drawable(drawing: Element) -> bool:
    """Return whether the fonts of reports have every letter of a drawing."""
    return all(_has(letter) for letter in set(drawing.words))


def picture(drawing: Element, width: int = WIDTH) -> bytes:
    """Return a drawing as PNG."""
    from PIL import Image

    svg = next(drawing.each("svg"))
    height = int(float(svg.attributes["height"]))
    image = Image.new("RGB", (width * _FINE, max(height, 1) * _FINE), "white")
    pen = _Pen(image)
    for shape in svg.inside:
        if shape.tag in _SHAPES:
            _SHAPES[shape.tag](pen, shape)
    for words in drawing.each("span"):
        pen.words(words)
    file = io.BytesIO()
    image.quantize(128, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


@cache
def _has(letter: str) -> bool:
    font = _font(_LETTERS, bold=False)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@cache
def _font(size: float, *, bold: bool) -> Any:
    from PIL import ImageFont

    name = "sans-semibold" if bold else "sans-regular"
    path = folder("templates") / "fonts" / f"{name}.woff2"
    return ImageFont.truetype(path, size * _FINE, layout_engine=ImageFont.Layout.BASIC)


def _down(shape: Element, name: str) -> float:
    return float(shape.attributes.get(name, "0")) * _FINE


def _colour(shape: Element, name: str) -> str | None:
    colour = shape.attributes.get(name, "none")
    return None if colour == "none" else colour


class _Pen:
    """Draws one shape after the other."""

    def __init__(self, image: Any) -> None:
        from PIL import ImageDraw

        self._draw = ImageDraw.Draw(image)
        self._draw.fontmode = "L"
        self._width: int = image.width

    def _across(self, shape: Element, name: str) -> float:
        """Return a place across, in dots."""
        text = shape.attributes.get(name, "0")
        if text.endswith("%"):
            return float(text.removesuffix("%")) * self._width / 100
        return float(text) * _FINE

    def rect(self, shape: Element) -> None:
        shift = shape.attributes.get("transform", "")
        by = float(shift.removeprefix("translate(").rstrip(")").split()[0]) * _FINE if shift else 0.0
        left, top = self._across(shape, "x") + by, _down(shape, "y") + by
        right, bottom = left + max(self._across(shape, "width"), 1), top + max(_down(shape, "height"), 1)
        stroke = _colour(shape, "stroke")
        dashed = "stroke-dasharray" in shape.attributes
        self._draw.rectangle(
            (left, top, right, bottom), _colour(shape, "fill"), None if dashed else stroke, _FINE
        )
        if dashed and stroke:
            corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            for start, end in pairwise(corners):
                self._stroke(start, end, stroke, _FINE, dashed=True)

    def line(self, shape: Element) -> None:
        start = self._across(shape, "x1"), _down(shape, "y1")
        end = self._across(shape, "x2"), _down(shape, "y2")
        width = round(float(shape.attributes.get("stroke-width", "1")) * _FINE)
        stroke = _colour(shape, "stroke")
        if stroke:
            self._stroke(start, end, stroke, width, dashed="stroke-dasharray" in shape.attributes)

    def circle(self, shape: Element) -> None:
        x, y, radius = self._across(shape, "cx"), _down(shape, "cy"), _down(shape, "r")
        width = round(float(shape.attributes.get("stroke-width", "1")) * _FINE)
        self._draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            _colour(shape, "fill"),
            _colour(shape, "stroke"),
            width,
        )

    def words(self, words: Element) -> None:
        """Write what stands at a place, or on the left and right of a row, the left cut where it must be."""
        look = next(PAINT[each.removeprefix("k-")] for each in words.classes if each.startswith("k-"))
        bold = _font(look.size or _LETTERS, bold=look.bold)
        place = dict(each.split(":") for each in words.attributes["style"].split(";"))
        y = float(place["top"].removesuffix("px")) * _FINE
        if "row" not in words.classes:
            side = "left" if "left" in place else "right"
            share = float(place[side].removesuffix("%")) / 100
            x = self._width * (share if side == "left" else 1 - share)
            anchor = "ms" if "middle" in words.classes else "ls" if side == "left" else "rs"
            self._draw.text((x, y), words.words, look.fill, bold, anchor)
            return
        left, *right = (each.words for each in words.each("bdi"))
        x, end = self._width * float(place["left"].removesuffix("%")) / 100, float(self._width)
        for each in right:
            font = _font(look.size or _LETTERS, bold=False)
            said = _cut(each, font, (end - x) / (1 if look.bold else 2))
            self._draw.text((end, y), said, look.fill, font, "rs")
            end -= font.getlength(said) + _APART * _FINE
        self._draw.text((x, y), _cut(left, bold, end - x), look.fill, bold, "ls")

    def _stroke(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: int, *, dashed: bool
    ) -> None:
        if not dashed:
            self._draw.line((start, end), colour, width)
            return
        length = max(abs(end[0] - start[0]), abs(end[1] - start[1])) or 1.0
        at = 0.0
        while at < length:
            part = [min(at, length) / length, min(at + _DASH[0] * _FINE, length) / length]
            self._draw.line(
                [
                    (start[0] + (end[0] - start[0]) * each, start[1] + (end[1] - start[1]) * each)
                    for each in part
                ],
                colour,
                width,
            )
            at += sum(_DASH) * _FINE


_SHAPES = {"rect": _Pen.rect, "line": _Pen.line, "circle": _Pen.circle}


def _cut(text: str, font: Any, room: float) -> str:
    """Return as much of a text as there is room for, in dots."""
    if font.getlength(text) <= room:
        return text
    kept = bisect_right(range(1, len(text)), room, key=lambda length: font.getlength(f"{text[:length]}…"))
    return f"{text[:kept].rstrip()}…" if kept else ""
