"""Answers whose scores are known: whether a formula is true of them, and the verdict on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.reach.formulas import All, Any
from partnercheck.authoring.reach.situations import WHOLE
from partnercheck.authoring.reach.sums import HALF
from partnercheck.model.tests import AllOf, AnyOf, CriterionTest, ProfileTest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.authoring.reach.formulas import Formula
    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.model.levels import Level
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Test
    from partnercheck.model.verdict_rules import Limits


def true_of(formula: Formula, score: Callable[[str], float]) -> bool:
    """Return whether a formula is true of some answers, given what each score comes to."""
    if isinstance(formula, All):
        return all(true_of(each, score) for each in formula.parts)
    if isinstance(formula, Any):
        return any(true_of(each, score) for each in formula.parts)
    return formula.low <= score(formula.name) <= formula.high


def verdict(rubric: Rubric, situation: Situation, scores: Mapping[str, float]) -> Level:
    """Return the verdict on a partner of a kind whose answers come to these scores, by full evidence.

    It is what `formulas.level` says of them; no formula is made for it.
    """

    def raised(effect: str) -> bool:
        flags = rubric.red_flags
        return any(flag.effect == effect and _holds(flag.when, situation, scores) for flag in flags)

    if not _meet(rubric.verdict.conditional, situation, scores) or raised("decline"):
        return "decline"
    free = _meet(rubric.verdict.proceed, situation, scores) and not raised("conditional")
    return "proceed" if free else "conditional"


def _meet(asked: Limits, situation: Situation, scores: Mapping[str, float]) -> bool:
    """Return whether scores meet the limits of a verdict, as the engine compares."""
    return scores[WHOLE] >= asked.score - HALF and all(
        scores[each.id] >= asked.floor(each.id) - HALF for each in situation.dimensions
    )


def _holds(test: Test, situation: Situation, scores: Mapping[str, float]) -> bool:
    """Return whether a test holds; what does not apply to such a partner makes it false."""
    if type(test) is AllOf:  # pydantic makes `isinstance` slow where the answer is no
        return all(_holds(each, situation, scores) for each in test.all)
    if type(test) is AnyOf:
        return any(_holds(each, situation, scores) for each in test.any)
    if isinstance(test, ProfileTest):
        return bool(test.holds(situation.facts))
    name = test.criterion if isinstance(test, CriterionTest) else test.dimension
    if name not in situation.names:
        return False
    if test.at_most is not None:
        return scores[name] <= test.at_most + HALF
    return scores[name] >= (test.at_least or 0.0) - HALF
