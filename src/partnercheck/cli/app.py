"""The commands and their options; what they do is in the module of each.

Longer than most modules: every option stands here with its help, and nothing else does.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck import __version__

app = typer.Typer(
    name="partnercheck",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: partnercheck new partner.yaml; fill it in; partnercheck assess partner.yaml",
)


class Format(StrEnum):
    """How a result is written."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


class ImportFormat(StrEnum):
    """What statements are imported from."""

    auto = "auto"
    companyfacts = "companyfacts"
    csv = "csv"
    xlsx = "xlsx"


class Requirement(StrEnum):
    """The least verdict that is asked for."""

    proceed = "proceed"
    conditional = "conditional"


class SchemaKind(StrEnum):
    """The files that have a schema."""

    rubric = "rubric"
    dossier = "dossier"
    organisation = "organisation"
    cases = "cases"
    assessment = "assessment"


financials_app = typer.Typer(
    name="financials", no_args_is_help=True, help="Financial statements of a partner."
)
app.add_typer(financials_app)


def _rubric_names(incomplete: str) -> list[str]:
    from partnercheck.resources import rubrics

    return [name for name in rubrics() if name.startswith(incomplete)]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"partnercheck {__version__}")
        raise typer.Exit


RubricOption = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        metavar="ID|PATH",
        help="Use this rubric: an id, id@version, or a path.",
        autocompletion=_rubric_names,
        show_default=False,
    ),
]


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Assess a business partner against a rubric before you sign.

    A dossier holds what you know about a partner, with the evidence; a rubric holds what you ask of a
    partner. The verdict is proceed, conditional, decline or hold, with every reason for it.
    """


@app.command(
    epilog="Exit codes: 0 done; 1 --require or --firm is not met; 2 the input or the command is wrong."
)
def assess(
    dossiers: Annotated[
        list[str],
        typer.Argument(metavar="DOSSIER…", help="Dossiers to assess; - reads one from standard input."),
    ],
    rubric: RubricOption = None,
    organisation: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Our own side, in place of the dossier's.", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Assess as of this day (YYYY-MM-DD).", show_default=False),
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="On standard output; by default terminal. JSON of several dossiers is one object a line.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write a report: a file (.md .html .json .txt), or a folder, which gets .html and .md "
            "or the --format asked for; may be repeated.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no result and no warnings.")] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write reports with this Jinja template; it is given `report`.",
            show_default=False,
        ),
    ] = None,
    require: Annotated[
        Requirement | None, typer.Option(help="Fail unless the verdict is at least this.", show_default=False)
    ] = None,
    firm: Annotated[bool, typer.Option("--firm", help="Fail unless the verdict is firm.")] = False,
) -> None:
    """Assess dossiers and show the decision.

    Examples:
      partnercheck assess acme.yaml

      partnercheck assess acme.yaml -o acme.html -o acme.md

      partnercheck assess partners/*.yaml --format json --require conditional
    """
    from partnercheck.cli.assess import Request, run_assess

    request = Request(
        dossiers=dossiers,
        rubric=rubric,
        organisation=organisation,
        as_of=_day(as_of),
        format=format.value if format else None,
        outputs=output or [],
        quiet=quiet,
        template=template,
        require=require.value if require else None,
        firm=firm,
    )
    raise typer.Exit(run_assess(request))


@app.command(epilog="Exit codes: 0 the same decision; 1 something differs; 2 the input cannot be used.")
def verify(
    assessment: Annotated[
        Path, typer.Argument(metavar="ASSESSMENT.json", help="What `--format json` wrote.")
    ],
) -> None:
    """Assess again from the same files and compare.

    The dossier is looked for where the assessment says, from the working directory and from the
    assessment's own folder; rubric and organisation beside the dossier, as they were.
    """
    from partnercheck.cli.verify import run_verify

    raise typer.Exit(run_verify(assessment))


@app.command()
def new(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; - writes to standard output.")
    ],
    rubric: RubricOption = None,
    organisation: Annotated[
        bool, typer.Option("--organisation", help="Write a file for our own side instead of a dossier.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a dossier with every question of the rubric, its anchors as comments."""
    from partnercheck.cli.new import run_new

    raise typer.Exit(run_new(file, rubric, organisation=organisation, force=force))


@app.command(
    epilog="In an editor with the YAML language server, the first line of a dossier may then read: "
    "# yaml-language-server: $schema=dossier.schema.json"
)
def schema(kind: Annotated[SchemaKind, typer.Argument(help="The kind of file.")]) -> None:
    """Print the JSON Schema of a kind of file, so that editors complete and explain its keys."""
    from partnercheck.authoring.schema import schema as describe

    print(describe(kind.value), end="")


@financials_app.command(
    "import", epilog="Exit codes: 0 done; 2 the input or the command is wrong. Nothing is fetched or guessed."
)
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to read, up to 100 MB; - reads standard input.")
    ],
    format: Annotated[  # noqa: A002  (the option's name)
        ImportFormat, typer.Option("--format", "-f", help="By default told by the file.")
    ] = ImportFormat.auto,
    currency: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The amounts' currency, such as GBP.", show_default=False),
    ] = None,
    unit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="1, 1000 or 1000000: what one in a table stands for; what filed amounts are divided by, "
            "if all divide exactly.",
            show_default=False,
        ),
    ] = None,
    years: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the latest N fiscal years.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Write to this file.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a financials section from SEC EDGAR companyfacts JSON, or from a CSV or XLSX of lines by years.

    What could not be mapped, was restated or is ambiguous is listed on standard error and in comments.

    Examples:
      partnercheck financials import CIK0001640147.json --years 3 --unit 1000

      partnercheck financials import statements.csv --currency GBP --unit 1000 -o financials.yaml
    """
    import re

    from partnercheck.cli.financials import run_import
    from partnercheck.importing import FORMATS, Wishes

    if currency is not None and not re.fullmatch("[A-Z]{3}", currency):
        raise typer.BadParameter("a currency is three capital letters, such as GBP", param_hint="--currency")
    if unit not in {None, 1, 1000, 1_000_000}:
        raise typer.BadParameter("it is 1, 1000 or 1000000", param_hint="--unit")
    kind = next((each for each in FORMATS if each == format.value), None)
    raise typer.Exit(run_import(file, kind, Wishes(currency, unit, years), output, force=force))


def _day(text: str | None) -> dt.date | None:
    from partnercheck.model.scalars import read_day

    try:
        return None if text is None else read_day(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no date; it takes one such as 2026-11-20", param_hint="--as-of"
        ) from None


def run() -> None:
    """Run the command line; results are UTF-8 whatever the locale."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 50)  # what a run makes is mostly acyclic; collecting rarely is enough
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    app()
