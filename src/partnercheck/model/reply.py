"""The reply: what one person answered to a questionnaire, in a file of its own."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from partnercheck.model.asking import Side
from partnercheck.model.dossier import FactEntry
from partnercheck.model.entry import ResponseEntry
from partnercheck.model.names import name_key
from partnercheck.model.scalars import Day, Digest, Text
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict


class Reply(Strict):
    """What one person answered to a questionnaire."""

    # Its sections are fields of the model that `measures.reply_model` makes of this one.

    partnercheck: Literal["reply/1"]
    """The kind of file and the version of its format."""
    partner: Text
    """The partner that was asked about."""
    rubric: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*@[0-9]+(\.[0-9]+){0,2}$", max_length=120)]
    """The rubric whose questions were asked, as id@version."""
    sha256: Digest | None = None
    """The digest of that rubric."""
    form: Text | None = None
    """The id of the form that asked."""
    side: Side
    """Whose side the person is on: ours, theirs, or a reference."""
    by: Text
    """Who answers."""
    role: Text | None = None
    """In which role."""
    date: Day
    """The day of the answers."""
    profile: dict[Text, FactEntry] = Field(default_factory=dict)
    """Facts about the partner, where they were asked."""
    answers: dict[Text, dict[Text, ResponseEntry]] = Field(default_factory=dict)
    """By dimension, then criterion."""
    note: Text | None = None
    """Anything else a reader should know."""

    @model_validator(mode="before")
    @classmethod
    def _empty_places(cls, value: object) -> object:
        """Read places of a form that were left empty, and dimensions without any answer, as left out."""
        if not isinstance(value, dict):
            return value
        data = {key: each for key, each in value.items() if each is not None or key in cls._needed()}
        answers = data.get("answers")
        if isinstance(answers, dict) and None in answers.values():
            data["answers"] = {key: {} if group is None else group for key, group in answers.items()}
        return data

    @classmethod
    def _needed(cls) -> set[str]:
        return {name for name, field in cls.model_fields.items() if field.is_required()}

    @property
    def voice(self) -> tuple[str, str]:
        """Side and person: each has one voice."""
        return self.side, name_key(self.by)

    def sections(self) -> Iterator[tuple[str, SectionData]]:
        """Yield the sections that are given, each with its name."""
        for name, value in self:
            if isinstance(value, SectionData):
                yield name, value
