"""The kinds of partner that a rubric tells apart, and what each criterion's value can be."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.sums import Set, TooManyError, joined, plus
from partnercheck.model.profile import profiled
from partnercheck.model.tests import ProfileTest, Test, holds_for, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.profile import Profile
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts, FactValue

MOST = 2_000
"""Combinations of profile facts that are gone through."""

MOST_LOOKS = 100 * MOST
"""Combinations times criteria and flags: what going through them costs."""


class Weighed(NamedTuple):
    """A dimension of which something applies.

    Attributes:
        share: Of the whole, 0 to 1.
        criteria: Those that apply, with their shares of the dimension.
    """

    id: str
    share: float
    criteria: dict[str, float]


class Situation(NamedTuple):
    """What a rubric asks of one kind of partner.

    Attributes:
        facts: What tests read of the profile of one such partner; others of this kind are judged alike.
        names: The dimensions and criteria that apply.
        domains: By criterion, what its value can be.
    """

    facts: Facts
    dimensions: tuple[Weighed, ...]
    names: frozenset[str]
    domains: Mapping[str, Set]

    @property
    def shown(self) -> str:
        """The profile in words, such as `stage: startup, listed: no`."""
        return ", ".join(
            f"{name}: {value if isinstance(value, str) else format(value or 0.0, 'g')}"
            for name, value in self.facts.items()
        )


def situations(rubric: Rubric) -> tuple[Situation, ...]:
    """Return every kind of partner: one profile for each way in which facts decide what is asked and tested.

    Raises:
        TooManyError: The facts that some test names have too many combinations.
    """
    combinations = _combinations(rubric)
    if len(combinations) * (len(rubric.criteria) + len(rubric.red_flags)) > MOST_LOOKS:
        raise TooManyError
    tests = [*(flag.when for flag in rubric.red_flags), *(rule.when for rule in rubric.relationship)]
    fact_tests = list(_profile_leaves(tests))
    domains = {name: domain(each) for name, each in rubric.criteria.items() if each.scored}
    asked: dict[tuple[FactValue | None, ...], Situation] = {}
    found: dict[tuple[object, ...], Situation] = {}
    for facts in combinations:
        deciding = tuple(facts.get(name) for name in rubric.facts_that_hold)
        if deciding not in asked:  # names of deals aside, these facts decide everything
            asked[deciding] = _situation(rubric, profiled(rubric, facts), domains)
        each = asked[deciding]._replace(facts=facts)
        found.setdefault((each.names, *(leaf.holds(facts) for leaf in fact_tests)), each)
    return tuple(found.values())


def whatever_the_name(rubric: Rubric, deals: Sequence[Situation]) -> tuple[Situation, ...]:
    """Return one of those situations each that differ in nothing but the name of the deal."""
    fact_tests = list(_profile_leaves([flag.when for flag in rubric.red_flags]))
    found: dict[tuple[object, ...], Situation] = {}
    for each in deals:
        found.setdefault((each.names, *(leaf.holds(each.facts) for leaf in fact_tests)), each)
    return tuple(found.values())


def _combinations(rubric: Rubric) -> list[Facts]:
    """Return every combination of the facts that some test names; a fact that does not matter has no value.

    Raises:
        TooManyError: There are more than `MOST`.
    """
    leaves_of: dict[str, list[ProfileTest]] = {name: [] for name in rubric.facts_needed}
    for leaf in _profile_leaves(rubric.tests):
        leaves_of[leaf.profile].append(leaf)
    found: list[Facts] = [{}]
    for name, fact_tests in leaves_of.items():
        fact = rubric.profile[name]
        values = _distinct(fact.values or _numbers(fact_tests), fact_tests)
        found = [
            combined
            for facts in found
            for combined in (
                [{**facts, name: value} for value in values]
                if fact.when is None or holds_for(fact.when, facts)
                else [facts]
            )
        ]
        if len(found) > MOST:
            raise TooManyError
    return found


def _distinct(values: Sequence[str | float], fact_tests: Sequence[ProfileTest]) -> list[str | float]:
    """Return the first of those values each that no test of their fact tells apart."""
    found: dict[tuple[object, ...], str | float] = {}
    for value in values:
        found.setdefault(tuple(leaf.holds({leaf.profile: value}) for leaf in fact_tests), value)
    return list(found.values())


def _numbers(fact_tests: Sequence[ProfileTest]) -> tuple[float, ...]:
    """Return numbers that a fact may be, such that its tests tell no others apart."""
    limits = sorted({leaf.limit for leaf in fact_tests if leaf.limit is not None})
    step = max(1.0, *(abs(limit) / 1e6 for limit in limits))
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return tuple(sorted({limits[0] - step, *limits, *between, limits[-1] + step}))


def _profile_leaves(tests: Sequence[Test | None]) -> Iterator[ProfileTest]:
    """Yield the leaves of some tests that are about facts."""
    for test in tests:
        yield from (leaf for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)) if test else ()


def _situation(rubric: Rubric, profile: Profile, domains: Mapping[str, Set]) -> Situation:
    apply = profile.applying.intersection(domains)
    present = [
        (each, {one.id: one.weight for one in each.criteria if one.id in apply}) for each in rubric.dimensions
    ]
    total = sum(each.weight for each, criteria in present if criteria)
    dimensions = tuple(
        Weighed(
            each.id,
            each.weight / total,
            {name: weight / sum(criteria.values()) for name, weight in criteria.items()},
        )
        for each, criteria in present
        if criteria
    )
    return Situation(
        profile.facts, dimensions, frozenset({*apply, *(each.id for each in dimensions)}), domains
    )


def domain(criterion: Criterion) -> Set:
    """Return every value that one answer to a criterion can have.

    Raises:
        TooManyError: There are too many.
    """
    return reduce(plus, (joined(each) for each in criterion.summands()))
