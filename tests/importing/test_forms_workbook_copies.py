"""Forms that come back with copies, columns and sheets of their own: nothing counts twice or is lost."""

from __future__ import annotations

from filled_workbooks import REPLY, filled
from form_workbooks import column, problems_of, read, row

from pinning import pin


def test_a_copy_of_a_table_counts_once_and_one_that_differs_is_told() -> None:
    book = filled()
    copy = book.copy_worksheet(book["Roadmap"])
    for name in ("theme", "from", "stance", "importance", "funded"):  # in another order
        rows = [copy.cell(at, column(copy, name)).value for at in (4, 5)]
        for at, value in zip((5, 4), rows, strict=True):
            copy.cell(at, column(copy, name)).value = value
    book.copy_worksheet(book["Capabilities"])
    assert (problems_of(read(book)), read(book).data) == ([], REPLY)
    copy.cell(4, column(copy, "theme")).value = "Fibre"
    assert [(each.severity, each.code) for each in read(book).problems] == [("error", "two-answers")]
    pin(*read(book).problems)


def test_two_columns_of_one_name_say_the_same_or_are_told() -> None:
    book = filled()
    sheet = book["Questions"]
    again, at = sheet.max_column + 1, row(sheet, "openness")
    sheet.cell(1, again, "answer")
    assert (problems_of(read(book)), read(book).data) == ([], REPLY)
    sheet.cell(at, again, "Entirely ")
    sheet.cell(row(sheet, "audit"), again, "Yes")
    assert problems_of(read(book)) == []
    assert read(book).data["answers"]["money"]["audit"]["answer"] == "yes"
    sheet.cell(at, again, "Somewhat")
    message = f"this is filled in otherwise in Questions!F{at}, and both columns have one hidden name"
    assert problems_of(read(book)) == [f"error two-answers Questions!R{at}: {message}"]


LOST = "the hidden first row does not name this column, so nobody can say what it answers"


def test_a_column_that_lost_its_hidden_name_loses_nothing_in_silence() -> None:
    book = filled()
    sheet = book["Questions"]
    at = row(sheet, "openness")
    sheet.cell(1, column(sheet, "note")).value = None
    assert problems_of(read(book)) == [f"error no-id Questions!H{at}: {LOST}"]
    book = filled()
    book["Roadmap"].cell(1, column(book["Roadmap"], "importance")).value = None
    assert problems_of(read(book)) == [f"error no-id Roadmap!E4: {LOST}"]
    book = filled()
    book["Roadmap"].cell(5, book["Roadmap"].max_column + 2, "to be discussed")
    document = read(book)
    assert problems_of(document) == [f"warning no-id Roadmap!H5: {LOST}; it is left out"]
    assert document.data == REPLY


def test_a_form_without_its_column_of_answers_is_refused() -> None:
    book = filled()
    sheet = book["Questions"]
    sheet.delete_cols(column(sheet, "answer"))
    found = read(book).problems
    assert [(each.severity, each.code) for each in found] == [("error", "no-id")]
    pin(*found)


def test_cells_that_are_coloured_and_empty_may_stand_anywhere() -> None:
    book = filled()
    for title in ("Questions", "Roadmap"):
        sheet = book[title]
        sheet.row_dimensions[1_048_576].height = 12.8
        for place in ("XFD1048576", "B2500", "AMJ5"):
            sheet[place].number_format = "@"
    document = read(book)
    assert (problems_of(document), document.data) == ([], REPLY)


def test_a_sheet_that_is_too_large_is_named_and_what_it_says_is_not_lost() -> None:
    book = filled()
    book["Roadmap"]["B2500"] = "far"
    document = read(book)
    assert [(each.severity, each.code) for each in document.problems] == [("error", "too-large")]
    pin(*document.problems)
    assert "Roadmap: a cell stands at B2500" in str(document.problems[0])
    book["Roadmap"]["B2500"] = None
    book.create_sheet("My own notes")["XFD1"] = "far"
    assert "My own notes: a cell stands at XFD1" in str(read(book).problems[0])


def test_a_sheet_that_is_a_chart_is_no_table() -> None:
    book = filled()
    book.create_chartsheet("Chart")
    document = read(book)
    assert (problems_of(document), document.data) == ([], REPLY)


def test_cells_that_were_merged_down_rows_are_told() -> None:
    book = filled()
    sheet = book["Questions"]
    at = row(sheet, "openness")
    sheet.merge_cells(start_row=1, end_row=1, start_column=2, end_column=3)
    sheet.merge_cells(start_row=at, end_row=at + 2, start_column=6, end_column=6)
    sheet.merge_cells(start_row=at, end_row=at, start_column=8, end_column=9)
    message = "this cell is merged with those below it, whose rows then say nothing"
    assert f"error merged Questions!F{at}: {message}" in problems_of(read(book))
    sheet.unmerge_cells(start_row=at, end_row=at + 2, start_column=6, end_column=6)
    assert "merged" not in [each.code for each in read(book).problems]
