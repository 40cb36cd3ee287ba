"""The kinds of criterion that a rubric can have, and how a rubric's file names one."""

from __future__ import annotations

import operator
from functools import reduce
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic_core.core_schema import tagged_union_schema

from partnercheck.model.criteria.checklist import ChecklistCriterion
from partnercheck.model.criteria.choice import ChoiceCriterion
from partnercheck.model.criteria.criterion import Criterion
from partnercheck.model.criteria.levels import LevelsCriterion
from partnercheck.model.criteria.match import MatchCriterion
from partnercheck.model.criteria.metric import MetricCriterion
from partnercheck.model.criteria.text import TextCriterion
from partnercheck.model.criteria.yes_no import YesNoCriterion

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


def by_name(*kinds: type[Criterion]) -> dict[str, type[Criterion]]:
    """Return kinds by the names that their `kind` has in a file.

    Raises:
        TypeError: A kind leaves something unsaid that every kind must say.
    """
    for each in kinds:
        if missing := sorted(each.__abstractmethods__):
            raise TypeError(f"{each.__name__} is no kind of criterion yet: it lacks {', '.join(missing)}")
    return {get_args(each.model_fields["kind"].annotation)[0]: each for each in kinds}


KINDS = by_name(
    LevelsCriterion,
    YesNoCriterion,
    ChoiceCriterion,
    ChecklistCriterion,
    MetricCriterion,
    MatchCriterion,
    TextCriterion,
)
"""Every kind by its name; `model.added_kinds` takes more."""


def _tag(value: Any) -> str | None:
    if isinstance(value, Criterion):
        return f"{value.kind}:"
    name = value.get("kind") if isinstance(value, dict) else None
    return f"{name}:" if isinstance(name, str) and name in KINDS else None


class _OfItsKind:
    """Has a criterion read by the kind that it names."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the union of all kinds there are when a model with criteria is built."""
        return tagged_union_schema(
            {f"{name}:": handler.generate_schema(kind) for name, kind in KINDS.items()},
            discriminator=_tag,
            custom_error_type="wrong-kind",
            custom_error_message="a criterion has a `kind`: {kinds}",
            custom_error_context={"kinds": ", ".join(KINDS)},
        )

    @property
    def __value__(self) -> Any:
        """The kinds as one type: where a key is misspelt, the keys of all of them are looked at."""
        return reduce(operator.or_, KINDS.values())


AnyCriterion = Annotated[Criterion, _OfItsKind()]
"""A criterion in a file, of any kind."""
