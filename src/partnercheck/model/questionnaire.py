"""The questionnaire: what one side is asked about a partner, whatever form it is written in.

It holds nothing that would help to please: no weight, no value, no flag, no answer of anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from partnercheck.model.answering import AnswerForm, Option
    from partnercheck.model.asking import Side
    from partnercheck.model.tests import Test

ColumnKind = Literal["text", "number", "whole", "date", "period", "choice", "yes_no"]
"""What stands in a column of a table."""


class Question(NamedTuple):
    """A question of the rubric, or a fact about the partner.

    Attributes:
        id: The criterion or fact.
        why: Why the answer matters.
        allow_na: Whether it may be said, with a reason, that the question does not apply.
        when: A test on facts of the same questionnaire; where it is false, the question disappears.
    """

    id: str
    question: str
    form: AnswerForm
    options: tuple[Option, ...] = ()
    why: str | None = None
    unit: str | None = None
    allow_na: bool = False
    when: Test | None = None


class Group(NamedTuple):
    """The questions of one dimension, which is its id."""

    id: str
    title: str
    questions: tuple[Question, ...]


class Column(NamedTuple):
    """One value of a row, or of a section itself."""

    key: str
    title: str
    kind: ColumnKind = "text"
    options: tuple[Option, ...] = ()
    required: bool = False
    about: str | None = None
    """What belongs there, in a sentence."""


class Table(NamedTuple):
    """A list of a section, edited as rows.

    Attributes:
        keyed: Whether rows go by name: the first column, `key`, holds it.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    keyed: bool = False


class AskedSection(NamedTuple):
    """A section of a dossier: single values, and tables."""

    name: str
    title: str
    summary: str
    fields: tuple[Column, ...]
    tables: tuple[Table, ...]


class Questionnaire(NamedTuple):
    """What one side, or one person of it, is asked about a partner.

    Attributes:
        form: The id of this form; a reply names it.
        rubric: As id@version.
        title: The rubric's title.
        sha256: The rubric's digest.
        person: Who is asked, where one person is.
        by: The day by which to return it.
        send_to: Whom to send it to.
        meant: Whom questions mean by “we” and by the partner.
        seen_by: Who will see the answers, and under what name.
        facts: What is to be said of the partner first; it decides what else is asked.
        sections: Data to be given in tables.
        grades: How one may know an answer, in the words of the grades of evidence.
    """

    form: str
    partner: str
    scope: str | None
    rubric: str
    title: str
    sha256: str
    side: Side
    person: str | None
    by: str | None
    send_to: str | None
    meant: str
    seen_by: str
    facts: tuple[Question, ...]
    groups: tuple[Group, ...]
    sections: tuple[AskedSection, ...]
    grades: tuple[Option, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the rubric, in order."""
        return tuple(each for group in self.groups for each in group.questions)
