"""`collect`: what comes back is checked, kept beside the dossier, and told."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from building import DOSSIER, RUBRIC, dump, lay_out
from partnercheck.importing.replies import collecting
from partnercheck.load.folders import dossiers_in
from partnercheck.source import parse
from pinning import pin
from portfolios import tree
from replying import reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]

BARE = DOSSIER[: DOSSIER.index("answers:")] + "# written by hand\n"
ASKING = RUBRIC.replace("listed: {type", "listed: {ask: partner, type")


@pytest.fixture
def home(folder: Path, run: Run) -> Path:
    """A dossier without answers, and three forms that were sent."""
    lay_out(folder, dossier=BARE, rubric=ASKING)
    for side, name in (("them", "O. Haddad"), ("us", "J. Moore"), ("us", "K. Late")):
        form = name[3:].lower()
        command = ("ask", "dossier.yaml", "--side", side, "--for", name, "--by", "2026-12-11")
        assert run(*command, "-o", f"{form}.yaml").code == 0
    (folder / "back").mkdir()
    return folder


def fill(home: Path, form: str, answers: dict[str, Any], **more: Any) -> Path:
    """Fill in a form that was sent, and put it where mail was saved."""
    data = json.loads(json.dumps(parse((home / f"{form}.yaml").read_bytes(), form).data))
    for entries in data["answers"].values():
        entries.update({name: answers[name] for name in entries if name in answers})
    path = home / "back" / f"{form}.json"
    path.write_text(json.dumps({**data, "date": "2026-10-14", **more}), encoding="utf-8")
    return path


def kept(home: Path, name: str) -> Any:
    return parse((home / "dossier-replies" / f"{name}.yaml").read_bytes(), name).data


def test_what_comes_back_is_kept_one_file_a_person(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1, "pace": {"answer": 2, "note": "So it seems"}}, role="director")
    fill(home, "moore", {"openness": 2})
    before = (home / "dossier.yaml").read_bytes()
    result = run("collect", "dossier.yaml", "back")
    assert result.code == 0, result.err
    assert "back/haddad.json: taken (O. Haddad, their side): dossier-replies/them-o-haddad.yaml" in result.out
    assert "Missing: 1\n  K. Late, our side, asked with late.yaml, to be returned by 2026-12-11" in result.out
    assert "  replies: dossier-replies/\n" in result.out
    found = kept(home, "them-o-haddad")
    assert (found["side"], found["role"], found["answers"]["culture"]["openness"]) == (
        "them",
        "director",
        "1",
    )
    assert (home / "dossier.yaml").read_bytes() == before


def test_the_line_is_added_and_nothing_else_is_changed(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1})
    raw = (home / "dossier.yaml").read_bytes().replace(b"\n", b"\r\n")
    (home / "dossier.yaml").write_bytes(raw)
    linked = "dossier.yaml: now names dossier-replies/ as its replies\n"
    assert linked in run("collect", "dossier.yaml", "back", "--link").out
    assert (home / "dossier.yaml").read_bytes() == raw + b"replies: dossier-replies/\r\n"
    assert "O. Haddad" in run("assess", "dossier.yaml", "--format", "json").out
    before = tree(home)
    assert run("collect", "dossier.yaml", "back", "--link").code == 0
    assert tree(home) == before


def test_a_dry_run_writes_nothing(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1})
    before = tree(home)
    result = run("collect", "dossier.yaml", "back", "--link", "--dry-run")
    assert (result.code, "Nothing is written" in result.out) == (0, True)
    assert "Answered: 1\n  O. Haddad (their side), 2026-10-14: 1 answer" in result.out
    assert tree(home) == before


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


def test_one_bad_file_stops_none_of_the_others(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 9, "pace": 9})
    fill(home, "moore", {"openness": 2})
    (home / "back" / "cut.yaml").write_text("partnercheck: reply/1\nby: [", encoding="utf-8")
    (home / "back" / "late.json").write_text(json.dumps(reply(partner="Other")), encoding="utf-8")
    result = run("collect", "dossier.yaml", "back")
    assert result.code == 2
    for said in (
        "error unknown-level",
        "error unknown-position",
        "cut.yaml:2:",
        "error not-yaml",
        "late.json:1:",
        "error wrong-partner",
    ):
        assert said in result.err
    assert sorted(each.name for each in (home / "dossier-replies").iterdir()) == [
        "asked.yaml",
        "us-j-moore.yaml",
    ]


def test_files_that_came_with_a_reply_are_copied_and_sealed(home: Path, run: Run) -> None:
    item = {
        "source": "Minutes",
        "date": "2026-10-01",
        "file": "C:\\Users\\me\\Minutes.TXT",
        "sha256": "0" * 64,
    }
    fill(home, "haddad", {"openness": {"answer": 2, "evidence": [item]}})
    (home / "back" / "minutes.txt").write_bytes(b"We met.")
    assert run("collect", "dossier.yaml", "back", "--link").code == 0
    digest = sha256(b"We met.").hexdigest()
    (found,) = kept(home, "them-o-haddad")["answers"]["culture"]["openness"]["evidence"]
    assert (found["file"], found["sha256"]) == (f"evidence/minutes-{digest[:12]}.txt", digest)
    assert (home / "dossier-replies" / found["file"]).read_bytes() == b"We met."
    told = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    assert told["dimensions"][0]["criteria"][0]["evidence"]["grade"] == "documented"


def test_a_file_that_did_not_come_with_it_is_no_evidence(home: Path, run: Run) -> None:
    """Not even one that stands where the reply says: it may be anybody's."""
    (home / "secret.txt").write_text("ours", encoding="utf-8")
    item = {"grade": "audited", "source": "Accounts", "date": "2026-10-01"}
    evidence = [{**item, "file": "../secret.txt"}, {**item, "file": "/etc/hostname", "sha256": "0" * 64}]
    path = fill(home, "haddad", {"openness": {"answer": 2, "evidence": evidence}})
    result = run("collect", "dossier.yaml", path, "--link")
    assert (result.code, result.err.count("warning not-enclosed")) == (0, 2)
    pin(result.err)
    assert [
        list(each) for each in kept(home, "them-o-haddad")["answers"]["culture"]["openness"]["evidence"]
    ] == [["grade", "source", "date"]] * 2
    told = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    assert told["dimensions"][0]["criteria"][0]["evidence"]["grade"] == "declared"


