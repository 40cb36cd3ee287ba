"""The options of `partnercheck rubric test`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


@app.command(
    epilog="Exit codes: 0 all cases pass; 1 a case fails or a share asked for is missed; 2 the input or the "
    "command is wrong."
)
def test(
    rubrics: Annotated[
        list[str],
        typer.Argument(metavar="RUBRIC", help="Rubrics by id or path, or their files of cases."),
    ],
) -> None:
    """Try the test cases of rubrics, and show what they cover.

    Cases stand in the rubric under `cases:`, and beside it in NAME.cases.yaml.

    \b
    Examples:
      partnercheck rubric test rubrics/ours.yaml
      partnercheck rubric test rubrics/*.yaml
    """
    from partnercheck.cli.rubric_test import run_test

    raise typer.Exit(run_test(rubrics))
