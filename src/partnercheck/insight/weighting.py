"""What other weights of the dimensions would make of the score and the verdict.

Weights move the whole's score, its coverage and the share declared not applicable, and nothing else: the
dimensions' own scores, their floors and the red flags stay. What stays is worked out here once, so that a
reader of a report can move the weights without the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine import decide, explain
from partnercheck.engine.verdict import not_applicable_shares, readings
from partnercheck.insight.gates import allowed, held
from partnercheck.model.assessment import rounded
from partnercheck.model.insight import Levels, Weighable, Weighting

if TYPE_CHECKING:
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs


def weighting(decision: Decision) -> Weighting:
    """Return the numbers that give the verdict whatever the dimensions weigh."""
    rubric, flags, tree = decision.inputs.rubric, decision.flags, decision.tree
    lows, points, highs = readings(tree)
    coverage = rubric.verdict.coverage
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
            worst=allowed(rubric, lows.dimensions, [flag.effect for flag in flags if flag.worst]),
            now=allowed(rubric, points.dimensions, [flag.effect for flag in flags if flag.now]),
            best=allowed(rubric, highs.dimensions, [flag.effect for flag in flags if flag.best]),
        ),
        conditional=rubric.verdict.conditional.score,
        proceed=rubric.verdict.proceed.score,
        coverage=coverage.overall,
        not_applicable=rubric.verdict.not_applicable,
        open=any(flag.status == "open" and flag.effect == "decline" for flag in flags),
        # Nothing answered, a dimension without coverage, and the profile hold at all weights.
        held=held(decision, coverage=coverage.model_copy(update={"overall": 0.0}), not_applicable=100.0),
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
