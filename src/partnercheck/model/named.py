"""Texts of an assessment that name something which its inputs hold: a report looks for it there."""

from typing import Annotated, Literal, NamedTuple

Kind = Literal["criterion", "dimension", "flag", "fact", "grade", "call", "condition", "subject", "about"]


class Names(NamedTuple):
    """Marks a text as a name, and says what of."""

    kind: Kind


CriterionName = Annotated[str, Names("criterion")]
DimensionName = Annotated[str, Names("dimension")]
FlagName = Annotated[str, Names("flag")]
FactName = Annotated[str, Names("fact")]
"""A fact of the profile."""
GradeName = Annotated[str, Names("grade")]
CallName = Annotated[str, Names("call")]
"""A rule for the name of the deal, by the name that it gives."""
ConditionName = Annotated[str, Names("condition")]
"""A flag or criterion, which a condition is for."""
SubjectName = Annotated[str | None, Names("subject")]
"""What a reason is about; its code says of which kind that is, and null stands for the whole."""
AboutName = Annotated[str, Names("about")]
"""A criterion, dimension, flag or section, which an event is about."""
