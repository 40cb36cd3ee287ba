"""What moved between two assessments against one rubric, criterion by criterion (`model.movement`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.engine.numbers import at_least
from partnercheck.model.movement import (
    ConditionsMoved,
    CriterionMoved,
    CriterionState,
    DimensionMoved,
    DimensionState,
    FlagMoved,
    Movement,
    ReasonsMoved,
    Standing,
)
from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.model.assessment import (
        Assessment,
        CriterionResult,
        DimensionResult,
        FlagResult,
        Reason,
    )


def movement(before: Assessment, after: Assessment) -> Movement:
    """Return what moved between two assessments; both name the same dimensions, criteria and flags."""
    criteria = list(_criteria(before, after))
    old, new = before.score.point, after.score.point
    return Movement(
        before=standing(before),
        after=standing(after),
        difference=None if old is None or new is None else new - old,
        dimensions=tuple(_dimensions(before, after, criteria)),
        criteria=tuple(sorted(filter(_moved, criteria), key=lambda each: -abs(round(each.effect, DECIMALS)))),
        red_flags=tuple(_flags(before, after)),
        conditions=_conditions(before, after),
        reasons=_reasons(before, after),
    )


def standing(assessment: Assessment) -> Standing:
    """Return how a decision stands, in short."""
    verdict = assessment.verdict
    return Standing(
        level=verdict.level,
        firm=verdict.firm,
        worst=verdict.worst,
        now=verdict.now,
        best=verdict.best,
        score=assessment.score,
        call=assessment.relationship.call,
    )


class _Part(NamedTuple):
    """What a criterion is to the score: its share of it on 0-1, and its point; 0 and none without one."""

    share: float
    point: float | None


def _criteria(before: Assessment, after: Assessment) -> Iterator[CriterionMoved]:
    """Yield every criterion with its part of the difference, in rubric order."""
    parts, later_parts = _parts(before), _parts(after)
    middle = ((before.score.point or 0.0) + (after.score.point or 0.0)) / 2
    for dimension, later in zip(before.dimensions, after.dimensions, strict=True):
        for old, new in zip(dimension.criteria, later.criteria, strict=True):
            by_answer = by_share = 0.0
            if before.score.point is not None and after.score.point is not None:
                by_answer, by_share = _effect(parts[old.id], later_parts[new.id], middle)
            yield CriterionMoved(
                id=old.id,
                title=old.title,
                dimension=dimension.id,
                before=_state(old),
                after=_state(new),
                effect=by_answer + by_share,
                by_answer=by_answer,
                by_share=by_share,
            )


def _effect(old: _Part, new: _Part, middle: float) -> tuple[float, float]:
    """Return what a criterion moved the score by: by its answer, and by its share of the score."""
    if old.point is None or new.point is None:
        return 0.0, _beside(new, middle) - _beside(old, middle)
    by_answer = (old.share + new.share) / 2 * (new.point - old.point)
    by_share = (new.share - old.share) * ((old.point + new.point) / 2 - middle)
    return by_answer, by_share


def _beside(part: _Part, middle: float) -> float:
    return 0.0 if part.point is None else part.share * (part.point - middle)


def _parts(assessment: Assessment) -> Mapping[str, _Part]:
    """Return each criterion's share of the score: of the whole, among what has a point."""
    parts: dict[str, _Part] = {}
    scored = [each for each in assessment.dimensions if each.score.point is not None]
    whole = sum(each.weight for each in scored)
    for dimension in assessment.dimensions:
        pointed = sum(each.weight for each in dimension.criteria if each.value.point is not None)
        for each in dimension.criteria:
            has_point = each.value.point is not None
            share = each.weight / pointed * dimension.weight / whole if has_point else 0.0
            parts[each.id] = _Part(share, each.value.point)
    return parts


def _state(result: CriterionResult) -> CriterionState:
    return CriterionState(
        status=result.status,
        answer=result.answer if result.measure is None else result.measure.value,
        grade=result.evidence.grade if result.evidence else None,
        value=result.value,
        weight=result.weight,
        contribution=result.contribution,
    )


def _moved(criterion: CriterionMoved) -> bool:
    old, new = criterion.before, criterion.after
    same = old.status == new.status and old.answer == new.answer and old.grade == new.grade
    return not same or bool(round(criterion.effect, DECIMALS)) or not _alike(old.value, new.value)


def _alike(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    return [_rounded(each) for each in old] == [_rounded(each) for each in new]


def _rounded(value: Any) -> Any:
    """Return a number, or the numbers within, as they are compared."""
    if isinstance(value, tuple):
        return [_rounded(each) for each in value]
    return None if value is None else round(value, DECIMALS)


def _dimensions(
    before: Assessment, after: Assessment, criteria: list[CriterionMoved]
) -> Iterator[DimensionMoved]:
    effects = dict.fromkeys((each.id for each in before.dimensions), 0.0)
    for each in criteria:
        effects[each.dimension] += each.effect
    for old, new in zip(before.dimensions, after.dimensions, strict=True):
        effect = effects[old.id]
        same = _alike(old.score, new.score) and _alike((old.weight,), (new.weight,))
        if not same or round(effect, DECIMALS):
            yield DimensionMoved(old.id, old.title, dimension_state(old), dimension_state(new), effect)


def dimension_state(result: DimensionResult) -> DimensionState:
    """Return a dimension's share of the whole and its score."""
    return DimensionState(weight=result.weight, score=result.score)


def _flags(before: Assessment, after: Assessment) -> Iterator[FlagMoved]:
    for old, new in zip(before.red_flags, after.red_flags, strict=True):
        if _flag_state(old) != _flag_state(new):
            yield FlagMoved(
                id=new.id,
                title=new.title,
                effect=new.effect,
                before=old.status,
                after=new.status,
                waived_before=old.waived is not None,
                waived_after=new.waived is not None,
                because=new.because,
            )


def _flag_state(flag: FlagResult) -> tuple[str, bool]:
    return flag.status, flag.waived is not None


def _conditions(before: Assessment, after: Assessment) -> ConditionsMoved:
    old, new = ({each.for_ for each in side.conditions} for side in (before, after))
    return ConditionsMoved(
        gone=tuple(each for each in before.conditions if each.for_ not in new),
        new=tuple(each for each in after.conditions if each.for_ not in old),
    )


def _reasons(before: Assessment, after: Assessment) -> ReasonsMoved:
    old, new = ({_holds(each) for each in side.verdict.reasons} for side in (before, after))
    return ReasonsMoved(
        gone=tuple(each for each in before.verdict.reasons if _holds(each) not in new),
        new=tuple(each for each in after.verdict.reasons if _holds(each) not in old),
    )


def _holds(reason: Reason) -> tuple[str, str | None, bool]:
    """Return what a reason says, whatever its numbers: its rule, its subject, and whether a limit is met."""
    met = reason.actual is not None and reason.limit is not None and at_least(reason.actual, reason.limit)
    return reason.code, reason.subject, met
