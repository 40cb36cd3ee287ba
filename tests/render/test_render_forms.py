"""Forms as files: small, alike each time, and without a word that would help to game them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from asked import SECTIONS, questionnaire
from building import DOSSIER, EXAMPLES, RUBRIC, lay_out
from partnercheck.authoring.questionnaire import Request
from partnercheck.authoring.questionnaire import questionnaire as asked_of
from partnercheck.load import Loader
from partnercheck.model import form_sheets as layout
from partnercheck.model.answering import Option
from partnercheck.model.questionnaire import Group, Question
from partnercheck.render.formats import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.model.questionnaire import Questionnaire
    from running import Result

FORMATS = ("html", "xlsx", "yaml")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}{% x %}]]>\u202e=cmd()"


def text_of(form: str, asked: Questionnaire) -> str:
    """Return everything that the file of a form says, unpacked."""
    written = FORMS.render(form, asked)
    if isinstance(written, str):
        return written
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        return "".join(packed.read(name).decode("utf-8") for name in packed.namelist())


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_alike_each_time(form: str) -> None:
    assert FORMS.render(form, questionnaire()) == FORMS.render(form, questionnaire())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("side", ["us", "them", "reference"])
def test_nothing_in_a_form_helps_to_game_it(form: str, side: Any, folder: Path) -> None:
    rubric, dossier = RUBRIC, DOSSIER
    for text, secret in (
        ("action: Ask again", "weight: 73.25, action: SECRET action, ask: both"),
        ("[20, 100]]", "[20, 73.25]]"),
        ("title: A closed shop", "title: SECRET"),
    ):
        assert text in rubric
        rubric = rubric.replace(text, secret)
    for text, secret in (
        ("answers:", "scope: The scope\nanswers:"),
        ("A register", "SECRET register"),
        ("audited: {answer: yes", "audited: {note: SECRET, answer: yes"),
        ("pace: {answer: 2,", "pace: {ratings: [{by: SECRET rater, side: us, answer: 2}],"),
    ):
        assert text in dossier
        dossier = dossier.replace(text, secret)
    lay_out(folder, rubric=rubric, dossier=dossier)
    inputs = Loader().dossier(folder / "dossier.yaml")
    said = text_of(form, asked_of(inputs, Request(side)))
    assert ("How open" in said) == (side != "reference")
    assert ("Acme" in said, "The scope" in said) == (True, True)
    assert not re.search(r"SECRET|73\.25|BOOK|no-audit|Open up", said)


def whole() -> Questionnaire:
    """Return everything that the default rubric asks of a partner."""
    inputs = Loader().dossier(EXAMPLES / "acme.yaml")
    bare = inputs.dossier.model_copy(update={"profile": {}, "roadmap": None, "financials": None})
    return asked_of(inputs._replace(dossier=bare), Request("them"))


def test_the_form_of_the_default_rubric_is_small() -> None:
    asked = whole()
    assert len(asked.questions) > 8
    assert len(asked.sections) > 1
    assert len(str(FORMS.render("html", asked)).encode()) < 300_000
    assert len(FORMS.render("xlsx", asked)) < 100_000


def hostile() -> Questionnaire:
    group = Group(
        "g", HOSTILE, (Question("q", HOSTILE, "one", (Option("a", HOSTILE), Option("b", "=1+1")), HOSTILE),)
    )
    return questionnaire(partner=HOSTILE, person=HOSTILE, scope=HOSTILE, send_to=HOSTILE, groups=(group,))


def test_a_page_holds_texts_as_texts_and_one_block_of_data() -> None:
    page = str(FORMS.render("html", hostile()))
    assert "alert(1)</script>" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    found = re.search(r'<script type="application/json" id="asked">(.*?)</script>', page)
    assert found
    assert json.loads(found[1])["reply"]["partner"] == HOSTILE
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1].partition("script-src")[2]
    assert not re.search(
        r"""\son\w+=|https?://(?!www\.w3\.org)|javascript:""",
        page.partition("</style>")[2].replace("onerror=", ""),
    )


