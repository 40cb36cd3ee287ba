"""What the options of several commands share."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

LOOK: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
"""How every command presents itself."""


def rubric_names(incomplete: str) -> list[str]:
    """Return the ids of rubrics that begin with what is typed so far."""
    from partnercheck.resources import places

    return [name for name in places() if name.startswith(incomplete)]


RubricOption = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        metavar="ID|PATH",
        help="Use this rubric: an id, id@version, or a path.",
        autocompletion=rubric_names,
        show_default=False,
    ),
]
OrganisationOption = Annotated[
    Path | None,
    typer.Option(
        "--organisation", metavar="FILE", help="Our own side, in place of the dossier's.", show_default=False
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Assess as of this day (YYYY-MM-DD).", show_default=False),
]


class FindingsFormat(StrEnum):
    """How findings are written."""

    terminal = "terminal"
    json = "json"
    junit = "junit"
    sarif = "sarif"
    github = "github"
    markdown = "markdown"


FindingsOption = Annotated[
    FindingsFormat,
    typer.Option("--format", "-f", help="On standard output; github writes workflow commands."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print no result and no warnings.")]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Worker processes; by default one a processor.",
        show_default=False,
    ),
]


def day(text: str | None, option: str = "--as-of") -> dt.date | None:
    """Return the day that an option names; None where it is not given.

    Raises:
        typer.BadParameter: It is no date.
    """
    from partnercheck.model.scalars import read_day

    try:
        return None if text is None else read_day(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no date; it takes one such as 2026-11-20", param_hint=option
        ) from None
