"""What is said to one question: by one person, or by several, with what it rests on."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from partnercheck.diagnostics import shown
from partnercheck.model.asking import Side
from partnercheck.model.evidence import Evidence
from partnercheck.model.names import name_key
from partnercheck.model.scalars import OrInShort, Text, refuse
from partnercheck.model.strict import Strict

_SCALAR: dict[str, Any] = {"type": ["integer", "number", "string", "boolean", "null"]}
ANSWER: dict[str, Any] = {
    "anyOf": [_SCALAR, {"type": "array", "items": {"type": "string"}}],
    "description": "A level, position, number, yes or no, option, or list of items; or `unknown`.",
}
RawAnswer = Annotated[Any, WithJsonSchema(ANSWER)]


class Rating(Strict):
    """One person's answer."""

    by: Text
    """Who answered."""
    side: Side
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
        if not forms and "not_applicable" in self.model_fields_set:
            refuse("wrong-answer", "`not_applicable` needs the reason why the question does not apply")
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
            voice = rating.side, name_key(rating.by)
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
