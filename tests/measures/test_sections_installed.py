"""Sections of other packages: one file and its metadata, and the whole program knows them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from building import ROOT, RUBRIC, lay_out
from partnercheck.diagnostics import InputError
from partnercheck.measures import MEASURES, SECTIONS
from partnercheck.measures.registry import OWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result

PACKAGE = ROOT / "tests" / "packages" / "partnercheck-toy"
MODULE = (PACKAGE / "partnercheck_toy.py").read_text(encoding="utf-8")
TOYS = RUBRIC.replace("from: financials.current_ratio", "from: toy.returned").replace(
    "[[1, 0], [2, 100]]", "[[0, 0], [100, 100]]"
)
DOSSIER = """\
partnercheck: dossier/1
partner: {name: Acme}
rubric: ./rubric.yaml
as_of: 2026-11-20
profile: {stage: grown, listed: no}
toy:
  lent: 4
  whole: 3
  evidence: [{grade: audited, source: The nursery's book, date: 2026-10-01, file: book.txt}]
"""


def install(site: Path, module: str = MODULE, *, name: str = "toy", package: str = "") -> None:
    """Put a package where Python looks for some, as an installer would from its `pyproject.toml`."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ((group, points),) = project["entry-points"].items()
    target = points["toy"].replace("partnercheck_toy", f"partnercheck_toy{package}")
    (site / f"partnercheck_toy{package}.py").write_text(module, encoding="utf-8")
    info = site / f"partnercheck_toy{package}-{project['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {project['name']}{package}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(head, encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which packages can be installed for one test."""
    path = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(path)

    def forget() -> None:
        SECTIONS.__dict__.pop("_all", None)
        for name in [name for name in sys.modules if name.startswith("partnercheck_toy")]:
            del sys.modules[name]

    forget()
    yield path
    forget()


@pytest.fixture
def toys(site: Path, folder: Path) -> Path:
    """The toy, and a dossier and a rubric that use it."""
    install(site)
    lay_out(folder, rubric=TOYS, dossier=DOSSIER)
    (folder / "book.txt").write_text("three of four\n", encoding="utf-8")
    return folder


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


REQUIRED = ("name", "title", "summary", "model", "measures", "sample", "tables")


@pytest.mark.parametrize("part", REQUIRED)
def test_a_part_that_is_left_out_is_named(
    toys: Path, site: Path, run: Callable[..., Result], part: str
) -> None:
    head, declared = MODULE.split("SECTION = ")
    value = r'"""\\.*?"""' if part == "sample" else r".*?"
    less = re.sub(rf"    {part}={value},\n", "", declared, count=1, flags=re.DOTALL)
    assert less != declared
    (site / "partnercheck_toy.py").write_text(f"{head}SECTION = {less}", encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "partnercheck-toy 1.0:1:1: error broken-section: the section `toy` cannot be used" in result.err
    assert f"'{part}'" in result.err
    assert toys


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="toy"', 'name="Toy!"', "`name` is not words joined by underscores"),
        ('name="toy"', 'name="toys"', "`sample` does not begin with `toys:`"),
        ('title="Toys"', 'title=""', "`title` is empty"),
        ('summary="What became of the toys that we lent them."', 'summary=""', "`summary` is empty"),
        ("model=Toy", "model=dict", "`model` does not extend `SectionData`"),
        ("measures=(returned,)", "measures=()", "`measures` is empty"),
        ("measures=(returned,)", "measures=(tables,)", "`measures` holds something else"),
        ("measures=(returned,)", "measures=(returned, returned)", "two measures have the same name"),
        ("tables=tables", "tables=None", "`tables` or `warnings` is no function"),
        ("tables=tables", "tables=tables, ours=Toy", "`ours` is no `OurPart` of the same name"),
        ('measure_in("%")', 'measure_in("")', "the measure `returned` needs a unit and a docstring"),
        ("SECTION = Section(", "SECTION = dict(", "`partnercheck_toy:SECTION` is no `Section`"),
        ("SECTION = ", "_OTHER = ", "AttributeError"),
        ("from partnercheck.measures import", "from partnercheck.nowhere import", "ModuleNotFoundError"),
        ("class Toy(", "1 / 0\n\n\nclass Toy(", "ZeroDivisionError: division by zero"),
        ("class Toy(", "raise SystemExit(0)\n\n\nclass Toy(", "SystemExit: 0"),
    ],
)
def test_what_is_wrong_with_a_section_is_named_and_nothing_of_it_is_used(
    toys: Path, site: Path, run: Callable[..., Result], old: str, new: str, said: str
) -> None:
    assert old in MODULE
    (site / "partnercheck_toy.py").write_text(MODULE.replace(old, new), encoding="utf-8")
    for code, *command in ((2, "assess", "dossier.yaml"), (1, "rubric", "check", "./rubric.yaml")):
        result = run(*command)
        assert (result.code, said in result.out + result.err) == (code, True), command
    assert toys


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("roadmap", "there is already a section of this name"),
        ("answers", "a dossier, an organisation or a reply uses this name for something else"),
        ("culture", "a dossier, an organisation or a reply uses this name for something else"),
        ("sections", "a dossier, an organisation or a reply uses this name for something else"),
        ("model_dump", "a dossier, an organisation or a reply uses this name for something else"),
        ("play", "the entry point is called `play`, the section itself `toy`"),
    ],
)
def test_a_name_that_is_taken_is_refused(site: Path, name: str, said: str) -> None:
    install(site, name=name)
    with pytest.raises(InputError, match=re.escape(f"the section `{name}` cannot be used: {said}")):
        list(SECTIONS)


