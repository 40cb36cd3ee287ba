"""Workbooks of the small questionnaire, filled in as people do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook

from asked import questionnaire
from partnercheck.importing.forms.workbook import read_form
from partnercheck.render.formats import PLAIN
from partnercheck.render.forms.xlsx import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.model.questionnaire import Questionnaire
    from partnercheck.source import Document

HEADINGS = 3
"""How many rows of a sheet come before those that are filled in."""


def form(**changes: Any) -> Workbook:
    """Return an empty form as openpyxl has it."""
    written: Any = render(questionnaire(**changes), PLAIN)
    return load_workbook(io.BytesIO(written))


def column(sheet: Any, name: str) -> int:
    """Return the number of the column of a hidden name."""
    return next(cell.column for cell in sheet[1] if cell.value == name)


def row(sheet: Any, id_: str) -> int:
    """Return the number of the row of a hidden id."""
    return next(cell.row for cell in sheet["A"] if cell.value == id_)


def put(book: Workbook, id_: str, **values: Any) -> None:
    """Write into the columns of a question's row; `_1_source` is the column `1.source`."""
    sheet = book["Questions"]
    for name, value in values.items():
        sheet.cell(row(sheet, id_), column(sheet, name.removeprefix("_").replace("_", ".")), value)


def head(book: Workbook, **values: Any) -> None:
    """Write who answers, and when."""
    sheet = book["Read me"]
    for id_, value in values.items():
        sheet.cell(row(sheet, id_), 3, value)


def add(book: Workbook, title: str, *rows: Mapping[str, Any]) -> None:
    """Write rows into a table."""
    sheet = book[title]
    for number, values in enumerate(rows, start=HEADINGS + 1):
        for name, value in values.items():
            sheet.cell(number, column(sheet, name), value)


def raw(book: Workbook) -> bytes:
    """Return a workbook's file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(book: Workbook, asked: Questionnaire | None = None) -> Document:
    """Return the reply that a workbook holds."""
    return read_form(raw(book), "form.xlsx", asked or questionnaire())


def problems_of(document: Document) -> list[str]:
    """Return what is wrong, in short."""
    return [f"{each.severity} {each.code} {each.message}" for each in document.problems]
