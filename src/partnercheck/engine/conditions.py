"""What has to be done: conditions under a conditional verdict, actions otherwise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Problem
from partnercheck.engine.numbers import apart, at_least, words
from partnercheck.engine.verdict import meets
from partnercheck.model.assessment import Condition
from partnercheck.model.scale import far_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.flags import Flag
    from partnercheck.engine.scores import Tree
    from partnercheck.model.dossier import ConditionEntry
    from partnercheck.model.inputs import Inputs
    from partnercheck.model.levels import ConditionStatus, VerdictLevel
    from partnercheck.model.rubric import Rubric


class Arisen(NamedTuple):
    """A condition before it is put into words.

    Attributes:
        for_: The flag or criterion that gives it.
        asked: Says what has to be done, where the dossier does not say it.
        entry: What the dossier says of it, if anything.
        covers: The criteria that a flag's condition stands for.
    """

    for_: str
    asked: Callable[[], str]
    entry: ConditionEntry | None
    covers: tuple[str, ...] = ()

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
            covers=self.covers,
        )


def arise(
    inputs: Inputs,
    judgements: Sequence[Judgement],
    tree: Tree,
    flags: Sequence[Flag],
    verdict: VerdictLevel,
    because: Callable[[Flag], tuple[str, ...]],
) -> tuple[Arisen, ...]:
    """Return the conditions: flags in rubric order, then criteria, the heaviest shortfall first.

    A criterion that such a flag tests gives none of its own: the flag's covers it, and an entry of the
    dossier for the criterion counts for the flag's.
    """
    entries = {entry.for_: entry for entry in inputs.dossier.conditions}
    found, covered = [], set()
    for flag in flags:
        if flag.status in {"raised", "open"} and flag.effect in {"conditional", "decline"}:
            tested = inputs.rubric.criteria_of_flag[flag.rule.id]
            names = [each.criterion.id for each in judgements if each.applies and each.criterion.id in tested]
            entry = next((entries[name] for name in (flag.rule.id, *names) if name in entries), None)
            found.append(Arisen(flag.rule.id, partial(_flag_action, flag, because), entry, tuple(names)))
            covered.update(names)
    limits = _criteria(inputs.rubric, judgements, tree, verdict, covered)
    by_id = {each.criterion.id: each for each in judgements}
    order = sorted(limits, key=lambda name: -_urgency(by_id[name], limits[name], tree))
    return (
        *found,
        *(
            Arisen(name, partial(_criterion_action, by_id[name], limits[name]), entries.get(name))
            for name in order
        ),
    )


def _criteria(
    rubric: Rubric,
    judgements: Sequence[Judgement],
    tree: Tree,
    verdict: VerdictLevel,
    covered: AbstractSet[str],
) -> dict[str, float | None]:
    """Return each criterion that gives a condition with the highest limit that makes it one, in rubric order.

    The limit is None where only a gap between ratings makes it one. What is covered gives none.
    """
    found: dict[str, float | None] = {}
    for each in judgements:
        if each.criterion.id in covered:
            continue
        if each.point is not None and not at_least(each.point, each.criterion.expect):
            found[each.criterion.id] = each.criterion.expect
        elif each.disputed:
            found[each.criterion.id] = None
    if verdict == "conditional":
        given = found.keys() | covered
        missed = [
            *_missed_score(rubric, judgements, tree, given),
            *_missed_floors(rubric, judgements, tree, given),
        ]
        for name, limit in missed:
            found[name] = max(limit, found.get(name) or 0.0)
    return {each.criterion.id: found[each.criterion.id] for each in judgements if each.criterion.id in found}


def _missed_score(
    rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, given: AbstractSet[str]
) -> Iterator[tuple[str, float]]:
    """Yield the criteria below a missed score, if there is no condition that could raise it."""
    limit = rubric.verdict.proceed.score
    if not given and not meets(tree.whole.point, limit):
        for each in judgements:
            if each.point is not None and not at_least(each.point, limit):
                yield each.criterion.id, limit


def _missed_floors(
    rubric: Rubric, judgements: Sequence[Judgement], tree: Tree, given: AbstractSet[str]
) -> Iterator[tuple[str, float]]:
    """Yield the criteria below a missed floor and the unanswered ones, unless others there are conditions."""
    for name, branch in tree.branches.items():
        floor = rubric.verdict.proceed.floor(name)
        if meets(branch.score.point, floor):
            continue
        within = [each for each in judgements if each.dimension == name and each.applies]
        if any(each.criterion.id in given for each in within):
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


def _flag_action(flag: Flag, because: Callable[[Flag], tuple[str, ...]]) -> str:
    rule = flag.rule
    if flag.status == "open":
        return (
            rule.settle
            or f"Settle with evidence whether this holds: {rule.title} ({'; '.join(because(flag))})."
        )
    return rule.action or f"Remove the cause of the red flag “{rule.title}”."


def _criterion_action(judgement: Judgement, limit: float | None) -> str:
    title = judgement.criterion.title
    if limit is None:
        between, inside = judgement.perception_gap, judgement.inner_gap
        if between is not None and far_apart(between):
            return f"Bring both sides together on “{title}”: their ratings are {words(between)} apart."
        return f"Bring those who rated “{title}” together: on one side they are {words(inside or 0.0)} apart."
    if judgement.point is None:
        return f"Answer “{title}”, with evidence."
    point, least = apart(judgement.point, limit)
    return judgement.criterion.action or f"Raise “{title}” from {point} to at least {least}."


def odd_entries(inputs: Inputs, conditions: Sequence[Arisen], flags: Sequence[Flag]) -> Iterator[Problem]:
    """Yield a warning for each of the dossier's entries that no condition answers to, or met too early."""
    arisen = {name for condition in conditions for name in (condition.for_, *condition.covers)}
    raised = {flag.rule.id for flag in flags if flag.status == "raised"}
    early = {each.entry.for_: each.for_ for each in conditions if each.entry and each.for_ in raised}
    used = {each.entry.for_ for each in conditions if each.entry}
    for index, entry in enumerate(inputs.dossier.conditions):
        path = ("conditions", index, "for")
        if entry.for_ not in arisen:
            message = f"`{entry.for_}` gives no condition in this assessment"
            yield Problem("condition-unused", path, message, severity="warning")
        elif entry.for_ not in used:
            flag = next(each.for_ for each in conditions if entry.for_ in each.covers)
            message = f"the condition of `{flag}` covers `{entry.for_}`, and has an entry of its own"
            yield Problem("condition-unused", path, message, severity="warning")
        elif entry.status == "met" and entry.for_ in early:
            message = f"this condition is said to be met, but the flag `{early[entry.for_]}` is still raised"
            yield Problem("condition-met", path, message, severity="warning")
