"""What the gates alone make of a decision: the level that they allow, and whether they hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.verdict import Reading, level, rule
from partnercheck.model.verdict_rules import Limits

if TYPE_CHECKING:
    from collections.abc import Collection

    from partnercheck.engine import Decision
    from partnercheck.model.levels import Level
    from partnercheck.model.rubric import Effect, Rubric

_ANY_SCORE = 100.0


def allowed(
    rubric: Rubric, dimensions: dict[str, float | None], effects: Collection[Effect | None] = ()
) -> Level:
    """Return the level that the floors of dimensions, and the effects of flags, allow whatever the score."""
    return level(rubric, Reading(_ANY_SCORE, dimensions), effects)


def held(decision: Decision, **lifted: object) -> bool:
    """Return whether the verdict is hold where no flag is there and no score or floor is missed.

    Args:
        decision: The decision as it is.
        lifted: Limits of the verdict in the rubric that are replaced besides, by their keys.
    """
    rubric, nothing = decision.inputs.rubric, Limits(score=0.0)
    lenient = rubric.verdict.model_copy(update={"proceed": nothing, "conditional": nothing, **lifted})
    relaxed = rubric.model_copy(update={"verdict": lenient})
    unknown = decision.inputs.profile.unknown
    return rule(relaxed, decision.judgements, decision.tree, (), unknown).level == "hold"
