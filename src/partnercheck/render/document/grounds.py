"""What is known of the partner behind a judgement: the answer in words, what was noted, who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from partnercheck.model.asking import SIDES
from partnercheck.render import shortened, words
from partnercheck.render.kinds import anchor

if TYPE_CHECKING:
    from partnercheck.model.asking import Side
    from partnercheck.model.assessment import CriterionResult
    from partnercheck.model.inputs import Inputs, Rated

_WORKING = 120
"""So long is the working of a measure that stands in a sentence."""

_MANY_DECIMALS = re.compile(r"\d[.]\d\d")


def found(result: CriterionResult, inputs: Inputs, start: str | None = None) -> str:
    """Return what was found: the answer, measured value or sides' answers, then what was noted first.

    It begins with `start`, by default with the title where the answer needs one to be understood.
    """
    said, notes = quoted(result, inputs), _notes(result, inputs)
    if result.answer in ("yes", "no") and notes:  # the note says more
        said = ""
    if start is None and not _speaks_for_itself(result):
        start = result.title
    sentences = [words.sentence(f"{start}: {said}" if start else said)] if said else []
    return " ".join([*sentences, *(words.sentence(shortened.first_sentence(note)) for note in notes[:1])])


def quoted(result: CriterionResult, inputs: Inputs) -> str:
    """Return an answer as `answer` does, in quotation marks where it is the rubric's own words."""
    said = answer(result, inputs)
    own = result.measure is not None or result.kind in _OWN or sides(result, inputs)
    return f"“{said}”" if said and not own else said


_OWN = {"checklist", "metric"}
"""Kinds of which an answer is told by a number."""


def answer(result: CriterionResult, inputs: Inputs) -> str:
    """Return an answer in the words of its anchor, without a number before it; empty for none."""
    given = inputs.given.get(result.id)
    if result.status != "answered":
        return ""
    if result.measure is not None:
        return _measured(result, inputs)
    criterion = inputs.rubric.criteria[result.id]
    if given is not None and given.rated:
        lowest = _lowest_of_each_side(result, given.rated)
        told = {side: anchor(criterion, each.answer) for side, each in lowest.items()}
        if len(told) > 1 and len({*told.values()}) == 1:
            who = "both sides" if {*told} == {"us", "them"} else words.listed([SIDES[side] for side in told])
            return f"{who} say “{next(iter(told.values()))}”"
        return words.listed([f"{SIDES[side]} says “{said}”" for side, said in told.items()])
    text = anchor(criterion, result.answer)
    return text.partition(": ")[0] if criterion.kind == "checklist" and len(text) > _WORKING else text


def sides(result: CriterionResult, inputs: Inputs) -> frozenset[str]:
    """Return the sides that rated a criterion."""
    given = inputs.given.get(result.id)
    return (
        frozenset(each.rating.side for each in given.rated if each.answer is not None)
        if given
        else frozenset()
    )


def why_none_counts(result: CriterionResult) -> str | None:
    """Return why the first evidence does not count where none does; None where some does or there is none."""
    items = result.evidence.items if result.evidence else ()
    return None if any(each.counts for each in items) else next((each.why_not for each in items), None)


def source(result: CriterionResult) -> str:
    """Return who says so and how we know: the strongest source that counts, with its grade and date."""
    evidence = result.evidence
    if evidence is None:
        return ""
    item = next((each for each in evidence.items if each.counts and each.grade == evidence.grade), None)
    if item is not None:
        day = f", {words.day(item.date)}" if item.date else ""
        return f"{item.source} ({item.grade}{day})"
    lost = next(iter(evidence.items), None)
    if lost is None:
        return f"No source is named ({evidence.grade})"
    day = f", {words.day(lost.date)}" if lost.date else ""
    return f"{lost.source} ({lost.grade}{day}), which does not count"


def _measured(result: CriterionResult, inputs: Inputs) -> str:
    measure = result.measure
    assert measure is not None  # noqa: S101  (asked before)
    if _speaks_for_itself(result):
        return measure.working
    if measure.value is None:
        return ""
    unit = getattr(inputs.rubric.criteria[result.id], "unit", None) or ""
    return f"{words.prose(measure.value)} {unit}".strip()


def _speaks_for_itself(result: CriterionResult) -> bool:
    """Return whether the working of a measure is short enough to be told as it is."""
    working = result.measure.working if result.measure else ""
    return 0 < len(working) <= _WORKING and not _MANY_DECIMALS.search(working)


def _notes(result: CriterionResult, inputs: Inputs) -> list[str]:
    """Return the notes on an answer: the assessor's, then those of the ratings that it was told by."""
    given = inputs.given.get(result.id)
    if given is None:
        return []
    rated = _lowest_of_each_side(result, given.rated).values()
    notes = [given.entry.note, *(each.rating.note for each in rated)]
    return [each for each in notes if each]


def _lowest_of_each_side(result: CriterionResult, rated: tuple[Rated, ...]) -> dict[Side, Rated]:
    """Return of each side the rating that makes the least of it; where answers have no order, the first."""
    kept: dict[Side, Rated] = {}
    for each in rated:
        side, before = each.rating.side, kept.get(each.rating.side)
        if each.answer is None:
            continue
        lower = result.kind == "levels" and before is not None and _level(each) < _level(before)
        if before is None or lower:
            kept[side] = each
    return kept


def _level(rated: Rated) -> int:
    return rated.answer if isinstance(rated.answer, int) else 0
