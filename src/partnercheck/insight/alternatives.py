"""The other answers to a question, from the nearest in value to the farthest (DESIGN, section 8)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, lcm
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from partnercheck.engine.numbers import DECIMALS
from partnercheck.engine.values import interpolate, value_of
from partnercheck.model.criteria import (
    ChecklistCriterion,
    ChoiceCriterion,
    LevelsCriterion,
    MatchCriterion,
    MetricCriterion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.criteria import AnswerValue, Criterion

Direction = Literal["better", "worse"]

STEPS = 10_000
"""A metric's other answers are the multiples of 1 ÷ this."""

MOST_SUMS = 1 << 16
"""A checklist with more different values than this is searched among the answers of the fewest changes."""


class Alternative(NamedTuple):
    """Another answer, and its value."""

    answer: AnswerValue
    value: float


class Ladder(NamedTuple):
    """Other answers in one direction of value: `at(0)` is the nearest, `at(length - 1)` the farthest.

    `near` tells, for a value, about where on the ladder it is reached, or a place that is not on it.
    """

    length: int
    at: Callable[[int], Alternative]
    near: Callable[[float], int] = lambda _: -1


def present(judgement: Judgement) -> AnswerValue | None:
    """Return the one answer that a criterion has, or its measure's number.

    None where there is no such thing: not answered, ratings, or a measure that says best or worst.
    """
    if judgement.point is None:
        return None
    if judgement.measured is not None:
        return judgement.measured.value
    return judgement.given.answer if judgement.given else None


def written(answer: AnswerValue) -> Any:
    """Return an answer as a dossier would have it: yes or no is a word, items are a list."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return list(answer) if isinstance(answer, tuple) else answer


def ladder(
    criterion: Criterion, answer: AnswerValue, point: float, direction: Direction, ours: int | None
) -> Ladder:
    """Return the other answers to a question, of better or of worse value.

    Of answers whose values are equal to nine decimals there is one: the first in the rubric, the smaller
    position, or the fewest changes and then the first items changed. A metric has every multiple of 0.0001
    to the end of its curve, and none where the curve rises and falls.

    Args:
        criterion: The question.
        answer: The answer it has.
        point: That answer's value.
        direction: Of the value.
        ours: Our position on a `match` axis.
    """
    match criterion:
        case MetricCriterion():
            return _numbers(criterion, Decimal(repr(answer)), direction)
        case ChecklistCriterion():
            changes = _changes(criterion, answer)  # type: ignore[arg-type]

            def at(key: float) -> Alternative:
                return _valued(criterion, _changed(criterion, answer, changes[key]), None)  # type: ignore[arg-type]

            return _ladder(changes, at, point, direction)
        case _:
            options: dict[float, Alternative] = {}
            for option in (_valued(criterion, each, ours) for each in _options(criterion)):
                options.setdefault(round(option.value, DECIMALS), option)
            return _ladder(options, options.__getitem__, point, direction)


def _valued(criterion: Criterion, answer: AnswerValue, ours: int | None) -> Alternative:
    value = value_of(criterion, answer, ours)
    assert value is not None  # noqa: S101  (a match without our position has no answer to begin with)
    return Alternative(answer, value)


def _ladder(
    keys: Iterable[float], at: Callable[[float], Alternative], point: float, direction: Direction
) -> Ladder:
    """Return the answers whose values, rounded, are `keys`, as far as they lie in a direction."""
    here, better = round(point, DECIMALS), direction == "better"
    rungs = sorted((key for key in keys if (key > here if better else key < here)), reverse=not better)
    return Ladder(len(rungs), lambda rung: at(rungs[rung]))


def _options(criterion: Criterion) -> Sequence[AnswerValue]:
    """Return the answers of a question that has few, the preferred one of equals first."""
    match criterion:
        case LevelsCriterion():
            return list(criterion.scale)
        case ChoiceCriterion():
            return list(criterion.options)
        case MatchCriterion():
            return sorted(criterion.axis)
        case _:
            return (True, False)


def _numbers(criterion: MetricCriterion, number: Decimal, direction: Direction) -> Ladder:
    """Return the multiples of 0.0001 beyond a number, up to the first at or beyond the curve's end."""
    values = [value for _, value in criterion.curve]
    rising, falling = values == sorted(values), values == sorted(values, reverse=True)
    sign = 1 if rising == (direction == "better") else -1
    end = Decimal(repr(criterion.curve[-1 if sign > 0 else 0][0]))
    first = floor(sign * number * STEPS) + 1
    count = ceil(sign * end * STEPS) - first + 1

    def at(rung: int) -> Alternative:
        answer = sign * (first + rung) / STEPS
        return Alternative(answer, interpolate(criterion.curve, answer))

    def near(value: float) -> int:
        return floor(sign * _reaching(criterion.curve, value) * STEPS) - first

    return Ladder(max(count, 0) if rising != falling else 0, at, near)


def _reaching(curve: Sequence[tuple[float, float]], value: float) -> float:
    """Return a number at which a curve reaches a value; its first where it never does."""
    for (x0, v0), (x1, v1) in pairwise(curve):
        if v0 != v1 and min(v0, v1) <= value <= max(v0, v1):
            return x0 + (x1 - x0) * ((value - v0) / (v1 - v0))
    return curve[0][0]


def _changes(criterion: ChecklistCriterion, chosen: Collection[str]) -> dict[float, tuple[int, ...]]:
    """Return, by the value it gives, the best set of items to change: the fewest, then the first.

    A table of subset sums, over the weights as they are written, as whole numbers: equal sums are equal.
    """
    exact = [Fraction(repr(item.weight)) for item in criterion.items.values()]
    scale = lcm(*(weight.denominator for weight in exact))
    weights = [int(weight * scale) for weight in exact]
    held = [key in chosen for key in criterion.items]
    start = sum(weight for weight, chosen in zip(weights, held, strict=True) if chosen)
    found: dict[int, tuple[int, tuple[int, ...]]] = {start: (0, ())}
    for place, weight in enumerate(weights):
        change = -weight if held[place] else weight
        for total, (count, places) in list(found.items()):
            candidate = (count + 1, (*places, place))
            if total + change not in found or candidate < found[total + change]:
                found[total + change] = candidate
        if len(found) > MOST_SUMS:
            found = dict(sorted(found.items(), key=lambda each: each[1])[:MOST_SUMS])
    best: dict[float, tuple[int, ...]] = {}
    for total, (_, places) in sorted(found.items(), key=lambda each: each[1]):
        best.setdefault(round(100 * total / sum(weights), DECIMALS), places)
    return best


def _changed(
    criterion: ChecklistCriterion, chosen: Collection[str], places: Collection[int]
) -> tuple[str, ...]:
    """Return the chosen items, in rubric order, once those at some places have changed."""
    return tuple(key for place, key in enumerate(criterion.items) if (key in chosen) != (place in places))
