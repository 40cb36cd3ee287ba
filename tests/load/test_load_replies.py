"""Replies merged into the dossier as ratings: whose voice, which grade, which fact."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from loaded_replies import LINKED, OPEN, RULES, assessed, culture, said

from building import RUBRIC, lay_out
from partnercheck.engine import assess
from partnercheck.load import Loader
from partnercheck.model.asked import fingerprint
from replying import reply, save

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.assessment import CriterionResult


def openness(folder: Path, dossier: str = OPEN) -> CriterionResult:
    return assessed(folder, dossier).dimensions[0].criteria[0]


def test_answers_are_ratings_of_their_side_and_person(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(2)))
    save(tmp_path, "b", reply("us", "J. Moore", **culture({"answer": 1, "note": "Mostly"})))
    found = openness(tmp_path)
    assert found.answer == [
        {"by": "O. Haddad", "side": "them", "answer": 2},
        {"by": "J. Moore", "side": "us", "answer": 1},
    ]
    assert (found.value.point, found.perception_gap, tuple(found.raters)) == (75, 50, (1, 1, 0))


def test_a_word_is_declared_by_them_and_asserted_by_others(tmp_path: Path) -> None:
    for side, grade in (("them", "declared"), ("us", "asserted"), ("reference", "asserted")):
        save(tmp_path, "a", reply(side, role="director", **culture(2)))
        evidence = openness(tmp_path).evidence
        assert evidence is not None
        item = evidence.items[0]
        assert (item.grade, item.date) == (grade, dt.date(2026, 10, 14))
        assert item.source == "Reply of O. Haddad, director"


def test_without_those_grades_a_word_has_the_weakest(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(2)))
    grades = "{checked: {reliability: 0.9}, heard: {reliability: 0.2}}"
    rubric = RUBRIC + f"evidence: {{grades: {grades}, default: heard, clears: checked}}\n"
    dossier = OPEN.replace("audited, source", "checked, source").replace("verified", "checked")
    dossier = dossier.replace("evidence: audited", "evidence: checked")
    evidence = assessed(tmp_path, dossier, rubric).dimensions[0].criteria[0].evidence
    assert evidence is not None
    assert evidence.grade == "heard"


@pytest.mark.parametrize(
    ("side", "sealed", "grade"),
    [
        ("them", False, "declared"),
        ("them", True, "documented"),
        ("reference", False, "declared"),
        ("reference", True, "documented"),
        ("us", False, "verified"),
        ("us", True, "verified"),
    ],
)
def test_what_outsiders_claim_counts_as_declared_but_for_files_that_are_sealed(
    tmp_path: Path, side: str, sealed: bool, grade: str
) -> None:
    item: dict[str, Any] = {"grade": "verified", "source": "Minutes", "date": "2026-10-01", "file": "m.txt"}
    if sealed:
        item["sha256"] = sha256(b"minutes").hexdigest()
    save(tmp_path, "a", reply(side, **culture({"answer": 2, "evidence": [item]})))
    (tmp_path / "replies" / "m.txt").write_bytes(b"minutes")
    evidence = openness(tmp_path).evidence
    assert evidence is not None
    assert [(each.grade, each.counts) for each in evidence.items] == [(grade, True)]


def test_a_sealed_file_that_has_changed_counts_for_nothing(tmp_path: Path) -> None:
    item = {"grade": "documented", "source": "M", "date": "2026-10-01", "file": "m.txt", "sha256": "0" * 64}
    save(tmp_path, "a", reply(**culture({"answer": 2, "evidence": [item]})))
    (tmp_path / "replies" / "m.txt").write_bytes(b"minutes")
    assert "replies/a.yaml:13: warning evidence" in said(tmp_path)
    evidence = openness(tmp_path).evidence
    assert evidence is not None
    assert evidence.grade == "asserted"


def test_an_answer_of_the_dossier_stands_and_what_was_replied_is_shown_beside_it(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(1)))
    found = openness(tmp_path, LINKED)
    assert (found.answer, found.value.point) == (2, 100)
    assert [tuple(each) for each in found.beside] == [("O. Haddad", "them", 1)]
    assert said(tmp_path, LINKED) == ["dossier.yaml:10: warning differs"]
    save(tmp_path, "a", reply(**culture(2)))
    assert said(tmp_path, LINKED) == []


def test_evidence_of_an_entry_without_an_answer_is_added_to_the_ratings(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(2)))
    entry = "openness: {evidence: [{grade: verified, source: We saw it, date: 2026-10-02}]}\n    pace"
    evidence = openness(tmp_path, OPEN.replace("pace", entry)).evidence
    assert evidence is not None
    assert (evidence.grade, [each.grade for each in evidence.items]) == ("verified", ["verified", "declared"])


def test_not_applicable_holds_only_if_every_reply_that_answers_says_so(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture({"not_applicable": "No matter"})))
    save(tmp_path, "b", reply(by="A. Other", **culture("unknown")))
    assert openness(tmp_path).answer == {"not_applicable": "No matter"}
    save(tmp_path, "b", reply(by="A. Other", **culture(1)))
    assert [each["answer"] for each in openness(tmp_path).answer] == [None, 1]
    assert said(tmp_path) == ["replies/a.yaml:11: warning left-out"]


def test_ratings_of_the_dossier_and_replies_stand_together_one_voice_a_person(tmp_path: Path) -> None:
    rated = "openness: {ratings: [{by: J. Moore, side: us, answer: 0}]}\n    pace"
    dossier = OPEN.replace("pace", rated)
    save(tmp_path, "a", reply(**culture(2)))
    assert [each["by"] for each in openness(tmp_path, dossier).answer] == ["J. Moore", "O. Haddad"]
    save(tmp_path, "b", reply("us", " j.  moore", **culture(2)))
    assert said(tmp_path, dossier) == ["replies/b.yaml:10: error duplicate-rating"]
    twice = rated.replace("}]", "}, {by: J.  MOORE, side: us, answer: 0}]")
    assert "dossier.yaml:10: error duplicate-rating" in said(tmp_path, OPEN.replace("pace", twice))


def test_facts_fill_what_the_dossier_leaves_out(tmp_path: Path) -> None:
    dossier = OPEN.replace("stage: grown, listed: no", "stage: unknown, listed: no")
    save(tmp_path, "a", reply("us", profile={"stage": "young"}))
    fact = assessed(tmp_path, dossier).profile[0]
    assert (fact.fact, fact.value, fact.grade) == ("stage", "young", "asserted")
    save(tmp_path, "b", reply("us", "J. Moore", profile={"stage": "grown"}))
    assert said(tmp_path, dossier) == ["replies/b.yaml:9: error differs"]
    assert said(tmp_path) == ["replies/a.yaml:9: warning differs"]


def test_a_fact_from_the_side_that_was_not_to_be_asked_is_a_warning(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(profile={"stage": "grown"}))
    assert said(tmp_path) == ["replies/a.yaml:9: warning wrong-voice"]


def test_an_answer_that_means_something_else_now_is_left_out(tmp_path: Path) -> None:
    lay_out(tmp_path, dossier=OPEN, rubric=RULES)
    used = Loader(tmp_path).rubric(str(tmp_path / "rubric.yaml"))
    asked = {name: fingerprint(used.rubric.criteria[name]) for name in ("openness", "pace")}
    sent = {"id": "f", "side": "them", "file": "f.html", "rubric": "small@1.2.0", "sha256": used.sha256}
    save(tmp_path, "asked", {"partnercheck": "asked/1", "forms": [{**sent, "questions": asked}]})
    answers = {"culture": {"openness": 1, "pace": 2}}
    save(tmp_path, "a", reply(sha256=used.sha256, form="f", answers=answers))
    assert said(tmp_path) == []
    newer = RULES.replace("1: ajar", "1: open on weekdays")
    found = assessed(tmp_path, OPEN, newer)
    assert [(each.line, each.code) for each in found.diagnostics] == [
        (8, "other-version"),
        (12, "changed-levels"),
    ]
    assert found.diagnostics[0].message == (
        "it answers another version of the rubric; answers that meant something else are left out"
    )
    assert found.dimensions[0].criteria[0].answer is None
    assert [each.by for each in found.dimensions[0].criteria[1].beside] == ["O. Haddad"]
    save(tmp_path, "asked", {"partnercheck": "asked/1"})
    found = assessed(tmp_path, OPEN, newer)
    assert [each.message for each in found.diagnostics] == [
        "it answers another version of the rubric; no form tells which questions changed"
    ]


def test_a_reply_is_the_same_as_ratings_written_by_hand(tmp_path: Path) -> None:
    answers = {"culture": {"openness": 2, "pace": 1}, "money": {"deal": "sale", "growth": 3, "audited": "no"}}
    save(tmp_path, "a", reply(answers=answers))
    bare = OPEN[: OPEN.index("answers:")]
    lay_out(tmp_path, dossier=bare, rubric=RULES)
    one = assess(Loader(tmp_path).dossier(tmp_path / "dossier.yaml"))
    evidence = "[{grade: declared, source: Reply of O. Haddad, date: 2026-10-14}]"
    lines = ["answers:"]
    for group, entries in answers.items():
        lines.append(f"  {group}:")
        for name, raw in entries.items():
            rating = f"{{by: O. Haddad, side: them, answer: {raw}, evidence: {evidence}}}"
            lines.append(f"    {name}: {{ratings: [{rating}]}}")
    lay_out(tmp_path, dossier=bare.replace("replies: replies/\n", "") + "\n".join(lines), rubric=RULES)
    other = assess(Loader(tmp_path).dossier(tmp_path / "dossier.yaml"))
    assert one._replace(dossier=other.dossier, replies=()) == other
