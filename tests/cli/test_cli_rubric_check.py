"""`partnercheck rubric check`: where findings stand, in which formats, and what they are of."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from cli_rubrics import CHILD

from building import RUBRIC
from partnercheck.authoring.rules import RULES
from partnercheck.resources import rubrics
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]


@pytest.mark.parametrize("name", sorted(rubrics()))
def test_bundled_rubrics_are_clean(run: Run, name: str) -> None:
    result = run("rubric", "check", name, "--strict")
    assert (result.code, result.err) == (0, "")
    assert re.match(r"1 rubric: nothing found( \(\d+ ignored with a reason\))?\n$", result.out)


def test_checking_all_bundled_rubrics_is_quick() -> None:
    command = [sys.executable, "-m", "partnercheck", "rubric", "check", *rubrics()]
    # An installed program has its bytecode: the first run writes what is missing.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = [os.times()]
    for _ in range(4):
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(os.times())
    spent = [
        after.children_user + after.children_system - before.children_user - before.children_system
        for before, after in pairwise(times)
    ]
    assert min(spent) < 1.5  # of the processor: how long a busy machine takes says nothing


def test_findings_stand_where_they_are_in_the_child(run: Run, write: Write) -> None:
    write("ours.yaml", CHILD)
    result = run("rubric", "check", "ours.yaml")
    assert result.code == 0
    found = re.findall(r"^(\S+?): (\w+) (RC\d+):", result.out, re.MULTILINE)
    assert found == [
        ("ours.yaml:12:13", "warning", "RC304"),
        ("ours.yaml:12:13", "warning", "RC305"),
        ("ours.yaml:12:13", "warning", "RC306"),
        ("ours.yaml:12:13", "note", "RC307"),
    ]
    assert run("rubric", "check", "ours.yaml", "--strict").code == 1


def test_what_a_child_brings_about_in_its_parent_names_the_child(run: Run, write: Write) -> None:
    write("rubric.yaml", RUBRIC)
    head = "partnercheck: rubric/1\nid: ours\nversion: 1.0.0\ntitle: Ours\nextends: rubric.yaml\n"
    levels = "{0: {text: a, value: 60}, 1: {text: b, value: 80}, 2: {text: c, value: 100}}"
    write(
        "ours.yaml", head + f"dimensions: [{{id: culture, criteria: [{{id: openness, levels: {levels}}}]}}]\n"
    )
    assert "RC103" not in run("rubric", "check", "rubric.yaml", "--no-children").out
    result = run("rubric", "check", "rubric.yaml")
    found = [line for line in result.out.splitlines() if " RC103: " in line]
    assert (result.code, len(found)) == (1, 1), result.out
    assert found[0].startswith("rubric.yaml:")
    assert found[0].endswith("(as `ours.yaml` changes what it extends)")


def test_an_error_of_form_is_a_finding(run: Run, write: Write) -> None:
    write("ours.yaml", RUBRIC.replace("at_most: 0}}\n  - {id: no-audit", "at_most: 100}}\n  - {id: no-audit"))
    result = run("rubric", "check", "ours.yaml")
    assert result.code == 1
    assert re.match(r"ours\.yaml:\d+:\d+: error wrong-flag: ", result.out)


def test_what_is_no_rubric_is_bad_input_and_stops_nothing_else(run: Run, write: Write) -> None:
    write("dossier.yaml", "partnercheck: dossier/1\n")
    write("list.yaml", "[1]\n")
    write("torn.yaml", "a: [\n")
    for name, code in (
        ("dossier.yaml", "wrong-file"),
        ("list.yaml", "wrong-type"),
        ("torn.yaml", "not-yaml"),
        ("none.yaml", "no-file"),
        ("strategic-aliance", "unknown-rubric"),
    ):
        result = run("rubric", "check", name, "strategic-alliance", "--format", "json")
        assert result.code == 2
        first, second = json.loads(result.out)["rubrics"]
        assert (first["usable"], second["usable"], second["findings"]) == (False, True, [])
        assert [each["code"] for each in first["findings"]] == [code]


def test_a_file_of_cases_is_held_against_its_rubric(run: Run, write: Write) -> None:
    write("ours.yaml", RUBRIC)
    profile = "profile: {stage: grown, listed: no}"
    head = "partnercheck: cases/1\nrubric: ours.yaml\ncases:\n"
    write("ours.cases.yaml", head + "  - {name: a, from: best, expect: {raised: [closed-shp]}}\n")
    result = run("rubric", "check", "ours.cases.yaml")
    assert result.code == 1
    assert re.search(r"^ours\.cases\.yaml:4:45: error unknown-flag: ", result.out, re.MULTILINE), result.out
    write("ours.cases.yaml", head + f"  - {{name: a, from: best, {profile}, expect: {{verdict: hold}}}}\n")
    result = run("rubric", "check", "ours.cases.yaml")  # that it fails is for `rubric test` to say
    assert (result.code, result.out) == (0, "1 cases file: nothing found\n")
    assert (
        run("rubric", "check", "ours.yaml", "ours.cases.yaml")
        .out.splitlines()[-2]
        .startswith("1 rubric, 1 cases file: ")
    )
    write("ours.yaml", RUBRIC + "cases: [{name: b, from: bst, expect: {verdict: hold}}]\n")
    result = run("rubric", "check", "ours.yaml")  # those within a rubric likewise
    assert result.code == 1
    assert "error unknown-start: `bst` is nothing to start from" in result.out
    write("list.cases.yaml", "[1]\n")
    for name, code in (("list.cases.yaml", "wrong-type"), ("none.cases.yaml", "no-file")):
        result = run("rubric", "check", name, "ours.yaml", "--format", "json")
        found, _ = fitting("check", result.out)["rubrics"]
        assert (result.code, found["file"], found["usable"]) == (2, name, False)
        assert [each["code"] for each in found["findings"]] == [code]
        result = run("rubric", "check", name, "--format", "json")
        (told,) = fitting("diagnostics", result.out)["diagnostics"]
        assert (result.code, told["file"], told["code"]) == (2, name, code)


def test_a_folder_is_its_rubrics(run: Run, write: Write) -> None:
    write("rubrics/one.yaml", RUBRIC)
    write("rubrics/deep/two.yaml", RUBRIC)
    write("rubrics/one.cases.yaml", "partnercheck: cases/1\n")
    data = json.loads(run("rubric", "check", "rubrics", "--format", "json").out)
    assert [each["file"] for each in data["rubrics"]] == ["rubrics/deep/two.yaml", "rubrics/one.yaml"]
    write("empty/dossier.yaml", "partnercheck: dossier/1\n")
    result = run("rubric", "check", "empty")
    assert (result.code, result.out) == (2, "")
    assert "there is no rubric in this folder" in result.err


@pytest.mark.parametrize("form", ["terminal", "json", "junit", "sarif", "github", "markdown"])
def test_every_format_tells_the_same(run: Run, write: Write, form: str) -> None:
    write("ours.yaml", CHILD)
    result = run("rubric", "check", "ours.yaml", "--format", form)
    assert (result.code, result.err) == (0, "")
    assert {*re.findall(r"\bRC30[4-7]\b(?!\])", result.out)} == {"RC304", "RC305", "RC306", "RC307"}
    if form == "junit":
        assert len(list(ET.fromstring(result.out).iter("testcase"))) == len(RULES) + 1
    if form == "json":
        assert json.loads(result.out)["counts"] == {"error": 0, "warning": 3, "note": 1}


def test_ignore_leaves_a_finding_out_where_it_says(run: Run, write: Write) -> None:
    entries = "".join(
        f"  - {{code: {code}, at: languages, reason: It is new}}\n" for code in ("RC304", "RC305", "RC307")
    )
    write("ours.yaml", CHILD + f"ignore:\n{entries}  - {{code: RC306, at: elsewhere, reason: It is not}}\n")
    data = json.loads(run("rubric", "check", "ours.yaml", "--format", "json").out)
    (ours,) = data["rubrics"]
    assert [each["code"] for each in ours["findings"]] == ["RC306", "RC403"]
    assert [(each["code"], each["reason"]) for each in ours["ignored"]] == [
        ("RC304", "It is new"),
        ("RC305", "It is new"),
        ("RC307", "It is new"),
    ]
    write("ours.yaml", CHILD + "ignore: [{code: RC304}]\n")
    result = run("rubric", "check", "ours.yaml")
    assert result.code == 1
    assert "missing-key: `reason` is required" in result.out


def test_what_a_parent_has_already_is_the_parents_but_errors_are_told_of_both(run: Run, write: Write) -> None:
    write(
        "parent.yaml",
        RUBRIC.replace("effect: decline, when", "effect: decline, title: x, when").replace(", title: x", ""),
    )
    write("child.yaml", "partnercheck: rubric/1\nid: c\nversion: 1.0.0\ntitle: C\nextends: ./parent.yaml\n")
    parent = json.loads(run("rubric", "check", "parent.yaml", "--format", "json").out)["rubrics"][0]
    assert len(parent["findings"]) > 10
    assert (
        json.loads(run("rubric", "check", "child.yaml", "--format", "json").out)["rubrics"][0]["findings"]
        == []
    )
    never = "  - {id: never, title: N, source: BOOK, effect: note, when: {criterion: deal, at_most: 10}}\n"
    write("parent.yaml", RUBRIC.replace("red_flags:\n", f"red_flags:\n{never}"))
    child = json.loads(run("rubric", "check", "child.yaml", "--format", "json").out)["rubrics"][0]
    assert [(each["code"], each["file"]) for each in child["findings"]] == [("RC103", "parent.yaml")]


def test_quiet_leaves_the_exit_code_and_the_files(run: Callable[..., Result], write: Any) -> None:
    write("bad.yaml", RUBRIC.replace("weight: 3\n", "weight: 0\n"))
    for command in ("check", "test"):
        found = run("rubric", command, "bad.yaml", "-q", "-o", f"{command}.json")
        assert found.code == run("rubric", command, "bad.yaml").code == (1 if command == "check" else 2)
        told = "bad.yaml:12:13: error wrong-weight" if found.code == 2 else ""
        assert (found.out, found.err[: len(told) or None]) == ("", told)
        assert fitting(command, Path(f"{command}.json").read_text())["passed"] is False


@pytest.mark.parametrize("command", ["check", "test"])
@pytest.mark.parametrize("named", [("nope",), ("./dossier.yaml",), ("./broken.yaml",), ("nope", "gone.yaml")])
def test_what_is_no_rubric_is_bad_input_unless_others_are_rubrics(
    run: Run, small: Callable[..., Path], write: Write, command: str, named: tuple[str, ...]
) -> None:
    small()
    write("broken.yaml", "a: [\n")
    alone = run("rubric", command, *named, "-f", "json")
    told = fitting("diagnostics", alone.out)["diagnostics"]
    assert (alone.code, alone.err, len(told)) == (2, "", len(named))
    besides = run("rubric", command, *named, "rubric.yaml", "-f", "json")
    found = fitting(command, besides.out)["rubrics"]
    assert (besides.code, [each["usable"] for each in found]) == (2, [*[False] * len(named), True])
    assert [each["code"] for each in told] == [found[at]["findings"][0]["code"] for at in range(len(named))]
    for more in ((), ("rubric.yaml",)):
        quiet = run("rubric", command, *named, *more, "-q", "-o", "found.json")
        assert (quiet.code, quiet.out) == (2, "")
        assert [f": error {each['code']}: " in quiet.err for each in told] == [True] * len(named)
        assert "warning" not in quiet.err
        assert fitting(command, Path("found.json").read_text())["passed"] is False


def test_findings_are_written_to_files_beside_what_is_printed(run: Run, write: Write, folder: Path) -> None:
    write("rubric.yaml", RUBRIC)
    for command in ("check", "test"):
        found = run(
            "rubric", command, "rubric.yaml", "-f", "github", "-o", "a.md", "-o", "a.sarif", "-o", "a.xml"
        )
        assert found.out.startswith("::")
        assert (folder / "a.md").read_text() == run("rubric", command, "rubric.yaml", "-f", "markdown").out
        assert (folder / "a.sarif").read_text() == run("rubric", command, "rubric.yaml", "-f", "sarif").out
        assert (folder / "a.xml").read_text() == run("rubric", command, "rubric.yaml", "-f", "junit").out
    for wrong in ("a.yaml", "a.txt", "-", "nowhere/a.md"):
        refused = run("rubric", "check", "rubric.yaml", "-o", wrong)
        assert (refused.code, refused.out) == (2, "")
