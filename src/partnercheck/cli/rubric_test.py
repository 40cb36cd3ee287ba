"""`partnercheck rubric test`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.testing import Demands, run_cases
from partnercheck.cli.files import complain
from partnercheck.cli.findings import colored, expanded
from partnercheck.cli.progress import each_with_progress
from partnercheck.diagnostics import InputError, shown
from partnercheck.load import Loader
from partnercheck.load.cases import load_cases
from partnercheck.model.findings import Examined, Results, Subject
from partnercheck.render.findings import Format, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.load.cases import Casebook


class Request(NamedTuple):
    """What the command line asks for."""

    rubrics: list[str]
    format: Format
    demands: Demands
    mutation: bool
    strict: bool


BAD_INPUT = 2


def run_test(request: Request) -> int:
    """Test every rubric; a bad one stops none of the others. Returns the exit code."""
    try:
        wanted = expanded(request.rubrics)
    except InputError as error:
        complain(error)
        return BAD_INPUT
    loader = Loader()
    tested: dict[str, Subject] = {}
    for reference in wanted:
        try:
            book = load_cases(loader, reference)
        except InputError as error:
            tested[reference] = _unusable(reference, error)
            continue
        name = book.loaded.document.source.file
        if name not in tested:  # a rubric and its file of cases are one thing to test
            tested[name] = _tested(book, request)
    results = Results("test/1", tuple(tested.values()), {}, request.strict)
    print(render(results, request.format, color=colored(request.format)), end="")
    return results.code


def _tested(book: Casebook, request: Request) -> Subject:
    def progress(changes: Sequence[Mutant]) -> Iterable[Mutant]:
        return each_with_progress(changes, f"changing {shown(book.loaded.rubric.id)}")

    return run_cases(book, request.demands, progress if request.mutation else None)


def _unusable(reference: str, error: InputError) -> Subject:
    examined = Examined("it can be read", error.diagnostics[0].position, error.diagnostics)
    return Subject(shown(reference), (examined,), usable=False)
