"""A run that is killed leaves whole files, and the next one ends where an undisturbed one would."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from killing import ends_before, on_disk, steps_of
from portfolios import lay_out_portfolio, rows, tree
from running import invoke

KILLS = int(os.environ.get("PARTNERCHECK_KILLS", "3"))
"""How often a run of several processes is killed; the more, the longer it takes."""


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
    *steps, code = steps_of(Path("counted"), *arguments, "counted")
    assert code.path == "2"
    assert on_disk(steps) == {each.path for each in steps if each.what == "os.rename"}
    assert len(steps) > 40
    chance = random.Random(1)
    for step in sorted(chance.sample(range(1, len(steps) + 1), 25)):
        out = f"out-{step}"
        assert ends_before(step, Path(out), *arguments, out)
        if Path(out).exists():
            whole(Path(out), undisturbed)
        assert invoke(*arguments, out).code == 2
        assert tree(Path(out)) == undisturbed, step


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
