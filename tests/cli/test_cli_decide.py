"""`partnercheck decide`: one person's decision in a file of its own, and what is none."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from cli_decided import DECLINED, MOORE, OKAFOR, RULES, standing

from building import DOSSIER, ORGANISATION
from deciding import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_two_who_approve_are_told_on_the_terminal_and_on_page_one(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    assert run("decide", "dossier.json").out == "Pending: 2 must approve, nobody has yet.\n"
    first = run("decide", "dossier.json", *OKAFOR, "--approve", "--forecast", "75", "--outcome", "signed")
    assert (first.code, first.err) == (0, "written: dossier.approvals/2026-12-01-s-okafor.yaml\n")
    assert first.out == (
        "Pending: 1 of 2 approved (S. Okafor on 1 Dec 2026); 1 missing.\n"
        "  2026-12-01  S. Okafor, CFO: approved, sees it succeed with 75 %\n"
    )
    second = run("decide", "dossier.json", *MOORE, "--approve", "--valid-until", "2027-12-01")
    said = "Approved 2 of 2: S. Okafor on 1 Dec 2026 and R. Moore on 3 Dec 2026; valid until 1 Dec 2027."
    assert " ".join(second.out.split()).startswith(f"{said} Outcome: signed.")
    for form in ("terminal", "markdown", "html"):
        told = run("assess", "dossier.yaml", "--format", form).out
        assert said in " ".join(told.split()), form


def test_a_deal_that_is_signed_with_conditions_open_is_noticed(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    shut = DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0")
    owned = "conditions: [{for: closed-shop, status: %s, owner: R. Patel}]\n"
    for text, note in (
        (shut, "note: it is signed with 1 condition open: closed-shop\n"),
        (f"{shut}{owned % 'met'}", ""),
        (DOSSIER, ""),
    ):
        small(dossier=text)
        run("assess", "dossier.yaml", "-o", "dossier.json", "-q")
        said = run("decide", "dossier.json", *OKAFOR, "--approve")
        assert said.err == "written: dossier.approvals/2026-12-01-s-okafor.yaml\n"
        said = run("decide", "dossier.json", *MOORE, "--approve", "--outcome", "signed")
        assert said.err == f"written: dossier.approvals/2026-12-03-r-moore.yaml\n{note}"
        shutil.rmtree("dossier.approvals")


def test_a_forecast_that_looks_like_a_share_of_one_is_noticed(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    for forecast, noticed in (("0.7", True), ("70", False), ("0", False)):
        said = run("decide", "dossier.json", *OKAFOR, "--approve", "--forecast", forecast)
        note = "note: the forecast is 0.7 %; where 70 % is meant, vote again with 70\n"
        assert (said.code, note in said.err) == (0, noticed)


def test_writing_a_decision_down_does_not_change_what_was_decided_on(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    before = path.read_bytes()
    assert run("decide", "dossier.json", *OKAFOR, "--approve").code == 0
    assert run("assess", "dossier.yaml", "-q", "-o", "again.json").code == 0
    assert path.read_bytes() == before == path.with_name("again.json").read_bytes()
    verified = run("verify", "dossier.json")
    assert verified.code == 0
    assert "whether the newest, 2026-12-01-s-okafor.yaml, was changed or dropped" in verified.out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((*OKAFOR, "--approve", "--on", "2026-11-19"), "--on:1:1: error back-dated"),
        ((*OKAFOR, "--reject"), "--reason:1:1: error missing-key: a vote to reject departs from the verdict"),
        (("--by", "S. Okafor", "--approve"), "--role:1:1: error missing-key"),
        (("--role", "CFO", "--approve"), "--by"),
        (OKAFOR, "say what is decided"),
        ((*OKAFOR, "--approve", "--reject"), "give one of them"),
        ((*OKAFOR, "--approve", "--became", "failed"), "give one of them"),
        ((*OKAFOR, "--approve", "--valid-until", "2026-11-30"), "--valid-until:1:1: error wrong-date"),
        ((*OKAFOR, "--abstain", "--valid-until", "2027-11-30"), "--valid-until:1:1: error wrong-approval"),
        ((*OKAFOR, "--approve", "--forecast", "101"), "--forecast"),
        (
            (*OKAFOR, "--approve", "--outcome", "declined"),
            "--outcome:1:1: error wrong-approval: `approve` and",
        ),
        (
            (*OKAFOR, "--reject", "--outcome", "signed", "--reason", "x"),
            "--outcome:1:1: error wrong-approval",
        ),
        ((*OKAFOR, "--became", "failed", "--forecast", "10"), "--forecast:1:1: error wrong-approval"),
        ((*OKAFOR, "--approve", "--principal", "me"), "--principal"),
        ((*OKAFOR, "--approve", "--sign", "no-key"), "no-key:1:1: error not-signed"),
        (("--by", "S.\x1bOkafor", "--role", "CFO", "--approve"), "--by:1:1: error wrong-value"),
    ],
)
def test_what_is_no_decision_is_refused_and_nothing_is_written(
    run: Callable[..., Result], assessed: Callable[..., Path], more: tuple[str, ...], said: str
) -> None:
    folder = assessed().parent
    result = run("decide", "dossier.json", *more)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "\x1b" not in result.err
    assert not [*folder.rglob("*.approvals/*")]


def test_an_approval_under_decline_needs_a_reason_which_page_one_shows(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(DECLINED, "approvals: {against: 1}\n")
    assert "departs from the verdict, decline" in run("decide", "dossier.json", *OKAFOR, "--approve").err
    why = ("--reason", "The auditor signs next week", "--outcome", "signed")
    assert run("decide", "dossier.json", *OKAFOR, "--approve", *why).code == 0
    told = run("assess", "dossier.yaml").out
    assert "Signed against the verdict: The auditor signs next week. " in " ".join(told.split())


def test_a_vote_that_says_nothing_new_is_refused(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    run("decide", "dossier.json", *OKAFOR, "--approve")
    again = run("decide", "dossier.json", *OKAFOR[:4], "--on", "2026-12-02", "--approve")
    assert again.code == 2
    assert "this is there already, in 2026-12-01-s-okafor.yaml" in again.err
    assert run("decide", "dossier.json", *OKAFOR, "--approve", "--reason", "Looked again").code == 0


def test_the_numbers_asked_are_those_of_the_assessment_not_of_today(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    assessed()
    small(us=ORGANISATION + RULES.replace("proceed: 2", "proceed: 1"))
    run("decide", "dossier.json", *OKAFOR, "--approve")
    assert standing(run)["needed"] == 2


def test_what_people_decided_is_written_down_in_any_order(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    run("decide", "dossier.json", *MOORE, "--approve")
    assert run("decide", "dossier.json", *OKAFOR, "--approve").code == 0
    verified = run("verify", "dossier.json")
    assert verified.code == 0
    assert "Approved 2 of 2: S. Okafor on 1 Dec 2026 and R. Moore on 3 Dec 2026." in verified.out
    assert "the newest, 2026-12-01-s-okafor.yaml" in verified.out


def test_nobody_decides_before_what_is_their_own_or_came_of_it(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    run("decide", "dossier.json", *MOORE, "--approve")
    earlier = ("--on", "2026-12-02")
    again = run("decide", "dossier.json", "--by", "r. MOORE", "--role", "COO", "--abstain", *earlier)
    known = run("decide", "dossier.json", *OKAFOR[:4], "--became", "failed", *earlier)
    for result in (again, known):
        assert result.code == 2
        assert "--on:1:1: error back-dated: 2026-12-02 is before 2026-12-03, the day of " in result.err
    say(path, "R. Moore", on="2027-01-01", vote=None, role=None, became="failed")
    late = run("decide", "dossier.json", *OKAFOR, "--approve", "--forecast", "1")
    assert "2026-12-01 is before 2027-01-01, the day of 2027-01-01-r-moore.yaml" in late.err
    assert len([*path.with_name("dossier.approvals").iterdir()]) == 2


def test_a_day_after_today_is_refused(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assessed()
    monkeypatch.setattr("partnercheck.cli.clock.today", lambda: dt.date(2026, 11, 27))
    assert (
        "--on:1:1: error wrong-date: 2026-12-01 is after today"
        in run("decide", "dossier.json", *OKAFOR, "--approve").err
    )


def test_without_a_day_it_is_today_which_may_be_before_what_is_there(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(assessed(), "R. Moore", on="2026-12-03")
    monkeypatch.setattr("partnercheck.cli.clock.today", lambda: dt.date(2026, 11, 27))
    result = run("decide", "dossier.json", *OKAFOR[:4], "--approve")
    assert result.code == 0
    assert "written: dossier.approvals/2026-11-27-s-okafor.yaml" in result.err
    assert run("decide", "dossier.json", *OKAFOR[:4], "--on", "2026-12-03", "--abstain").code == 0
    monkeypatch.setattr("partnercheck.cli.clock.today", lambda: dt.date(2026, 11, 19))
    early = run("decide", "dossier.json", "--by", "J. W", "--role", "CIO", "--approve").err
    assert "today, 2026-11-19, is before 2026-11-20, the day that the assessment speaks for" in early
    assert "--on:1:1" not in early


def test_what_came_of_it_is_written_down_later_and_is_no_vote(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(rules="")
    early = run("decide", "dossier.json", *OKAFOR, "--became", "failed")
    assert "--became:1:1: error not-signed-yet: a deal that was neither approved nor signed" in early.err
    run("decide", "dossier.json", *OKAFOR, "--approve", "--forecast", "80", "--outcome", "signed")
    later = (
        "--by",
        "S. Okafor",
        "--became",
        "ended-early",
        "--on",
        "2027-06-01",
        "--reason",
        "They were sold",
    )
    result = run("decide", "dossier.json", *later)
    assert result.code == 0
    found = standing(run)
    assert (found["status"], len(found["votes"])) == ("approved", 1)
    assert found["became"]["became"] == "ended-early"
    assert "It ended early (known on 1 Jun 2027, S. Okafor): They were sold." in " ".join(result.out.split())


@pytest.mark.parametrize(
    ("rules", "votes", "known"),
    [
        ("proceed: 1", [{}], True),
        ("proceed: 1", [{"outcome": "deferred"}], False),
        ("proceed: 1", [{"vote": "abstain"}], False),
        ("proceed: 2", [{}], False),
        ("proceed: 2", [{"outcome": "signed"}], True),
        ("proceed: 1, by: [R. Moore]", [{"outcome": "signed"}], False),
        ("proceed: 1", [{}, {"vote": "reject", "reason": "No"}], False),
    ],
)
def test_something_came_of_what_was_approved_or_signed_by_who_counts(
    run: Callable[..., Result],
    assessed: Callable[..., Path],
    rules: str,
    votes: list[dict[str, str]],
    known: bool,
) -> None:
    path = assessed(rules=f"approvals: {{{rules}}}\n")
    for by, vote in zip(("S. Okafor", "J. Whitfield"), votes, strict=False):
        say(path, by, **vote)
    result = run("decide", "dossier.json", "--by", "R. Moore", "--became", "succeeded", "--on", "2027-01-01")
    assert (result.code == 0, "neither approved nor signed" in result.err) == (known, not known)
    counted = run("history", "--calibration", ".", "-f", "json").out
    assert json.loads(counted)["known"] == known


@pytest.mark.parametrize("kind", ["approval", "approvals"])
def test_files_and_results_fit_their_schemas(
    run: Callable[..., Result], assessed: Callable[..., Path], kind: str
) -> None:
    path = assessed()
    written = say(path, "S. Okafor", outcome="signed", forecast=70, reason="Because")
    schema = json.loads(run("schema", kind).out)
    if kind == "approvals":
        jsonschema.validate(standing(run), schema)
        return
    data = yaml.safe_load(written.read_text())
    days = {key: value.isoformat() for key, value in data.items() if isinstance(value, dt.date)}
    jsonschema.validate(data | days, schema)


def test_standard_input_and_other_files_are_no_assessments_to_decide_on(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    path.with_suffix(".txt").write_bytes(path.read_bytes())
    assert "approvals stand beside the file" in run("decide", "-").err
    assert "error wrong-assessment: this file is a rubric" in run("decide", "rubric.yaml").err
    assert "beside the `.json` of an assessment" in run("decide", "dossier.txt", *OKAFOR, "--approve").err
    machine = run("decide", "nothing.json", "--format", "json")
    assert (machine.code, json.loads(machine.out)["partnercheck"]) == (2, "diagnostics/1")


def test_quiet_writes_a_decision_and_says_nothing(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    assert run("decide", "dossier.json", *OKAFOR, "--approve", "-q") == (0, "", "")
    assert standing(run)["given"] == 1
