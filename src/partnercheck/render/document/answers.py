"""How an answer is told: with its anchor, and who gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.model.asking import SIDES
from partnercheck.render import shortened, words
from partnercheck.render.facts import fact
from partnercheck.render.kinds import anchor, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from partnercheck.model.assessment import CriterionResult
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.inputs import Inputs, Rated
    from partnercheck.model.insight import Flip


def answer_text(criterion: Criterion, answer: Any) -> str:
    """Return one answer with its anchor."""
    return "unknown" if answer is None else in_words(criterion, answer)


def moved(flip: Flip, inputs: Inputs) -> str:
    """Return to which answer a flip leads, and from which one, as a sentence goes on after “were”.

    An answer that has an anchor is told in its words, a list by the items that come or go, and a number with
    as few decimals as tell the two apart.
    """
    criterion = inputs.rubric.criteria[flip.criterion]
    if isinstance(flip.to, list | tuple):
        return _other_items(criterion, flip.from_, flip.to)
    if any(each.key == flip.from_ for each in criterion.anchors):
        told = (anchor(criterion, each) for each in (flip.to, flip.from_))
        return " instead of ".join(f"“{shortened.brief(each, _ANCHOR, _ANCHOR)}”" for each in told)
    if isinstance(flip.to, bool | str):
        return f"“{flip.to}” instead of “{flip.from_}”"
    return _other_number(flip.from_, flip.to, getattr(criterion, "unit", None) or "")


_ANCHOR = 90
"""So long is what an answer says where it stands in a sentence."""


def _other_items(criterion: Criterion, before: Sequence[str], after: Sequence[str]) -> str:
    if not after:
        return "without any of what it names"
    texts = {each.key: f"“{shortened.brief(each.text, _ANCHOR, _ANCHOR)}”" for each in criterion.anchors}
    more = [texts[each] for each in after if each not in before]
    less = [texts[each] for each in before if each not in after]
    told = {"with": more, "without": less}
    return words.listed([f"{how} {_first(items)}" for how, items in told.items() if items])


def _first(items: list[str]) -> str:
    left = len(items) - _FEW
    return words.listed(items) if left <= 0 else words.listed([*items[:_FEW], f"{left} more"])


_FEW = 2
"""So many items are told by their texts, which are long."""


def _other_number(before: float, after: float, unit: str) -> str:
    exact = words.plain(before)
    if float(exact.replace(",", "")) == before and abs(after - before) <= _NEAR:
        return f"{'more' if after > before else 'less'} than {exact} {unit}".rstrip()
    told_before, told_after = words.told_apart(before, after, _NUMBERS)
    return f"{told_after} {unit}".strip() + f" instead of {told_before} {unit}".rstrip()


_NEAR = 0.001
"""A number that changes the verdict this near to the one given is told as what is beyond that."""

_NUMBERS: tuple[Callable[[float], str], ...] = (words.prose, words.trimmed, words.plain, *words.DIGITS)
"""Ways to tell a number, ever finer."""


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
