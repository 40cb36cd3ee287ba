"""Which questions are open: unanswered, too weak for a flag, expired, in dispute, or lacking our position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from partnercheck.engine import Decision

Why = Literal["unanswered", "too-weak", "expired", "dispute", "no-position"]


def open_questions(decision: Decision) -> dict[str, Why]:
    """Return the criteria that are still open, in rubric order, and why each is."""
    too_weak = _too_weak(decision)
    found: dict[str, Why] = {}
    for each in decision.judgements:
        if each.status == "unanswered" and waits(decision, each.criterion.id):
            continue  # on facts of the profile, not on an answer
        if each.status == "unanswered":
            lacking = decision.inputs.lacks_position(each.criterion)
            found[each.criterion.id] = "no-position" if lacking else "unanswered"
        elif each.status == "answered" and each.support is not None:
            items = each.support.items
            if items and all(why_not is not None for _, why_not in items):
                found[each.criterion.id] = "expired"
            elif each.criterion.id in too_weak:
                found[each.criterion.id] = "too-weak"
            elif each.disputed:
                found[each.criterion.id] = "dispute"
    return found


def waits(decision: Decision, criterion: str) -> bool:
    """Return whether an answer is there that does not count while nobody knows whether it applies."""
    given = decision.inputs.given.get(criterion)
    return criterion in decision.inputs.profile.undetermined and given is not None and given.answered


def _too_weak(decision: Decision) -> frozenset[str]:
    """Return the criteria whose evidence is too weak for an open flag that tests them."""
    rubric = decision.inputs.rubric
    rules = rubric.evidence
    return frozenset(
        name
        for flag in decision.flags
        if flag.status == "open"
        for name in rubric.criteria_of_flag[flag.rule.id]
        if (support := decision.by_id[name].support) is not None
        and support.rank > rules.rank[flag.rule.evidence or rules.clears]
    )
