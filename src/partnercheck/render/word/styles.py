"""The styles of a Word document: what may be changed there for the whole of it."""

from __future__ import annotations

from typing import Any

INK, SOFT, ACCENT = "1c2430", "4b5563", "1f4e79"
TONES = {"proceed": "1b6b43", "conditional": "8a5a00", "decline": "8c2b1f", "hold": "5a4a8c"}
"""The colour of each verdict, as on the page."""

VERDICT, HINT, CELL, TABLE = "Verdict", "Hint", "Table Text", "Report Table"
LARGE = {name: f"Large {name}" for name in ("Normal", HINT, CELL, "List Bullet")}
"""What stands for a style on a page with room for larger type."""
_LARGER = 1.13
"""By how much that is larger."""
_FACE = "Arial"
"""Every system has it or one with letters as wide, so that the memo fits its two pages on all."""
_SIZES = {"Title": 20, "Heading 1": 15, "Heading 2": 11, "Heading 3": 9.5, "Heading 4": 9.2, "Normal": 9.2}
_LINE = 1.27
"""How much higher a line is than its letters, whatever the typeface says of itself."""


def dress(document: Any, accent: str | None) -> None:
    """Give a new document its styles and its page, A4."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt, RGBColor

    styles = document.styles
    for name, size in _SIZES.items():
        style = styles[name]
        face(style, _FACE)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(INK if name in {"Title", "Normal"} else accent or ACCENT)
        style.font.bold = name != "Normal"
        style.font.italic = False
        style.paragraph_format.space_before = Pt(0 if name in {"Title", "Normal"} else size * 0.7)
        style.paragraph_format.space_after = Pt(2 if name != "Normal" else 3)
        _pitch(style, size)
    border = styles["Title"].element.pPr.find(_w("pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    for name, base, size, bold in (
        (VERDICT, "Heading 1", 16, True),
        (HINT, "Normal", 8.2, False),
        (CELL, "Normal", 8.4, False),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.font.size, style.font.bold = Pt(size), bold
        _pitch(style, size)
    for name, large in LARGE.items():
        style = styles.add_style(large, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[name]
        size = round((styles[name].font.size or styles["Normal"].font.size).pt * _LARGER, 1)
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(5)
        _pitch(style, size)
    styles[CELL].paragraph_format.space_after = Pt(1)
    styles[LARGE[CELL]].paragraph_format.space_after = Pt(3)
    _ruled(styles.add_style(TABLE, WD_STYLE_TYPE.TABLE))
    styles[HINT].font.color.rgb = RGBColor.from_string(SOFT)
    styles["Caption"].font.size = Pt(9)
    styles["Caption"].font.color.rgb = RGBColor.from_string(SOFT)
    styles["Caption"].paragraph_format.keep_with_next = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)


def _pitch(style: Any, size: float) -> None:
    """Let lines be exactly so high, which a picture must not stand in."""
    from docx.shared import Pt

    style.paragraph_format.line_spacing = Pt(round(size * _LINE, 1))


def face(style: Any, name: str) -> None:
    """Let a style have a typeface, for Latin letters and for others as far as it has them."""
    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_w(theme), None)


def _ruled(style: Any) -> None:
    """Let a style of tables have thin lines between rows."""
    from docx.oxml import OxmlElement

    properties, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "c9d1da")):
            line.set(_w(name), value)
        borders.append(line)
    properties.append(borders)
    style.element.append(properties)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(f"w:{name}")
    return found
