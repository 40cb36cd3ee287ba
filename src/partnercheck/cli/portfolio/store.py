"""The folder of a portfolio, and what a run may do in it.

    DIR/index.html, portfolio.json …      what a run is for, written at its end
    DIR/reports/                          one report each, written as they are made
    DIR/.partnercheck/state.sqlite        settings, an entry a dossier, the names of all files written
    DIR/.partnercheck/scratch/            files that are being written

Every file is written in `scratch` and moved to its place when it is whole and on the disk; the entry that
says it is there follows. So a run that is killed leaves whole files only, and the next one takes up what is
done. These folders must be real ones in DIR, and only files in them that a run wrote are replaced or removed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import IO, TYPE_CHECKING, Self

from pydantic import ValidationError

from partnercheck.cli.files import encoded, make_folder, replacing, sync_folder
from partnercheck.cli.portfolio import former
from partnercheck.cli.portfolio.entries import REPORTS, read_entry, row_of
from partnercheck.cli.portfolio.state import State
from partnercheck.diagnostics import fail, visible
from partnercheck.model.assessment import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from partnercheck.cli.portfolio.entries import Done, Entry, Row, Settings

OUTPUTS = ("index.html", "portfolio.json", "portfolio.csv", "portfolio.xlsx")
HOME = ".partnercheck"
_STATE, _SCRATCH = f"{HOME}/state.sqlite", f"{HOME}/scratch"
_FOLDERS = (HOME, _SCRATCH, REPORTS)
_PAUSE = 1.0
"""How many seconds of work a killed run may lose: a disk takes longer over a step than a dossier does."""
_REPORT = re.compile(rf"{REPORTS}/[\w-][\w.-]*")
"""What a report may be called; a state that somebody changed cannot name other files for removal."""


class Store:
    """A portfolio's folder, held by one run at a time. Entries stay on disk."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Take the folder; nothing is touched before the store is entered."""
        self.folder = folder
        self.scratch = folder / _SCRATCH
        self._settings = json.dumps(
            {"partnercheck": "portfolio-state/2", **plain(settings._replace(piped=None))}, default=str
        )
        self._held = ExitStack()
        self._pending: list[Row] = []
        self._kept_at = monotonic()

    def __enter__(self) -> Self:
        """Hold the folder and find what earlier runs have done.

        Raises:
            InputError: The folder is no portfolio's, cannot be written, or another run holds it.
        """
        self._check_folders()
        if not os.path.lexists(self.folder / HOME):
            self._check_ours((*OUTPUTS, REPORTS), set())
        try:
            make_folder(self.scratch)
            with ExitStack() as opened:
                self._state = State(self._real_file(_STATE), self.folder)
                opened.callback(self._state.close)
                self._take_over()
                self._check_ours((*OUTPUTS, REPORTS), self._state.written())
                for left in self.scratch.iterdir():
                    _remove(left)
                self._as_before = self._state.settings() == self._settings
                self._held = opened.pop_all()
        except OSError as error:
            raise fail("output", f"cannot be written into: {error.strerror}", str(self.folder)) from None
        return self

    def _take_over(self) -> None:
        """Put this version's state in place of an earlier one's, whose reports stay ours."""
        home = self.folder / HOME
        names = former.reports(home)
        if names is None:
            return
        self._state.know((*OUTPUTS, REPORTS, *filter(_REPORT.fullmatch, names)))
        for path in former.files(home):
            _remove(path)
        warning = "the state of an earlier version is replaced, and every dossier is assessed anew"
        print(f"{visible(str(self.folder))}: {warning}", file=sys.stderr)

    def __exit__(self, *_: object) -> None:
        """Let go of the folder, with all that is done kept."""
        try:
            self._settle()
        finally:
            self._held.close()

    def get(self, dossier: str) -> Entry | None:
        """Return what is known of a dossier under these settings, if anything."""
        row = self._state.get(dossier) if self._as_before else None
        try:
            return None if row is None else read_entry(row)
        except ValidationError:  # somebody changed it
            return None

    def earlier(self, dossier: str) -> tuple[str, ...]:
        """Return the reports of a dossier that earlier runs left here, whatever their settings."""
        row = self._state.get(dossier)
        try:
            names = () if row is None else read_entry(row).reports
        except ValidationError:  # somebody changed it
            return ()
        return tuple(name for name in names if _REPORT.fullmatch(name) and (self.folder / name).is_file())

    def earlier_below(self, folder: str) -> list[str]:
        """Return the dossiers below a folder that the run before knew."""
        return [each for each in self._state.dossiers() if each.startswith(f"{folder}/")]

    def begin(self, kept: Iterable[str], reports: Sequence[str], earlier: Iterable[Entry]) -> None:
        """Write down what is kept, what reports are to come, and entries that only name earlier ones.

        Raises:
            InputError: Somebody else's file stands where a report is to be.
        """
        self._check_ours(reports, self._state.written())
        self._state.begin(self._settings, kept, (*OUTPUTS, REPORTS, *reports), map(row_of, earlier))

    def keep(self, chunk: Sequence[Done]) -> None:
        """Write reports, and from time to time the entries that say they are there."""
        for name, text in (report for done in chunk for report in done.reports):
            with self.replacing(name) as file:
                file.write(encoded(text))
        self._pending += [done.row for done in chunk]
        if monotonic() - self._kept_at > _PAUSE:
            self._settle()

    def _settle(self) -> None:
        """Write the entries that wait, once their reports are on the disk."""
        if self._pending:
            self._sync(REPORTS)
            self._state.add(self._pending)
        self._pending = []
        self._kept_at = monotonic()

    def _sync(self, name: str) -> None:
        if os.path.lexists(self.folder / name):
            sync_folder(self.folder / name)

    @contextmanager
    def replacing(self, name: str) -> Iterator[IO[bytes]]:
        """Give a new file that takes its place in the folder once all is written (see `files.replacing`)."""
        self._check_folders()
        with replacing(self.folder / name, self.scratch) as file:
            yield file

    def remove(self, name: str) -> None:
        """Remove a file that a run wrote; anything else of that name stays."""
        self._check_folders()
        _remove(self.folder / name)

    def read(self, dossiers: Iterable[str]) -> Iterator[tuple[Entry, str]]:
        """Yield the entries of dossiers, each with its partner as JSON, an empty text where there is none."""
        self._settle()
        for dossier in dossiers:
            row = self._state.get(dossier)
            if row is None:
                raise LookupError(dossier)
            yield read_entry(row), row.partner or ""

    def finish(self, wanted: Iterable[str]) -> None:
        """Remove the reports that are not wanted any more, and have all of the folder on the disk."""
        reports = filter(_REPORT.fullmatch, self._state.written())
        left = sorted(set(reports).difference(wanted))
        for name in left:
            self.remove(name)
        self._sync("")
        self._sync(REPORTS)
        self._state.forget(left)

    def _check_folders(self) -> None:
        """Refuse links and files in place of our folders: what they lead to is not ours to change."""
        top = os.path.realpath(self.folder)
        for name in _FOLDERS:
            path = self.folder / name
            real = os.path.normcase(os.path.realpath(path)) == os.path.normcase(f"{top}/{name}")
            if os.path.lexists(path) and not (real and path.is_dir()):
                message = f"`{name}` in it is a link or a file, where a folder of this program's must be"
                raise fail("output", message, str(self.folder), "name another folder")

    def _real_file(self, name: str) -> Path:
        path = self.folder / name
        if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
            raise fail("output", f"`{name}` in it is no file", str(self.folder), "name another folder")
        return path

    def _check_ours(self, names: Iterable[str], written: set[str]) -> None:
        """Refuse to replace what no run wrote."""
        for name in names:
            if name not in written and os.path.lexists(self.folder / name):
                message = f"this folder holds {name}, which no portfolio run wrote"
                raise fail("output", message, str(self.folder), "name another folder")


def _remove(path: Path) -> None:
    """Remove a file, if it is one and no link."""
    if path.is_file() and not path.is_symlink():
        path.unlink()
