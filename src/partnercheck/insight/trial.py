"""The verdict with one criterion's value replaced and its evidence left as it is.

Such a value moves its own leaf in the flags, its dimension and the whole, and nothing else: the width of
its range is the reliability's alone, so coverage stays, and so do the not-applicable share, the other
dimensions and the flags that name neither the criterion nor its dimension. A trial works out what moves,
with the engine's own functions, and keeps the rest. Criteria that read one measure move together.

**A better value never lowers the verdict**, in the order decline < hold < conditional < proceed, so the
nearest answer that changes it can be bisected; where several values move, that holds of each of them.
Points and highs rise with the value and flags ask for `at_most`, so `now` and `best` never fall. Where best
is decline, so is the verdict. Beyond that, a hold for coverage, n/a share, an unknown profile or nothing
answered is there at every value. Without one the verdict is `now`, or hold where `now` is above decline and a
declining flag is open; but there no declining flag is raised, at this value or a better one, so flags only go
from open to clear, and a better value can only end the hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.criteria import valued
from partnercheck.engine.flags import Reader, Readings, raise_flags
from partnercheck.engine.scores import NOTHING_KNOWN, Tree, combine
from partnercheck.engine.verdict import Reading, level, readings
from partnercheck.insight.gates import allowed, held
from partnercheck.model.levels import LEVELS
from partnercheck.model.tests import CriterionTest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.engine.scores import Scored
    from partnercheck.model.kleene import Truth
    from partnercheck.model.levels import Level, VerdictLevel
    from partnercheck.model.rubric import Effect, RedFlag, Rubric


class Gate(NamedTuple):
    """A red flag that can bear on the verdict.

    Attributes:
        effect: What it does where it counts, after its waiver.
        names: The criteria and dimensions that its test names.
        point: How it stands: true where raised, unknown where open.
        best: Whether it is true in the best reading.
    """

    rule: RedFlag
    effect: Effect
    names: frozenset[str]
    point: Truth
    best: bool


class Counted(NamedTuple):
    """The effects of the flags that count, now and at best, and whether an open one would decline."""

    now: set[Effect]
    best: set[Effect]
    open: bool


NOTHING_COUNTED = Counted(set(), set(), open=False)


class Trials:
    """What the trials on one decision share."""

    def __init__(self, decision: Decision) -> None:
        """Work out what no single answer moves."""
        self.decision = decision
        self.held = held(decision)
        self.gates = _gates(decision)
        self.branches = list(decision.tree.branches.values())
        applying: dict[str, list[Judgement]] = {name: [] for name in decision.tree.branches}
        for each in decision.judgements:
            if each.applies:
                applying[each.dimension].append(each)
        self.rows = {name: _Row(judgements) for name, judgements in applying.items()}
        _, self._points, self._highs = readings(decision.tree)
        self._around: dict[tuple[str, ...], tuple[Level, Level]] = {}

    def around(self, dimensions: tuple[str, ...]) -> tuple[Level, Level]:
        """Return the levels that the floors of all dimensions but some allow, now and at best."""
        if dimensions not in self._around:
            rubric = self.decision.inputs.rubric
            self._around[dimensions] = (
                _without(rubric, self._points, dimensions),
                _without(rubric, self._highs, dimensions),
            )
        return self._around[dimensions]

    def of(self, *judgements: Judgement) -> Trial:
        """Return the trial of criteria that are answered, by one answer or a measure, and move together."""
        return Trial(self, judgements)


class _Row:
    """The criteria of a dimension in order, with the sums of all before and all after each of them."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self._children = [(each.criterion.weight, each) for each in judgements]
        self._place = {each.criterion.id: place for place, each in enumerate(judgements)}
        self._before = _running(self._children)
        self._after = _running(self._children[::-1])[::-1]

    def without(self, names: Collection[str]) -> list[tuple[float, Scored]]:
        """Return the sums of all criteria but some; what lies between these is summed anew."""
        places = sorted(self._place[name] for name in names if name in self._place)
        first, last = places[0], places[-1]
        between = [self._children[place] for place in range(first, last) if place not in places]
        return _summed([*self._before[first], *between, *self._after[last + 1]])


def _running(children: Sequence[tuple[float, Judgement]]) -> list[list[tuple[float, Scored]]]:
    """Return the sums of the first none, one, two … children."""
    sums: list[list[tuple[float, Scored]]] = [[]]
    for child in children:
        sums.append(_summed([*sums[-1], child]))
    return sums


