"""Where rubrics are looked for: whatever the home and the environment are like, bundled ones load."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from partnercheck import resources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

HOMELESS = """
import os, pwd, sys
def none(*_): raise KeyError("uid not found")
pwd.getpwuid = pwd.getpwnam = none
os.environ.pop("HOME", None); os.environ.pop("XDG_CONFIG_HOME", None)
sys.argv = ["partnercheck", "rubric", "list"]
from partnercheck.cli import main
main()
"""


def test_without_home_or_passwd_entry_bundled_rubrics_load(folder: Path) -> None:
    (folder / "~").mkdir()  # which no home must be taken for
    done = subprocess.run([sys.executable, "-c", HOMELESS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "strategic-alliance" in done.stdout


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("~nobody-of-this-name/rubrics", "there is no such user or home"),
        ("nowhere", "there is no folder"),
        ("loop", "the folder cannot be read (Too many levels of symbolic links)"),
        ("file", "the folder cannot be read (Not a directory)"),
    ],
)
def test_a_folder_that_cannot_be_used_is_a_warning(
    named: str, why: str, run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "file").write_text("")
    monkeypatch.setenv(resources.VARIABLE, os.pathsep.join([named, "."]))
    result = run("rubric", "list")
    assert (result.code, result.err) == (0, f"warning: PARTNERCHECK_RUBRICS: {why}: {named}\n")
    assert "strategic-alliance" in result.out
    assert run("rubric", "check", "strategic-alliance").code == 0
    unknown = run("rubric", "show", "nosuch")
    assert unknown.code == 2
    assert f"{why}: {named}" in unknown.err


def test_a_rubric_that_is_a_loop_of_links_does_no_harm(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ours.yaml").symlink_to("ours.yaml")
    monkeypatch.setenv(resources.VARIABLE, str(folder))
    assert run("rubric", "check", "strategic-alliance").code == 0
    assert "Too many levels" in run("rubric", "check", "ours").err + run("rubric", "check", "ours").out
