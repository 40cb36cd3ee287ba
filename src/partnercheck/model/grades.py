"""The grades of evidence: how much of the belief rests on an answer that is supported so well."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, field_validator

from partnercheck.model.scalars import Id, Months, Text, number, refuse
from partnercheck.model.strict import Strict


class Grade(Strict):
    """How well an answer is supported."""

    reliability: Annotated[float, number(0, 1)]
    """How much of the belief rests on such an answer, 0 to 1."""
    meaning: Text | None = None
    """What earns this grade."""


DEFAULT_GRADES: dict[str, dict[str, Any]] = {
    "audited": {
        "reliability": 1.0,
        "meaning": "An independent third party: audited accounts, a public register, a certificate",
    },
    "verified": {
        "reliability": 0.95,
        "meaning": "We checked it ourselves: saw it, called the reference, tested it",
    },
    "documented": {
        "reliability": 0.7,
        "meaning": "A document made for another purpose: contract, minutes, accounts; not checked",
    },
    "declared": {"reliability": 0.5, "meaning": "The partner's own answer to our questions, not checked"},
    "asserted": {"reliability": 0.4, "meaning": "Somebody's word"},
}


class EvidenceRules(Strict):
    """What evidence is worth."""

    grades: dict[Id, Grade] = Field(
        default_factory=lambda: {name: Grade(**grade) for name, grade in DEFAULT_GRADES.items()}, min_length=1
    )
    """Strongest first, reliabilities not rising."""
    default: Id = "asserted"
    """The grade of answers that give no evidence."""
    clears: Id = "documented"
    """The weakest grade that can clear a red flag."""
    max_age: Months | None = None
    """How old evidence may be where a criterion does not say."""

    @field_validator("grades")
    @classmethod
    def _falling(cls, grades: dict[str, Grade]) -> dict[str, Grade]:
        values = [grade.reliability for grade in grades.values()]
        if values != sorted(values, reverse=True):
            refuse("wrong-grades", "grades stand strongest first: their reliabilities must not rise")
        return grades

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each grade, 0 for the strongest."""
        return {name: place for place, name in enumerate(self.grades)}

    @property
    def weakest(self) -> str:
        """The last grade."""
        return next(reversed(self.grades))
