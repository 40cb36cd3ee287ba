"""What has to be done: conditions under a conditional verdict, actions otherwise (DESIGN, section 5)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Problem
from partnercheck.engine.numbers import apart, at_least, words
from partnercheck.engine.verdict import meets
from partnercheck.model.assessment import Condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.flags import Flag
    from partnercheck.engine.scores import Tree
    from partnercheck.model.dossier import ConditionEntry
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.levels import ConditionStatus, VerdictLevel
    from partnercheck.model.rubric import Rubric

PERCEPTION_GAP = 50.0
"""Two sides' medians this far apart call for an action."""


class Arisen(NamedTuple):
    """A condition before it is put into words.

    Attributes:
        for_: The flag or criterion that gives it.
        asked: Says what has to be done, where the dossier does not say it.
        entry: What the dossier says of it, if anything.
    """

    for_: str
    asked: Callable[[], str]
    entry: ConditionEntry | None

    @property
    def status(self) -> ConditionStatus:
        """How far it has come."""
        return self.entry.status if self.entry else "open"

    def stated(self) -> Condition:
        """Return it as an assessment gives it."""
        entry = self.entry
        return Condition(
            for_=self.for_,
            action=(entry.action if entry else None) or self.asked(),
            owner=entry.owner if entry else None,
            due=entry.due if entry else None,
            status=self.status,
        )


def arise(
    inputs: Inputs, judgements: Sequence[Judgement], tree: Tree, flags: Sequence[Flag], verdict: VerdictLevel
) -> tuple[Arisen, ...]:
    """Return the conditions: flags in rubric order, then criteria, the heaviest shortfall first."""
    asked = [(flag.rule.id, partial(_flag_action, flag)) for flag in _flags(flags)]
    limits = _criteria(inputs.rubric, judgements, tree, verdict)
    by_id = {each.criterion.id: each for each in judgements}
    order = sorted(limits, key=lambda name: -_urgency(by_id[name], limits[name], tree))
    asked += [(name, partial(_criterion_action, by_id[name], limits[name])) for name in order]
    entries = {entry.for_: entry for entry in inputs.dossier.conditions}
    return tuple(Arisen(name, action, entries.get(name)) for name, action in asked)


def _flags(flags: Sequence[Flag]) -> Iterator[Flag]:
    for flag in flags:
        if flag.status in {"raised", "open"} and flag.effect in {"conditional", "decline"}:
            yield flag


def _criteria(
    rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, verdict: VerdictLevel
) -> dict[str, float | None]:
    """Return each criterion that gives a condition with the highest limit that makes it one, in rubric order.

    The limit is None where only the gap between both sides' ratings makes it one.
    """
    found: dict[str, float | None] = {}
    for each in judgements:
        if each.point is not None and not at_least(each.point, each.criterion.expect):
            found[each.criterion.id] = each.criterion.expect
        elif each.perception_gap is not None and at_least(each.perception_gap, PERCEPTION_GAP):
            found[each.criterion.id] = None
    if verdict == "conditional":
        missed = [
            *_missed_score(rubric, judgements, tree, found),
            *_missed_floors(rubric, judgements, tree, found),
        ]
        for name, limit in missed:
            found[name] = max(limit, found.get(name) or 0.0)
    return {each.criterion.id: found[each.criterion.id] for each in judgements if each.criterion.id in found}


def _missed_score(
    rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, found: dict[str, float | None]
) -> Iterator[tuple[str, float]]:
    """Yield the criteria below a missed score, if there is no condition that could raise it."""
    limit = rubric.verdict.proceed.score
    if not found and not meets(tree.whole.point, limit):
        for each in judgements:
            if each.point is not None and not at_least(each.point, limit):
                yield each.criterion.id, limit


def _missed_floors(
    rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, found: dict[str, float | None]
) -> Iterator[tuple[str, float]]:
    """Yield the criteria below a missed floor and the unanswered ones, unless others there are conditions."""
    for name, branch in tree.branches.items():
        floor = rubric.verdict.proceed.floor(name)
        if meets(branch.score.point, floor):
            continue
        within = [each for each in judgements if each.dimension == name and each.applies]
        if any(each.criterion.id in found for each in within):
            continue
        for each in within:
            if each.point is None or not at_least(each.point, floor):
                yield each.criterion.id, floor


def _urgency(judgement: Judgement, limit: float | None, tree: Tree) -> float:
    """Return share of the whole × shortfall; all of the limit is short where nothing is answered."""
    if limit is None:
        return 0.0
    shortfall = limit if judgement.point is None else limit - judgement.point
    return round(tree.share(judgement) * max(shortfall, 0.0), 9)


def _flag_action(flag: Flag) -> str:
    if flag.status == "open":
        settle = f"Settle with evidence whether this holds: {flag.rule.title}."
        return f"{settle} If it does: {flag.rule.action}" if flag.rule.action else settle
    return flag.rule.action or f"Remove the cause of the red flag “{flag.rule.title}”."


def _criterion_action(judgement: Judgement, limit: float | None) -> str:
    title = judgement.criterion.title
    if limit is None:
        gap = words(judgement.perception_gap or 0.0)
        return f"Bring both sides together on “{title}”: their ratings are {gap} apart."
    if judgement.point is None:
        return f"Answer “{title}”, with evidence."
    point, least = apart(judgement.point, limit)
    return judgement.criterion.action or f"Raise “{title}” from {point} to at least {least}."


def odd_entries(inputs: Inputs, conditions: Sequence[Arisen], flags: Sequence[Flag]) -> Iterator[Problem]:
    """Yield a warning for each of the dossier's entries that no condition answers to, or met too early."""
    arisen = {condition.for_ for condition in conditions}
    raised = {flag.rule.id for flag in flags if flag.status == "raised"}
    for index, entry in enumerate(inputs.dossier.conditions):
        path = ("conditions", index, "for")
        if entry.for_ not in arisen:
            message = f"`{entry.for_}` gives no condition in this assessment"
            yield Problem("condition-unused", path, message, severity="warning")
        elif entry.status == "met" and entry.for_ in raised:
            message = f"this condition is said to be met, but the flag `{entry.for_}` is still raised"
            yield Problem("condition-met", path, message, severity="warning")
