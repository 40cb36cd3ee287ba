"""The kinds of partner that a rubric tells apart, and what each criterion's value can be."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.sums import Set, TooManyError, joined, plus
from partnercheck.model.profile import profiled
from partnercheck.model.tests import ProfileTest, Test, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.profile import Profile
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts

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
    facts: dict[str, Sequence[str | float]] = {
        name: rubric.profile[name].values or _numbers(rubric, name) for name in rubric.facts_needed
    }
    combinations = prod(len(values) for values in facts.values())
    if combinations > MOST or combinations * (len(rubric.criteria) + len(rubric.red_flags)) > MOST_LOOKS:
        raise TooManyError
    told = list(_profile_leaves(rubric))
    domains = {name: domain(each) for name, each in rubric.criteria.items() if each.scored}
    found: dict[tuple[object, ...], Situation] = {}
    for values in product(*facts.values()):
        profile = profiled(rubric, dict(zip(facts, values, strict=True)))
        profile = profile._replace(applying=profile.applying.intersection(domains))
        key = (profile.applying, *(leaf.holds(profile.facts) for leaf in told))
        if key not in found:
            found[key] = _situation(rubric, profile, domains)
    return tuple(found.values())


def _numbers(rubric: Rubric, fact: str) -> tuple[float, ...]:
    """Return numbers that a fact may be, such that its tests tell no others apart."""
    named = (leaf for test in rubric.tests for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest))
    limits = sorted({leaf.limit for leaf in named if leaf.profile == fact and leaf.limit is not None})
    step = max(1.0, *(abs(limit) / 1e6 for limit in limits))
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return tuple(sorted({limits[0] - step, *limits, *between, limits[-1] + step}))


def _profile_leaves(rubric: Rubric) -> Iterator[ProfileTest]:
    """Yield the profile leaves that decide more than whether a criterion applies."""
    tests: list[Test | None] = [
        *(flag.when for flag in rubric.red_flags),
        *(rule.when for rule in rubric.relationship),
    ]
    for test in tests:
        yield from (leaf for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)) if test else ()


def _situation(rubric: Rubric, profile: Profile, domains: Mapping[str, Set]) -> Situation:
    apply = profile.applying
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
