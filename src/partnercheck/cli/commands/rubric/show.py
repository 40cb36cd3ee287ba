"""`partnercheck rubric show`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.console import show as show_result
from partnercheck.cli.options import LOOK, ConfineOption, rubric_names
from partnercheck.diagnostics import visible

app = typer.Typer(**LOOK)


@command(app, exits={2: "there is no such rubric, or it has errors"})
def show(
    rubric: Annotated[
        str,
        typer.Argument(
            metavar="ID|PATH",
            help="An id, id@version, or a path; - reads standard input.",
            autocompletion=rubric_names,
        ),
    ],
    resolved: Annotated[
        bool,
        typer.Option("--resolved", help="With all that it extends, and where each part came from."),
    ] = False,
    confine: ConfineOption = None,
) -> None:
    """Print a rubric: its file as it is, or what it comes to.

    \b
    Examples:
      partnercheck rubric show strategic-alliance
      partnercheck rubric show ours.yaml --resolved
    """
    from partnercheck.authoring.resolved import resolved as whole
    from partnercheck.cli.references import loader_of

    loaded = loader_of([rubric], confine).rubric(rubric)
    text = loaded.document.source.text
    if resolved and loaded.parent is not None:
        text = whole(loaded.document)
    elif sys.stdout.isatty():
        text = "".join(f"{visible(line)}\n" for line in text.splitlines())
    else:
        show_result(loaded.chain.removesuffix(loaded.parent.chain if loaded.parent else b""), "yaml")
        return
    show_result(text, "yaml")
