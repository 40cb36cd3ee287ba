"""A run that is killed leaves whole files, and the next one ends where an undisturbed one would."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from portfolios import lay_out_portfolio, rows, tree
from running import invoke

KILLS = int(os.environ.get("PARTNERCHECK_KILLS", "3"))
"""How often a run of several processes is killed; the more, the longer it takes."""
TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


def whole(folder: Path, undisturbed: dict[str, str]) -> None:
    """Check that all files are those of an undisturbed run, but for those that are still to come."""
    for name, digest in tree(folder).items():
        if not name.startswith(".partnercheck"):
            assert undisturbed.get(name) == digest, name
    for path in folder.glob(".partnercheck/*.sqlite"):
        rows(path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process")
def test_a_run_may_end_before_any_step_on_files(folder: Path) -> None:
    """A sample of all moments: before a file or folder is made, opened, moved or removed, or the state read
    or changed.
    """
    home = lay_out_portfolio(folder, 3)
    (home / "bad.yaml").write_text("partnercheck: dossier/1\n", encoding="utf-8")
    arguments = ("portfolio", home, "--jobs", "1", "-q", "-o")
    invoke(*arguments, "undisturbed")
    undisturbed = tree(Path("undisturbed"))
    steps = ends_before(10**9, *arguments, "counted")
    assert steps > 40
    chance = random.Random(1)
    for step in sorted(chance.sample(range(1, steps + 1), 25)):
        out = f"out-{step}"
        assert ends_before(step, *arguments, out) == -1
        if Path(out).exists():
            whole(Path(out), undisturbed)
        assert invoke(*arguments, out).code == 2
        assert tree(Path(out)) == undisturbed, step


def ends_before(step: int, *arguments: object) -> int:
    """Run in a copy of this process that is killed before its nth step on files of the run's output.

    Returns how many steps it took, -1 where it was killed.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        taken = 0
        out = str(arguments[-1])

        def watch(event: str, details: tuple[object, ...]) -> None:
            if event in TOUCHING and details and out in str(details[0]):
                take()

        def take(*_: object) -> None:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
            database = connected(*arguments, **options)
            database.set_trace_callback(take)
            return database

        connected, sqlite3.connect = sqlite3.connect, connect
        sys.addaudithook(watch)
        invoke(*arguments)
        os.write(write, str(taken).encode())
        os._exit(0)
    os.close(write)
    _, status = os.waitpid(child, 0)
    said = os.read(read, 20)
    os.close(read)
    return -1 if os.WIFSIGNALED(status) else int(said)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_of_several_processes_may_be_killed_at_any_moment(folder: Path) -> None:
    home = lay_out_portfolio(folder, 24)
    command = [sys.executable, "-m", "partnercheck", "portfolio", str(home), "--jobs", "2", "-q", "-o"]
    started = time.monotonic()
    subprocess.run([*command, "undisturbed"], check=True)
    takes = time.monotonic() - started
    undisturbed = tree(Path("undisturbed"))
    chance = random.Random(7)
    killed = 0
    for number in range(KILLS):
        out = Path(f"out-{number}")
        process = subprocess.Popen([*command, str(out)])
        while not (out / ".partnercheck").exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() * takes / 2)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        whole(out, undisturbed)
        subprocess.run([*command, str(out)], check=True)
        assert tree(out) == undisturbed
    assert killed > 0
