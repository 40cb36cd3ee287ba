"""Runs the program in copies of this process: they end before a step on files, or tell of all their steps."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable

TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


class Step(NamedTuple):
    """What is about to be done to a file.

    Attributes:
        what: An event that Python audits, `fsync`, `sql` or `code`.
        path: The file; of a move, where it goes; of `code`, the exit code.
    """

    what: str
    path: str


def steps_of(within: Path, *arguments: object) -> list[Step]:
    """Return the steps that a run takes on files within a folder, and at last its exit code."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        taken: list[Step] = []
        _watch(within, taken.append)
        taken.append(Step("code", str(_run(arguments))))
        with os.fdopen(write, "w") as told:
            json.dump(taken, told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        found = [Step(*each) for each in json.load(told)]
    os.waitpid(child, 0)
    return found


def on_disk(steps: list[Step]) -> set[str]:
    """Return the files that were moved to their places when they were on the disk, and then their names."""
    found = set()
    for place, (what, path) in enumerate(steps):
        written = {Path(each.path).name for each in steps[:place] if each.what == "fsync"}
        if what == "os.rename" and Step("fsync", str(Path(path).parent)) in steps[place:]:
            found |= (
                {path} if any(name.startswith(f".{Path(path).name[:40]}.") for name in written) else set()
            )
    return found


def ends_before(step: int, within: Path, *arguments: object) -> bool:
    """Kill a run before its nth step on files within a folder; return whether it came so far."""
    child = os.fork()
    if child == 0:
        taken: list[Step] = []

        def take(each: Step) -> None:
            taken.append(each)
            if len(taken) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        _watch(within, take)
        _run(arguments)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def at_once(*runs: tuple[object, ...]) -> list[int]:
    """Run commands at the same time; return their exit codes."""
    children = []
    for arguments in runs:
        child = os.fork()
        if child == 0:
            os._exit(_run(arguments))
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def _run(arguments: tuple[object, ...]) -> int:
    try:
        return invoke(*arguments).code
    except BaseException:  # noqa: BLE001  (a copy of a test must not go on as that test)
        return 99


def _watch(within: Path, take: Callable[[Step], None]) -> None:
    """Have every step on files within a folder taken before it is done, for the rest of this process."""
    top = os.path.realpath(within)

    def touched(what: str, path: object) -> None:
        name = os.path.realpath(
            os.fsdecode(path) if isinstance(path, str | bytes | Path) else f"/proc/self/fd/{path}"
        )
        if name == top or name.startswith(f"{top}{os.sep}"):
            take(Step(what, name))

    def audited(event: str, details: tuple[Any, ...]) -> None:
        if event == "open" and details and not (isinstance(details[2], int) and details[2] & _WRITING):
            return
        if event in TOUCHING and details:
            touched(event, details[1] if event == "os.rename" else details[0])

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database = connected(*arguments, **options)
        database.set_trace_callback(lambda _: take(Step("sql", "")))
        return database

    def fsync(file: Any) -> None:
        touched("fsync", file if isinstance(file, int) else file.fileno())
        synced(file)

    connected, synced = sqlite3.connect, os.fsync
    vars(sqlite3)["connect"], vars(os)["fsync"] = connect, fsync
    sys.addaudithook(audited)


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
