"""What came of deals, set against what was said of them before: the form of `history --calibration`."""

from typing import Literal, NamedTuple

from partnercheck.model.approvals import RecordFault
from partnercheck.model.assessment import Tool
from partnercheck.model.levels import VerdictLevel


class OutcomeCounts(NamedTuple):
    """How many deals became what."""

    known: int
    succeeded: int
    failed: int
    ended_early: int


class VerdictOutcomes(NamedTuple):
    """What became of the deals under one verdict."""

    verdict: VerdictLevel
    counts: OutcomeCounts
    success: float | None
    """The share that succeeded, in %; null with fewer than ten known outcomes."""
    against: int
    """How many of them were decided against the verdict."""


class Approver(NamedTuple):
    """How right one person's forecasts were."""

    name: str
    counts: OutcomeCounts
    """Of the deals that the person gave a forecast for before the outcome was known."""
    brier: float | None
    """From 0, always right and sure, to 1; 0.25 is always saying 50 %. Null with fewer than ten outcomes."""
    mean_forecast: float | None
    """In %; null with fewer than ten outcomes."""
    success: float | None
    """The share that succeeded, in %; null with fewer than ten outcomes."""


class Calibration(NamedTuple):
    """Outcomes against verdicts and, where that is asked for, against forecasts."""

    partnercheck: Literal["calibration/1"]
    tool: Tool
    assessments: int
    """How many were decided on, the ones left out included."""
    known: int
    """Of how many it is known what became of the deal."""
    verdicts: tuple[VerdictOutcomes, ...]
    """The best verdict first; those without a known outcome are left out."""
    approvers: tuple[Approver, ...] | None
    """By name; null where they are not asked for."""
    left_out: tuple[RecordFault, ...]
    """Records that are not sound: nothing in them counts."""
