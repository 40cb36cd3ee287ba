"""A Word document says what the page says on paper, in Word's own styles, and is the same every time."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from word_documents import flat, made, opened, words

from building import DOSSIER, EXAMPLES, NAMES
from partnercheck.api import assess
from partnercheck.extras import install
from partnercheck.render.assessment import Assessed
from partnercheck.render.formats import ASSESSMENT
from partnercheck.render.word.body import Body
from partnercheck.render.word.page import Element, read
from partnercheck.render.word.runs import Run, fill
from partnercheck.render.word.styles import dress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result


def texts(element: Element) -> Iterator[str]:
    """Yield the texts that paper shows, but for those in drawings, our own name and what opens numbers.

    All criteria of a dimension stand in a table before those that are open.
    """
    criteria = [each for each in element.shown if "criterion" in each.classes]
    for inner in element.shown:
        if inner.tag == "#text":
            yield inner.text
        elif not (
            inner.classes & {"drawing", "from"} or (inner.tag == "summary" and "numbers" in element.classes)
        ):
            if inner in criteria:
                for each in () if "open" not in inner.attributes else inner.shown:
                    yield from texts(next(each.each("h4")) if each.tag == "summary" else each)
            else:
                yield from texts(inner)
        if "criterion-head" in inner.classes:
            for each in criteria:
                yield from texts(next(each.each("summary")))


@pytest.mark.parametrize("name", NAMES)
def test_it_says_all_that_the_page_says_on_paper(name: str) -> None:
    page, raw = made(name)
    said = words(opened(raw))
    at = 0
    for text in texts(read(page)):
        found = said.find(flat(text), at)
        assert found >= 0, text
        at = found + len(flat(text))
    assert at > 1000


def test_its_headings_lists_and_tables_are_words_own() -> None:
    document = opened(made("acme")[1])
    styles = [each.style.name for each in document.paragraphs]
    assert styles.count("Title") == 1
    assert {"Heading 1", "Heading 2", "List Bullet", "List Number", "Hint", "Verdict"} <= set(styles)
    levels = [
        1 if style == "Verdict" else int(style[-1]) for style in styles if style[:7] in {"Heading", "Verdict"}
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.tables:
        if table.style.name == "Normal Table":  # charts side by side
            continue
        assert table.style.name == "Report Table"
        assert "tblHeader" in table.rows[0]._tr.xml
        assert all(run.bold for cell in table.rows[0].cells for run in cell.paragraphs[0].runs)


def test_every_numbered_list_begins_with_one() -> None:
    document = opened(made("acme")[1])
    numbers = [
        each._p.pPr.numPr.numId.val if each._p.pPr.numPr is not None else None
        for each in document.paragraphs
        if each.style.name == "List Number"
    ]
    assert None not in numbers
    assert len(set(numbers)) == sum(1 for each in read(made("acme")[0]).each("ol"))


def test_page_one_has_larger_type_where_little_is_said() -> None:
    document = opened(made("ostermere")[1])
    styles = [each.style.name for each in document.paragraphs]
    page_two = styles.index("Heading 1")
    assert {"Large Normal", "Large Hint"} <= set(styles[:page_two])
    assert not any(each.startswith("Large") for each in styles[page_two:])
    cells = [cell.paragraphs[0].style.name for cell in document.tables[0].rows[1].cells]
    assert set(cells) == {"Large Table Text"}
    for name in ("Normal", "Hint", "Table Text"):
        large, usual = document.styles[f"Large {name}"], document.styles[name]
        assert large.font.size > usual.font.size
        assert large.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY


@pytest.mark.parametrize("name", ["acme", "fernlight"])
def test_the_memo_has_two_pages_of_lines_that_no_typeface_makes_higher(name: str) -> None:
    document = opened(made(name)[1])
    breaking = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert breaking == ["What it rests on", "Red flags and conditions"]
    for style in ("Normal", "Title", "Heading 1", "Heading 2", "Hint", "Table Text"):
        assert document.styles[style].paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    pictures = [each for each in document.paragraphs if each._p.xpath(".//w:drawing")]
    assert {each.paragraph_format.line_spacing for each in pictures} == {1.0}
    signing = next(each for each in document.tables if "Date and signature" in each.rows[0].cells[-1].text)
    assert all(row.height.mm > 7 for row in signing.rows[1:])


def test_every_page_says_whose_it_is_and_which_of_how_many() -> None:
    section = opened(made("acme")[1]).sections[0]
    assert section.header.paragraphs[0].text == "Halden Connect plc · Partner assessment"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Acme Networks Ltd · as of 20 Nov 2026\tPage")
    assert re.findall(r'w:instr="(\w+)"', foot._p.xml) == ["PAGE", "NUMPAGES"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_equal_reports_are_equal_bytes_without_a_clock() -> None:
    result = assess(EXAMPLES / "acme.yaml")
    assessed = Assessed(result.assessment, result.decision.inputs, lambda: None, "manager")
    assert ASSESSMENT.render("docx", assessed) == made("acme")[1]
    with zipfile.ZipFile(io.BytesIO(made("acme")[1])) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(made("acme")[1]).core_properties
    assert properties.created == properties.modified == dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    assert properties.title.startswith("Acme Networks Ltd: ")


def test_it_is_for_managers_unless_others_are_asked_for(run: Callable[..., Result], folder: Path) -> None:
    acme = EXAMPLES / "acme.yaml"
    assert run("assess", acme, "-q", "-o", "a.docx").code == 0
    assert (folder / "a.docx").read_bytes()[:2] == b"PK"
    assert run("assess", acme, "-q", "-o", "b.docx", "--depth", "executive").code == 0
    whole, short = (words(opened((folder / f"{name}.docx").read_bytes())) for name in "ab")
    assert "Usandthem" in whole
    assert "Usandthem" not in short
    assert "Registerofsources" not in whole


def test_texts_are_texts_whatever_they_hold(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    name = "<w:p>&amp; ]]> \x0b\x1b {{ 7*7 }} שלום 日本語 🙂"
    quoted = json.dumps(name, ensure_ascii=False)
    small(dossier=DOSSIER.replace("name: Acme", f"name: {quoted}"))
    result = run("assess", "dossier.yaml", "-q", "-o", "a.docx")
    assert result.code == 0, result.err
    document = opened((folder / "a.docx").read_bytes())
    title = next(each for each in document.paragraphs if each.style.name == "Title")
    assert "<w:p>&amp; ]]>" in title.text
    assert "שלום 日本語 🙂" in title.text
    assert any(run.font.rtl for run in title.runs)


def test_white_space_and_nested_blocks_become_paragraphs() -> None:
    document = Document()
    dress(document, None)
    page = read(
        "<div>one <b>two</b>\n three<ul><li>four<p>five</p></li></ul></div>"
        "<ol><li>a</li></ol><ol><li>b</li></ol><dl><div><dt>Who</dt><dd>us</dd></div></dl>"
        "<nav>never</nav><p hidden>never</p><p class='hint'>six</p>"
    )
    Body(document, page).write(page)
    assert [(each.style.name, each.text) for each in document.paragraphs] == [
        ("Normal", "one two three"),
        ("List Bullet", "four"),
        ("List Continue", "five"),
        ("List Number", "a"),
        ("List Number", "b"),
        ("Normal", "Who: us"),
        ("Hint", "six"),
    ]
    assert [run.bold for run in document.paragraphs[0].runs] == [None, True, None]


@pytest.mark.parametrize("missing", ["docx", "PIL"])
def test_what_is_missing_is_said_in_one_line_before_anything_is_written(missing: str, folder: Path) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; from partnercheck.cli import main; main()"
    arguments = ["assess", str(EXAMPLES / "acme.yaml"), "-o", "a.md", "-o", "a.docx"]
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"a.docx:1:1: error docx: a Word document needs the extra `docx`; install it with: {install('docx')}"
    ]
    assert list(folder.iterdir()) == []


def test_a_word_document_goes_to_a_pipe_or_a_folder(run: Callable[..., Result], folder: Path) -> None:
    acme, birchwood = EXAMPLES / "acme.yaml", EXAMPLES / "birchwood.yaml"
    result = run("assess", acme, birchwood, "-f", "docx")
    assert (result.code, "several DOCXs need a folder" in result.err) == (2, True)
    result = run("assess", acme, birchwood, "-q", "-f", "docx", "-o", "out/")
    assert (result.code, sorted(each.name for each in (folder / "out").iterdir())) == (
        0,
        ["acme.docx", "birchwood.docx"],
    )


def test_a_name_that_is_read_from_right_to_left_keeps_the_numbers_after_it() -> None:
    paragraph = Document().add_paragraph()
    fill(paragraph, [Run("عمر الحداد 38 % + A. Roe", bold=False)])
    assert [(each.text, each.font.rtl) for each in paragraph.runs] == [
        ("عمر الحداد", True),
        ("\u200e 38 % + A. Roe", None),
    ]
