"""The folder of a portfolio, and the state that it keeps of a run.

    DIR/index.html, portfolio.json …      what a run is for, written at its end
    DIR/reports/                          one report each, written as they are made
    DIR/.partnercheck/state.jsonl         settings, then an entry a dossier, without result where still to do
    DIR/.partnercheck/done/               entries made since the state was written, some dozens a file
    DIR/.partnercheck/scratch/            files that are being written

Every file is written in `scratch` and moved to its place when it is whole. So a run that is killed leaves
whole files only, and the next one takes up what is done. The state names every report before it is written:
what is removed later is only what this program wrote.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import ExitStack, suppress
from hashlib import sha256
from typing import IO, TYPE_CHECKING, NamedTuple, Self

from pydantic import TypeAdapter, ValidationError

from partnercheck.cli.files import replacing, write
from partnercheck.cli.portfolio.entries import REPORTS, Entry
from partnercheck.diagnostics import fail
from partnercheck.model.assessment import plain
from partnercheck.render.json import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from partnercheck.cli.portfolio.entries import Done, Settings

OUTPUTS = ("index.html", "portfolio.json", "portfolio.csv", "portfolio.xlsx")
_REPORT = re.compile(rf"{REPORTS}/[\w-][\w.-]*")
"""What a report may be called; a state that somebody changed cannot name other files for removal."""

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_PARTNER = b',"partner":'
"""What stands before an entry's partner; within a text the quotes would be escaped."""


class Entries(NamedTuple):
    """Entries in one file, which are read anew each time: there may be any number of them."""

    path: Path
    places: dict[str, int]

    def read(self, dossiers: Iterable[str]) -> Iterator[tuple[Entry, str]]:
        """Yield the entries of dossiers, each with its partner as JSON."""
        with self.path.open("rb") as file:
            for dossier in dossiers:
                file.seek(self.places[dossier])
                line = file.readline()
                yield read_entry(line), line[line.index(_PARTNER) + len(_PARTNER) : -2].decode()


class Store:
    """A portfolio's folder, held by one run at a time. Entries stay on disk, their places in memory."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Take the folder; nothing is touched before the store is entered."""
        self.folder = folder
        self._home = folder / ".partnercheck"
        self._state = self._home / "state.jsonl"
        self._done = self._home / "done"
        self.scratch = self._home / "scratch"
        self._header = json.dumps({"partnercheck": "portfolio-state/1", **plain(settings)}, default=str)
        self._run = sha256(self._header.encode()).hexdigest()[:16]
        self._places: dict[str, tuple[Path, int]] = {}
        self._open: tuple[Path, IO[bytes]] | None = None
        self._written: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        """Lock the folder and find what earlier runs have done.

        Raises:
            InputError: The folder is no portfolio's, cannot be written, or another run holds it.
        """
        try:
            if not self._home.exists():
                mine = next((name for name in (*OUTPUTS, REPORTS) if (self.folder / name).exists()), None)
                if mine is not None:
                    message = f"this folder holds {mine}, which no portfolio run wrote"
                    raise fail("output", message, str(self.folder), "name another folder")
            for each in (self._done, self.scratch):
                each.mkdir(parents=True, exist_ok=True)
            with ExitStack() as opened:
                lock = opened.enter_context((self._home / "lock").open("ab"))
                _lock(lock, self.folder)
                for left in self.scratch.iterdir():
                    left.unlink()
                self._find()
                self._held = opened.pop_all()
        except OSError as error:
            raise fail("output", f"cannot be written into: {error.strerror}", str(self.folder)) from None
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the folder."""
        self._close()
        self._held.close()

    def _find(self) -> None:
        """Learn where the entries of these settings stand, and the names of all reports ever written."""
        self._add(self._state, valid=_first_line(self._state) == self._header)
        for path in sorted(self._done.iterdir()):
            self._add(path, valid=path.name.startswith(self._run))
            self._count = max(self._count, _number(path))

    def _add(self, path: Path, *, valid: bool) -> None:
        for place, entry in _entries(path):
            self._written.update(name for name in entry.reports if _REPORT.fullmatch(name))
            if valid:
                self._places[entry.dossier] = (path, place)

    def get(self, dossier: str) -> Entry | None:
        """Return what is known of a dossier, if anything."""
        place = self._places.get(dossier)
        return None if place is None else read_entry(self._line(*place))

    def _line(self, path: Path, place: int) -> bytes:
        if self._open is None or self._open[0] != path:
            self._close()
            self._open = (path, path.open("rb"))
        self._open[1].seek(place)
        return self._open[1].readline()

    def _close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def begin(self, kept: Sequence[str], planned: Iterable[Entry]) -> None:
        """Write down what is kept and what is planned; of the rest only the names of reports stay known."""
        self._rewrite(kept, [self._known(), *planned])
        self._forget_done()  # those entries stand in the state now, or are out of date

    def keep(self, chunk: Sequence[Done]) -> None:
        """Write reports, then the entries that say they are there."""
        for name, text in (report for done in chunk for report in done.reports):
            write(self.folder / name, text, self.scratch)
            self._written.add(name)
        self._count += 1
        path = self._done / f"{self._run}-{self._count:06}.jsonl"
        write(path, (done.line for done in chunk), self.scratch)
        place = 0
        for done in chunk:
            self._places[done.dossier] = (path, place)
            place += len(done.line.encode())

    def settle(self, dossiers: Sequence[str]) -> Entries:
        """Bring all entries together in one file, in this order."""
        self._rewrite(dossiers, [self._known()])
        self._forget_done()
        return Entries(self._state, {each: self._places[each][1] for each in dossiers})

    def finish(self, dossiers: Sequence[str], wanted: Iterable[str]) -> None:
        """Remove the reports that are not wanted any more, and write the state as it stays."""
        for name in sorted(self._written.difference(wanted)):
            (self.folder / name).unlink(missing_ok=True)
        self._rewrite(dossiers, [])

    def _known(self) -> Entry:
        """Return an entry that is about no dossier and names all reports that were ever written."""
        return Entry(dossier="", reports=tuple(sorted(self._written)))

    def _forget_done(self) -> None:
        shutil.rmtree(self._done)
        self._done.mkdir()

    def _rewrite(self, dossiers: Sequence[str], more: Iterable[Entry]) -> None:
        places: dict[str, int] = {}
        with replacing(self._state, self.scratch) as file:
            file.write(self._header.encode() + b"\n")
            for dossier in dossiers:
                places[dossier] = file.tell()
                file.write(self._line(*self._places[dossier]))
            for entry in more:
                file.write(render(entry, indent=None).encode())
        self._close()
        self._places = {dossier: (self._state, place) for dossier, place in places.items()}


def read_entry(line: str | bytes) -> Entry:
    """Return the entry of a line.

    Raises:
        ValidationError: It is none, or of another version's form.
    """
    return _ENTRY.validate_json(line)


def _entries(path: Path) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of a file, each with its place; what is none was not written by this version."""
    if not path.exists():
        return
    with path.open("rb") as file:
        place = 0
        for line in file:
            with suppress(ValidationError):
                yield place, read_entry(line)
            place += len(line)


def _first_line(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return file.readline().decode(errors="replace").rstrip("\n")


def _number(path: Path) -> int:
    digits = path.stem.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _lock(file: IO[bytes], folder: Path) -> None:
    """Hold a file until it is closed, or the process ends however it ends."""
    try:
        import fcntl
    except ImportError:  # not on this platform: two runs into one folder are the user's to avoid
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise fail("output", "another run is writing into this folder", str(folder)) from None
