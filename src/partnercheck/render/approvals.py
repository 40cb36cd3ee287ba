"""How an assessment was decided on, in words, and for a terminal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from partnercheck.model.approvals import Approvals, CameOf, VoteCast
    from partnercheck.model.portfolio import DecidedOn
    from partnercheck.render.formats import Layout

UNCHECKED = "Signatures are not checked here; partnercheck verify --signers checks them."
"""What is said wherever somebody is said to have signed."""

_VOTES = {"approve": "approved", "reject": "rejected", "abstain": "abstained"}
_BECAME = {"succeeded": "It succeeded", "failed": "It failed", "ended-early": "It ended early"}


def headline(found: Approvals) -> str:
    """Return in one sentence whether it is approved, by whom and until when, or how many are missing."""
    counted = [each for each in found.votes if each.why_not is None]
    if found.faults:
        return "Pending: the record of approvals is not sound, and nothing in it counts as approved."
    if found.status == "rejected":
        against = [f"{each.by} on {words.day(each.on)}" for each in counted if each.vote == "reject"]
        return f"Rejected by {words.listed(against)}."
    people = [f"{each.by} on {words.day(each.on)}" for each in counted if each.vote == "approve"]
    until = f"; valid until {words.day(found.valid_until)}" if found.valid_until else ""
    if found.status == "approved":
        asked = f"of {found.needed}" if found.given == found.needed else f"({found.needed} needed)"
        return f"Approved {found.given} {asked}: {words.listed(people)}{until}."
    if not people:
        return f"Pending: {found.needed} must approve, nobody has yet."
    given = f"{found.given} of {found.needed} approved"
    return f"Pending: {given} ({words.listed(people)}); {found.missing} missing."


def against(found: Approvals) -> str | None:
    """Return why it was decided against the verdict; None where it was not."""
    if not found.departs:
        return None
    done = "Rejected" if found.status == "rejected" else "Signed" if found.outcome == "signed" else "Approved"
    return words.sentence(f"{done} against the verdict: {'; '.join(found.departs)}")


def notes(found: Approvals) -> list[str]:
    """Return what else is to be said: that it does not hold, what was done, and what came of it."""
    said = []
    if found.faults:
        first, more = found.faults[0], len(found.faults) - 1
        rest = f" {words.counted(more, 'more fault')}; `partnercheck verify` lists all." if more else ""
        said.append(f"Of {first.file}: {first.text}.{rest}")
    why = [*found.overtaken, *(["its last day is over"] if found.ended else [])]
    if why:
        said.append(f"This does not hold any more: {words.listed(why)}. It must be decided again.")
    if found.outcome is not None and found.status != "pending":
        said.append(f"Outcome: {found.outcome}.")
    if found.became is not None:
        said.append(_came_of(found.became))
    said += [f"{_came_of(each)} This does not hold: {each.why_not}." for each in found.became_otherwise]
    return said


def _came_of(each: CameOf) -> str:
    reason = f": {each.reason}" if each.reason else ""
    return words.sentence(f"{_BECAME[each.became]} (known on {words.day(each.on)}, {each.by}){reason}")


def short(decided: DecidedOn | None, day: Callable[[dt.date], str] = words.day) -> str | None:
    """Return how an assessment was decided on in a few words; None where nobody has, and nobody must."""
    if decided is None:
        return None
    if decided.faults:
        return "record not sound"
    if decided.lapsed:
        return "to be decided again"
    if decided.status == "rejected":
        return "rejected"
    approved_until = decided.valid_until if decided.status == "approved" else None
    until = f", until {day(approved_until)}" if approved_until else ""
    return f"{decided.status}, {decided.given} of {decided.needed}{until}"


def cast(vote: VoteCast) -> str:
    """Return what a person voted."""
    return _VOTES[vote.vote]


def terminal(found: Approvals, layout: Layout) -> str:
    """Return how an assessment was decided on, every vote, and that no signature was checked."""
    signed = any(vote.signed for vote in found.votes)
    unchecked = wrap(UNCHECKED, layout.width) if signed else ()
    return decided(found, layout.width) + "".join(f"{line}\n" for line in unchecked)


def decided(found: Approvals, width: int) -> str:
    """Return how an assessment was decided on, and every vote."""
    lines = [headline(found), *filter(None, [against(found)]), *notes(found)]
    text = [line for each in lines for line in wrap(visible(each), width)]
    for vote in found.votes:
        text += _lines(vote, width)
    return "".join(f"{line}\n" for line in text)


def _lines(vote: VoteCast, width: int) -> Iterator[str]:
    said = [f"{vote.on}  {vote.by}, {vote.role}: {cast(vote)}"]
    said += [f"signed as {vote.principal}"] if vote.signed and vote.principal else []
    said += [f"sees it succeed with {words.whole(vote.forecast)} %"] if vote.forecast is not None else []
    said += [f"does not count ({vote.why_not})"] if vote.why_not else []
    yield from wrap(visible(", ".join(said)), width, initial_indent="  ", subsequent_indent=" " * 14)
    if vote.reason:
        indent = " " * 14
        yield from wrap(visible(vote.reason), width, initial_indent=indent, subsequent_indent=indent)
