"""What would change an assessment, and what did: pure functions on decisions and assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.insight.flips import flips
from partnercheck.insight.next_evidence import next_evidence
from partnercheck.insight.stability import stability

if TYPE_CHECKING:
    from partnercheck.engine import Decision
    from partnercheck.model.assessment import Assessment


def with_insight(decision: Decision, assessment: Assessment) -> Assessment:
    """Return an assessment with what would change it; `assessment` is what `explain` made of `decision`."""
    found = flips(decision)
    return assessment._replace(
        next_evidence=next_evidence(decision),
        flips=found.found,
        flips_not_worked_out=found.not_worked_out,
        stability=stability(decision),
    )


__all__ = ["with_insight"]
