"""The options of `partnercheck financials import`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


class ImportFormat(StrEnum):
    """What statements are imported from."""

    auto = "auto"
    companyfacts = "companyfacts"
    csv = "csv"
    xlsx = "xlsx"


@app.command(
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

    \b
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
