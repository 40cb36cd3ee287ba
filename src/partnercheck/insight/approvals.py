"""What the approvals of an assessment come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.approvals import Approvals, CameOf, Decidable, MadeFrom, Record, VoteCast
from partnercheck.model.names import name_key
from partnercheck.model.portfolio import DecidedOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.approval import Approval
    from partnercheck.model.approvals import ApprovalStatus
    from partnercheck.model.assessment import ApprovalsAsked
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.levels import VerdictLevel


def approvals(record: Record, about: Decidable) -> Approvals:
    """Return what a record of approvals of an assessment comes to, on its own."""
    votes = tuple(_votes(record, about))
    counted = [each for each in votes if each.why_not is None]
    approving = [each for each in counted if each.vote == "approve"]
    needed = about.asked.needed(about.verdict)
    missing = max(0, needed - len(approving))
    status: ApprovalStatus = "approved"
    if record.faults:  # whatever is in it may have been changed
        status = "pending"
    elif any(each.vote == "reject" for each in counted):
        status = "rejected"
    elif missing:
        status = "pending"
    deciding = {"approved": "approve", "rejected": "reject"}.get(status)
    departing = {
        each.file for each in record.filed if each.approval.departs and each.approval.vote == deciding
    }
    ends = [each.valid_until for each in approving if each.valid_until is not None]
    outcomes = [each.outcome for each in counted if each.outcome is not None]
    came = list(_came_of(record, about.asked))
    held = [each for each in came if each.why_not is None] or came
    return Approvals(
        partnercheck="approvals/1",
        assessment=about.file,
        sha256=about.sha256,
        partner=about.partner,
        verdict=about.verdict,
        as_of=about.as_of,
        status=status,
        needed=needed,
        given=len(approving),
        missing=missing,
        departs=tuple(each.reason for each in counted if each.file in departing and each.reason),
        outcome=outcomes[-1] if outcomes else None,
        valid_until=min(ends) if ends else None,
        votes=votes,
        became=held[-1] if held else None,
        became_otherwise=tuple(each for each in came if each not in held and each.became != held[-1].became),
        overtaken=(),
        ended=False,
        faults=record.faults,
    )


def standing(inputs: Inputs, asked: ApprovalsAsked, verdict: VerdictLevel) -> Approvals | None:
    """Return how a dossier's assessment was decided on, and why that does not hold as it is now, if so.

    None where nobody has decided, and the organisation does not say how many must.

    Args:
        inputs: The dossier as it is now, with the record that stands beside it.
        asked: How many must approve now.
        verdict: The verdict now.
    """
    record, organisation = inputs.approvals, inputs.organisation
    if record is None and (organisation is None or organisation.approvals is None):
        return None
    present = Decidable(
        file="",
        sha256="",
        partner=inputs.dossier.partner.name,
        verdict=verdict,
        score=None,
        as_of=inputs.as_of,
        asked=asked,
        made_from=MadeFrom.of(
            inputs.dossier_used, inputs.rubric_used, inputs.organisation_used, inputs.replies, inputs.faults
        ),
    )
    record = record or Record(None)
    about = record.about or present
    found = approvals(record, about)
    if not found.votes:
        return found
    ended = found.valid_until is not None and found.valid_until < inputs.as_of
    return found._replace(overtaken=overtaken(about, present.made_from, verdict), ended=ended)


def overtaken(about: Decidable, made_from: MadeFrom, verdict: VerdictLevel) -> tuple[str, ...]:
    """Return what is not as it was when it was decided: files by their digests, and the verdict.

    Args:
        about: What was decided on.
        made_from: What it is made from now.
        verdict: The verdict now.
    """
    found = [
        f"the {name} {'have' if name == 'replies' else 'has'} changed since"
        for name, old, new in zip(MadeFrom._fields, about.made_from, made_from, strict=True)
        if old != new
    ]
    if about.verdict != verdict:
        found.append(f"the verdict was {about.verdict} then")
    return tuple(found)


def in_short(found: Approvals) -> DecidedOn:
    """Return how an assessment was decided on as a portfolio keeps it."""
    return DecidedOn(
        status=found.status,
        needed=found.needed,
        given=found.given,
        outcome=found.outcome,
        valid_until=found.valid_until,
        lapsed=found.lapsed,
        faults=len(found.faults),
    )


def _votes(record: Record, about: Decidable) -> Iterator[VoteCast]:
    """Yield the votes in the order of time, each with the reason why it does not count, if there is one."""
    cast = [(each, each.approval) for each in record.filed]
    for place, (each, vote) in enumerate(cast):
        if vote.vote is None:
            continue
        later = (other for _, other in cast[place + 1 :] if other.vote is not None)
        replaced = any(vote.of_same_person(other) for other in later)
        yield VoteCast(
            file=each.file,
            by=vote.by,
            role=vote.role,
            principal=vote.principal,
            on=vote.on,
            vote=vote.vote,
            reason=vote.reason,
            outcome=vote.outcome,
            valid_until=vote.valid_until,
            forecast=vote.forecast,
            signed=each.signed,
            why_not="a later vote replaces it" if replaced else _not_counted(vote, about.asked),
        )


def _not_counted(vote: Approval, asked: ApprovalsAsked) -> str | None:
    if asked.assessed(vote.by):
        return "an assessor's own vote does not count"
    if asked.by is None:
        return None
    name = name_key(vote.by)
    listed = next((each for each in asked.by if name_key(each.name) == name), None)
    if listed is None:
        return "not one of those whose approval counts"
    signed_as = vote.principal or listed.principal
    if listed.principal is not None and name_key(signed_as or "") != name_key(listed.principal):
        return f"signed as {vote.principal}, not as {listed.principal}"
    return None


def _came_of(record: Record, asked: ApprovalsAsked) -> Iterator[CameOf]:
    """Yield what people say came of the deal, in the order of time."""
    for filed in record.filed:
        each = filed.approval
        if each.became is not None:
            why_not = _not_counted(each, asked)
            yield CameOf(filed.file, each.by, each.on, each.became, each.reason, why_not)
