"""What forms say, whatever they are written as."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from partnercheck.model.form_sheets import UNKNOWN
from partnercheck.model.questionnaire import Column
from partnercheck.model.tests import ProfileTest, fold
from partnercheck.months import in_words
from partnercheck.render import facts

if TYPE_CHECKING:
    from partnercheck.model.questionnaire import Questionnaire, Table
    from partnercheck.model.tests import Leaf, Test

_TITLES = {
    "us": "Questions about {}",
    "them": "Questions for {}",
    "reference": "Questions about working with {}",
}
_NAME_MAX = 40


def title(asked: Questionnaire) -> str:
    """Return the heading of a form."""
    return _TITLES[asked.side].format(asked.partner)


def head(asked: Questionnaire) -> list[tuple[str, str]]:
    """Return what everybody who gets a form must know, by name."""
    lines = [
        ("Asked", asked.title),
        ("About", asked.scope),
        ("For", asked.person),
        ("Return by", _day(asked.by)),
        ("In questions", asked.meant),
        ("Send to", asked.send_to),
        ("Seen by", asked.seen_by),
    ]
    return [(name, text) for name, text in lines if text]


def _day(by: str | None) -> str | None:
    return by and in_words(dt.date.fromisoformat(by))


def send(asked: Questionnaire) -> str:
    """Return what to do with a form that is filled in."""
    whom = f"Send it to {asked.send_to}" if asked.send_to else "Send it back to whoever asked you"
    return f"{whom}, by {_day(asked.by)}." if asked.by else f"{whom}."


def evidence_columns(asked: Questionnaire) -> tuple[Column, ...]:
    """Return what is asked of each piece of evidence; our own side says how it knows."""
    grade = (Column("grade", "How do you know?", "choice", asked.grades, required=True),)
    return (
        Column("source", "What shows it", required=True),
        *(grade if len(asked.grades) > 1 else ()),
        Column("date", "Its date", "date"),
        Column("file", "Name of the file to enclose"),
    )


def columns(asked: Questionnaire, table: Table) -> tuple[Column, ...]:
    """Return the columns of a table; what supports a section is asked for like any evidence."""
    return evidence_columns(asked) if table.key == "evidence" else table.columns


def about(column: Column) -> str:
    """Return what belongs into a column, without the marks of code."""
    return (column.about or "").replace("`", "")


def one_grade(asked: Questionnaire) -> str | None:
    """Return the grade that all evidence of a form has; None where a person chooses it."""
    return str(asked.grades[0].key) if len(asked.grades) == 1 else None


def file_name(asked: Questionnaire) -> str:
    """Return the beginning of the name of a reply's file."""
    name = re.sub(r"[^\w]+|_+", "-", asked.partner.lower()).strip("-")
    return f"reply-{name[:_NAME_MAX]}"


def how_to(asked: Questionnaire) -> list[str]:
    """Return how a workbook is filled in."""
    sentences = [
        "Write your name and today’s date above, then answer on the sheet “Questions”.",
        "Choose an answer from the list in its cell, or write it where there is no list.",
        f"What you leave empty stays open; “{UNKNOWN}” says that you looked and cannot say.",
        "Say what shows that it is so wherever you can: an answer counts for as much as its evidence.",
        "You may sort and filter rows, widen columns and rename sheets. Please do not change the questions.",
    ]
    if any(section.tables for section in asked.sections):
        sentences.insert(3, "Fill in the other sheets, a row for each item, as far as you know.")
    return sentences


def condition(test: Test) -> str:
    """Return in words when a question applies."""
    return f"Only if {fold(test, _leaf, ' and '.join, ' or '.join)}."


def _leaf(leaf: Leaf) -> str:
    assert isinstance(leaf, ProfileTest)  # noqa: S101  (a `when` tests facts alone)
    return facts.asked(leaf)
