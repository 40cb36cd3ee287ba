"""Which small changes to a rubric its test cases notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.authoring.testing.trying import Trier


class Mutation(NamedTuple):
    """What came of changing a rubric.

    Attributes:
        total: How many changes were tried.
        unnoticed: Those after which every case still passes, in the order of the rubric.
        inherited: How many are noticed by cases of what the rubric extends alone.
    """

    total: int
    unnoticed: tuple[Mutant, ...]
    inherited: int = 0


def mutate(changes: Iterable[Mutant], triers: Iterable[Trier], inherited: Iterable[Trier] = ()) -> Mutation:
    """Return which changes of a rubric go unnoticed.

    A case notices a change when something it expects no longer comes out; one that fails already notices
    nothing. Cases that noticed the last changes are asked first: neighbours are often noticed alike.

    Args:
        changes: The changes, which may be yielded as they are tried.
        triers: The rubric's own cases.
        inherited: The cases of what it extends; they are asked where none of its own notices.
    """
    own, others = ([trier for trier in some if trier.holds()] for some in (triers, inherited))
    unnoticed = []
    total = by_others = 0
    for mutant in changes:
        total += 1
        if not _noticed(own, mutant):
            if _noticed(others, mutant):
                by_others += 1
            else:
                unnoticed.append(mutant)
    return Mutation(total, tuple(unnoticed), by_others)


def _noticed(asked: list[Trier], mutant: Mutant) -> bool:
    """Return whether some case notices a change; that case is asked first the next time."""
    found = next((trier for trier in asked if _notices(trier, mutant)), None)
    if found is not None:
        asked.remove(found)
        asked.insert(0, found)
    return found is not None


def _notices(trier: Trier, mutant: Mutant) -> bool:
    if mutant.criterion is not None and mutant.criterion not in trier.loaded.inputs.applying:
        return False
    return not trier.holds(mutant.rubric)
