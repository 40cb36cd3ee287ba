"""The journey's page says what its commands find."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from building import ROOT
from partnercheck.cli.app import COMMANDS
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")
TOLD = re.compile(r"\*\*(?P<level>proceed|conditional|hold|decline)\*\*")
COMMAND = re.compile(r"^\$ partnercheck (?P<arguments>(?:assess|whatif) [^#\n]+)$", re.MULTILINE)
"""Of the commands, those that decide something."""


@pytest.fixture(autouse=True)
def copied(folder: Path) -> None:
    for name in ("examples", "docs"):
        shutil.copytree(ROOT / name, folder / name)


def level(arguments: str) -> tuple[str, str | None]:
    """Return the verdict and the name that a command comes to."""
    found = json.loads(invoke(*shlex.split(arguments), "--format", "json").out)
    if "movement" in found:
        after = found["movement"]["after"]
        return after["level"], after["call"]
    return found["verdict"]["level"], found["relationship"]["call"]


def test_the_verdicts_that_the_page_tells_are_those_of_its_commands() -> None:
    steps = PAGE.split("\n## ")[1:]
    assert [step.partition(".")[0] for step in steps] == [str(number) for number in range(1, 11)]
    told = [each["level"] for each in TOLD.finditer(PAGE)]
    decided = [level(each["arguments"]) for each in COMMAND.finditer(PAGE) if "--quiet" not in each[0]]
    assert told == [
        "conditional",
        "proceed",
        "proceed",
        "hold",
        "proceed",
        "proceed",
        "conditional",
        "conditional",
        "decline",
    ]
    levels = [found for found, _ in decided]
    in_repair = levels.pop(7)  # the page tells its name, not its verdict
    assert (in_repair, decided[7][1]) == ("conditional", "partnership-in-repair")
    assert levels == told
    assert decided[8][1] == "supplier-customer"


def test_the_table_names_every_step_s_commands() -> None:
    steps = PAGE.split("\n## ")[1:]
    rows = re.findall(r"^\| \d+ \| .*? \| (.*?) \|$", PAGE, re.MULTILINE)
    for step, row in zip(steps, rows, strict=True):
        named = [words.split()[0] for words in re.findall(r"`([^`]+)`", row)]
        for command in COMMANDS.keys() & named:
            assert f"$ partnercheck {command} " in step, (command, step.partition("\n")[0])


def test_the_early_warning_comes_before_anything_is_raised() -> None:
    months = [f"examples/health/larkfield-2026-{month}.yaml" for month in ("08", "09")]
    (step,) = json.loads(invoke("history", *months, "--format", "json").out)["steps"]
    assert (step["trend"], step["raised"]) == ("worse", [])
    assert abs(step["moved"]) < 1
