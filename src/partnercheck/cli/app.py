"""The program: its commands by name, and how it runs."""

import io
import re
import sys
from importlib import import_module
from typing import Annotated, Any

import typer

from partnercheck import __version__
from partnercheck.cli.config import defaults
from partnercheck.cli.failures import ending
from partnercheck.cli.garbage import collect_rarely
from partnercheck.cli.lazy import group
from partnercheck.cli.options import LOOK
from partnercheck.diagnostics import InputError, visible

_CommandLineError: Any = typer.BadParameter.__mro__[2]
"""Whatever is wrong with a command line: click's own class, or that of the copy that typer may bring."""

_IN_OUR_WORDS = {
    r"^Value error, ": "",
    r"^Input should be a valid integer\b.*": "a whole number is needed here",
    r"^Input should be a valid number\b.*": "a number is needed here",
    r"^Input should be greater than or equal to (\S+)$": r"it takes at least \1",
    r"^Input should be less than or equal to (\S+)$": r"it takes at most \1",
    r"^(?:dir|file|path) (.*) does not exist\.$": r"there is no \1",
}
"""What typer says of a value, as a user understands it."""

_FOR_PROGRAMS = r"(?:^|\0)(?:--format[=\0]|-[a-z]*f\0?)json(?:\0|$)"
"""Arguments that ask for JSON, as long as no command has read them."""

_HERE = "partnercheck.cli.commands"
COMMANDS = {
    name: f"{_HERE}.{name}"
    for name in (
        "assess",
        "whatif",
        "compare",
        "history",
        "portfolio",
        "tables",
        "score",
        "due",
        "decide",
        "report",
        "verify",
        "new",
        "ask",
        "collect",
        "todo",
        "set",
        "update",
        "evidence",
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
    raise SystemExit(_ended(group(app, COMMANDS)))


def _ended(program: Any) -> int:
    """Return the exit code of the program; what is wrong with the command line is made visible."""
    try:
        code: int = program.main(standalone_mode=False, default_map=defaults())
    except InputError as error:  # of the settings, before a command begins
        code = ending(error, machine=re.search(_FOR_PROGRAMS, "\0".join(sys.argv[1:])) is not None)
    except _CommandLineError as error:
        unknown = re.match(r"No such command '(.+?)'", error.message)
        if unknown and (near := _in_full(unknown[1])):
            error.message = f"{unknown[0]}. Did you mean {' or '.join(near)}?"
        for pattern, ours in _IN_OUR_WORDS.items():
            error.message = re.sub(pattern, ours, error.message)
        said = io.StringIO()
        error.show(said)
        for line in said.getvalue().splitlines():
            print(visible(line), file=sys.stderr)
        code = error.exit_code
    return code


def _in_full(command: str) -> list[str]:
    """Return where a command of this name is: on its own, or below others."""
    below = {name: getattr(import_module(module), "COMMANDS", ()) for name, module in COMMANDS.items()}
    found = [f"'{name} {command}'" for name, commands in below.items() if command in commands]
    return [f"'{command}'", *found] if command in below else found
