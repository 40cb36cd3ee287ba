"""Test cases of a rubric, in the rubric or in a file beside it."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from partnercheck.model.dossier import RawFact
from partnercheck.model.entry import ANSWER, RawAnswer, says_unknown
from partnercheck.model.scalars import Id, Number, OrInShort, Percent, Text, Whole, YesNo, refuse
from partnercheck.model.strict import Strict


class CaseAnswer(Strict):
    """An answer and the grade it counts with; or why the question does not apply."""

    answer: RawAnswer = None
    grade: Id | None = None
    """The grade it counts with."""
    not_applicable: Text | None = None
    """Why the question does not apply."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        given = self.model_fields_set
        if "answer" not in given and self.not_applicable is None:
            refuse("missing-key", "`answer` is required here, or `not_applicable` with the reason")
        if self.not_applicable is not None and given != {"not_applicable"}:
            refuse("wrong-answer", "what is not applicable has no answer and no grade")
        return self

    @property
    def is_unknown(self) -> bool:
        """Whether it says nothing but that nothing is known."""
        return self.not_applicable is None and says_unknown(self.answer)


def _answer(value: object) -> object:
    return value if isinstance(value, dict) else {"answer": value}


class Expectation(Strict):
    """What must come out; what is not named is not compared."""

    verdict: Literal["proceed", "conditional", "decline", "hold"] | None = None
    """The verdict."""
    firm: YesNo | None = None
    """Whether it is firm."""
    score: tuple[Percent, Percent] | None = None
    """Lowest and highest point allowed."""
    raised: tuple[Id, ...] | None = None
    """All flags that are raised."""
    open: tuple[Id, ...] | None = None
    """All flags that are open."""
    relationship: Id | None = None
    """The name of the deal; null where there must be no name yet."""
    conditions: tuple[Id, ...] | None = None
    """All conditions, by flag or criterion."""

    @field_validator("score")
    @classmethod
    def _ordered(cls, score: tuple[float, float] | None) -> tuple[float, float] | None:
        if score is not None and score[0] > score[1]:
            refuse("wrong-value", "the lowest score allowed is above the highest")
        return score

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.named:
            refuse("empty", "a case that expects nothing cannot fail", "name a verdict, a score, a flag …")
        return self

    @property
    def named(self) -> tuple[str, ...]:
        """What is compared, in the order in which it is told."""
        given = self.model_fields_set
        return tuple(
            name
            for name in type(self).model_fields
            if name in given and (name == "relationship" or getattr(self, name) is not None)
        )


class Case(Strict):
    """One dossier in short, and what must come out."""

    name: Text
    """What the case shows; unique."""
    from_: Text = Field(alias="from")
    """`best`, `worst`, `unanswered`, or the path of a dossier."""
    profile: dict[Text, RawFact] = Field(default_factory=dict)
    """Facts about the partner, or `unknown`."""
    evidence: Id | None = None
    """The grade of every answer; by default the strongest."""
    set: dict[Id, Annotated[CaseAnswer, BeforeValidator(_answer), OrInShort(ANSWER)]] = Field(
        default_factory=dict
    )
    """Answers by criterion."""
    measures: dict[Text, Number] = Field(default_factory=dict)
    """Values of measures, by name."""
    ours: dict[Id, Whole] = Field(default_factory=dict)
    """Our own positions by criterion, in place of those of the dossier's organisation."""
    expect: Expectation
    """What must come out."""


class Cases(Strict):
    """Test cases beside a rubric."""

    partnercheck: Literal["cases/1"]
    """The kind of file and the version of its format."""
    rubric: Text
    """The path of the rubric they test."""
    cases: tuple[Case, ...] = Field(min_length=1)
    """The cases."""
