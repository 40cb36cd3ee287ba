"""`report`: a saved assessment as a report, without its dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def saved(small: Callable[..., Path], run: Callable[..., Result], folder: Path) -> Path:
    """Save an assessment with its reports, and remove what it was made from."""
    dossier = small(dossier=DOSSIER.replace("partner: {name: Acme}", "partner: {name: Ægir & Söhne}"))
    outputs = [part for suffix in ("md", "html", "txt") for part in ("-o", f"first.{suffix}")]
    assert run("assess", dossier.name, "-q", "-o", "a.json", *outputs).code == 0
    for name in ("dossier", "rubric", "us"):
        (folder / f"{name}.yaml").unlink()
    return folder / "a.json"


@pytest.mark.parametrize("suffix", ["md", "html", "txt", "json"])
def test_it_writes_what_the_dossier_gave(
    suffix: str, saved: Path, run: Callable[..., Result], folder: Path
) -> None:
    result = run("report", "a.json", "-q", "-o", f"b.{suffix}")
    assert result == (0, "", "")
    first = saved if suffix == "json" else folder / f"first.{suffix}"
    assert (folder / f"b.{suffix}").read_bytes() == first.read_bytes()


def test_it_shows_the_decision_and_reads_standard_input(
    saved: Path, run: Callable[..., Result], folder: Path
) -> None:
    shown = run("report", "a.json")
    assert (shown.code, shown.err) == (0, "")
    assert "Ægir & Söhne" in shown.out
    piped = run("report", "-", stdin=saved.read_bytes())
    assert piped.out == shown.out
    assert run("report", "-", "-o", "out/", stdin=saved.read_bytes()).code == 0
    assert sorted(each.name for each in (folder / "out").iterdir()) == ["stdin.html", "stdin.md"]


def test_depth_and_template_are_those_of_assess(
    saved: Path, run: Callable[..., Result], folder: Path
) -> None:
    short = run("report", saved.name, "--depth", "executive", "-f", "markdown").out
    assert len(short) < len((folder / "first.md").read_text("utf-8"))
    (folder / "own.txt").write_text("{{ report.partner }}!", "utf-8")
    assert run("report", saved.name, "--template", "own.txt").out == "Ægir & Söhne!"


def test_it_never_writes_over_what_it_reads(saved: Path, run: Callable[..., Result]) -> None:
    before = saved.read_bytes()
    result = run("report", "a.json", "-o", "a.json")
    assert (result.code, "this would overwrite what is read" in result.err) == (2, True)
    assert saved.read_bytes() == before


def test_bad_input_is_told_to_people_and_to_programs(
    saved: Path, run: Callable[..., Result], folder: Path
) -> None:
    (folder / "b.json").write_text(
        saved.read_text("utf-8").replace('"firm": ', '"firm": 1, "firmer": '), "utf-8"
    )
    result = run("report", "b.json")
    assert (result.code, result.out) == (2, "")
    assert "(at $.verdict.firm)" in result.err
    result = run("report", "b.json", "--format", "json")
    assert (result.code, '"diagnostics/1"' in result.out) == (2, True)
    result = run("report", "none.json")
    assert (result.code, "there is no such file" in result.err) == (2, True)
