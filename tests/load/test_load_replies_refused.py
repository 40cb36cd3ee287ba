"""What is wrong with replies is told at their own lines; where they may lie, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from loaded_replies import OPEN, RULES, assessed, culture, said

from building import DOSSIER
from replying import reply, save

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_asked_is_read_from_below_the_folder_of_the_dossier(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    save(home, "a", reply(form="f"))
    (home / "replies" / "asked.yaml").write_text("forms: [", encoding="utf-8")
    assert said(home) == ["replies/asked.yaml:1: error not-yaml"]
    (home / "replies" / "asked.yaml").replace(tmp_path / "secret")
    (home / "replies" / "asked.yaml").symlink_to(tmp_path / "secret")
    assert said(home) == ["dossier.yaml:5: error outside"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"partner": "Other"}, "replies/a.yaml:3: error wrong-partner"),
        ({"rubric": "other@1.0.0"}, "replies/a.yaml:4: error wrong-rubric"),
        ({"rubric": "small@2.0.0"}, "replies/a.yaml:4: error rubric-version"),
        ({"rubric": "small@1.0.0"}, None),
        ({"partner": " ACME "}, None),
        (culture(7), "replies/a.yaml:10: error unknown-level"),
        ({"answers": {"money": {"gone": 7}}}, "replies/a.yaml:10: warning unknown-criterion"),
        ({"answers": {"money": {"liquidity": 2}}}, "replies/a.yaml:10: error measured"),
        (
            {"answers": {"money": {"deal": {"not_applicable": "x"}}}},
            "replies/a.yaml:10: error not-applicable",
        ),
        ({"answers": {"money": {"listing": "yes"}}}, "replies/a.yaml:10: warning ignored-answer"),
        (culture({"answer": 1, "evidence": "gossip"}), "replies/a.yaml:12: error unknown-grade"),
        ({"profile": {"colour": "red"}}, "replies/a.yaml:9: warning unknown-fact"),
        ({"extra": 1}, "replies/a.yaml:8: error unknown-key"),
        ({"partnercheck": "dossier/1"}, "replies/a.yaml:2: error wrong-file"),
        ({"date": None}, "replies/a.yaml:5: error wrong-date"),
        ({"role": None, "note": None, "profile": None, "answers": {"culture": None}}, None),
        (
            {"answers": {"culture": {"openness": 1}, "money": {"openness": 2}}},
            "replies/a.yaml:13: error duplicate-answer",
        ),
    ],
)
def test_what_is_wrong_with_a_reply_is_told_at_its_own_line(
    tmp_path: Path, change: dict[str, Any], found: str | None
) -> None:
    save(tmp_path, "a", reply(**change))
    assert (said(tmp_path) or [None])[0] == found


def test_no_reply_says_that_what_is_measured_does_not_apply_though_a_dossier_may(tmp_path: Path) -> None:
    rubric = RULES.replace("title: Liquidity", "title: Liquidity, allow_na: yes")
    dossier = DOSSIER.replace("    growth:", "    liquidity: {not_applicable: No debt}\n    growth:")
    assert said(tmp_path, dossier, rubric) == []
    save(tmp_path, "a", reply(answers={"money": {"liquidity": {"not_applicable": "No debt"}}}))
    assert said(tmp_path, OPEN, rubric) == ["replies/a.yaml:10: error measured"]


def test_that_what_is_measured_is_unknown_may_be_said_and_changes_nothing(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(answers={"money": {"liquidity": "unknown"}}))
    assert said(tmp_path) == []


def test_everything_wrong_with_all_replies_is_told_at_once(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(7)))
    save(tmp_path, "b", reply(by="A. Other", extra=1, **culture(8)))
    save(tmp_path, "c", reply(by="o. haddad ", **culture(1)))
    (tmp_path / "replies" / "d.json").write_text("{", encoding="utf-8")
    assert sorted(said(tmp_path)) == [
        "replies/a.yaml:10: error unknown-level",
        "replies/b.yaml:11: error unknown-level",
        "replies/b.yaml:8: error unknown-key",
        "replies/c.yaml:7: error duplicate-reply",
        "replies/d.json:1: error not-yaml",
    ]


def test_replies_lie_below_the_folder_of_the_dossier(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    outside = save(tmp_path, "a", reply(**culture(2)))
    for name in ("../replies/", "../replies/a.yaml", str(outside)):
        assert said(home, OPEN.replace("replies/", name, 1))[0].endswith("5: error outside")
    (home / "replies").mkdir()
    (home / "replies" / "b.yaml").symlink_to(outside)
    assert said(home) == ["dossier.yaml:5: error outside"]
    assert said(home, OPEN.replace("replies/", "nowhere/", 1)) == ["dossier.yaml:5: error unknown-replies"]


def test_replies_are_a_folder_or_a_list_of_files(tmp_path: Path) -> None:
    save(tmp_path, "a", reply(**culture(2)))
    save(tmp_path, "b", reply(by="A. Other", **culture(2)))
    save(tmp_path, "asked", {"partnercheck": "asked/1"})
    (tmp_path / "replies" / "notes.txt").write_text("x", encoding="utf-8")
    assert [each.file for each in assessed(tmp_path).replies] == ["replies/a.yaml", "replies/b.yaml"]
    listed = OPEN.replace("replies: replies/", "replies: [replies/b.yaml]")
    assert [each.by for each in assessed(tmp_path, listed).replies] == ["A. Other"]
    for same in ("./replies", "./replies/", "replies", "[replies, ./replies/b.yaml]"):
        again = assessed(tmp_path, OPEN.replace("replies: replies/", f"replies: {same}"))
        assert [each.file for each in again.replies] == ["replies/a.yaml", "replies/b.yaml"], same


def test_replies_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path, "a", reply(**culture(2)))
    save(tmp_path, "b", reply(by="A. Other", **culture(2)))
    monkeypatch.setattr("partnercheck.load.replies.MAX_TOGETHER", 200)
    assert said(tmp_path) == ["replies/b.yaml:1: error too-large"]
    monkeypatch.setattr("partnercheck.load.replies.MAX_REPLIES", 1)
    assert said(tmp_path) == ["dossier.yaml:5: error too-many"]
