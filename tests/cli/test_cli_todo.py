"""`partnercheck todo`: what each side still owes, and the forms for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from building import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

RUBRIC = """\
partnercheck: rubric/1
id: small
version: 1.0.0
title: Small
profile: {stage: {question: How old is it?, options: [young, grown]}}
dimensions:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: ours, title: Ours, question: Ours?, kind: yes_no, ask: us}
      - {id: theirs, title: Theirs, question: Theirs?, kind: yes_no, ask: partner, action: Mend it}
      - {id: both, title: Both, question: Both?, kind: yes_no, ask: both}
      - {id: said, title: Said, question: Said?, kind: yes_no, ask: reference}
      - {id: early, title: Early, question: Early?, kind: yes_no, ask: us, when: {profile: stage, is: young}}
      - {id: money, title: Money, question: Money?, kind: metric, from: financials.current_ratio,
         curve: [[1, 0], [2, 100]]}
verdict: {proceed: {score: 70}, conditional: {score: 1}}
relationship: [{call: deal, title: Deal}]
"""
DOSSIER = """\
partnercheck: dossier/1
rubric: ./rubric.yaml
partner: {name: Acme Ltd}
as_of: 2026-11-20
profile: {stage: unknown}
answers:
  all:
    theirs: no
conditions: [{for: theirs, owner: O. Haddad, due: 2026-12-11}]
"""


@pytest.fixture
def dossier(folder: Path) -> Path:
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (folder / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    return folder / "acme.yaml"


def items(result: Result) -> list[tuple[str | None, str | None, str, str, str | None]]:
    data: dict[str, Any] = json.loads(result.out)
    assert data["partnercheck"] == "todo/1"
    return [tuple(each[key] for key in ("side", "person", "why", "subject", "due")) for each in data["items"]]


def test_each_side_owes_what_it_can_answer(run: Callable[..., Result], dossier: Path) -> None:
    found = items(run("todo", dossier.name, "-f", "json"))
    assert [(side, subject) for side, _, why, subject, _ in found if why == "unanswered"] == [
        ("us", "ours"),
        ("us", "both"),
        ("us", "early"),
        ("them", "both"),
        ("them", "money"),
        ("reference", "said"),
    ]
    assert (("us", None, "unknown-fact", "stage", None)) in found
    assert found[-1] == (None, "O. Haddad", "condition", "theirs", "2026-12-11")


def test_what_a_section_lacks_that_no_form_asks_for_again_is_ours_to_see_to(
    run: Callable[..., Result], dossier: Path
) -> None:
    years = "{2025: {ends: 2025-12-31, current_assets: 10}}"
    financials = f"financials: {{currency: EUR, unit: 1, year_end: 12-31, years: {years}}}\n"
    dossier.write_text(DOSSIER + financials)
    told = json.loads(run("todo", dossier.name, "-f", "json").out)["items"]
    assert [(each["side"], each["why"], each["section"]) for each in told if each["subject"] == "money"] == [
        ("us", "unanswered", "financials")
    ]
    assert {each["section"] for each in told if each["subject"] != "money"} == {None}
    said = "Money (money): not answered; see to the section financials, which no form asks for again"
    assert said in " ".join(run("todo", dossier.name, "--ask", "forms", "--form", "yaml").out.split())
    assert not any("financials" in form.read_text() for form in (dossier.parent / "forms").iterdir())


def test_an_answer_that_waits_for_a_fact_is_not_owed_again(run: Callable[..., Result], dossier: Path) -> None:
    dossier.write_text(DOSSIER.replace("theirs: no", "theirs: no\n    early: yes"))
    assert "early" not in [each[3] for each in items(run("todo", dossier.name, "-f", "json"))]
    said = run("assess", dossier.name, "--explain", "early").out
    assert "Answered, but not counted while the profile leaves “stage” unknown." in " ".join(said.split())


def test_who_was_asked_and_has_not_replied_is_named(run: Callable[..., Result], dossier: Path) -> None:
    options = ("--for", "B. Quill", "--by", "2026-12-01", "-o", "quill.yaml")
    assert run("ask", dossier.name, "--side", "them", *options).code == 0
    found = items(run("todo", dossier.name, "-f", "json"))
    assert ("them", "B. Quill", "unanswered", "both", "2026-12-01") in found
    assert ("us", None, "unanswered", "both", None) in found


def test_what_one_person_was_asked_stands_together(run: Callable[..., Result], dossier: Path) -> None:
    for name, only in (("O. Haddad", "both"), ("P. Lindqvist", "money,theirs,both")):
        form = f"{name[0]}.yaml"
        assert run("ask", dossier.name, "--side", "them", "--for", name, "--only", only, "-o", form).code == 0
    dossier.write_text(DOSSIER.replace("theirs: no", "theirs: unknown"))
    found = [each for each in items(run("todo", dossier.name, "-f", "json")) if each[0] == "them"]
    assert [(person, subject) for _, person, _, subject, _ in found] == [
        ("P. Lindqvist", "theirs"),
        ("P. Lindqvist", "both"),
        ("O. Haddad", "both"),
        (None, "money"),
    ]


def test_an_answer_that_our_own_position_lacks_is_owed_by_us(
    run: Callable[..., Result], dossier: Path
) -> None:
    match = "- {id: pace, title: Pace, question: Pace?, kind: match, axis: {0: Slow, 1: Fast}, ask: both}"
    rubric = dossier.parent / "rubric.yaml"
    rubric.write_text(RUBRIC.replace("- {id: ours", f"{match}\n      - {{id: ours"))
    dossier.write_text(DOSSIER.replace("theirs: no", "{theirs: no, pace: 1}"))
    found = items(run("todo", dossier.name, "-f", "json"))
    assert [each for each in found if each[3] == "pace"] == [("us", None, "no-position", "pace", None)]
    said = "  Pace (pace): our own position is not in the organisation file\n"
    assert said in run("todo", dossier.name).out
    page = run("assess", dossier.name, "-f", "markdown").out
    assert "| State: Pace | us | " in page
    run("ask", dossier.name, "--side", "us", "--open", "-o", "open.yaml")
    asked = (dossier.parent / "open.yaml").read_text()
    assert ("ours: unknown" in asked, "pace" in asked) == (True, False)


def test_forms_are_written_for_every_side_at_once(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    command = ("todo", dossier.name, "--ask", "forms", "--form", "yaml")
    assert run(*command).code == 0
    assert sorted(each.name for each in (folder / "forms").iterdir()) == [
        "acme-reference.yaml",
        "acme-them.yaml",
        "acme-us.yaml",
    ]
    assert "ours:" in (folder / "forms" / "acme-us.yaml").read_text()
    assert "ours:" not in (folder / "forms" / "acme-them.yaml").read_text()
    again = run(*command)
    assert (again.code, "exists already" in again.err) == (2, True)
    assert run(*command, "--force").code == 0
    assert (folder / "acme-replies" / "asked.yaml").read_text().count("acme-us.yaml") == 1
    assert run("todo", dossier.name, "--ask", "no/forms").code == 2
    assert not (folder / "no").exists()


def test_a_form_to_nobody_is_not_missing_beside_people(run: Callable[..., Result], dossier: Path) -> None:
    assert run("ask", dossier.name, "--side", "them", "--for", "B. Quill", "-o", "quill.yaml").code == 0
    assert run("todo", dossier.name, "--ask", "forms", "--form", "yaml").code == 0
    (dossier.parent / "back").mkdir()
    found = json.loads(run("collect", dossier.name, "back", "-f", "json").out)
    assert [(each["side"], each["for"]) for each in found["missing"]] == [
        ("them", "B. Quill"),
        ("us", None),
        ("reference", None),
    ]


def test_a_long_action_is_told_in_whole(run: Callable[..., Result], dossier: Path) -> None:
    action = "Have " + "every one of the partner's accounts read by somebody else, " * 4 + "in May"
    text = dossier.read_text().replace("{for: theirs,", f'{{for: theirs, action: "{action}",')
    dossier.write_text(text, encoding="utf-8")
    assert action in " ".join(run("todo", dossier.name).out.split())


def test_by_side_the_partners_of_a_side_stand_together(run: Callable[..., Result], folder: Path) -> None:
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    found = items(run("todo", ".", "--by-side", "-f", "json"))
    sides = [each[0] for each in found]
    assert sides == sorted(sides, key=["us", "them", "reference", None].index)
    text = run("todo", "acme.yaml", "fernlight.yaml").out
    assert "Acme Networks Ltd, Their side" in text
    assert text.index("Acme Networks Ltd") < text.index("Fernlight")


def test_one_that_cannot_be_used_is_named_and_the_others_are_told(
    run: Callable[..., Result], dossier: Path, folder: Path
) -> None:
    (folder / "broken.yaml").write_text("partnercheck: dossier/1\nas_of: soon\n")
    result = run("todo", ".")
    assert (result.code, "broken.yaml" in result.err, dossier.stem.capitalize() in result.out) == (
        2,
        True,
        True,
    )
    assert result.out.endswith("\n1 dossier, 8 items.\nNot looked at: 1 dossier that cannot be used.\n")
    assert json.loads(run("todo", ".", "-f", "json").out)["dossiers"] == 1
    dossier.unlink()
    assert run("todo", ".").out == (
        "There is no dossier that can be used.\n0 dossiers, 0 items.\n"
        "Not looked at: 1 dossier that cannot be used.\n"
    )


def test_forms_go_into_no_file_and_no_folder_that_cannot_be_made(
    run: Callable[..., Result], dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("todo", dossier, "--ask", "rubric.yaml")
    assert (result.code, result.out) == (2, "")
    assert "rubric.yaml:1:1: error output: this is a file, where a folder is needed" in result.err

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    for command in (("todo", dossier, "--ask", "forms"), ("ask", dossier, "--side", "us", "-o", "form.html")):
        result = run(*command)
        assert result.code == 2
        assert "error not-written: the folder cannot be made: Permission denied" in result.err


def test_two_dossiers_of_a_partner_are_told_apart(run: Callable[..., Result], dossier: Path) -> None:
    other = DOSSIER.replace("profile:", "scope: Repair\nprofile:")
    dossier.with_name("repair.yaml").write_text(other, encoding="utf-8")
    said = run("todo", ".", "--by-side").out
    assert "Acme Ltd (no scope), Our side: " in said
    assert "Acme Ltd (Repair), Our side: " in said
    assert "Acme Ltd, " in run("todo", "repair.yaml").out


def test_what_went_wrong_stands_last_in_a_log(dossier: Path) -> None:
    (dossier.parent / "forms").mkdir()
    (dossier.parent / "forms" / "acme-us.xlsx").touch()
    command = [sys.executable, "-m", "partnercheck", "todo", "acme.yaml", "--ask", "forms"]
    log = subprocess.run(
        command, cwd=dossier.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    ).stdout
    assert log.endswith("and what is in it is lost\nno form is written\n")


def test_forms_that_may_have_been_filled_in_stay(run: Callable[..., Result], dossier: Path) -> None:
    assert run("todo", dossier, "--ask", "forms", "--form", "yaml").code == 0
    us = dossier.with_name("forms") / "acme-us.yaml"
    us.unlink()
    result = run("todo", dossier, "--ask", "forms", "--form", "yaml")
    assert (result.code, us.exists()) == (2, False)
    assert "hint: it may have been filled in: write elsewhere; --force overwrites it" in result.err
    assert result.err.endswith("\nno form is written\n")
    for option in (("--form", "html"), ("--force",)):
        refused = run("todo", dossier, *option)
        assert refused.code == 2
        assert f"Invalid value for {option[0]}: it belongs to --ask" in refused.err
