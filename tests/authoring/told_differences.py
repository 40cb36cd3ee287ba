"""What differs between two rubrics, as tests read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import RUBRIC, lay_out
from partnercheck.authoring.differences import differences
from partnercheck.load import Loader

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric_changes import Change


def told(folder: Path, *replaced: tuple[str, str]) -> list[Change]:
    """Return what differs once texts of the small rubric are replaced."""
    text = RUBRIC
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after, 1)
    lay_out(folder)
    (folder / "new.yaml").write_text(text)
    old, new = (Loader(folder).rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    return list(differences(old, new))


def lines(found: list[Change]) -> list[str]:
    return [
        f"{each.kind} {each.section} {each.name}: {each.aspect}: {each.before} → {each.after}"
        for each in found
    ]
