"""Trying one test case: what it says becomes judgements, the engine decides, and the facts are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.authoring.reach.situations import domain
from partnercheck.authoring.testing.reasons import why
from partnercheck.engine import Decision, decide
from partnercheck.engine.criteria import Judgement, judge_one, valued
from partnercheck.engine.evidence import Support, Weigher
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.engine.values import interpolate, value_of
from partnercheck.measures.measured import Measured
from partnercheck.model.criteria import MetricCriterion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.load.cases import LoadedCase
    from partnercheck.model.cases import Expectation
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric


class Difference(NamedTuple):
    """A fact that came out otherwise than a case expects.

    Attributes:
        fact: The key of `expect`.
        expected: What the case says, in words.
        actual: What came out, in words.
        reasons: Why, in sentences.
    """

    fact: str
    expected: str
    actual: str
    reasons: tuple[str, ...]


class Attempt(NamedTuple):
    """A case once it was tried."""

    loaded: LoadedCase
    decision: Decision
    differences: tuple[Difference, ...]


class Extremes:
    """The judgements of best and worst values: most of what most cases say, and alike in all of them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[tuple[int, str, int], Judgement] = {}

    def judgement(self, criterion: Criterion, dimension: str, which: str, support: Support) -> Judgement:
        """Return the judgement of a criterion at its best or its worst."""
        key = (id(criterion), which, support.rank)  # the judgement keeps its criterion, and so the number
        if key not in self._known:
            values = domain(criterion)
            value = values[-1][1] if which == "best" else values[0][0]
            self._known[key] = valued(Judgement(criterion, dimension, None, support=support), value)
        return self._known[key]


class Trier:
    """One case, ready to be tried against its rubric and against changed copies of it.

    A criterion that a copy shares with the rubric is judged once.
    """

    def __init__(self, loaded: LoadedCase, extremes: Extremes) -> None:
        """Make a case ready; what is alike in all cases of a rubric is in `extremes`."""
        self.loaded = loaded
        self._extremes = extremes
        case, inputs = loaded.case, loaded.inputs
        self._inputs = inputs
        self._weigher = Weigher(inputs)
        self._culture = inputs.organisation.culture if inputs.organisation else {}
        self._grade = case.evidence or next(iter(inputs.rubric.evidence.grades))
        self._known: dict[str, tuple[Criterion, Judgement]] = {}

    def decide(self, rubric: Rubric) -> Decision:
        """Return the decision that a rubric makes of the case."""
        inputs = self._inputs._replace(rubric=rubric)
        if rubric.evidence is not self._inputs.rubric.evidence:  # then no judgement can be kept
            other = Trier(self.loaded._replace(inputs=inputs), Extremes())
            return other.decide(rubric)
        judgements = [
            self._judged(criterion, dimension.id)
            for dimension in rubric.dimensions
            for criterion in dimension.criteria
        ]
        return decide(inputs, judgements)

    def holds(self, rubric: Rubric) -> bool:
        """Return whether all that the case expects comes out of a rubric."""
        return next(differing(self.loaded.case.expect, self.decide(rubric)), None) is None

    def _judged(self, criterion: Criterion, dimension: str) -> Judgement:
        known = self._known.get(criterion.id)
        if known is not None and known[0] is criterion:
            return known[1]
        judgement = self._judge(criterion, dimension)
        self._known.setdefault(criterion.id, (criterion, judgement))
        return judgement

    def _judge(self, criterion: Criterion, dimension: str) -> Judgement:
        inputs, case = self._inputs, self.loaded.case
        ours = self._culture.get(criterion.id)
        if criterion.id not in inputs.applying:
            return Judgement(criterion, dimension, None, excluded="when")
        stated = self.loaded.answers.get(criterion.id)
        if stated is not None:
            if stated.not_applicable is not None:
                return Judgement(criterion, dimension, None, excluded="assessor")
            value = None if stated.answer is None else value_of(criterion, stated.answer, ours)
            if value is None:
                return Judgement(criterion, dimension, None)
            return self._stated(criterion, dimension, value, stated.grade)
        if isinstance(criterion, MetricCriterion) and criterion.measure in case.measures:
            number = case.measures[criterion.measure]
            value = interpolate(criterion.curve, number)
            measured = Measured(number, "as the case says")
            return self._stated(criterion, dimension, value, None)._replace(measured=measured)
        if case.from_ in {"best", "worst"}:
            return self._extremes.judgement(criterion, dimension, case.from_, self._support(self._grade))
        return judge_one(inputs, self._weigher, criterion, dimension, ours)

    def _stated(self, criterion: Criterion, dimension: str, value: float, grade: str | None) -> Judgement:
        support = self._support(grade or self._grade)
        return valued(Judgement(criterion, dimension, None, support=support), value)

    def _support(self, grade: str) -> Support:
        """Return a grade that counts in full, whatever the age of evidence."""
        rules = self._inputs.rubric.evidence
        return Support(rules.rank[grade], grade, rules.grades[grade].reliability)


def try_case(trier: Trier, rubric: Rubric) -> Attempt:
    """Return what came of a case."""
    decision, expect = trier.decide(rubric), trier.loaded.case.expect
    return Attempt(
        trier.loaded,
        decision,
        tuple(
            Difference(fact, *in_words(fact, expect, decision), why(fact, expect, decision))
            for fact in differing(expect, decision)
        ),
    )


def differing(expect: Expectation, decision: Decision) -> Iterator[str]:
    """Yield the facts that came out otherwise than expected, in the order in which they are told."""
    for fact in expect.named:
        wanted, actual = getattr(expect, fact), ACTUAL[fact](decision)
        if fact == "score":
            same = actual is not None and at_least(actual, wanted[0]) and at_most(actual, wanted[1])
        elif isinstance(wanted, tuple):
            same = frozenset(wanted) == frozenset(actual)
        else:
            same = wanted == actual
        if not same:
            yield fact


ACTUAL: dict[str, Callable[[Decision], Any]] = {
    "verdict": lambda decision: decision.ruling.level,
    "firm": lambda decision: decision.ruling.firm,
    "score": lambda decision: decision.tree.whole.point,
    "raised": lambda decision: _flags(decision, "raised"),
    "open": lambda decision: _flags(decision, "open"),
    "relationship": lambda decision: decision.relationship.call,
    "conditions": lambda decision: tuple(each.for_ for each in decision.conditions),
}
"""What a case may expect, and where a decision has it."""


def _flags(decision: Decision, status: str) -> tuple[str, ...]:
    return tuple(flag.rule.id for flag in decision.flags if flag.status == status)


def in_words(fact: str, expect: Expectation, decision: Decision) -> tuple[str, str]:
    """Return what a case expects and what came out, each in words."""
    wanted, actual = getattr(expect, fact), ACTUAL[fact](decision)
    if fact == "score":
        return f"{wanted[0]:g} to {wanted[1]:g}", "none" if actual is None else f"{round(actual, 4):g}"
    return _said(wanted), _said(actual)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)
