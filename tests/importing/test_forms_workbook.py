"""Forms that come back as workbooks: each answer is told by its id and its words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from filled_workbooks import REPLY, filled
from form_workbooks import HEADINGS, add, column, form, head, problems_of, put, read, row
from openpyxl.comments import Comment

from asked import GRADES, questionnaire
from partnercheck.diagnostics import Problem
from partnercheck.measures.registry import reply_model
from partnercheck.model.strict import validate
from partnercheck.source import Plain
from pinning import pin

if TYPE_CHECKING:
    from openpyxl import Workbook


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


def test_a_month_that_a_spreadsheet_made_a_date_of_is_that_month_and_a_moment_its_day() -> None:
    book = form()
    head(book, date=dt.datetime(2026, 10, 14, 13, 30))  # noqa: DTZ001  (a cell has no time zone)
    put(book, "section/plan/start", answer=dt.datetime(2026, 1, 31, 9, 5))  # noqa: DTZ001
    add(book, "Roadmap", {"theme": dt.date(2027, 6, 1), "from": dt.date(2027, 6, 1), "stance": "invest"})
    document = read(book)
    data = document.data
    assert (problems_of(document), data["date"], data["plan"]["start"]) == ([], "2026-10-14", "2026-01-31")
    assert data["roadmap"]["items"] == [{"theme": "2027-06-01", "from": "2027-06", "stance": "invest"}]
    add(book, "Roadmap", {"from": dt.date(2026, 6, 27)})
    message = "`2026-06-27` is a day, where a period is needed, such as 2027, 2027-Q2 or 2027-06"
    assert problems_of(read(book)) == [f"error wrong-date Roadmap!C4: {message}"]
    sheet = form()["Roadmap"]
    formats = [sheet.cell(4, column(sheet, name)).number_format for name in ("from", "importance")]
    assert formats == ["@", "General"]


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


def test_what_shows_a_fact_is_kept_and_a_note_of_it_is_told() -> None:
    book = form()
    put(book, "profile/listed", answer="Yes", _1_source="Register", _1_file="m.pdf", note="p. 2", reason="x")
    put(book, "profile/stage", _2_source="Nobody knows of what")
    document = read(book)
    fact = {"is": "yes", "evidence": [{"source": "Register", "file": "m.pdf", "grade": "declared"}]}
    assert document.data["profile"] == {"listed": fact}
    at, other = (row(book["Questions"], f"profile/{each}") for each in ("listed", "stage"))
    kept = "of a fact, the answer and what shows it are kept; this is left out"
    assert sorted(problems_of(document)) == sorted(
        [
            f"warning left-out Questions!G{at}: {kept}",
            f"warning left-out Questions!H{at}: {kept}",
            f"warning left-out Questions!L{other}: this shows a fact that is not answered; it is left out",
        ]
    )
    (found,) = document.locate([Problem("x", ("profile", "listed", "evidence", 0, "file"), "here")])
    assert found.position.text == f"Questions!K{at}: m.pdf"


def test_what_is_said_of_the_items_of_a_checklist_is_said_of_its_answer() -> None:
    book = form()
    put(book, "habits", note="All of it", _1_source="Handbook")
    put(book, "habits#asks", answer="x", note="since May", _1_source="Survey", reason="x")
    put(book, "habits#reads", _1_source="A list")
    document = read(book)
    found = document.data["answers"]["culture"]["habits"]
    assert found["answer"] == ["asks"]
    assert found["note"].startswith("All of it\n")
    assert found["note"].endswith(": since May")
    assert [each["source"] for each in found["evidence"]] == ["Handbook", "A list", "Survey"]
    at = row(book["Questions"], "habits#asks")
    message = "a question does not apply, not one of its items; this is left out"
    assert problems_of(document) == [f"warning left-out Questions!G{at}: {message}"]


def test_what_is_said_beside_a_field_of_a_section_is_told() -> None:
    book = form()
    put(book, "section/plan/start", answer="2026-01-31", note="or so", _1_source="Contract")
    at = row(book["Questions"], "section/plan/start")
    message = "of this row the answer is kept, and what shows it has a sheet of its own; this is left out"
    document = read(book)
    assert problems_of(document) == [f"warning left-out Questions!{column}{at}: {message}" for column in "HI"]
    assert document.data["plan"] == {"start": "2026-01-31"}


def test_none_of_the_items_of_a_checklist_is_an_answer() -> None:
    book = form()
    put(book, "habits", answer="none of THESE")
    document = read(book)
    assert problems_of(document) == []
    assert document.data["answers"]["culture"]["habits"] == {"answer": []}


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


def test_a_row_in_which_only_a_column_of_their_own_is_filled_in_ends_no_table() -> None:
    book = form()
    sheet = book["Roadmap"]
    sheet.cell(1, sheet.max_column + 1, "remarks")
    add(book, "Roadmap", {"remarks": "to be discussed"}, {"theme": "5G", "from": 2027, "stance": "invest"})
    document = read(book)
    assert problems_of(document) == []
    assert [each["theme"] for each in document.data["roadmap"]["items"]] == ["5G"]


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
