"""`partnercheck set`: the file is written for whoever said yes, and for nobody else meanwhile."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from cli_dossiers import COMMENTED

from building import EXAMPLES, NAMES, RUBRIC
from partnercheck.cli import changing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_a_dossier_that_does_not_load_is_refused(run: Callable[..., Result], dossier: Path) -> None:
    broken = COMMENTED.replace("as_of: 2026-11-20", "as_of: soon")
    dossier.write_text(broken)
    assert run("set", "acme.yaml", "openness=2").code == 2
    assert dossier.read_text() == broken


def test_of_two_who_write_at_once_nothing_is_lost(dossier: Path) -> None:
    changes = ("openness=2", "growth=9", "deal=sale", "audited=yes", "stage=grown", "listed=yes")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "partnercheck", "set", dossier.name, each],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=dossier.parent,
        )
        for each in changes
    ]
    said = [each.communicate()[0].decode() for each in started]
    text = dossier.read_text()
    for change, out in zip(changes, said, strict=True):
        name, _, value = change.partition("=")
        assert (re.search(rf"{name}:(?:\s+answer:)? {value}\b", text) is not None) == ("written:" in out)
    assert any("written:" in out for out in said)


def test_an_answer_that_is_there_already_is_not_written_again(
    run: Callable[..., Result], dossier: Path
) -> None:
    before = dossier.stat().st_mtime_ns
    assert run("set", "acme.yaml", "openness=1").out == "nothing to change: acme.yaml\n"
    assert dossier.stat().st_mtime_ns == before


def test_who_sits_at_a_terminal_may_say_no(
    run: Callable[..., Result], dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "_at_terminal", lambda: True)
    for answer in (b"n\n", b"\n", b"maybe\nNo\n", b""):
        result = run("set", "acme.yaml", "openness=2", stdin=answer)
        assert (result.code, result.err.count("Write this? [y/N]: ")) == (0, 1 + answer.count(b"maybe"))
        assert result.out.endswith("nothing is written\n")
    assert dossier.read_text() == COMMENTED
    assert run("set", "acme.yaml", "openness=2", stdin=b"y\n").code == 0
    assert dossier.read_text() != COMMENTED
    dossier.write_text(COMMENTED)
    assert run("set", "acme.yaml", "openness=2", "--yes").code == 0
    assert dossier.read_text() != COMMENTED


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal that another program holds")
@pytest.mark.parametrize(("key", "code"), [(b"\x03", 130), (b"\x04", 0), (b"n\n", 0)])
@pytest.mark.parametrize(
    "command", [("set", "acme.yaml", "openness=2"), ("update", "acme.yaml", "other.yaml")]
)
def test_who_leaves_a_question_is_told_that_nothing_is_written(
    dossier: Path, command: tuple[str, ...], key: bytes, code: int
) -> None:
    import pty

    (dossier.parent / "new.yaml").write_text(RUBRIC.replace("1.2.0", "1.3.0"), encoding="utf-8")
    if command[0] == "update":
        command = (*command, "--rubric", "new.yaml")
    for name in ("acme.yaml", "other.yaml"):
        (dossier.parent / name).write_text(COMMENTED)
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(dossier.parent)
        os.execv(sys.executable, [sys.executable, "-m", "partnercheck", *command])  # noqa: S606  (it is forked)
    said = b""
    with suppress(OSError):  # the end, on Linux
        while found := os.read(terminal, 1024):
            said += found
            if said.endswith(b"[y/N]: "):
                os.write(terminal, key)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code
    (last,) = (
        said.rpartition(b"[y/N]: ")[2].decode().replace("^C", "").replace("^D\b\b", "").split("\r\n")[1:-1]
    )
    assert last.startswith("nothing is written")
    assert {(dossier.parent / name).read_text() for name in ("acme.yaml", "other.yaml")} == {COMMENTED}


def test_a_file_that_somebody_changes_meanwhile_is_left_to_them(
    run: Callable[..., Result], dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answering(_: str) -> bool:
        dossier.write_text(COMMENTED + "# theirs\n")
        return True

    monkeypatch.setattr(changing, "_at_terminal", lambda: True)
    monkeypatch.setattr(changing, "_confirmed", answering)
    result = run("set", "acme.yaml", "openness=2")
    assert (result.code, dossier.read_text()) == (2, COMMENTED + "# theirs\n")
    assert "error changed" in result.err


@pytest.mark.parametrize("name", NAMES)
def test_an_example_takes_an_answer_and_gives_it_back(
    run: Callable[..., Result], folder: Path, name: str
) -> None:
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    file = folder / f"{name}.yaml"
    raw = file.read_bytes()
    dimensions = json.loads(run("assess", file.name, "-f", "json").out)["dimensions"]
    answers = {
        each["id"]: each["answer"]
        for dimension in dimensions
        for each in dimension["criteria"]
        if each["kind"] == "scale" and type(each["answer"]) is int
    }
    for criterion, old in answers.items():
        assert run("set", file.name, f"{criterion}={(old + 1) % 5}").code == 0
        assert file.read_bytes() != raw
        assert run("set", file.name, f"{criterion}={old}").code == 0
        assert file.read_bytes() == raw


def test_a_folder_is_no_dossier_to_change(run: Callable[..., Result], dossier: Path) -> None:
    result = run("set", dossier.parent, "openness=1")
    assert (result.code, "this is a folder, where a dossier is needed" in result.err) == (2, True)
