"""`partnercheck rubric show`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import layout
from partnercheck.cli.console import show as show_result
from partnercheck.cli.options import LOOK, ConfineOption, rubric_names
from partnercheck.diagnostics import visible
from partnercheck.render.formats import RUBRIC

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
    format: Annotated[  # noqa: A002  (the option's name)
        str, FormatOption(RUBRIC, "json is what it comes to; `partnercheck schema rubric` describes it.")
    ] = "yaml",
    confine: ConfineOption = None,
) -> None:
    """Print a rubric: its file as it is, or what it comes to.

    \b
    Examples:
      partnercheck rubric show strategic-alliance
      partnercheck rubric show ours.yaml --resolved
      partnercheck rubric show ours.yaml --format json
    """
    from partnercheck.authoring.resolved import resolved as whole
    from partnercheck.cli.references import loader_of
    from partnercheck.model.as_data import as_data, without
    from partnercheck.model.rubric_shown import RubricShown
    from partnercheck.model.scale import DataAsWritten

    loaded = loader_of([rubric], confine).rubric(rubric)
    if resolved and loaded.parent is not None:
        text: str | bytes = whole(loaded.document)
    elif sys.stdout.isatty():
        text = "".join(f"{visible(line)}\n" for line in loaded.document.source.text.splitlines())
    else:
        text = loaded.raw
    found = RubricShown(text, DataAsWritten(without(as_data(loaded.rubric), "extends", "drop")))
    show_result(RUBRIC.render(format, found, layout()), format)
