"""Sections of other packages: one file and its metadata, and the whole program knows them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from installed_sections import DOSSIER, MODULE, TOYS, install

from building import ROOT, RUBRIC
from partnercheck.measures import MEASURES, SECTIONS
from partnercheck.measures.registry import OWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def liquidity(result: Result) -> dict[str, Any]:
    """Return what an assessment as JSON says of the criterion that the toy's measure answers."""
    assessment = json.loads(result.out)
    found: dict[str, Any] = assessment["dimensions"][1]["criteria"][3]
    assert found["id"] == "liquidity"
    return found


def test_a_rubric_scores_its_measure_for_what_its_evidence_is_worth(
    toys: Path, run: Callable[..., Result]
) -> None:
    result = run("assess", "dossier.yaml", "--format", "json")
    found = liquidity(result)
    working = "100 × 3 ÷ 4 = 75 %"
    assert found["measure"] == {"name": "toy.returned", "value": 75, "working": working}
    gap = {"unanswered": 0.0, "weak": 0.0, "disagreement": 0.0}
    assert found["value"] == {"point": 75, "low": 75, "high": 75, "gap": gap}
    text = DOSSIER.replace("grade: audited", "grade: asserted")
    (toys / "dossier.yaml").write_text(text, encoding="utf-8")
    weak = liquidity(run("assess", "dossier.yaml", "--format", "json"))
    assert weak["evidence"]["grade"] == "asserted"
    assert weak["value"]["low"] < 75 < weak["value"]["high"]


def test_a_file_outside_the_folder_of_the_dossier_is_refused(toys: Path, run: Callable[..., Result]) -> None:
    text = DOSSIER.replace("book.txt", "../book.txt")
    (toys / "dossier.yaml").write_text(text, encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "dossier.yaml:9:" in result.err
    assert "../book.txt" in result.err


def test_faults_in_its_data_are_told_at_their_places(toys: Path, run: Callable[..., Result]) -> None:
    text = DOSSIER.replace("lent: 4", "lend: 4")
    (toys / "dossier.yaml").write_text(text, encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "dossier.yaml:7:3: error unknown-key: `lend`" in result.err
    assert "did you mean `lent`?" in result.err


@pytest.mark.parametrize(("wrong", "right"), [("toi", "toy"), ("finacials", "financials")])
def test_a_misspelt_section_is_met_with_those_of_all_packages(
    toys: Path, run: Callable[..., Result], wrong: str, right: str
) -> None:
    (toys / "dossier.yaml").write_text(DOSSIER.replace("toy:", f"{wrong}:"), encoding="utf-8")
    assert f"did you mean `{right}`?" in run("assess", "dossier.yaml").err


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_report_tells_its_data(toys: Path, run: Callable[..., Result], form: str) -> None:  # noqa: ARG001
    result = run("assess", "dossier.yaml", "--format", form, "--depth", "analyst")
    text = re.sub(r"<[^>]*>|\s+", " ", result.out)
    for said in ("Further data", "Toys lent and returned", "came back whole"):
        assert said in text, result.err


def test_a_new_dossier_shows_its_sample_where_the_rubric_asks_for_it(
    toys: Path, run: Callable[..., Result]
) -> None:
    made = run("new", "-", "--rubric", "./rubric.yaml").out
    assert "# For toy.returned:\n# toy:\n#   lent: 4\n#   whole: 3\n" in made
    (toys / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    assert "toy" not in run("new", "-", "--rubric", "./rubric.yaml").out


def test_the_schema_of_dossiers_describes_it(toys: Path, run: Callable[..., Result]) -> None:  # noqa: ARG001
    described = json.loads(run("schema", "dossier").out)
    assert described["properties"]["toy"]["description"] == "What became of the toys that we lent them."
    assert described["$defs"]["Toy"]["properties"]["whole"]["description"] == "How many came back whole."


def test_what_if_and_cases_suppose_its_number(toys: Path, run: Callable[..., Result]) -> None:
    assert run("whatif", "dossier.yaml", "--set", "toy.returned=10").code == 0
    case = {"name": "All came back", "from": "best", "measures": {"toy.returned": 100}}
    case["profile"] = {"stage": "grown", "listed": "no"}
    case["expect"] = {"verdict": "proceed"}
    cases = {"partnercheck": "cases/1", "rubric": "rubric.yaml", "cases": [case]}
    (toys / "rubric.cases.yaml").write_text(json.dumps(cases), encoding="utf-8")
    assert run("rubric", "test", "./rubric.yaml").code == 0
    case["measures"] = {"toy.lost": 0}
    (toys / "rubric.cases.yaml").write_text(json.dumps(cases), encoding="utf-8")
    assert "known here: `toy.returned`" in run("rubric", "test", "./rubric.yaml").out


def test_it_is_listed_after_our_own_with_what_its_measure_says_of_itself(site: Path) -> None:
    install(site)
    assert list(SECTIONS) == [*(each.name for each in OWN), "toy"]
    assert len(SECTIONS) == len(OWN) + 1
    assert list(MEASURES)[-1] == "toy.returned"
    assert len(MEASURES) == len(list(MEASURES))
    found = MEASURES["toy.returned"]
    assert (found.name, found.unit) == ("returned", "%")
    assert found.doc == "100 * whole / lent, in %.\n\nSource: the nursery. None where nothing was lent."


def test_without_its_package_a_dossier_with_it_has_an_unknown_key(
    toys: Path, run: Callable[..., Result], site: Path
) -> None:
    next(site.glob("*.dist-info/entry_points.txt")).unlink()
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "dossier.yaml:6:1: error unknown-key: `toy`" in result.err
    assert "unknown-measure" in result.err
    assert toys


def test_the_measure_that_contributing_adds_is_scored(
    toys: Path, site: Path, run: Callable[..., Result]
) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## How to add a measure")[2]
    added = guide.partition("```python\n")[2].partition("```")[0]
    name = re.search(r"def (\w+)", added)
    assert name
    head, declared = MODULE.split("def tables")
    declared = declared.replace("(returned,)", f"(returned, {name[1]})")
    (site / "partnercheck_toy.py").write_text(f"{head}{added}\n\ndef tables{declared}", encoding="utf-8")
    (toys / "rubric.yaml").write_text(TOYS.replace("toy.returned", f"toy.{name[1]}"), encoding="utf-8")
    assert liquidity(run("assess", "dossier.yaml", "--format", "json"))["measure"] == {
        "name": f"toy.{name[1]}",
        "value": 25,
        "working": "100 × (4 − 3) ÷ 4 = 25 %",
    }
