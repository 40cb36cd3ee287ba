"""`partnercheck template`."""

import typer

from partnercheck.cli.options import LOOK

COMMANDS = {"new": "partnercheck.cli.commands.template.new"}

app = typer.Typer(**LOOK, no_args_is_help=True)


@app.callback()
def template() -> None:
    """Templates for reports of your own."""
