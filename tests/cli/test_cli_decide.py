"""`partnercheck decide`: one person's decision in a file of its own, and what all of them come to."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from building import DOSSIER, ORGANISATION
from deciding import decide, say, signers
from partnercheck.cli.locking import locked
from partnercheck.diagnostics import InputError
from partnercheck.load.record import read_decidable, read_record
from partnercheck.model.approval import MAX_APPROVALS
from partnercheck.record.approval import approval
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

RULES = "approvals: {proceed: 2, conditional: 2, against: 3}\n"
DECLINED = DOSSIER.replace("audited: {answer: yes", "audited: {answer: no")
OKAFOR = ("--by", "S. Okafor", "--role", "CFO", "--on", "2026-12-01")
MOORE = ("--by", "R. Moore", "--role", "COO", "--on", "2026-12-03")


@pytest.fixture
def assessed(small: Callable[..., Path], run: Callable[..., Result]) -> Callable[..., Path]:
    """Assess the small dossier into a file beside it, two to approve; returns that file."""

    def assessed(dossier: str = DOSSIER, rules: str = RULES) -> Path:
        path = small(dossier=dossier, us=ORGANISATION + rules)
        assert run("assess", path.name, "-q", "-o", "dossier.json").code == 0
        return path.with_suffix(".json")

    return assessed


def standing(run: Callable[..., Result]) -> Any:
    return json.loads(run("decide", "dossier.json", "--format", "json").out)


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


def test_anybody_who_counts_rejects_it(run: Callable[..., Result], assessed: Callable[..., Path]) -> None:
    assessed()
    run("decide", "dossier.json", *OKAFOR, "--approve")
    run("decide", "dossier.json", "--by", "J. W", "--role", "COO", "--approve", "--on", "2026-12-02")
    result = run("decide", "dossier.json", *MOORE, "--reject", "--reason", "No owner")
    assert result.out.startswith(
        "Rejected by R. Moore on 3 Dec 2026.\nRejected against the verdict: No owner.\n"
    )


def test_a_later_vote_replaces_the_former_on_the_same_day_as_the_second(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    folder = assessed().parent
    run("decide", "dossier.json", *OKAFOR, "--reject", "--reason", "Not yet", "--outcome", "declined")
    run("decide", "dossier.json", "--by", "s.  okafor", *OKAFOR[2:], "--approve")
    found = standing(run)
    assert [each["why_not"] for each in found["votes"]] == ["a later vote replaces it", None]
    assert (found["status"], found["given"], found["missing"]) == ("pending", 1, 1)
    assert found["outcome"] is None
    names = sorted(path.name for path in (folder / "dossier.approvals").iterdir())
    assert names == ["2026-12-01-s-okafor-2.yaml", "2026-12-01-s-okafor.yaml"]


def test_an_assessors_own_vote_is_shown_and_not_counted(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(DOSSIER + "assessors: [{name: S. Okafor}]\n")
    run("decide", "dossier.json", *OKAFOR, "--reject", "--reason", "I know them")
    found = standing(run)
    assert (found["status"], found["given"]) == ("pending", 0)
    assert found["votes"][0]["why_not"] == "an assessor's own vote does not count"


def test_only_those_count_whom_the_organisation_lists(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(rules="approvals: {by: [r.  moore, {name: J. Whitfield, principal: jw@us.example}]}\n")
    run("decide", "dossier.json", *OKAFOR, "--approve")
    assert standing(run)["status"] == "pending"
    run("decide", "dossier.json", *MOORE, "--approve")
    found = standing(run)
    assert (found["status"], found["needed"]) == ("approved", 1)
    assert found["votes"][0]["why_not"] == "not one of those whose approval counts"


def test_a_name_that_is_nearly_one_that_counts_is_a_slip(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(rules="approvals: {by: [S. Okafor]}\n")
    slip = run("decide", "dossier.json", *MOORE, "--by", "S. Okafr", "--approve")
    assert slip.code == 2
    assert "--by:1:1: error unknown-name" in slip.err
    assert "did you mean `S. Okafor`?" in slip.err


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


def test_what_was_approved_is_not_carried_over_to_a_changed_dossier(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    assessed(rules="")
    run("decide", "dossier.json", *OKAFOR, "--approve")
    small(dossier=DECLINED)
    told = " ".join(run("assess", "dossier.yaml").out.split())
    assert (
        "This does not hold any more: the dossier has changed since and the verdict was proceed then" in told
    )
    assert run("verify", "dossier.json").code == 1


def test_one_more_than_a_record_holds_is_refused(assessed: Callable[..., Path]) -> None:
    path = assessed()
    say(path, "S. Okafor")
    record = read_record(path)
    full = record._replace(filed=record.filed * MAX_APPROVALS)
    with pytest.raises(InputError, match="200 have decided on it already"):
        approval(full, read_decidable(path), {})


def test_an_approval_dated_before_one_that_is_there_is_refused(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    run("decide", "dossier.json", *MOORE, "--approve")
    result = run("decide", "dossier.json", *OKAFOR, "--approve")
    assert result.code == 2
    assert "it cannot be before 2026-12-03" in result.err


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
    assert "today, 2026-11-27, is before 2026-12-03, the day of one already there" in result.err
    assert "--on" in result.err
    assert "--on:1:1" not in result.err
    assert run("decide", "dossier.json", *OKAFOR[:4], "--on", "2026-12-03", "--approve").code == 0


def test_what_came_of_it_is_written_down_later_and_is_no_vote(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed(rules="")
    early = run("decide", "dossier.json", *OKAFOR, "--became", "failed")
    assert "--became:1:1: error not-signed-yet: a deal that nobody signed has no outcome" in early.err
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


def test_what_one_who_counts_says_came_of_it_holds(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="approvals: {by: [S. Okafor]}\n")
    say(path, "S. Okafor", outcome="signed")
    say(path, "S. Okafor", on="2027-01-01", vote=None, role=None, became="succeeded")
    say(path, "R. Moore", on="2027-01-02", vote=None, role=None, became="failed")
    found = standing(run)
    assert found["became"]["by"] == "S. Okafor"
    told = " ".join(run("decide", "dossier.json").out.split())
    assert "It succeeded (known on 1 Jan 2027, S. Okafor)." in told
    assert "It failed (known on 2 Jan 2027, R. Moore). This does not hold: not one of those" in told


def test_an_unsound_record_is_pending_before_all_else(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    first = say(path, "S. Okafor", vote="reject", reason="No")
    say(path, "R. Moore")
    first.write_text(first.read_text() + "# no\n")
    assert run("decide", "dossier.json").out.startswith("Pending: the record of approvals is not sound")


def test_nothing_is_built_on_a_record_that_is_not_sound(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    first = say(path, "S. Okafor")
    say(path, "R. Moore", on="2026-12-02")
    first.write_text(first.read_text() + "# no\n")
    result = run("decide", "dossier.json", "--by", "J. W", "--role", "COO", "--approve", "--on", "2026-12-03")
    assert result.code == 2
    assert "2026-12-01-s-okafor.yaml:1:1: error not-sound: it has changed since" in result.err
    assert len([*first.parent.iterdir()]) == 2
    told = " ".join(run("assess", "dossier.yaml").out.split())
    assert "the record of approvals is not sound, and nothing in it counts as approved" in told


def test_what_is_not_signed_takes_no_signature_that_was_left_there(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    people = signers(path.parent)
    folder = path.parent / "dossier.approvals"
    folder.mkdir()
    (folder / "2026-12-01-s-okafor.yaml.sig").write_bytes(b"of one that was never written")
    unsigned = run("decide", "dossier.json", *OKAFOR, "--approve")
    assert unsigned.code == 2
    assert "error not-sound: its signature is there, but the approval is gone" in unsigned.err
    assert run("decide", "dossier.json", *OKAFOR, "--approve", "--sign", people.keys["S. Okafor"]).code == 0
    assert standing(run)["faults"] == []


def test_what_cannot_be_written_leaves_no_folder(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    unsigned = run("decide", "dossier.json", *OKAFOR, "--approve", "--sign", "no-key")
    assert (unsigned.code, (path.parent / "dossier.approvals").exists()) == (2, False)
    assert "error not-signed" in unsigned.err


def test_no_link_stands_for_the_assessment_beside_a_dossier(
    run: Callable[..., Result], assessed: Callable[..., Path], tmp_path: Path
) -> None:
    path = assessed()
    say(path, "S. Okafor")
    path.symlink_to(path.rename(tmp_path / "elsewhere.json"))
    told = " ".join(run("assess", "dossier.yaml").out.split())
    assert "Of dossier.json: this is a link, where a file must stand." in told
    assert "error outside" in run("decide", "dossier.json").err


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_in_place_of_the_folder_of_approvals_is_told(
    kind: str, run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    folder = assessed().parent / "dossier.approvals"
    folder.touch() if kind == "file" else folder.symlink_to("nowhere")
    result = run("decide", "dossier.json", *OKAFOR, "--approve")
    assert result.code == 2
    assert "error not-sound" in result.err
    verified = run("verify", "dossier.json")
    assert verified.code == 1
    assert "the approvals are not sound: 1 fault" in verified.out


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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs copies of this process")
def test_all_who_decide_at_once_do(assessed: Callable[..., Path]) -> None:
    path = assessed()
    people = ("S. Okafor", "R. Moore", "J. Whitfield", "A. Brandt")
    started = [
        forked("decide", path, "--by", name, "--role", "COO", "--approve", "--on", "2026-12-01")
        for name in people
    ]
    assert [os.waitpid(child, 0)[1] for child in started] == [0] * len(people)
    record = read_record(path)
    assert (len(record.filed), record.faults) == (len(people), ())
    assert sorted(len(each.approval.before) for each in record.filed) == [0, 1, 2, 3]


def forked(*arguments: object) -> int:
    """Run in a copy of this process; returns its id."""
    child = os.fork()
    if child == 0:
        os._exit(invoke(*arguments).code)
    return child


def test_an_old_decision_in_a_dossier_is_refused_with_what_to_do(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    small(dossier=DOSSIER + "decision: {by: Board, on: 2026-12-01, outcome: signed}\n")
    result = run("assess", "dossier.yaml")
    assert result.code == 2
    assert "dossier.yaml:17:1: error unknown-key: `decision` is not a key of this place" in result.err
    assert "give that to `partnercheck decide`" in result.err


def test_the_end_of_an_approval_is_due_and_stands_in_the_portfolio(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    folder = assessed(rules="").parent
    run("portfolio", ".", "-o", "all", "--no-reports")
    run("decide", "dossier.json", *OKAFOR, "--approve", "--valid-until", "2027-02-01")
    assert "2027-02-01  Acme: approval ends, S. Okafor" in run("due", ".").out
    assert "Nothing is due." in run("due", ".", "--by", "2027-01-31").out
    later = json.loads(run("due", ".", "--as-of", "2027-03-01", "--format", "json").out)
    assert [each["overdue"] for each in later["items"] if each["kind"] == "approval"] == [True]
    assert run("portfolio", ".", "-o", "all", "--no-reports").code == 0  # the approval alone is new
    partner = json.loads((folder / "all" / "portfolio.json").read_text())["partners"][0]
    assert partner["decided"] == {
        "status": "approved",
        "needed": 1,
        "given": 1,
        "outcome": None,
        "valid_until": "2027-02-01",
        "lapsed": False,
        "faults": 0,
    }
    assert "approved, 1 of 1, until 1 Feb 2027" in (folder / "all" / "index.html").read_text()
    assert "approved, 1 of 1, until 2027-02-01" in (folder / "all" / "portfolio.csv").read_text()


def test_an_end_is_not_due_of_what_must_be_decided_again(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    assessed(rules="")
    run("decide", "dossier.json", *OKAFOR, "--approve", "--valid-until", "2027-02-01")
    small(dossier=DECLINED, us=ORGANISATION)
    assert "approval ends" not in run("due", ".").out


def test_reports_beside_the_assessment_show_who_decided_on_it(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    folder = assessed(rules="").parent
    (folder / "board").mkdir()
    run("assess", "dossier.yaml", "-q", "-o", "board/dossier.json")
    run("decide", "board/dossier.json", *OKAFOR, "--approve")
    assert "Approved" not in run("assess", "dossier.yaml").out
    assert run("assess", "dossier.yaml", "-q", "-o", "board/").code == 0
    for name in ("dossier.md", "dossier.html"):
        assert "Approved 1 of 1: S. Okafor on 1 Dec 2026." in (folder / "board" / name).read_text()


def test_no_other_assessment_takes_the_place_of_one_that_was_decided_on(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    run("decide", "dossier.json", *OKAFOR, "--approve")
    before = path.read_bytes()
    assert run("assess", "dossier.yaml", "-q", "-o", "dossier.json").code == 0  # the same
    small(dossier=DECLINED)
    result = run("assess", "dossier.yaml", "-q", "-o", "dossier.json")
    assert result.code == 2
    assert "dossier.json:1:1: error decided: `dossier.approvals` holds decisions on" in result.err
    assert path.read_bytes() == before
    path.unlink()
    assert "error decided" in run("assess", "dossier.yaml", "-q", "-o", "dossier.json").err
    assert "dossier.json: there is no such file" in " ".join(run("assess", "dossier.yaml").out.split())


def test_openssh_alone_checks_a_signature(assessed: Callable[..., Path]) -> None:
    path = assessed()
    people = signers(path.parent)
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    (approval,) = (path.parent / "dossier.approvals").glob("*.yaml")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(people.allowed), "-I", "S. Okafor"]
    command += ["-n", "partnercheck-approval", "-s", f"{approval}.sig"]
    said = subprocess.run(command, input=approval.read_bytes(), capture_output=True, check=True)
    assert b'Good "partnercheck-approval" signature for S. Okafor' in said.stdout
    changed = approval.read_bytes().replace(b"approve", b"abstain")
    assert subprocess.run(command, input=changed, capture_output=True, check=False).returncode != 0


def test_a_key_known_under_another_name_speaks_for_whom_the_organisation_lists(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="approvals: {by: [{name: S. Okafor, principal: so@us.example}]}\n")
    people = signers(path.parent)
    people.allowed.write_text(people.allowed.read_text().replace('"S. Okafor"', "so@us.example"))
    as_principal = ("--approve", "--principal", "so@us.example")
    decide(path, "S. Okafor", *as_principal, signed_with=people.keys["S. Okafor"])
    verified = run("verify", "dossier.json", "--signers", "allowed_signers", "--signed")
    assert verified.code == 0, verified.out
    assert "signed as so@us.example" in verified.out
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    assert standing(run)["votes"][1]["why_not"] == "signed as S. Okafor, not as so@us.example"
    assert run("verify", "dossier.json", "--signers", "allowed_signers").code == 1


def test_a_key_is_valid_up_to_the_same_moment_wherever_its_signature_is_checked(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = assessed()
    people = signers(path.parent)
    listed = people.allowed.read_text()
    decide(path, "S. Okafor", "--approve", "--on", "2026-12-01", signed_with=people.keys["S. Okafor"])
    for zone in ("XXX-13", "XXX+11"):
        monkeypatch.setenv("TZ", zone)
        for hour, code in (("13", 0), ("11", 1)):  # a signature is held to be of noon
            until = f'"S. Okafor" valid-before="20261201{hour}0000"'
            people.allowed.write_text(listed.replace('"S. Okafor"', until))
            assert run("verify", "dossier.json", "--signers", "allowed_signers").code == code, (zone, hour)


def test_without_openssh_one_line_says_so(
    run: Callable[..., Result], assessed: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = assessed()
    people = signers(path.parent)
    decide(path, "S. Okafor", "--approve", signed_with=people.keys["S. Okafor"])
    monkeypatch.setenv("PATH", str(path.parent))
    for command in (
        ("decide", "dossier.json", *MOORE[:4], "--approve", "--sign", "key-1"),
        ("verify", "dossier.json", "--signers", "allowed_signers"),
    ):
        result = run(*command)
        assert result.code == 2
        assert result.err.splitlines()[0] == (
            "ssh-keygen:1:1: error no-openssh: it is not there; it makes and checks signatures"
        )
    unsigned = run("verify", "dossier.json")
    assert unsigned.code == 0
    assert "note: signatures are not checked without --signers" in unsigned.out


def test_signatures_that_are_asked_for_need_a_list_and_an_approval(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    people = signers(assessed().parent)
    assert "--signers" in run("verify", "dossier.json", "--signed").err
    assert "no such list" in run("verify", "dossier.json", "--signers", "nobody").err
    for wrong in ("us.yaml", people.keys["S. Okafor"].with_suffix(".pub").name):
        none = run("verify", "dossier.json", "--signers", wrong)
        assert (none.code, "error no-signers: this file lists no signers" in none.err) == (2, True)
    listed = ("verify", "dossier.json", "--signers", people.allowed)
    assert run(*listed).out.endswith("no approval stands beside it\n")
    assert run(*listed, "--signed").code == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process")
def test_a_decision_that_is_killed_is_written_whole_or_not_at_all(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    people = signers(path.parent)
    written = path.parent / "dossier.approvals"
    arguments = ("decide", path, *OKAFOR, "--approve", "--sign", people.keys["S. Okafor"])
    step, killed, again = 0, True, 0
    while killed:
        step += 1
        killed = dies_before(step, written, *arguments)
        record = read_record(path)
        assert all(each.signed for each in record.filed)
        if record.faults:  # a signature waits for its approval, and the same command brings it
            assert run(*arguments).code == 0
            assert (len(read_record(path).filed), read_record(path).faults) == (1, ())
            again += 1
        shutil.rmtree(written, ignore_errors=True)
    assert step > 5
    assert again


def dies_before(step: int, folder: Path, *arguments: object) -> bool:
    """Run in a copy of this process that is killed before its nth step on files below a folder."""
    child = os.fork()
    if child == 0:
        left = [step]

        def watch(event: str, details: tuple[object, ...]) -> None:
            if event in {"open", "os.rename", "os.mkdir"} and str(details[0]).startswith(str(folder)):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        invoke(*arguments)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def test_whoever_decides_on_what_has_changed_since_is_told(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    assessed()
    assert "note:" not in run("decide", "dossier.json", *OKAFOR, "--approve").err
    small(dossier=DECLINED, us=ORGANISATION + RULES)
    result = run("decide", "dossier.json", *MOORE, "--approve")
    assert result.code == 0
    told = "note: dossier.yaml is assessed otherwise now: the dossier has changed since"
    assert told in result.err
    small(dossier=DOSSIER, us=ORGANISATION + RULES.replace("proceed: 2", "proceed: 1"))
    assert "the organisation has changed since" in run("decide", "dossier.json").err


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("{conditional: 3, by: [A, B]}", "us.yaml:4:26: error wrong-value: `by` lists fewer people (2) than"),
        ("{by: [A. B, {name: ' a.  b'}]}", "us.yaml:4:24: error duplicate: this person is listed already"),
        ("{proceed: 0}", "us.yaml:4:22: error wrong-value: 0 is out of range: it should be at least 1"),
        ("{by: []}", "us.yaml:4:17: error empty: at least 1 entry needed here"),
        ("{declined: 2}", "us.yaml:4:13: error unknown-key: `declined` is not a key of this place"),
    ],
)
def test_rules_that_nobody_could_meet_are_refused_at_their_place(
    run: Callable[..., Result], small: Callable[..., Path], rules: str, said: str
) -> None:
    small(us=ORGANISATION + f"approvals: {rules}\n")
    result = run("assess", "dossier.yaml")
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_quiet_writes_a_decision_and_says_nothing(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    assessed()
    assert run("decide", "dossier.json", *OKAFOR, "--approve", "-q") == (0, "", "")
    assert standing(run)["given"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is held by a file there")
def test_an_assessment_waits_for_whoever_decides_on_the_one_in_its_place(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    before = path.read_bytes()
    assert run("decide", path.name, *OKAFOR, "--approve").code == 0
    record, aside = path.with_suffix(".approvals"), path.with_suffix(".aside")
    record.rename(aside)
    done: list[Result] = []
    command = ("assess", "dossier.yaml", "-q", "--as-of", "2026-11-21", "-o", path.name)
    waiting = threading.Thread(target=lambda: done.append(run(*command)))
    with locked(path.parent):
        waiting.start()
        waiting.join(0.5)
        assert done == []
        aside.rename(record)
    waiting.join(60)
    assert (done[0].code, path.read_bytes()) == (2, before)
    assert "error decided" in done[0].err
