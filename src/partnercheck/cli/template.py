"""`partnercheck template new`."""

from __future__ import annotations

from pathlib import Path

from partnercheck.cli.assess import BAD_INPUT
from partnercheck.cli.files import check_free, complain, write
from partnercheck.diagnostics import InputError, fail, visible
from partnercheck.resources import folder

_STARTERS = {".html": "starter.html.j2", ".htm": "starter.html.j2", ".md": "starter.md.j2"}


def run_template_new(file: Path, *, force: bool) -> int:
    """Write a template to start from. Returns the exit code."""
    try:
        check_free(file, force=force)
        write(file, starter(file))
    except InputError as error:
        complain(error)
        return BAD_INPUT
    name = visible(str(file))
    print(f"written: {name}; try it: partnercheck assess DOSSIER --template {name} -o REPORT")
    return 0


def starter(file: Path) -> str:
    """Return the bundled template to start from, by the suffix of the file it is for.

    Raises:
        InputError: The suffix stands for neither HTML nor Markdown.
    """
    suffix = Path(file.name.removesuffix(".j2")).suffix.lower()
    if suffix not in _STARTERS:
        message = "a template's name ends in .html.j2 or .md.j2, which says what it writes"
        raise fail("template", message, str(file))
    return (folder("templates") / _STARTERS[suffix]).read_text(encoding="utf-8")
