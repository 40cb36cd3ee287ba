"""`partnercheck rubric list, show, new`, ids of rubrics, and `explain`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from cli_rubrics import CHILD
from jsonschema import Draft202012Validator

from building import ROOT, RUBRIC
from partnercheck.authoring.rules import RULES
from partnercheck.authoring.schema import schema
from partnercheck.resources import rubrics
from partnercheck.source import parse
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]


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
