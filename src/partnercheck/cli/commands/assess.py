"""The options of `partnercheck assess`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, AsOfOption, OrganisationOption, QuietOption, RubricOption, day

app = typer.Typer(**LOOK)


class Format(StrEnum):
    """How a result is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"
    pdf = "pdf"


class Depth(StrEnum):
    """For whom a report is."""

    executive = "executive"
    manager = "manager"
    analyst = "analyst"


class Requirement(StrEnum):
    """The least verdict that is asked for."""

    proceed = "proceed"
    conditional = "conditional"


@app.command(
    epilog="Exit codes: 0 done; 1 --require or --firm is not met; 2 the input or the command is wrong."
)
def assess(
    dossiers: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER", help="Dossiers to assess; - reads one from standard input."),
    ],
    rubric: RubricOption = None,
    organisation: OrganisationOption = None,
    as_of: AsOfOption = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="On standard output; by default terminal. JSON of several dossiers is one object a line; "
            "a PDF goes to a file or pipe.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write a report: a file (.html .md .pdf .json .txt), or a folder, which gets .html and .md "
            "or the --format asked for; may be repeated.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
    depth: Annotated[
        Depth | None,
        typer.Option(
            help="How much to say. executive: page one and every reason; manager: red flags, conditions, "
            "dimensions, us and them as well; analyst: everything. By default executive on the terminal, "
            "analyst elsewhere.",
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write reports with this Jinja template; `partnercheck template new` writes a first one.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CRITERION",
            help="Show instead how this criterion came to its value; may be repeated.",
            show_default=False,
        ),
    ] = None,
    require: Annotated[
        Requirement | None, typer.Option(help="Fail unless the verdict is at least this.", show_default=False)
    ] = None,
    firm: Annotated[bool, typer.Option("--firm", help="Fail unless the verdict is firm.")] = False,
) -> None:
    """Assess dossiers and show the decision.

    \b
    Examples:
      partnercheck assess acme.yaml
      partnercheck assess acme.yaml -o acme.html -o acme.md
      partnercheck assess acme.yaml --explain interest-coverage
      partnercheck assess acme.yaml -o board/ --depth executive
      partnercheck assess partners/*.yaml --format json --require conditional
    """
    from partnercheck.cli.assess import Request, run_assess
    from partnercheck.cli.dossiers import Against

    request = Request(
        dossiers=dossiers,
        against=Against(rubric, organisation, day(as_of)),
        format=format.value if format else None,
        outputs=output or [],
        quiet=quiet,
        depth=depth.value if depth else None,
        template=template,
        explain=explain or [],
        require=require.value if require else None,
        firm=firm,
    )
    raise typer.Exit(run_assess(request))
