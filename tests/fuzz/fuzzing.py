"""A deterministic mutation fuzzer over every kind of input (`fuzz_kinds`).

Input number N of a kind is always the same: `python tests/fuzz/fuzzing.py KIND N FOLDER` writes it down and
tells its command.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz_kinds import KINDS, OUT, Command

from building import DOSSIER, ORGANISATION, RUBRIC
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 5
"""How much processor time a run may take."""


class HangError(BaseException):
    """A run takes longer than it may; no handler of the program takes it for its own."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what uses more processor time than this, or sleeps for ten times as long."""

    def stop(*_: object) -> None:
        raise HangError

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, seconds),
        (signal.ITIMER_REAL, signal.SIGALRM, 10 * seconds),
    )
    before = [signal.signal(number, stop) for _, number, _ in timers]
    for timer, _, length in timers:
        signal.setitimer(timer, length)
    try:
        yield
    finally:
        for (timer, number, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


def lay_out(name: str, number: int, top: Path) -> Command:
    """Write input `number` of a kind into an empty folder; returns the command that reads it there."""
    kind, chance = KINDS[name], random.Random(f"{name} {number}")
    home = top / "in"
    home.mkdir()
    (top / "outside").mkdir()
    (top / "outside" / "thesis.docx").write_text("the only copy")
    files = {"dossier.yaml": DOSSIER, "rubric.yaml": RUBRIC, "us.yaml": ORGANISATION, **kind.others}
    for file, text in files.items():
        (home / file).parent.mkdir(exist_ok=True)
        (home / file).write_text(text, encoding="utf-8")
    os.chdir(home)
    seed = chance.choice(kind.seeds)
    if kind.spoil is not None:
        kind.spoil(home, chance)
    raw = kind.mutate(seed() if callable(seed) else seed, chance)
    (home / OUT).mkdir(exist_ok=True)
    (home / kind.file).parent.mkdir(exist_ok=True)
    (home / kind.file).write_bytes(raw)
    return kind.commands[number % len(kind.commands)]


def tree(top: Path) -> dict[str, object]:
    """Return all that stands below a folder, but for what may be written, with its content."""
    found: dict[str, object] = {}
    for home, folders, files in os.walk(top):
        if Path(home) == top / "in" and OUT in folders:
            folders.remove(OUT)
        for each in (*folders, *files):
            path = Path(home, each)
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else None
            status = path.lstat()
            found[str(path)] = (status.st_mode, status.st_ino, content)
    return found


def faults(name: str, number: int, top: Path) -> list[str]:
    """Return what is wrong with how input `number` of a kind is read; `top` is an empty folder."""
    before_folder = Path.cwd()
    found: list[str] = []
    try:
        command = lay_out(name, number, top)
        before = tree(top)
        try:
            with limited(SECONDS):
                result = invoke(*command)
        except HangError:
            return [f"takes more than {SECONDS} s"]
        except BaseException as error:  # noqa: BLE001  (nothing may reach the shell as an exception)
            return [f"ends with {type(error).__name__}: {error}"[:300]]
        said = result.out + result.err
        if result.code not in {0, 1, 2}:
            found.append(f"exits with {result.code}: {said[-300:]}")
        if result.code == 2 and not (result.err or "error" in result.out):
            found.append("does not say why it fails")
        if "Traceback" in result.err:
            found.append(f"prints a traceback: {result.err[-300:]}")
        if unseen := re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", said.replace("\r\n", "")
        ):
            found.append(f"prints {unseen[0]!r}")
        after = tree(top)
        found += [f"changes {path}" for path in before | after if before.get(path) != after.get(path)]
    finally:
        os.chdir(before_folder)
        shutil.rmtree(top)
    return found


if __name__ == "__main__":
    folder = Path(sys.argv[3]).absolute()
    folder.mkdir()
    print("partnercheck", *lay_out(sys.argv[1], int(sys.argv[2]), folder))
