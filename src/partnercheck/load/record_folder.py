"""Where the approvals of an assessment stand, and those that stand beside a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.load.files import is_there

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.approvals import Record

FOLDER = ".approvals"
"""The suffix of the folder of approvals, in place of the assessment's."""


def folder_of(assessment: Path) -> Path:
    """Return the folder of the approvals of an assessment, or of a dossier's that stands beside it."""
    return assessment.with_name(f"{assessment.stem}{FOLDER}")


def approvals_beside(dossier: Path) -> Record | None:
    """Return the approvals of the assessment beside a dossier, its name with `.json`; None without any."""
    if not is_there(folder_of(dossier)):
        return None
    from partnercheck.load.record import read_record  # noqa: PLC0415  (most dossiers have none)

    return read_record(dossier.with_name(f"{dossier.stem}.json"))
