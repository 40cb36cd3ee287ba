"""Single answers that would change the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.insight.trial import Trials
from partnercheck.model.criteria.ladder import TooManyAnswersError
from partnercheck.model.insight import Flip
from partnercheck.model.scale import DECIMALS, AsWritten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.insight.trial import Trial
    from partnercheck.model.criteria import AnswerValue, Criterion
    from partnercheck.model.criteria.ladder import Alternative, Direction
    from partnercheck.model.levels import VerdictLevel

_DIRECTIONS: tuple[tuple[Direction, float], ...] = (("better", 100.0), ("worse", 0.0))


class Flips(NamedTuple):
    """Single answers that would change the verdict.

    Attributes:
        found: Nearest first.
        not_worked_out: The criteria, by id, of which some answer would change it, while there are too many
            answers to say which of them is nearest.
    """

    found: tuple[Flip, ...]
    not_worked_out: tuple[str, ...]


class _Found(NamedTuple):
    distance: float
    flip: Flip


def flips(decision: Decision) -> Flips:
    """Return the answers nearest in value, better and worse, at which the verdict's level differs.

    For every criterion with one answer or a measured number, its evidence unchanged; all criteria that read
    the same measure move with it. Sorted by the distance in value, to nine decimals, then in rubric order,
    better before worse.
    """
    trials = Trials(decision)
    readers: dict[str | None, list[Judgement]] = {}
    for each in decision.judgements:
        if _present(each) is not None:
            readers.setdefault(each.criterion.measure, []).append(each)
    found: list[_Found] = []
    unknown: list[str] = []
    for judgement in decision.judgements:
        if _present(judgement) is None:
            continue
        together = readers[judgement.criterion.measure] if judgement.criterion.measure else ()
        trial = trials.of(judgement, *(each for each in together if each is not judgement))
        for direction, extreme in _DIRECTIONS:
            try:
                flip = _flip(decision, trial, direction, extreme)
            except TooManyAnswersError:
                unknown.append(judgement.criterion.id)
            else:
                found += [flip] if flip else []
    nearest = sorted(found, key=lambda each: each.distance)
    return Flips(tuple(each.flip for each in nearest), tuple(dict.fromkeys(unknown)))


def _flip(decision: Decision, trial: Trial, direction: Direction, extreme: float) -> _Found | None:
    """Return the nearest answer in one direction at which the verdict differs; None where none does.

    Raises:
        TooManyAnswersError: It cannot be found.
    """
    judgement, *others = trial.judgements
    criterion, answer, point = judgement.criterion, _present(judgement), judgement.point or 0.0
    organisation = decision.inputs.organisation
    ours = organisation.culture.get(criterion.id) if organisation else None
    now, ladder = decision.ruling.level, criterion.ladder(answer, point, direction, ours)
    if others:
        together = [each.criterion for each in trial.judgements]
        other = ladder.first(lambda near, far: _may_differ(trial, now, together, near.answer, far.answer))
    elif trial.level(extreme) == now:  # then no value in between differs: `trial` says why
        return None
    else:
        other = ladder.first(lambda _, far: trial.level(far.value) != now, trial.limits)
    if other is None:
        return None
    flip = Flip(
        criterion=criterion.id,
        direction=direction,
        from_=_written(judgement, answer),
        to=criterion.written(other.answer),
        verdict=_level(trial, other),
    )
    return _Found(round(abs(other.value - point), DECIMALS), flip)


def _level(trial: Trial, other: Alternative) -> VerdictLevel:
    """Return the verdict's level at an answer, or at a number that several criteria read."""
    _, *others = trial.judgements
    return trial.level(other.value, *(each.criterion.value(other.answer, None) or 0.0 for each in others))


def _may_differ(
    trial: Trial, now: VerdictLevel, criteria: Sequence[Criterion], near: float, far: float
) -> bool:
    """Return whether some number between two might change the verdict; whether it does, where they are one.

    The values of each criterion in between are bounded by those at the ends and at the points of its curve.
    A better value of any never lowers the verdict, so none differs that lies between the worst values of all
    and the best ones, if neither of those does.
    """
    first, last = sorted((near, far))
    bounds = []
    for each in criteria:
        numbers = (first, last, *(x for x, _ in each.points if first < x < last))
        values = [each.value(number, None) or 0.0 for number in numbers]
        bounds.append((min(values), max(values)))
    return any(trial.level(*corner) != now for corner in zip(*bounds, strict=True))


def _written(judgement: Judgement, answer: AnswerValue | None) -> object:
    """Return an answer as a dossier has it, or a measured number."""
    if judgement.measured is None and isinstance(answer, float):
        return AsWritten(answer)
    return judgement.criterion.written(answer)


def _present(judgement: Judgement) -> AnswerValue | None:
    """Return the one answer that a criterion has, or its measure's number.

    None where there is no such thing: not answered, ratings, or a measure that says best or worst.
    """
    if judgement.point is None:
        return None
    if judgement.measured is not None:
        return judgement.measured.value
    return judgement.given.answer if judgement.given else None
