"""Nothing depends on asserts or docstrings, which `python -OO` leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from partnercheck.authoring.schema import KINDS
from running import commands

if TYPE_CHECKING:
    from collections.abc import Callable

ASSESS = ("assess", "dossier.yaml", "--format")


RUNS = (
    (*ASSESS, "terminal"),
    (*ASSESS, "html"),
    (*ASSESS, "json"),
    ("assess", "dossier.yaml", "--explain", "openness"),
    ("compare", "dossier.yaml", "rubric.yaml"),
    ("compare", "dossier.yaml", "dossier.yaml"),
    ("whatif", "dossier.yaml", "--set", "openness=1"),
    ("verify", "dossier.yaml"),
    ("decide", "dossier.yaml"),
    ("report", "dossier.yaml"),
    ("history", "dossier.yaml"),
    ("due", "dossier.yaml"),
    ("explain",),
    ("explain", "RC204"),
    ("measures",),
    ("measures", "financials.z_score"),
    ("measures", "--format", "json"),
    ("ask", "dossier.yaml", "--side", "us", "--force", "-o", "form.yaml"),
    ("collect", "dossier.yaml", "us.yaml", "--dry-run"),
    ("todo", "dossier.yaml"),
    ("set", "dossier.yaml", "openness=1"),
    ("update", "dossier.yaml", "--rubric", "rubric.yaml"),
    ("evidence", "add", "dossier.yaml", "openness", "us.yaml", "--grade", "verified", "--source", "x"),
    ("evidence", "seal", "dossier.yaml"),
    ("evidence", "check", "dossier.yaml"),
    ("rubric", "check", "rubric.yaml"),
    ("rubric", "check", "rubric.yaml", "--format", "sarif"),
    ("rubric", "list"),
    ("rubric", "new", "-"),
    ("rubric", "diff", "rubric.yaml", "strategic-alliance"),
    ("rubric", "show", "strategic-alliance", "--resolved"),
    ("rubric", "sql", "rubric.yaml"),
    ("rubric", "test", "strategic-alliance"),
    ("tables", "dossier.yaml", "-o", "out"),
    ("score", "out", "--rubric", "rubric.yaml", "-o", "scores.csv"),
    ("portfolio", ".", "-o", "out", "--no-reports"),
    ("financials", "lines", "ebit"),
    ("financials", "import", "table.csv"),
    ("new", "-"),
    ("new", "-", "--organisation"),
    ("template", "new", "-"),
    *(("schema", kind) for kind in KINDS),
)


def test_every_command_is_run() -> None:
    groups = {words for words, command in commands().items() if hasattr(command, "commands")}
    assert {words for words in commands() if words not in groups} == {
        next(words for words in commands() if words == run[: len(words)] and words not in groups)
        for run in RUNS
    }


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_commands_say_the_same_under_oo(arguments: tuple[str, ...], small: Callable[..., Path]) -> None:
    def ran(*options: str) -> tuple[int, bytes, bytes]:
        small()
        Path("table.csv").write_text("EUR thousands,2025\nTotal assets,30\n")
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


def test_help_is_the_same_under_oo() -> None:
    script = (
        "import sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from running import commands, invoke\n"
        "for words in [(), *commands()]: print(*invoke(*words, '--help'))"
    )
    said = [
        subprocess.run(
            [sys.executable, *options, "-c", script, str(Path(__file__).parents[1])],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        ).stdout
        for options in ((), ("-OO",))
    ]
    assert said[0] == said[1]
    assert said[0].count(b"Usage: partnercheck") == len(commands()) + 1
