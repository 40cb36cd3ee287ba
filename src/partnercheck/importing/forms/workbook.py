"""A form that came back as a workbook to the data of a reply, every value at its cell.

What a row answers is told by its hidden id, what an answer means by its words: rows may be sorted, columns
moved, sheets renamed and copied. The file is bounded like any workbook (`importing/tables`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, InputError, fail, in_order, shown
from partnercheck.importing.forms.answers import Answers
from partnercheck.importing.forms.cells import CellData, form_sheets, problem
from partnercheck.importing.forms.columns import columns_amiss
from partnercheck.importing.forms.evidence import EvidenceReader
from partnercheck.importing.forms.rows import Rows, asked_texts
from partnercheck.importing.forms.sections import Sections
from partnercheck.importing.forms.wording import Words, scalar
from partnercheck.importing.tables.package import TOO_LARGE
from partnercheck.importing.tables.workbook import read_xlsx
from partnercheck.model import form_sheets as layout
from partnercheck.source import Document, Plain, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.importing.forms.cells import FormSheet
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.questionnaire import Questionnaire

_HEAD = ("partner", "rubric", "sha256", "form", "side", "by", "role", "date")
_TEXTS = ("partner", "form", "by", "role")
_NEEDED = ("by", "date")
"""What people have to fill in; where they did not, the place is told."""


def read_form(raw: bytes, file: str, asked: Questionnaire) -> Document:
    """Return the reply that a workbook holds, as `source` would return it from a text.

    Args:
        raw: The file's bytes.
        file: Its name.
        asked: Everything that may be asked; a form may have asked a part of it.

    Raises:
        InputError: It is no workbook, none of our forms, or too large in any way.
    """
    notes: list[Diagnostic] = []
    found = list(form_sheets(read_xlsx(raw, file, (), notes)))
    sheets = [each for each in found if each.visible]
    questions = [each for each in sheets if each.kind == layout.QUESTIONS]
    if not questions:
        if any(each.kind == layout.QUESTIONS for each in found):
            raise fail("hidden-sheet", "the sheet of questions is hidden, so nobody sees what it says", file)
        if large := _too_large(notes):
            raise InputError(large)
        message = "this workbook is no form: no sheet has the hidden first row of one"
        raise fail("no-form", message, file, "send the form itself, saved as XLSX")
    data, reply, problems = CellData(file), Table(), list[Diagnostic]()
    reply["partnercheck"] = Plain("reply/1")
    reply.spots += (0, 0)
    grade = _head([each for each in sheets if each.kind == layout.READ_ME], data, reply, problems)
    words = Words(problems, changed=reply.get("sha256") != asked.sha256)
    headless = not any(each.kind == layout.READ_ME for each in sheets)
    evidence = EvidenceReader(data, words, problems, asked.grades, "" if headless else grade)
    rows = Rows(dict(asked_texts(asked)), problems)
    for sheet in questions:
        for line in sheet.lines:
            rows.take(line)
    Answers(data, words, evidence, rows, problems).put_into(reply, asked)
    tables = [each for each in sheets if each.kind.startswith(layout.TABLE)]
    Sections(data, words, evidence, problems).put_into(reply, asked.sections, rows, tables)
    problems += [*_unread(found), *columns_amiss(sheets, asked)]
    whole = [each for each in notes if each.code not in {"no-result", TOO_LARGE}]
    whole += _too_large(notes)  # nobody knows that it is none of the form's: what it says might be lost
    if headless:
        message = "the sheet “Read me” is gone or hidden, so nobody knows who answers, and whom it is about"
        hint = "copy the answers into the form as it was sent, and send it with all of its sheets"
        problems += fail("no-form", message, file, hint).diagnostics
    found_wrong = in_order([*whole, *_without_result(sheets), *problems])
    return Document(data, reply, found_wrong, frozenset({0} if headless else ()))


def _head(
    sheets: Sequence[FormSheet], data: CellData, reply: Table, problems: list[Diagnostic]
) -> str | None:
    """Read who answers, and which form; return the grade of all its evidence, where it has one."""
    grade = None
    empty: dict[str, Cell] = {}
    for line in (line for sheet in sheets for line in sheet.lines):
        name, cell = line.id.text, line.cells.get(layout.VALUE)
        if cell is None or not cell.text:
            empty.setdefault(name, cell or line.id)
            continue
        if name == layout.GRADE:
            grade = cell.text
        elif name in _HEAD:
            value = scalar(cell, text=name in _TEXTS)
            if name not in reply:
                data.put(reply, name, value, cell)
            elif reply[name] != value:
                message = f"another sheet says `{shown(reply[name])}` here"
                problems.append(problem("two-answers", cell, message, "keep one of both sheets"))
    for name in [each for each in _NEEDED if each in empty and each not in reply]:
        data.put(reply, name, None, empty[name])
    return grade


def _too_large(notes: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return as errors that sheets are too large to be read."""
    hint = "delete the rows, columns or sheet that do not belong to the form, and save it"
    return [each._replace(severity="error", hint=hint) for each in notes if each.code == TOO_LARGE]


def _unread(sheets: Sequence[FormSheet]) -> Iterator[Diagnostic]:
    """Yield a warning for each sheet that holds something which nobody sees."""
    for sheet in sheets:
        if not sheet.visible and sheet.lines:
            message = "this sheet is hidden, so nobody sees what it says; it is not read"
            yield problem("hidden-sheet", sheet.lines[0].id, message, warning=True)


def _without_result(sheets: Sequence[FormSheet]) -> Iterator[Diagnostic]:
    """Yield which cells that are read hold no result.

    Those of our own formulas are not read, and a workbook tells a cell without saying of which sheet it is.
    """
    cells = [item for sheet in sheets for line in sheet.lines for item in line.cells.items()]
    own = {cell.position[1:3] for name, cell in cells if name == layout.STATUS}
    for name, cell in cells:
        if cell.note and name != layout.STATUS and cell.position[1:3] not in own:
            yield cell.note
