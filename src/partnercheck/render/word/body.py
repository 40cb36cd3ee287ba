"""What a page says, in the paragraphs, lists, tables and pictures of a Word document."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from partnercheck.render.word.columns import WIDE, is_number, widths
from partnercheck.render.word.pictures import WIDTH, drawable, picture
from partnercheck.render.word.runs import INLINE, Run, fill, legible, runs_of, trimmed
from partnercheck.render.word.styles import CELL, HINT, LARGE, TABLE, TONES, VERDICT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.render.word.page import Element

_SOFT = {"hint", "foot", "scope"}
_INDENT = 6.35
"""Of the words of a list, in mm."""
_SIGNED = 8
"""How high the room for a signature is, in mm."""
_ABREAST = 4
"""How many small charts stand side by side."""
_DATA = "data:image/"
_DRAWN = {"png", "jpeg"}
"""The pictures that Word shows; a logo that is SVG is left out, as its name stands beside it."""


class Body:
    """Writes the elements of a page into a document."""

    def __init__(self, document: Any, page: Element) -> None:
        """Take a document that has its styles, and the page, which charts are named in."""
        self._document = self._place = document
        self._made: list[tuple[Any, str]] = []
        self._breaking = False  # whether the next part begins a page
        self._large = False  # whether this page has room for larger type
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
            case "p" if "from" in classes:  # whose it is stands in the running head
                for image in element.each("img"):
                    self._block(image, style, tone)
            case "p":
                self.write(element, HINT if classes & _SOFT else style)
            case "ul" | "ol":
                self._list(element)
            case "dl":
                self._terms(element)
            case "table":
                self._table(element)
            case "section" if "dimension" in classes:
                self._dimension(element)
            case "footer":
                self._breaking = False
                self.write(element, HINT)
            case "section" if "roomy" in classes:
                self._large = True
                self.write(element, style, tone)
                self._large = False
            case "section" if "part" in classes:
                self._breaking |= "page-two" in classes
                self.write(element, style, tone)
                self._breaking = "page-two" in classes
            case "figure" if not all(drawable(each) for each in element.inside if "drawing" in each.classes):
                self.write(element.as_table, style)
            case "div" if "drawing" in classes:
                self._drawing(element)
            case "div" if "points" in classes:
                self._abreast(element)
            case "div" if "signatures" in classes:
                self.write(element, style, tone)
                self._leave_room()
            case "div" if "small-charts" in classes:
                self._small_charts(element)
            case "img":
                self._image(element)
            case "figcaption":
                for paragraph, _ in self._written(element, style):
                    paragraph.paragraph_format.keep_with_next = True
            case "summary":  # it says what opens, and here all is open; a criterion's is its heading
                for each in element.each("h4"):
                    self._block(each, style, tone)
            case _:
                self.write(element, style, tone)

    def _paragraph(self, runs: Iterable[Run], style: str, tone: str | None = None) -> None:
        """Write a paragraph, unless it says nothing."""
        runs = trimmed(runs)
        if not runs:
            return
        paragraph = self._place.add_paragraph()
        self._style(paragraph, style)
        fill(paragraph, runs, tone if style == VERDICT else None)
        if self._breaking:
            paragraph.paragraph_format.page_break_before = True
            self._breaking = False
        self._made.append((paragraph, style))

    def _style(self, paragraph: Any, name: str) -> None:
        """Give a paragraph a style; looking for it by its name takes longer than all the rest."""
        name = LARGE.get(name, name) if self._large else name
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

    def _dimension(self, element: Element) -> None:
        """Write all criteria of a dimension as a table, then in full those to look at."""
        summaries = (each for each in element.each("summary") if any(each.each("h4")))
        for each in element.shown:
            if "criterion-head" in each.classes:
                lines = [each, *summaries]
                self._rows([[cell for cell in line.shown if cell.tag != "#text"] for line in lines], 1)
            elif "criterion" not in each.classes or "open" in each.attributes:
                self._block(each, "Normal", None)

    def _table(self, element: Element) -> None:
        for caption in element.each("caption"):
            self._paragraph(runs_of(caption), "Caption")
        rows = [[cell for cell in row.inside if cell.tag in {"th", "td"}] for row in element.each("tr")]
        self._rows(rows, sum(1 for head in element.each("thead") for _ in head.each("tr")))

    def _rows(self, rows: list[list[Element]], heads: int) -> None:
        """Write rows of cells, of which so many are heads."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        width = max(map(len, rows), default=0)
        if not width:
            return
        table = self._document.add_table(len(rows), width, style=TABLE)
        for column, wide in zip(table.columns, widths(rows, width), strict=True):
            column.width = Mm(wide)
        for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            if number < heads:
                _mark(row, "tblHeader")
            _mark(row, "cantSplit")
            for place, (cell, said) in enumerate(zip(row.cells, cells, strict=False)):
                paragraph = cell.paragraphs[0]
                self._style(paragraph, CELL)
                runs = trimmed(runs_of(said))
                fill(paragraph, [run._replace(bold=True) for run in runs] if number < heads else runs)
                if "num" in said.classes or (number < heads and is_number(rows, place)):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        gap = self._document.add_paragraph()  # else the next table would be joined to it
        self._style(gap, HINT)
        gap.paragraph_format.line_spacing = Mm(1)

    def _abreast(self, element: Element) -> None:
        """Write lists with their headings side by side, in a table without lines."""
        lists = [each for each in element.shown if each.tag == "div"]
        table = self._document.add_table(1, len(lists))
        for self._place, each in zip(table.rows[0].cells, lists, strict=True):
            empty = self._place.paragraphs[0]._p  # noqa: SLF001  (python-docx cannot take one away)
            self.write(each)
            empty.getparent().remove(empty)
        self._place = self._document

    def _leave_room(self) -> None:
        """Make the rows of the last table so high that there is room to sign."""
        from docx.shared import Mm

        for row in self._document.tables[-1].rows[1:]:
            row.height = Mm(_SIGNED)

    def _small_charts(self, element: Element) -> None:
        """Write charts with their titles side by side, in a table without lines."""
        charts = [each for each in element.shown if each.tag == "div"]
        table = self._document.add_table(-(-len(charts) // _ABREAST), _ABREAST)
        cells = [cell for row in table.rows for cell in row.cells]
        for cell, chart in zip(cells, charts, strict=False):
            title = cell.paragraphs[0]
            self._style(title, CELL)
            fill(title, trimmed(run for each in chart.each("h4") for run in runs_of(each)))
            for drawing in chart.each("div"):
                self._drawing(drawing, cell.add_paragraph(), _ABREAST)

    def _drawing(self, element: Element, paragraph: Any = None, abreast: int = 1) -> None:
        """Write a chart where so many stand side by side; one whose title is not on paper is left out."""
        by = self._by_id.get(element.attributes.get("aria-labelledby", ""))
        said = element.attributes.get("aria-label", "") if by is None else by.words
        if said:
            drawn = picture(element, WIDTH // abreast)
            self._picture(drawn, said, WIDE / abreast - (2 if abreast > 1 else 0), paragraph=paragraph)

    def _image(self, element: Element) -> None:
        media, _, data = element.attributes.get("src", "").removeprefix(_DATA).partition(";base64,")
        if media in _DRAWN:
            self._picture(base64.b64decode(data), element.attributes.get("alt", ""), None, 15)

    def _picture(
        self,
        raw: bytes,
        said: str,
        width: float | None,
        height: float | None = None,
        paragraph: Any = None,
    ) -> None:
        from docx.shared import Mm

        paragraph = paragraph or self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0
        run = paragraph.add_run()
        shape = run.add_picture(io.BytesIO(raw), width and Mm(width), height and Mm(height))
        inline = shape._inline  # noqa: SLF001  (python-docx has no other way)
        inline.docPr.set("descr", legible(said))
        for side in ("distT", "distB", "distL", "distR"):  # some programs take what is not said for 3 mm
            inline.set(side, "0")


def _all(element: Element) -> Iterator[Element]:
    yield element
    for inner in element.inside:
        yield from _all(inner)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))  # noqa: SLF001  (python-docx has no other way)


def _numbered(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  (as above)
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
