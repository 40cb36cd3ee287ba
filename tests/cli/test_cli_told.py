"""A fault of a file that many dossiers share is told once, with how many it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC, dump
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def three(small: Callable[..., Path]) -> list[str]:
    """Three dossiers held against one rubric, the last with a fault of its own too."""
    folder = small(rubric=RUBRIC.replace("    title: Money", "    titel: Money", 1)).parent
    (folder / "b.yaml").write_text(DOSSIER)
    (folder / "c.yaml").write_text(DOSSIER.replace("{name: Acme}", "{nam: Acme}"))
    return ["dossier.yaml", "b.yaml", "c.yaml"]


@pytest.mark.parametrize("command", [("assess",), ("due",), ("todo",), ("portfolio", "-o", "out")])
def test_a_fault_of_a_rubric_is_told_once(
    run: Callable[..., Result], three: list[str], command: tuple[str, ...]
) -> None:
    result = run(*command, *three)
    assert result.code == 2
    assert result.err.count("`titel` is not a key of this place") == 1
    assert result.err.count("`nam` is not a key of this place") == 1
    assert result.err.endswith("\nrubric.yaml: what is told of it above concerns 3 dossiers\n")


def test_a_dossier_alone_is_told_as_ever(run: Callable[..., Result], three: list[str]) -> None:
    assert "concerns" not in run("assess", three[0]).err
    assert "concerns" not in run("due", three[0]).err


def test_programs_are_told_of_each_dossier(run: Callable[..., Result], three: list[str]) -> None:
    result = run("assess", *three, "--format", "json")
    assert result.out.count("`titel` is not a key of this place") == 3
    assert (len(result.out.splitlines()), result.err) == (3, "")


def test_what_is_odd_about_a_shared_file_is_told_once(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    folder, parent = small().parent, Loader().rubric("quick-screen").rubric
    major, minor, _ = parent.version.split(".")
    pin = f"quick-screen@{major}.{int(minor) + 1}"
    child = f"partnercheck: rubric/1\nid: child\ntitle: Child\nversion: 1.0.0\nextends: {pin}\n"
    (folder / "child.yaml").write_text(child)
    about = {"partner": {"name": "Acme"}, "rubric": "./child.yaml", "as_of": "2026-11-20"}
    about["profile"] = dict.fromkeys(parent.profile, "unknown")
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(dump({"partnercheck": "dossier/1", **about}))
    result = run("assess", "one.yaml", "two.yaml")
    assert result.code == 0, result.err
    assert result.err.count("child.yaml:5:10: warning rubric-version") == 1
    assert "\nchild.yaml: what is told of it above concerns 2 dossiers\n" in result.err
