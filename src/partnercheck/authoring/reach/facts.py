"""Facts about a partner as a rubric's tests read them: which combinations of them it tells apart."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from partnercheck.authoring.reach.sums import TooManyError
from partnercheck.model.tests import ProfileTest, holds_for, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from partnercheck.model.kleene import Truth
    from partnercheck.model.profile import Fact
    from partnercheck.model.tests import Facts, FactValue, Test

MOST = 2_000
"""Combinations of profile facts that are gone through."""

MOST_LOOKS = 100 * MOST
"""Combinations times criteria and flags: what going through them costs."""


@lru_cache(maxsize=4)  # a rubric shares its facts, and what they decide, with those that extend it
def distinct_facts(
    profile: tuple[tuple[str, Fact], ...],
    whens: tuple[tuple[Test, tuple[str, ...]], ...],
    deciding: tuple[ProfileTest, ...],
    looks: int,
) -> tuple[tuple[Facts, frozenset[str]], ...]:
    """Return one combination of facts of each kind of partner, with the criteria that do not apply to it.

    `whens` are the tests of criteria with their ids, `deciding` what flags and rules read of facts, and
    `looks` what one combination costs.

    Raises:
        TooManyError: There are too many combinations.
    """
    tests = [fact.when for _, fact in profile] + [test for test, _ in whens] + [*deciding]
    combinations = _combinations(profile, Reading(tests))
    if len(combinations) * looks > MOST_LOOKS:
        raise TooManyError
    holding = [(_cached(test), names) for test, names in whens]
    asking, decided = Reading(test for test, _ in whens), Reading(deciding)
    asked: dict[Read, frozenset[str]] = {}
    found: dict[tuple[frozenset[str], Read], Facts] = {}
    for facts in combinations:
        read = asking.of(facts)
        if read not in asked:
            asked[read] = frozenset().union(*(names for holds, names in holding if not holds(facts)))
        found.setdefault((asked[read], decided.of(facts)), facts)
    return tuple((facts, absent) for (absent, _), facts in found.items())


Read = tuple[tuple["Truth", ...], ...]


class Reading:
    """What some tests say of facts: the same where they tell no difference."""

    def __init__(self, tests: Iterable[Test | None]) -> None:
        self.leaves_of: dict[str, list[ProfileTest]] = {}
        for leaf in dict.fromkeys(profile_leaves(tests)):
            self.leaves_of.setdefault(leaf.profile, []).append(leaf)
        self._said = {name: _LeafTruths(leaves) for name, leaves in self.leaves_of.items()}

    def of(self, facts: Facts) -> Read:
        """Return what every leaf says, fact by fact."""
        return tuple([said[facts.get(name)] for name, said in self._said.items()])

    def distinct(self, name: str, values: Iterable[str | float]) -> list[str | float]:
        """Return the first of those values of a fact each that no leaf tells apart."""
        found: dict[tuple[Truth, ...], str | float] = {}
        for value in values:
            found.setdefault(self._said[name][value], value)
        return list(found.values())


class _LeafTruths(dict["FactValue | None", tuple["Truth", ...]]):
    """What the leaves about one fact say of a value of it, by the value; each is asked once."""

    def __init__(self, leaves: list[ProfileTest]) -> None:
        super().__init__()
        self._leaves = leaves

    def __missing__(self, value: FactValue | None) -> tuple[Truth, ...]:
        facts = {} if value is None else {self._leaves[0].profile: value}
        self[value] = tuple(leaf.holds(facts) for leaf in self._leaves)
        return self[value]


def _cached(test: Test) -> Callable[[Facts], Truth]:
    """Return what tells whether a test holds; it looks once at any values of the facts that it names."""
    names = tuple(dict.fromkeys(leaf.profile for leaf in profile_leaves([test])))
    known: dict[tuple[FactValue | None, ...], Truth] = {}

    def holds(facts: Facts) -> Truth:
        named = tuple([facts.get(name) for name in names])
        if named not in known:
            known[named] = holds_for(test, facts)
        return known[named]

    return holds


def _combinations(profile: Iterable[tuple[str, Fact]], reading: Reading) -> list[Facts]:
    """Return every combination of the facts that are read; a fact that does not matter has no value.

    Raises:
        TooManyError: There are more than `MOST`.
    """
    found: list[Facts] = [{}]
    for name, fact in profile:
        if name not in reading.leaves_of:
            continue
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


def profile_leaves(tests: Iterable[Test | None]) -> Iterator[ProfileTest]:
    """Yield the leaves of some tests that are about facts."""
    for test in tests:
        yield from (leaf for leaf, _ in leaves(test) if isinstance(leaf, ProfileTest)) if test else ()
