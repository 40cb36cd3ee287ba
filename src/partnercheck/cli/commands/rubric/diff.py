"""The options of `partnercheck rubric diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.options import LOOK

app = typer.Typer(**LOOK)


class Format(StrEnum):
    """How a comparison is written."""

    terminal = "terminal"
    json = "json"
    markdown = "markdown"


@app.command(
    "diff",
    epilog="Exit codes: 0 done; 1 --fail-on is met; 2 the input or the command is wrong.",
)
def rubric_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An id, a path, or a path in a git revision.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Likewise.")],
    dossiers: Annotated[
        list[Path] | None,
        typer.Option(
            "--dossiers",
            metavar="DIR|PATH",
            help="Assess these under both: dossiers, or folders, of which those that name the rubric; may be "
            "repeated.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option's name)
        Format, typer.Option("--format", "-f", help="On standard output.")
    ] = Format.terminal,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="verdict|score=N|any",
            help="Fail where a verdict changes, a score moves by N or more, or anything moves; may be "
            "repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Say what differs between two rubrics, and what that does to partners.

    Weights are told as shares of the whole. A rubric of a revision takes what it extends from the same
    revision.

    \b
    Examples:
      partnercheck rubric diff strategic-alliance rubrics/ours.yaml
      partnercheck rubric diff HEAD~1:rubrics/ours.yaml rubrics/ours.yaml --dossiers partners/
      partnercheck rubric diff main:rubrics/ours.yaml rubrics/ours.yaml --dossiers partners/ --fail-on verdict
    """
    from partnercheck.cli.rubric_diff import Request, run_diff

    if fail_on and not dossiers:
        raise typer.BadParameter("it needs --dossiers: without any, nothing moves", param_hint="--fail-on")
    limits = tuple(_limit(text) for text in fail_on or ())
    raise typer.Exit(run_diff(Request(old, new, dossiers or [], format.value, limits)))


def _limit(text: str) -> str | float:
    """Return what is to fail: a word, or the least move of the score."""
    from partnercheck.model.scalars import read_number
    from partnercheck.source import Plain

    if text in {"verdict", "any"}:
        return text
    what, _, number = text.partition("=")
    try:
        least = read_number(Plain(number))
    except ValueError:
        least = 0.0
    if what != "score" or not 0 < least <= 100:
        raise typer.BadParameter(f"{text!r} is none of verdict, score=5 and any", param_hint="--fail-on")
    return least
