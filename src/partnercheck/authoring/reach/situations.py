"""The kinds of partner that a rubric tells apart, and what each criterion's value can be."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.sums import HALF, Set, TooManyError, joined, plus
from partnercheck.model.tests import ProfileTest, holds_for, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.criteria.criterion import Stretch
    from partnercheck.model.kleene import Truth
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts, FactValue, Test

WHOLE = ""
"""The name of the overall score, which no criterion or dimension has."""

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
        return _valued(self, domains, {name: _middle(values) for name, values in domains.items()})

    def reaches(self, name: str, limit: float) -> bool:
        """Return whether the best answers bring a score to a limit, as the engine compares."""
        return self.extents[name][1] >= limit - HALF

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
    combinations = _combinations(rubric)
    if len(combinations) * (len(rubric.criteria) + len(rubric.red_flags)) > MOST_LOOKS:
        raise TooManyError
    whens = [(_held(test), names) for test, names in rubric.criteria_by_when]
    asking = _Reading(test for test, _ in rubric.criteria_by_when)
    deciding = _Reading(rubric.deciding_tests)
    domains = {name: domain(each) for name, each in rubric.criteria.items() if each.scored}
    middles = {name: _middle(values) for name, values in domains.items()}
    kinds: dict[frozenset[str], Situation] = {}
    asked: dict[_Read, Situation] = {}
    found: dict[tuple[frozenset[str], _Read], Situation] = {}
    for facts in combinations:
        read = asking.of(facts)
        if read not in asked:
            absent = {name for holds, names in whens if not holds(facts) for name in names}
            apply = frozenset(domains.keys() - absent)
            asked[read] = kinds.get(apply) or kinds.setdefault(
                apply, _situation(rubric, apply, domains, middles)
            )
        each = asked[read]
        found.setdefault((each.names, deciding.of(facts)), each._replace(facts=facts))
    return tuple(found.values())


def whatever_the_name(rubric: Rubric, deals: Sequence[Situation]) -> tuple[Situation, ...]:
    """Return one of those situations each that differ in nothing but the name of the deal."""
    flags = _Reading([flag.when for flag in rubric.red_flags])
    found: dict[tuple[frozenset[str], _Read], Situation] = {}
    for each in deals:
        found.setdefault((each.names, flags.of(each.facts)), each)
    return tuple(found.values())


_Read = tuple[tuple["Truth", ...], ...]


class _Reading:
    """What some tests say of facts: the same where they tell no difference."""

    def __init__(self, tests: Iterable[Test | None]) -> None:
        self.leaves_of: dict[str, list[ProfileTest]] = {}
        for leaf in dict.fromkeys(_profile_leaves(tests)):
            self.leaves_of.setdefault(leaf.profile, []).append(leaf)
        self._known: dict[tuple[str, FactValue | None], tuple[Truth, ...]] = {}

    def of(self, facts: Facts) -> _Read:
        """Return what every leaf says, fact by fact."""
        return tuple([self._one(name, facts.get(name)) for name in self.leaves_of])

    def distinct(self, name: str, values: Iterable[str | float]) -> list[str | float]:
        """Return the first of those values of a fact each that no leaf tells apart."""
        found: dict[tuple[Truth, ...], str | float] = {}
        for value in values:
            found.setdefault(self._one(name, value), value)
        return list(found.values())

    def _one(self, name: str, value: FactValue | None) -> tuple[Truth, ...]:
        if (name, value) not in self._known:
            facts = {} if value is None else {name: value}
            self._known[name, value] = tuple(leaf.holds(facts) for leaf in self.leaves_of[name])
        return self._known[name, value]


def _held(test: Test) -> Callable[[Facts], Truth]:
    """Return what tells whether a test holds; it looks once at any values of the facts that it names."""
    names = tuple(dict.fromkeys(leaf.profile for leaf in _profile_leaves([test])))
    known: dict[tuple[FactValue | None, ...], Truth] = {}

    def holds(facts: Facts) -> Truth:
        named = tuple([facts.get(name) for name in names])
        if named not in known:
            known[named] = holds_for(test, facts)
        return known[named]

    return holds


def _combinations(rubric: Rubric) -> list[Facts]:
    """Return every combination of the facts that some test names; a fact that does not matter has no value.

    Raises:
        TooManyError: There are more than `MOST`.
    """
    reading = _Reading(rubric.tests)
    found: list[Facts] = [{}]
    for name in rubric.facts_needed:
        fact = rubric.profile[name]
        values = reading.distinct(name, fact.values or _numbers(reading.leaves_of[name]))
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


def _numbers(fact_tests: Sequence[ProfileTest]) -> tuple[float, ...]:
    """Return numbers that a fact may be, such that its tests tell no others apart."""
    limits = sorted({leaf.limit for leaf in fact_tests if leaf.limit is not None})
    step = max(1.0, *(abs(limit) / 1e6 for limit in limits))
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    return tuple(sorted({limits[0] - step, *limits, *between, limits[-1] + step}))


def _profile_leaves(tests: Iterable[Test | None]) -> Iterator[ProfileTest]:
    """Yield the leaves of some tests that are about facts."""
    for test in tests:
        yield from (leaf for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)) if test else ()


def _situation(
    rubric: Rubric, apply: frozenset[str], domains: Mapping[str, Set], middles: Mapping[str, float]
) -> Situation:
    """Return what is asked of partners to whom some criteria apply, whatever their facts."""
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
    names = frozenset({*apply, *(each.id for each in dimensions)})
    return _valued(Situation({}, dimensions, names, {}, {}, {}), domains, middles)


def _valued(kind: Situation, domains: Mapping[str, Set], middles: Mapping[str, float]) -> Situation:
    """Return a kind of partner with what its values, and hence its scores, can be."""
    extents: dict[str, Stretch] = {}
    middling: dict[str, float] = {}
    for each in kind.dimensions:
        for name in each.criteria:
            extents[name] = domains[name][0][0], domains[name][-1][1]
            middling[name] = middles[name]
        extents[each.id] = mean(each.criteria, extents)
        middling[each.id] = sum(share * middling[name] for name, share in each.criteria.items())
    extents[WHOLE] = mean(kind.shares, extents)
    middling[WHOLE] = sum(share * middling[name] for name, share in kind.shares.items())
    return kind._replace(domains=domains, extents=extents, middling=middling)


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
