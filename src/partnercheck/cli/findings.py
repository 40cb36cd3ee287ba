"""What `rubric check` and `rubric test` found, shown and written to files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.console import layout, show
from partnercheck.cli.failures import say_bad
from partnercheck.diagnostics import InputError
from partnercheck.render.formats import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from partnercheck.cli.outputs import Target
    from partnercheck.load import Loader
    from partnercheck.model.findings import Results

Read = tuple["Loader", "Iterable[str]"]
"""What has read rubrics, and the rubrics it has read."""

FindingsOutput = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=f"Write them to a file too, by its suffix: {', '.join(FINDINGS.suffixes)}; may be repeated.",
        show_default=False,
    ),
]


def targets(outputs: Sequence[Path] | None) -> list[Target]:
    """Return the files that findings go to.

    Raises:
        InputError: A suffix stands for no format, or nothing can be written there.
    """
    from partnercheck.cli.outputs import check_kept, check_place, file_target

    found = [file_target(FINDINGS, str(output), None, "a report of findings") for output in outputs or ()]
    for each in found:
        check_place(str(each.path))
        check_kept(each.path, set())
    return found


def tell(results: Results, form: str, files: Sequence[Target], read: Read, *, quiet: bool) -> int:
    """Write and, unless it is to be quiet, print what was found; return the exit code.

    Quiet, what is no rubric is told nonetheless; to programs it is told as bad input is, where there is no
    rubric besides.

    Raises:
        InputError: A file cannot be written, or would take the place of what was `read`.
    """
    from partnercheck.cli.outputs import real_paths, write_all

    inputs = real_paths(_files(*read)) if files else set()
    write_all([(each.path, FINDINGS.render(each.format, results)) for each in files], inputs, quiet=True)
    unusable = [each for each in results.subjects if not each.usable]
    machine = form == "json"
    if unusable and (quiet or (machine and len(unusable) == len(results.subjects))):
        say_bad(InputError(found for each in unusable for found in each.diagnostics), machine=machine)
    elif not quiet:
        show(FINDINGS.render(form, results, layout()), form)
    return results.code


def _files(loader: Loader, references: Iterable[str]) -> Iterator[str | Path]:
    """Yield the files that rubrics and their cases stand in, with what they extend and start from."""
    from partnercheck.load.cases import load_cases

    for reference in references:
        yield reference
        with suppress(InputError):  # which was told
            yield from loader.rubric(reference).paths
        with suppress(InputError):
            for each in load_cases(loader, reference).cases:
                yield each.file
                yield from each.inputs.read_from