def test_whose_a_reply_is_comes_from_what_was_asked(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2}, side="us")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "warning wrong-side" in result.err) == (0, True)
    pin(result.err)
    assert kept(home, "them-o-haddad")["side"] == "them"


def test_a_form_that_was_sent_to_one_person_gives_one_voice(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2}, by="O.  HADDAD")
    assert run("collect", "dossier.yaml", "back").err == ""
    fill(home, "moore", {"openness": 2}, by="A. Other")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err.count("warning")) == (0, 1)
    pin(result.err)
    assert "moore.json:1:" in result.err
    assert "warning other-person: this form was sent to `J. Moore`, not to `A. Other`" in result.err
    before = tree(home / "dossier-replies")
    fill(home, "moore", {"openness": 2})
    result = run("collect", "dossier.yaml", "back", "--replace")
    assert (result.code, "moore.json: refused" in result.out) == (2, True)
    assert "error second-voice: this form was sent to one person, and `A. Other` has" in result.err
    pin(result.err)
    assert tree(home / "dossier-replies") == before


def test_a_person_is_missing_once_however_the_name_is_written(home: Path, run: Run) -> None:
    ask = ("ask", "dossier.yaml", "--side", "us", "--for", "k.  LATE", "-o", "latest.yaml")
    assert run(*ask).code == 0
    out = run("collect", "dossier.yaml", fill(home, "moore", {"openness": 2})).out
    assert ("latest.yaml" in out, "with late.yaml" in out) == (True, False)


