"""What the decisions on one assessment come to, and where that is told."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from cli_decided import DECLINED, MOORE, OKAFOR, RULES, standing

from building import DOSSIER, ORGANISATION
from deciding import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


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
    verified = run("verify", "dossier.json")
    assert verified.code == 1
    why = "the dossier has changed since and the verdict was proceed then"
    assert f"This does not hold any more: {why}. It must be decided" in " ".join(verified.out.split())


def test_verify_says_of_what_was_approved_whether_it_holds(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    assert "hold any more" not in run("verify", "dossier.json").out  # nobody has decided
    run("decide", "dossier.json", *OKAFOR, "--approve")
    assert "hold any more" not in run("verify", "dossier.json").out
    rubric = path.parent / "rubric.yaml"
    rubric.write_text(f"{rubric.read_text()}# looked at again\n")
    result = run("verify", "dossier.json", "-f", "json")
    assert (result.code, json.loads(result.out)["approvals"]["overtaken"]) == (
        1,
        ["the rubric has changed since"],
    )


@pytest.mark.parametrize("now", ["otherwise", None])
def test_what_was_approved_does_not_outlast_its_evidence(
    now: str | None, run: Callable[..., Result], assessed: Callable[..., Path], folder: Path
) -> None:
    (folder / "clock.txt").write_text("as it was")
    digest = sha256(b"as it was").hexdigest()
    item = f"{{grade: verified, source: A clock, date: 2026-10-01, file: clock.txt, sha256: {digest}}}"
    assessed(DOSSIER.replace("{answer: 2, evidence: verified}", f"{{answer: 2, evidence: [{item}]}}"), "")
    run("decide", "dossier.json", *OKAFOR, "--approve", "--valid-until", "2027-02-01")
    assert "approval ends" in run("due", ".", "--by", "2027-03-01").out
    assert standing(run)["overtaken"] == []
    (folder / "clock.txt").unlink()
    if now is not None:
        (folder / "clock.txt").write_text(now)
    why = ["the evidence has changed since"]
    verified = json.loads(run("verify", "dossier.json", "-f", "json").out)
    assert (verified["same"], verified["approvals"]["overtaken"]) == (False, why)
    again = json.loads(run("report", "dossier.json", "-f", "json").out)
    assert again["verdict"]["level"] == verified["verdict"]
    assert standing(run)["overtaken"] == why
    told = "This does not hold any more: the evidence has changed since. It must be decided again."
    for said in (run("assess", "dossier.yaml"), run("verify", "dossier.json"), run("decide", "dossier.json")):
        assert told in " ".join(said.out.split())
    assert "approval ends" not in run("due", ".", "--by", "2027-03-01").out
    assert run("portfolio", ".", "-o", "all", "--no-reports", "-q").code == 0
    partner = json.loads((folder / "all" / "portfolio.json").read_text())["partners"][0]
    assert partner["decided"]["lapsed"]


def test_what_was_approved_knowing_that_a_file_was_missing_holds_while_it_is(
    run: Callable[..., Result], assessed: Callable[..., Path], folder: Path
) -> None:
    item = "{grade: verified, source: A clock, date: 2026-10-01, file: clock.txt}"
    assessed(DOSSIER.replace("{answer: 2, evidence: verified}", f"{{answer: 2, evidence: [{item}]}}"), "")
    run("decide", "dossier.json", *OKAFOR, "--approve")
    assert standing(run)["overtaken"] == []
    assert "hold any more" not in run("assess", "dossier.yaml").out
    (folder / "clock.txt").write_text("found")
    assert "the evidence has changed since" in " ".join(run("assess", "dossier.yaml").out.split())


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
