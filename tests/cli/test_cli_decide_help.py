"""The help of `decide`."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
from typing import TYPE_CHECKING

from building import EXAMPLES
from partnercheck.cli.commands.decide import decide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from running import Result


def test_the_examples_of_its_help_work_in_turn(
    run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(
        EXAMPLES, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.json", "*.approvals")
    )
    monkeypatch.setattr("partnercheck.cli.clock.today", lambda: dt.date(2026, 12, 1))
    lines = re.findall(r"^ +partnercheck (.*)$", str(decide.__doc__), re.MULTILINE)
    assert [(line, run(*shlex.split(line)).code) for line in lines] == [(line, 0) for line in lines]
