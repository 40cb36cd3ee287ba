"""Whether any answers make a formula true: an exact search, not a sample.

The verdict is monotone in the values, and so is every mean. A formula whose bounds all ask for much is
therefore met by the highest values if by any, one whose bounds all ask for little by the lowest. Many others
are met by middling values. Most questions end here.

Any other formula is taken apart until only bounds are left; a disjunction is tried part by part, after those
that the bounds so far already settle. Bounds on criteria cut their sets of values; what remains is a product
of sets with bounds on weighted means. That is decided so:

1. Where the highest or the lowest of the values that are left meet all bounds, they are such answers.
2. Where the bounds on means all ask for much, or all for little, there are no others.
3. Else a bounded dimension's mean can be just what the weighted values of its criteria add up to, cut by its
   bounds. A criterion belongs to one dimension only, so dimensions can be chosen independently; the whole
   is possible if one number of each adds up to something within its own bounds. Both are sums of sets, and
   `sums` knows these exactly.

So the answer is yes if and only if such answers exist, each given by one voice with full evidence: a value
that only several raters between them come to is not looked for.
"""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING

from partnercheck.authoring.reach.formulas import All, Any, Bound, Formula
from partnercheck.authoring.reach.points import true_of
from partnercheck.authoring.reach.situations import WHOLE, mean
from partnercheck.authoring.reach.sums import MOST, Set, TooManyError, add_up, plus, times, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.authoring.reach.situations import Situation, Weighed
    from partnercheck.model.criteria.criterion import Stretch

_ANY: Stretch = (-math.inf, math.inf)
_LOWEST, _HIGHEST = 0, 1
_DEEPEST = 200
"""Disjunctions that are tried within each other; Python's own stack ends not much deeper."""


def possible(formula: Formula, situation: Situation) -> bool:
    """Return whether some answers of a partner of this kind make a formula true.

    Raises:
        TooManyError: It would take too long to find out.
    """
    box = _Box(situation, situation.domains, {}, situation.extents)
    below, above = _bounded(formula)
    if not (below and above):  # the highest values meet bounds from below, the lowest those from above
        return box.holds_at(formula, _LOWEST if above else _HIGHEST)
    return true_of(formula, situation.middling.__getitem__) or _search([formula], box, [MOST], 0)


def _bounded(formula: Formula) -> tuple[bool, bool]:
    """Return whether some bound of a formula is from below, and whether some is from above."""
    if isinstance(formula, Bound):
        return math.isfinite(formula.low), math.isfinite(formula.high)
    below = above = False
    for part in formula.parts:
        one, two = _bounded(part)
        below, above = below or one, above or two
        if below and above:
            break
    return below, above


