"""The kinds of partner that a rubric tells apart, and what each criterion's value can be."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.facts import Reading, distinct_facts, profile_leaves
from partnercheck.authoring.reach.sums import HALF, Set, joined, plus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnercheck.authoring.reach.facts import Read
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.criteria.criterion import Stretch
    from partnercheck.model.rubric import Dimension, Rubric
    from partnercheck.model.tests import Facts

WHOLE = ""
"""The name of the overall score, which no criterion or dimension has."""


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
        extents: By criterion and dimension, and for the whole, the lowest and highest that it can be.
        middling: By the same names, what answers that are neither good nor bad come to.
    """

    facts: Facts
    dimensions: tuple[Weighed, ...]
    names: frozenset[str]
    domains: Mapping[str, Set]
    extents: Mapping[str, Stretch]
    middling: Mapping[str, float]

    def valued(self, domains: Mapping[str, Set]) -> Situation:
        """Return the same kind of partner where values can be others."""
        return _Values(domains).of(self)

    def reaches(self, name: str, limit: float) -> bool:
        """Return whether the best answers bring a score to a limit, as the engine compares."""
        return self.extents[name][1] >= limit - HALF

    @property
    def lowest(self) -> dict[str, float]:
        """The lowest that values and scores can be."""
        return {name: low for name, (low, _) in self.extents.items()}

    @property
    def highest(self) -> dict[str, float]:
        """The highest that values and scores can be."""
        return {name: high for name, (_, high) in self.extents.items()}

    @property
    def shares(self) -> dict[str, float]:
        """Each dimension's share of the whole."""
        return {each.id: each.share for each in self.dimensions}

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
    distinct = distinct_facts(
        tuple(rubric.profile.items()),
        tuple((test, tuple(names)) for test, names in rubric.criteria_by_when),
        tuple(dict.fromkeys(profile_leaves(rubric.deciding_tests))),
        len(rubric.criteria) + len(rubric.red_flags),
    )
    values = _Values({name: domain(each) for name, each in rubric.criteria.items() if each.scored})
    weights = _Weights(rubric.dimensions)
    kinds: dict[frozenset[str], Situation] = {}
    for _, absent in distinct:
        if absent not in kinds:
            kinds[absent] = values.of(weights.of(values.names - absent))
    return tuple(kinds[absent]._replace(facts=facts) for facts, absent in distinct)


def whatever_the_name(rubric: Rubric, deals: Sequence[Situation]) -> tuple[Situation, ...]:
    """Return one of those situations each that differ in nothing but the name of the deal."""
    flags = Reading([flag.when for flag in rubric.red_flags])
    found: dict[tuple[frozenset[str], Read], Situation] = {}
    for each in deals:
        found.setdefault((each.names, flags.of(each.facts)), each)
    return tuple(found.values())


class _Weights:
    """What criteria and dimensions weigh; a dimension to which the same criteria apply is weighed once."""

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        self._dimensions = [(each, {one.id: one.weight for one in each.criteria}) for each in dimensions]
        self._shares: dict[tuple[str, frozenset[str]], dict[str, float]] = {}

    def of(self, apply: frozenset[str]) -> Situation:
        """Return what is asked of partners to whom some criteria apply, but for their values."""
        present = [
            (each, shares)
            for each, weights in self._dimensions
            if (shares := self._within(each.id, weights, apply.intersection(weights)))
        ]
        total = sum(each.weight for each, _ in present)
        dimensions = tuple(Weighed(each.id, each.weight / total, shares) for each, shares in present)
        return Situation({}, dimensions, apply.union(each.id for each in dimensions), {}, {}, {})

    def _within(self, name: str, weights: Mapping[str, float], apply: frozenset[str]) -> dict[str, float]:
        """Return the share of each criterion that applies in its dimension."""
        key = (name, apply)
        if key not in self._shares:
            applying = {each: weight for each, weight in weights.items() if each in apply}
            total = sum(applying.values())
            self._shares[key] = {each: weight / total for each, weight in applying.items()}
        return self._shares[key]


class _Values:
    """What criteria can come to, and so their means; those of the same criteria are worked out once."""

    def __init__(self, domains: Mapping[str, Set]) -> None:
        self.names = frozenset(domains)
        self._domains = domains
        self._extents = {name: (values[0][0], values[-1][1]) for name, values in domains.items()}
        self._middling = {name: _middle(values) for name, values in domains.items()}
        self._means: dict[tuple[str, ...], tuple[Stretch, float]] = {}

    def of(self, kind: Situation) -> Situation:
        """Return a kind of partner with what its values, and hence its scores, can be."""
        extents, middling = {**self._extents}, {**self._middling}
        for each in kind.dimensions:
            key = tuple(each.criteria)
            if key not in self._means:
                self._means[key] = self._mean(each.criteria, extents, middling)
            extents[each.id], middling[each.id] = self._means[key]
        extents[WHOLE], middling[WHOLE] = self._mean(kind.shares, extents, middling)
        return kind._replace(domains=self._domains, extents=extents, middling=middling)

    @staticmethod
    def _mean(
        shares: Mapping[str, float], extents: Mapping[str, Stretch], middling: Mapping[str, float]
    ) -> tuple[Stretch, float]:
        return mean(shares, extents), sum(share * middling[name] for name, share in shares.items())


def _middle(numbers: Set) -> float:
    """Return the number of a set that lies nearest to six tenths of the way up.

    Below that most rubrics decline, well above it they have nothing to ask for.
    """
    low, high = numbers[0][0], numbers[-1][1]
    sought = low + 0.6 * (high - low)
    return min((max(start, min(sought, end)) for start, end in numbers), key=lambda near: abs(near - sought))


def mean(shares: Mapping[str, float], extents: Mapping[str, Stretch]) -> Stretch:
    """Return the lowest and highest that a weighted mean can be; of nothing, 0."""
    ends = [(share, extents[name]) for name, share in shares.items()]
    return sum(s * low for s, (low, _) in ends), sum(s * high for s, (_, high) in ends)


def domain(criterion: Criterion) -> Set:
    """Return every value that one answer to a criterion can have.

    Raises:
        TooManyError: There are too many.
    """
    return reduce(plus, (joined(each) for each in criterion.summands()))
