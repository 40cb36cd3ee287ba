"""The tables that a warehouse holds about partners: their names, columns and types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.diagnostics import fail, shown

if TYPE_CHECKING:
    from partnercheck.model.rubric import Rubric

Type = Literal["text", "number", "boolean", "date"]


class Column(NamedTuple):
    """A column: its name, what type its values have, and what they say."""

    name: str
    type: Type
    doc: str


class Table(NamedTuple):
    """A table.

    Attributes:
        row: What a row is.
        columns: Those that it must have; more are passed over.
    """

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


_PARTNER = Column("partner", "text", "The key of `partners`.")
_CRITERION = Column("criterion", "text", "A criterion of the rubric, by its id.")

PARTNERS = Table(
    "partners",
    "A dossier. It has a further column for each profile fact that the rubric asks for, of its name (or "
    "`profile.` and its name, where that is one of these): a text or a number; `unknown` where nobody knows, "
    "NULL where it is not given.",
    (
        Column("partner", "text", "The key: the dossier's path without its suffix."),
        Column("name", "text", "The partner's legal name."),
        Column("country", "text", "Two letters, ISO 3166-1."),
        Column("as_of", "date", "The day the assessment speaks for."),
        Column("rubric", "text", "The rubric that the dossier names."),
    ),
)
ANSWERS = Table(
    "answers",
    "An answer to a criterion that nobody rated.",
    (
        _PARTNER,
        _CRITERION,
        Column(
            "answer",
            "text",
            "The level, position, number, option, `yes` or `no`, or the keys of a checklist with commas "
            "between them; NULL or `unknown` where nobody knows.",
        ),
        Column("not_applicable", "boolean", "Whether the assessor declared it not applicable."),
    ),
)
RATINGS = Table(
    "ratings",
    "One person's answer to a criterion that several people rated.",
    (
        _PARTNER,
        _CRITERION,
        Column("side", "text", "`us`, `them` or `reference`."),
        Column("by", "text", "Who answered."),
        Column("answer", "text", "As in `answers`."),
    ),
)
EVIDENCE = Table(
    "evidence",
    "An item of evidence.",
    (
        _PARTNER,
        Column(
            "criterion",
            "text",
            "What it supports: a criterion, or a section that measures are worked out from; NULL for "
            "answers that have none of their own.",
        ),
        Column("grade", "text", "A grade of the rubric."),
        Column("date", "date", "The day it speaks for."),
        Column("valid_until", "date", "The last day it may be relied on."),
        Column("sound", "boolean", "False where its file is missing or has changed."),
    ),
)
CULTURE = Table(
    "culture",
    "Our own position.",
    (
        Column("criterion", "text", "A `match` criterion, by its id."),
        Column("position", "number", "Where we stand on its axis, a whole number."),
    ),
)
MEASURES = Table(
    "measures",
    "A number worked out from a section of a dossier.",
    (
        _PARTNER,
        Column("measure", "text", "Its name, such as `financials.current_ratio`."),
        Column("value", "number", "The number."),
        Column("extreme", "text", "`best` or `worst`, where no number expresses it."),
    ),
)
EVENTS = Table(
    "events",
    "Something that makes older evidence worthless, once for each thing it is about.",
    (
        _PARTNER,
        Column("about", "text", "A criterion, dimension, section or flag, by its name."),
        Column("on", "date", "The day it happened."),
    ),
)
WAIVERS = Table(
    "waivers",
    "A red flag that somebody accepts for a time.",
    (
        _PARTNER,
        Column("flag", "text", "The red flag, by its id."),
        Column("until", "date", "The last day on which it counts."),
    ),
)

TABLES: tuple[Table, ...] = (
    PARTNERS,
    ANSWERS,
    RATINGS,
    EVIDENCE,
    CULTURE,
    MEASURES,
    EVENTS,
    WAIVERS,
)
"""All of them. Only `partners` must be there: a table that is missing has no rows."""


def fact_columns(rubric: Rubric) -> dict[str, str]:
    """Return the column of `partners` that holds each fact of a rubric's profile, by fact.

    Raises:
        InputError: Two facts cannot be told apart by engines that do not mind capitals.
    """
    taken = set(PARTNERS.names)
    columns: dict[str, str] = {}
    for fact in rubric.profile:
        name = f"profile.{fact}" if fact.casefold() in PARTNERS.names else fact
        if name.casefold() in taken:
            message = f"in a table the fact `{shown(fact)}` cannot be told from another of its name"
            raise fail("wrong-fact", message, rubric.id, "rename one of them")
        taken.add(name.casefold())
        columns[fact] = name
    return columns
