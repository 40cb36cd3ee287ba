"""What a page says, in the paragraphs, lists, tables and pictures of a Word document."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from partnercheck.render.word.pictures import picture
from partnercheck.render.word.runs import INLINE, Run, fill, legible, runs_of, trimmed
from partnercheck.render.word.styles import CELL, HINT, TABLE, TONES, VERDICT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.render.word.page import Element

_SOFT = {"hint", "foot", "scope", "from"}
_WIDE = 170
"""Between the margins, in mm."""
_INDENT = 6.35
"""Of the words of a list, in mm."""
_LEAST, _MOST = 7, 60
"""How many letters a column of a table is wide, at least and at most, in proportion to the others."""
_SHORT = 14
"""What is no longer, such as a day, stands on one line."""
_DATA = "data:image/"
_DRAWN = {"png", "jpeg"}
"""The pictures that Word shows; a logo that is SVG is left out, as its name stands beside it."""


class Body:
    """Writes the elements of a page into a document."""

    def __init__(self, document: Any, page: Element) -> None:
        """Take a document that has its styles, and the page, which charts are named in."""
        self._document = document
        self._made: list[tuple[Any, str]] = []
        self._styles = {each.name: each.style_id for each in document.styles}
        self._by_id = {each.attributes["id"]: each for each in _all(page) if "id" in each.attributes}

    def write(self, element: Element, style: str = "Normal", tone: str | None = None) -> None:
        """Write what an element holds: words between blocks are paragraphs of a style."""
        waiting: list[Run] = []
        for inner in element.shown:
            if inner.tag in INLINE:
                waiting += runs_of(inner)
            else:
                self._paragraph(waiting, style, tone)
                waiting = []
                self._block(inner, style, tone)
        self._paragraph(waiting, style, tone)

    def _block(self, element: Element, style: str, tone: str | None) -> None:
        tag, classes = element.tag, element.classes
        tone = next(iter(classes & TONES.keys()), tone) if "verdict" in classes else tone
        match tag:
            case "h1":
                self._paragraph(runs_of(element), "Title")
            case "h2" | "h3" | "h4" | "h5" | "h6":
                self._paragraph(
                    runs_of(element), VERDICT if tone and tag == "h2" else f"Heading {int(tag[1]) - 1}", tone
                )
            case "p" if "criterion-head" in classes:
                self._line(element.shown, HINT)
            case "p":
                self.write(element, HINT if classes & _SOFT else style)
            case "ul" | "ol":
                self._list(element)
            case "dl":
                self._terms(element)
            case "table":
                self._table(element)
            case "svg":
                self._drawing(element)
            case "img":
                self._image(element)
            case "figcaption":
                for paragraph, _ in self._written(element, style):
                    paragraph.paragraph_format.keep_with_next = True
            case "details" if "criterion" in classes and "open" not in element.attributes:
                self._line((each for summary in element.shown for each in summary.shown), CELL)
            case "summary":  # it says what opens, and here all is open; a criterion's says more
                for each in element.each("h4"):
                    self._block(each, style, tone)
                self._line((each for each in element.shown if each.tag == "span"), style)
            case _:
                self.write(element, style, tone)

    def _paragraph(self, runs: Iterable[Run], style: str, tone: str | None = None) -> None:
        """Write a paragraph, unless it says nothing."""
        runs = trimmed(runs)
        if not runs:
            return
        paragraph = self._document.add_paragraph()
        self._style(paragraph, style)
        fill(paragraph, runs, tone if style == VERDICT else None)
        self._made.append((paragraph, style))

    def _line(self, parts: Iterable[Element], style: str) -> None:
        """Write what stands side by side on the page as one paragraph, headings bold."""
        said = [(trimmed(runs_of(each)), each.tag.startswith("h")) for each in parts]
        runs: list[Run] = []
        for words, bold in said:
            if words:
                runs += [*([Run(" · ")] if runs else []), *(Run(run.text, bold or run.bold) for run in words)]
        self._paragraph(runs, style)

    def _style(self, paragraph: Any, name: str) -> None:
        """Give a paragraph a style; looking for it by its name takes longer than all the rest."""
        paragraph._p.style = self._styles[name]  # noqa: SLF001  (python-docx has no other way)

    def _list(self, element: Element) -> None:
        from docx.shared import Mm

        numbered = element.tag == "ol"
        number = self._numbering() if numbered else None
        for item in element.shown:
            if item.tag != "li":
                continue
            own = "List Number" if numbered else "List Bullet"
            for place, (paragraph, style) in enumerate(self._written(item, own)):
                if place == 0 and number is not None:
                    _numbered(paragraph, number)
                elif place and style == own:  # what goes on in an item has no number or bullet of its own
                    self._style(paragraph, "List Continue")
                elif place and style == HINT:
                    paragraph.paragraph_format.left_indent = Mm(_INDENT)

    def _written(self, element: Element, style: str) -> list[tuple[Any, str]]:
        """Write what an element holds, and return the paragraphs that it takes with their styles."""
        before = len(self._made)
        self.write(element, style)
        return self._made[before:]

    def _numbering(self) -> int:
        """Return the number of a list that begins with 1."""
        from docx.oxml.ns import qn

        numbering = self._document.part.numbering_part.element
        style = self._document.styles["List Number"].element
        used = style.pPr.numPr.numId.val
        abstract = next(each for each in numbering.num_lst if each.numId == used).abstractNumId.val
        new = numbering.add_num(abstract)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        found: int = int(new.get(qn("w:numId")))
        return found

    def _terms(self, element: Element) -> None:
        """Write names with what is said of them, a line each."""
        waiting: list[Run] = []
        for each in element.each("dt", "dd"):
            if each.tag == "dt":
                self._paragraph(waiting, "Normal")
                waiting = [*trimmed(runs_of(each)), Run(": ", bold=True)]
            else:
                waiting += [*runs_of(each), Run(" ")]
        self._paragraph(waiting, "Normal")

    def _table(self, element: Element) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        rows = [[cell for cell in row.inside if cell.tag in {"th", "td"}] for row in element.each("tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return
        for caption in element.each("caption"):
            self._paragraph(runs_of(caption), "Caption")
        heads = sum(1 for head in element.each("thead") for _ in head.each("tr"))
        table = self._document.add_table(len(rows), width, style=TABLE)
        for column, share in zip(table.columns, _shares(rows, width), strict=True):
            column.width = Mm(share * _WIDE)
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            if number < heads:
                _mark(row, "tblHeader")
            _mark(row, "cantSplit")
            for place, (cell, said) in enumerate(zip(row.cells, cells, strict=False)):
                paragraph = cell.paragraphs[0]
                self._style(paragraph, CELL)
                runs = trimmed(runs_of(said))
                fill(paragraph, [run._replace(bold=True) for run in runs] if number < heads else runs)
                if "num" in said.classes or (number < heads and _is_number(rows, place)):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._style(self._document.add_paragraph(), HINT)  # else the next table would be joined to it

    def _drawing(self, element: Element) -> None:
        by = self._by_id.get(element.attributes.get("aria-labelledby", ""))
        said = element.attributes.get("aria-label", "") if by is None else by.words
        if said and not element.attributes["height"].endswith("%"):
            self._picture(picture(element), said, _WIDE)

    def _image(self, element: Element) -> None:
        media, _, data = element.attributes.get("src", "").removeprefix(_DATA).partition(";base64,")
        if media in _DRAWN:
            self._picture(base64.b64decode(data), element.attributes.get("alt", ""), None, 15)

    def _picture(self, raw: bytes, said: str, width: float | None, height: float | None = None) -> None:
        from docx.shared import Mm

        paragraph = self._document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(raw), width and Mm(width), height and Mm(height))
        shape._inline.docPr.set("descr", legible(said))  # noqa: SLF001  (python-docx has no other way)


def _all(element: Element) -> Iterator[Element]:
    yield element
    for inner in element.inside:
        yield from _all(inner)


def _is_number(rows: list[list[Element]], place: int) -> bool:
    return all("num" in row[place].classes for row in rows[1:] if place < len(row)) and len(rows) > 1


def _shares(rows: list[list[Element]], width: int) -> list[float]:
    """Return the share of each column of a table, by how much it says."""
    longest = []
    for place in range(width):
        said = [row[place].words for row in rows if place < len(row)]
        word = max((len(each) for text in said for each in text.split()), default=0)
        full = max(map(len, said), default=0)
        least = (full if full <= _SHORT else word) * 1.2  # capitals and figures are wide
        longest.append(min(max(_LEAST, least, full), max(_MOST, word)))
    return [each / sum(longest) for each in longest]


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))  # noqa: SLF001  (python-docx has no other way)


def _numbered(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  (as above)
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
