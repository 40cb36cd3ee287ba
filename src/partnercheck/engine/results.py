"""Dimensions, criteria and red flags as an assessment gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.engine.numbers import at_least
from partnercheck.model.assessment import (
    NO_SCORE,
    CriterionResult,
    DimensionResult,
    EvidenceUsed,
    FlagResult,
    ItemUsed,
    MeasureUsed,
    Raters,
    RatingBeside,
    Value,
    Waived,
)
from partnercheck.model.scale import AsWritten

if TYPE_CHECKING:
    from partnercheck.engine.assess import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.evidence import Support
    from partnercheck.engine.flags import Flag, Reader
    from partnercheck.engine.scores import Tree
    from partnercheck.model.criteria import AnswerValue

_NONE = Value(point=None, low=None, high=None, gap=None)


def dimensions(decision: Decision) -> tuple[DimensionResult, ...]:
    """Return every dimension with its criteria."""
    results = []
    rest, tree, gaps = iter(decision.judgements), decision.tree, decision.gaps.dimensions
    for dimension in decision.inputs.rubric.dimensions:
        branch = tree.branches.get(dimension.id)
        results.append(
            DimensionResult(
                id=dimension.id,
                title=dimension.title,
                weight=branch.share if branch else 0.0,
                score=branch.score.with_gap(gaps[dimension.id]) if branch else NO_SCORE,
                criteria=tuple(_criterion(next(rest), tree) for _ in dimension.criteria),
            )
        )
    return tuple(results)


def _criterion(judgement: Judgement, tree: Tree) -> CriterionResult:
    criterion, measured, support, point = (
        judgement.criterion,
        judgement.measured,
        judgement.support,
        judgement.point,
    )
    return CriterionResult(
        id=criterion.id,
        title=criterion.title,
        kind=criterion.kind,
        weight=tree.share(judgement),
        status=judgement.status,
        answer=_answer(judgement),
        value=Value(point, judgement.low, judgement.high, judgement.gap) if judgement.applies else _NONE,
        contribution=tree.contribution(judgement),
        evidence=_evidence(support) if support else None,
        expect=criterion.expect if criterion.scored else None,
        meets=None if point is None else at_least(point, criterion.expect),
        measure=(
            MeasureUsed(name=str(criterion.measure), value=measured.value, working=measured.working)
            if measured
            else None
        ),
        perception_gap=judgement.perception_gap,
        inner_gap=judgement.inner_gap,
        raters=_raters(judgement),
        beside=_beside(judgement),
    )


def _raters(judgement: Judgement) -> Raters:
    rated = judgement.given.rated if judgement.given else ()
    sides: list[str] = [each.rating.side for each in rated if each.answer is not None]
    return Raters(*map(sides.count, Raters._fields))


def _beside(judgement: Judgement) -> tuple[RatingBeside, ...]:
    return tuple(
        RatingBeside(rating.by, rating.side, _written(rating.answer, answer))
        for rating, answer in (judgement.given.beside if judgement.given else ())
    )


def _evidence(support: Support) -> EvidenceUsed:
    return EvidenceUsed(
        grade=support.grade,
        reliability=support.reliability,
        items=tuple(
            ItemUsed(
                grade=item.grade, source=item.source, date=item.date, counts=why_not is None, why_not=why_not
            )
            for item, why_not in support.items
        ),
    )


def _answer(judgement: Judgement) -> Any:
    """Return an answer as it is written: a list of ratings, a reason why not applicable, or the value."""
    if judgement.given is None:
        return None
    entry = judgement.given.entry
    if entry.not_applicable is not None:
        return {"not_applicable": entry.not_applicable}
    if entry.ratings is not None:
        return [
            {"by": rating.by, "side": rating.side, "answer": _written(rating.answer, answer)}
            for rating, answer in judgement.given.rated
        ]
    return _written(entry.answer, judgement.given.answer)


def _written(raw: Any, read: AnswerValue | None) -> Any:
    """Return an answer in the dossier's spelling: `yes` stays a word, `true` and numbers are themselves."""
    if isinstance(read, bool) and isinstance(raw, str):
        return read if raw.lower() in {"true", "false"} else raw.lower()
    if isinstance(read, float):
        return AsWritten(read)
    return list(read) if isinstance(read, tuple) else read


def red_flag(flag: Flag, reader: Reader) -> FlagResult:
    """Return a red flag as an assessment gives it."""
    waiver = flag.waiver
    return FlagResult(
        id=flag.rule.id,
        title=flag.rule.title,
        effect=flag.rule.effect,
        status=flag.status,
        waived=Waived(by=waiver.by, reason=waiver.reason, until=waiver.until) if waiver else None,
        criteria=reader.criteria(flag),
        because=reader.because(flag),
    )
