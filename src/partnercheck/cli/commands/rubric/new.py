"""`partnercheck rubric new`."""

from __future__ import annotations

import re
import shlex
from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import (
    LOOK,
    ConfineOption,
    ForceOption,
    NewFileArgument,
    QuietOption,
    rubric_names,
)
from partnercheck.diagnostics import visible

app = typer.Typer(**LOOK)


@command(app, exits={2: "the file exists already, or there is no such rubric to extend"})
def new(
    file: NewFileArgument,
    extends: Annotated[
        str | None,
        typer.Option(
            metavar="ID|PATH",
            help="Start from this rubric and say only what is different.",
            autocompletion=rubric_names,
            show_default=False,
        ),
    ] = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
    confine: ConfineOption = None,
) -> None:
    """Write a rubric that explains itself, or a child of one with every kind of change as a comment.

    \b
    Examples:
      partnercheck rubric new ours.yaml
      partnercheck rubric new ours.yaml --extends strategic-alliance
    """
    from partnercheck.authoring import starter
    from partnercheck.cli.new_file import write_new
    from partnercheck.cli.references import beside
    from partnercheck.load import STDIN, Loader

    name = _id_for("my-rubric" if str(file) == STDIN else re.sub(r"\.ya?ml$", "", file.name))
    title = name.replace("-", " ").capitalize()

    parent = None if extends is None else Loader(confine=confine).rubric(extends)

    def text() -> str:
        if extends is None or parent is None:
            return starter.starter(name, title)
        return starter.child(name, title, parent.rubric, beside(extends, file))

    advice = f"partnercheck rubric check {visible(shlex.quote(str(file)))}"
    read_from = parent.paths if parent else ()
    write_new(file, text, force=force, quiet=quiet, advice=advice, read_from=read_from)


def _id_for(stem: str) -> str:
    """Return an id made from a file's name, and none that is bundled already."""
    from partnercheck.resources import places

    name = re.sub("[^a-z0-9]+", "-", stem.casefold()).strip("-")[:60].strip("-") or "my-rubric"
    taken = {known for known, among in places().items() if among[0].origin == "bundled"}
    return f"our-{name}" if name in taken or name in {"unknown", "default"} else name
