"""One rubric's test from beginning to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.testing.coverage import coverage
from partnercheck.authoring.testing.findings import Demands, subject
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.trying import Trier, try_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.load.cases import Casebook
    from partnercheck.model.findings import Subject

    Progress = Callable[[Sequence[Mutant]], Iterable[Mutant]]


def run_cases(book: Casebook, demands: Demands, progress: Progress | None = None) -> Subject:
    """Return what testing a rubric found.

    Args:
        book: The rubric with its cases.
        demands: What is asked of the cases.
        progress: Yields the changes of a mutation run, each as it is tried; without it there is no such run.
    """
    rubric = book.loaded.rubric
    grounds = Grounds()
    triers = [Trier(each, grounds) for each in book.cases]
    attempts = [try_case(trier, rubric) for trier in triers]
    mutation = None
    if progress is not None:
        from partnercheck.authoring.testing.mutation import mutate  # noqa: PLC0415  (few runs ask for it)

        mutation = mutate(rubric, triers, progress)
    return subject(book.loaded.document, attempts, coverage(rubric, attempts), mutation, demands)
