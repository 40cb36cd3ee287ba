"""Both sides' culture on the same axes, and where their raters see things differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.scale import FAR_APART, far_apart
from partnercheck.render import words
from partnercheck.render.document.answers import rated_text
from partnercheck.render.report.parts import Column, Table
from partnercheck.render.report.relation import DRAWN, CultureAxis, CultureMatch, Gap, Gaps

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs


def culture(assessment: Assessment, inputs: Inputs, missing: list[str]) -> CultureMatch | None:
    """Return both sides' places on the axes of culture; what cannot be compared goes to `missing`."""
    ids = [
        name
        for name, each in assessment.criteria.items()
        if each.status != "not_applicable" and inputs.rubric.criteria[name].positions
    ]
    if not ids:
        return None
    axes = [_axis(name, inputs) for name in ids]
    known = [(axis, _distance(axis)) for axis in axes]
    apart = [(axis, gap) for axis, gap in known if gap is not None and gap > 0]
    if apart:
        widest, _ = max(apart, key=lambda item: item[1] / len(item[0].steps))
        message = f"Furthest apart on {widest.title}: {widest.finding}."
    elif any(gap is not None for _, gap in known):
        message = "Both sides stand at the same place wherever both are known."
    else:
        missing.append("Culture: both sides' places are known on no axis.")
        return None
    columns = [Column("Axis"), Column("Ours"), Column("Theirs"), Column("Finding")]
    rows = [[axis.title, _place(axis, axis.ours), _places(axis), axis.finding] for axis in axes]
    return CultureMatch(
        title=message,
        message="",
        table=Table("Where each side stands on each axis", columns, rows),
        axes=axes,
    )


def _axis(name: str, inputs: Inputs) -> CultureAxis:
    criterion, given = inputs.rubric.criteria[name], inputs.given.get(name)
    theirs: list[int] = []
    if given is not None:
        answered = [each.answer for each in given.rated] if given.rated else [given.answer]
        theirs = [each for each in answered if isinstance(each, int)]
    axis = CultureAxis(
        title=criterion.title,
        steps=list(criterion.positions.items()),
        ours=inputs.organisation.culture.get(name) if inputs.organisation else None,
        theirs=theirs,
        finding="",
    )
    return CultureAxis(axis.title, axis.steps, axis.ours, axis.theirs, _finding(axis))


def _distance(axis: CultureAxis) -> float | None:
    if axis.ours is None or not axis.theirs:
        return None
    return max(abs(each - axis.ours) for each in axis.theirs)


def _finding(axis: CultureAxis) -> str:
    if axis.ours is None:
        return "we have not said where we stand"
    if not axis.theirs:
        return "nobody knows where they stand"
    gaps = sorted({abs(each - axis.ours) for each in axis.theirs})
    spread = "; their raters disagree" if len(set(axis.theirs)) > 1 else ""
    said = " to ".join(str(gap) for gap in ([gaps[0]] if len(gaps) == 1 else [gaps[0], gaps[-1]]))
    return (
        "at the same place" if gaps == [0] else f"{said} {'step' if gaps == [1] else 'steps'} apart"
    ) + spread


def _place(axis: CultureAxis, step: int | None) -> str:
    return "unknown" if step is None else f"{step}: {dict(axis.steps).get(step, 'not on this axis')}"


def _places(axis: CultureAxis) -> str:
    return "; ".join(_place(axis, step) for step in sorted(set(axis.theirs))) or "unknown"


def gaps(assessment: Assessment, inputs: Inputs, missing: list[str]) -> Gaps | None:
    """Return where the two sides' raters see things differently, the largest gap first."""
    found = sorted(
        (
            (each.perception_gap, name)
            for name, each in assessment.criteria.items()
            if each.perception_gap is not None
        ),
        key=lambda item: -round(item[0], 9),
    )
    if not found:
        if any(each.rated for each in inputs.given.values()):
            missing.append("Perception gaps: no question was answered by raters of both sides.")
        return None
    listed = [_gap(name, distance, inputs) for distance, name in found]
    large = [each.title for each in listed if far_apart(each.gap)]
    if large:
        message = f"Both sides see these very differently: {words.listed(large)}."
    elif listed[0].gap > 0:
        message = f"Largest gap: {listed[0].title}, {listed[0].text} apart."
    else:
        message = "Both sides rate alike what both rated."
    columns = [Column("Criterion"), Column("Gap", number=True), Column("Our side"), Column("Their side")]
    rows = [[each.title, each.text, "; ".join(each.ours), "; ".join(each.theirs)] for each in listed]
    return Gaps(
        title=message,
        message="",
        table=Table("How far apart the two sides' raters are, from 0 to 100", columns, rows),
        gaps=listed,
        notable=FAR_APART,
        whole=len(listed) <= DRAWN,
    )


def _gap(name: str, distance: float, inputs: Inputs) -> Gap:
    criterion, given = inputs.rubric.criteria[name], inputs.given[name]

    def side(which: str) -> list[str]:
        return [
            rated_text(criterion, each, whose=False)
            for each in given.rated
            if each.rating.side == which and each.answer is not None
        ]

    return Gap(criterion.title, distance, words.number(distance), side("us"), side("them"))
