"""What the documentation says is run: commands, sums, pictures, schemas."""

from __future__ import annotations

import html
import json
import re
import runpy
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from running import invoke

ROOT = Path(__file__).parents[1]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/worked-example.md",
    "docs/ci.md",
    "docs/journey.md",
    "docs/questionnaires.md",
    "docs/json.md",
    "docs/rubrics.md",
    "docs/statements.md",
    "docs/testing.md",
    "docs/warehouse.md",
]
COMMAND = re.compile(r"^\$ (?P<command>[^#\n]+?)(?:  # exit (?P<code>\d))?$", re.MULTILINE)
SUM = re.compile(r"^- `(?P<place>[\w.-]+)` = (?P<terms>[\d.\s()×÷−+]+) = (?P<result>[\d.]+)$", re.MULTILINE)


def commands(page: str) -> list[tuple[str, int]]:
    """Return the commands of a page's console blocks, each with the exit code that it says."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    return [(each["command"], int(each["code"] or 0)) for block in blocks for each in COMMAND.finditer(block)]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("examples", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]
    found = commands(page)
    assert found
    for command, code in found:
        program, *arguments = shlex.split(command.partition(" > ")[0])
        if program == "make":
            assert re.search(rf"^{arguments[0]}:", makefile, re.MULTILINE), command
        elif program == "partnercheck":
            result = invoke(*arguments)
            assert result.code == code, (command, result.err)
            assert result.out or "--quiet" in arguments, command
        else:
            of_here = re.fullmatch(r"pip install '?\.(?:\[(?P<extras>[a-z,]+)\])?'?", command)
            assert of_here is not None, command
            assert {*(of_here["extras"] or "").split(",")} - {""} <= {*extras}, command


def test_readme_shows_the_two_commands_for_a_fresh_clone_first() -> None:
    assert [command for command, _ in commands("README.md")][:2] == ["make demo", "make test"]


def test_readme_says_what_an_unknown_fact_and_an_event_do(folder: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (block,) = [each for each in blocks if "events:" in each]
    profile, _, events = block.partition("\n")
    fact = profile.removeprefix("profile: {").removesuffix("}")
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    acme = (folder / "acme.yaml").read_text(encoding="utf-8")
    unknown, found = re.subn(rf"\b{fact.partition(':')[0]}: \w+", fact, acme, count=1)
    assert found

    def assessed(text: str) -> Any:
        (folder / "acme.yaml").write_text(text, encoding="utf-8")
        return json.loads(invoke("assess", "acme.yaml", "--format", "json").out)

    before, held, after = assessed(acme), assessed(unknown), assessed(f"{acme}\n{events}")
    assert (before["verdict"]["level"], held["verdict"]["level"]) == ("conditional", "hold")
    assert "profile" in [reason["code"] for reason in held["verdict"]["reasons"]]
    assert held["score"]["coverage"] < before["score"]["coverage"]
    assert after["events"][0]["items"] > 0
    assert after["score"]["coverage"] < before["score"]["coverage"]


def worked_example() -> dict[str, float]:
    """Return every number of the worked example's assessment by its place."""
    data = json.loads(
        invoke("assess", ROOT / "docs" / "worked-example" / "dossier.yaml", "--format", "json").out
    )
    found = dict(numbers_at("score", data["score"]))
    for dimension in data["dimensions"]:
        found |= numbers_at(dimension["id"], dimension["score"])
        for criterion in dimension["criteria"]:
            place = f"{dimension['id']}.{criterion['id']}"
            found |= numbers_at(place, criterion["value"])
            found[f"{place}.contribution"] = criterion["contribution"]
    return found


def numbers_at(place: str, values: dict[str, Any]) -> dict[str, float]:
    found = {f"{place}.{key}": value for key, value in values.items() if key != "gap"}
    return found | {f"{place}.gap.{key}": value for key, value in values["gap"].items()}


def test_sums_of_the_worked_example_are_right_and_are_what_the_program_finds() -> None:
    text = (ROOT / "docs" / "worked-example.md").read_text(encoding="utf-8")
    numbers = worked_example()
    sums = list(SUM.finditer(text))
    assert len(sums) == 25
    for each in sums:
        terms = each["terms"].replace("×", "*").replace("÷", "/").replace("−", "-")
        result = float(each["result"])
        assert eval(terms, {"__builtins__": {}}) == pytest.approx(result, abs=1e-4), each[0]  # noqa: S307
        assert numbers[each["place"]] == pytest.approx(result, abs=1e-4), each[0]


