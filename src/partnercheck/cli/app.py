"""The program: its commands by name, and how it runs."""

import sys
from typing import Annotated

import typer

from partnercheck import __version__
from partnercheck.cli.garbage import collect_rarely
from partnercheck.cli.lazy import group
from partnercheck.cli.options import LOOK

_HERE = "partnercheck.cli.commands"
COMMANDS = {
    name: f"{_HERE}.{name}"
    for name in (
        "assess",
        "whatif",
        "compare",
        "portfolio",
        "due",
        "verify",
        "new",
        "rubric",
        "explain",
        "measures",
        "template",
        "financials",
        "schema",
    )
}

app = typer.Typer(
    **LOOK | {"add_completion": True},
    name="partnercheck",
    no_args_is_help=True,
    epilog="Start with: partnercheck new partner.yaml; fill it in; partnercheck assess partner.yaml",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"partnercheck {__version__}")
        raise typer.Exit


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


def run() -> None:
    """Run the command line; results are UTF-8 whatever the locale."""
    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    group(app, COMMANDS)()
