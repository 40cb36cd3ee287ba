"""Rubrics as a command line names them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail
from partnercheck.load import STDIN, is_file, is_path
from partnercheck.load.folders import rubrics_in

if TYPE_CHECKING:
    from collections.abc import Iterable


def expanded(references: Iterable[str]) -> list[str]:
    """Return what the command line names, with the rubrics in a folder in place of the folder.

    Raises:
        InputError: There is no rubric in a folder, or a folder cannot be read.
    """
    found: list[str] = []
    for reference in references:
        if not os.path.isdir(reference):  # noqa: PTH112  (a path that cannot be is no folder)
            found.append(_as_path(reference) if is_file(Path(reference)) else reference)
            continue
        inside = rubrics_in(Path(reference), Path.cwd())
        if not inside:
            raise fail("no-file", "there is no rubric in this folder", reference)
        found += [_as_path(str(path)) for path in inside]
    return list(dict.fromkeys(found))


def _as_path(file: str) -> str:
    return file if is_path(file) else f"./{file}"


def beside(reference: str, file: Path) -> str:
    """Return a rubric's reference as another file names it; standard output stands in the working folder."""
    if not is_path(reference):
        return reference
    folder = Path() if str(file) == STDIN else file.parent
    path = Path(os.path.relpath(reference, folder)).as_posix()
    return path if is_path(path) else f"./{path}"
