"""`new` writes a dossier that can be assessed as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from building import RUBRIC
from partnercheck.authoring.schema import schema
from partnercheck.load import Loader
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

NASTY = r"""partnercheck: rubric/1
id: nasty
version: 1
title: "A: # \"title\" {{ x }} \u202e \u2028 'quoted' 🙂"
summary: "x\ny"
profile:
  "a: b # c": {question: "what: # \"is\"\n- it?", options: ["no: way", "# yes", "🙂", "'", "null", "~", "3", "- a"]}
  'null': {options: ["null", "~"]}
  'yes': {type: yes_no}
  "two\nlines: #": {options: ["first\nsecond: #", "\ufeff ~ "]}
dimensions:
  - id: d
    title: "D: # \u2029 \"x\""
    weight: 1
    criteria:
      - {id: c, title: "T: #", question: "Q: # \"a\"\nb: c\u2028d\u0085e", kind: choice, ask: partner, allow_na: true,
         options: {"k: # \"1\"": {text: "t: #\n  k: v", value: 3}, "null": {text: "~", value: 4}}}
      - {id: l, title: L, question: "L?", kind: checklist, items: {"a: [b]": {text: "{x: y}"}, "c, d": {text: "]"}},
         when: {any: [{profile: "a: b # c", is: "# yes"}, {profile: "null", in: ["~"]}, {profile: "yes", is: true},
           {profile: "two\nlines: #", is: "\ufeff ~ "}]}}
      - {id: m, title: M, question: "M\n\n---\n...\nend", kind: metric, unit: "%\n: # x", curve: [[0, 0], [1, 1]]}
      - {id: f, title: F, question: "F", kind: metric, from: roadmap.visibility, curve: [[0, 0], [1, 1]]}
      - {id: x, title: X, question: "X", kind: match, axis: {-2: "lo: #", -1: "mid\n- x", 0: hi}}
