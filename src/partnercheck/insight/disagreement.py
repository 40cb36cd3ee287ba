"""Where people disagree by two levels, or by as much where there are no levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_least, median
from partnercheck.model.collected import Disagreement, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.asking import Side
    from partnercheck.model.criteria import AnswerValue, Criterion

_FAR = 2.0
_LEVEL = 25.0
"""How many points count as a level where answers have none."""


def apart(decision: Decision) -> Iterator[Disagreement]:
    """Yield the criteria on which the medians of two sides are two levels apart."""
    for each, by_side in _heard(decision):
        middle = [median(list(places)) for places in by_side.values()]
        if len(middle) > 1 and at_least(max(middle) - min(middle), _FAR):
            yield _disagreement(each, None)


def divided(decision: Decision) -> Iterator[Disagreement]:
    """Yield the criteria on which two people of one side are two levels apart."""
    for each, by_side in _heard(decision):
        for side, places in by_side.items():
            if at_least(max(places) - min(places), _FAR):
                yield _disagreement(each, side)


def _heard(decision: Decision) -> Iterator[tuple[Judgement, dict[Side, list[float]]]]:
    """Yield what people say of each criterion, by side, in levels."""
    organisation = decision.inputs.organisation
    culture = organisation.culture if organisation else {}
    for each in decision.judgements:
        by_side: dict[Side, list[float]] = {}
        for rating, answer in (*each.given.rated, *each.given.beside) if each.given else ():
            place = None if answer is None else _place(each.criterion, answer, culture.get(each.criterion.id))
            if place is not None:
                by_side.setdefault(rating.side, []).append(place)
        if by_side:
            yield each, by_side


def _place(criterion: Criterion, answer: AnswerValue, ours: int | None) -> float | None:
    """Return where an answer stands, in levels; None where it has no place."""
    if isinstance(answer, int) and not isinstance(answer, bool):
        return float(answer)
    value = criterion.value(answer, ours)
    return None if value is None else value / _LEVEL


def _disagreement(judgement: Judgement, side: Side | None) -> Disagreement:
    given = judgement.given
    assert given is not None  # noqa: S101  (somebody was heard)
    voices = tuple(
        Voice(rating.by, rating.side, judgement.criterion.written(answer))
        for rating, answer in (*given.rated, *given.beside)
        if answer is not None and (side is None or side == rating.side)
    )
    return Disagreement(judgement.criterion.id, judgement.criterion.title, side, voices)