class _Box:
    """What is left of the answers: each criterion's values, and bounds on the means."""

    def __init__(
        self,
        situation: Situation,
        domains: Mapping[str, Set],
        bounds: Mapping[str, Stretch],
        extents: Mapping[str, Stretch],
    ) -> None:
        self._situation = situation
        self._domains = domains
        self._bounds = bounds
        self._extents = extents

    def cut(self, bound: Bound) -> _Box | None:
        """Return what is left within a bound; None for nothing."""
        name = bound.name
        if name not in self._domains:
            low, high = self._bounds.get(name, _ANY)
            ends = max(low, bound.low), min(high, bound.high)
            return _Box(self._situation, self._domains, {**self._bounds, name: ends}, self._extents)
        low, high = self._extents[name]
        if bound.low <= low and high <= bound.high:
            return self
        values = within(self._domains[name], bound.low, bound.high)
        if not values:
            return None
        extents = {**self._extents, name: (values[0][0], values[-1][1])}
        for each in self._situation.dimensions:
            if name in each.criteria:
                extents[each.id] = mean(each.criteria, extents)
        extents[WHOLE] = mean(self._situation.shares, extents)
        return _Box(self._situation, {**self._domains, name: values}, self._bounds, extents)

    def refutes(self, formula: Formula) -> bool:
        """Return whether a formula is plainly false of everything that is left."""
        if isinstance(formula, All):
            return any(self.refutes(each) for each in formula.parts)
        if isinstance(formula, Any):
            return all(self.refutes(each) for each in formula.parts)
        low, high = self._extents[formula.name]
        return high < formula.low or low > formula.high

    def entails(self, formula: Formula) -> bool:
        """Return whether a formula is plainly true of everything that is left."""
        if isinstance(formula, All):
            return all(self.entails(each) for each in formula.parts)
        if isinstance(formula, Any):
            return any(self.entails(each) for each in formula.parts)
        low, high = self._extents[formula.name]
        return formula.low <= low and high <= formula.high

    def holds_at(self, formula: Formula, end: int) -> bool:
        """Return whether a formula is true where every value is the lowest, or the highest, that is left."""
        return true_of(formula, lambda name: self._extents[name][end])

    def within_bounds_at(self, end: int) -> bool:
        """Return whether the lowest values, or the highest, meet all bounds on means."""
        return all(low <= self._extents[name][end] <= high for name, (low, high) in self._bounds.items())

    def hopeless(self) -> bool:
        """Return whether some bound on a mean is plainly out of reach."""
        return any(
            low > high or self.refutes(Bound(name, low, high)) for name, (low, high) in self._bounds.items()
        )

    def holds_any(self) -> bool:
        """Return whether some of the answers that are left meet all bounds on means."""
        active = {name: ends for name, ends in self._bounds.items() if not self.entails(Bound(name, *ends))}
        below = any(low > self._extents[name][0] for name, (low, _) in active.items())
        above = any(high < self._extents[name][1] for name, (_, high) in active.items())
        if not (below and above):
            return True  # the highest values meet them, or the lowest
        if self._met_on_the_way_down():
            return True
        parts = []
        for dimension in self._situation.dimensions:
            terms = self._terms(dimension)
            if dimension.id in active:
                means = within(reduce(plus, terms), *active[dimension.id])
                if not means:
                    return False
                terms = [means]
            parts += [times(each, dimension.share) for each in terms]
        return add_up(parts, *active.get(WHOLE, _ANY))

    def _met_on_the_way_down(self) -> bool:
        """Return whether answers that meet all bounds on means lie on one way from the highest to the lowest.

        The way lowers every criterion by a step before it lowers any by the next. It is a short cut: where it
        leads to nothing, nothing is known.
        """
        dimensions = self._situation.dimensions
        heights = {name: high for name, (_, high) in self._extents.items()}
        steps = {name: _steps(self._domains[name]) for each in dimensions for name in each.criteria}
        # On the way down what is within a bound from above stays so, and what is beyond one from below.
        above = [name for name, (_, high) in self._bounds.items() if heights[name] > high]
        for step in range(max(map(len, steps.values()), default=0)):
            for each in dimensions:
                for name, share in each.criteria.items():
                    if step < len(steps[name]):
                        fall = share * (heights[name] - steps[name][step])
                        heights[name] = steps[name][step]
                        heights[each.id] -= fall
                        heights[WHOLE] -= each.share * fall
                        while heights[above[-1]] <= self._bounds[above[-1]][1]:
                            above.pop()
                            if not above:
                                return all(low <= heights[of] for of, (low, _) in self._bounds.items())
        return False

    def _terms(self, dimension: Weighed) -> list[Set]:
        return [times(self._domains[name], share) for name, share in dimension.criteria.items()]


def _steps(numbers: Set) -> list[float]:
    """Return some numbers of a set, descending: the ends of its stretches, and places between them."""
    found: list[float] = []
    for low, high in reversed(numbers):
        found += [high] if low == high else [high + (low - high) * part / 4 for part in range(5)]
    return found


def _search(asked: list[Formula], box: _Box, budget: list[int], depth: int) -> bool:
    """Return whether some answers in a box make all formulas true."""
    budget[0] -= 1
    if budget[0] < 0 or depth > _DEEPEST:
        raise TooManyError
    choices: list[Any] = []
    while asked:
        each = asked.pop()
        if isinstance(each, All):
            asked += each.parts
        elif isinstance(each, Any):
            choices.append(each)
        else:
            smaller = box.cut(each)
            if smaller is None:
                return False
            box = smaller
        if not asked:  # bounds may have settled parts of choices that were put off
            still = [choice for choice in choices if not box.entails(choice)]
            choices = [Any(tuple(part for part in each.parts if not box.refutes(part))) for each in still]
            if not all(choice.parts for choice in choices):
                return False
            asked = [choice.parts[0] for choice in choices if len(choice.parts) == 1]
            choices = [choice for choice in choices if len(choice.parts) > 1]
    if box.hopeless():
        return False
    for end in (_HIGHEST, _LOWEST):
        if box.within_bounds_at(end) and all(box.holds_at(choice, end) for choice in choices):
            return True
    if not choices:
        return box.holds_any()
    choices.sort(key=lambda choice: len(choice.parts))
    first, *rest = choices
    return any(_search([part, *rest], box, budget, depth + 1) for part in first.parts)
