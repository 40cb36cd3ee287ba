"""How an answer to each kind of criterion reads in a report, from the answer as an assessment holds it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from partnercheck.render import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from partnercheck.model.criteria import (
        ChecklistCriterion,
        ChoiceCriterion,
        Criterion,
        LevelsCriterion,
        MatchCriterion,
        MetricCriterion,
    )


def in_words(criterion: Criterion, answer: Any) -> str:
    """Return an answer with its anchor.

    Raises:
        LookupError: Nobody has said how answers of this kind read.
    """
    words_of = WORDS.get(criterion.kind)
    if words_of is None:
        raise LookupError(f"the kind `{criterion.kind}` has no wording for reports: add it to `WORDS`")
    return words_of(criterion, answer)


def anchor(criterion: Criterion, answer: Any) -> str:
    """Return an answer in the words of its anchor, whole by itself.

    The number of a level or position before it is left out; a level that says “That, and more” is told with
    the level below, which it adds to.
    """
    text = in_words(criterion, answer).removeprefix(f"{answer}: ")
    added = next((text[len(start) :] for start in _ADDS if text.startswith(start)), None)
    adds = added is not None and isinstance(answer, int)
    if not adds or all(each.key != answer - 1 for each in criterion.anchors):
        return text
    return f"{anchor(criterion, answer - 1)}, {added}"


_ADDS = ("That, ", "Those, ")
"""How a level begins that adds to the one below it."""


def in_short(criterion: Criterion, answer: Any, number: Callable[[float], str] = words.short) -> str:
    """Return an answer as an assessment holds it in few words, without its anchor; ratings in their order.

    `number` is how the number of a metric is told.
    """
    if isinstance(answer, dict):
        return "not applicable"
    rated = isinstance(answer, list | tuple) and any(isinstance(each, dict) for each in answer)
    given = [each["answer"] for each in answer] if rated else [answer]
    short = number if criterion.kind == "metric" else partial(_SHORT.get(criterion.kind, _word), criterion)
    said = ["unknown" if each in (None, "unknown") else short(each) for each in given]
    known = [place for place, each in enumerate(said) if each != "unknown"]
    if known and criterion.kind in _OF:
        said[known[-1]] = f"{said[known[-1]]} {_OF[criterion.kind](criterion)}".strip()
    return ", ".join(said)


def both_in_short(criterion: Criterion, before: Any, after: Any) -> tuple[str, str]:
    """Return two answers in few words, with as few decimals as tell them apart."""
    ways = [partial(in_short, criterion, number=each) for each in words.DIGITS]
    return words.told_apart(before, after, ways)


def _level(criterion: LevelsCriterion, answer: int) -> str:
    return f"{answer}: {criterion.texts[answer]}"


def _word(_: Criterion, answer: bool | str) -> str:
    return answer if isinstance(answer, str) else "yes" if answer else "no"


def _option(criterion: ChoiceCriterion, answer: str) -> str:
    return criterion.options[answer].text


def _items(criterion: ChecklistCriterion, answer: Collection[str]) -> str:
    chosen = "; ".join(criterion.items[key].text for key in answer) or "none"
    return f"{len(answer)} of {len(criterion.items)}: {chosen}"


def _number(criterion: MetricCriterion, answer: float) -> str:
    return f"{words.plain(answer)} {criterion.unit or ''}".strip()


def _position(criterion: MatchCriterion, answer: int) -> str:
    return f"{answer}: {criterion.axis[answer]}"


def _text(_: Criterion, answer: str) -> str:
    return answer


_SHORT: dict[str, Callable[[Any, Any], str]] = {
    "levels": lambda _, answer: str(answer),
    "choice": lambda criterion, answer: f"“{_option(criterion, answer)}”",
    "checklist": lambda _, answer: str(len(answer)),
    "match": lambda _, answer: str(answer),
}
"""By the name of each kind whose answers are not told as they are written."""

_OF: dict[str, Callable[[Any], str]] = {
    "levels": lambda criterion: f"of {max(criterion.texts)}",
    "checklist": lambda criterion: f"of {len(criterion.items)}",
    "metric": lambda criterion: criterion.unit or "",
    "match": lambda criterion: f"of {max(criterion.axis)}",
}
"""What follows the last answer that is known: out of how much, or the unit."""

WORDS: dict[str, Callable[[Any, Any], str]] = {
    "levels": _level,
    "yes_no": _word,
    "choice": _option,
    "checklist": _items,
    "metric": _number,
    "match": _position,
    "text": _text,
}
"""By the name of each kind."""
