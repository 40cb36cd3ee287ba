"""What falls due with a partner: open conditions, waivers and approvals that end, evidence that is lost.

A dossier has no date of its next review; none is made up.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnercheck.engine.evidence import age_limit, last_day, rank_of
from partnercheck.model.portfolio import Due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.approvals import Approvals
    from partnercheck.model.due import PartnerDue
    from partnercheck.model.evidence import EvidenceItem
    from partnercheck.model.inputs import Inputs


def due(
    decision: Decision, by: dt.date, decided: Approvals | None = None, from_day: dt.date | None = None
) -> tuple[Due, ...]:
    """Return what is due on or before a day, earliest first, as looked at from another, by default the as-of.

    A condition counts while it is open, a waiver while its flag is raised or open, an approval while what it
    was given for is as it was; `decided` says what was approved. Evidence counts where an
    answer would lose, or has lost, its grade with it: an item that another of that grade outlives is no loss.
    """
    found = [*_conditions(decision), *_waivers(decision), *_evidence(decision)]
    if decided is not None and decided.valid_until is not None:
        found += _approvals(decided, decided.valid_until)
    titles = _titles(decision.inputs)
    named = (
        each._replace(titles=tuple(titles[name] for name in each.about if name in titles)) for each in found
    )
    in_time = sorted(named, key=lambda each: (each.day, each.kind, each.about))
    return due_by(in_time, from_day or decision.inputs.as_of, by)


def _titles(inputs: Inputs) -> dict[str, str]:
    """Return what criteria and flags are called, by id."""
    flags = {each.id: each.title for each in inputs.rubric.red_flags}
    return flags | {name: each.title for name, each in inputs.rubric.criteria.items()}


def due_by(items: Iterable[Due], from_day: dt.date, by: dt.date) -> tuple[Due, ...]:
    """Return what is due up to a day as it is looked at from another: what was due before that is overdue."""
    return tuple(each._replace(overdue=each.day < from_day) for each in items if each.day <= by)


def in_order(items: Iterable[PartnerDue]) -> list[PartnerDue]:
    """Return what is due with many partners, overdue first, then by day."""
    return sorted(items, key=lambda each: (not each.due.overdue, each.due.day, each.dossier, each.due))


def _approvals(decided: Approvals, until: dt.date) -> Iterator[Due]:
    """Yield the end of what was approved and holds up to that day."""
    if decided.status == "approved" and not decided.overtaken:
        approving = [each.by for each in decided.votes if each.vote == "approve" and each.why_not is None]
        text = f"approved {decided.given} of {decided.needed}"
        yield Due("approval", until, False, (decided.assessment,), text, ", ".join(approving))


def _conditions(decision: Decision) -> Iterator[Due]:
    for each in decision.arisen:
        if each.status == "open" and each.entry and each.entry.due:
            condition = each.stated()
            yield Due("condition", each.entry.due, False, (each.for_,), condition.action, condition.owner)


def _waivers(decision: Decision) -> Iterator[Due]:
    """Yield the waivers that end; of several for one flag the one that lasts longest."""
    last = {each.flag: each for each in sorted(decision.inputs.dossier.waivers, key=lambda each: each.until)}
    for flag in decision.flags:
        waiver = last.get(flag.rule.id)
        if waiver and flag.status in {"raised", "open"} and flag.rule.effect != "note":
            yield Due("waiver", waiver.until, False, (waiver.flag,), waiver.reason, waiver.by)


def _evidence(decision: Decision) -> Iterator[Due]:
    """Yield each item once, with all the criteria that lose it."""
    lost: dict[tuple[str, str, dt.date], list[str]] = {}
    for judgement in decision.judgements:
        for item, day in _losses(judgement, decision.inputs):
            lost.setdefault((item.source, item.grade, day), []).append(judgement.criterion.id)
    for (source, grade, day), criteria in lost.items():
        yield Due("evidence", day, False, tuple(criteria), f"{source} ({grade})", None)


def _losses(judgement: Judgement, inputs: Inputs) -> Iterator[tuple[EvidenceItem, dt.date]]:
    """Yield the items with which an answer loses its grade: one that is over, and the one that counts now."""
    support, rules, as_of = judgement.support, inputs.rubric.evidence, inputs.as_of
    if support is None or not support.items:
        return
    limit = age_limit(rules, judgement.criterion)
    carrying: list[_Held] = []
    over: list[tuple[int, _Held]] = []
    for item, why_not in support.items:
        rank = rank_of(item, rules, limit)
        if why_not is None:
            if rank == support.rank:
                carrying.append((last_day(item, limit), item))
        elif rank < support.rank and (item.file, item.sha256) not in inputs.faults:
            day = last_day(item, limit)
            if day is not None and day < as_of:
                over.append((rank, (day, item)))
    if over:
        best = min(rank for rank, _ in over)
        yield _latest([held for rank, held in over if rank == best])
    if carrying and support.rank < len(rules.rank) - 1 and all(day is not None for day, _ in carrying):
        yield _latest(carrying)


_Held = tuple[dt.date | None, "EvidenceItem"]
"""The last day that an item may be relied on, and the item."""


def _latest(items: list[_Held]) -> tuple[EvidenceItem, dt.date]:
    """Return the item that lasts longest; its day is known."""
    day, item = max(items, key=lambda held: held[0] or dt.date.min)
    return item, day or dt.date.min
