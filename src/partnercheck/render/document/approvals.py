"""Who has decided on an assessment, or must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.insight.approvals import standing
from partnercheck.render import approvals as wording
from partnercheck.render import words
from partnercheck.render.report.page_one import Decided
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    from partnercheck.model.approvals import Approvals, VoteCast
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.report.page_one import DecidedStatus

_SYMBOLS: dict[DecidedStatus, str] = {"approved": "✔", "rejected": "✘", "pending": "?", "lapsed": "?"}


def decided(assessment: Assessment, inputs: Inputs) -> Decided | None:
    """Return who has decided; None where nobody has, and the organisation does not say how many must."""
    found = standing(inputs, assessment.approvals, assessment.verdict.level)
    if found is None:
        return None
    status: DecidedStatus = "lapsed" if found.lapsed else found.status
    return Decided(
        status=status,
        symbol=_SYMBOLS[status],
        headline=wording.headline(found),
        against=wording.against(found),
        notes=wording.notes(found),
        needed=found.needed,
        given=found.given,
        votes=_votes(found),
    )


def _votes(found: Approvals) -> Table | None:
    if not found.votes:
        return None
    titles = ["Who", "Vote", "Why", "Sees it succeed", "Counts"]
    columns = [Column(title, number=title == "Sees it succeed") for title in titles]
    signed = any(each.signed for each in found.votes)
    caption = f"Who decided. {wording.UNCHECKED}" if signed else "Who decided"
    return Table(caption, columns, [_row(each) for each in found.votes])


def _row(vote: VoteCast) -> list[str]:
    signed = f", signed as {vote.principal}" if vote.signed and vote.principal else ""
    until = f", until {words.day(vote.valid_until)}" if vote.valid_until else ""
    return [
        f"{vote.by} ({vote.role})",
        f"{wording.cast(vote)} on {words.day(vote.on)}{until}{signed}",
        vote.reason or "–",
        "–" if vote.forecast is None else f"{words.whole(vote.forecast)} %",
        vote.why_not or "yes",
    ]
