"""The options of `partnercheck new`."""

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, RubricOption

app = typer.Typer(**LOOK)


@app.command()
def new(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; - writes to standard output.")
    ],
    rubric: RubricOption = None,
    organisation: Annotated[
        bool, typer.Option("--organisation", help="Write a file for our own side instead of a dossier.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a dossier with every question of the rubric, its anchors as comments."""
    from partnercheck.cli.new import run_new

    raise typer.Exit(run_new(file, rubric, organisation=organisation, force=force))
