"""`collect`: who replies twice, is asked again, or replied before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_collected import ASKING, BARE, fill, kept, minutes

from building import dump, lay_out
from partnercheck.source import parse
from pinning import pin
from portfolios import tree
from replying import reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]


def test_nothing_is_overwritten_without_replace(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1})
    assert run("collect", "dossier.yaml", "back").code == 0
    before = tree(home)
    assert "there already" in run("collect", "dossier.yaml", "back").out
    fill(home, "haddad", {"openness": 2})
    changed = tree(home)
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "error exists: there is already a reply of `O. Haddad`" in result.err) == (2, True)
    pin(result.err)
    assert tree(home) == changed
    assert before != changed
    assert "in place of an earlier one" in run("collect", "dossier.yaml", "back", "--replace").out
    assert kept(home, "them-o-haddad")["answers"]["culture"]["openness"] == "2"
    fill(home, "moore", {"openness": 2}, by="o. haddad")
    (home / "back" / "again.json").write_bytes(fill(home, "haddad", {"openness": 0}).read_bytes())
    result = run("collect", "dossier.yaml", "back/again.json", "back/haddad.json", "--replace")
    assert (result.code, "again.json: taken in place" in result.out) == (0, True)


def test_an_older_reply_never_takes_the_place_of_a_newer_one(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1})
    assert run("collect", "dossier.yaml", "back").code == 0
    before = tree(home / "dossier-replies")
    fill(home, "haddad", {"openness": 0}, date="2026-10-13")
    result = run("collect", "dossier.yaml", "back", "--replace")
    assert (result.code, tree(home / "dossier-replies")) == (0, before)
    assert "haddad.json: left alone, a later one is there (O. Haddad, their side)" in result.out


def test_of_two_replies_of_one_person_the_first_is_taken(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1}).rename(home / "back" / "a.json")
    fill(home, "haddad", {"openness": 2}, by=" o. HADDAD")
    result = run("collect", "dossier.yaml", "back", "--replace")
    assert (result.code, "haddad.json: refused" in result.out) == (2, True)
    assert kept(home, "them-o-haddad")["answers"]["culture"]["openness"] == "1"


def test_a_form_of_ours_comes_after_a_reply_to_none_of_the_same_day(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2})
    stray = reply("them", "O. Haddad", date="2026-10-14", answers={"culture": {"openness": 0, "pace": 1}})
    (home / "back" / "stray.yaml").write_text(dump(stray), encoding="utf-8")
    result = run("collect", "dossier.yaml", "back", "--side", "them")
    assert (result.code, "haddad.json: taken in place of an earlier one" in result.out) == (0, True)
    assert kept(home, "them-o-haddad")["answers"]["culture"]["openness"] == "2"


def test_who_is_asked_again_keeps_what_was_not_asked_again(home: Path, run: Run) -> None:
    lay_out(home, dossier=BARE.replace("listed: no", "listed: unknown"), rubric=ASKING)
    ask = ("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad")
    assert run(*ask, "-o", "haddad.yaml", "--force").code == 0
    fill(
        home,
        "haddad",
        {"openness": 1, "pace": {"answer": 2, "note": "So"}, "deal": "joint"},
        profile={"listed": "no"},
    )
    assert run("collect", "dossier.yaml", "back").code == 0
    assert run(*ask, "--only", "openness,growth", "-o", "again.yaml").code == 0
    (home / "back" / "haddad.json").unlink()
    fill(home, "again", {"openness": 2, "growth": 5}, date="2026-11-02")
    assert run("collect", "dossier.yaml", "back").code == 2
    assert run("collect", "dossier.yaml", "back", "--replace").code == 0
    found = kept(home, "them-o-haddad")
    word = {"grade": "declared", "source": "Reply of O. Haddad", "date": "2026-10-14"}
    assert found["date"] == "2026-11-02"
    assert found["answers"]["culture"] == {
        "openness": "2",
        "pace": {"answer": "2", "note": "So", "evidence": [word]},
        "habits": "unknown",
    }
    assert found["answers"]["money"]["growth"] == "5"
    assert found["answers"]["money"]["deal"] == {"answer": "joint", "evidence": [word]}
    assert found["profile"] == {"listed": {"is": "no", "evidence": [word]}}
    before = tree(home)
    assert "there already" in run("collect", "dossier.yaml", "back").out
    assert tree(home) == before


def test_a_reply_takes_the_place_of_one_that_the_dossier_names_by_itself(home: Path, run: Run) -> None:
    earlier = dump(reply("them", "O. Haddad", date="2026-10-01", answers={"culture": {"openness": 0}}))
    (home / "theirs").mkdir()
    (home / "theirs" / "haddad.yaml").write_text(earlier, encoding="utf-8")
    (home / "dossier.yaml").write_text(BARE + "replies: [theirs/haddad.yaml]\n", encoding="utf-8")
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "m.txt").write_bytes(b"We met.")
    assert run("collect", "dossier.yaml", "back", "--replace").code == 0
    found = parse((home / "theirs" / "haddad.yaml").read_bytes(), "haddad.yaml").data
    (item,) = found["answers"]["culture"]["openness"]["evidence"]
    assert (home / "theirs" / item["file"]).read_bytes() == b"We met."
    assert [each.name for each in (home / "dossier-replies").iterdir()] == ["asked.yaml"]
    told = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    assert told["dimensions"][0]["criteria"][0]["evidence"]["grade"] == "documented"


@pytest.mark.parametrize("first_alone", [None, "haddad", "again"])
def test_a_first_reply_and_a_follow_up_are_one_in_any_order(
    home: Path, run: Run, first_alone: str | None
) -> None:
    ask = ("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "--only", "openness")
    assert run(*ask, "-o", "again.yaml").code == 0
    fill(home, "haddad", {"openness": 0, "pace": minutes()}, date="2026-11-02")
    fill(home, "again", {"openness": 2}, date="2026-11-02")
    (home / "back" / "m.txt").write_bytes(b"We met.")
    enclosed = ["back/m.txt"] if first_alone == "haddad" else []
    if first_alone:
        assert run("collect", "dossier.yaml", f"back/{first_alone}.json", *enclosed).code == 0
    result = run("collect", "dossier.yaml", "back", *(["--replace"] if first_alone else []))
    assert result.code == 0, result.err
    culture = kept(home, "them-o-haddad")["answers"]["culture"]
    assert (culture["openness"], culture["pace"]["answer"]) == ("2", "2")
    (copy,) = (home / "dossier-replies" / "evidence").iterdir()
    assert copy.read_bytes() == b"We met."
    there = tree(home)
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, tree(home)) == (0, there)
    copy.unlink()  # what a later reply has kept of an earlier one comes back with that
    assert run("collect", "dossier.yaml", "back").code == 0
    assert tree(home) == there
    assert "again.json: there already" in result.out
    assert "haddad.json: left alone, a later one is there" in result.out


def test_what_means_something_else_now_is_not_kept_from_an_earlier_reply(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1, "pace": 2}).rename(home / "back" / "first.json")
    assert run("collect", "dossier.yaml", "back/first.json").code == 0
    lay_out(home, dossier=BARE, rubric=ASKING.replace("1: ajar", "1: open on weekdays"))
    ask = ("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "--only", "growth")
    assert run(*ask, "-o", "again.yaml").code == 0
    path = fill(home, "again", {"growth": 5}, date="2026-11-02")
    result = run("collect", "dossier.yaml", path, "--replace")
    assert (result.code, result.err.count("warning")) == (0, 1)
    pin(result.err)
    assert "them-o-haddad.yaml:10:13: warning changed-levels: `openness` had other" in result.err
    culture = kept(home, "them-o-haddad")["answers"]["culture"]
    assert ("openness" in culture, culture["pace"]["answer"]) == (False, "2")
