"""Columns of a returned form that have lost their hidden names or share one, and cells that were merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.importing.forms.cells import place, problem
from partnercheck.importing.forms.evidence import KEYS
from partnercheck.importing.forms.rows import SAID
from partnercheck.model import form_sheets as layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.forms.cells import FormSheet
    from partnercheck.model.questionnaire import Questionnaire


def columns_amiss(sheets: Sequence[FormSheet], asked: Questionnaire) -> Iterator[Diagnostic]:
    """Yield what of a form would be lost with the names of its columns.

    What stands in a column without a name may be what the form lost, if it lacks one of its own; else it is
    somebody's own column, and told as such.
    """
    own = _own_columns(asked)
    for sheet in sheets:
        for cell, before in sheet.twice:
            message = f"this is filled in otherwise in {place(before)}, and both columns have one hidden name"
            yield problem("two-answers", cell, message, "delete the column that does not hold")
        for cell in sheet.merged:
            message = "this cell is merged with those below it, whose rows then say nothing"
            yield problem("merged", cell, message, "split it, and fill in each row")
        if sheet.kind == layout.READ_ME:  # what stands beside the values is said by us
            continue
        lacking = own.get(sheet.kind, frozenset()) - sheet.names
        if sheet.kind == layout.QUESTIONS and layout.ANSWER in lacking:
            message = "the hidden first row names no column of answers, so nobody can say what is answered"
            yield problem("no-id", sheet.at, message, "copy the answers into the form as it was sent")
        for cell in sheet.unnamed:
            message = "the hidden first row does not name this column, so nobody can say what it answers"
            if lacking:
                hint = "write what stands in it into the form as it was sent"
                yield problem("no-id", cell, message, hint)
            else:
                yield problem("no-id", cell, f"{message}; it is left out", warning=True)


def _own_columns(asked: Questionnaire) -> Mapping[str, frozenset[str]]:
    """Return what the columns that people fill in are named, by kind of sheet, without grades."""
    tables = {
        f"{layout.TABLE}{section.name}/{table.key}": frozenset(
            KEYS if table.key == "evidence" else (each.key for each in table.columns)
        )
        for section in asked.sections
        for table in section.tables
    }
    kinds = {**tables, layout.QUESTIONS: frozenset(SAID)}
    return {
        kind: frozenset(each for each in names if each.rpartition(".")[2] != layout.GRADE)
        for kind, names in kinds.items()
    }
