"""What other weights of the dimensions would make of the score and the verdict.

Weights move the whole's score, its coverage and the share declared not applicable, and nothing else: the
dimensions' own scores, their floors and the red flags stay. What stays is worked out here once, so that a
reader of a report can move the weights without the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine import decide, explain
from partnercheck.engine.verdict import Reading, level, not_applicable_shares, readings, rule
from partnercheck.model.assessment import rounded
from partnercheck.model.insight import Levels, Weighable, Weighting
from partnercheck.model.verdict_rules import Limits

if TYPE_CHECKING:
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs

_ANY_SCORE = 100.0


def weighting(decision: Decision) -> Weighting:
    """Return the numbers that give the verdict whatever the dimensions weigh."""
    rubric, flags, tree = decision.inputs.rubric, decision.flags, decision.tree
    lows, points, highs = (Reading(_ANY_SCORE, each.dimensions) for each in readings(tree))
    declared = not_applicable_shares(decision.judgements)
    scores = {name: branch.score for name, branch in tree.branches.items()}
    return Weighting(
        dimensions=tuple(
            Weighable(
                dimension=each.id,
                weight=each.weight,
                low=scores[each.id].low if each.id in scores else None,
                point=scores[each.id].point if each.id in scores else None,
                high=scores[each.id].high if each.id in scores else None,
                not_applicable=declared[each.id],
            )
            for each in rubric.dimensions
            if each.id in declared
        ),
        caps=Levels(
            worst=level(rubric, lows, [flag.effect for flag in flags if flag.worst]),
            now=level(rubric, points, [flag.effect for flag in flags if flag.now]),
            best=level(rubric, highs, [flag.effect for flag in flags if flag.best]),
        ),
        conditional=rubric.verdict.conditional.score,
        proceed=rubric.verdict.proceed.score,
        coverage=rubric.verdict.coverage.overall,
        not_applicable=rubric.verdict.not_applicable,
        open=any(flag.status == "open" and flag.effect == "decline" for flag in flags),
        held=_held(decision),
    )


def weighting_of(assessment: Assessment, inputs: Inputs) -> Weighting | None:
    """Return the same for an assessment that was read; None where its inputs give another decision now."""
    decision = decide(inputs)
    same = _decided(assessment) == _decided(rounded(explain(decision)))
    return weighting(decision) if same else None


def _decided(assessment: Assessment) -> tuple[object, ...]:
    """Return the numbers and gates of a decision, without any words."""
    verdict = assessment.verdict
    return (
        (verdict.level, verdict.worst, verdict.now, verdict.best),
        [assessment.score, *(each.score for each in assessment.dimensions)],
        [(each.status, each.effect, each.waived) for each in assessment.red_flags],
    )


def _held(decision: Decision) -> bool:
    """Return whether the verdict is hold at all weights: nothing answered, a dimension, the profile."""
    rubric, nothing = decision.inputs.rubric, Limits(score=0.0)
    update = {
        "proceed": nothing,
        "conditional": nothing,
        "coverage": rubric.verdict.coverage.model_copy(update={"overall": 0.0}),
        "not_applicable": 100.0,
    }
    relaxed = rubric.model_copy(update={"verdict": rubric.verdict.model_copy(update=update)})
    unknown = decision.inputs.profile.unknown
    return rule(relaxed, decision.judgements, decision.tree, (), unknown).level == "hold"
