"""Nothing depends on asserts or docstrings, which `python -OO` leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASSESS = ("assess", "dossier.yaml", "--format")


@pytest.mark.parametrize(
    "arguments",
    [
        (*ASSESS, "terminal"),
        (*ASSESS, "html"),
        (*ASSESS, "json"),
        ("compare", "dossier.yaml", "rubric.yaml"),
        ("due", "dossier.yaml"),
        ("rubric", "check", "rubric.yaml"),
        ("rubric", "show", "strategic-alliance", "--resolved"),
        ("rubric", "test", "strategic-alliance"),
        ("portfolio", ".", "-o", "out", "--no-reports"),
        ("new", "-"),
    ],
    ids=" ".join,
)
def test_commands_say_the_same_under_oo(arguments: tuple[str, ...], small: Callable[..., Path]) -> None:
    small()

    def ran(*options: str) -> tuple[int, bytes, bytes]:
        command = [sys.executable, *options, "-m", "partnercheck", *arguments]
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        return done.returncode, done.stdout.replace(b"as before: 1", b""), done.stderr

    plain, optimised = ran(), ran("-OO")
    assert plain[0] in {0, 1, 2}
    if arguments[0] != "portfolio":  # which assesses again only what changed
        assert optimised == plain
    else:
        assert (optimised[0], optimised[2]) == (plain[0], plain[2])
