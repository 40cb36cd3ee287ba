"""How one criterion came to its value, range and share, for a reader with a calculator.

Numbers are told to four decimals; what they come from is computed with all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.model.asking import SIDES
from partnercheck.model.scale import written_out as _n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine.assess import Decision
    from partnercheck.engine.criteria import Judgement

_VOICES = {**SIDES, "reference": "references"}


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
    if judgement.excluded == "unscored":
        return (Step("value", "it is never scored; its answer is there to be read"),)
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
            alone = criterion.positions and ours is None
            unknown = "our own side states no position in `culture`" if alone else "nobody knows the answer"
            yield unknown if judgement.given else "not answered"
    elif measured is not None and measured.extreme is not None:
        yield f"as far as the curve goes to its {measured.extreme}: {_n(point)}"
    elif measured is not None and measured.value is not None:
        yield criterion.worth(measured.value, ours, point)
    elif judgement.sides:
        yield from _rated(judgement, ours)
    elif judgement.given is not None and judgement.given.answer is not None:
        yield criterion.worth(judgement.given.answer, ours, point)


def _rated(judgement: Judgement, ours: int | None) -> Iterator[str]:
    """Yield what each rater's answer is worth, then the sides' medians and their mean."""
    criterion, rated = judgement.criterion, judgement.given.rated if judgement.given else ()
    for rating, answer in rated:
        value = None if answer is None else criterion.value(answer, ours)
        if answer is not None and value is not None:
            yield f"{rating.by} ({SIDES[rating.side]}): {criterion.worth(answer, ours, value)}"
    medians = ", ".join(f"{_VOICES[side]} {_n(value)}" for side, value in judgement.sides.items())
    yield f"median of each side: {medians}"
    total = " + ".join(_n(value) for value in judgement.sides.values())
    yield f"mean of the sides: ({total}) ÷ {len(judgement.sides)} = {_n(judgement.point or 0.0)}"
