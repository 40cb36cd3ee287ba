"""`partnercheck template new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.new_file import write_new
from partnercheck.cli.options import LOOK, ForceOption, QuietOption, target_path
from partnercheck.diagnostics import fail, visible

app = typer.Typer(**LOOK)

_STARTERS = {".html": "starter.html.j2", ".htm": "starter.html.j2", ".md": "starter.md.j2"}


@command(app, exits={2: "not written"}, note="What a template is given: docs/report-model.md.")
def new(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", parser=target_path, help="The file to write: NAME.html.j2 or NAME.md.j2."
        ),
    ],
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a report template to start from: whole, commented, in one file.

    \b
    Examples:
      partnercheck template new board.html.j2
      partnercheck assess acme.yaml --template board.html.j2 -o acme.html
    """
    advice = f"try it: partnercheck assess DOSSIER --template {visible(str(file))} -o REPORT"
    write_new(file, lambda: _starter(file), force=force, quiet=quiet, advice=advice)


def _starter(file: Path) -> str:
    """Return the bundled template to start from, by the suffix of the file it is for.

    Raises:
        InputError: The suffix stands for neither HTML nor Markdown.
    """
    from partnercheck.resources import folder

    suffix = Path(file.name.removesuffix(".j2")).suffix.lower()
    if suffix not in _STARTERS:
        message = "a template's name ends in .html.j2 or .md.j2, which says what it writes"
        raise fail("template", message, str(file))
    return (folder("templates") / _STARTERS[suffix]).read_text(encoding="utf-8")
