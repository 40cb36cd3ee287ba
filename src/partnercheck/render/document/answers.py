"""How an answer is told: with its anchor, and who gave it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from partnercheck.model.asking import SIDES
from partnercheck.render import words
from partnercheck.render.facts import fact
from partnercheck.render.kinds import anchor, in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.model.assessment import CriterionResult
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs, Rated
    from partnercheck.model.insight import Flip


def answer_text(criterion: Criterion, answer: Any) -> str:
    """Return one answer with its anchor."""
    return "unknown" if answer is None else in_words(criterion, answer)


def moved(flip: Flip, inputs: Inputs) -> str:
    """Return to which answer a flip leads, and from which one, with as few decimals as tell them apart.

    An answer that has an anchor is told in its words where those are short.
    """
    criterion = inputs.rubric.criteria[flip.criterion]
    if any(each.key == flip.from_ for each in criterion.anchors):
        told = [f"“{anchor(criterion, each)}”" for each in (flip.to, flip.from_)]
        if max(map(len, told)) <= _ANCHOR:
            return " instead of ".join(told)
    unit = getattr(criterion, "unit", None) or ""
    ways = [partial(_short, number=each) for each in _NUMBERS]
    before, after = words.told_apart(flip.from_, flip.to, ways)
    return f"{after} {unit}".strip() + f" instead of {before} {unit}".rstrip()


_ANCHOR = 90
"""So long is what an answer says where it stands in a sentence."""


_NUMBERS: tuple[Callable[[float], str], ...] = (words.prose, words.trimmed, words.plain, *words.DIGITS)
"""Ways to tell a number, ever finer."""


def _short(value: Any, number: Callable[[float], str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(value) or "none"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return f"“{value}”"


def answers(criterion: Criterion, result: CriterionResult, inputs: Inputs) -> list[str]:
    """Return what was answered, a line for each person who did; for a match, our own position too."""
    given = inputs.given.get(criterion.id)
    if isinstance(result.answer, dict):
        return [f"Not applicable: {result.answer['not_applicable']}"]
    if result.status == "not_applicable":
        return ["Not asked of a partner with this profile."]
    if criterion.id in inputs.profile.undetermined and given is not None and given.answered:
        facts = words.quoted(fact(each) for each in inputs.profile.unknown)
        return [f"Answered, but not counted while the profile leaves {facts} unknown."]
    if result.measure is not None:
        return [result.measure.working]
    if given is not None and given.rated:
        said = [rated_text(criterion, each) for each in given.rated]
    else:
        said = ["Not answered." if result.answer is None else answer_text(criterion, result.answer)]
        said += [f"Beside it, {rated_text(criterion, each)}" for each in given.beside] if given else []
    if criterion.positions and result.status == "answered":
        ours = inputs.organisation.culture.get(criterion.id) if inputs.organisation else None
        said.append(f"Ours: {answer_text(criterion, ours)}")
    elif inputs.lacks_position(criterion):
        said.append("Ours: not stated in the organisation file, so that this is not counted.")
    return said


STATE = "State in the organisation file our own position on"
"""What to do where answers cannot be counted without it."""


def rated_text(criterion: Criterion, rated: Rated, *, whose: bool = True) -> str:
    """Return one person's answer, with what was noted about it; `whose` asks for the side and the note."""
    rating = rated.rating
    if not whose:
        return f"{rating.by}: {answer_text(criterion, rated.answer)}"
    text = f"{rating.by} ({SIDES[rating.side]}): {answer_text(criterion, rated.answer)}"
    return f"{text}. {rating.note}" if rating.note else text