def test_a_reply_nobody_asked_for_needs_a_side(home: Path, run: Run) -> None:
    path = home / "back" / "stray.yaml"
    path.write_text(dump(reply("us", "B. Alis", answers={"culture": {"openness": 2}})), encoding="utf-8")
    result = run("collect", "dossier.yaml", path)
    assert (result.code, "error not-asked" in result.err, result.err.count("error")) == (2, True, 1)
    pin(result.err)
    assert run("collect", "dossier.yaml", path, "--side", "reference").code == 0
    assert kept(home, "reference-b-alis")["side"] == "reference"


def test_what_was_not_asked_is_left_out(home: Path, run: Run) -> None:
    lay_out(home, dossier=BARE, rubric=RUBRIC)
    assert run("ask", "dossier.yaml", "--side", "them", "--only", "openness", "-o", "one.yaml").code == 0
    more = {"profile": {"listed": "no"}, "roadmap": {"items": []}}
    path = fill(home, "one", {"openness": 1}, by="O. Haddad", **more)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["answers"]["culture"]["pace"] = 2
    path.write_text(json.dumps(data), encoding="utf-8")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err.count("warning not-asked")) == (0, 3)
    pin(result.err)
    found = kept(home, "them-o-haddad")
    assert found["answers"] == {"culture": {"openness": "1"}}
    assert not {"profile", "roadmap"} & found.keys()


def test_an_answer_that_means_something_else_now_is_not_taken_over(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1, "pace": 2})
    newer = RUBRIC.replace("version: 1.2.0", "version: 1.3.0").replace("1: ajar", "1: open on weekdays")
    lay_out(home, dossier=BARE, rubric=newer)
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err.count("warning changed-levels")) == (0, 1)
    pin(result.err)
    found = kept(home, "them-o-haddad")
    assert ("openness" in found["answers"]["culture"], found["answers"]["culture"]["pace"]) == (False, "2")
    lay_out(home, dossier=BARE, rubric=RUBRIC.replace("version: 1.2.0", "version: 2.0.0"))
    assert "error rubric-version" in run("collect", "dossier.yaml", "back", "--replace").err


def test_where_people_disagree_and_what_is_open_is_told(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 0, "pace": 1, "deal": "joint", "audited": "yes"})
    fill(home, "moore", {"openness": 2, "pace": 2, "deal": "sale", "audited": "yes"})
    fill(home, "late", {"openness": 0, "pace": 1, "deal": "sale"})
    result = run("collect", "dossier.yaml", "back", "--format", "json")
    assert result.code == 0
    found = json.loads(result.out)
    assert [each["criterion"] for each in found["apart"]] == ["deal"]
    assert [(each["criterion"], each["side"]) for each in found["divided"]] == [("openness", "us")]
    assert [(each["criterion"], each["why"]) for each in found["open"]][:1] == [("openness", "too-weak")]
    assert found["missing"] == []
    schema = json.loads(run("schema", "collect").out)
    Draft202012Validator(schema).validate(found)


def test_one_reply_is_read_from_standard_input(home: Path, run: Run) -> None:
    raw = fill(home, "haddad", {"openness": 2}).read_bytes()
    assert run("collect", "dossier.yaml", "-", stdin=raw).code == 0
    assert kept(home, "them-o-haddad")["by"] == "O. Haddad"


def test_what_is_no_reply_is_told(home: Path, run: Run) -> None:
    (home / "back" / "holiday.jpg").write_bytes(b"\xff\xd8")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "warning no-reply" in result.err) == (0, True)
    pin(result.err)
    result = run("collect", "dossier.yaml", "back/holiday.jpg", "us.yaml")
    assert (result.code, result.err.count("error no-reply")) == (2, 2)
    pin(result.err)
    assert run("collect", "dossier.yaml", "nowhere").code == 2


def test_replies_of_any_version_are_told_and_a_dossier_between_them_is_not_looked_at(
    home: Path, run: Run
) -> None:
    (home / "back" / "dossier.yaml").write_text(BARE, encoding="utf-8")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err) == (0, "")
    for name, text in (("list.yaml", "- 1\n"), ("later.yaml", "partnercheck: reply/9\nby: A\n")):
        (home / "back" / name).write_text(text, encoding="utf-8")
    nobody = {name: each for name, each in reply("us").items() if name != "by"}
    (home / "back" / "nobody.yaml").write_text(dump(nobody), encoding="utf-8")
    result = run("collect", "dossier.yaml", "back", "--side", "us")
    assert result.code == 2
    pin(result.err)


