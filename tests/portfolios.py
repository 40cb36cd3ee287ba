"""Portfolios for tests: a folder of small dossiers, and what a run leaves behind."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from building import DOSSIER, lay_out

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
    """Return the digest of every file below a folder by its path, and an empty text for every folder.

    That of a database is of what it holds, whatever the order in which that came to be there.
    """
    return {
        path.relative_to(folder).as_posix(): "" if path.is_dir() else sha256(_content(path)).hexdigest()
        for path in sorted(folder.rglob("*"))
    }


def _content(path: Path) -> bytes:
    return "\n".join(sorted(rows(path))).encode() if path.suffix == ".sqlite" else path.read_bytes()


def rows(path: Path) -> list[str]:
    """Return all that a database holds, as SQL.

    A copy is read, as reading takes back what a killed run had begun.
    """
    with TemporaryDirectory() as copy:
        for each in path.parent.glob(f"{path.name}*"):
            shutil.copy(each, copy)
        with closing(sqlite3.connect(Path(copy, path.name))) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return list(database.iterdump())
