"""Single answers that would change the verdict (DESIGN, section 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.insight.trial import Trials
from partnercheck.model.insight import Flip
from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.insight.trial import Trial
    from partnercheck.model.criteria import AnswerValue
    from partnercheck.model.criteria.ladder import Alternative, Direction, Ladder
    from partnercheck.model.levels import VerdictLevel

_DIRECTIONS: tuple[tuple[Direction, float], ...] = (("better", 100.0), ("worse", 0.0))


class _Found(NamedTuple):
    distance: float
    flip: Flip


def flips(decision: Decision) -> tuple[Flip, ...]:
    """Return the answers nearest in value, better and worse, at which the verdict's level differs.

    For every criterion with one answer or a measured number, its evidence unchanged. Sorted by the distance
    in value, to nine decimals, then in rubric order, better before worse.
    """
    trials = Trials(decision)
    found = [flip for judgement in decision.judgements for flip in _flips(trials, judgement)]
    return tuple(each.flip for each in sorted(found, key=lambda each: each.distance))


def _flips(trials: Trials, judgement: Judgement) -> Iterator[_Found]:
    answer, point, criterion = _present(judgement), judgement.point, judgement.criterion
    if answer is None or point is None:
        return
    decision = trials.decision
    trial, now = trials.of(judgement), decision.ruling.level
    organisation = decision.inputs.organisation
    ours = organisation.culture.get(criterion.id) if organisation else None
    for direction, extreme in _DIRECTIONS:
        if trial.level(extreme) == now:  # then no value in between differs: `trial` says why
            continue
        other = _nearest(criterion.ladder(answer, point, direction, ours), trial, now)
        if other is not None:
            flip = Flip(
                criterion=criterion.id,
                direction=direction,
                from_=criterion.written(answer),
                to=criterion.written(other.answer),
                verdict=trial.level(other.value),
            )
            yield _Found(round(abs(other.value - point), DECIMALS), flip)


def _present(judgement: Judgement) -> AnswerValue | None:
    """Return the one answer that a criterion has, or its measure's number.

    None where there is no such thing: not answered, ratings, or a measure that says best or worst.
    """
    if judgement.point is None:
        return None
    if judgement.measured is not None:
        return judgement.measured.value
    return judgement.given.answer if judgement.given else None


def _nearest(others: Ladder, trial: Trial, now: VerdictLevel) -> Alternative | None:
    """Return the first answer on a ladder at which the verdict differs.

    Looks first where a limit is met, which most often is the place, and then bisects what is left.
    """

    def differs(rung: int) -> bool:
        return trial.level(others.at(rung).value) != now

    if not others.length or not differs(others.length - 1):
        return None
    low, high = 0, others.length - 1
    for value in trial.limits:
        near = others.near(value)
        for rung in (near, near + 1, near - 1):
            if low <= rung < high:
                low, high = (low, rung) if differs(rung) else (rung + 1, high)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if differs(middle) else (middle + 1, high)
    return others.at(low)
