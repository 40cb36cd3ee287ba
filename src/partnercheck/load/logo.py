"""An organisation's logo: a small picture below its folder, of a kind that a report can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError, Problem, shown
from partnercheck.load.files import inside, is_file, read
from partnercheck.load.pictures import NotAPictureError, media
from partnercheck.model.inputs import Logo

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.organisation import Look

MAX_LOGO = 100_000
"""The most bytes of a logo; each report carries it, a third larger."""

_WHERE = ("report", "logo")


def read_logo(look: Look | None, home: Path, problems: list[Problem]) -> Logo | None:
    """Return the logo that an organisation in the folder `home` names; what is wrong with it is a problem."""
    if look is None or look.logo is None:
        return None
    found = _read(look.logo, home)
    if isinstance(found, Logo):
        return found
    problems.append(found)
    return None


def _read(file: str, home: Path) -> Logo | Problem:
    path = inside(home, file)
    if path is None:
        message = f"`{shown(file)}` leads out of the organisation's folder"
        return Problem("outside", _WHERE, message, "keep the logo below the folder of this file")
    if not is_file(path):
        hint = "a path is relative to the file that names it"
        return Problem("no-file", _WHERE, f"there is no file `{shown(file)}`", hint)
    try:
        data = read(path, file, MAX_LOGO)
    except InputError as error:
        hint = f"a logo has at most {MAX_LOGO // 1000} KB"
        return Problem("wrong-logo", _WHERE, f"`{shown(file)}`: {error.diagnostics[0].message}", hint)
    try:
        return Logo(media(data), data)
    except NotAPictureError as error:
        return Problem("wrong-logo", _WHERE, f"`{shown(file)}` {error}")
