"""Drawings of a report as PNG pictures, for what shows no SVG: boxes, lines, dots and letters.

They are drawn with the fonts that reports carry, so that every machine draws the same.
"""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from partnercheck.resources import folder

if TYPE_CHECKING:
    from partnercheck.render.word.page import Element

WIDTH = 640
"""How wide a chart is drawn, in the pixels of a page."""
_FINE = 2
"""How many dots a pixel is wide and high: letters are sharp on paper."""
_LETTERS = 12.5
_DASH = (4.0, 2.0)


def picture(svg: Element) -> bytes:
    """Return a drawing as PNG."""
    from PIL import Image

    height = int(float(svg.attributes["height"]))
    image = Image.new("RGB", (WIDTH * _FINE, max(height, 1) * _FINE), "white")
    pen = _Pen(image)
    for shape in svg.inside:
        if shape.tag in _SHAPES:
            _SHAPES[shape.tag](pen, shape)
    file = io.BytesIO()
    image.quantize(128, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


@cache
def _font(size: float, *, bold: bool) -> Any:
    from PIL import ImageFont

    name = "sans-semibold" if bold else "sans-regular"
    path = folder("templates") / "fonts" / f"{name}.woff2"
    return ImageFont.truetype(path, size * _FINE, layout_engine=ImageFont.Layout.BASIC)


def _across(shape: Element, name: str) -> float:
    """Return a place across, in dots."""
    text = shape.attributes.get(name, "0")
    number = float(text.removesuffix("%"))
    return (number * WIDTH / 100 if text.endswith("%") else number) * _FINE


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

    def rect(self, shape: Element) -> None:
        shift = shape.attributes.get("transform", "")
        by = float(shift.removeprefix("translate(").rstrip(")").split()[0]) * _FINE if shift else 0.0
        left, top = _across(shape, "x") + by, _down(shape, "y") + by
        right, bottom = left + max(_across(shape, "width"), 1), top + max(_down(shape, "height"), 1)
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
        start = _across(shape, "x1"), _down(shape, "y1")
        end = _across(shape, "x2"), _down(shape, "y2")
        width = round(float(shape.attributes.get("stroke-width", "1")) * _FINE)
        stroke = _colour(shape, "stroke")
        if stroke:
            self._stroke(start, end, stroke, width, dashed="stroke-dasharray" in shape.attributes)

    def circle(self, shape: Element) -> None:
        x, y, radius = _across(shape, "cx"), _down(shape, "cy"), _down(shape, "r")
        width = round(float(shape.attributes.get("stroke-width", "1")) * _FINE)
        self._draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius),
            _colour(shape, "fill"),
            _colour(shape, "stroke"),
            width,
        )

    def text(self, shape: Element) -> None:
        size = float(shape.attributes.get("font-size", _LETTERS))
        font = _font(size, bold="font-weight" in shape.attributes)
        anchor = {"middle": "ms", "end": "rs"}.get(shape.attributes.get("text-anchor", ""), "ls")
        where = _across(shape, "x"), _down(shape, "y")
        self._draw.text(where, shape.words, _colour(shape, "fill") or "black", font, anchor)

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


_SHAPES = {"rect": _Pen.rect, "line": _Pen.line, "circle": _Pen.circle, "text": _Pen.text}