def test_a_file_of_evidence_that_is_too_large_is_told(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MAX_EVIDENCE", 6)
    (home / "back" / "m.txt").write_bytes(b"We met.")
    fill(home, "haddad", {"openness": minutes()})
    result = run("collect", "dossier.yaml", "back")
    pin(result.err)
    assert result.code == 2
    monkeypatch.setattr(collecting, "MAX_EVIDENCE", 7)
    assert "with 1 file enclosed" in run("collect", "dossier.yaml", "back", "--replace").out


def test_names_of_any_script_make_files(home: Path, run: Run) -> None:
    fill(home, "moore", {"openness": 2}, by="../عمر حداد")
    fill(home, "late", {"openness": 2}, by="…")
    assert run("collect", "dossier.yaml", "back").code == 0
    names = {each.name for each in (home / "dossier-replies").iterdir()}
    assert names == {"asked.yaml", "us-عمر-حداد.yaml", f"us-{sha256('…'.encode()).hexdigest()[:8]}.yaml"}


def test_people_whose_names_make_one_file_name_are_kept_apart(home: Path, run: Run) -> None:
    for number, name in enumerate(("O. Haddad", "O Haddad", "O-Haddad")):
        said = reply("them", name, answers={"culture": {"openness": number}})
        (home / "back" / f"{number}.yaml").write_text(dump(said), encoding="utf-8")
    command = ("collect", "dossier.yaml", "back", "--side", "them")
    assert run(*command).code == 0
    there = tree(home)
    found = {f"them-o-haddad{more}": kept(home, f"them-o-haddad{more}")["by"] for more in ("", "-2", "-3")}
    assert list(found.values()) == ["O. Haddad", "O Haddad", "O-Haddad"]
    result = run(*command, "--format", "json")
    assert (result.code, tree(home)) == (0, there)
    assert [(each["status"], each["by"]) for each in json.loads(result.out)["files"]] == [
        ("unchanged", name) for name in found.values()
    ]


def test_a_form_of_ours_comes_after_a_reply_to_none_of_the_same_day(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2})
    stray = reply("them", "O. Haddad", date="2026-10-14", answers={"culture": {"openness": 0, "pace": 1}})
    (home / "back" / "stray.yaml").write_text(dump(stray), encoding="utf-8")
    result = run("collect", "dossier.yaml", "back", "--side", "them")
    assert (result.code, "haddad.json: taken in place of an earlier one" in result.out) == (0, True)
    assert kept(home, "them-o-haddad")["answers"]["culture"]["openness"] == "2"


def test_a_dossier_that_names_its_replies_one_by_one_is_not_linked(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2})
    assert run("collect", "dossier.yaml", "back").code == 0
    listed = BARE + "replies: [dossier-replies/them-o-haddad.yaml]\n"
    lay_out(home, dossier=listed, rubric=RUBRIC)
    result = run("collect", "dossier.yaml", "back", "--link")
    assert (result.code, "move them there" in result.err) == (2, True)
    pin(result.err)


def test_a_workbook_is_collected_with_what_it_encloses_and_refused_at_its_cells(home: Path, run: Run) -> None:
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "A. Other", "-o", "form.xlsx").code == 0
    (home / "back" / "accounts.xlsx").write_bytes((home / "form.xlsx").read_bytes()[:100])

    def returned(answer: str) -> None:
        book = openpyxl.load_workbook(home / "form.xlsx")
        for row in book["Questions"]:
            if row[0].value == "openness":
                row[5].value, row[8].value, row[9].value = answer, "Accounts", "2026-10-01"
                row[10].value = "accounts.xlsx"
        for row in book["Read me"]:
            if row[0].value == "date":
                row[2].value = "2026-10-14"
        book.save(home / "back" / "form.xlsx")

    returned("somehow")
    result = run("collect", "dossier.yaml", "back")
    assert result.code == 2
    assert re.search(r"form\.xlsx.*Questions!?.*F\d", result.err), result.err
    assert "asked with form.xlsx; a file of this name came back and is refused\n" in result.out
    missing = json.loads(run("collect", "dossier.yaml", "back", "--dry-run", "-f", "json").out)["missing"]
    assert [each["file"] for each in missing if each["refused"]] == ["form.xlsx"]
    returned("ajar")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "form.xlsx: taken, with 1 file enclosed (A. Other" in result.out) == (0, True), (
        result.err
    )
    found = kept(home, "them-a-other")
    assert (found["date"], found["answers"]["culture"]["openness"]["answer"]) == ("2026-10-14", "1")
    again = tree(home)
    assert "there already" in run("collect", "dossier.yaml", "back").out
    assert tree(home) == again


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


