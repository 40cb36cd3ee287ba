"""The partners there can be, as far as a rubric tells them apart, and what applies to each."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from partnercheck.model.answers import applying
from partnercheck.model.tests import ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.rubric import Rubric

MOST = 1_000
"""How many profiles are told apart; a rubric has few."""
_MOST_DECLARED = 12


def applicable(rubric: Rubric) -> tuple[frozenset[str], ...]:
    """Return the sets of criteria that apply to one partner or another, each set once."""
    named = {
        leaf.profile
        for test in rubric.conditional_criteria.values()
        for leaf, _ in leaves(test)
        if isinstance(leaf, ProfileTest)
    }
    facts = [name for name in rubric.profile if name in named]
    choices = product(*(rubric.profile[name].values for name in facts))
    sets = (applying(rubric, dict(zip(facts, values, strict=True))) for values in islice(choices, MOST))
    return tuple(dict.fromkeys(sets))


def dimension_shares(rubric: Rubric) -> dict[str, set[float]]:
    """Return the shares of the whole, on 0-1, that each dimension can have."""
    found: dict[str, set[float]] = {dimension.id: set() for dimension in rubric.dimensions}
    for apply in applicable(rubric):
        there = [each for each in rubric.dimensions if any(one.id in apply for one in each.criteria)]
        total = sum(each.weight for each in there)
        for each in there:
            found[each.id].add(each.weight / total)
    return found


def not_applicable_shares(rubric: Rubric) -> tuple[float, ...]:
    """Return the shares of all weight, in %, that assessors can declare not applicable, rising.

    With very many such criteria, all of them and each alone stand for the rest.
    """
    found = {0.0}
    for apply in applicable(rubric):
        parts = list(_declarable(rubric, apply))
        for some in _some(parts):
            found.add(round(sum(some), 9))
    return tuple(sorted(found))


def _declarable(rubric: Rubric, apply: frozenset[str]) -> Iterator[float]:
    """Yield the share of all weight, in %, of each criterion that may be declared not applicable."""
    there = [
        (dimension, [each for each in dimension.criteria if each.id in apply])
        for dimension in rubric.dimensions
    ]
    total = sum(dimension.weight for dimension, criteria in there if criteria)
    for dimension, criteria in there:
        within = sum(each.weight for each in criteria)
        for each in criteria:
            if each.allow_na:
                yield 100 * dimension.weight / total * each.weight / within


def _some(parts: Sequence[float]) -> Iterator[Sequence[float]]:
    if len(parts) > _MOST_DECLARED:
        yield parts
        yield from ((part,) for part in parts)
        return
    for chosen in product((False, True), repeat=len(parts)):
        yield [part for part, is_in in zip(parts, chosen, strict=True) if is_in]
