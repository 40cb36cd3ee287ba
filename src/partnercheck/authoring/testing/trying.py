"""Trying one test case: what it says becomes judgements, the engine decides, and the facts are compared."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.authoring.testing.reasons import why
from partnercheck.engine import Decision, decide
from partnercheck.engine.again import DecidedAgain
from partnercheck.engine.criteria import Judgement, judge_one, valued
from partnercheck.engine.evidence import Support, Weigher
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.measures.measured import Measured, Sides
from partnercheck.model.case_checks import BASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.authoring.testing.grounds import Grounds
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


class Trier:
    """One case, ready to be tried against its rubric and against changed copies of it.

    What a copy shares with the rubric is judged once.
    """

    def __init__(self, loaded: LoadedCase, grounds: Grounds) -> None:
        """Make a case ready; what the cases of a rubric start from is in `grounds`."""
        self.loaded = loaded
        case, inputs = loaded.case, loaded.inputs
        self._inputs = inputs
        self._grounds = grounds
        self._support = self._grade(case.evidence or next(iter(inputs.rubric.evidence.grades)))
        self._weigher = Weigher(inputs)
        self._sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
        self._culture = {**(inputs.organisation.culture if inputs.organisation else {}), **case.ours}
        self._spoken_of = {
            name
            for name, criterion in inputs.rubric.criteria.items()
            if name in loaded.answers or (criterion.measure in case.measures and name in inputs.applying)
        }

    @cached_property
    def decision(self) -> Decision:
        """The decision that the case's own rubric makes of it."""
        return self.decide_anew(self._inputs.rubric)

    def decide(self, rubric: Rubric) -> Decision:
        """Return the decision that a changed copy of the case's rubric makes of it."""
        if rubric.evidence is not self._inputs.rubric.evidence:  # which every answer may rest on
            return self.decide_anew(rubric)
        return DecidedAgain(self.decision, rubric, self._judged)

    def holds(self, rubric: Rubric | None = None) -> bool:
        """Return whether all that the case expects comes out of its rubric, or of a changed copy of it."""
        decision = self.decision if rubric is None else self.decide(rubric)
        return next(differing(self.loaded.case.expect, decision), None) is None

    def decide_anew(self, rubric: Rubric) -> Decision:
        """Return the decision on everything that a rubric asks."""
        inputs = self._inputs._replace(rubric=rubric)
        weigher = Weigher(inputs)
        asked = ((each, dimension.id) for dimension in rubric.dimensions for each in dimension.criteria)
        return decide(inputs, [self._judged(each, dimension, weigher) for each, dimension in asked])

    def _judged(self, criterion: Criterion, dimension: str, weigher: Weigher | None = None) -> Judgement:
        """Return the judgement of one criterion: as the case says, or else as what it starts from does."""
        if criterion.id in self._spoken_of:
            return self._stated(criterion, dimension)
        inputs, base = self._inputs, self.loaded.case.from_
        if base in BASES:
            if criterion.id not in inputs.applying:
                return Judgement(criterion, dimension, None, excluded="when")
            return self._grounds.judgement(criterion, dimension, base, self._support)
        ours = self._culture.get(criterion.id)
        return judge_one(inputs, weigher or self._weigher, self._sides, criterion, dimension, ours)

    def _stated(self, criterion: Criterion, dimension: str) -> Judgement:
        """Return the judgement of what the case sets or measures."""
        case, stated = self.loaded.case, self.loaded.answers.get(criterion.id)
        blank = Judgement(criterion, dimension, None, support=self._support)
        if stated is None:
            number = case.measures[str(criterion.measure)]
            value = criterion.value(number, None)
            measured = Measured(number, "as the case says")
            return valued(blank._replace(measured=measured), value or 0.0)
        if stated.not_applicable is not None:
            return Judgement(criterion, dimension, None, excluded="assessor")
        if not criterion.scored:
            return Judgement(criterion, dimension, None, excluded="unscored")
        ours = self._culture.get(criterion.id)
        value = None if stated.answer is None else criterion.value(stated.answer, ours)
        if value is None:
            return Judgement(criterion, dimension, None)
        return valued(blank._replace(support=self._grade(stated.grade)) if stated.grade else blank, value)

    def _grade(self, name: str) -> Support:
        """Return a grade that counts in full, whatever the age of evidence."""
        rules = self._inputs.rubric.evidence
        return Support(rules.rank[name], name, rules.grades[name].reliability)


def try_case(trier: Trier) -> Attempt:
    """Return what came of a case."""
    decision, expect = trier.decision, trier.loaded.case.expect
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
    "conditions": lambda decision: tuple(each.for_ for each in decision.arisen),
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
