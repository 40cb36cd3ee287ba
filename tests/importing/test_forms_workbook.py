"""Forms that come back as workbooks: each answer is told by its id and its words."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from form_workbooks import HEADINGS, add, column, form, head, problems_of, put, raw, read, row
from openpyxl.comments import Comment

from asked import GRADES, questionnaire
from partnercheck.diagnostics import InputError, Problem
from partnercheck.importing.forms.workbook import read_form
from partnercheck.measures.registry import reply_model
from partnercheck.model.partial import parse_model
from partnercheck.model.questionnaire import AskedSection, Column, Table
from partnercheck.model.strict import validate
from partnercheck.source import Plain
from pinning import pin

if TYPE_CHECKING:
    from openpyxl import Workbook

REPLY = {
    "partnercheck": "reply/1",
    "partner": "Ravensmoor Ltd",
    "rubric": "small@1.0.0",
    "sha256": "0" * 64,
    "form": "them-1",
    "side": "them",
    "by": "عمر حداد",
    "role": "commercial director",
    "date": "2026-10-14",
    "profile": {"stage": "grown", "listed": "no", "worth": "2500.5"},
    "answers": {
        "culture": {
            "openness": {
                "answer": 2,
                "note": "x" * 10_000,
                "evidence": [
                    {
                        "source": "Board minutes",
                        "date": "2026-09-30",
                        "file": "minutes.pdf",
                        "grade": "declared",
                    },
                    {"source": "Another", "grade": "declared"},
                ],
            },
            "habits": {"answer": ["asks"]},
            "staff": {"answer": "unknown"},
        },
        "money": {"aim": {"answer": "=To sell"}, "audit": {"note": "Nobody knows"}},
    },
    "roadmap": {
        "items": [
            {
                "theme": "Private 5G",
                "from": "2027-Q1",
                "stance": "invest",
                "importance": "4",
                "funded": "yes",
            },
            {"theme": "Copper", "from": "2027", "stance": "exit"},
        ],
        "evidence": [{"source": "Investor day", "date": "2026-05-04", "grade": "declared"}],
    },
    "capabilities": {"items": {"Billing": {"level": "3"}}},
    "plan": {"start": "2026-01-31", "items": [{"what": "Train ten engineers", "due": "2026-12-01"}]},
}


def filled() -> Workbook:
    """Return a form that is filled in: dates as days or texts, words in any case, keys for words."""
    book = form()
    head(book, by=REPLY["by"], role=REPLY["role"], date=dt.date(2026, 10, 14))
    put(book, "profile/stage", answer="GROWN")
    put(book, "profile/listed", answer="no")
    put(book, "profile/worth", answer=2500.5)
    put(
        book,
        "openness",
        answer="Entirely ",
        note="x" * 10_000,
        _1_source="Board minutes",
        _2_source="Another",
    )
    put(book, "openness", _1_date=dt.date(2026, 9, 30), _1_file="minutes.pdf")
    put(book, "habits#asks", answer="x")
    put(book, "staff", answer="i do not know")
    put(book, "aim", answer="=To sell")
    sheet = book["Questions"]
    sheet.cell(
        row(sheet, "aim"), column(sheet, "answer")
    ).data_type = "s"  # a text, as a spreadsheet makes of '=
    put(book, "audit", note="Nobody knows")
    put(book, "section/plan/start", answer=dt.date(2026, 1, 31))
    first = {"theme": "Private 5G", "from": "2027-Q1", "stance": "invest", "importance": 4, "funded": "Yes"}
    add(book, "Roadmap", first, {"theme": "Copper", "from": 2027, "stance": "Exit"})
    add(book, "Roadmap What shows it", {"source": "Investor day", "date": dt.date(2026, 5, 4)})
    add(book, "Capabilities", {"key": "Billing", "level": 3})
    add(book, "Plan", {"what": "Train ten engineers", "due": dt.date(2026, 12, 1)})
    return book


def test_a_form_that_is_filled_in_is_the_reply_it_says() -> None:
    document = read(filled())
    assert problems_of(document) == []
    assert document.data == REPLY
    model, problems = validate(reply_model(document.data), document.data)
    assert problems == []
    assert model is not None
    assert model.date == dt.date(2026, 10, 14)


def test_ticks_and_numbers_for_names_stand_where_they_were_made() -> None:
    book = form()
    head(book, by=42, role=7)
    put(book, "habits#asks", answer="x")
    put(book, "openness", _1_source=42, _1_date="2026-09-30")
    put(book, "section/plan/start", answer="I do not know")
    document = read(book)
    data = document.data
    (evidence,) = data["answers"]["culture"]["openness"]["evidence"]
    assert (type(evidence["source"]), type(evidence["date"])) == (str, Plain)
    assert (data["by"], type(data["by"]), data["role"], type(data["role"])) == ("42", str, "7", str)
    assert "plan" not in data
    (found,) = document.locate([Problem("x", ("answers", "culture", "habits", "answer", 0), "here")])
    assert found.position.line == row(book["Questions"], "habits#asks")


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


def rearrange(book: Workbook) -> None:
    """Sort rows, move and add columns, put rows above, rename, reorder and copy sheets, comment."""
    sheet = book["Questions"]
    rows = [[cell.value for cell in each] for each in sheet.iter_rows(min_row=HEADINGS + 1)]
    for number, values in enumerate(sorted(rows, key=str, reverse=True), start=HEADINGS + 1):
        for place, value in enumerate(values, start=1):
            sheet.cell(number, place).value = value
            if isinstance(value, str):
                sheet.cell(number, place).data_type = "s"
    sheet.insert_cols(3)
    sheet.insert_rows(1, 2)
    sheet.cell(2, 1, "Draft of Tuesday")
    sheet.cell(8, 4).comment = Comment("why?", "me")
    sheet.title = "Fragen"
    book["Roadmap"].title = "Роадмап"
    book.move_sheet("Read me", 3)
    book.create_sheet("My own notes")["A1"] = "questions"


def test_rows_are_sorted_columns_moved_sheets_renamed_and_nothing_is_lost() -> None:
    book = filled()
    rearrange(book)
    document = read(book)
    assert problems_of(document) == []
    answers, expected = document.data["answers"], REPLY["answers"]
    assert {group: dict(entries) for group, entries in answers.items()} == expected
    assert {**document.data, "answers": None} == {**REPLY, "answers": None}


def test_our_own_side_chooses_how_it_knows() -> None:
    asked = questionnaire(grades=GRADES, side="us")
    book = form(grades=GRADES, side="us")
    put(book, "openness", answer="Somewhat", _1_source="A call", _1_grade="We checked it ourselves")
    put(book, "aim", answer="To sell", _1_source="A call")
    document = read(book, asked)
    assert document.data["answers"]["culture"]["openness"]["evidence"] == [
        {"source": "A call", "grade": "verified"}
    ]
    [missing] = problems_of(document)
    assert missing.endswith("choose how you know of this evidence")


def test_none_of_the_items_of_a_checklist_is_an_answer() -> None:
    book = form()
    put(book, "habits", answer="none of THESE")
    document = read(book)
    assert problems_of(document) == []
    assert document.data["answers"]["culture"]["habits"] == {"answer": []}


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


def test_rows_without_an_answer_may_have_lost_their_ids() -> None:
    book = form()
    sheet = book["Questions"]
    one, other = row(sheet, "openness"), row(sheet, "aim")
    sheet.cell(one, 1).value, sheet.cell(other, 1).value = "aim", None
    put(book, "staff", note="Nobody knows")
    document = read(book)
    assert problems_of(document) == []
    assert document.data["answers"] == {"culture": {"staff": {"note": "Nobody knows"}}}


def test_an_answer_may_be_named_by_its_number() -> None:
    book = form()
    put(book, "openness", answer=2)
    assert read(book).data["answers"]["culture"]["openness"] == {"answer": 2}


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


def test_a_row_in_which_only_a_column_of_their_own_is_filled_in_ends_no_table() -> None:
    book = form()
    sheet = book["Roadmap"]
    sheet.cell(1, sheet.max_column + 1, "remarks")
    add(book, "Roadmap", {"remarks": "to be discussed"}, {"theme": "5G", "from": 2027, "stance": "invest"})
    document = read(book)
    assert problems_of(document) == []
    assert [each["theme"] for each in document.data["roadmap"]["items"]] == ["5G"]


def test_what_has_to_be_filled_in_and_is_not_stands_at_its_cell_too() -> None:
    book = filled()
    head(book, by="", date="")
    document = read(book)
    _, problems = validate(reply_model(document.data), document.data)
    places = [each.position.text.partition(":")[0] for each in document.locate(problems)]
    assert places == ["Read me!C4", "Read me!C6"]
    pin("\n".join(map(str, document.locate(problems))))


def test_a_question_whose_text_was_changed_is_reported() -> None:
    book = filled()
    sheet = book["Questions"]
    at = row(sheet, "openness")
    sheet.cell(at, column(sheet, "question"), "How closed is it?")
    document = read(book)
    message = "this is not the question that was asked; the answer is taken for one to that"
    assert problems_of(document) == [f"warning changed-question Questions!D{at}: {message}"]
    assert document.data == REPLY


def test_rows_that_were_sorted_without_their_ids_are_no_answers() -> None:
    book = filled()
    sheet = book["Questions"]
    one, other = row(sheet, "openness"), row(sheet, "aim")
    sheet.cell(one, 1).value, sheet.cell(other, 1).value = "aim", "openness"
    document = read(book)
    assert [each.code for each in document.problems] == ["moved-question", "moved-question"]
    assert "aim" not in document.data["answers"]["money"]
    sheet.cell(one, 1).value = None
    assert [each.code for each in read(book).problems] == ["no-id", "moved-question"]
    pin("\n".join(map(str, (*document.problems, *read(book).problems))))


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


def test_what_is_not_asked_any_more_is_left_out_with_a_warning() -> None:
    asked = questionnaire()
    culture, money = asked.groups
    less = asked._replace(groups=(culture._replace(questions=culture.questions[1:]), money), sections=())
    document = read(filled(), less)
    codes = [(each.severity, each.code) for each in document.problems]
    assert codes.count(("warning", "unknown-criterion")) == 2
    assert codes.count(("warning", "unknown-section")) == 4
    assert len(codes) == 6
    pin("\n".join(map(str, document.problems)))
    assert "openness" not in document.data["answers"]["culture"]


def test_an_answer_whose_words_have_changed_since_is_not_taken_over() -> None:
    asked = questionnaire(sha256="1" * 64)
    culture, money = asked.groups
    openness = culture.questions[0]
    options = (openness.options[0], openness.options[2]._replace(key=1), openness.options[1]._replace(key=2))
    moved = culture._replace(questions=(openness._replace(options=options), *culture.questions[1:]))
    document = read(filled(), asked._replace(groups=(moved, money)))
    assert problems_of(document) == []
    assert document.data["answers"]["culture"]["openness"]["answer"] == 1
    options = (openness.options[0], openness.options[1])
    fewer = culture._replace(questions=(openness._replace(options=options), *culture.questions[1:]))
    document = read(filled(), asked._replace(groups=(fewer, money)))
    assert [(each.severity, each.code) for each in document.problems] == [("warning", "changed-question")]
    pin("\n".join(map(str, document.problems)))
    assert "answer" not in document.data["answers"]["culture"]["openness"]


def test_our_own_formulas_may_have_no_result_and_those_of_others_are_told() -> None:
    book = filled()
    sheet = book["Questions"]
    sheet.cell(row(sheet, "openness"), column(sheet, "answer"), '="Entirely"')
    document = read(book)
    assert [each.code for each in document.problems] == ["no-result"]
    pin("\n".join(map(str, document.problems)))
    assert "answer" not in document.data["answers"]["culture"]["openness"]


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
    with pytest.raises(InputError, match="is no form"):
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
        assert "!" in each.position.text or each.code == "missing-key", each
