"""`partnercheck portfolio`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from partnercheck import __version__
from partnercheck.cli.command import command
from partnercheck.cli.failures import DONE
from partnercheck.cli.files import check_parent
from partnercheck.cli.options import (
    LOOK,
    Against,
    ConfineOption,
    EveryDateOption,
    FolderOption,
    JobsOption,
    QuietOption,
    named_path,
)
from partnercheck.diagnostics import visible
from partnercheck.render.formats import ASSESSMENT

app = typer.Typer(**LOOK)

_FORMS = {ASSESSMENT.suffix(name).lstrip("."): name for name in ("html", "markdown")}
"""How a report may be written, by suffix."""


class Options(NamedTuple):
    """What the command line asks for."""

    output: FolderOption
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            parser=named_path,
            help="Dossiers, and folders to search for them; other YAML files are passed over; - reads a "
            "dossier from standard input.",
            show_default=False,
        ),
    ] = None
    scores: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="In place of dossiers, what `score` wrote, .parquet or .csv; only the page is made.",
            show_default=False,
        ),
    ] = None
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
def portfolio(asked: Options, ctx: typer.Context, confine: ConfineOption = None) -> int:
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
      partnercheck portfolio --scores scores.parquet -o review/
      partnercheck portfolio uk/ ie/*.yaml -o scores/ --no-reports --rubric strategic-alliance@2
    """
    from partnercheck.cli.dossiers import piped_among
    from partnercheck.cli.each import dossiers_at
    from partnercheck.cli.portfolio.entries import Settings
    from partnercheck.cli.portfolio.refused import exit_code, tell
    from partnercheck.cli.portfolio.run import run_portfolio
    from partnercheck.cli.told import say_renamed
    from partnercheck.render.portfolio.summary import summary

    if asked.scores is not None:
        _check_given(ctx)
        return _scored(asked, asked.scores, confine)
    if not asked.paths:
        raise typer.BadParameter("name dossiers or folders, or a result with --scores", param_hint="PATH")
    forms = () if asked.no_reports else _forms(asked.reports)
    check_parent(asked.output)
    found = dossiers_at(asked.paths, strict=False)
    piped = piped_among(found.dossiers)
    settings = Settings(__version__, *asked.against, asked.within, forms, confine=confine, piped=piped)
    try:
        made, tried, kept, written, renamed = run_portfolio(
            found, asked.output, settings, asked.jobs, every_date=asked.every_date
        )
    except KeyboardInterrupt:
        print("interrupted: the same command again finishes the rest", file=sys.stderr)
        raise
    tell(made.refused)
    if not asked.quiet:
        say_renamed(renamed)
        print(summary(made), end="")
        refused = len(made.refused)  # tried anew in every run
        print(f"assessed: {tried - refused}; as before: {kept}; refused: {refused}")
        if found.others:
            print(f"passed over: {found.others} YAML file{'s' * (found.others > 1)} without a dossier")
        print(f"written: {', '.join(written)} in {visible(str(asked.output))}")
    return exit_code(made.refused)


def _check_given(ctx: typer.Context) -> None:
    """Refuse what says how to assess, beside a result; settings of the repository may say it."""
    for name in set(ctx.params) - {"output", "scores", "rubric", "confine", "quiet"}:
        source = ctx.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            message = "its partners are scored already: besides -o it takes --rubric alone, for titles"
            raise typer.BadParameter(message, param_hint="--scores")


def _scored(asked: Options, scores: Path, confine: Path | None) -> int:
    from partnercheck.warehouse.needed import needed

    check_parent(asked.output)
    needed("warehouse")
    from partnercheck.cli.portfolio.scored import write_scored

    total, listed = write_scored(scores, asked.output, asked.against.rubric, confine)
    if not asked.quiet:
        print(f"partners: {total:,}; listed: {listed:,}")
        print(f"written: index.html in {visible(str(asked.output))}")
    return DONE


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
