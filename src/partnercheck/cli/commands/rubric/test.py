"""`partnercheck rubric test`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import command
from partnercheck.cli.failures import DONE
from partnercheck.cli.findings import FindingsOutput, targets, tell
from partnercheck.cli.options import (
    LOOK,
    ChildrenOption,
    ConfineOption,
    FindingsFormat,
    QuietOption,
    RubricsArgument,
    StrictOption,
    YesOption,
)
from partnercheck.diagnostics import InputError, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from partnercheck.authoring.testing.mutants import Mutant
    from partnercheck.load import Loader
    from partnercheck.load.cases import Casebook
    from partnercheck.model.findings import Subject

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    rubrics: RubricsArgument = None
    select: Annotated[
        list[str] | None,
        typer.Option(
            "-k",
            metavar="TEXT",
            help="Only cases whose name has this in it; may be repeated. Coverage is not reported then.",
            show_default=False,
        ),
    ] = None
    show: Annotated[
        str | None,
        typer.Option(
            "--show",
            metavar="CASE",
            help="Print the whole decision on the case of this name.",
            show_default=False,
        ),
    ] = None
    update: Annotated[
        bool,
        typer.Option("--update", help="Have failing cases expect what comes out; the change is shown first."),
    ] = False
    write_cases: Annotated[
        bool,
        typer.Option(
            "--write-cases",
            help="For each change that no case notices, write the shortest case found that does; they are "
            "shown first.",
        ),
    ] = False
    yes: YesOption = False
    format: FindingsFormat = "terminal"
    output: FindingsOutput = None
    strict: StrictOption = False
    children: ChildrenOption = True
    uncovered: Annotated[bool, typer.Option("--uncovered", help="List what no case covers.")] = False
    mutation: Annotated[
        bool,
        typer.Option(
            "--mutation",
            help="Change weights, limits, values and effects of the rubric one at a time, and list every "
            "change that no case notices.",
        ),
    ] = False
    min_coverage: Annotated[
        list[str] | None,
        typer.Option(
            "--min-coverage",
            metavar="PCT|KIND=PCT",
            help="Fail unless the cases cover so much of flags, verdict and relationship rules, or of one "
            "kind: criteria, levels, flags, verdict, relationship; may be repeated.",
            show_default=False,
        ),
    ] = None
    min_mutation: Annotated[
        float | None,
        typer.Option(
            "--min-mutation",
            metavar="PCT",
            min=0,
            max=100,
            help="Fail unless the cases notice so many of the changes; implies --mutation.",
            show_default=False,
        ),
    ] = None
    quiet: QuietOption = False


@command(app, "test", exits={0: "all cases pass", 1: "a case fails or a share asked for is missed"})
def rubric_test(asked: Options, confine: ConfineOption = None) -> int:
    """Try the test cases of rubrics, and show what they cover.

    A case is a dossier in short and what must come out of it. Cases stand in the rubric under `cases:`,
    and beside it in NAME.cases.yaml; `partnercheck schema cases` describes them. The cases of rubrics that
    extend one of those named are tried too.

    \b
    Examples:
      partnercheck rubric test rubrics/ours.yaml
      partnercheck rubric test rubrics/ours.yaml -k sanctions
      partnercheck rubric test rubrics/ours.yaml --show "a sanctions hit declines"
      partnercheck rubric test rubrics/ours.yaml --update
      partnercheck rubric test rubrics/ours.yaml --write-cases
      partnercheck rubric test rubrics/ --min-coverage 100 --min-coverage criteria=90
      partnercheck rubric test strategic-alliance --min-mutation 90
      partnercheck rubric test rubrics/ours.yaml -o results.xml
    """
    from partnercheck.cli.cases import selected, show_case, update_cases, write_cases
    from partnercheck.cli.changing import said_beside
    from partnercheck.cli.references import dependents_of, expanded, loader_of
    from partnercheck.load import STDIN
    from partnercheck.load.cases import load_cases
    from partnercheck.model.findings import Results

    files = targets(asked.output)
    named = expanded(asked.rubrics or ())
    if STDIN in named and (asked.update or asked.write_cases):
        raise typer.BadParameter("there is no file to write into", param_hint=STDIN)
    loader = loader_of(named, confine)
    if asked.show is not None or asked.update or asked.write_cases:
        books = [load_cases(loader, each) for each in named]
        books = selected(books, asked.select) if asked.select else books
        if asked.show is not None:
            show_case(books, asked.show)
        with said_beside(Path(), quiet=asked.quiet):
            if asked.update:
                update_cases(books, yes=asked.yes)
            if asked.write_cases:
                write_cases(loader, books, yes=asked.yes)
        return DONE
    below = list(map(str, dependents_of(named))) if asked.children else []
    results = Results("test/1", tuple(_tested(asked, loader, named, below)), {}, asked.strict)
    return tell(results, asked.format, files, (loader, [*named, *below]), quiet=asked.quiet)


def _tested(asked: Options, loader: Loader, named: list[str], below: list[str]) -> Iterable[Subject]:
    """Return what testing rubrics found; of those `below`, which extend them, only their cases are tried."""
    from partnercheck.authoring.testing import Demands, run_cases
    from partnercheck.cli.cases import selected
    from partnercheck.load.cases import inherited_cases, load_cases

    demands = Demands(_shares(asked.min_coverage or []), asked.min_mutation, asked.uncovered)
    changing = asked.mutation or asked.min_mutation is not None
    tested: dict[str, Subject] = {}
    books: dict[str, tuple[Casebook, bool]] = {}
    for reference in (*named, *below):
        try:
            book = load_cases(loader, reference)
        except InputError as error:  # a bad one stops none of the others
            tested[reference] = _unusable(reference, error)
            continue
        # A rubric and its file of cases are one thing to test.
        books.setdefault(book.loaded.document.source.file, (book, reference in named))
    if asked.select:
        chosen = selected([book for book, _ in books.values()], asked.select)
        return [*tested.values(), *(run_cases(book, Demands())._replace(figures=()) for book in chosen)]
    for name, (book, whole) in books.items():
        if whole and changing:
            inherited = inherited_cases(loader, book.loaded)
            tested[name] = run_cases(book, demands, _changing(book), inherited)
        else:
            tested[name] = run_cases(book, demands if whole else Demands())
    return tested.values()


def _changing(book: Casebook) -> Callable[[Sequence[Mutant]], Iterable[Mutant]]:
    """Return what goes through the changes of a rubric, and shows how far it is."""
    from partnercheck.cli.progress import each_with_progress

    return lambda changes: each_with_progress(changes, f"changing {shown(book.loaded.rubric.id)}")


def _unusable(reference: str, error: InputError) -> Subject:
    from partnercheck.model.findings import Examined, Subject

    examined = Examined("it can be read", error.diagnostics[0].position, error.diagnostics)
    return Subject(shown(reference), (examined,), usable=False)


def _shares(texts: list[str]) -> dict[str, float]:
    """Return the least coverage by kind that options such as `80` and `flags=100` ask for."""
    from partnercheck.authoring.testing import KINDS, RULES
    from partnercheck.model.scalars import read_number
    from partnercheck.source import Plain

    found: dict[str, float] = {}
    for text in texts:
        kind, _, share = text.rpartition("=")
        try:
            number = read_number(Plain(share))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 100 or (kind and kind not in KINDS):
            known = ", ".join(KINDS)
            raise typer.BadParameter(
                f"{text!r} is neither a share such as 80 nor one of a kind such as flags=100; kinds: {known}",
                param_hint="--min-coverage",
            )
        found[kind or RULES] = number
    return found
