"""What a report says, made once from an assessment and its inputs; a module for each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import shortened, words
from partnercheck.render.document.approvals import decided
from partnercheck.render.document.causes import firmness
from partnercheck.render.document.criteria import criteria, workings
from partnercheck.render.document.dimensions import dimensions
from partnercheck.render.document.evidence import evidence
from partnercheck.render.document.financials import financials
from partnercheck.render.document.history import history
from partnercheck.render.document.look import look
from partnercheck.render.document.method import method
from partnercheck.render.document.obstacles import obstacles
from partnercheck.render.document.page_one import page_one, score_line
from partnercheck.render.document.page_two import page_two
from partnercheck.render.document.people import Part, without_names
from partnercheck.render.document.relation import relation
from partnercheck.render.document.robustness import robustness
from partnercheck.render.document.sections import sections
from partnercheck.render.report import Report
from partnercheck.render.report.page_one import Verdict
from partnercheck.render.report.parts import Heading

if TYPE_CHECKING:
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.insight import Weighting
    from partnercheck.model.series import Past
    from partnercheck.render.report import Depth

_CONTENTS: list[tuple[Depth, Heading]] = [
    ("executive", Heading("page-one", "The decision")),
    ("executive", Heading("page-two", "What it rests on")),
    ("manager", Heading("obstacles", "Red flags and conditions")),
    ("manager", Heading("dimensions", "Dimensions")),
    ("manager", Heading("criteria", "Every criterion")),
    ("manager", Heading("relation", "Us and them")),
    ("manager", Heading("financials", "Financials")),
    ("analyst", Heading("sections", "Further data")),
    ("analyst", Heading("evidence", "Evidence")),
    ("analyst", Heading("robustness", "Robustness")),
    ("analyst", Heading("history", "History")),
    ("analyst", Heading("method", "Method, limits, provenance")),
    ("analyst", Heading("workings", "Workings")),
]
"""The parts in order, each with the least depth that shows it."""

_DEPTHS: list[Depth] = ["executive", "manager", "analyst"]


def document(
    assessment: Assessment,
    inputs: Inputs,
    depth: Depth = "analyst",
    weighting: Weighting | None = None,
    past: Past | None = None,
    *,
    names: bool = True,
) -> Report:
    """Return what a report on this assessment says to readers of this depth.

    With `weighting` they may try what other weights would give; with its `past` they read how the partner
    stood before; without `names` people are roles and sides.
    """

    def shown(part: Part) -> Part:
        return part if names else without_names(part, inputs)

    in_the_way = obstacles(assessment, inputs)
    verdict = _verdict(assessment, inputs)
    found_out = evidence(assessment, inputs)
    tested = robustness(assessment, inputs, weighting)
    between = relation(assessment, inputs)
    further = sections(inputs, between)
    who = decided(assessment, inputs)
    standing = dimensions(assessment, inputs)
    reached = _DEPTHS[: _DEPTHS.index(depth) + 1]
    worked_out = workings(assessment)
    books = financials(assessment, inputs)
    filled = {
        "relation": between.compared or between.rules or between.missing,
        "financials": books.measures or books.years or books.notes,
        "sections": further,
        "history": past,
        "workings": worked_out,
    }
    empty = {name for name, what in filled.items() if not what}
    contents = [part for least, part in _CONTENTS if least in reached and part.id not in empty]
    report = Report(
        partner=assessment.partner.name,
        depth=depth,
        contents=contents,
        verdict=verdict,
        decided=who,
        score=score_line(assessment, inputs),
        page_one=page_one(assessment, inputs, verdict, who, alone=depth == "executive", shown=shown),
        page_two=page_two(assessment, inputs, standing.bars, in_the_way, found_out.steps, tested.flips, who),
        obstacles=in_the_way,
        dimensions=standing,
        relation=between,
        financials=books,
        sections=further,
        criteria=criteria(assessment, inputs),
        evidence=found_out,
        robustness=tested,
        history=history(assessment, past),
        method=method(assessment, inputs),
        workings=worked_out,
        look=look(inputs),
    )
    return shown(report)


_NAMED, _TITLE = 3, 120
"""So many waived red flags are named beside the verdict, in so many letters each; more are counted."""


def _verdict(assessment: Assessment, inputs: Inputs) -> Verdict:
    verdict = assessment.verdict
    symbol, headline = words.VERDICTS[verdict.level]
    without = None
    if verdict.without_waivers != verdict.level:
        waived = [
            shortened.brief(each.title, _TITLE) for each in assessment.red_flags if each.waived is not None
        ]
        of = words.quoted(waived) if len(waived) <= _NAMED else f"{len(waived)} red flags"
        without = f"Without the waiver of {of} it would be: {words.LEVEL_NAMES[verdict.without_waivers]}."
    return Verdict(
        level=verdict.level,
        symbol=symbol,
        headline=headline,
        firmness=firmness(assessment, inputs),
        reasons=[reason.text for reason in verdict.reasons],
        without_waivers=without,
    )
