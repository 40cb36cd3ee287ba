"""Faults of forms that come back as workbooks are told at their cells; nothing in one does harm."""

from __future__ import annotations

import io
import random
import zipfile
from typing import Any

import pytest
from filled_workbooks import REPLY, filled
from form_workbooks import add, column, form, head, problems_of, put, raw, read, row

from asked import GRADES, questionnaire
from partnercheck.diagnostics import InputError, Problem
from partnercheck.importing.forms.workbook import read_form
from partnercheck.measures.registry import reply_model
from partnercheck.model.partial import parse_model
from partnercheck.model.questionnaire import AskedSection, Column, Table
from partnercheck.model.strict import validate
from pinning import pin


def test_a_field_that_a_section_lacks_is_missed_at_its_cell() -> None:
    """Rows are filled in, and what they are counted in is not."""
    rows = Table("benefits", "Benefits", (Column("what", "What"), Column("amount", "Amount", "number")))
    fields = (Column("note", "Note"), Column("currency", "Currency", required=True))
    asked = questionnaire(sections=(AskedSection("exchange", "Give and take", "Both.", fields, (rows,)),))
    book = form(sections=asked.sections)
    add(book, "Give and take", {"what": "Margin", "amount": 12})
    document = read(book, asked)
    assert document.data["exchange"] == {"benefits": [{"what": "Margin", "amount": "12"}]}
    (found,) = document.locate([Problem("missing-key", ("exchange", "currency"), "it is required", key=True)])
    assert found.position.line == row(book["Questions"], "section/exchange/currency")
    assert found.position.text.startswith("Questions!F")


def test_a_grade_that_is_none_is_told_at_its_cell() -> None:
    book = form(grades=GRADES, side="us")
    put(book, "openness", answer="Somewhat", _1_source="A call", _1_grade="gossip")
    document = read(book, questionnaire(grades=GRADES, side="us"))
    assert document.data["answers"]["culture"]["openness"]["evidence"] == [{"source": "A call"}]
    pin("\n".join(map(str, document.problems)))


def test_a_word_that_a_table_does_not_know_is_told_at_its_cell() -> None:
    book = form()
    add(book, "Roadmap", {"theme": "5G", "from": 2027, "stance": "perhaps"})
    document = read(book)
    assert problems_of(document) == ["error unknown-option Roadmap!D4: `perhaps` is none of the answers"]
    assert document.data["roadmap"]["items"] == [{"theme": "5G", "from": "2027"}]


def wrong(id_: str = "openness", **values: Any) -> list[str]:
    book = form()
    put(book, id_, **values)
    return problems_of(read(book))


def test_every_fault_is_told_at_its_cell() -> None:
    sheet = form()["Questions"]
    at = row(sheet, "openness")
    answer = f"Questions!F{at}"
    assert wrong(answer="perhaps") == [f"error unknown-option {answer}: `perhaps` is none of the answers"]
    assert wrong(answer="Does not apply") == [
        f"error not-applicable {answer}: say in the next column why it does not apply"
    ]
    assert wrong(answer="Entirely", reason="No") == [
        f"error two-answers Questions!G{at}: a question is answered or does not apply, not both"
    ]
    assert wrong(_2_file="a.pdf") == [f"error missing-key Questions!N{at}: say what shows it"]
    book = form()
    put(book, "habits", answer="None of these")
    put(book, "habits#reads", answer="Yes")
    put(book, "habits#asks", answer="perhaps")
    at = row(book["Questions"], "habits")
    assert problems_of(read(book)) == [
        f"error two-answers Questions!F{at}: answered here, and in the rows of its items; only one can hold",
        f"error unknown-option Questions!F{at + 2}: `perhaps` is none of the answers",
    ]
    book = form()
    add(book, "Capabilities", {"key": "A", "level": 1}, {"key": "A", "level": 2}, {"level": 3})
    assert problems_of(read(book)) == [
        "error two-answers Capabilities!B5: this stands in another row, too",
        "error missing-key Capabilities!C6: fill in the column “Capability” of this row",
    ]


def test_what_to_do_about_an_answer_is_told() -> None:
    book = form()
    put(book, "openness", answer="perhaps", _1_source="A call", _2_file="a.pdf")
    put(book, "habits", answer="some")
    put(book, "audit", answer="n/a", note="later")
    put(book, "profile/stage", answer="Does not apply")
    pin("\n".join(map(str, read(book).problems)))


def test_what_the_model_finds_wrong_stands_at_its_cell_too() -> None:
    book = filled()
    put(book, "openness", _1_date="30/09/2026")
    add(book, "Roadmap", {"theme": "5G", "from": "soon", "stance": "invest", "importance": 9})
    head(book, date="yesterday")
    document = read(book)
    _, problems = validate(reply_model(document.data), document.data)
    places = [each.position.text.partition(":")[0] for each in document.locate(problems)]
    at = row(book["Questions"], "openness")
    assert sorted(places) == [f"Questions!J{at}", "Read me!C6", "Roadmap!C4", "Roadmap!E4"]


def test_what_has_to_be_filled_in_and_is_not_stands_at_its_cell_too() -> None:
    book = filled()
    head(book, by="", date="")
    document = read(book)
    _, problems = validate(reply_model(document.data), document.data)
    places = [each.position.text.partition(":")[0] for each in document.locate(problems)]
    assert places == ["Read me!C4", "Read me!C6"]
    pin("\n".join(map(str, document.locate(problems))))