def test_verdict_of_the_worked_example_is_the_one_told() -> None:
    verdict = json.loads(
        invoke("assess", ROOT / "docs" / "worked-example" / "dossier.yaml", "--format", "json").out
    )["verdict"]
    levels = [verdict[key] for key in ("level", "worst", "now", "best", "firm")]
    assert levels == ["conditional", "decline", "conditional", "proceed", False]


@pytest.mark.parametrize("kind", sorted(each.stem for each in (ROOT / "schemas").iterdir()))
def test_schemas_that_are_kept_are_those_of_the_program(kind: str) -> None:
    kept = json.loads((ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    assert kept == json.loads(invoke("schema", kind).out)


def test_picture_in_the_readme_shows_what_the_program_says() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "picture.py"))["picture"]()
    kept = (ROOT / "docs" / "assess-acme.svg").read_text(encoding="utf-8")
    assert words(kept) == words(drawn)
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.search(r"score (\d+), range (\d+) to (\d+)\]\(docs/assess-acme\.svg\)", told)
    assert said is not None
    assert f"{said[1]} of 100; missing evidence could move it to {said[2]}–{said[3]}" in " ".join(
        words(drawn)
    )
    assert "http" not in kept.replace("http://www.w3.org/2000/svg", "")


def test_the_report_model_is_documented_as_it_is() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "report_model.py"))["page"]()
    assert (ROOT / "docs" / "report-model.md").read_text(encoding="utf-8") == made
    names = re.findall(r"^## (\w+)$", made, re.MULTILINE)
    assert len(names) == len(set(names)), "two parts of one name share an anchor"
    assert set(re.findall(r"\]\(#(\w+)\)", made)) <= {name.lower() for name in names}


def test_the_keys_of_rubrics_and_dossiers_are_documented_as_they_are() -> None:
    for name, page in runpy.run_path(str(ROOT / "docs" / "reference.py"))["PAGES"].items():
        made = page()
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made, "make generated"
        anchors = {head.lower() for head in re.findall(r"^#+ (.+)$", made, re.MULTILINE)}
        assert set(re.findall(r"\]\(#(\w+)\)", made)) <= anchors
        assert not re.search(r"\| *\|$", made, re.MULTILINE), "a key is not explained"


def words(svg: str) -> list[str]:
    """Return the texts of a picture, whatever draws them."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", svg)
    return "".join(html.unescape(text).replace("\xa0", " ") for text in texts).split()


def test_every_idea_of_the_articles_has_a_place_that_names_the_article() -> None:
    docs = runpy.run_path(str(ROOT / "docs" / "ideas.py"))
    places = docs["places"]()
    counts = {"O2": 19, "FIVE": 26, "BTW": 26, "TMF": 57, "POP": 34}
    numbered = {(article, number) for article, count in counts.items() for number in range(1, count + 1)}
    ideas = docs["ideas"]()
    assert {(idea.article, idea.number) for idea in ideas} == numbered
    for idea in ideas:
        assert idea.at, idea
        for name in idea.at:
            assert name in places, f"{idea.article} {idea.number} has lost its place {name}"
            sources = places[name].sources
            assert sources is None or idea.article in sources, f"{name} does not name {idea.article}"


def test_every_idea_is_asked_by_the_default_or_by_the_rubric_of_its_deal_and_time() -> None:
    docs = runpy.run_path(str(ROOT / "docs" / "ideas.py"))
    places = docs["places"]()
    for idea in docs["ideas"]():
        name = f"{idea.article} {idea.number}"
        asked_by = docs["asked_by"](idea, places)
        by_default = docs["DEFAULT"] in asked_by
        assert by_default == (idea.elsewhere is None), (
            f"{name} says why not by the default, or is asked by it"
        )
        if idea.elsewhere is not None:
            assert asked_by & {*idea.elsewhere.asked_by}, (
                f"{name} is asked by none of {idea.elsewhere.asked_by}"
            )


def test_page_of_the_ideas_is_the_one_made_from_them() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "ideas.py"))["page"]()
    assert (ROOT / "docs" / "ideas.md").read_text(encoding="utf-8") == made
