"""A text: asked and shown, never scored."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, Self

from pydantic import TypeAdapter, ValidationError, model_validator

from partnercheck.model.answering import Answering
from partnercheck.model.criteria.criterion import Anchor, Criterion, Stretch
from partnercheck.model.criteria.in_sql import NO_VALUE, Said
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import MAX_TEXT, Text, kind_of, refuse

_ANSWER = TypeAdapter(Text)

_MEANINGLESS = ("weight", "expect", "action", "allow_na", "max_age")
"""What only bears on a value."""


class TextCriterion(Criterion):
    """A question that is answered in words, for people to read."""

    scored: ClassVar[bool] = False
    kind: Literal["text"]
    """Words, which are shown and never scored."""

    @model_validator(mode="after")
    def _never_scored(self) -> Self:
        for key in _MEANINGLESS:
            if key in self.model_fields_set:
                hint = f"leave `{key}` out, or ask with another kind"
                refuse("unscored", f"a text is never scored, so `{key}` means nothing here", hint, (key,))
        return self

    def read_answer(self, raw: object) -> str:
        """Return the text, without white space around it."""
        if not isinstance(raw, str) or not raw.strip():
            refuse("wrong-type", f"a text is needed here, not {kind_of(raw)}", "`unknown` says: no answer")
        try:
            return str(_ANSWER.validate_python(raw))
        except ValidationError:
            refuse("wrong-value", f"a text has at most {MAX_TEXT:,} characters")

    @property
    def instruction(self) -> str:
        """What it takes, and that it changes nothing."""
        return "a text, for the reader; it is not scored"

    @property
    def answering(self) -> Answering:
        """Words are written."""
        return Answering("text")

    def value(self, answer: str, ours: int | None) -> None:
        """Return nothing: a text has no value."""

    def in_sql(self, said: Said) -> str:
        """Return that there is no value."""
        return f"CASE WHEN trim({said.answer}) = '' THEN NULL ELSE {NO_VALUE} END"

    def summands(self) -> Sequence[Sequence[Stretch]]:
        """Return none: there is no value."""
        return ()

    def answers(self) -> Sequence[str]:
        """Return none: anything may be said."""
        return ()

    def variants(self) -> Sequence[Variant]:
        """Return none: no answer is worth anything."""
        return ()

    @property
    def anchors(self) -> Sequence[Anchor]:
        """None: the answer is in the partner's own words."""
        return ()

    @property
    def settings(self) -> Mapping[str, str]:
        """Nothing besides the question."""
        return {}
