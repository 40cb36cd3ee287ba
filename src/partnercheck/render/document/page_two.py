"""Page two of the memo: what the verdict rests on, and what would change it; short enough for one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from partnercheck.render import shortened, words
from partnercheck.render.document import grounds, paper
from partnercheck.render.document.causes import costing_most, dearest_criteria, lost, strongest
from partnercheck.render.document.tasks import WHAT_APPLIES, left_out, unknown_facts
from partnercheck.render.report.page_one import PageTwo, Point

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, CriterionResult, Score, Verdict
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.document.paper import Lists
    from partnercheck.render.report.dimensions import DimensionBars
    from partnercheck.render.report.evidence import Step
    from partnercheck.render.report.page_one import Decided, Flag, Obstacles

_ROWS, _FEW = 8, 6
_ANCHOR, _TITLE, _SENTENCE, _WAIVER = 200, 90, 260, 320


def page_two(
    assessment: Assessment,
    inputs: Inputs,
    bars: DimensionBars,
    obstacles: Obstacles,
    steps: list[Step],
    flips: list[str],
    decided: Decided | None,
) -> PageTwo:
    """Return as much as fits page two, from the parts that say it in full."""
    flags = [
        *(each for each in obstacles.flags if each.status == "raised" and not each.waiver),
        *(replace(each, status="waived") for each in obstacles.flags if each.waiver),
        *(
            replace(each, status="not ruled out")
            for each in obstacles.flags
            if each.status == "open" and not each.waiver
        ),
    ]
    title, changes, evidence = _changes(assessment.verdict, flips, _next(assessment, inputs, steps))
    shown = _rows(assessment, bars)
    signer = shortened.brief(inputs.organisation.name, _TITLE) if inputs.organisation else "our side"
    strongly, costly = strongest(assessment, inputs), dearest_criteria(assessment.dimensions)

    def page(lists: Lists) -> PageTwo:
        strong = strongly[: lists.points]
        against = [each for each in costly if each not in strong][: lists.points]
        return PageTwo(
            gap=_gap(assessment.score),
            speaks_for=[
                _point(each, f"at least {words.prose(each.value.low or 0.0)} of 100", inputs)
                for each in strong
            ],
            costs=[_point(each, _cost(each), inputs) for each in against],
            dimensions=shown,
            flags=[_short(each, lists) for each in flags[: lists.flags]],
            more_flags=_more(flags[lists.flags :]),
            changes_title=title,
            changes=[shortened.brief(each, _SENTENCE) for each in changes[: lists.changes]],
            next_evidence=[shortened.brief(each, _SENTENCE) for each in evidence[: lists.changes]],
            signed_for=signer,
            signatures=_signatures(decided),
        )

    tries = paper.LISTS[len(bars.bars) > _FEW :]
    return paper.fitting(page, tries, paper.height_of_two, paper.PAGE_TWO)


def _next(assessment: Assessment, inputs: Inputs, steps: list[Step]) -> list[str]:
    """Return what to find out next, in the order of page one, of a criterion what tells most."""
    facts = unknown_facts(assessment, inputs) if assessment.verdict.level == "hold" else ()
    said = [f"Answer “{each}” {WHAT_APPLIES} depends on it." for each in facts]
    once: dict[str, str] = {}
    for step in steps:
        once.setdefault(step.criterion, step.sentence)
    return [*said, *once.values()]


def _more(flags: list[Flag]) -> str | None:
    """Return how many flags are left out, by their status; None where none is."""
    kinds = (("raised", "raised"), ("waived", "waived"), ("not ruled out", "open"))
    return left_out((sum(each.status == status for each in flags), said) for status, said in kinds)


def _changes(verdict: Verdict, flips: list[str], steps: list[str]) -> tuple[str, list[str], list[str]]:
    """Return what other answers would change the verdict, and what to find out, under a title that fits."""
    if verdict.level == "hold":
        return "What would decide it", [], steps
    if flips:
        return _WOULD_CHANGE, flips, steps
    if verdict.firm and verdict.level == "decline":
        return _WOULD_CHANGE, ["Neither missing evidence nor any other single answer would change it."], []
    return "What to find out next", [], steps


_WOULD_CHANGE = "What would change it"


def _signatures(decided: Decided | None) -> list[str]:
    """Return each approval that is missing by its number, at least one; as many as there is room for."""
    if decided is None:
        return ["Approval"]
    missing = decided.needed - decided.given if decided.status == "pending" else 0
    numbers = range(decided.given + 1, decided.given + min(missing, _SIGNATURES) + 1)
    return [
        f"Approval {number} of {decided.needed}" if decided.needed > 1 else "Approval" for number in numbers
    ]


_SIGNATURES = 3


def _rows(assessment: Assessment, bars: DimensionBars) -> DimensionBars:
    """Return as many dimensions as a page holds, the heaviest in the rubric's order, and which cost most."""
    kept = sorted(bars.bars, key=lambda bar: -float(bar.weight.split()[0]))[:_ROWS]
    dearest = [each.title for each in costing_most(assessment.dimensions, 2)]
    message = f"{words.quoted(dearest)} {'cost' if len(dearest) > 1 else 'costs'} the most points."
    return replace(
        bars,
        bars=[bar for bar in bars.bars if bar in kept],
        title=message if dearest else "No dimension has a score yet.",
    )


def _short(flag: Flag, lists: Lists) -> Flag:
    """Return a flag as page two tells it: with its first reason, or without where there is no room."""
    because = [shortened.brief(words.sentence(each), _SENTENCE) for each in flag.because[: lists.reasons]]
    waiver = flag.waiver if lists.reasons or not flag.waiver else f"{flag.waiver.partition(': ')[0]}."
    waiver = shortened.brief(waiver, _WAIVER) if waiver else None
    return replace(flag, title=shortened.brief(flag.title, _TITLE), because=because, waiver=waiver)


def _point(result: CriterionResult, figure: str, inputs: Inputs) -> Point:
    said = shortened.brief(grounds.quoted(result, inputs), _ANCHOR)
    return Point(shortened.brief(result.title, _TITLE), said, figure)


def _cost(result: CriterionResult) -> str:
    return f"costs {words.points(lost(result))}"


_PARTS = {
    "unanswered": "questions without an answer",
    "weak": "weak evidence",
    "disagreement": "disagreement between those who answered",
}

_FRACTIONS = (
    (95, "all"),
    (78, "most"),
    (70, "about three quarters"),
    (60, "about two thirds"),
    (45, "about half"),
    (30, "about a third"),
    (20, "about a quarter"),
    (5, "a little"),
)


def _gap(score: Score) -> str:
    """Return what the width of the range is made of, in words."""
    gap = score.gap
    width = sum(gap) if gap is not None else 0.0
    if gap is None or width < 0.05:
        return "No evidence is missing: the score has no range."
    parts = sorted(zip(gap._fields, gap, strict=True), key=lambda each: -each[1])
    said: list[str] = []
    for name, points in parts:
        fraction = next((word for least, word in _FRACTIONS if 100 * points / width >= least), None)
        if fraction is not None:
            said.append(f"{fraction}{'' if said else ' of it'} from {_PARTS[name]}")
        if fraction == "all":
            break
    return f"The range is {words.prose(width)} points wide, {words.listed(said)}."
