"""The parts of a report, in the order in which it is read; what every format and every template is given.

All texts are plain: whatever stands in them came from a dossier or rubric and is for the renderer to escape.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence, and why it does not count where it does not."""

    grade: str
    source: str
    date: str
    file: str | None
    why_not: str | None


@dataclass(frozen=True)
class CriterionPart:
    """One criterion, with all that its value rests on."""

    id: str
    title: str
    question: str
    status: str
    answers: list[str]
    value: str
    span: str
    weight: str
    grade: str | None
    evidence: list[Evidence]
    gap: str | None
    note: str | None
    below: str | None
    action: str | None


@dataclass(frozen=True)
class Dimension:
    """One dimension with its criteria; `floors` are what conditional and proceed ask of it."""

    id: str
    title: str
    weight: str
    score: str
    span: str
    coverage: str
    point: float | None
    floors: tuple[float, float]
    criteria: list[CriterionPart]


@dataclass(frozen=True)
class Flag:
    """One red flag."""

    id: str
    title: str
    symbol: str
    status: str
    effect: str
    because: list[str]
    waiver: str | None


@dataclass(frozen=True)
class Condition:
    """One condition or action."""

    subject: str
    title: str
    action: str
    owner: str
    due: str
    status: str


@dataclass(frozen=True)
class Report:
    """The whole report, in the order in which it is read.

    `low`, `point` and `high` place the score on a line from 0 to 100; `limits` are what conditional and
    proceed ask of it.
    """

    partner: str
    facts: list[tuple[str, str]]
    verdict: str
    symbol: str
    headline: str
    firmness: str
    reasons: list[str]
    without_waivers: str | None
    score: str
    span: str
    coverage: str
    low: float
    point: float | None
    high: float
    limits: tuple[float, float]
    naming: list[str]
    flags: list[Flag]
    quiet_flags: list[Flag]
    conditions_title: str
    conditions: list[Condition]
    waivers_unused: list[str]
    strongest: list[str]
    weakest: list[str]
    next_evidence: list[str]
    flips: list[str]
    stability: list[str]
    dimensions: list[Dimension]
    warnings: list[str]
    decision: str | None
    provenance: list[tuple[str, str]]
    command: str
