"""Which small changes to a rubric its test cases notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.testing.mutants import Mutant, mutants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.authoring.testing.trying import Trier
    from partnercheck.model.rubric import Rubric


class Mutation(NamedTuple):
    """What came of changing a rubric.

    Attributes:
        total: How many changes were tried.
        unnoticed: Those after which every case still passes, in the order of the rubric.
    """

    total: int
    unnoticed: tuple[Mutant, ...]


def mutate(
    rubric: Rubric,
    triers: Iterable[Trier],
    progress: Callable[[Sequence[Mutant]], Iterable[Mutant]] = iter,
) -> Mutation:
    """Return which changes of a rubric go unnoticed.

    A case notices a change when something it expects no longer comes out; one that fails already notices
    nothing. Cases that noticed the last changes are asked first: neighbours are often noticed alike.

    Args:
        rubric: The rubric.
        triers: Its cases.
        progress: Takes the changes and yields them, each as it is tried.
    """
    asked = [trier for trier in triers if trier.holds()]
    unnoticed = []
    changes = mutants(rubric)
    for mutant in progress(changes):
        noticed = next((trier for trier in asked if _notices(trier, mutant)), None)
        if noticed is None:
            unnoticed.append(mutant)
        else:
            asked.remove(noticed)
            asked.insert(0, noticed)
    return Mutation(len(changes), tuple(unnoticed))


def _notices(trier: Trier, mutant: Mutant) -> bool:
    if mutant.criterion is not None and mutant.criterion not in trier.loaded.inputs.applying:
        return False
    return not trier.holds(mutant.rubric)