def test_of_two_packages_with_one_name_the_second_is_refused(site: Path) -> None:
    install(site)
    install(site, package="2")
    with pytest.raises(InputError) as refused:
        list(SECTIONS)
    (found,) = refused.value.diagnostics
    assert found.position.file == "partnercheck-toy2 1.0"


def test_a_broken_package_harms_no_dossier_that_does_not_need_it(
    site: Path, small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    install(site, "1 / 0")
    dossier = small()
    assert run("assess", "dossier.yaml").code == 0
    dossier.write_text(dossier.read_text(encoding="utf-8").replace("financials:", "finances:"), "utf-8")
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out) == (2, "")
    assert "broken-section" in result.err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("1 / 0", "ZeroDivisionError: division by zero"), ("raise SystemExit(0)", "SystemExit: 0")],
)
def test_a_measure_that_fails_is_named_with_its_package(
    toys: Path, site: Path, run: Callable[..., Result], wrong: str, said: str
) -> None:
    head, line, rest = MODULE.partition("    if ")
    assert line
    (site / "partnercheck_toy.py").write_text(f"{head}    {wrong}\n{line}{rest}", encoding="utf-8")
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out) == (2, "")
    message = f"the measure `toy.returned` failed: {said}"
    assert f"partnercheck-toy 1.0:1:1: error broken-section: {message}" in result.err
    assert run("portfolio", ".", "-o", "out").code == 2
    assert message in (toys / "out" / "portfolio.json").read_text(encoding="utf-8")


def test_packages_are_looked_for_only_where_a_name_is_none_of_ours(toys: Path, site: Path) -> None:
    code = (
        "import sys\nfrom partnercheck.load import Loader\nLoader().dossier(sys.argv[1])\n"
        "print('partnercheck.measures.installed' in sys.modules)"
    )

    def looked(dossier: object) -> str:
        return subprocess.run(
            [sys.executable, "-c", code, str(dossier)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(site)},
            cwd=toys,
        ).stdout.strip()

    assert looked(ROOT / "examples" / "acme.yaml") == "False"
    assert looked(toys / "dossier.yaml") == "True"


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
