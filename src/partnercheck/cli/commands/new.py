"""`partnercheck new`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import (
    LOOK,
    ConfineOption,
    ForceOption,
    NewFileArgument,
    QuietOption,
    RubricOption,
)

app = typer.Typer(**LOOK)


@command(app)
def new(
    file: NewFileArgument,
    rubric: RubricOption = None,
    organisation: Annotated[
        bool, typer.Option("--organisation", help="Write a file for our own side instead of a dossier.")
    ] = False,
    force: ForceOption = False,
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> None:
    """Write a dossier with every question of the rubric, its anchors as comments."""
    from partnercheck.authoring import skeleton
    from partnercheck.cli.clock import today
    from partnercheck.cli.new_file import write_new
    from partnercheck.cli.references import beside
    from partnercheck.load import Loader
    from partnercheck.model.dossier import DEFAULT_RUBRIC

    reference = rubric or DEFAULT_RUBRIC
    found = Loader(confine=confine).rubric(reference)

    def text() -> str:
        if organisation:
            return skeleton.organisation(found.rubric)
        return skeleton.dossier(found.rubric, beside(reference, file), today())

    advice = "" if organisation else "fill it in and assess it"
    write_new(file, text, force=force, quiet=quiet, advice=advice, read_from=found.paths)
