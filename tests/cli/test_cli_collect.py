"""`collect`: what comes back is checked, kept beside the dossier, and told."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from cli_collected import BARE, fill, kept
from jsonschema import Draft202012Validator

from building import RUBRIC, dump, lay_out
from pinning import pin
from portfolios import tree
from replying import reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]


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


def test_what_cannot_be_read_stops_none_of_the_others(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 1})
    result = run("collect", "dossier.yaml", "nowhere.yaml", "back/haddad.json", "back/hadad.json")
    assert (result.code, "back/haddad.json: taken" in result.out) == (2, True)
    assert "nowhere.yaml:1:1: error no-file: there is no such file or folder" in result.err
    assert "did you mean `back/haddad.json`?" in result.err
    (home / "back" / "loop").symlink_to(home)
    fill(home, "moore", {"openness": 2})
    result = run("collect", "dossier.yaml", "back")
    assert (result.code, "back/moore.json: taken" in result.out) == (2, True)
    assert "back/loop:1:1: error no-folder: a link to a folder is not followed" in result.err


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


def test_a_dossier_that_names_its_replies_one_by_one_is_not_linked(home: Path, run: Run) -> None:
    fill(home, "haddad", {"openness": 2})
    assert run("collect", "dossier.yaml", "back").code == 0
    listed = BARE + "replies: [dossier-replies/them-o-haddad.yaml]\n"
    lay_out(home, dossier=listed, rubric=RUBRIC)
    result = run("collect", "dossier.yaml", "back", "--link")
    assert (result.code, "move them there" in result.err) == (2, True)
    pin(result.err)


def test_a_page_that_nobody_filled_in_is_told_as_such(home: Path, run: Run) -> None:
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "C. Page", "-o", "page.html").code == 0
    result = run("collect", "dossier.yaml", "page.html")
    assert result.code == 2
    pin(result.err)
    (home / "other.html").write_text("<p>Minutes</p>", encoding="utf-8")
    assert "this is neither a reply nor a form" in run("collect", "dossier.yaml", "other.html").err


def test_a_form_that_was_saved_as_something_else_is_told_what_to_do(home: Path, run: Run) -> None:
    (home / "form.ODS").write_bytes(b"PK")
    result = run("collect", "dossier.yaml", "form.ODS")
    assert result.code == 2
    assert "form.ODS:1:1: error no-reply" in result.err
    assert "  hint: if it is a form, save it as XLSX" in result.err