def test_two_rows_and_two_sheets_may_say_the_same_and_nothing_else() -> None:
    book = filled()
    copy = book.copy_worksheet(book["Questions"])
    assert problems_of(read(book)) == []
    copy.cell(row(copy, "openness"), column(copy, "answer"), "Somewhat")
    [one] = problems_of(read(book))
    assert "answered otherwise in the row of Questions!" in one
    copy = book.copy_worksheet(book["Read me"])
    copy["C4"] = "Somebody else"
    assert [each.code for each in read(book).problems] == ["two-answers", "two-answers"]
    pin("\n".join(map(str, read(book).problems)))


def test_what_nobody_sees_is_not_read_and_that_is_told() -> None:
    book = filled()
    book["Roadmap"].sheet_state = "hidden"
    book["Plan"].sheet_state = "veryHidden"
    document = read(book)
    assert [each.code for each in document.problems] == ["hidden-sheet", "hidden-sheet"]
    assert list(document.data["roadmap"]) == ["evidence"]
    book["Questions"].sheet_state = "hidden"
    with pytest.raises(InputError, match="the sheet of questions is hidden") as raised:
        read(book)
    pin("\n".join(map(str, (*document.problems, raised.value))))


def test_our_own_formulas_may_have_no_result_and_those_of_others_are_told() -> None:
    book = filled()
    sheet = book["Questions"]
    sheet.cell(row(sheet, "openness"), column(sheet, "answer"), '="Entirely"')
    document = read(book)
    assert [each.code for each in document.problems] == ["no-result"]
    pin("\n".join(map(str, document.problems)))
    assert "answer" not in document.data["answers"]["culture"]["openness"]


def test_a_form_without_its_first_sheet_is_told_once() -> None:
    book = filled()
    book.remove(book["Read me"])
    assert [each.code for each in read(book).problems] == ["no-form"]
    book = form()
    put(book, "openness", answer="Somewhat")
    book.remove(book["Read me"])
    document = read(book)
    found = parse_model(reply_model(document.data), document, {"by": "?", "date": "2000-01-01"})
    assert [each.code for each in found.diagnostics] == ["no-form"]
    pin(*found.diagnostics)


def test_a_missing_result_is_told_of_a_form_with_one_sheet_too() -> None:
    book = filled()
    sheet = book["Questions"]
    sheet.cell(row(sheet, "openness"), column(sheet, "answer"), '="Entirely"')
    for other in [each for each in book if each is not sheet]:
        book.remove(other)
    assert "no-result" in [each.code for each in read(book).problems]


def test_a_workbook_that_is_no_form_is_refused() -> None:
    book = form()
    for sheet in book:
        sheet.delete_rows(1)
    with pytest.raises(InputError, match="is no form") as raised:
        read(book)
    pin(str(raised.value))
    with pytest.raises(InputError, match="not-xlsx"):
        read_form(b"PK\x03\x04", "a.xlsx", questionnaire())


def test_macros_links_and_a_million_rows_do_no_harm() -> None:
    book = filled()
    sheet = book["Questions"]
    sheet.cell(row(sheet, "openness"), column(sheet, "note")).hyperlink = "http://example.invalid/"
    packed, more = raw(book), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(more, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf" * 1000)
    document = read_form(more.getvalue(), "form.xlsx", questionnaire())
    assert document.data == REPLY
    sheet.cell(1_000_000, 2, "far")
    with pytest.raises(InputError, match="error too-large: Questions: a cell stands at B1000000"):
        read(book)


HOSTILE = (
    *(None, "", 0, -1, 1e300, 12345678901234567890, True, "=1+1", "x" * 32_000, "\u202eabc", "\t", "[]", "~"),
    *(
        "Yes",
        "unknown",
        "heading",
        "openness",
        "habits#reads",
        "habits#nope",
        "profile/stage",
        "profile/",
        "#",
    ),
    *("section/x/y", "answer", "reason", "note", "1.source", "9.source", "key", "value", "grade", "../x"),
    *("partnercheck form", "partnercheck questions", "partnercheck table x", "partnercheck table plan/items"),
)
"""What may stand in a cell, and is wrong in most."""


@pytest.mark.parametrize("number", range(40))
def test_whatever_stands_in_any_cell_is_an_answer_or_an_error_at_its_cell(number: int) -> None:
    chance = random.Random(number)
    book = filled()
    for _ in range(chance.randint(1, 8)):
        sheet = chance.choice(book.worksheets)
        column = chance.choice((1, chance.randint(1, sheet.max_column)))
        cell = sheet.cell(chance.choice((1, chance.randint(1, 20))), column, chance.choice(HOSTILE))
        cell.data_type = cell.data_type if cell.data_type != "f" or chance.randrange(2) else "s"
    if chance.randrange(4) == 0:
        chance.choice(book.worksheets).delete_rows(chance.randint(1, 4))
    if chance.randrange(4) == 0:
        chance.choice(book.worksheets).insert_cols(chance.randint(1, 4))
    try:
        document = read(book)
    except InputError as error:
        assert error.diagnostics[0].code in {"no-form", "hidden-sheet", "wrong-amount"}  # noqa: PT017
        return
    found = parse_model(reply_model(document.data), document, {})
    for each in found.diagnostics:
        assert "!" in each.position.text or each.code in {"missing-key", "no-form"}, each
