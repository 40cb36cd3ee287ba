"""The assessment: one frozen result, the form of `--format json`.

Scores, values and limits are on 0-100, reliabilities on 0-1, coverage and shares in %, weights are shares
of the whole on 0-1. Numbers are exact here and rounded only when they are written.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnercheck.model.rubric import Effect

Level = Literal["proceed", "conditional", "decline"]
VerdictLevel = Literal["proceed", "conditional", "decline", "hold"]
Status = Literal["answered", "unanswered", "not_applicable"]
FlagStatus = Literal["raised", "open", "clear", "not_applicable"]
ReasonCode = Literal[
    "score", "floor", "coverage", "not-applicable", "open-flag", "flag", "waiver", "nothing-answered"
]


class Result(BaseModel):
    """A part of an assessment."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, validate_by_name=True)


class Tool(Result):
    """The program that assessed."""

    name: str
    version: str


class RubricUsed(Result):
    """The rubric that was used."""

    id: str
    version: str
    file: str | None = Field(description="Relative to the dossier's folder; null for a bundled rubric.")
    sha256: str = Field(description="Over the bytes of the file, then of each parent.")


class FileUsed(Result):
    """A file that was used."""

    file: str
    sha256: str


class PartnerNamed(Result):
    """Who the partner is, as the dossier says."""

    name: str
    country: str | None = None
    identifiers: dict[str, str] | None = None
    website: str | None = None


class Reason(Result):
    """Why the verdict is what it is."""

    code: ReasonCode
    subject: str | None = Field(description="The dimension or flag it is about; null for the whole.")
    actual: float | None
    limit: float | None
    text: str


class Verdict(Result):
    """The decision, and how far missing evidence could move it."""

    level: VerdictLevel
    firm: bool = Field(description="Whether no missing or weak evidence could change it.")
    worst: Level
    now: Level
    best: Level
    without_waivers: Level
    reasons: tuple[Reason, ...]


class Value(Result):
    """A criterion's value and the range that its evidence leaves."""

    point: float | None
    low: float | None
    high: float | None


class Score(Value):
    """A dimension's or the whole's value; `coverage` is 100 less the width of the range."""

    coverage: float | None


class ItemUsed(Result):
    """A piece of evidence, and whether it counted."""

    grade: str
    source: str
    date: dt.date | None
    counts: bool
    why_not: str | None


class EvidenceUsed(Result):
    """What supports an answer: the grade it earns in the end."""

    grade: str
    reliability: float
    items: tuple[ItemUsed, ...]


class MeasureUsed(Result):
    """How a measured criterion got its number."""

    name: str
    value: float | None = Field(description="Null where it is missing, or simply the best or worst there is.")
    working: str


class CriterionResult(Result):
    """One criterion."""

    id: str
    title: str
    kind: str
    weight: float
    status: Status
    answer: Any = Field(description="As written; for ratings the list of them.")
    value: Value
    contribution: float | None = Field(description="What it adds to the score.")
    evidence: EvidenceUsed | None
    expect: float
    meets: bool | None
    measure: MeasureUsed | None
    perception_gap: float | None = Field(
        description="Between the medians of our side's and their side's ratings."
    )


class DimensionResult(Result):
    """One dimension with its criteria."""

    id: str
    title: str
    weight: float
    score: Score
    criteria: tuple[CriterionResult, ...]


class Waived(Result):
    """Who accepted a flag, why and until when."""

    by: str
    reason: str
    until: dt.date


class FlagResult(Result):
    """One red flag."""

    id: str
    title: str
    effect: Effect = Field(description="Before any waiver.")
    status: FlagStatus
    waived: Waived | None
    because: tuple[str, ...]


class WaiverUnused(Result):
    """A waiver that had nothing to lower."""

    flag: str
    why: str


class Declared(Result):
    """What each side calls the deal."""

    us: str | None
    them: str | None


class Relationship(Result):
    """What the deal should be called."""

    call: str | None
    possible: tuple[str, ...] = Field(description="While there is no name yet: those it may turn out to be.")
    declared: Declared
    differs: bool


class Condition(Result):
    """Something to be done; under `proceed` an action, otherwise a condition."""

    for_: str = Field(alias="for")
    action: str
    owner: str | None
    due: dt.date | None
    status: Literal["open", "met", "dropped"]


class Missing(Result):
    """A criterion whose evidence leaves a range, and what that range could still move."""

    criterion: str
    swing: float = Field(description="Share of the whole × width of the range, on 0-100.")
    flags: tuple[str, ...] = Field(description="Flags that are not alike in the worst and the best reading.")


class NextEvidence(Result):
    """What to find out next, most telling first."""

    answer: tuple[Missing, ...]
    verify: tuple[Missing, ...]


class Flip(Result):
    """The nearest other answer at which the verdict changes."""

    criterion: str
    direction: Literal["better", "worse"]
    from_: Any = Field(alias="from")
    to: Any
    verdict: VerdictLevel


class WeightStability(Result):
    """How far a dimension's share of the whole may move before `now` changes."""

    dimension: str
    share: float
    low: float
    high: float


class Agreement(Result):
    """The share of all weightings of the dimensions that gives each level."""

    proceed: float
    conditional: float
    decline: float


class Stability(Result):
    """How much the verdict owes to the dimensions' weights."""

    weights: tuple[WeightStability, ...]
    agreement: Agreement


class Note(Result):
    """A diagnostic, as machines read it."""

    code: str
    severity: Literal["error", "warning"]
    message: str
    file: str
    line: int
    column: int
    hint: str | None


class Diagnostics(Result):
    """What is wrong with an input, in place of its assessment."""

    partnercheck: Literal["diagnostics/1"] = "diagnostics/1"
    diagnostics: tuple[Note, ...]


class Assessment(Result):
    """The decision on one partner, with everything it rests on."""

    partnercheck: Literal["assessment/1"] = "assessment/1"
    tool: Tool
    partner: PartnerNamed
    rubric: RubricUsed
    dossier: FileUsed
    organisation: FileUsed | None
    as_of: dt.date
    verdict: Verdict
    score: Score
    dimensions: tuple[DimensionResult, ...]
    red_flags: tuple[FlagResult, ...]
    waivers_unused: tuple[WaiverUnused, ...]
    relationship: Relationship
    conditions: tuple[Condition, ...]
    next_evidence: NextEvidence | None = None
    flips: tuple[Flip, ...] | None = None
    stability: Stability | None = None
    diagnostics: tuple[Note, ...]
