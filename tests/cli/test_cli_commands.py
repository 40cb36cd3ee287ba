"""Commands are found by name, built only when asked for, and each one teaches."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from partnercheck.authoring.rules import RULES
from running import commands, fitting, invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.mark.parametrize("name", list(commands()), ids=" ".join)
def test_every_command_says_what_it_does(name: tuple[str, ...]) -> None:
    result = invoke(*name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: partnercheck {' '.join(name)} ")
    assert len(result.out.splitlines()[2].strip()) > 20


def test_a_run_builds_the_options_of_one_command() -> None:
    script = (
        "import sys; from partnercheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('partnercheck.cli.commands.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "schema", "dossier"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "['partnercheck.cli.commands.schema']"


def test_completion_knows_commands_that_are_not_built_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_PARTNERCHECK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "partnercheck fin")
    monkeypatch.setenv("COMP_CWORD", "1")
    script = "import sys; sys.argv[0] = 'partnercheck'; from partnercheck.cli import program; program()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["financials"]


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("import a.csv", "'financials import'"),
        ("check ours.yaml", "'evidence check' or 'rubric check'"),
        ("evidence lines", "'financials lines'"),
        ("evidence verify acme.json", "'verify'"),
        ("asess acme.yaml", "'assess', 'measures'"),
    ],
)
def test_a_command_that_stands_below_another_is_named_in_full(
    run: Callable[..., Result], line: str, near: str
) -> None:
    result = run(*line.split())
    assert (result.code, f". Did you mean {near}?" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("set dossier.yaml op", ["openness="]),
        ("set dossier.yaml openness=1 liste", ["listed="]),
        ("evidence add dossier.yaml op", ["openness"]),
        ("assess dossier.yaml --explain op", ["openness"]),
        ("assess dossier.yaml --rubric quick-screen --explain list-", ["list-search"]),
        ("whatif dossier.yaml --set op", ["openness="]),
        ("whatif dossier.yaml --grade op", ["openness="]),
        ("whatif dossier.yaml --weight x", []),
        ("set nothing.yaml op", []),
        ("assess --explain op", []),
    ],
)
def test_completion_knows_the_criteria_of_the_dossier_s_rubric(
    small: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, line: str, found: list[str]
) -> None:
    small()
    words = ["partnercheck", *line.split()]
    monkeypatch.setenv("_PARTNERCHECK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    done = invoke()
    assert (done.out.split(), done.err) == (found, "")


def test_colour_is_forced_and_forbidden(
    run: Callable[..., Result], small: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = small().name
    assert "\x1b[" not in run("assess", dossier).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("assess", dossier).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("assess", dossier).out


def test_a_rule_is_explained_by_its_code_or_its_name(run: Callable[..., Result]) -> None:
    assert run("explain", "unreachable-verdict") == run("explain", "rc101")
    assert "did you mean `unreachable-verdict`" in run("explain", "unreachable-verdct").err


def test_rules_are_data_too(run: Callable[..., Result]) -> None:
    listed = fitting("rules", run("explain", "-f", "json").out)["rules"]
    assert [each["code"] for each in listed] == list(RULES)
    (one,) = fitting("rules", run("explain", "rc101", "-f", "json").out)["rules"]
    assert one["help"] == run("explain", "rc101").out
    assert one in listed
    (wrong,) = fitting("diagnostics", run("explain", "rc999", "-f", "json").out)["diagnostics"]
    assert wrong["code"] == "unknown-code"
