"""Whether some partner would notice a change of a rubric: a change that nobody could notice tests nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.testing.profiles import applicable, dimension_shares, not_applicable_shares
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.engine.values import values_of
from partnercheck.model.criteria import MetricCriterion
from partnercheck.model.tests import CriterionTest, DimensionTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Limits, Rubric

STEP = 5.0
"""How far limits move that do not stand on the values of answers."""

_MANY = 6
"""So many answers together come near every score; fewer are tried one by one."""


class Distinguisher:
    """What partners there can be of one rubric."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._applicable = applicable(rubric)
        self._shares = dimension_shares(rubric)
        self._declarable = not_applicable_shares(rubric)
        self._ever = frozenset().union(*self._applicable)

    def apply(self, criterion: str) -> bool:
        """Return whether a criterion applies to any partner."""
        return criterion in self._ever

    def weigh_criterion(self, criterion: str) -> bool:
        """Return whether a criterion's weight matters: another of its dimension applies beside it."""
        home = next(
            each for each in self._rubric.dimensions if any(one.id == criterion for one in each.criteria)
        )
        others = {each.id for each in home.criteria} - {criterion}
        return any(criterion in apply and not others.isdisjoint(apply) for apply in self._applicable)

    def weigh_dimension(self, dimension: str) -> bool:
        """Return whether a dimension's weight matters: another applies beside it."""
        return any(share < 1 for share in self._shares[dimension])

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

    def other_limits(self, criterion: Criterion, *, at_least: float) -> Iterator[float]:
        """Yield the nearest other values of a limit from below that some answer tells from it."""
        yield from _others(criterion, at_least, from_below=True)

    def moved_limits(self, leaf: CriterionTest | DimensionTest, *, flag: bool) -> Iterator[tuple[str, float]]:
        """Yield a leaf's limit moved down and up, with its key; a flag's stays below 100."""
        key = "at_most" if leaf.at_most is not None else "at_least"
        limit = (leaf.at_most if leaf.at_most is not None else leaf.at_least) or 0.0
        if isinstance(leaf, CriterionTest):
            criterion = self._rubric.criteria[leaf.criterion]
            found = list(_others(criterion, limit, from_below=key == "at_least"))
        else:
            found = [each for each in (limit - STEP, limit + STEP) if 0 <= each <= 100]
        yield from ((key, each) for each in found if each < 100 or not flag)

    def held_by(self, limits: Limits, key: str) -> tuple[str, ...]:
        """Return the dimensions whose floor stands under a key."""
        named = [each.id for each in self._rubric.dimensions]
        if key != "default":
            return (key,)
        return tuple(each for each in named if each not in limits.dimension)

    def miss_score(self, limits: Limits, before: float, after: float) -> bool:
        """Return whether a score between two limits is possible where all floors are met."""
        low, high = sorted((before, after))
        for apply in self._applicable:
            parts = self._parts(apply)
            total = sum(weight for weight, _, _ in parts)
            least = sum(weight * limits.floor(dimension) for weight, dimension, _ in parts) / total
            if high > least and _mean_between([(weight, values) for weight, _, values in parts], low, high):
                return True
        return False

    def miss_floor(self, limits: Limits, held: Sequence[str], before: float, after: float) -> bool:
        """Return whether a dimension's score between two floors is possible where the whole's is met."""
        low, high = sorted((before, after))
        for apply in self._applicable:
            parts = self._parts(apply)
            total = sum(weight for weight, _, _ in parts)
            for dimension in held:
                inside = [(weight, values) for weight, home, values in parts if home == dimension]
                share = sum(weight for weight, _ in inside) / total
                if not inside:
                    continue
                implied = (limits.score - 100 * (1 - share)) / share
                if high > implied and _mean_between(inside, max(low, implied), high):
                    return True
        return False

    def miss_coverage(self, key: str, before: float, after: float) -> bool:
        """Return whether a coverage between two limits is possible where the other limit is met."""
        low, high = sorted((before, after))
        cover = self._rubric.verdict.coverage
        grades = [100 * grade.reliability for grade in self._rubric.evidence.grades.values()]
        values = tuple(sorted({0.0, *grades}))
        for apply in self._applicable:
            parts = [(weight, home, values) for weight, home, _ in self._parts(apply)]
            total = sum(weight for weight, _, _ in parts)
            if key == "overall":
                if high > cover.dimension and _mean_between([(w, v) for w, _, v in parts], low, high):
                    return True
                continue
            for dimension in self._shares:
                inside = [(weight, each) for weight, home, each in parts if home == dimension]
                share = sum(weight for weight, _ in inside) / total
                if not inside:
                    continue
                implied = (cover.overall - 100 * (1 - share)) / share
                if high > implied and _mean_between(inside, max(low, implied), high):
                    return True
        return False

    def declare_between(self, before: float, after: float) -> bool:
        """Return whether a share can be declared not applicable that only one of two limits allows."""
        low, high = sorted((before, after))
        return any(not at_most(share, low) and at_most(share, high) for share in self._declarable)

    def _parts(self, apply: frozenset[str]) -> list[tuple[float, str, tuple[float, ...] | None]]:
        """Return weight, dimension and possible values of each criterion that applies; None: all values."""
        found = []
        for dimension in self._rubric.dimensions:
            there = [each for each in dimension.criteria if each.id in apply]
            within = sum(each.weight for each in there)
            for each in there:
                values = None if isinstance(each, MetricCriterion) else values_of(each)
                found.append((dimension.weight * each.weight / within, dimension.id, values))
        return found


def _others(criterion: Criterion, limit: float, *, from_below: bool) -> Iterator[float]:
    """Yield the nearest limits below and above that some answer tells from this one."""
    values = values_of(criterion)
    if isinstance(criterion, MetricCriterion):
        for other in (max(limit - STEP, 0.0), min(limit + STEP, 100.0)):
            low, high = sorted((limit, other))
            if high > low and (
                (values[0] < high and values[-1] >= low)
                if from_below
                else (values[0] <= high and values[-1] > low)
            ):
                yield other
        return
    if from_below:
        below = [value for value in values if not at_least(value, limit)]
        above = [value for value in values if at_least(value, limit)]
        yield from below[-1:]
        yield from above[1:2] or ([100.0] if above and above[0] < 100 else [])
    else:
        below = [value for value in values if at_most(value, limit)]
        above = [value for value in values if not at_most(value, limit)]
        yield from below[-2:-1]
        yield from above[:1]


def _mean_between(parts: Sequence[tuple[float, tuple[float, ...] | None]], low: float, high: float) -> bool:
    """Return whether a weighted mean of possible values can be at least `low` and below `high`."""
    if len(parts) >= _MANY or any(values is None for _, values in parts):
        return True
    total = sum(weight for weight, _ in parts)
    sums = {0.0}
    for weight, values in parts:
        sums = {round(each + weight * value / total, 9) for each in sums for value in values or ()}
    return any(at_least(each, low) and not at_least(each, high) for each in sums)
