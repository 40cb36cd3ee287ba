"""Findings as SARIF: valid for whoever reads it, and known again where lines have moved."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from found import finding, render, results, sarif

from building import ROOT, RUBRIC
from partnercheck.model.findings import Ignored
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.diagnostics import Diagnostic
    from running import Result


VALIDATOR = ROOT / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"


def test_sarif_is_valid_and_complete() -> None:
    told = results(
        finding(hint="raise it"), finding("unknown-key", "error"), ignored=(Ignored(finding(), "why"),)
    )
    log = sarif(render(told, "sarif"))
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["RC201", "unknown-key"]
    first, second, third = run["results"]
    assert first["message"]["text"] == "it weighs 0.4 %\nraise it"
    assert (second["level"], second["ruleIndex"]) == ("error", 1)
    assert third["suppressions"] == [{"kind": "inSource", "justification": "why"}]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rubrics/a%20b.yaml"
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (12, 9)


def test_microsofts_validator_finds_nothing_in_it(tmp_path: Path, run: Callable[..., Result]) -> None:
    """By its rules for SARIF and those for GitHub's code scanning, over findings of every kind.

    SARIF2005 alone wants the address of a tool's home page, of which the program knows nothing.
    """
    validator = needed(VALIDATOR if VALIDATOR.is_file() else None, "npm install")
    every = [
        finding(code, grade) for code in ("RC201", "unknown-key") for grade in ("error", "warning", "note")
    ]
    every += [
        finding(file=name)
        for name in ("-", "../up.yaml", "/a.yaml", "D:/b c.yaml", "ü%/a b.yaml", "cases.yaml")
    ]
    every += [finding(line=1, column=1, text=""), finding(text="\t\u2028 \ud800x", hint="a\nb", cut=7)]
    logs = {"none": results(), "every": results(*every, ignored=(Ignored(finding(), "why"),))}
    for name, told in logs.items():
        (tmp_path / f"{name}.sarif").write_text(render(told, "sarif"), encoding="utf-8")
    for kind in ("check", "test"):
        run("rubric", kind, "quick-screen", "--strict", "--format", "sarif", "-o", tmp_path / f"{kind}.sarif")
    offline = os.environ | {"HTTPS_PROXY": "http://127.0.0.1:9", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [validator, "validate", tmp_path / "*.sarif", "--rule-kind", "Sarif;Ghas"]
    said = subprocess.run(
        command, capture_output=True, text=True, env=offline, check=False, timeout=120
    ).stdout
    assert "4 files scanned" in said
    found = re.findall(r"(?:error|warning) ((?:SARIF|GH)\w+): .*", said)
    assert set(found) <= {"SARIF2005"}, said


def fingerprints(*found: Diagnostic) -> list[str]:
    (run,) = sarif(render(results(*found), "sarif"))["runs"]
    return [each["partialFingerprints"]["finding/v1"] for each in run["results"]]


def test_a_finding_is_known_again_where_its_line_has_moved() -> None:
    both = [finding(line=12), finding(line=14)]
    known = fingerprints(*both)
    assert len(set(known)) == len(both)
    moved = [each._replace(position=each.position._replace(line=each.position.line + 7)) for each in both]
    assert fingerprints(*moved) == known
    others = [finding("RC202"), finding(file="rubrics/other.yaml")]
    assert not set(fingerprints(*others)) & set(known)


@pytest.mark.parametrize("kind", ["check", "test"])
def test_code_scanning_takes_every_finding(
    kind: str, run: Callable[..., Result], write: Callable[[str, str], Path]
) -> None:
    """By what GitHub documents as required of a run, a rule, a result and its place."""
    write("ours.yaml", RUBRIC.replace("weight: 3\n", "weight: 0.001\n") + "odd: 1\n")
    write("whole.yaml", RUBRIC.replace("weight: 3\n", "weight: 0.001\n"))
    out = run("rubric", kind, "ours.yaml", "whole.yaml", "--strict", "--format", "sarif").out
    (only,) = sarif(out)["runs"]
    assert only["automationDetails"]["id"] == f"partnercheck-{kind}/"
    rules, found = only["tool"]["driver"]["rules"], only["results"]
    assert found
    for rule in rules:
        said = [rule[key]["text"] for key in ("shortDescription", "fullDescription", "help")]
        assert all(said)
        assert len(rule["name"]) <= 255
        assert max(map(len, said[:2])) <= 1024
        assert rule.get("helpUri", "https://").startswith("https://")
    for each in found:
        assert each["ruleId"] == rules[each["ruleIndex"]]["id"]
        assert each["level"] in {"error", "warning", "note"}
        assert each["message"]["text"]
        (place,) = (location["physicalLocation"] for location in each["locations"])
        assert place["artifactLocation"]["uri"] in {"ours.yaml", "whole.yaml"}
        region = place["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert 1 <= region["startColumn"] < region["endColumn"]
    known = [tuple(each["partialFingerprints"].values()) for each in found]
    assert len(set(known)) == len(known)
