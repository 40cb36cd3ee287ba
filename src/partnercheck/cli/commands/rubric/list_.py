"""The options of `partnercheck rubric list`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


class Format(StrEnum):
    """How the list is written."""

    terminal = "terminal"
    json = "json"


@app.command(
    "list",
    epilog="Exit codes: 0 done; 2 some rubric that is found cannot be used. Folders of your own are named in "
    "PARTNERCHECK_RUBRICS, separated as in PATH.",
)
def list_(
    format: Annotated[  # noqa: A002  (the option's name)
        Format, typer.Option("--format", "-f", help="On standard output.")
    ] = Format.terminal,
) -> None:
    """List the rubrics that can be named by their ids: bundled, in your folders, in your user folder.

    \b
    Examples:
      partnercheck rubric list
      PARTNERCHECK_RUBRICS=~/rubrics partnercheck rubric list --format json
    """
    from partnercheck.cli.rubrics import run_list

    raise typer.Exit(run_list(format.value))
