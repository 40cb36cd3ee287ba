"""`partnercheck rubric list, show, new, check` and `explain`."""

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
from jsonschema import Draft202012Validator

from building import ROOT, RUBRIC
from partnercheck.authoring.rules import RULES
from partnercheck.authoring.schema import schema
from partnercheck.resources import rubrics
from partnercheck.source import parse
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

CHILD = """\
partnercheck: rubric/1
id: ours
version: 1.0.0
title: Ours
extends: strategic-alliance
verdict: {proceed: {dimension: {default: 50, financials: 60}}}
dimensions:
  - id: culture-fit
    weight: 30
    criteria:
      - {id: upfront-demand, weight: 2}
      - id: "languages"
        title: Languages
        question: "How many languages does its service desk answer in: one, two …?"
        kind: levels
        levels: {0: "None: nobody answers", 1: '{one}, [two]', 2: "NO"}
red_flags: [{id: early-demands, effect: decline}]
drop: [effort-share]
"""


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
        result = run("rubric", "check", name, "--format", "json")
        (found,) = json.loads(result.out)["rubrics"]
        assert (result.code, found["file"], found["usable"]) == (2, name, False)
        assert [each["code"] for each in found["findings"]] == [code]


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


def test_show_prints_the_file_as_it_is(run: Run, write: Write) -> None:
    result = run("rubric", "show", "strategic-alliance")
    assert result.out == rubrics()["strategic-alliance"].read_text(encoding="utf-8")
    write("ours.yaml", RUBRIC)
    assert run("rubric", "show", "./ours.yaml", "--resolved").out == RUBRIC
    assert run("rubric", "show", "strategic-aliance").code == 2


def test_resolved_reads_back_as_the_same_rubric_and_says_whose_each_part_is(run: Run, write: Write) -> None:
    write("ours.yaml", CHILD)
    shown = run("rubric", "show", "ours.yaml", "--resolved").out
    write("whole.yaml", shown)
    from partnercheck.load import Loader

    child, whole = Loader().rubric("ours.yaml").rubric, Loader().rubric("whole.yaml").rubric
    assert whole == child.model_copy(update={"extends": None, "drop": ()})
    assert parse(shown.encode(), "whole.yaml").data["dimensions"][0]["criteria"][-1]["levels"]["2"] == "NO"
    assert "    # from ours.yaml\n    weight: 30\n" in shown
    assert "      # from ours.yaml\n      - id: languages\n" in shown
    assert "\n# from strategic-alliance.yaml\nsummary: >-\n" in shown


@pytest.mark.parametrize("name", sorted(rubrics()))
def test_every_bundled_rubric_reads_back_resolved(run: Run, write: Write, name: str) -> None:
    from partnercheck.load import Loader

    write("child.yaml", f"partnercheck: rubric/1\nid: c\nversion: 1.0.0\ntitle: C\nextends: {name}\n")
    write("whole.yaml", run("rubric", "show", "child.yaml", "--resolved").out)
    child, whole = Loader().rubric("child.yaml").rubric, Loader().rubric("whole.yaml").rubric
    assert whole == child.model_copy(update={"extends": None})


def test_a_new_rubric_is_clean_and_fits_its_schema(run: Run, folder: Path) -> None:
    assert run("rubric", "new", "our-suppliers.yaml").code == 0
    result = run("rubric", "check", "our-suppliers.yaml", "--strict")
    assert (result.code, result.out) == (0, "1 rubric: nothing found\n")
    tested = run("rubric", "test", "our-suppliers.yaml")
    assert (tested.code, tested.out.splitlines()[-1]) == (0, "2 passed, 0 failed; 1 rubric: nothing found")
    text = (folder / "our-suppliers.yaml").read_text()
    assert "\nid: our-suppliers  #" in text
    import yaml

    data = json.loads(json.dumps(yaml.safe_load(text)))
    assert list(Draft202012Validator(json.loads(schema("rubric"))).iter_errors(data)) == []
    assert run("rubric", "new", "our-suppliers.yaml").code == 2
    assert run("rubric", "new", "our-suppliers.yaml", "--force").code == 0
    assert run("rubric", "new", "-").out.count("\nid: my-rubric ") == 1


@pytest.mark.parametrize("parent", [*sorted(rubrics()), "small.yaml"])
def test_a_new_child_is_clean_and_so_is_it_with_its_comments_taken_off(
    run: Run, write: Write, folder: Path, parent: str
) -> None:
    write("small.yaml", run("rubric", "new", "-").out)
    (folder / "sub").mkdir()
    assert run("rubric", "new", "sub/ours.yaml", "--extends", parent).code == 0
    assert run("rubric", "check", "sub/ours.yaml", "--strict").code == 0
    text = (folder / "sub/ours.yaml").read_text()
    head, rest = text.split("extends:")
    keys = "sources|verdict|dimensions|red_flags|drop|relationship|cases|ignore"
    blocks = re.findall(rf"^# ((?:{keys}):.*\n(?:#  .*\n)*)", rest, re.MULTILINE)
    assert len(blocks) == 8
    bare = "".join(block.replace("\n# ", "\n") for block in blocks)
    write("sub/bare.yaml", head + "extends:" + rest.splitlines()[0] + "\n" + bare)
    result = run("rubric", "check", "sub/bare.yaml")
    assert result.code == 0, result.out
    assert {*re.findall(r": \w+ (RC\d+): ", result.out)} <= {
        "RC403",
        "RC201",
    }  # what nothing tests any more weighs little
    tested = run("rubric", "test", "sub/bare.yaml")
    assert (tested.code, tested.out.splitlines()[-1]) == (0, "1 passed, 0 failed; 1 rubric: nothing found")


