"""The dossier: what we know about one partner, with the evidence for it."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from partnercheck.diagnostics import did_you_mean, shown
from partnercheck.model.evidence import Evidence
from partnercheck.model.identifiers import IDENTIFIERS, check_identifier
from partnercheck.model.levels import ConditionStatus
from partnercheck.model.scalars import Country, Day, Id, OrInShort, Text, one_or_many, refuse, refuse_all
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict

RaterSide = Literal["us", "them", "reference"]

MAX_REPLIES = 1_000
"""So many people answer about one partner at most."""

_SCALAR: dict[str, Any] = {"type": ["integer", "number", "string", "boolean", "null"]}
ANSWER: dict[str, Any] = {
    "anyOf": [_SCALAR, {"type": "array", "items": {"type": "string"}}],
    "description": "A level, position, number, yes or no, option, or list of items; or `unknown`.",
}
RawAnswer = Annotated[Any, WithJsonSchema(ANSWER)]


class Partner(Strict):
    """Who the partner is."""

    name: Text
    """Its legal name."""
    country: Country | None = None
    """Two letters, ISO 3166-1."""
    identifiers: dict[Text, Text] = Field(default_factory=dict, max_length=100)
    """lei, vat, company_number …, checked with their own check digits."""
    website: Text | None = None
    """Its web address."""

    @model_validator(mode="after")
    def _check_identifiers(self) -> Self:
        refuse_all(
            partial(_check_identifier, kind, value, self.country) for kind, value in self.identifiers.items()
        )
        return self


def _check_identifier(kind: str, value: str, country: str | None) -> None:
    if kind not in IDENTIFIERS:
        hint = did_you_mean(kind, IDENTIFIERS) or "known: " + ", ".join(IDENTIFIERS)
        refuse("unknown-key", f"`{shown(kind)}` is no kind of identifier", hint, ("identifiers", kind))
    check_identifier(kind, value, country)


class Assessor(Strict):
    """Somebody who assessed."""

    name: Text
    """Who assessed."""
    role: Text | None = None
    """In which role."""


class Called(Strict):
    """What each side calls the deal."""

    us: Text | None = None
    """Our name for the deal."""
    them: Text | None = None
    """The partner's name for the deal."""


class Rating(Strict):
    """One person's answer."""

    by: Text
    """Who answered."""
    side: RaterSide
    """Whose side the rater is on: ours, theirs, or a reference."""
    answer: RawAnswer
    evidence: Evidence | None = None
    """What this answer rests on; it counts beside what the ratings have in common."""
    note: Text | None = None
    """Anything a reader should know."""


class Response(Strict):
    """What one person says to one question, with what belongs to it.

    At most one of a value and the reason why it does not apply; neither, where nothing is known.
    """

    answer: RawAnswer = None
    not_applicable: Text | None = None
    """Why the question does not apply."""
    evidence: Evidence | None = None
    """Items with grade and source, or a grade alone."""
    note: Text | None = None
    """Anything a reader should know."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [
            key for key in ("answer", "not_applicable", "ratings") if getattr(self, key, None) is not None
        ]
        if len(forms) > 1:
            refuse("wrong-answer", f"an answer is either `{forms[0]}` or `{forms[1]}`, not both")
        return self

    @property
    def is_unknown(self) -> bool:
        """Whether it says nothing but that nothing is known."""
        return self.not_applicable is None and says_unknown(self.answer)


def says_unknown(raw: object) -> bool:
    """Return whether an answer or a fact, as it is written, says that nothing is known."""
    return raw is None or raw == "unknown"


class Entry(Response):
    """An answer with what belongs to it.

    Exactly one of a value, unknown (null, or nothing), not applicable with a reason, or several ratings.
    """

    ratings: tuple[Rating, ...] | None = Field(None, min_length=1)
    """Several people's answers."""

    @property
    def is_unknown(self) -> bool:
        """Whether it says nothing but that nothing is known."""
        return self.ratings is None and super().is_unknown

    @field_validator("ratings")
    @classmethod
    def _one_voice_each(cls, ratings: tuple[Rating, ...] | None) -> tuple[Rating, ...] | None:
        heard: set[tuple[str, str]] = set()
        for index, rating in enumerate(ratings or ()):
            voice = rating.side, rating.by.casefold()
            if voice in heard:
                message = f"`{shown(rating.by)}` has rated this already, on the same side"
                hint = "each person has one voice; keep the rating that holds"
                refuse("duplicate-rating", message, hint, (index, "by"))
            heard.add(voice)
        return ratings


def _long(value: object) -> object:
    """Return the long form of an answer given in short."""
    return value if isinstance(value, dict | Response) else {"answer": value}


AnswerEntry = Annotated[Entry, BeforeValidator(_long), OrInShort(ANSWER)]
ResponseEntry = Annotated[Response, BeforeValidator(_long), OrInShort(ANSWER)]


