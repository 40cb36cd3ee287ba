"""The options of `partnercheck template new`."""

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


@app.command(epilog="What a template is given: docs/report-model.md. Exit codes: 0 done; 2 not written.")
def new(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write: NAME.html.j2 or NAME.md.j2.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a report template to start from: whole, commented, in one file.

    \b
    Examples:
      partnercheck template new board.html.j2
      partnercheck assess acme.yaml --template board.html.j2 -o acme.html
    """
    from partnercheck.cli.template import run_template_new

    raise typer.Exit(run_template_new(file, force=force))
