"""What `rubric check` and `rubric test` found, shown and written to files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from partnercheck.cli.console import layout, show
from partnercheck.render.formats import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.cli.outputs import Target
    from partnercheck.model.findings import Results

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


def tell(results: Results, form: str, files: Sequence[Target], *, quiet: bool) -> int:
    """Write and, unless it is to be quiet, print what was found; return the exit code."""
    from partnercheck.cli.outputs import write_all

    write_all([(each.path, FINDINGS.render(each.format, results)) for each in files], quiet=True)
    if not quiet:
        show(FINDINGS.render(form, results, layout()), form)
    return results.code
