"""The chart of dimensions and the heat strip of criteria."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from partnercheck.render import words
from partnercheck.render.report.dimensions import (
    DimensionBar,
    DimensionBars,
    Dimensions,
    HeatCell,
    HeatRow,
    HeatStrip,
)
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment, CriterionResult, DimensionResult
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.report.parts import Mark


_NAMED = 6
"""How many criteria a sentence names."""


def dimensions(assessment: Assessment, inputs: Inputs) -> Dimensions:
    """Return how the dimensions and their criteria do."""
    return Dimensions(bars=_bars(assessment, inputs), heat=_heat(assessment))


def mark_of(result: CriterionResult) -> Mark:
    """Return how good a criterion's value is."""
    if result.status != "not_applicable" and result.value.low is None:
        return words.MARKS["unscored"]
    return words.mark(result.value.point, applies=result.status != "not_applicable")


def _bars(assessment: Assessment, inputs: Inputs) -> DimensionBars:
    bars = [_bar(each, inputs) for each in assessment.dimensions]
    columns = [
        Column("Dimension"),
        *(Column(title, number=True) for title in ("Weight", "Score", "Range", "Coverage")),
    ]
    rows = [[bar.title, bar.weight, bar.range.value, bar.range.span, bar.coverage] for bar in bars]
    return DimensionBars(
        title=_finding(bars),
        message="",
        table=Table("Dimensions with weight, score, range and coverage", columns, rows),
        bars=bars,
        floors=_floors(inputs, {each.id: each.title for each in assessment.dimensions}),
    )


def _finding(bars: list[DimensionBar]) -> str:
    """Return which dimensions miss their floor; where none does, the strongest and the weakest."""
    known = [(bar.range.point, bar) for bar in bars if bar.range.point is not None]
    if not known:
        return "No dimension has a score yet."
    if below := [bar.title for point, bar in known if round(point, 9) < bar.floors[1]]:
        return f"Below the floor to proceed: {words.quoted(below)}."
    which = "Every dimension" if len(known) == len(bars) else "Every dimension that has a score"
    (highest, best), (lowest, least) = (
        max(known, key=lambda item: item[0]),
        min(known, key=lambda item: item[0]),
    )
    if best.range.value == least.range.value:
        return f"{which} reaches its floor to proceed."
    numbers = words.apart(highest, lowest)
    return (
        f"{which} reaches its floor to proceed; “{best.title}” is strongest with {numbers[0]}, "
        f"“{least.title}” weakest with {numbers[1]}."
    )


def _bar(result: DimensionResult, inputs: Inputs) -> DimensionBar:
    rules = inputs.rubric.verdict
    applies = result.score.low is not None
    floors = (rules.conditional.floor(result.id), rules.proceed.floor(result.id))
    return DimensionBar(
        id=result.id,
        title=result.title,
        weight=words.share(result.weight),
        range=words.ranged(result.score),
        coverage=words.covered(result.score),
        mark=words.mark(result.score.point, applies=applies),
        floors=floors,
        standing=_standing(result.score.point, floors, applies=applies),
    )


def _standing(point: float | None, floors: tuple[float, float], *, applies: bool) -> str:
    if not applies:
        return "does not apply"
    if point is None:
        return "unknown"
    point = round(point, 9)
    if point < floors[0]:
        return f"below the floor of {words.whole(floors[0])} for conditions"
    if point < floors[1]:
        return f"below the floor of {words.whole(floors[1])} to proceed"
    return "reaches its floors"


def _floors(inputs: Inputs, titles: dict[str, str]) -> str:
    """Return what the verdict asks of every dimension, and of those that have a floor of their own."""
    said = []
    for word, limits in (
        ("with conditions", inputs.rubric.verdict.conditional),
        ("to proceed", inputs.rubric.verdict.proceed),
    ):
        own = [
            f"{titles[name]} {words.whole(floor)}"
            for name, floor in limits.dimension.items()
            if name in titles
        ]
        default = f"{words.whole(limits.dimension.get('default', 0.0))} {word}"
        said.append(f"{default} ({', '.join(own)})" if own else default)
    return f"A floor is the least that every dimension must score: {words.listed(said)}."


def _heat(assessment: Assessment) -> HeatStrip:
    every = [
        (dimension, each)
        for dimension in assessment.dimensions
        for each in dimension.criteria
        if mark_of(each) is not words.MARKS["unscored"]
    ]
    rows = [
        [
            each.title,
            dimension.title,
            words.number(each.value.point),
            words.span(each.value),
            f"{mark_of(each).symbol} {mark_of(each).word}",
        ]
        for dimension, each in every
    ]
    columns = [
        Column("Criterion"),
        Column("Dimension"),
        Column("Value", number=True),
        Column("Range", number=True),
        Column("State"),
    ]
    counted, *named = _glance([each for _, each in every])
    return HeatStrip(
        title=counted,
        message=" ".join(named),
        table=Table("Every criterion with its value and state", columns, rows),
        rows=[
            HeatRow(dimension.title, [_cell(each) for _, each in inside])
            for dimension, inside in groupby(every, key=lambda each: each[0])
        ],
        key=_key(),
    )


def _glance(every: list[CriterionResult]) -> list[str]:
    """Return how many criteria stand where, and which stand badly."""
    titles = {
        mark.word: [each.title for each in every if mark_of(each) is mark]
        for name, mark in words.MARKS.items()
        if name not in {"not_applicable", "unscored"}
    }
    number = sum(map(len, titles.values()))
    counts = [f"{len(named)} {word}" for word, named in titles.items() if named]
    said = [f"Of {words.counted(number, 'criterion', 'criteria')} that apply: {words.listed(counts)}."]
    badly = ((word, titles[word]) for word in ("poor", "weak", "unknown"))
    return said + [f"{word.capitalize()}: {words.few(named, _NAMED)}." for word, named in badly if named]


def _cell(result: CriterionResult) -> HeatCell:
    mark, point = mark_of(result), result.value.point
    text = mark.symbol if point is None else words.number(point)
    return HeatCell(id=result.id, title=result.title, text=text, mark=mark)


def _key() -> list[tuple[Mark, str]]:
    """Return each mark with the values it stands for."""
    key = []
    above = None
    for name, least in words.BANDS:
        said = f"{least:g} or more" if above is None else f"{least:g} to {above:g}"
        key.append((words.MARKS[name], said))
        above = least
    return [*key, (words.MARKS["unknown"], "no answer"), (words.MARKS["not_applicable"], "not asked here")]
