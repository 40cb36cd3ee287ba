"""Whether some partner can tell two lists of tests apart, found by trying values that stand for all."""

from __future__ import annotations

from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from partnercheck.authoring.testing.profiles import MOST
from partnercheck.engine.kleene import evaluate
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.engine.values import values_of
from partnercheck.model.answers import applying
from partnercheck.model.criteria import MetricCriterion
from partnercheck.model.tests import CriterionTest, DimensionTest, ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.engine.kleene import Truth
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Leaf, Test

    Domains = Mapping[str, tuple[float | None, ...]]


def told_apart(rubric: Rubric, tests: Sequence[Test], other: Test | None) -> bool:
    """Return whether the first of some tests to hold can be another once the last of them is changed.

    Args:
        rubric: What the tests name.
        tests: Read in order; only the last is changed.
        other: In place of the last; None for a test that never holds.
    """
    every = [*tests, *([other] if other is not None else [])]
    used = [leaf for test in reversed(every) for leaf, _ in leaves(test)]
    seen: set[object] = set()
    for facts, apply in _partners(rubric, used):
        names = frozenset(
            leaf.criterion for leaf in used if isinstance(leaf, CriterionTest) and leaf.criterion in apply
        )
        key = (tuple(facts.items()), names)
        if key not in seen:
            seen.add(key)
            domains = _domains(rubric, used, names)
            if _search(tests[:-1], tests[-1], other, facts, domains, {}):
                return True
    return False


def _partners(rubric: Rubric, used: Sequence[Leaf]) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Yield the facts that the leaves name, and what applies, for each partner they tell apart."""
    tested = {leaf.profile for leaf in used if isinstance(leaf, ProfileTest)}
    criteria = {leaf.criterion for leaf in used if isinstance(leaf, CriterionTest)}
    conditional = rubric.conditional_criteria
    named = tested | {
        leaf.profile
        for name in criteria & conditional.keys()
        for leaf, _ in leaves(conditional[name])
        if isinstance(leaf, ProfileTest)
    }
    facts = [name for name in rubric.profile if name in named]
    for values in islice(product(*(rubric.profile[name].values for name in facts)), MOST):
        profile = dict(zip(facts, values, strict=True))
        yield {name: profile[name] for name in facts if name in tested}, applying(rubric, profile)


def _domains(rubric: Rubric, used: Sequence[Leaf], applying: frozenset[str]) -> Domains:
    """Return values of each criterion and dimension of which the leaves tell each from the next."""
    limits: dict[str, set[float]] = {}
    for leaf in used:
        if not isinstance(leaf, ProfileTest):
            name = leaf.criterion if isinstance(leaf, CriterionTest) else leaf.dimension
            limit = leaf.at_most if leaf.at_most is not None else leaf.at_least
            limits.setdefault(name, set()).add(limit or 0.0)
    domains: dict[str, tuple[float | None, ...]] = {}
    for name, at in limits.items():
        criterion = rubric.criteria.get(name)
        if criterion is None:
            domains[name] = _around(at, 0.0, 100.0)
        elif name not in applying:
            domains[name] = (None,)
        elif isinstance(criterion, MetricCriterion):
            values = values_of(criterion)
            domains[name] = _around(at, values[0], values[-1])
        else:
            domains[name] = _standing(values_of(criterion), at)
    return domains


def _around(limits: set[float], lowest: float, highest: float) -> tuple[float, ...]:
    """Return the limits, the ends of a range, and a value between each two of them."""
    marks = sorted({lowest, highest, *(each for each in limits if lowest <= each <= highest)})
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    return tuple(sorted({*marks, *between}))


def _standing(values: Sequence[float], limits: set[float]) -> tuple[float, ...]:
    """Return one of the values for each way in which it can stand to the limits."""
    found = {
        tuple((at_most(value, limit), at_least(value, limit)) for limit in sorted(limits)): value
        for value in values
    }
    return tuple(found.values())


def _search(
    earlier: Sequence[Test],
    test: Test,
    other: Test | None,
    facts: Mapping[str, str],
    domains: Mapping[str, tuple[float | None, ...]],
    chosen: dict[str, float | None],
) -> bool:
    """Return whether values can be chosen at which no earlier test holds, and the two tests differ."""

    def read(leaf: Leaf) -> Truth:
        if isinstance(leaf, ProfileTest):
            return facts.get(leaf.profile) in leaf.values
        name = leaf.criterion if isinstance(leaf, CriterionTest) else leaf.dimension
        if name not in chosen:
            return None
        return holds(leaf, chosen[name])

    now = evaluate(test, read)
    then = False if other is None else evaluate(other, read)
    before = [evaluate(each, read) for each in earlier]
    if True in before or (now is not None and now is then):
        return False
    if now is not None and then is not None and None not in before:
        return True
    name = next((name for name in domains if name not in chosen), None)
    return name is not None and any(
        _search(earlier, test, other, facts, domains, {**chosen, name: value}) for value in domains[name]
    )


def holds(leaf: CriterionTest | DimensionTest, value: float | None) -> bool:
    """Return whether a leaf holds at a value; it does not where nothing applies."""
    if value is None:
        return False
    return at_most(value, leaf.at_most) if leaf.at_most is not None else at_least(value, leaf.at_least or 0.0)
