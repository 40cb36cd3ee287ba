"""Whether some partner would notice a change of a rubric: a change that nobody could notice tests nothing.

Partners are taken with full evidence. Where it would take too long to find out, a change counts as one that
somebody could notice.
"""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from partnercheck.authoring.reach.formulas import (
    All,
    Any,
    Bound,
    above,
    at_least,
    below,
    level,
    tested,
)
from partnercheck.authoring.reach.search import possible
from partnercheck.authoring.reach.situations import WHOLE, domain, situations
from partnercheck.authoring.reach.sums import HALF, TooManyError, of
from partnercheck.engine import numbers
from partnercheck.model.levels import LEVELS
from partnercheck.model.tests import CriterionTest, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from partnercheck.authoring.reach.formulas import Formula
    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import RedFlag, Rubric
    from partnercheck.model.tests import DimensionTest, Test

STEP = 5.0
"""How far limits move that do not stand on the values of answers."""


class Distinguisher:
    """The partners there can be of one rubric, and what they would notice."""

    def __init__(self, rubric: Rubric) -> None:
        """Find out what kinds of partner the rubric tells apart."""
        self._rubric = rubric
        try:
            self._situations: tuple[Situation, ...] | None = situations(rubric)
        except TooManyError:
            self._situations = None

    def _any(self, holds: Callable[[Situation], bool]) -> bool:
        """Return whether something holds for some kind of partner."""
        if self._situations is None:
            return True
        try:
            return any(holds(each) for each in self._situations)
        except TooManyError:
            return True

    def apply(self, criterion: str) -> bool:
        """Return whether a criterion applies to anybody."""
        return self._any(lambda kind: criterion in kind.names)

    def weigh_criterion(self, criterion: str) -> bool:
        """Return whether a criterion's weight matters: another of its dimension applies beside it."""
        return self._any(
            lambda kind: any(
                criterion in each.criteria and len(each.criteria) > 1 for each in kind.dimensions
            )
        )

    def weigh_dimension(self, dimension: str) -> bool:
        """Return whether a dimension's weight matters: another applies beside it."""
        return self._any(lambda kind: dimension in kind.names and len(kind.dimensions) > 1)

    def use_clears(self) -> bool:
        """Return whether the grade that clears flags decides anything."""
        rubric = self._rubric
        tests = [rule.when for rule in rubric.relationship if rule.when is not None]
        tests += [flag.when for flag in rubric.red_flags if flag.evidence is None]
        return any(isinstance(leaf, CriterionTest) for test in tests for leaf, _ in leaves(test))

    def other_grades(self, grade: str) -> tuple[str, ...]:
        """Return the grades one stronger and one weaker."""
        grades = list(self._rubric.evidence.grades)
        place = grades.index(grade)
        return (*grades[max(place - 1, 0) : place], *grades[place + 1 : place + 2])

    def raise_flag(self, flag: RedFlag) -> bool:
        """Return whether a flag's test can hold."""
        return self._any(lambda kind: possible(tested(flag.when, kind, holds=True), kind))

    def expect_otherwise(self, criterion: str, before: float, after: float) -> bool:
        """Return whether another expectation gives or takes a condition that no flag covers."""
        low, high = sorted((before, after))
        tests = self._rubric.criteria_of_flag
        flags = [
            each for each in self._rubric.red_flags if criterion in tests[each.id] and each.effect != "note"
        ]

        def bare(kind: Situation) -> bool:
            clear = tuple(tested(flag.when, kind, holds=False) for flag in flags)
            return criterion in kind.names and possible(All((_between(criterion, low, high), *clear)), kind)

        return self._any(bare)

    def tell_tests(self, tests: Sequence[Test], other: Test) -> bool:
        """Return whether another one of some tests can be the first to hold, once the last is changed."""

        def differ(kind: Situation) -> bool:
            before = tuple(tested(each, kind, holds=False) for each in tests[:-1])
            return any(
                possible(
                    All((*before, tested(tests[-1], kind, holds=held), tested(other, kind, holds=not held))),
                    kind,
                )
                for held in (True, False)
            )

        return self._any(differ)

    def tell_verdicts(self, other: Rubric) -> bool:
        """Return whether a rubric with other limits or effects can give another verdict."""

        def differ(kind: Situation) -> bool:
            pairs = permutations(LEVELS, 2)
            return any(
                possible(All((level(self._rubric, one, kind), level(other, two, kind))), kind)
                for one, two in pairs
            )

        return self._any(differ)

    def tell_coverage(self, key: str, before: float, after: float) -> bool:
        """Return whether a coverage can lie between two limits where the other limit is met."""
        low, high = sorted((before, after))
        cover = self._rubric.verdict.coverage
        grades = of([0.0, *(100 * grade.reliability for grade in self._rubric.evidence.grades.values())])

        def differ(kind: Situation) -> bool:
            covered = kind.valued(dict.fromkeys(kind.domains, grades))
            names = [each.id for each in kind.dimensions]
            if key == "overall":
                asked: Formula = All(tuple(at_least(name, cover.dimension) for name in names))
                return possible(All((asked, _between(WHOLE, low, high))), covered)
            asked = at_least(WHOLE, cover.overall)
            return possible(All((asked, Any(tuple(_between(name, low, high) for name in names)))), covered)

        return self._any(differ)

    def declare(self, low: float, high: float = 100.0) -> bool:
        """Return whether a share of all weight above `low`, up to `high`, can be declared not applicable."""
        criteria = self._rubric.criteria
        domains = {name: of((0.0, 100.0) if each.allow_na else (0.0,)) for name, each in criteria.items()}

        def reached(kind: Situation) -> bool:
            window = All((above(WHOLE, low), Bound(WHOLE, high=high + HALF)))
            return possible(window, kind.valued(domains))

        return self._any(reached)

    def moved_limits(self, leaf: CriterionTest | DimensionTest, *, flag: bool) -> Iterator[tuple[str, float]]:
        """Yield a leaf's limit moved down and up, with its key; a flag's stays below 100."""
        key = "at_most" if leaf.at_most is not None else "at_least"
        limit = (leaf.at_most if leaf.at_most is not None else leaf.at_least) or 0.0
        if isinstance(leaf, CriterionTest):
            found = list(
                other_limits(self._rubric.criteria[leaf.criterion], limit, from_below=key == "at_least")
            )
        else:
            found = [each for each in (limit - STEP, limit + STEP) if 0 <= each <= 100]
        yield from ((key, each) for each in found if each < 100 or not flag)


def _between(name: str, low: float, high: float) -> Bound:
    """Return that a score reaches `low`, but not `high`."""
    return Bound(name, low - HALF, below(name, high).high)


def other_limits(criterion: Criterion, limit: float, *, from_below: bool) -> Iterator[float]:
    """Yield the nearest limits below and above that some answer tells from this one.

    Args:
        criterion: Whose values the limit is held against.
        limit: The limit.
        from_below: Whether values are to reach the limit rather than not to exceed it.
    """
    values = domain(criterion)
    if any(low < high for low, high in values):
        for other in (max(limit - STEP, 0.0), min(limit + STEP, 100.0)):
            low, high = sorted((limit, other))
            if low < values[-1][1] and values[0][0] < high:
                yield other
        return
    meets = numbers.at_least if from_below else numbers.at_most
    points = [low for low, _ in values]
    held = [point for point in points if meets(point, limit)]
    missed = [point for point in points if point not in held]
    if from_below:
        yield from missed[-1:]
        yield from held[1:2] or ([100.0] if held and held[0] < 100 else [])
    else:
        yield from held[-2:-1]
        yield from missed[:1]
