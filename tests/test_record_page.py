"""What docs/record.md says is run, with the tools of the machine where it says so."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, get_args

import pytest

from building import EXAMPLES, ROOT
from partnercheck.model.approvals import Became, Outcome
from running import commands, invoke
from tools import needed

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "record.md"
COMMAND = re.compile(r"^\$ (?P<command>.+?)(?:  # exit (?P<code>\d))?$", re.MULTILINE)

COMMIT = ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "Examples"]


@pytest.fixture
def repository(folder: Path) -> Path:
    """The examples in a repository of their own."""
    shutil.copytree(EXAMPLES, folder / "examples")
    for each in (["init", "-q"], ["add", "-A"], COMMIT):
        subprocess.run(["git", *each], check=True)
    return folder


@pytest.mark.usefixtures("repository")
def test_every_command_of_the_page_does_what_the_page_says() -> None:
    for tool in ("bash", "git", "ssh-keygen", "sha256sum", "awk", "sed"):
        needed(shutil.which(tool), tool)
    blocks = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = [each for block in blocks for each in COMMAND.finditer(block)]
    assert len(found) > 12
    said: dict[str, str] = {}
    for each in found:
        command, code = each["command"], int(each["code"] or 0)
        if command.startswith("partnercheck "):
            result = invoke(*shlex.split(command)[1:])
            assert result.code == code, (command, result)
            said[command] = result.out
            continue
        done = bash(command)
        assert done.returncode == code, (command, done)
        said[command] = done.stdout
    checks = [out for command, out in said.items() if "sha256sum --check" in command]
    assert len(checks) == 3
    assert all(line.endswith(": OK") for out in checks for line in out.splitlines())
    assert all(checks)
    changed, added = (out for command, out in said.items() if command.startswith("git log"))
    assert changed == ""
    assert "examples/ostermere.approvals/2026-11-20-d-whitlock.yaml" in added
    (signature,) = (out for command, out in said.items() if "ssh-keygen -Y verify" in command)
    assert signature.startswith('Good "partnercheck-approval" signature for S. Okafor')
    assert said["partnercheck decide examples/acme.json"].startswith("Approved 2 of 2: ")


def test_its_commands_notice_an_edited_approval(repository: Path) -> None:
    found = [each["command"] for each in COMMAND.finditer(PAGE.read_text(encoding="utf-8"))]
    (chain,) = (each for each in found if each.startswith("cd") and "awk" in each)
    (history,) = (each for each in found if "--diff-filter=MDR" in each)
    path = repository / "examples" / "ostermere.approvals" / "2026-11-20-h-lindgren.yaml"
    path.write_text(path.read_text().replace("vote: reject", "vote: abstain"))
    subprocess.run(["git", *COMMIT, "-a"], check=True)
    assert bash(chain).returncode == 1
    assert f"M\t{path.relative_to(repository).as_posix()}" in bash(history).stdout


def bash(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )


def test_every_option_and_outcome_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    options = {each for parameter in commands()["decide",].params for each in parameter.opts}
    explained = {f"--{each}" for each in re.findall(r"(?<=`--)[a-z-]+", page)}
    assert options - explained == {"assessment", "--role", "--format", "-f", "--quiet", "-q"}
    assert {each for each in get_args(Outcome) + get_args(Became) if each not in page} == set()