def test_no_text_is_a_formula_and_nothing_is_linked() -> None:
    raw = FORMS.render("xlsx", hostile())
    assert isinstance(raw, bytes)
    book = load_workbook(io.BytesIO(raw))
    formulas = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert {each[:9] for each in formulas} == {"=COUNTIF(", "=IF(LEN(F"}
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Roadmap", "Roadmap"),
        ("Contributions of both sides together", "Contributions of both sides"),
        ("Contributions of both parties together", "Contributions of both"),
        ("Z" * 40, "Z" * 27),
    ],
)
def test_sheets_of_a_workbook_are_named_in_whole_words(title: str, name: str) -> None:
    raw = FORMS.render("xlsx", questionnaire(sections=(SECTIONS[1]._replace(title=title),)))
    assert isinstance(raw, bytes)
    assert load_workbook(io.BytesIO(raw)).sheetnames[2] == name


def test_a_workbook_is_laid_out_to_be_filled_in() -> None:
    raw = FORMS.render("xlsx", questionnaire())
    assert isinstance(raw, bytes)
    book = load_workbook(io.BytesIO(raw))
    assert book.sheetnames[:2] == ["Read me", "Questions"]
    assert book["Lists"].sheet_state == "hidden"
    sheet = book["Questions"]
    assert sheet.freeze_panes == "E4"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert str(sheet.auto_filter.ref).startswith("A3:")  # ids move with their rows
    assert not any(each.protection.sheet for each in book)
    chosen = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert chosen[f"F4:F{sheet.max_row}"].startswith("OFFSET(Lists!$C$1,MATCH($A4,")
    lists = {
        row[0].value: [cell.value for cell in row[2:] if cell.value]
        for row in book["Lists"].iter_rows(min_row=2)
    }
    assert lists["openness"] == ["Not at all", "Somewhat", "Entirely", layout.UNKNOWN, layout.NOT_APPLICABLE]
    assert lists["profile/stage"] == ["startup", "grown", layout.UNKNOWN]
    assert {cell.value for cell in sheet["A"][3:]} <= lists.keys()
    read_me = " ".join(str(cell.value) for row in book["Read me"] for cell in row)
    for said in ("Ravensmoor Ltd", "Managed connectivity", "under your name", "r.patel@example.com", "2026"):
        assert said in read_me


def test_a_workbook_of_too_many_questions_is_refused_with_a_way_out(
    folder: Path, run: Callable[..., Result]
) -> None:
    questions = "".join(
        f"      - {{id: q{n}, title: Q, question: Q?, kind: yes_no}}\n" for n in range(layout.MAX_ROWS + 1)
    )
    start, _, rest = RUBRIC.partition("    criteria:\n")
    lay_out(folder, rubric=f"{start}    criteria:\n{questions}{rest}")
    result = run("ask", "dossier.yaml", "--side", "them", "-o", "a.xlsx")
    assert result.code == 2
    assert "ask a part with --only" in result.err
    assert not (folder / "a.xlsx").exists()


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6))
def test_options_in_words_can_be_told_apart(texts: list[str]) -> None:
    options = [Option(n, text) for n, text in enumerate([*texts, layout.UNKNOWN, layout.NONE])]
    words = layout.in_words(options)
    assert len({each.casefold() for each in words}) == len(words)
    assert not {each.casefold() for each in words} & {layout.UNKNOWN.casefold(), layout.NONE.casefold()}


def test_a_workbook_shows_each_question_whole_and_prints_on_pages_as_wide_as_it() -> None:
    asked = questionnaire()
    long = Question("long", "Q" * 30 + " word" * 100, "one", (Option("a", "A"),))
    group = Group("more", "More", (*asked.groups[0].questions, long))
    book = load_workbook(io.BytesIO(FORMS.render("xlsx", asked._replace(groups=(group,)))))
    sheet = book["Questions"]
    found = next(each for each in sheet.iter_rows() if str(each[3].value).startswith("QQQ"))
    width = sheet.column_dimensions["D"].width
    assert sheet.row_dimensions[found[0].row].height >= 15 * len(found[3].value) / width
    for each in (book["Read me"], sheet):
        assert (each.page_setup.orientation, each.page_setup.fitToHeight) == ("landscape", 0)
        assert each.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area


@pytest.mark.parametrize("form", FORMATS)
def test_the_day_of_return_stands_in_words(form: str) -> None:
    text = text_of(form, questionnaire()._replace(by="2026-12-11"))
    assert "11 Dec 2026" in text
    assert "2026-12-11" not in text
