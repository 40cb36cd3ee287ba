"""One rubric's test from beginning to end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from partnercheck.authoring.inherited import is_own
from partnercheck.authoring.testing.coverage import coverage
from partnercheck.authoring.testing.findings import Demands, Tried, subject
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.trying import Trier, try_case
from partnercheck.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.load.cases import Casebook, Inherited
    from partnercheck.load.lineage import LoadedRubric
    from partnercheck.model.findings import Subject

    Progress = Callable[[Sequence[Mutant]], Iterable[Mutant]]

MOST_CHANGED = 300
"""The most criteria of a rubric whose changes are tried: their number times the cost of a trial grows as the
square of it."""

_TOO_MANY = Problem(
    "too-many",
    ("dimensions",),
    f"changes are tried of rubrics with at most {MOST_CHANGED} criteria",
    "leave --mutation out, or test a part of it as a rubric of its own",
)


def run_cases(
    book: Casebook, demands: Demands, progress: Progress | None = None, inherited: Inherited | None = None
) -> Subject:
    """Return what testing a rubric found.

    Args:
        book: The rubric with its cases.
        demands: What is asked of the cases.
        progress: Yields the changes of a mutation run, each as it is tried; without it there is no such run.
        inherited: The cases of what the rubric extends, which are asked what its own do not notice.
    """
    rubric = book.loaded.rubric
    grounds = Grounds()
    triers = [Trier(each, grounds) for each in book.cases]
    attempts = [try_case(each) for each in triers]
    tried, problems = None, []
    if progress is not None and len(rubric.criteria) > MOST_CHANGED:
        problems.append(_TOO_MANY)
    elif progress is not None:
        tried = try_changes(book.loaded, triers, progress, inherited)
    found = subject(book.loaded, attempts, coverage(rubric, attempts), tried, demands)
    return found._replace(besides=(*found.besides, *book.loaded.document.locate(problems)))


def try_changes(
    loaded: LoadedRubric, triers: Sequence[Trier], progress: Progress, inherited: Inherited | None
) -> Tried:
    """Return what came of changing what a rubric itself says."""
    from partnercheck.authoring.testing.mutants import mutants  # noqa: PLC0415  (few runs ask for it)
    from partnercheck.authoring.testing.mutation import mutate  # noqa: PLC0415

    grounds = Grounds()
    more = [Trier(each, grounds) for each in (inherited.fitting if inherited else ())]
    own = partial(is_own, loaded.document) if loaded.parent else None
    mutation = mutate(progress(mutants(loaded.rubric, own)), triers, more)
    if inherited is None or not inherited.total:
        return Tried(mutation)
    return Tried(mutation, sum(each.holds() for each in more), inherited.total)