verdict: {proceed: {score: 70}, conditional: {score: 50}}
"""  # noqa: E501  (a YAML text)


@pytest.mark.parametrize("name", sorted(rubrics()))
def test_every_bundled_rubric_gives_a_dossier_that_is_on_hold_as_written(
    run: Callable[..., Result], name: str
) -> None:
    assert run("new", "a.yaml", "--rubric", name).code == 0
    result = run("assess", "a.yaml", "-f", "json")
    assert result.code == 0, result.err
    data = json.loads(result.out)
    assert data["verdict"]["level"] == "hold"
    assert data["rubric"]["id"] == name
    Draft202012Validator(json.loads(schema("assessment"))).validate(data)
    text = Path("a.yaml").read_text()
    for criterion in Loader().rubric(name).rubric.criteria.values():
        assert criterion.id in text
        assert criterion.question.split()[0] in text


def test_facts_that_decide_nothing_are_not_asked(run: Callable[..., Result]) -> None:
    asked = run("new", "-", "--rubric", "startup-partner").out
    assert "funding: unknown  # own or investors" in asked
    assert "stage:" not in asked


def test_without_rubric_it_is_the_default_one(run: Callable[..., Result]) -> None:
    run("new", "a.yaml")
    assert "rubric: strategic-alliance\n" in Path("a.yaml").read_text()


def test_nothing_is_overwritten_without_force(run: Callable[..., Result], write: Callable[..., Path]) -> None:
    path = write("a.yaml", "mine")
    result = run("new", "a.yaml")
    assert (result.code, path.read_text()) == (2, "mine")
    assert "hint: --force overwrites it" in result.err
    assert run("new", "a.yaml", "--force").code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize("name", ["child.yaml", "parent.yaml", "sub/../child.yaml"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "--rubric", "child.yaml"),
        ("new", "--organisation", "--rubric", "./child.yaml"),
        ("rubric", "new", "--extends", "./child.yaml"),
    ],
)
def test_no_force_overwrites_the_rubric_that_it_is_made_from(
    run: Callable[..., Result], write: Callable[..., Path], arguments: tuple[str, ...], name: str
) -> None:
    write("parent.yaml", RUBRIC)
    head = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: C\n"
    write("child.yaml", f"{head}extends: ./parent.yaml\n")
    Path("sub").mkdir()
    before = {path: path.read_bytes() for path in Path().glob("*.yaml")}
    result = run(*arguments, name, "--force")
    assert result.code == 2
    assert f"{Path(name)}:1:1: error output: this would overwrite what is read" in result.err
    assert {path: path.read_bytes() for path in Path().glob("*.yaml")} == before


def test_a_link_to_nothing_is_not_written_through(run: Callable[..., Result], folder: Path) -> None:
    (folder / "a.yaml").symlink_to(folder / "gone" / "b.yaml")
    run("new", "a.yaml")
    assert not (folder / "gone").exists()


def test_a_rubrics_path_is_named_from_the_new_file(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("rubrics/mine.yaml", RUBRIC)
    Path("deep/er").mkdir(parents=True)
    assert run("new", "deep/er/a.yaml", "--rubric", "rubrics/mine.yaml").code == 0
    assert "rubric: ../../rubrics/mine.yaml\n" in Path("deep/er/a.yaml").read_text()
    assert json.loads(run("assess", "deep/er/a.yaml", "-f", "json").out)["verdict"]["level"] == "hold"


def test_a_rubric_beside_the_file_is_still_a_path(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("odd name: #1", RUBRIC)
    assert run("new", "a.yaml", "--rubric", "./odd name: #1").code == 0
    assert run("assess", "a.yaml", "-q").code == 0


def test_the_organisation_of_a_rubric_can_be_loaded_as_written(
    run: Callable[..., Result], folder: Path
) -> None:
    assert run("new", "us.yaml", "--organisation").code == 0
    assert Loader().organisation(folder / "us.yaml").organisation.name
    uncommented = (folder / "us.yaml").read_text()
    for criterion in Loader().rubric("strategic-alliance").rubric.criteria.values():
        if criterion.kind == "match":
            assert criterion.id in uncommented


def test_a_dash_writes_to_standard_output(run: Callable[..., Result], folder: Path) -> None:
    result = run("new", "-")
    assert "partnercheck: dossier/1" in result.out
    assert list(folder.iterdir()) == []
    assert run("assess", "-", "-q", stdin=result.out.encode()).code == 0


def test_texts_of_a_nasty_rubric_stay_comments_and_the_dossier_a_hold(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("nasty.yaml", NASTY)
    assert run("new", "a.yaml", "--rubric", "nasty.yaml").code == 0
    text = Path("a.yaml").read_text()
    assert not {"\u202e", "\u2028", "\u2029", "\x85", "\t"} & {*text}
    result = run("assess", "a.yaml", "-f", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["verdict"]["level"] == "hold"
    assert run("new", "us.yaml", "--rubric", "nasty.yaml", "--organisation").code == 0
    assert Loader().organisation(Path("us.yaml")).organisation.name


@pytest.mark.parametrize(
    "arguments", [("a.yaml", "--rubric", "nope"), ("nope/\x00",), ("x" * 300,), (".",), ()]
)
def test_a_wrong_command_exits_with_2(run: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    assert run("new", *arguments).code == 2


def test_a_new_dossier_says_which_facts_of_the_partner_are_not_known(run: Callable[..., Result]) -> None:
    assert run("new", "acme.yaml").code == 0
    said = " ".join(run("assess", "acme.yaml").out.split())
    assert "5 facts are not known; which questions and red flags apply depends on them." in said
    assert said.count("Does the partner live on its own income (established), or on investors' money") == 1
    assert "(startup)?" not in said.partition("Ask for these first")[0]


def test_names_that_nobody_has_replaced_are_told_with_their_places(
    run: Callable[..., Result], folder: Path
) -> None:
    run("new", "us.yaml", "--organisation")
    run("new", "blank.yaml")
    blank = folder / "blank.yaml"
    blank.write_text(blank.read_text(encoding="utf-8").replace("# organisation:", "organisation:"), "utf-8")
    told = run("assess", "blank.yaml").err
    assert [each for each in told.splitlines() if "placeholder" in each] == [
        "blank.yaml:15:9: warning placeholder: “Name of the partner” stands where the partner's name belongs",
        "us.yaml:4:7: warning placeholder: “Name of our organisation” stands where our own name belongs",
    ]
    blank.write_text(blank.read_text(encoding="utf-8").replace("Name of the partner", "Acme"), "utf-8")
    assert "Name of the partner" not in run("assess", "blank.yaml").err