class Trial:
    """Criteria that move together, mostly one alone, and the verdict that their values would give."""

    def __init__(self, trials: Trials, judgements: tuple[Judgement, ...]) -> None:
        """Split what moves with the criteria from what does not."""
        decision = trials.decision
        dimensions = tuple(dict.fromkeys(each.dimension for each in judgements))
        names = {each.criterion.id for each in judgements}.union(dimensions)
        moving = [gate for gate in trials.gates if gate.names & names]
        still = [gate for gate in trials.gates if not gate.names & names]
        self._rubric = decision.inputs.rubric
        self._held = trials.held
        self.judgements = judgements
        self._beside = {name: trials.rows[name].without(names) for name in dimensions}
        self._elsewhere = _summed(
            (each.dimension.weight, each.score)
            for each in trials.branches
            if each.dimension.id not in dimensions
        )
        self._around_now, self._around_best = trials.around(dimensions)
        self._moving = moving
        self._still = _count((gate, gate.point, gate.best) for gate in still)
        self._by_id = dict(decision.by_id)
        self._branches = dict(decision.tree.branches)
        self._reader = Reader(decision.inputs, self._by_id, Tree(NOTHING_KNOWN, self._branches))
        self._known: dict[tuple[float, ...], VerdictLevel] = {}
        self.limits = tuple(_limits(decision, judgements[0], moving))

    def level(self, *values: float) -> VerdictLevel:
        """Return the verdict's level if the criteria's values were these, on 0-100."""
        if values not in self._known:
            self._known[values] = self._level(values)
        return self._known[values]

    def _level(self, values: tuple[float, ...]) -> VerdictLevel:
        scores = {}
        moving = [valued(each, value) for each, value in zip(self.judgements, values, strict=True)]
        for name, beside in self._beside.items():
            inside = [(each.criterion.weight, each) for each in moving if each.dimension == name]
            scores[name] = combine([*beside, *inside])
        branches = self._branches
        whole = combine(
            [*self._elsewhere, *((branches[name].dimension.weight, score) for name, score in scores.items())]
        )
        moved = NOTHING_COUNTED
        if self._moving:
            self._by_id.update((each.criterion.id, each) for each in moving)
            branches.update((name, branches[name]._replace(score=score)) for name, score in scores.items())
            moved = _count((gate, *self._read(gate)) for gate in self._moving)
        effects = self._still.best | moved.best
        highs: dict[str, float | None] = {name: score.high for name, score in scores.items()}
        best = level(self._rubric, Reading(whole.high, highs), effects)
        if _lower(best, self._around_best) == "decline":
            return "decline"
        effects = self._still.now | moved.now
        points: dict[str, float | None] = {name: score.point for name, score in scores.items()}
        now = level(self._rubric, Reading(whole.point, points), effects)
        now = _lower(now, self._around_now)
        open_flag = now != "decline" and (self._still.open or moved.open)
        return "hold" if self._held or open_flag else now

    def _read(self, gate: Gate) -> tuple[Truth, bool]:
        _, point, best = self._reader.read(gate.rule)
        return point, best is True


def _limits(decision: Decision, judgement: Judgement, moving: Iterable[Gate]) -> Iterator[float]:
    """Yield the values at which a flag on the criterion ends, or the score or a floor is met at point."""
    for gate in moving:
        for leaf in decision.inputs.rubric.flag_leaves[gate.rule.id]:
            if isinstance(leaf, CriterionTest) and leaf.criterion == judgement.criterion.id:
                yield leaf.at_most or 0.0
    branch, whole = decision.tree.branches[judgement.dimension], decision.tree.whole.point or 0.0
    part = judgement.criterion.weight / branch.weight_of_point
    rules, point = decision.inputs.rubric.verdict, judgement.point or 0.0
    for limits in (rules.conditional, rules.proceed):
        yield point + (limits.score - whole) / (part * branch.share_of_point)
        yield point + (limits.floor(judgement.dimension) - (branch.score.point or 0.0)) / part


def _summed(children: Iterable[tuple[float, Scored | Judgement]]) -> list[tuple[float, Scored]]:
    """Return the mean of the children that have a point, and of those without, as one child each.

    Whatever is combined with them gives the same score as with all of them, far within nine decimals.
    """
    listed = list(children)
    pointed = [child for child in listed if child[1].point is not None]
    pointless = [child for child in listed if child[1].point is None]
    return [(sum(weight for weight, _ in some), combine(some)) for some in (pointed, pointless) if some]


def _lower(one: Level, other: Level) -> Level:
    return max(one, other, key=LEVELS.index)


def _without(rubric: Rubric, reading: Reading, names: tuple[str, ...]) -> Level:
    """Return the level that the floors of all dimensions but some allow."""
    others = {other: value for other, value in reading.dimensions.items() if other not in names}
    return allowed(rubric, others)


def _count(gates: Iterable[tuple[Gate, Truth, bool]]) -> Counted:
    now: set[Effect] = set()
    best: set[Effect] = set()
    declining = False
    for gate, point, at_best in gates:
        if point is True or (point is None and gate.effect == "conditional"):
            now.add(gate.effect)
        if at_best:
            best.add(gate.effect)
        declining |= point is None and gate.effect == "decline"
    return Counted(now, best, declining)


class _Raised(Reader):
    """Reads every flag as raised, so that each shows its effect after its waiver."""

    def read(self, flag: RedFlag) -> Readings:  # noqa: ARG002
        return Readings(worst=True, point=True, best=True)


def _gates(decision: Decision) -> list[Gate]:
    """Return the flags that can bear on the verdict."""
    inputs = decision.inputs
    truths: dict[str, Truth] = {"raised": True, "open": None}
    raised = raise_flags(inputs, _Raised(inputs, decision.by_id, decision.tree))
    return [
        Gate(
            flag.rule,
            counting.effect,
            inputs.rubric.names_in_flag[flag.rule.id],
            truths.get(flag.status, False),
            flag.best,
        )
        for flag, counting in zip(decision.flags, raised, strict=True)
        if counting.effect in {"decline", "conditional"} and counting.effect is not None
    ]
