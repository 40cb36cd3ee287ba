"""What a run ends with where it does not end well: what is said, and the exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError, visible

if TYPE_CHECKING:
    from collections.abc import Callable

DONE, UNMET, BAD_INPUT, OWN_FAULT, INTERRUPTED = 0, 1, 2, 70, 130

DEBUG = "PARTNERCHECK_DEBUG"
"""The variable of the environment that asks for tracebacks."""

_LONGEST = 300


def handled(call: Callable[[], int | None], *, machine: bool = False) -> int:
    """Return the exit code of a command, whatever becomes of it.

    `machine` says that a program reads standard output: bad input is told there, as JSON.
    """
    import typer

    try:
        return call() or DONE
    except (typer.Exit, typer.BadParameter):  # which typer tells
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (all that is left is our own fault)
        return ending(error, machine=machine)


def ending(error: BaseException, *, machine: bool = False) -> int:
    """Say why a run ends before it is done; returns the exit code."""
    if isinstance(error, InputError):
        say_bad(error, machine=machine)
        return BAD_INPUT
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else own_fault(error)


def say_bad(error: InputError, *, machine: bool, one_line: bool = False) -> None:
    """Say what is wrong with an input: programs read it where the result would stand."""
    if machine:
        from partnercheck.model.assessment import Diagnostics, Note
        from partnercheck.render import json

        notes = Diagnostics("diagnostics/1", tuple(map(Note.of, error.diagnostics)))
        print(json.render(notes, indent=None if one_line else 2), end="")
    else:
        for diagnostic in error.diagnostics:
            print(diagnostic, file=sys.stderr)


def own_fault(error: BaseException) -> int:
    """Say that the program itself has failed, with the traceback where it is asked for. Returns 70."""
    import shlex

    debug(error)
    command = shlex.join(["partnercheck", *sys.argv[1:]])
    say_fault(f"{brief(error)}, in `{command[:_LONGEST]}`")
    return OWN_FAULT


def say_fault(what: str) -> None:
    """Say in one line that something is a fault of the program's own, and how to report it."""
    from partnercheck import __version__

    advice = f"please report it, with what the same command prints under {DEBUG}=1"
    line = f"partnercheck {__version__}: this is a fault of partnercheck's own: {what}; {advice}"
    with suppress(OSError):
        print(visible(line), file=sys.stderr)


def debug(error: BaseException) -> None:
    """Print the traceback where the environment asks for it."""
    if os.environ.get(DEBUG):
        with suppress(OSError):
            print(traceback_of(error), end="", file=sys.stderr)


def traceback_of(error: BaseException) -> str:
    """Return an error's traceback; texts of a dossier in it are made visible."""
    import traceback

    text = "".join(traceback.format_exception(error))
    return "".join(f"{visible(line)}\n" for line in text.splitlines())


def brief(error: BaseException) -> str:
    """Return an error in one line, by the name of its kind."""
    text = str(error)[:_LONGEST].partition("\n")[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
