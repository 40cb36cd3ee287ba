"""What a report says, part by part, in the order in which it is read; what every template is given.

HTML, Markdown and terminal are made from the same `Report`, so that they cannot say different things. All
texts are plain: whatever stands in them came from a dossier or rubric and is for the renderer to escape.
Charts hold their numbers, their message in a sentence and their table; where a line is drawn is settled in
`render.charts`.
"""

from dataclasses import dataclass
from typing import Literal

from partnercheck.render.report.dimensions import DimensionCriteria, Dimensions
from partnercheck.render.report.evidence import EvidencePart
from partnercheck.render.report.financials import Financials
from partnercheck.render.report.history import HistoryPart
from partnercheck.render.report.look import Look
from partnercheck.render.report.method import Method
from partnercheck.render.report.page_one import Decided, Obstacles, PageOne, PageTwo, ScoreLine, Verdict
from partnercheck.render.report.parts import Fact, Heading
from partnercheck.render.report.relation import Relation
from partnercheck.render.report.robustness import Robustness
from partnercheck.render.report.sections import SectionPart

Depth = Literal["executive", "manager", "analyst"]
"""For whom a report is: each reads all that the one before reads, and more."""


@dataclass(frozen=True)
class Report:
    """The whole report.

    Attributes:
        partner: The partner's name.
        depth: For whom it is: `executive`, `manager` or `analyst`.
        contents: The parts to show at this depth, in order. All parts are here whatever the depth.
        verdict: The decision with every reason.
        decided: Who has decided, or must; None where nobody has, and the organisation does not ask for it.
        score: The score on its line.
        page_one: What else page one of the memo says.
        page_two: What its page two says.
        obstacles: Red flags and conditions in full.
        dimensions: The dimensions and the heat strip.
        relation: Us and them.
        financials: The financials.
        sections: The sections that no other part draws.
        criteria: Every criterion, by dimension.
        evidence: The register of evidence, and what to find out next.
        robustness: What would change the verdict.
        history: The dates before; None but where a portfolio knows them.
        method: Method, limits, provenance.
        workings: How each measured value was worked out, by criterion.
        look: What it shows of the organisation it is made for; None where that does not say.
    """

    partner: str
    depth: Depth
    contents: list[Heading]
    verdict: Verdict
    decided: Decided | None
    score: ScoreLine
    page_one: PageOne
    page_two: PageTwo
    obstacles: Obstacles
    dimensions: Dimensions
    relation: Relation
    financials: Financials
    sections: list[SectionPart]
    criteria: list[DimensionCriteria]
    evidence: EvidencePart
    robustness: Robustness
    history: HistoryPart | None
    method: Method
    workings: list[Fact]
    look: Look | None


__all__ = ["Depth", "Report"]
