"""The options of `partnercheck compare`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, AsOfOption, OrganisationOption, QuietOption, RubricOption, day

app = typer.Typer(**LOOK)

MOST = 26
"""How many dossiers can stand side by side: a letter stands for each."""


class Format(StrEnum):
    """How a comparison is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


@app.command(epilog="Exit codes: 0 done; 2 the input or the command is wrong.")
def compare(
    dossiers: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER", help="Two dossiers to 26; - reads one from standard input."),
    ],
    rubric: RubricOption = None,
    organisation: OrganisationOption = None,
    as_of: AsOfOption = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format | None,
        typer.Option("--format", "-f", help="On standard output; by default terminal.", show_default=False),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write the comparison: a file (.md .html .json .txt), or a folder, which gets "
            "comparison.html and comparison.md; may be repeated.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Show candidates side by side; of one partner at two dates, what moved.

    Ranges that overlap are undecided: evidence still missing could turn the order. All dossiers are held
    against one rubric; where they name different ones, --rubric assesses all against the one given.

    \b
    Examples:
      partnercheck compare acme.yaml birchwood.yaml
      partnercheck compare partners/*.yaml --rubric strategic-alliance -o comparison.html
      partnercheck compare acme-2025.yaml acme-2026.yaml
    """
    from partnercheck.cli.compare import Request, run_compare
    from partnercheck.cli.dossiers import Against

    if not 2 <= len(dossiers) <= MOST:
        raise typer.BadParameter(f"it takes two dossiers or more, up to {MOST}", param_hint="DOSSIER")
    against = Against(rubric, organisation, day(as_of))
    request = Request(dossiers, against, format.value if format else None, output or [], quiet)
    raise typer.Exit(run_compare(request))
