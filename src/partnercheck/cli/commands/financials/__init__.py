"""`partnercheck financials`."""

import typer

from partnercheck.cli.options import LOOK

COMMANDS = {
    "import": "partnercheck.cli.commands.financials.import_",
    "lines": "partnercheck.cli.commands.financials.lines",
}

app = typer.Typer(**LOOK, no_args_is_help=True)


@app.callback()
def financials() -> None:
    """Financial statements of a partner."""
