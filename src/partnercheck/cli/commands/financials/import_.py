"""The options of `partnercheck financials import`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK, target_path

app = typer.Typer(**LOOK)


class ImportFormat(StrEnum):
    """What statements are imported from."""

    auto = "auto"
    companyfacts = "companyfacts"
    oim = "oim"
    csv = "csv"
    xlsx = "xlsx"


class DayOrder(StrEnum):
    """Which of day and month comes first."""

    dmy = "dmy"
    mdy = "mdy"


@app.command(
    "import", epilog="Exit codes: 0 done; 2 the input or the command is wrong. Nothing is fetched or guessed."
)
def import_(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Tables of one company's statements (CSV, XLSX), or one filing (SEC companyfacts, ESEF "
            "xBRL-JSON), up to 100 MB; - reads standard input.",
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER",
            parser=target_path,
            help="Put the section into this dossier, in place of the old one; every other byte stays.",
            show_default=False,
        ),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="MAP",
            help="YAML that says which line a caption stands for: caption: line, or ignore.",
            show_default=False,
        ),
    ] = None,
    write_map: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            parser=target_path,
            help="Write the captions that are not certain, to be confirmed.",
            show_default=False,
        ),
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this sheet of a workbook; repeatable.", show_default=False),
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The amounts' currency, such as GBP.", show_default=False),
    ] = None,
    unit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="What one in a table stands for: 1, 1000, 100000 (lakh), 1000000, 10000000 (crore) or "
            "1000000000; what filed amounts are divided by, if all divide exactly.",
            show_default=False,
        ),
    ] = None,
    year_end: Annotated[
        str | None,
        typer.Option(metavar="MM-DD", help="The last day of fiscal years.", show_default=False),
    ] = None,
    decimal: Annotated[
        str | None,
        typer.Option(metavar="MARK", help="The decimal mark of amounts: . or ,", show_default=False),
    ] = None,
    dates: Annotated[
        DayOrder | None,
        typer.Option(help="How to read dates such as 03/04/2025.", show_default=False),
    ] = None,
    years: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the latest N fiscal years.", show_default=False),
    ] = None,
    allow_short: Annotated[
        bool, typer.Option("--allow-short", help="Take flows of filed periods that are no year, too.")
    ] = False,
    audited: Annotated[
        str | None,
        typer.Option(
            metavar="WHOM",
            help="Who has audited the amounts: the evidence is then `audited`.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        ImportFormat, typer.Option("--format", "-f", help="By default told by the file.")
    ] = ImportFormat.auto,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            parser=target_path,
            help="Write to this file.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
) -> None:
    """Take statements over into a financials section: from tables as people have them, or from filings.

    Years, captions, units and signs are found; what is not certain is proposed and left out, and what
    contradicts itself is left out with both numbers. All that is told on standard error and in the section.

    \b
    Examples:
      partnercheck financials import report.xlsx --into acme.yaml
      partnercheck financials import income.csv balance.csv --currency EUR --unit 1000 --write-map map.yaml
      partnercheck financials import income.csv balance.csv --currency EUR --unit 1000 --map map.yaml
      partnercheck financials import CIK0001640147.json --years 3 --audited "PwC, opinion of 21 March 2025"
    """
    import re

    from partnercheck.cli.financials import Target, run_import
    from partnercheck.importing import FORMATS, UNITS, Request

    if currency is not None and not re.fullmatch("[A-Z]{3}", currency):
        raise typer.BadParameter("a currency is three capital letters, such as GBP", param_hint="--currency")
    if unit is not None and unit not in UNITS:
        raise typer.BadParameter(f"it is one of {', '.join(map(str, UNITS))}", param_hint="--unit")
    if year_end is not None and not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", year_end):
        raise typer.BadParameter("it is a month and day, such as 03-31", param_hint="--year-end")
    if decimal not in {None, ".", ","}:
        raise typer.BadParameter("it is . or ,", param_hint="--decimal")
    if into is not None and output is not None:
        raise typer.BadParameter("give --into or --output, not both", param_hint="--into")
    if audited is not None and not audited.strip():
        raise typer.BadParameter("say by whom", param_hint="--audited")
    request = Request(
        currency=currency,
        unit=unit,
        years=years,
        year_end=year_end,
        decimal="." if decimal == "." else "," if decimal == "," else None,
        dates=dates.value if dates is not None else None,
        sheets=tuple(sheet or ()),
        audited=(audited or "").strip(),
        allow_short=allow_short,
    )
    kind = next((each for each in FORMATS if each == format.value), None)
    target = Target(into, output, write_map, force=force)
    raise typer.Exit(run_import(files, kind, request, map_, target))
