"""Portfolios for tests: a folder of small dossiers, and what a run leaves behind."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from building import DOSSIER, lay_out

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = ("0", "1", "2")


def lay_out_portfolio(folder: Path, count: int) -> Path:
    """Write a rubric, an organisation and `count` dossiers, no two alike, and return their folder."""
    home = folder / "partners"
    home.mkdir()
    lay_out(home)
    (home / "dossier.yaml").unlink()
    for number in range(count):
        text = DOSSIER.replace("Acme", f"Partner {number}")
        text = text.replace("openness: {answer: 2", f"openness: {{answer: {ANSWERS[number % 3]}")
        (home / f"partner-{number:02}.yaml").write_text(text, encoding="utf-8")
    return home


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder by its path, and an empty text for every folder."""
    return {
        path.relative_to(folder).as_posix(): "" if path.is_dir() else sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
    }
