"""A console of rich that writes into memory, and what is written on it."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from partnercheck.diagnostics import visible

WIDTH = 80


def console_for(*, width: int, color: bool, record: bool = False) -> Console:
    """Return a console that writes into memory and asks neither the terminal nor the environment."""
    return Console(
        file=io.StringIO(),
        width=width,
        record=record,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def contents(console: Console) -> str:
    """Return what was written on a console that `console_for` made."""
    output = console.file
    assert isinstance(output, io.StringIO)  # noqa: S101  (`console_for` made it)
    return output.getvalue()


def written(console: Console) -> str:
    """Return it without blanks at the ends of lines."""
    return "\n".join(each.rstrip() for each in contents(console).split("\n"))


def line(text: str, style: str = "") -> Text:
    """Return untrusted text as the terminal may show it."""
    return Text(visible(text), style=style)
