"""How one criterion came to its value, range and share, for a reader with a calculator (DESIGN, 3, 4).

Numbers are told to four decimals; what they come from is computed with all of them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.values import value_of
from partnercheck.model.criteria import (
    ChecklistCriterion,
    ChoiceCriterion,
    LevelsCriterion,
    MatchCriterion,
    MetricCriterion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.engine.assess import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.criteria import AnswerValue, Criterion

_SIDES = {"us": "our side", "them": "their side", "reference": "references"}


class Step(NamedTuple):
    """One line of the reckoning: what is worked out, and how."""

    about: str
    text: str


def steps(decision: Decision, criterion: str) -> tuple[Step, ...]:
    """Return how a criterion came to its value, its range, its share of the whole and what it adds.

    Raises:
        KeyError: The rubric has no such criterion.
    """
    judgement = decision.by_id[criterion]
    if not judgement.applies:
        return (Step("value", "it does not apply and is left out of every sum"),)
    organisation = decision.inputs.organisation
    ours = organisation.culture.get(criterion) if organisation else None
    return tuple(_steps(decision, judgement, ours))


def _steps(decision: Decision, judgement: Judgement, ours: int | None) -> Iterator[Step]:
    yield from (Step("value", text) for text in _value(judgement, ours))
    point, support, tree = judgement.point, judgement.support, decision.tree
    if point is None or support is None:
        yield Step("range", "without a value it could still be anything from 0 to 100")
    else:
        r = support.reliability
        yield Step("reliability", f"{_n(r)}, that of the grade `{support.grade}`")
        low, high = f"{_n(r)} × {_n(judgement.least)}", f"{_n(r)} × {_n(judgement.most)}"
        yield Step("low", f"{low} = {_n(judgement.low)}")
        yield Step("high", f"{high} + 100 × (1 − {_n(r)}) = {_n(judgement.high)}")
    branch = tree.branches[judgement.dimension]
    weight = _n(judgement.criterion.weight)
    share = f"{weight} ÷ {_n(branch.weight)} × {_n(100 * branch.share)} %"
    yield Step("share", f"of the whole, by weight: {share} = {_n(100 * tree.share(judgement))} %")
    if point is not None:
        share = f"{weight} ÷ {_n(branch.weight_of_point)} × {_n(100 * branch.share_of_point)} %"
        adds = _n(tree.contribution(judgement) or 0.0)
        yield Step("adds", f"by weight among what has a value: {share} × {_n(point)} = {adds}")


def _value(judgement: Judgement, ours: int | None) -> Iterator[str]:
    criterion, point, measured = judgement.criterion, judgement.point, judgement.measured
    if measured is not None:
        yield measured.working
    if point is None:
        if measured is None:
            match = isinstance(criterion, MatchCriterion) and ours is None
            unknown = "our own side states no position in `culture`" if match else "nobody knows the answer"
            yield unknown if judgement.given else "not answered"
    elif measured is not None and measured.extreme is not None:
        yield f"as far as the curve goes to its {measured.extreme}: {_n(point)}"
    elif measured is not None and measured.value is not None:
        yield _worth(criterion, measured.value, ours, point)
    elif judgement.sides:
        yield from _rated(judgement, ours)
    elif judgement.given is not None and judgement.given.answer is not None:
        yield _worth(criterion, judgement.given.answer, ours, point)


def _rated(judgement: Judgement, ours: int | None) -> Iterator[str]:
    """Yield what each rater's answer is worth, then the sides' medians and their mean."""
    rated = judgement.given.rated if judgement.given else ()
    for rating, answer in rated:
        value = None if answer is None else value_of(judgement.criterion, answer, ours)
        if answer is not None and value is not None:
            yield f"{rating.by} ({_SIDES[rating.side]}): {_worth(judgement.criterion, answer, ours, value)}"
    medians = ", ".join(f"{_SIDES[side]} {_n(value)}" for side, value in judgement.sides.items())
    yield f"median of each side: {medians}"
    total = " + ".join(_n(value) for value in judgement.sides.values())
    yield f"mean of the sides: ({total}) ÷ {len(judgement.sides)} = {_n(judgement.point or 0.0)}"


def _worth(criterion: Criterion, answer: AnswerValue, ours: int | None, value: float) -> str:
    """Return how an answer gets its value."""
    match criterion:
        case LevelsCriterion():
            return f"level {answer} stands for {_n(value)}"
        case ChoiceCriterion():
            return f"`{answer}` stands for {_n(value)}"
        case ChecklistCriterion():
            chosen = [_n(item.weight) for key, item in criterion.items.items() if key in answer]  # type: ignore[operator]
            every = " + ".join(_n(item.weight) for item in criterion.items.values())
            return f"100 × ({' + '.join(chosen) or '0'}) ÷ ({every}) = {_n(value)}"
        case MetricCriterion():
            return _read_off(criterion.curve, float(answer), value)  # type: ignore[arg-type]
        case MatchCriterion():
            gap = abs(int(answer) - int(ours or 0))  # type: ignore[arg-type]
            apart = f"they stand at {answer}, we at {ours}: {gap} apart; "
            return apart + _read_off(criterion.gap_curve, gap, value)
    return f"{'yes' if answer else 'no'} stands for {_n(value)}"


def _read_off(curve: Sequence[tuple[float, float]], x: float, value: float) -> str:
    """Return how a number is read off a curve: at a point of it, beyond its end, or on a straight line."""
    for (x0, v0), (x1, v1) in pairwise(curve):
        if x0 < x < x1:
            line = f"{_n(v0)} + ({_n(v1)} − {_n(v0)}) × ({_n(x)} − {_n(x0)}) ÷ ({_n(x1)} − {_n(x0)})"
            return f"between {_n(x0)} → {_n(v0)} and {_n(x1)} → {_n(v1)}: {line} = {_n(value)}"
    end = " (the curve is flat beyond its ends)" if not curve[0][0] <= x <= curve[-1][0] else ""
    return f"{_n(x)} stands for {_n(value)}{end}"


def _n(value: float) -> str:
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
