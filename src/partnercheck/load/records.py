"""The assessments below folders that somebody has decided on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail
from partnercheck.load.files import is_file, reason, relative
from partnercheck.load.folders import SUFFIXES, is_folder
from partnercheck.load.record import read_record
from partnercheck.load.record_folder import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.model.approvals import Record


def records_in(paths: Iterable[Path], folder: Path) -> dict[str, Record]:
    """Return the approvals of assessments, and of those below folders, by the assessments' names in order.

    An assessment is its file, or a dossier's beside which it stands; in folders those are found that have
    approvals. Names are relative to `folder`; hidden folders and links are passed over.

    Raises:
        InputError: A path leads nowhere, or a folder cannot be read.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.suffix.lower() in SUFFIXES and is_file(path) and not is_file(path.with_suffix(".json")):
            message = "this is a dossier, and no assessment stands beside it"
            hint = "name an assessment that was decided on, or a folder of them"
            raise fail("no-assessment", message, relative(path, folder), hint)
        for assessment in _below(path, folder) if is_folder(path) else (path.with_suffix(".json"),):
            found[relative(assessment, folder)] = assessment
    return {name: read_record(found[name]) for name in sorted(found)}


def _below(top: Path, folder: Path) -> Iterator[Path]:
    """Yield the assessments below a folder that have approvals beside them."""

    def refuse(error: OSError) -> None:
        name = relative(Path(error.filename), folder)
        raise fail("no-folder", f"the folder cannot be read: {reason(error)}", name)

    for home, folders, _ in os.walk(top, onerror=refuse):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in [each for each in folders if each.endswith(FOLDER)]:
            folders.remove(name)
            yield Path(home, f"{name.removesuffix(FOLDER)}.json")
