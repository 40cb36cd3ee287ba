"""The dossier: what we know about one partner, with the evidence for it."""

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from partnercheck.diagnostics import did_you_mean, shown
from partnercheck.model.entry import AnswerEntry
from partnercheck.model.evidence import Evidence
from partnercheck.model.identifiers import IDENTIFIERS, check_identifier
from partnercheck.model.levels import ConditionStatus
from partnercheck.model.scalars import Country, Day, Id, OrInShort, Text, one_or_many, refuse, refuse_all
from partnercheck.model.sections import SectionChoice, SectionData
from partnercheck.model.strict import Strict

PLACEHOLDER = "Name of the partner"
"""What a new dossier calls the partner until somebody names it."""

MAX_REPLIES = 1_000
"""So many people answer about one partner at most."""


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


ReplyFiles = Annotated[
    tuple[Text, ...],
    Field(max_length=MAX_REPLIES),
    BeforeValidator(one_or_many),
    OrInShort({"type": "string"}),
]


DEFAULT_RUBRIC = "strategic-alliance"
"""The id of the rubric of a dossier that names none."""


class Dossier(Strict):
    """What we know about one partner."""

    # Its sections are fields of the model that `measures.dossier_model` makes of this one.

    partnercheck: Literal["dossier/1"]
    """The kind of file and the version of its format."""
    partner: Partner
    """Who the partner is."""
    rubric: Text = DEFAULT_RUBRIC
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

    moved: ClassVar[dict[str, str]] = {
        "decision": "writing a decision down must not change what was decided on: take it out, assess into a "
        "`.json` file, and give that to `partnercheck decide`"
    }

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

    @property
    def chooses(self) -> bool:
        """Whether a section is to come from a reply that it names."""
        return any(isinstance(value, SectionChoice) for _, value in self._filled())

    def sections(self) -> Iterator[tuple[str, SectionData]]:
        """Yield the sections that are given, each with its name."""
        for name, value in self._filled():
            if isinstance(value, SectionData):
                yield name, value

    def _filled(self) -> Iterator[tuple[str, object]]:
        """Yield the places of sections that hold something, each with its name."""
        fixed = Dossier.model_fields
        for name, value in vars(self).items():
            if value is not None and name not in fixed:
                yield name, value
