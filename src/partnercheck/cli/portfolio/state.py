"""What a portfolio's folder knows of the runs that wrote it: an SQLite database that one run holds at a time.

It names every file before the file is written, so that what is removed or replaced later is only what this
program wrote. Steps are transactions: a run that is killed leaves the state before or after one.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from partnercheck.cli.portfolio.entries import Row
from partnercheck.diagnostics import fail, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLES = (
    "CREATE TABLE settings (text TEXT NOT NULL)",
    "CREATE TABLE entries (dossier TEXT PRIMARY KEY, line TEXT NOT NULL, partner TEXT)",
    "CREATE TABLE written (name TEXT PRIMARY KEY) WITHOUT ROWID",
)
"""The whole of a database; one that holds anything else is none of ours."""

_BEFORE = (_TABLES[0], _TABLES[1].replace(", partner TEXT", ""), _TABLES[2])
_FROM_BEFORE = (
    "ALTER TABLE entries ADD COLUMN partner TEXT",
    """UPDATE entries SET partner = json_extract(line, '$.partner'), line = json_remove(
    json_set(line, '$.partner', NULL), '$.sources') WHERE json_valid(line)""",
)
"""What makes it of the tables of earlier versions, where a partner stood in its entry's line."""

_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How a journal ends that names another file, which SQLite would remove. A state of ours has none such."""

_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NOT_WRITTEN = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


class State:
    """The state of one folder: entries by dossier, and the names of all files written."""

    def __init__(self, path: Path, folder: Path) -> None:
        """Take the state, and make it where there is none; `folder` is what errors name.

        Raises:
            InputError: Another run holds it, it cannot be written, or it is no state of ours.
        """
        self._folder = str(folder)
        self._check_journal(path.with_name(f"{path.name}-journal"))
        with self._as_input_errors():
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            # Held until it is closed, or the process ends however it ends.
            self._do("PRAGMA locking_mode = EXCLUSIVE")
            with self._transaction("EXCLUSIVE"):
                self._make_tables()
        except BaseException:
            self.close()
            raise

    def _make_tables(self) -> None:
        found = tuple(sql for (sql,) in self._do("SELECT sql FROM sqlite_master WHERE sql NOT NULL"))
        steps = {(): _TABLES, _BEFORE: _FROM_BEFORE, _TABLES: ()}.get(found)
        if steps is None:
            raise self._foreign("it holds other tables")
        for step in steps:
            self._do(step)

    def close(self) -> None:
        """Let go of it."""
        self._db.close()

    def settings(self) -> str | None:
        """Return what the entries were made with; None before the first run."""
        return next((text for (text,) in self._do("SELECT text FROM settings")), None)

    def get(self, dossier: str) -> Row | None:
        """Return the entry of a dossier, if there is one."""
        found = self._do("SELECT dossier, line, partner FROM entries WHERE dossier = ?", dossier)
        return next((Row(*each) for each in found), None)

    def dossiers(self) -> list[str]:
        """Return the dossiers that there are entries of."""
        return [dossier for (dossier,) in self._do("SELECT dossier FROM entries ORDER BY dossier")]

    def begin(self, settings: str, kept: Iterable[str], names: Iterable[str], entries: Iterable[Row]) -> None:
        """Keep the entries of these dossiers alone, add some, and know the names of files to be written."""
        keep = set(kept)
        with self._transaction():
            self._do("DELETE FROM settings")
            self._do("INSERT INTO settings VALUES (?)", settings)
            for dossier in self.dossiers():
                if dossier not in keep:
                    self._do("DELETE FROM entries WHERE dossier = ?", dossier)
            self._add(entries)
            self._know(names)

    def add(self, entries: Iterable[Row]) -> None:
        """Keep entries."""
        with self._transaction():
            self._add(entries)

    def _add(self, entries: Iterable[Row]) -> None:
        for entry in entries:
            self._do("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", *entry)

    def written(self) -> set[str]:
        """Return the names of all files that runs have written, or set out to write."""
        return {name for (name,) in self._do("SELECT name FROM written")}

    def know(self, names: Iterable[str]) -> None:
        """Know the names of files that were written."""
        with self._transaction():
            self._know(names)

    def forget(self, names: Iterable[str]) -> None:
        """Forget files that are not there any more."""
        with self._transaction():
            for name in names:
                self._do("DELETE FROM written WHERE name = ?", name)

    def _know(self, names: Iterable[str]) -> None:
        for name in names:
            self._do("INSERT OR IGNORE INTO written VALUES (?)", name)

    def _do(self, statement: str, *values: str | None) -> list[Any]:
        with self._as_input_errors():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        self._do(f"BEGIN {kind}")
        try:
            yield
            self._do("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.rollback()
            raise

    @contextmanager
    def _as_input_errors(self) -> Iterator[None]:
        """Tell what SQLite refuses as an error of the folder."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more than anybody needs
            if code in _HELD:
                raise fail("output", "another run is writing into this folder", self._folder) from None
            if code in _NOT_WRITTEN:
                raise fail("output", f"cannot be written into: {error}", self._folder) from None
            raise self._foreign(str(error)) from None

    def _check_journal(self, journal: Path) -> None:
        try:
            with journal.open("rb") as file:
                file.seek(max(0, file.seek(0, 2) - len(_SUPER_JOURNAL)))
                if file.read() == _SUPER_JOURNAL:
                    raise self._foreign("its journal names another file")
        except OSError:  # there is none, or SQLite will tell
            return

    def _foreign(self, why: str) -> Exception:
        message = f"what earlier runs left in it cannot be used: {shown(why)}"
        return fail("output", message, self._folder, "name another folder, or remove this one")
