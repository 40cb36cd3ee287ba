"""`partnercheck set`: one answer is another, every other byte of the dossier stays."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from cli_dossiers import COMMENTED

from building import EXAMPLES
from partnercheck.cli.commands.set import set_
from replying import reply, save
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_an_answer_is_changed_and_the_change_is_shown(run: Callable[..., Result], dossier: Path) -> None:
    result = run("set", "acme.yaml", "openness=2")
    assert (result.code, result.err) == (0, "")
    assert "-    openness: 1   # ajar\n+    openness: 2   # ajar\n" in result.out
    assert "written: acme.yaml\nverdict: " in result.out
    assert dossier.read_text() == COMMENTED.replace("openness: 1 ", "openness: 2 ")


def test_what_is_measured_may_be_said_to_be_unknown(run: Callable[..., Result], dossier: Path) -> None:
    result = run("set", "acme.yaml", "liquidity=unknown")
    assert (result.code, result.err) == (0, "")
    assert "liquidity: unknown" in dossier.read_text()


def test_evidence_and_a_note_come_with_it(run: Callable[..., Result], dossier: Path) -> None:
    evidence = (
        "--grade",
        "verified",
        "--source",
        "Register: extract",
        "--date",
        "2026-11-01",
        "--note",
        "Seen",
    )
    assert run("set", "acme.yaml", "audited=yes", *evidence).code == 0
    item = '[{grade: verified, source: "Register: extract", date: 2026-11-01}]'
    assert dossier.read_text() == COMMENTED.replace(
        "answer: no\n      evidence: asserted", f"answer: yes\n      evidence: {item}\n      note: Seen"
    )
    assert run("set", "acme.yaml", "openness=0", *evidence).code == 0
    entry = f"    openness:\n      answer: 0   # ajar\n      evidence: {item}\n      note: Seen\n"
    assert entry in dossier.read_text()
    assert run("assess", "acme.yaml", "-f", "json").code == 0


def test_a_criterion_that_has_no_answer_yet_gets_one(run: Callable[..., Result], dossier: Path) -> None:
    assert run("set", "acme.yaml", "deal=joint", "growth=12").code == 0
    assert dossier.read_text() == COMMENTED + "    deal: joint\n    growth: 12\n"


def test_a_fact_of_the_profile_is_set_too(run: Callable[..., Result], dossier: Path) -> None:
    assert run("set", "acme.yaml", "stage=grown").code == 0
    assert "profile: {stage: grown, listed: no}" in dossier.read_text()
    evidence = ("--grade", "verified", "--source", "Register", "--note", "x")
    assert run("set", "acme.yaml", "listed=yes", *evidence[:4]).code == 0
    assert "listed: {is: yes, evidence: [{grade: verified, source: Register}]}" in dossier.read_text()
    text = dossier.read_text()
    assert run("set", "acme.yaml", "stage=old").code == 2
    assert dossier.read_text() == text


def test_evidence_that_stays_with_another_answer_is_told(run: Callable[..., Result], dossier: Path) -> None:
    dossier.write_text(COMMENTED.replace("evidence: asserted", "evidence: [{grade: verified, source: Seen}]"))
    assert "note: the evidence of `audited` stays" in run("set", "acme.yaml", "audited=yes").out
    assert "stays" not in run("set", "acme.yaml", "openness=2").out


def test_what_is_odd_about_the_change_is_told(run: Callable[..., Result], dossier: Path) -> None:
    evidence = ("--grade", "verified", "--source", "Later", "--date", "2027-06-03")
    result = run("set", dossier.name, "openness=2", *evidence)
    assert result.code == 0
    assert "“Later” does not count: it is dated 3 Jun 2027, after 20 Nov 2026" in result.err


def test_json_has_the_change_the_verdicts_and_what_to_look_at(
    run: Callable[..., Result], dossier: Path
) -> None:
    dossier.write_text(COMMENTED.replace("evidence: asserted", "evidence: [{grade: verified, source: Seen}]"))
    result = run("set", "acme.yaml", "audited=yes", "openness=2", "-f", "json")
    assert (result.code, result.err) == (0, "")
    found = fitting("change", result.out)
    assert (found["dossier"], found["partner"], found["written"]) == ("acme.yaml", "Acme Ltd", True)
    assert "\n+    openness: 2   # ajar\n" in found["difference"]
    assert found["notes"] == ["the evidence of `audited` stays; take out what does not support this answer"]
    assert (found["before"], found["after"]) == ("decline", "hold")
    assert "openness: 2" in dossier.read_text()
    again = fitting("change", run("set", "acme.yaml", "openness=2", "-f", "json").out)
    assert (again["written"], again["difference"]) == (False, "")
    assert run("set", "acme.yaml", "openness=1", "-f", "json", "-q") == (0, "", "")
    assert "openness: 1" in dossier.read_text()


def test_json_has_what_is_odd_about_the_change_and_what_is_wrong(
    run: Callable[..., Result], dossier: Path
) -> None:
    evidence = ("--grade", "verified", "--source", "Later", "--date", "2027-06-03")
    found = fitting("change", run("set", dossier.name, "openness=2", *evidence, "-f", "json").out)
    assert [each["code"] for each in found["diagnostics"]] == ["evidence"]
    wrong = run("set", dossier.name, "openness=9", "-f", "json")
    assert (wrong.code, wrong.err) == (2, "")
    assert fitting("diagnostics", wrong.out)["diagnostics"][0]["code"] == "unknown-level"
    piped = run("set", "-", "openness=2", "-f", "json", stdin=b"")
    assert (piped.code, "standard output takes the dossier" in piped.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["opennes=2"], "unknown-criterion"),
        (["openness=7"], "unknown-level"),
        (["liquidity=1"], "measured"),
        (["openness=1", "openness=2"], "duplicate"),
        (["pace=2"], "wrong-answer"),
        (["openness=2", "--grade", "certain", "--source", "x"], "unknown-grade"),
    ],
)
def test_what_cannot_be_set_changes_nothing(
    run: Callable[..., Result], dossier: Path, arguments: list[str], code: str
) -> None:
    result = run("set", "acme.yaml", *arguments)
    assert (result.code, dossier.read_text()) == (2, COMMENTED)
    assert f"error {code}" in result.err


def test_what_several_people_rated_takes_no_answer_beside_theirs(
    run: Callable[..., Result], dossier: Path
) -> None:
    result = run("set", dossier.name, "openness=2", "pace=2")
    assert "ID=ANSWER:2:1: error wrong-answer: one person has rated `pace`" in result.err
    assert "hint: edit a rating in the dossier, or collect a reply" in result.err


def test_evidence_that_is_cited_already_is_not_added_again(run: Callable[..., Result], dossier: Path) -> None:
    line = ["openness=2", "stage=grown", "--grade", "verified", "--source", "Seen", "--date", "2026-10-08"]
    assert run("set", dossier.name, *line).code == 0
    text = dossier.read_text()
    assert text.count("source: Seen") == 2
    same = run("set", dossier.name, *line).out
    assert same.startswith("nothing to change: acme.yaml\nnote: `openness` cites this evidence already\n")
    assert run("set", dossier.name, *line[:-1], "2026-10-09").code == 0
    assert dossier.read_text().count("source: Seen") == 4
    again = run("set", dossier.name, "openness=1", *line[2:])
    assert "`openness` cites this evidence already" in again.err + again.out
    assert run("set", dossier.name, *line[:-2]).code == 0  # of no day: it is another piece
    assert dossier.read_text().count("source: Seen") == 6


def test_what_a_reply_cites_is_no_evidence_of_our_own(run: Callable[..., Result], dossier: Path) -> None:
    dossier.write_text(COMMENTED.replace("as_of:", "replies: replies/\nas_of:").replace("stage: grown, ", ""))
    stated = {"stage": {"is": "grown", "evidence": [{"grade": "asserted", "source": "Register"}]}}
    save(dossier.parent, "haddad", reply(partner="Acme Ltd", profile=stated))
    assert run("set", dossier.name, "stage=grown", "--grade", "asserted", "--source", "Register").code == 0
    assert dossier.read_text().count("source: Register") == 1


def test_an_answer_of_our_own_stands_beside_what_people_replied(
    run: Callable[..., Result], dossier: Path
) -> None:
    text = COMMENTED.replace("as_of:", "replies: replies/\nas_of:")
    dossier.write_text(text.replace("openness: 1 ", "openness: unknown "))
    save(dossier.parent, "haddad", reply(partner="Acme Ltd", answers={"culture": {"openness": 0}}))
    result = run("set", dossier.name, "openness=2", "--grade", "verified", "--source", "Seen")
    assert (result.code, "+      answer: 2   # ajar\n" in result.out) == (0, True)
    assert "Beside it, O. Haddad (their side): 0" in run("assess", dossier.name, "--explain", "openness").out


@pytest.mark.parametrize("line", re.findall(r"^ +partnercheck (set .*)$", str(set_.__doc__), re.MULTILINE))
def test_the_examples_of_its_help_work(run: Callable[..., Result], folder: Path, line: str) -> None:
    for name in ("acme.yaml", "us.yaml", "halden-connect.svg"):
        shutil.copy(EXAMPLES / name, folder)
    assert run(*shlex.split(line)).code == 0


def test_what_is_declared_not_applicable_stays_so(run: Callable[..., Result], dossier: Path) -> None:
    text = COMMENTED.replace("openness: 1 ", "openness: {not_applicable: No goods} ")
    dossier.write_text(text)
    assert "either `answer` or `not_applicable`" in run("set", "acme.yaml", "openness=2").err
    assert dossier.read_text() == text


def test_a_level_that_is_none_is_told_where_they_begin_and_end(
    run: Callable[..., Result], dossier: Path
) -> None:
    said = run("set", dossier.name, "openness=9").err
    assert "level 9 does not exist; it goes from 0 to 2\n  hint: 0 is “closed”; 2 is “open”\n" in said


@pytest.mark.parametrize(
    "command",
    [("set", "{}", "openness=1"), ("assess", "{}"), ("report", "{}"), ("verify", "{}"), ("todo", "{}")],
)
def test_a_name_that_is_nearly_one_is_told_which(
    run: Callable[..., Result], dossier: Path, command: tuple[str, ...]
) -> None:
    result = run(*(each.format("acme.yml") for each in command))
    assert result.code == 2
    assert "acme.yml:1:1: error no-file: there is no such file" in result.err
    assert f"hint: did you mean `{dossier.name}`?" in result.err


WHY = '{not_applicable: "Goods: none, ever"}'


@pytest.mark.parametrize(
    ("before", "more", "after"),
    [
        ("    openness: 1 ", (), f"    openness: {WHY} "),
        ("    openness: {answer: 1, note: Hm} ", (), f"    openness: {WHY[:-1]}, note: Hm}} "),
        (
            "    openness: 1 ",
            ("--note", "Seen"),
            '    openness:\n      not_applicable: "Goods: none, ever" ',
        ),
        ("    openness: {not_applicable: No goods} ", (), f"    openness: {WHY} "),
        ("    openness: {note: Hm} ", (), f"    openness: {{note: Hm, {WHY[1:]} "),
    ],
)
def test_a_question_is_declared_not_applicable(
    run: Callable[..., Result], dossier: Path, before: str, more: tuple[str, ...], after: str
) -> None:
    dossier.write_text(COMMENTED.replace("    openness: 1 ", before))
    result = run("set", "acme.yaml", f"openness={WHY}", *more)
    assert (result.code, result.err) == (0, "")
    assert after in dossier.read_text()
    assert "Not applicable: Goods: none, ever" in run("assess", "acme.yaml", "--explain", "openness").out


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("audited={not_applicable: No goods}", "`audited` cannot be declared not applicable"),
        ("openness={not_applicable: ''}", "not_applicable"),
        ("openness={not_applicable: null}", "`not_applicable` needs the reason"),
        ("openness={not_applicable: [a]}", "a text"),
        ("openness={not_applicable: a, answer: 1}", "a whole number is needed"),
        ("stage={not_applicable: No goods}", "young"),
    ],
)
def test_what_cannot_be_declared_so_is_refused(
    run: Callable[..., Result], dossier: Path, given: str, why: str
) -> None:
    result = run("set", "acme.yaml", given)
    assert result.code == 2
    assert f"ID=ANSWER:1:{given.index('=') + 2 if 'audited' not in given else 1}: error" in result.err
    assert why in result.err
    assert dossier.read_text() == COMMENTED


@pytest.mark.parametrize(
    "command",
    [
        ("set", "acme.yaml", "openness=1", "--note", " "),
        ("set", "acme.yaml", "openness=1", "--grade", "verified", "--source", ""),
        ("evidence", "add", "acme.yaml", "openness", "us.yaml", "--grade", "verified", "--source", ""),
    ],
)
def test_an_option_that_says_nothing_is_refused_at_its_place(
    run: Callable[..., Result], dossier: Path, command: tuple[str, ...]
) -> None:
    result = run(*command)
    assert result.code == 2
    assert f"Invalid value for '{command[-2]}': it is empty" in result.err
    assert dossier.read_text() == COMMENTED
