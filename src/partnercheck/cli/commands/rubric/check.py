"""The options of `partnercheck rubric check`."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, FindingsFormat, FindingsOption, StrictOption, rubric_names

app = typer.Typer(**LOOK)


@app.command(
    epilog="Exit codes: 0 no errors; 1 errors, or with --strict warnings; 2 something is no rubric. "
    "`partnercheck explain` lists the rules; `ignore:` in a rubric leaves a finding out, with a reason."
)
def check(
    rubrics: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Rubrics to check: paths, folders of rubrics, their files of cases, or ids.",
            autocompletion=rubric_names,
        ),
    ],
    format: FindingsOption = FindingsFormat.terminal,  # noqa: A002  (the option's name)
    strict: StrictOption = False,
) -> None:
    """Check rubrics: their form, where their names lead, and what a reader or a partner would trip over.

    Whether a verdict or a flag can come about at all is decided exactly, not by trying some answers. A file
    of cases is held against its rubric; `partnercheck rubric test` tries the cases.

    \b
    Examples:
      partnercheck rubric check ours.yaml
      partnercheck rubric check rubrics/ --strict
      partnercheck rubric check rubrics/ --format sarif > rubrics.sarif
    """
    from partnercheck.cli.check import run_check

    raise typer.Exit(run_check(rubrics, format.value, strict=strict))
