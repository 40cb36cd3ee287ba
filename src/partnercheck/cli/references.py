"""Rubrics as a command line names them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from partnercheck.cli.config import RUBRICS, rubrics_of, settings
from partnercheck.cli.dossiers import piped_among
from partnercheck.diagnostics import InputError, fail
from partnercheck.load import CASES, STDIN, Loader, is_file, is_path
from partnercheck.load.dependents import dependents
from partnercheck.load.files import real
from partnercheck.load.folders import rubrics_in
from partnercheck.resources import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def expanded(references: Collection[str]) -> list[str]:
    """Return what the command line names, with the rubrics in a folder in place of the folder.

    Raises:
        BadParameter: It names nothing.
        InputError: There is no rubric in a folder, or a folder cannot be read.
    """
    if not references:
        raise typer.BadParameter(f"name rubrics; there is no folder `{RUBRICS}` here", param_hint="PATH")
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


def loader_of(references: Iterable[str], confine: Path | None) -> Loader:
    """Return what loads the files that a command line names; `-` is read from standard input.

    Raises:
        InputError: Standard input cannot be read.
    """
    return Loader(confine=confine, piped=piped_among(references))


def with_dependents(references: list[str]) -> list[str]:
    """Return rubrics as `expanded` gives them, then those that extend them.

    They are looked for beside those that are named by a path, and among the rubrics of the repository.
    """
    return [*references, *(_as_path(str(path)) for path in dependents_of(references))]


def dependents_of(references: Iterable[str]) -> list[Path]:
    """Return the files of rubrics that extend some of those that a command line names."""
    known = places()
    files = [Path(each) for each in references if is_path(each) and not each.endswith(CASES)]
    by_id = [place.path for each in references for place in known.get(each.partition("@")[0], ())]
    among = [path for folder in {each.parent for each in files} for path in _beside(folder)]
    for each in rubrics_of(settings()):
        if os.path.isdir(each):  # noqa: PTH112  (a path that cannot be is no folder)
            among += rubrics_in(Path(each), Path.cwd())
        elif is_file(Path(each)):
            among.append(Path(each))
    unique = {real(path): path for path in among}
    return dependents([*files, *by_id], unique.values(), known)


def _beside(folder: Path) -> list[Path]:
    try:
        return rubrics_in(folder, Path.cwd(), below=False)
    except InputError:  # what is named in it may be read all the same
        return []


def _as_path(file: str) -> str:
    return file if is_path(file) else f"./{file}"


def beside(reference: str, file: Path) -> str:
    """Return a rubric's reference as another file names it; standard output stands in the working folder."""
    if not is_path(reference):
        return reference
    folder = Path() if str(file) == STDIN else file.parent
    path = Path(os.path.relpath(reference, folder)).as_posix()
    return path if is_path(path) else f"./{path}"
