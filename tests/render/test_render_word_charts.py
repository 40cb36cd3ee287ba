"""Charts of a Word document: pictures that say their messages, or tables where the fonts lack their words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from PIL import Image
from word_documents import flat, made, opened, words

from building import NAMES
from partnercheck.render.word.body import Body
from partnercheck.render.word.page import read
from partnercheck.render.word.pictures import WIDTH, picture
from partnercheck.render.word.styles import dress


def test_every_chart_is_a_picture_that_says_its_message() -> None:
    page, raw = made("acme")
    tree, document = read(page), opened(raw)
    charts = [each for each in tree.each("div") if "drawing" in each.classes]
    said = [each._inline.docPr.get("descr") for each in document.inline_shapes]
    assert len(said) == len(charts) > 3
    assert len(set(said)) == len(said)
    labels = " ".join(each.attributes.get("aria-label", "") for each in charts)
    assert all(len(each) > 20 and flat(each) in flat(tree.words + labels) for each in said)


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_of_a_chart_is_one_that_is_drawn(name: str) -> None:
    for svg in read(made(name)[0]).each("svg"):
        if not svg.attributes.get("aria-hidden"):
            assert {each.tag for each in svg.inside if each.tag != "#text"} <= {"rect", "line", "circle"}


def test_a_drawing_is_drawn_where_its_shapes_stand() -> None:
    drawing = read(
        '<div class="drawing"><svg height="40">'
        '<rect x="50%" y="10" width="25%" height="20" fill="#ff0000" stroke="none"/>'
        '<line x1="10%" x2="10%" y1="0" y2="40" stroke="#0000ff" stroke-width="4"/>'
        '<circle cx="90%" cy="20" r="8" fill="#00ff00" stroke="none"/>'
        '</svg><span class="k-figure" style="left:20%;top:30px">Ag</span></div>'
    ).inside[0]
    image = Image.open(io.BytesIO(picture(drawing))).convert("RGB")
    fine = image.width / WIDTH

    def at(x: float, y: float) -> Any:
        return image.getpixel((round(x / 100 * image.width), round(y * fine)))

    assert (image.width, image.height) == (WIDTH * 2, 80)
    seen = [tuple(round(part / 255) for part in at(x, 20)) for x in (60, 10, 90, 40)]
    assert seen == [(1, 0, 0), (0, 0, 1), (0, 1, 0), (1, 1, 1)]
    letters = image.crop((round(0.2 * image.width), 0, round(0.26 * image.width), 80))
    assert letters.getextrema()[0][0] < 64


def test_words_of_a_drawing_that_the_fonts_have_not_stand_in_its_table() -> None:
    chart = (
        '<figure><figcaption id="m"><h3>Said</h3></figcaption><div class="drawing" aria-labelledby="m">'
        '<svg height="40"></svg><span class="row k-label" style="left:0%;top:13px"><bdi>{}</bdi></span></div>'
        '<details class="numbers"><summary>Table</summary><table><tr><td>Cell</td></tr>'
        "</table></details></figure>"
    )
    for title, drawn in (("Naïve €", True), ("شركة", False), ("日本", False)):
        document = Document()
        dress(document, None)
        page = read(chart.format(title))
        Body(document, page).write(page)
        assert (len(document.inline_shapes) == 1) == drawn
        assert ("Cell" in words(document)) == (not drawn)
