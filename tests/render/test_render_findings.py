"""Every format tells every finding, and nothing in a rubric can break out of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from building import ROOT, RUBRIC
from partnercheck.diagnostics import Diagnostic, Position, visible
from partnercheck.model.findings import Examined, Figure, Ignored, Results, Subject
from partnercheck.model.rule_list import Rule
from partnercheck.render.findings.wording import summary
from partnercheck.render.formats import FINDINGS, Layout
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

VALIDATOR = ROOT / "node_modules" / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
RULES = {
    "RC201": Rule("RC201", "small-share", "warning", "A criterion that hardly counts.", "# RC201\n\nIt…")
}


def finding(
    code: str = "RC201", severity: str = "warning", message: str = "it weighs 0.4 %", **more: Any
) -> Diagnostic:
    place: dict[str, Any] = {
        "file": "rubrics/a b.yaml",
        "line": 12,
        "column": 9,
        "text": "      - id: pace",
    } | {key: value for key, value in more.items() if key in Position._fields}
    return Diagnostic(code, severity, message, Position(**place), more.get("hint"))


def results(*found: Diagnostic, strict: bool = False, **more: Any) -> Results:
    place = Position("a.yaml", 1, 1)
    examined = (Examined("RC201 small-share", place, found), Examined("RC101 unreachable", place))
    subject = Subject("a.yaml", examined, **more)
    return Results("check/1", (subject,), RULES, strict)


def render(found: Results, form: str, *, color: bool = False) -> str:
    out = FINDINGS.render(form, found, Layout(color=color))
    return out.decode() if isinstance(out, bytes) else out


def test_exit_codes() -> None:
    assert results().code == 0
    assert results(finding(severity="note")).code == 0
    assert results(finding(severity="note"), strict=True).code == 0
    assert results(finding()).code == 0
    assert results(finding(), strict=True).code == 1
    assert results(finding(severity="error")).code == 1
    assert results(finding(severity="error"), usable=False).code == 2


def test_what_two_rubrics_share_is_told_once() -> None:
    one = results(finding())
    both = one._replace(subjects=one.subjects * 2)
    assert len(both.diagnostics) == 1
    assert summary(both) == "2 rubrics: 1 warning"


def test_what_fails_only_because_the_run_is_strict_is_said() -> None:
    ignored = (Ignored(finding(), "known"),)
    said = "1 rubric: 1 warning; under `strict` warnings fail (1 ignored with a reason)"
    assert summary(results(finding(), ignored=ignored)._replace(strict=True)) == said
    assert summary(results()._replace(strict=True)) == "1 rubric: nothing found"


def test_terminal_shows_place_source_and_sum() -> None:
    told = results(finding(hint="raise it"), ignored=(Ignored(finding(), "known"),))
    told = told._replace(subjects=(told.subjects[0]._replace(figures=(Figure("flags", 3, 4, 100.0),)),))
    assert render(told, "terminal") == (
        "rubrics/a b.yaml:12:9: warning RC201: it weighs 0.4 %\n"
        "  hint: raise it\n"
        "  |       - id: pace\n"
        "  |         ^\n"
        "a.yaml: flags: 3 of 4 (75.0 %, at least 100 % asked for)\n"
        "1 rubric: 1 warning (1 ignored with a reason)\n"
        "partnercheck explain RC201 tells why, and what to do\n"
    )
    assert render(results(), "terminal") == "1 rubric: nothing found\n"


def test_colours_change_nothing_but_colour() -> None:
    told = results(finding(hint="raise it" * 30))
    colored = render(told, "terminal", color=True)
    assert "\x1b[1;33mwarning" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(told, "terminal")


def test_json_has_every_field() -> None:
    data = json.loads(render(results(finding(), ignored=(Ignored(finding("RC202"), "known"),)), "json"))
    assert data["partnercheck"] == "check/1"
    assert data["counts"] == {"error": 0, "warning": 1, "note": 0}
    assert data["passed"] is True
    (rubric,) = data["rubrics"]
    assert rubric["findings"] == [
        {
            "code": "RC201",
            "severity": "warning",
            "message": "it weighs 0.4 %",
            "file": "rubrics/a b.yaml",
            "line": 12,
            "column": 9,
            "hint": None,
        }
    ]
    assert rubric["ignored"][0]["reason"] == "known"
    assert [each["passed"] for each in rubric["examined"]] == [True, True]


def test_junit_counts_what_fails() -> None:
    root = ET.fromstring(render(results(finding(), finding("x", "error", "no", line=14)), "junit"))
    assert (root.attrib["tests"], root.attrib["failures"], root.attrib["errors"]) == ("2", "1", "0")
    (failure,) = root.iter("failure")
    assert failure.attrib == {"message": "no", "type": "x"}
    (output,) = root.iter("system-out")
    assert "it weighs" in str(output.text)
    unusable = ET.fromstring(render(results(finding("x", "error"), usable=False), "junit"))
    assert unusable.attrib["errors"] == "1"


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


def test_github_commands_point_at_the_line() -> None:
    lines = render(results(finding(hint="raise it")), "github").splitlines()
    assert lines == [
        "::warning file=rubrics/a b.yaml,line=12,col=9,title=RC201 small-share::it weighs 0.4 %25%0Araise it",
        "1 rubric: 1 warning",
    ]


def test_markdown_is_a_table() -> None:
    told = render(results(finding(severity="error", hint="raise it")), "markdown")
    assert told.startswith("### ✘ Rubric check\n\n1 rubric: 1 error\n\n| | code | where | what |\n")
    assert "| ✘ error | RC201 | rubrics/a b.yaml:12:9 | it weighs 0.4 %<br>raise it |" in told
    many = render(results(*(finding(line=line) for line in range(1, 302))), "markdown")
    assert many.rstrip().endswith("and 101 more")


hostile = st.text(max_size=60) | st.sampled_from(
    [
        "::error::x",
        "a\r\n::set-env name=X::y",
        "]]>",
        "\ufffe\x00\x1b[31m",
        "| <b>@x</b> `",
        "%0A,:",
        "\ud800",
    ]
)


@given(message=hostile, file=hostile, hint=hostile, text=hostile)
def test_nothing_breaks_out(message: str, file: str, hint: str, text: str) -> None:
    diagnostic = Diagnostic("x", "error", message, Position(visible(file), 1, 1, text), hint)
    told = results(diagnostic, ignored=(Ignored(diagnostic, text),))
    for form in FINDINGS.names:
        out = render(told, form).encode("utf-8", "backslashreplace").decode()
        assert "\x1b" not in out
        match form:
            case "json":
                assert json.loads(out)["rubrics"][0]["findings"][0]["line"] == 1
            case "junit":
                assert len(list(ET.fromstring(out).iter("testcase"))) == 2
            case "sarif":
                assert len(sarif(out)["runs"][0]["results"]) == 2
            case "github":
                assert len(re.split(r"[\r\n]", out.strip())) == 2
            case "markdown":
                assert MarkdownIt().enable("table").render(out).count("<td>") == 4
            case _:
                assert "error x: " in out


def test_a_path_survives_github_and_sarif() -> None:
    told = results(finding(file="a,b:c%/ü.yaml"))
    command = render(told, "github").splitlines()[0]
    assert "file=a%2Cb%3Ac%25/ü.yaml,line=12" in command
    place = sarif(render(told, "sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "a,b:c%/ü.yaml"


def sarif(text: str) -> dict:
    """Return a SARIF log that the models made from its official schema accept."""
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)
    return json.loads(text)


@pytest.mark.parametrize("kind", ["check", "test"])
def test_the_json_of_findings_fits_its_schema(kind: str, run: Callable[..., Result]) -> None:
    rubric = ROOT / "rubrics" / "quick-screen.yaml"
    found = json.loads(run("rubric", kind, rubric, "--format", "json").out)
    schema = json.loads(run("schema", kind).out)
    jsonschema.Draft202012Validator(schema).validate(found)
    assert schema["$id"] == f"urn:partnercheck:{kind}:1"
    files = {Path(each["file"]).name for each in found["rubrics"][0]["examined"]}
    assert files <= {"quick-screen.yaml", "quick-screen.cases.yaml"}
    assert ("quick-screen.cases.yaml" in files) == (kind == "test")
