"""Every format tells every finding, and nothing in a rubric can break out of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from found import finding, render, results, sarif
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from building import ROOT
from partnercheck.diagnostics import Diagnostic, Position, visible
from partnercheck.model.findings import Figure, Ignored
from partnercheck.render.findings.wording import summary
from partnercheck.render.formats import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


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