def test_a_dash_reads_a_rubric_from_standard_input(run: Callable[..., Result], write: Any) -> None:
    text = RUBRIC.replace("weight: 3\n", "weight: 0\n").encode()
    write("bad.yaml", text.decode())
    piped, filed = run("rubric", "check", "-", stdin=text), run("rubric", "check", "bad.yaml")
    assert piped.code == filed.code == 1
    assert piped.out == filed.out.replace("bad.yaml:", "-:")
    assert run("rubric", "show", "-", stdin=RUBRIC.encode()).out == RUBRIC
    write("rubric.yaml", RUBRIC)
    for command in ("sql", "test"):
        found = run("rubric", command, "-", stdin=RUBRIC.encode())
        assert (found.code, found.out.replace("-:", "rubric.yaml:")) == run("rubric", command, "rubric.yaml")[
            :2
        ]
    for command in ("check", "test"):
        assert run("rubric", command, "-", stdin=b"partnercheck: dossier/1").code == 2
    refused = run("rubric", "test", "-", "--update", stdin=RUBRIC.encode())
    assert (refused.code, "no file to write into" in refused.err) == (2, True)


def test_quiet_leaves_the_exit_code_and_the_files(run: Callable[..., Result], write: Any) -> None:
    write("bad.yaml", RUBRIC.replace("weight: 3\n", "weight: 0\n"))
    for command in ("check", "test"):
        found = run("rubric", command, "bad.yaml", "-q", "-o", f"{command}.json")
        assert found == (run("rubric", command, "bad.yaml").code, "", "")
        assert found.code != 0
        assert fitting(command, Path(f"{command}.json").read_text())["passed"] is False


def test_ids_are_found_in_folders_and_never_stand_in_for_another(
    run: Run, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write("one/ours.yaml", CHILD)
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", f"{folder}/one:{folder}/gone")
    monkeypatch.setenv("XDG_CONFIG_HOME", f"{folder}/config")
    result = run("rubric", "list")
    assert result.code == 0
    assert re.search(
        rf"^ours +1\.0\.0 +Ours \(in PARTNERCHECK_RUBRICS: {re.escape(str(one))}\)$", result.out, re.MULTILINE
    )
    assert "there is no folder" in result.err
    assert run("rubric", "check", "ours").code == 0
    write("config/partnercheck/rubrics/theirs.yaml", CHILD.replace("id: ours", "id: theirs", 1))
    write("grandchild.yaml", CHILD.split("extends", maxsplit=1)[0] + "extends: theirs\n")
    assert run("rubric", "check", "grandchild.yaml").code == 0
    write("one/strategic-alliance.yaml", RUBRIC.replace("id: small", "id: strategic-alliance"))
    result = run("rubric", "check", "strategic-alliance")
    assert result.code == 2
    assert "ambiguous-rubric: `strategic-alliance` is bundled, but also stands at" in result.out
    listed = fitting("rubrics", run("rubric", "list", "--format", "json").out)["rubrics"]
    assert [each["id"] for each in listed if each["origin"] == "bundled"] == list(rubrics())
    assert {each["id"] for each in listed if each["problem"]} >= {"strategic-alliance"}
    write("one/wrong.yaml", RUBRIC)
    result = run("rubric", "check", "wrong")
    assert result.code == 1
    assert "wrong-id: the id is `small`, but the file is `wrong.yaml`" in result.out


def test_a_rubric_in_a_folder_is_used_by_its_id_in_a_dossier(
    run: Run, small: Callable[..., Path], write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = small()
    write("mine/small.yaml", RUBRIC)
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", f"{folder}/mine")
    dossier.write_text(dossier.read_text().replace("./rubric.yaml", "small@1.2"))
    rubric = json.loads(run("assess", dossier, "--format", "json").out)["rubric"]
    assert (rubric["id"], rubric["file"]) == ("small", None)


def test_pins(run: Run, small: Callable[..., Path], write: Write, folder: Path, monkeypatch: Any) -> None:
    dossier = small()
    text = dossier.read_text()
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", f"{folder}/mine")
    changes = 'changes: {2.0.0: "Openness now asks for a log", 1.2.0: Growth is new}\n'
    for version, pin, code, hint in (
        ("1.2.0", "1.2", 0, ""),
        ("1.2.0", "1.1.9", 0, ""),
        ("1.2.0", "1", 0, ""),
        ("1.2.0", "1.3", 0, "warning rubric-version: `small@1.3` is newer than what is here, 1.2.0"),
        (
            "2.0.0",
            "1.2",
            2,
            "hint: 2.0.0: Openness now asks for a log; `partnercheck update` brings a dossier to `small",
        ),
        (
            "2.0.0",
            "1.1",
            2,
            "hint: 2.0.0: Openness now asks for a log; 1.2.0: Growth is new; `partnercheck update`",
        ),
        ("1.2.0", "2", 2, "hint: `partnercheck rubric diff OLD small` shows what changed"),
    ):
        write("mine/small.yaml", RUBRIC.replace("version: 1.2.0", f"version: {version}") + changes)
        dossier.write_text(text.replace("./rubric.yaml", f"small@{pin}"))
        result = run("assess", dossier)
        assert (result.code, hint in result.err) == (code, True), (version, pin, result.err)


def test_explain(run: Run) -> None:
    listed = run("explain").out.splitlines()
    assert [line.split()[0] for line in listed] == list(RULES)
    for code in RULES:
        assert run("explain", code).out == RULES[code].page
    assert run("explain", "rc204").code == 0
    result = run("explain", "RC924")
    assert (result.code, "RC904" not in result.err, "unknown-code" in result.err) == (2, True, True)


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for code, rule in RULES.items():
        assert f"#{rule.page}" in page, f"{code}: run docs/rules.py"
    assert len(re.findall(r"^## RC", page, re.MULTILINE)) == len(RULES)


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
