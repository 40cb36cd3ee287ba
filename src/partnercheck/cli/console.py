"""What the terminal is like, and printing results on it."""

from __future__ import annotations

import os
import shutil
import sys

from partnercheck.cli.files import encoded
from partnercheck.render.formats import Layout


def layout(*, one_line: bool = False) -> Layout:
    """Return how a result is laid out on standard output: in a file or pipe, 80 columns without colour.

    NO_COLOR forbids colour anywhere; FORCE_COLOR asks for it where there is no terminal too.
    """
    forced, plain = bool(os.environ.get("FORCE_COLOR")), bool(os.environ.get("NO_COLOR"))
    if not sys.stdout.isatty():
        return Layout(color=forced and not plain, one_line=one_line)
    width = min(max(shutil.get_terminal_size().columns, 60), 120)
    color = not plain and (forced or os.environ.get("TERM") != "dumb")
    return Layout(width, color, one_line)


_FOR_PEOPLE = {"terminal", "table"}
"""The formats that a log shows; others are data, which stays as it is on its way into a file or pipe."""


def show(result: str | bytes, form: str) -> None:
    """Print a result in a format."""
    if isinstance(result, str) and form not in _FOR_PEOPLE and not sys.stdout.isatty():
        result = encoded(result)
    if isinstance(result, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
    else:
        print(result, end="")
