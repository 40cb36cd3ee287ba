"""What is kept of each partner of a portfolio, and what falls due with it."""

import datetime as dt
from typing import Annotated, Literal, NamedTuple

from partnercheck.model.approvals import ApprovalStatus, Outcome
from partnercheck.model.assessment import INLINE, FileUsed, Note, RubricUsed, Score, Tool
from partnercheck.model.levels import Level, VerdictLevel
from partnercheck.model.series import Past, Trend

DueKind = Literal["condition", "waiver", "evidence", "approval"]


class Due(NamedTuple):
    """Something that has its day."""

    kind: DueKind
    day: dt.date
    """By which a condition is to be met; the last one that a waiver, evidence or an approval counts."""
    overdue: bool
    """Whether the as-of date lies after it."""
    about: tuple[str, ...]
    """The criteria or flags that it is about; of an approval the name of the assessment's file."""
    text: str
    """The action, the waiver's reason, the evidence's source, or how many approved."""
    owner: str | None
    """Who sees to it, who waived, or who approved."""
    titles: tuple[str, ...] = ()
    """What it is about, as people read it; nothing of an approval."""


class Standing(NamedTuple):
    """A verdict, without its reasons."""

    level: VerdictLevel
    firm: bool
    worst: Level
    now: Level
    best: Level


class DecidedOn(NamedTuple):
    """How an assessment was decided on, without the votes."""

    status: ApprovalStatus
    needed: int
    """How many must approve."""
    given: int
    """How many approve, of those who count."""
    outcome: Outcome | None
    valid_until: dt.date | None
    lapsed: bool
    """Whether it does not hold for the dossier as it is now."""
    faults: int
    """How much is wrong with the record; then nothing counts as approved."""


class DimensionScore(NamedTuple):
    """The score of one dimension; all null where nothing of it applies."""

    id: str
    title: str
    score: Score


class Partner(NamedTuple):
    """One partner among many."""

    name: str
    country: str | None
    identifiers: dict[str, str] | None
    scope: str | None
    owners: tuple[str, ...]
    """Who holds parts of it, directly or through others, the nearest first; many small holders are nobody."""
    dated: dt.date
    """The as-of date that stands in the dossier, whatever day is asked for."""
    dossier: FileUsed
    rubric: RubricUsed
    organisation: FileUsed | None
    as_of: dt.date
    verdict: Standing
    decided: DecidedOn | None
    """Null where nobody has decided, and the organisation does not say how many must."""
    score: Score
    dimensions: tuple[DimensionScore, ...]
    raised: tuple[str, ...]
    """Red flags that are raised, the waived ones among them."""
    open: tuple[str, ...]
    """Red flags that could still turn out to be raised, the waived ones among them."""
    waived: tuple[str, ...]
    """Red flags that a waiver lowers."""
    relationship: str | None
    conditions: int
    """How many are open."""
    due: tuple[Due, ...]
    """Overdue, or due soon; earliest first."""
    warnings: int
    raised_titles: tuple[str, ...] = ()
    """Those of the red flags that are raised, in their order; none where a warehouse scored."""


class Refused(NamedTuple):
    """A dossier that cannot be used, and why."""

    dossier: str
    problems: int
    """How many there are; the first of them are listed."""
    diagnostics: tuple[Note, ...]
    reports: tuple[str, ...] = ()
    """Earlier reports, from when it could be used; they may not hold any more."""


class DimensionNamed(NamedTuple):
    """A dimension of any rubric that partners are held against."""

    id: str
    title: str
    """All its titles, where rubrics call it otherwise."""


class Placed(NamedTuple):
    """A partner in its place among the others."""

    rank: int
    """By verdict, then score; equal ones share a place."""
    reports: tuple[str, ...]
    """Its files, relative to the portfolio's folder."""
    history: Past | None
    """The dates before its dossier; null where there are none."""
    partner: Annotated[Partner, INLINE]


class PortfolioList(NamedTuple):
    """Many partners, those first that need somebody first."""

    partnercheck: Literal["portfolio/1"]
    tool: Tool
    options: dict[str, str | int | bool | None]
    """What the command line asked for, by name."""
    verdicts: dict[VerdictLevel, int]
    """How many partners have each."""
    firm: int
    """How many verdicts no missing evidence could change."""
    overdue: int
    due: int
    """How many things are due, besides those that are overdue."""
    trends: dict[Trend, int]
    """How many of those with dates before went which way since the last of them."""
    rubrics: dict[str, int]
    """How many partners are held against each rubric."""
    dimensions: tuple[DimensionNamed, ...]
    other_files: int
    """How many YAML files were no dossiers."""
    refused: tuple[Refused, ...]
    """The dossiers that cannot be used."""
    partners: tuple[Placed, ...]
