"""`assess --explain`: how one criterion came to its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

ACME = EXAMPLES / "acme.yaml"


def test_it_shows_question_evidence_and_every_step(run: Callable[..., Result]) -> None:
    result = run("assess", ACME, "--explain", "interest-coverage")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0] == "Interest coverage (interest-coverage)"
    about = [line.split()[0] for line in lines[1:] if not line.startswith(" ")]
    assert about[:6] == ["question", "why", "measure", "evidence", "expected", "value"]
    assert about[6:] == ["reliability", "low", "high", "share", "adds"]
    assert "EBIT 1,460 ÷" in result.out
    assert max(map(len, lines)) <= 80


def test_several_are_shown_in_the_order_asked_for(run: Callable[..., Result]) -> None:
    result = run("assess", ACME, "--explain", "operators-engaged", "--explain", "decision-speed")
    titles = [line for line in result.out.splitlines() if line.endswith(")") and not line.startswith(" ")]
    assert titles == ["Operators engaged (operators-engaged)", "Decision speed (decision-speed)"]


def test_evidence_that_does_not_count_says_why(run: Callable[..., Result]) -> None:
    out = " ".join(run("assess", ACME, "--explain", "export-control").out.split())
    assert "it is too old: dated 15 Sep 2025, more than 12 months before 20 Nov 2026" in out


def test_an_unknown_criterion_is_an_error_with_a_hint(run: Callable[..., Result]) -> None:
    result = run("assess", ACME, "--explain", "interest-covrage")
    assert (result.code, result.out) == (2, "")
    assert "has no criterion `interest-covrage`" in result.err
    assert "did you mean `interest-coverage`?" in result.err


@pytest.mark.parametrize("other", [["--quiet"], ["--format", "json"], ["--format", "html"]])
def test_it_is_for_the_terminal(run: Callable[..., Result], other: list[str]) -> None:
    result = run("assess", ACME, "--explain", "interest-coverage", *other)
    assert (result.code, result.out) == (2, "")
    assert "an explanation is for the terminal" in result.err


def test_text_of_the_dossier_is_never_an_escape(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    dossier = small(dossier=DOSSIER.replace("A register", '"A \\e[31m register"'))
    result = run("assess", dossier, "--explain", "openness")
    assert result.code == 0
    assert "[31m register" in result.out
    assert "\x1b" not in result.out
