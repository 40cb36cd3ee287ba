"""The options of `partnercheck due`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, AsOfOption, JobsOption, OrganisationOption, RubricOption, day

app = typer.Typer(**LOOK)
WITHIN = 90


class Format(StrEnum):
    """How what is due is written."""

    table = "table"
    json = "json"
    ics = "ics"


@app.command(
    epilog="Exit codes: 0 done; 2 a dossier cannot be used (the others are told), or the command is wrong."
)
def due(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Dossiers, and folders to search for them."),
    ],
    by: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="What is due up to this day (YYYY-MM-DD).", show_default=False),
    ] = None,
    within: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            min=0,
            help=f"What is due so many days after each dossier's as-of date; {WITHIN} without --by.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    rubric: RubricOption = None,
    organisation: OrganisationOption = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format | None,
        typer.Option(
            "--format", "-f", help="By default that of -o's suffix, else table.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False),
    ] = None,
    jobs: JobsOption = None,
) -> None:
    """Tell what falls due: open conditions, waivers that end, evidence that an answer loses.

    What was due before the as-of date is overdue and always told. No clock is read: without --as-of each
    dossier speaks for the day it names. Evidence is told where an answer's grade falls with it: on the last
    day that it is valid, or not too old for the rubric. Dossiers name no day of their next review.

    \b
    Examples:
      partnercheck due partners/
      partnercheck due partners/ --as-of 2026-12-01 --by 2026-12-31
      partnercheck due partners/ --within 180 -o partners.ics
    """
    from partnercheck.cli.due import Request, run_due

    if by is not None and within is not None:
        raise typer.BadParameter("give a day or a number of days, not both", param_hint="--by, --within")
    if format is None:
        suffix = output.suffix.lower().lstrip(".") if output else ""
        if suffix not in {"", "txt", "json", "ics"}:
            raise typer.BadParameter("what is due is written as .json, .ics or .txt", param_hint="--output")
        format = Format(suffix) if suffix in {"json", "ics"} else Format.table  # noqa: A001
    request = Request(
        paths=paths,
        rubric=rubric,
        organisation=organisation,
        as_of=day(as_of),
        by=day(by, "--by"),
        within=WITHIN if within is None else within,
        format=format.value,
        output=output,
        jobs=jobs,
    )
    raise typer.Exit(run_due(request))
