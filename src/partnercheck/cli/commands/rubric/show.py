"""The options of `partnercheck rubric show`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, rubric_names

app = typer.Typer(**LOOK)


@app.command(epilog="Exit codes: 0 done; 2 there is no such rubric, or it has errors.")
def show(
    rubric: Annotated[
        str,
        typer.Argument(metavar="ID|PATH", help="An id, id@version, or a path.", autocompletion=rubric_names),
    ],
    resolved: Annotated[
        bool,
        typer.Option("--resolved", help="With all that it extends, and where each part came from."),
    ] = False,
) -> None:
    """Print a rubric: its file as it is, or what it comes to.

    \b
    Examples:
      partnercheck rubric show strategic-alliance
      partnercheck rubric show ours.yaml --resolved
    """
    from partnercheck.cli.rubrics import run_show

    raise typer.Exit(run_show(rubric, resolved=resolved))
