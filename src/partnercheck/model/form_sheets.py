"""How a form is laid out as a workbook: what its writer and its reader agree on.

The first row of every sheet is hidden and names its columns; its first cell says what kind of sheet it is.
The first column is hidden and says what a row is about. So sheets may be renamed, columns moved and rows
sorted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.model.answering import Option
    from partnercheck.model.questionnaire import Question

READ_ME, QUESTIONS, TABLE = "partnercheck form", "partnercheck questions", "partnercheck table "
"""What the first cell of a sheet says; that of a section's table goes on with `SECTION/TABLE`."""

STATUS, QUESTION, ANSWER, REASON, NOTE = "status", "question", "answer", "reason", "note"
VALUE, GRADE = "value", "grade"
"""Names of columns; those of evidence are `1.source`, `1.date` and so on."""

EVIDENCE = 3
"""How many pieces of evidence a question has columns for."""

TOPIC, WHY = "Topic", "Why we ask"
UNASKED = frozenset({TOPIC, WHY})
"""The headings of columns that nobody is to fill in, and that have no name."""

HEADING = "heading"
"""The id of rows that are not to be filled in."""

FACT, FIELD = "profile/", "section/"
"""How ids of rows begin that are about a fact, or a field of a section; those of questions stand alone."""

ITEM = "#"
"""What parts a question from an item of its checklist, in the id of a row."""

UNKNOWN, NONE, NOT_APPLICABLE, TICKED = "I do not know", "None of these", "Does not apply", "Yes"
"""Answers in words, besides those of a question itself."""

LONGEST = 32_000
"""How many characters a cell is given; a spreadsheet holds little more."""

MAX_ROWS = 1_900
"""How many rows a sheet of questions may have; the importer reads no more than 2,000."""


def in_words(options: Sequence[Option]) -> list[str]:
    """Return options as a cell shows them: in words that tell one from every other answer."""
    texts = [" ".join(each.text.split())[:LONGEST] for each in options]
    times = Counter([*texts, UNKNOWN, NONE, NOT_APPLICABLE])
    return [
        text if times[text] == 1 else f"{text} ({each.key})"
        for text, each in zip(texts, options, strict=True)
    ]


def choices(question: Question) -> list[str]:
    """Return what there is to choose from in the cell for an answer, beside what may be written there."""
    own = [NONE] if question.form == "many" else in_words(question.options)
    return [*own, UNKNOWN, *([NOT_APPLICABLE] if question.allow_na else [])]