_FACT: dict[str, Any] = {
    "type": ["string", "number", "boolean"],
    "description": "A word, a number, yes or no; or `unknown`.",
}

RawFact = Annotated[Any, WithJsonSchema(_FACT)]


class ProfileEntry(Strict):
    """A fact about the partner with what it rests on."""

    is_: RawFact = Field(alias="is")
    """The fact; or `unknown`."""
    evidence: Evidence | None = None
    """Items with grade and source, or a grade alone."""


def _fact(value: object) -> object:
    """Return the long form of a fact given in short."""
    return value if isinstance(value, dict | ProfileEntry) else {"is": value}


FactEntry = Annotated[ProfileEntry, BeforeValidator(_fact), OrInShort(_FACT)]


class Event(Strict):
    """Something that happened and makes older evidence about it worthless."""

    on: Day
    """The day it happened."""
    about: tuple[Text, ...] = Field(min_length=1)
    """Criteria, dimensions, sections or flags, by their names."""
    what: Text
    """What happened."""
    source: Text | None = None
    """Where that is known from."""


class Waiver(Strict):
    """Somebody's decision to accept a red flag for a time."""

    flag: Id
    """The red flag, by its id."""
    by: Text
    """Who accepts it."""
    reason: Text
    """Why it is acceptable."""
    until: Day
    """The last day on which it counts."""


class ConditionEntry(Strict):
    """Who sees to a condition, until when, and how far it has come."""

    for_: Id = Field(alias="for")
    """The criterion or flag that gives the condition."""
    action: Text | None = None
    """In place of the rubric's."""
    owner: Text | None = None
    """Who sees to it."""
    due: Day | None = None
    """By which day."""
    status: ConditionStatus = "open"
    """How far it has come: open, met or dropped."""
    reason: Text | None = None
    """Required where the condition was dropped."""

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if self.status == "dropped" and self.reason is None:
            refuse("missing-key", "a condition that was dropped needs a `reason`")
        return self


class DecisionRecord(Strict):
    """What was decided; never scored."""

    by: Text
    """Who decided."""
    on: Day
    """On which day."""
    outcome: Text
    """What was decided."""
    note: Text | None = None
    """Why, or on what terms."""


ReplyFiles = Annotated[
    tuple[Text, ...],
    Field(max_length=MAX_REPLIES),
    BeforeValidator(one_or_many),
    OrInShort({"type": "string"}),
]


class Dossier(Strict):
    """What we know about one partner."""

    # Its sections are fields of the model that `measures.dossier_model` makes of this one.

    partnercheck: Literal["dossier/1"]
    """The kind of file and the version of its format."""
    partner: Partner
    """Who the partner is."""
    rubric: Text = "strategic-alliance"
    """An id, id@version, or path."""
    organisation: Text | None = None
    """The path of our own file."""
    as_of: Day
    """The day the assessment speaks for; every age is counted to it."""
    assessors: tuple[Assessor, ...] = ()
    """Who assessed."""
    scope: Text | None = None
    """What the partnership would be about."""
    replies: ReplyFiles = ()
    """A folder of replies to questionnaires, or a list of their files."""
    called: Called = Field(default_factory=Called)
    """What each side calls the deal."""
    profile: dict[Text, FactEntry] = Field(default_factory=dict)
    """Facts that the rubric asks for; `unknown` where nobody knows."""
    evidence: Evidence | None = None
    """For answers that give none."""
    answers: dict[Text, dict[Text, AnswerEntry]] = Field(default_factory=dict)
    """By dimension, then criterion."""
    events: tuple[Event, ...] = ()
    """What happened that makes older evidence worthless."""
    waivers: tuple[Waiver, ...] = ()
    """Red flags that somebody accepts for a time."""
    conditions: tuple[ConditionEntry, ...] = ()
    """Who sees to which condition, until when."""
    decision: DecisionRecord | None = None
    """What was decided; never scored."""

    @model_validator(mode="before")
    @classmethod
    def _empty_keys(cls, value: object) -> object:
        """Read a key without any value, as an editor may leave it, as an absent one."""
        if isinstance(value, dict) and None in value.values():
            return {key: each for key, each in value.items() if each is not None}
        return value

    @field_validator("answers", mode="before")
    @classmethod
    def _empty_groups(cls, value: object) -> object:
        """Read a dimension without any answer, as `new` may leave it, as an empty one."""
        if isinstance(value, dict) and None in value.values():
            return {key: {} if group is None else group for key, group in value.items()}
        return value

    def sections(self) -> Iterator[tuple[str, SectionData]]:
        """Yield the sections that are given, each with its name."""
        for name, value in self:
            if isinstance(value, SectionData):
                yield name, value
