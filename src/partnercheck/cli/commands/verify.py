"""The options of `partnercheck verify`."""

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


@app.command(epilog="Exit codes: 0 the same decision; 1 something differs; 2 the input cannot be used.")
def verify(
    assessment: Annotated[
        Path, typer.Argument(metavar="ASSESSMENT.json", help="What `--format json` wrote.")
    ],
) -> None:
    """Assess again from the same files and compare.

    The dossier is looked for where the assessment says, from the working directory and from the
    assessment's own folder; rubric and organisation beside the dossier, as they were.
    """
    from partnercheck.cli.verify import run_verify

    raise typer.Exit(run_verify(assessment))
