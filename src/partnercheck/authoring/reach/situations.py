"""The kinds of partner that a rubric tells apart, and what each criterion's value can be."""

from __future__ import annotations

from functools import reduce
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.sums import Set, TooManyError, joined, plus
from partnercheck.model.answers import applying
from partnercheck.model.tests import ProfileTest, Test, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

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
        facts: The profile of one such partner; others of this kind are asked and judged alike.
        names: The dimensions and criteria that apply.
        domains: By criterion, what its value can be.
    """

    facts: Mapping[str, str]
    dimensions: tuple[Weighed, ...]
    names: frozenset[str]
    domains: Mapping[str, Set]

    @property
    def shown(self) -> str:
        """The profile in words, such as `stage: startup, listed: no`."""
        return ", ".join(f"{name}: {value}" for name, value in self.facts.items())


def situations(rubric: Rubric) -> tuple[Situation, ...]:
    """Return every kind of partner: one profile for each way in which facts decide what is asked and tested.

    Raises:
        TooManyError: The facts that some test names have too many combinations.
    """
    facts = {name: rubric.profile[name].values for name in rubric.facts_needed}
    combinations = prod(len(values) for values in facts.values())
    if combinations > MOST or combinations * (len(rubric.criteria) + len(rubric.red_flags)) > MOST_LOOKS:
        raise TooManyError
    told = list(_profile_leaves(rubric))
    domains = {name: domain(each) for name, each in rubric.criteria.items()}
    found: dict[tuple[object, ...], Situation] = {}
    for values in product(*facts.values()):
        profile = dict(zip(facts, values, strict=True))
        apply = applying(rubric, profile)
        key = (apply, *(profile[leaf.profile] in leaf.values for leaf in told))
        if key not in found:
            found[key] = _situation(rubric, profile, apply, domains)
    return tuple(found.values())


def _profile_leaves(rubric: Rubric) -> Iterator[ProfileTest]:
    """Yield the profile leaves that decide more than whether a criterion applies."""
    tests: list[Test | None] = [
        *(flag.when for flag in rubric.red_flags),
        *(rule.when for rule in rubric.relationship),
    ]
    for test in tests:
        yield from (leaf for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)) if test else ()


def _situation(
    rubric: Rubric, profile: dict[str, str], apply: frozenset[str], domains: Mapping[str, Set]
) -> Situation:
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
    return Situation(profile, dimensions, frozenset({*apply, *(each.id for each in dimensions)}), domains)


def domain(criterion: Criterion) -> Set:
    """Return every value that one answer to a criterion can have.

    Raises:
        TooManyError: There are too many.
    """
    return reduce(plus, (joined(each) for each in criterion.summands()))
