"""The options of `partnercheck financials lines`."""

from enum import StrEnum
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


class LinesFormat(StrEnum):
    """How the lines are written."""

    text = "text"
    json = "json"


@app.command(epilog="Exit codes: 0 done; 2 the command is wrong.")
def lines(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="LINE", help="Only these lines.", show_default=False),
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        LinesFormat, typer.Option("--format", "-f", help="How they are written.")
    ] = LinesFormat.text,
) -> None:
    """List the statement lines: what each means, and the captions that stand for it.

    \b
    Examples:
      partnercheck financials lines
      partnercheck financials lines ebit total_debt
    """
    from partnercheck.cli.financials import run_lines

    raise typer.Exit(run_lines(names or [], as_json=format is LinesFormat.json))
