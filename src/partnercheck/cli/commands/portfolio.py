"""The options of `partnercheck portfolio`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, AsOfOption, JobsOption, OrganisationOption, RubricOption, day

app = typer.Typer(**LOOK)


class ReportForm(StrEnum):
    """How the report of each partner is written."""

    html = "html"
    md = "md"


def _forms(text: str) -> tuple[str, ...]:
    known = [each.value for each in ReportForm]
    forms = dict.fromkeys(each.strip() for each in text.split(",") if each.strip())
    for form in forms:
        if form not in known:
            raise typer.BadParameter(
                f"{form!r} is no form of a report: {', '.join(known)}", param_hint="--reports"
            )
    return tuple(forms)


@app.command(
    epilog="Exit codes: 0 done; 2 a dossier cannot be used (the others are written), or the command is wrong."
)
def portfolio(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Dossiers, and folders to search for them; other YAML files are passed over."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.", show_default=False),
    ],
    rubric: RubricOption = None,
    organisation: OrganisationOption = None,
    as_of: AsOfOption = None,
    within: Annotated[
        int,
        typer.Option(metavar="DAYS", min=0, help="Tell what falls due so many days after the as-of date."),
    ] = 90,
    reports: Annotated[
        str, typer.Option(metavar="FORMS", help="How each partner's report is written: html, md, or html,md.")
    ] = "html",
    no_reports: Annotated[
        bool, typer.Option("--no-reports", help="Write no report for each partner, scores only.")
    ] = False,
    jobs: JobsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary.")] = False,
) -> None:
    """Assess many dossiers into one page: who stands where, and what needs somebody first.

    DIR gets index.html, portfolio.json, portfolio.csv, portfolio.xlsx and a report for each partner. Folders
    are searched for YAML files with a line `partnercheck: dossier/1`. Run again, it assesses only what
    changed: dossiers, rubrics, our own side, evidence files, options. A run that is stopped at any moment
    leaves whole files, and the next one finishes the rest.

    \b
    Examples:
      partnercheck portfolio partners/ -o review/
      partnercheck portfolio partners/ -o review/ --as-of 2026-12-31 --within 30
      partnercheck portfolio uk/ ie/*.yaml -o scores/ --no-reports --rubric strategic-alliance@1
    """
    from partnercheck.cli.portfolio import Request, run_portfolio

    request = Request(
        paths=paths,
        output=output,
        rubric=rubric,
        organisation=organisation,
        as_of=day(as_of),
        within=within,
        forms=() if no_reports else _forms(reports),
        jobs=jobs,
        quiet=quiet,
    )
    raise typer.Exit(run_portfolio(request))
