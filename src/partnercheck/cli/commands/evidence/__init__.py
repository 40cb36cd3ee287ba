"""`partnercheck evidence`."""

import typer

from partnercheck.cli.options import LOOK

COMMANDS = {
    "add": "partnercheck.cli.commands.evidence.add",
    "seal": "partnercheck.cli.commands.evidence.seal",
    "check": "partnercheck.cli.commands.evidence.check",
}

app = typer.Typer(**LOOK, no_args_is_help=True)


@app.callback()
def evidence() -> None:
    """Files that support answers: kept beside the dossier, sealed by digests, and checked."""