def minutes(**more: Any) -> dict[str, Any]:
    """An answer that cites a file."""
    return {"answer": 2, "evidence": [{"source": "Minutes", "date": "2026-10-01", "file": "m.txt", **more}]}


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


def test_evidence_that_was_enclosed_never_becomes_a_dossier(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes(file="evil.yaml")})
    (home / "back" / "evil.yaml").write_text(BARE, encoding="utf-8")
    assert run("collect", "dossier.yaml", "back").code == 0
    (kept_as,) = (home / "dossier-replies" / "evidence").iterdir()
    assert kept_as.name.endswith(".yaml.txt")
    assert list(dossiers_in([home / "dossier-replies"], home).dossiers) == []


def test_only_what_came_with_a_reply_or_is_named_is_enclosed(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "other").mkdir()
    (home / "back" / "other" / "m.txt").write_bytes(b"Of somebody else.")
    result = run("collect", "dossier.yaml", "back", "--dry-run")
    assert (result.code, "warning not-enclosed" in result.err) == (0, True)
    pin(result.err)
    result = run("collect", "dossier.yaml", "back", "back/other/m.txt")
    assert (result.code, "with 1 file enclosed" in result.out) == (0, True)


def test_a_link_in_a_folder_leads_to_nothing_outside(home: Path, run: Run) -> None:
    (home / "secret.txt").write_bytes(b"ours")
    for name in ("m.txt", "n.txt"):
        (home / "back" / name).symlink_to(home / "secret.txt")
    fill(home, "haddad", {"openness": minutes(), "pace": minutes(file="n.txt")})
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, result.err.count("warning outside")) == (0, 2)
    pin(result.err)
    assert "warning not-enclosed" in result.err
    assert not (home / "dossier-replies" / "evidence").exists()
    assert "with 1 file enclosed" in run("collect", "dossier.yaml", "back", "back/m.txt", "--replace").out


def test_nothing_is_written_through_a_link_that_leads_outside(
    home: Path, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (home / "dossier-replies" / "evidence").symlink_to(outside)
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "m.txt").write_bytes(b"We met.")
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "error outside" in result.err) == (2, True)
    pin(result.err)
    assert list(outside.iterdir()) == []
    assert not (home / "dossier-replies" / "them-o-haddad.yaml").exists()


def test_a_copy_that_went_missing_comes_back_and_one_that_is_there_stays(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": minutes()})
    (home / "back" / "m.txt").write_bytes(b"We met.")
    assert run("collect", "dossier.yaml", "back").code == 0
    (copy,) = (home / "dossier-replies" / "evidence").iterdir()
    copy.unlink()
    assert "there already, with 1 file enclosed" in run("collect", "dossier.yaml", "back").out
    assert copy.read_bytes() == b"We met."
    copy.write_bytes(b"Changed.")
    assert run("collect", "dossier.yaml", "back").code == 0
    assert copy.read_bytes() == b"Changed."


def test_a_page_that_nobody_filled_in_is_told_as_such(home: Path, run: Run) -> None:
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "C. Page", "-o", "page.html").code == 0
    result = run("collect", "dossier.yaml", "page.html")
    assert result.code == 2
    pin(result.err)
    (home / "other.html").write_text("<p>Minutes</p>", encoding="utf-8")
    assert "this is neither a reply nor a form" in run("collect", "dossier.yaml", "other.html").err


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
