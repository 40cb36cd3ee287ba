"""`compare`: candidates side by side, one partner at two dates, one rubric."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from building import DOSSIER, EXAMPLES, ROOT, RUBRIC, without_fonts
from partnercheck.authoring.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

GOLDEN = ROOT / "tests" / "golden"
FORMS = {"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}
SETS = {
    "rivals": ("acme", "birchwood", "ostermere", "fernlight"),
    "years": ("acme", "acme-2025"),
}


@pytest.fixture
def two(small: Callable[..., Path], folder: Path) -> Path:
    """Write the small dossier, and another partner's beside it."""
    small()
    other = DOSSIER.replace("name: Acme", "name: Birch").replace(
        "openness: {answer: 2", "openness: {answer: 0"
    )
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SETS)
def test_a_comparison_of_examples_is_its_golden_text(
    name: str, form: str, folder: Path, run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    shutil.copytree(EXAMPLES, folder / "examples")
    result = run("compare", *(f"examples/{each}.yaml" for each in SETS[name]), "--format", form)
    golden = GOLDEN / f"compare-{name}.{FORMS[form]}"
    if request.config.getoption("--update-golden"):
        golden.write_text(without_fonts(result.out), encoding="utf-8", newline="\n")
    assert result.code == 0
    assert without_fonts(result.out) == golden.read_text(encoding="utf-8")
    if form == "json":
        fits = Draft202012Validator(json.loads(schema("compare")))
        assert not list(fits.iter_errors(json.loads(result.out)))


def test_what_moved_between_the_years_adds_up(run: Callable[..., Result]) -> None:
    result = run("compare", EXAMPLES / "acme-2025.yaml", EXAMPLES / "acme.yaml", "-f", "json")
    (moved,) = json.loads(result.out)["movements"]
    movement = moved["movement"]
    before, after = movement["before"]["score"]["point"], movement["after"]["score"]["point"]
    total = sum(each["effect"] for each in movement["criteria"])
    assert total == pytest.approx(movement["difference"], abs=5e-3) == pytest.approx(after - before, abs=1e-3)
    contributions = sum(
        (each["after"]["contribution"] or 0) - (each["before"]["contribution"] or 0)
        for each in movement["criteria"]
    )
    assert contributions == pytest.approx(movement["difference"], abs=5e-3)


@pytest.mark.usefixtures("two")
def test_different_rubrics_are_refused_unless_one_is_named(folder: Path, run: Callable[..., Result]) -> None:
    (folder / "changed.yaml").write_text(RUBRIC.replace("weight: 3\n", "weight: 2\n"), encoding="utf-8")
    other = (folder / "other.yaml").read_text(encoding="utf-8").replace("./rubric.yaml", "changed.yaml")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    result = run("compare", "dossier.yaml", "other.yaml")
    assert (result.code, result.out) == (2, "")
    assert "other.yaml:1:1: error different-rubrics" in result.err  # the same id and version, another text
    assert "--rubric" in result.err
    assert run("compare", "dossier.yaml", "other.yaml", "--rubric", "rubric.yaml").code == 0
    said = json.loads(run("compare", "dossier.yaml", "other.yaml", "-f", "json").out)
    assert said["diagnostics"][0]["code"] == "different-rubrics"


def test_different_days_of_different_partners_are_a_warning(two: Path, run: Callable[..., Result]) -> None:
    other = (two / "other.yaml").read_text(encoding="utf-8").replace("as_of: 2026-11-20", "as_of: 2026-12-20")
    (two / "other.yaml").write_text(other, encoding="utf-8")
    result = run("compare", "dossier.yaml", "other.yaml")
    assert result.code == 0
    assert "warning: The candidates are assessed as of different days" in result.err
    assert "different days" in result.out
    same = run("compare", "dossier.yaml", "other.yaml", "--as-of", "2026-12-24")
    assert "different days" not in same.err + same.out


def test_bad_dossiers_are_all_told_and_nothing_is_compared(two: Path, run: Callable[..., Result]) -> None:
    (two / "bad.yaml").write_text(DOSSIER.replace("deal: joint", "deal: jont"), encoding="utf-8")
    result = run("compare", "dossier.yaml", "bad.yaml", "nowhere.yaml", "-o", "out.md")
    assert (result.code, result.out) == (2, "")
    assert "unknown-option" in result.err
    assert "nowhere.yaml" in result.err
    assert not (two / "out.md").exists()


def test_files_and_folders_get_what_their_suffix_says(two: Path, run: Callable[..., Result]) -> None:
    result = run(
        "compare", "dossier.yaml", "other.yaml",
        "-o", "c.html", "-o", "c.md", "-o", "c.json", "-o", "c.txt", "-o", "out/", "--quiet",
    )  # fmt: skip
    assert result == (0, "", "")
    assert (two / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (two / "c.md").read_text(encoding="utf-8").startswith("# 2 candidates side by side")
    assert json.loads((two / "c.json").read_text(encoding="utf-8"))["partnercheck"] == "compare/1"
    assert (two / "c.txt").read_text(encoding="utf-8").startswith("2 candidates side by side")
    for name in ("html", "md"):
        assert (two / "out" / f"comparison.{name}").read_bytes() == (two / f"c.{name}").read_bytes()


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dossier.yaml",), "two dossiers or more"),
        (("dossier.yaml",) * 27, "up to 26"),
        (("-", "-"), "once only"),
        (("dossier.yaml", "other.yaml", "-o", "-"), "no place"),
        (("dossier.yaml", "other.yaml", "-o", "c.doc"), "suffix"),
        (("dossier.yaml", "other.yaml", "-o", "other.yaml"), "overwrite"),
        (("dossier.yaml", "other.yaml", "--rubric", "rubric.yaml", "-o", "rubric.yaml"), "overwrite"),
        (("dossier.yaml", "other.yaml", "--as-of", "soon"), "not a date"),
    ],
)
def test_a_command_that_cannot_be_is_refused(
    arguments: tuple[str, ...], words: str, run: Callable[..., Result]
) -> None:
    result = run("compare", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


@pytest.mark.usefixtures("two")
def test_one_may_come_from_standard_input(run: Callable[..., Result]) -> None:
    result = run("compare", "-", "other.yaml", stdin=DOSSIER.encode())
    assert result.code == 0
    assert "A Acme" in result.out
