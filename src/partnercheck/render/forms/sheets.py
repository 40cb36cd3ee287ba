"""What stands on the sheets of a form as a workbook: columns, rows, and what there is to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model import form_sheets as layout
from partnercheck.render.forms.wording import columns, condition, evidence_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.model.questionnaire import AskedSection, Column, Question, Questionnaire, Table


class SheetColumn(NamedTuple):
    """A column of the sheet of questions: its hidden name, its heading, how wide it is."""

    key: str
    heading: str
    width: int
    day: bool = False


class SheetRow(NamedTuple):
    """A row of the sheet of questions.

    Attributes:
        choices: What there is to choose from in the cell for the answer.
        counted: Whether it is a question of its own, rather than a part of the one above.
        day: Whether the answer is a date.
    """

    id: str
    topic: str
    question: str
    why: str
    choices: Sequence[str]
    counted: bool = True
    day: bool = False


def list_id(section: AskedSection, table: Table, column: Column) -> str:
    return f"{section.name}/{table.key}/{column.key}"


def question_columns(asked: Questionnaire) -> list[SheetColumn]:
    """Return the columns of the sheet of questions, but for the hidden one of ids."""
    return [
        SheetColumn(layout.STATUS, "Status", 9),
        SheetColumn("", layout.TOPIC, 18),
        SheetColumn(layout.QUESTION, "Question", 48),
        SheetColumn("", layout.WHY, 40),
        SheetColumn(layout.ANSWER, "Answer", 42),
        SheetColumn(layout.REASON, f"{layout.NOT_APPLICABLE}, because", 26),
        SheetColumn(layout.NOTE, "Note", 36),
        *(
            SheetColumn(f"{n}.{each.key}", f"Evidence {n}: {each.title}", 28, day=each.kind == "date")
            for n in range(1, layout.EVIDENCE + 1)
            for each in evidence_columns(asked)
        ),
    ]


def question_rows(asked: Questionnaire) -> Iterator[SheetRow]:
    """Yield the rows of the sheet of questions: facts first, single fields of sections last."""
    for fact in asked.facts:
        yield from _asking(fact, layout.FACT, "First, some facts")
    for group in asked.groups:
        for question in group.questions:
            yield from _asking(question, "", group.title)
    for section in asked.sections:
        for field in section.fields:
            yield SheetRow(
                f"{layout.FIELD}{section.name}/{field.key}",
                section.title,
                field.title,
                "",
                [*layout.in_words(field.options), layout.UNKNOWN],
                day=field.kind == "date",
            )


def _asking(question: Question, prefix: str, topic: str) -> Iterator[SheetRow]:
    unit = f"A number, in {question.unit}." if question.unit else "A number."
    parts = [
        condition(question.when) if question.when else "",
        question.why or "",
        unit if question.form == "number" else "",
        f"Write {layout.TICKED} in each line below that is so, or choose here."
        if question.form == "many"
        else "",
    ]
    id_ = f"{prefix}{question.id}"
    yield SheetRow(id_, topic, question.question, " ".join(filter(None, parts)), layout.choices(question))
    if question.form == "many":
        for option, text in zip(question.options, layout.in_words(question.options), strict=True):
            yield SheetRow(f"{id_}{layout.ITEM}{option.key}", topic, text, "", [layout.TICKED], counted=False)


def choice_lists(asked: Questionnaire, rows: Sequence[SheetRow]) -> Mapping[str, Sequence[str]]:
    """Return what may be chosen, by the id of the row or column where it is."""
    lists: dict[str, Sequence[str]] = {"grade": layout.in_words(asked.grades)}
    for section in asked.sections:
        for table in section.tables:
            for column in columns(asked, table):
                if column.options:
                    lists[list_id(section, table, column)] = layout.in_words(column.options)
    return lists | {row.id: row.choices for row in rows}
