"""The options of `partnercheck rubric new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, rubric_names

app = typer.Typer(**LOOK)


@app.command(epilog="Exit codes: 0 done; 2 the file exists already, or there is no such rubric to extend.")
def new(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; - writes to standard output.")
    ],
    extends: Annotated[
        str | None,
        typer.Option(
            metavar="ID|PATH",
            help="Start from this rubric and say only what is different.",
            autocompletion=rubric_names,
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a rubric that explains itself, or a child of one with every kind of change as a comment.

    \b
    Examples:
      partnercheck rubric new ours.yaml
      partnercheck rubric new ours.yaml --extends strategic-alliance
    """
    from partnercheck.cli.rubrics import run_new_rubric

    raise typer.Exit(run_new_rubric(file, extends, force=force))
