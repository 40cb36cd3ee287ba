"""`partnercheck rubric test`: what it prints, what it asks for and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from cli_cases import CASES

from building import DOSSIER, RUBRIC, dump

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Small = Callable[..., Path]
    Run = Callable[..., Result]
    Write = Callable[..., Path]


@pytest.fixture
def cases(small: Small, write: Write) -> Path:
    small()
    return write("rubric.cases.yaml", CASES)


def test_cases_that_pass_are_counted(cases: Path, run: Run) -> None:
    result = run("rubric", "test", "rubric.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "rubric.yaml: criteria covered: 1 of 8 (12.5 %)",
        "rubric.yaml: levels and options covered: 4 of 9 (44.4 %)",
        "rubric.yaml: flags raised and cleared: 3 of 4 (75.0 %)",
        "rubric.yaml: verdict rules covered: 2 of 9 (22.2 %)",
        "rubric.yaml: relationship rules covered: 2 of 2 (100.0 %)",
        "rubric.yaml: flags and rules covered in all: 7 of 15 (46.7 %)",
        "2 passed, 0 failed; 1 rubric: nothing found",
    ]
    assert cases.read_text() == CASES


def test_a_failing_case_says_what_differs_and_why(small: Small, write: Write, run: Run) -> None:
    small()
    write(
        "rubric.cases.yaml",
        CASES.replace("verdict: conditional, raised: [closed-shop]", "verdict: proceed, raised: []"),
    )
    result = run("rubric", "test", "rubric.yaml")
    assert result.code == 1
    assert result.out.splitlines()[:4] == [
        (
            "rubric.cases.yaml:12:23: error case-failed: “closed”: verdict is conditional, not proceed. "
            "Red flag “A closed shop”: “Openness” scores 0, and 0 or less raises the flag."
        ),
        "  |     expect: {verdict: proceed, raised: [], relationship: supplier-customer}",
        "  |                       ^",
        (
            "rubric.cases.yaml:12:40: error case-failed: “closed”: raised is closed-shop, not none. "
            "`closed-shop` is raised: “Openness” scores 0, and 0 or less raises the flag."
        ),
    ]
    assert result.out.splitlines()[-1] == "1 passed, 1 failed; 1 rubric: 2 errors"


def test_cases_may_stand_in_the_rubric_and_beside_it(small: Small, write: Write, run: Run) -> None:
    inside = RUBRIC + "cases:\n" + CASES.partition("cases:\n")[2].replace("name: ", "name: inner ")
    small(rubric=inside)
    write("rubric.cases.yaml", CASES)
    assert run("rubric", "test", "rubric.yaml").out.splitlines()[-1].startswith("4 passed, 0 failed")


def test_a_rubric_and_its_file_of_cases_are_tested_once(cases: Path, run: Run) -> None:
    result = run("rubric", "test", "rubric.yaml", "rubric.cases.yaml", "./rubric.yaml")
    assert result.out.splitlines()[-1] == "2 passed, 0 failed; 1 rubric: nothing found"
    assert cases.is_file()


def test_a_folder_stands_for_the_rubrics_in_it(cases: Path, write: Write, run: Run) -> None:
    write("deep/other.yaml", RUBRIC)
    result = run("rubric", "test", ".")
    assert result.out.splitlines()[-1].startswith("2 passed, 0 failed; 2 rubrics: 1 warning")
    strict = run("rubric", "test", ".", "--strict")
    assert (strict.code, strict.out.splitlines()[-1].endswith("; under `strict` warnings fail")) == (1, True)
    write("none/us.yaml", "a: b\n")
    empty = run("rubric", "test", "none")
    assert (empty.code, empty.out) == (2, "")
    assert "there is no rubric in this folder" in empty.err
    assert cases.is_file()


def test_a_rubric_that_cannot_be_read_has_no_case_that_fails(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    (small().parent / "none.yaml").write_text("partnercheck: rubric/1\nid: none\n")
    alone = run("rubric", "test", "none.yaml")
    assert (alone.code, alone.out.splitlines()[-1]) == (2, "1 rubric cannot be tested: 4 errors")
    assert "none.yaml:1:1: error missing-key: `verdict` is required here" in alone.out
    beside = run("rubric", "test", "none.yaml", "rubric.yaml")
    said = "0 passed, 0 failed, 1 rubric cannot be tested; 2 rubrics: "
    assert (beside.code, beside.out.splitlines()[-1].startswith(said)) == (2, True)


def test_a_case_may_start_from_a_dossier(small: Small, write: Write, run: Run) -> None:
    small(dossier=DOSSIER.replace("rubric: ./rubric.yaml", "rubric: elsewhere.yaml"))
    text = "  - {name: as assessed, from: ./dossier.yaml, expect: {verdict: proceed}}\n"
    write("rubric.cases.yaml", CASES + text)
    assert run("rubric", "test", "rubric.yaml").code == 0


def test_a_rubric_without_cases_is_warned_of(small: Small, run: Run) -> None:
    small()
    result = run("rubric", "test", "rubric.yaml")
    assert result.code == 0
    assert "warning no-cases: this rubric has no test cases" in result.out
    assert run("rubric", "test", "rubric.yaml", "--min-coverage", "1").code == 1


def test_what_is_not_covered_is_listed_where_somebody_asks(cases: Path, run: Run) -> None:
    told = run("rubric", "test", "rubric.yaml", "--uncovered")
    assert told.code == 0
    lines = [line for line in told.out.splitlines() if " note not-covered: " in line]
    assert "rubric.yaml:15:33: note not-covered: no case covers `openness` at 1" in "\n".join(lines)
    assert any(line.endswith("no case covers `no-audit` raised") for line in lines)
    assert cases.is_file()


def test_a_share_that_is_asked_for_has_to_be_met(cases: Path, run: Run) -> None:
    assert run("rubric", "test", "rubric.yaml", "--min-coverage", "relationship=100").code == 0
    assert run("rubric", "test", "rubric.yaml", "--min-coverage", "45").code == 0
    result = run(
        "rubric", "test", "rubric.yaml", "--min-coverage", "flags=80", "--min-coverage", "relationship=100"
    )
    assert result.code == 1
    assert "error below-minimum: flags raised and cleared: 75 %, and 80 % is asked for" in result.out
    assert "no case covers `no-audit` raised" in result.out
    assert "verdict" not in "".join(line for line in result.out.splitlines() if "not-covered" in line)
    assert "flags raised and cleared: 3 of 4 (75.0 %, at least 80 % asked for)" in result.out
    assert cases.is_file()


@pytest.mark.parametrize("share", ["flag=80", "flags=101", "-1", "flags=", "flags=x", "flags=1=2", "nan"])
def test_a_share_that_is_none_is_refused(cases: Path, run: Run, share: str) -> None:
    result = run("rubric", "test", "rubric.yaml", "--min-coverage", share)
    assert result.code == 2
    assert "is neither a share such as 80 nor one of a kind such as flags=100" in " ".join(result.err.split())
    assert cases.is_file()


def test_changes_that_nobody_notices_are_listed_at_their_place(cases: Path, run: Run) -> None:
    result = run("rubric", "test", "rubric.yaml", "--mutation")
    assert result.code == 0
    assert "note not-noticed: no case notices this change: weight of `culture`: 3 → 6" in result.out
    assert "rubric.yaml:12:13: note not-noticed" in result.out
    assert "changes noticed: 9 of 69 (13.0 %)" in result.out
    assert run("rubric", "test", "rubric.yaml", "--min-mutation", "12.6").code == 0
    assert run("rubric", "test", "rubric.yaml", "--min-mutation", "14").code == 1
    assert "changes noticed" not in run("rubric", "test", "rubric.yaml").out
    assert cases.is_file()


def test_a_bad_rubric_stops_none_of_the_others(cases: Path, write: Write, run: Run) -> None:
    write("bad.yaml", "partnercheck: rubric/1\n")
    result = run("rubric", "test", "bad.yaml", "rubric.yaml", "nowhere.yaml", "no-such-id")
    assert result.code == 2
    assert "bad.yaml:1:1: error missing-key" in result.out
    assert "nowhere.yaml:1:1: error no-file: there is no such file" in result.out
    assert "error unknown-rubric: there is no rubric `no-such-id`" in result.out
    assert "rubric.yaml: criteria covered: 1 of 8" in result.out
    assert cases.is_file()


def test_the_bundled_rubric_passes_its_cases(run: Run) -> None:
    result = run("rubric", "test", "strategic-alliance")
    assert result.code == 0, result.out
    assert ", 0 failed" in result.out


FORMATS: dict[str, Callable[[str], Any]] = {
    "json": json.loads,
    "sarif": json.loads,
    "junit": ET.fromstring,
}


@pytest.mark.parametrize("form", ["terminal", "json", "junit", "sarif", "github", "markdown"])
def test_every_format_tells_of_the_same_failure(small: Small, write: Write, run: Run, form: str) -> None:
    small()
    write("rubric.cases.yaml", CASES.replace("verdict: conditional", "verdict: decline"))
    result = run("rubric", "test", "rubric.yaml", "--mutation", "--format", form)
    assert result.code == 1
    FORMATS.get(form, str)(result.out)
    assert "verdict is conditional, not decline." in result.out
    assert "no case notices this change" in result.out


def test_json_has_cases_and_figures(cases: Path, run: Run) -> None:
    data = json.loads(run("rubric", "test", "rubric.yaml", "-f", "json").out)
    assert data["partnercheck"] == "test/1"
    assert data["passed"] is True
    rubric = data["rubrics"][0]
    assert rubric["examined"] == [
        {"name": "all good", "file": "rubric.cases.yaml", "line": 4, "passed": True},
        {"name": "closed", "file": "rubric.cases.yaml", "line": 8, "passed": True},
    ]
    figures = {each["name"]: (each["value"], each["of"]) for each in rubric["figures"]}
    assert figures["relationship rules covered"] == (2, 2)
    assert cases.is_file()


def test_junit_counts_cases_and_shares_asked_for(cases: Path, run: Run) -> None:
    out = run("rubric", "test", "rubric.yaml", "-f", "junit", "--min-coverage", "flags=80").out
    suite = ET.fromstring(out).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    failed = [each.get("name") for each in suite if each.find("failure") is not None]
    assert failed == ["flags raised and cleared: 80 %"]
    assert "no case covers" in (suite.findtext("system-out") or "")
    assert cases.is_file()


def test_names_that_would_reach_the_terminal_or_the_workflow_are_neutralised(
    small: Small, write: Write, run: Run
) -> None:
    small()
    name = "x\x1b[31m\n::error::owned <b>`| %0A"
    data = {"name": name, "from": "best", "profile": {"stage": "grown", "listed": "no"}}
    data["expect"] = {"verdict": "decline"}
    write("rubric.cases.yaml", dump({"partnercheck": "cases/1", "rubric": "rubric.yaml", "cases": [data]}))
    for form in ("terminal", "json", "junit", "sarif", "github", "markdown"):
        out = run("rubric", "test", "rubric.yaml", "-f", form).out
        assert "\x1b" not in out
        assert not [line for line in out.splitlines() if line.startswith("::error::owned")]


def test_changes_of_very_large_rubrics_are_not_tried(write: Write, run: Run) -> None:
    for number, code in ((300, 0), (301, 1)):
        one = {"title": "A", "question": "A?", "kind": "text"}
        text = [{**one, "id": f"a{k}"} for k in range(number - 1)]
        asked = {**one, "id": "b", "kind": "yes_no"}
        dimensions = [{"id": "d", "title": "D", "weight": 1, "criteria": [*text, asked]}]
        verdict = {"proceed": {"score": 70}, "conditional": {"score": 50}}
        cases = [{"name": "c", "from": "best", "expect": {"verdict": "proceed"}}]
        head = {"partnercheck": "rubric/1", "id": "large", "version": "1.0.0", "title": "L"}
        write("large.yaml", dump({**head, "dimensions": dimensions, "verdict": verdict, "cases": cases}))
        result = run("rubric", "test", "large.yaml", "--mutation")
        assert result.code == code
        assert ("changes are tried of rubrics with at most 300 criteria" in result.out) is (code == 1)
        assert ("changes noticed" in result.out) is (code == 0)
