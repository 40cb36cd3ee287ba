"""`partnercheck portfolio`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from partnercheck import __version__
from partnercheck.cli.command import command
from partnercheck.cli.files import check_parent
from partnercheck.cli.options import (
    LOOK,
    Against,
    ConfineOption,
    EveryDateOption,
    FolderOption,
    JobsOption,
    QuietOption,
)
from partnercheck.diagnostics import visible
from partnercheck.render.formats import ASSESSMENT

app = typer.Typer(**LOOK)

_FORMS = {ASSESSMENT.suffix(name).lstrip("."): name for name in ("html", "markdown")}
"""How a report may be written, by suffix."""


class Options(NamedTuple):
    """What the command line asks for."""

    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Dossiers, and folders to search for them; other YAML files are passed over; - reads a "
            "dossier from standard input.",
        ),
    ]
    output: FolderOption
    against: Against = Against()
    within: Annotated[
        int,
        typer.Option(metavar="DAYS", min=0, help="Tell what falls due so many days after the as-of date."),
    ] = 90
    reports: Annotated[
        str, typer.Option(metavar="FORMS", help="How each partner's report is written: html, md, or html,md.")
    ] = "html"
    no_reports: Annotated[
        bool, typer.Option("--no-reports", help="Write no report for each partner, scores only.")
    ] = False
    every_date: EveryDateOption = False
    jobs: JobsOption = None
    quiet: QuietOption = False


@command(app, exits={2: "a dossier cannot be used (the others are written), or the command is wrong"})
def portfolio(asked: Options, confine: ConfineOption = None) -> int:
    """Assess many dossiers into one page: who stands where, and what needs somebody first.

    DIR gets index.html, portfolio.json, portfolio.csv, portfolio.xlsx and a report for each partner. Folders
    are searched for YAML files with a line `partnercheck: dossier/1`. Run again, it assesses only what
    changed: dossiers, rubrics, our own side, evidence files, options. A run that is stopped at any moment
    leaves whole files, and the next one finishes the rest.

    Dossiers of one partner, one scope and one rubric are one series: the latest is listed, up to --as-of, and
    those before it are its history. A partner is known by its LEI, or within one country by its company
    number, VAT number or name.

    \b
    Examples:
      partnercheck portfolio partners/ -o review/
      partnercheck portfolio partners/ -o review/ --as-of 2026-12-31 --within 30
      partnercheck portfolio uk/ ie/*.yaml -o scores/ --no-reports --rubric strategic-alliance@2
    """
    from partnercheck.cli.dossiers import read_input
    from partnercheck.cli.each import found_at
    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.cli.portfolio.refused import exit_code, tell
    from partnercheck.cli.portfolio.run import run_portfolio
    from partnercheck.load import STDIN
    from partnercheck.render.portfolio.summary import summary

    forms = () if asked.no_reports else _forms(asked.reports)
    check_parent(asked.output)
    found = found_at(asked.paths)
    piped = read_input(STDIN) if STDIN in found.dossiers else None
    settings = Settings(__version__, *asked.against, asked.within, forms, confine=confine, piped=piped)
    try:
        made, tried, kept, written = run_portfolio(
            found, asked.output, settings, asked.jobs, every_date=asked.every_date
        )
    except KeyboardInterrupt:
        print("interrupted: the same command again finishes the rest", file=sys.stderr)
        raise
    for each in made.refused:
        tell(each)
    if not asked.quiet:
        print(summary(made), end="")
        refused = len(made.refused)  # tried anew in every run
        print(f"assessed: {tried - refused}; as before: {kept}; refused: {refused}")
        if found.others:
            print(f"passed over: {found.others} YAML file{'s' * (found.others > 1)} without a dossier")
        print(f"written: {', '.join(written)} in {visible(str(asked.output))}")
    return exit_code(made.refused)


def _forms(text: str) -> tuple[str, ...]:
    """Return how reports are written: suffixes.

    Raises:
        typer.BadParameter: One is no form of a report.
    """
    forms = dict.fromkeys(each.strip() for each in text.split(",") if each.strip())
    for form in forms:
        if form not in _FORMS:
            known = ", ".join(_FORMS)
            raise typer.BadParameter(f"{form!r} is no form of a report: {known}", param_hint="--reports")
    return tuple(forms)
