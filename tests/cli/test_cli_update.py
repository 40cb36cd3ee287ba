"""`partnercheck update`: dossiers are brought to another rubric, and nothing that somebody wrote is lost."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest

from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result

GRADES = "{grades: {seen: {reliability: 1}, told: {reliability: 0.5}}, default: told, clears: seen}"
OLD = f"""\
partnercheck: rubric/1
id: small
version: 1.2.0
title: Small rubric
profile:
  stage: {{question: How old is the firm?, options: [young, grown]}}
  listed: {{type: yes_no}}
evidence: {GRADES}
dimensions:
  - id: culture
    title: Culture
    weight: 3
    criteria:
      - {{id: openness, title: Openness, question: How open are they?, kind: levels,
         levels: {{0: no, 1: yes}}}}
      - {{id: pace, title: Pace, question: How fast are they?, kind: levels, levels: {{0: slow, 1: fast}}}}
      - {{id: habits, title: Habits, question: Which?, kind: levels, levels: {{0: bad, 1: good}},
         when: {{profile: listed, is: yes}}}}
  - id: money
    title: Money
    weight: 1
    criteria:
      - {{id: audited, title: Audited, question: Audited?, kind: levels, levels: {{0: no, 1: yes}}}}
      - {{id: deal, title: Deal, question: Which deal?, kind: levels, levels: {{0: none, 1: one}}}}
  - id: past
    title: Past
    weight: 1
    criteria:
      - {{id: age, title: Age, question: How old?, kind: levels, levels: {{0: no, 1: yes}}}}
      - {{id: size, title: Size, question: How many?, kind: levels, levels: {{0: no, 1: yes}},
         when: {{profile: stage, is: grown}}}}
red_flags:
  - {{id: shut, title: Shut, effect: conditional, when: {{criterion: openness, at_most: 0}}}}
  - {{id: poor, title: Poor, effect: conditional, when: {{criterion: deal, at_most: 0}}}}
verdict: {{proceed: {{score: 70}}, conditional: {{score: 1}}}}
relationship: [{{call: deal, title: Deal}}]
"""
RENAMED = {
    "openness": "candour",
    "money": "finance",
    "shut": "closed",
    "listed": "quoted",
    "told": "claimed",
}
GONE = {"audited", "age", "poor", "past", "stage"}
NEW = """\
partnercheck: rubric/1
id: small
version: 2.0.0
title: Small rubric
profile:
  quoted: {type: yes_no}
  reach: {question: How far do they reach?, options: [here, abroad]}
evidence: {grades: {seen: {reliability: 1}, claimed: {reliability: 0.5}}, default: claimed, clears: seen}
dimensions:
  - id: culture
    title: Culture
    weight: 3
    criteria:
      - {id: candour, title: Candour, question: How open are they?, kind: levels, levels: {0: no, 1: yes}}
      - {id: habits, title: Habits, question: Which?, kind: levels, levels: {0: bad, 1: good},
         when: {profile: quoted, is: yes}}
  - id: finance
    title: Finance
    weight: 1
    criteria:
      - {id: deal, title: Deal, question: Which deal?, kind: levels, levels: {0: none, 1: one}}
      - {id: margin, title: Margin, question: What do they earn?, kind: levels, levels: {0: no, 1: yes},
         when: {profile: reach, is: abroad}}
      - {id: liquidity, title: Liquidity, question: Can they pay?, kind: metric,
         from: financials.current_ratio, curve: [[1, 0], [2, 100]]}
  - id: work
    title: Work
    weight: 1
    criteria:
      - {id: pace, title: Pace, question: How fast are they?, kind: levels, levels: {0: slow, 1: fast}}
      - {id: size, title: Size, question: How many?, kind: levels, levels: {0: no, 1: yes}}
red_flags:
  - {id: closed, title: Closed, effect: conditional, when: {criterion: candour, at_most: 0}}
verdict: {proceed: {score: 70}, conditional: {score: 1}}
relationship: [{call: deal, title: Deal}]
changes:
  1.5.0: {what: One name, renamed: {openness: frankness}}
  2.0.0:
    what: Much is otherwise
    renamed: {frankness: candour, money: finance, shut: closed, listed: quoted, told: claimed}
"""
CRITERIA = {"culture": ("openness", "pace", "habits"), "money": ("audited", "deal"), "past": ("age", "size")}


class Written:
    """A dossier for the old rubric, in whatever form somebody may have written it."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._number = 0
        self.text = "".join(self._lines())
        if self._chance.random() < 0.3:
            self.text = self.text.replace("\n", "\r\n")

    @property
    def raw(self) -> bytes:
        return (b"\xef\xbb\xbf" if self._chance.random() < 0.2 else b"") + self.text.encode()

    def _mark(self, word: str) -> str:
        self._number += 1
        return f"{word}{self._number:03}."

    def _trailing(self) -> str:
        return f"  # {self._mark('comment')}\n" if self._chance.random() < 0.4 else "\n"

    def _above(self, margin: str) -> str:
        return f"{margin}# {self._mark('comment')}\n" if self._chance.random() < 0.4 else ""

    def _key(self, name: str) -> str:
        return self._chance.choice([name, name, f'"{name}"', f"'{name}'"])

    def _lines(self) -> Iterator[str]:
        yield f"# {self._mark('comment')}\npartnercheck: dossier/1\nrubric: old.yaml{self._trailing()}"
        yield f"partner: {{name: Acme}}\nas_of: 2026-11-20{self._trailing()}"
        facts = [f"{self._key('stage')}: grown", f"{self._key('listed')}: no"]
        if self._chance.random() < 0.5:
            yield f"profile: {{{', '.join(facts)}}}{self._trailing()}"
        else:
            yield "profile:\n" + "".join(f"{self._above('  ')}  {each}{self._trailing()}" for each in facts)
        yield f"answers:{self._trailing()}"
        for group, names in CRITERIA.items():
            yield from self._group(group, [name for name in names if self._chance.random() < 0.8])
        yield from self._named()
        yield self._above("")

    def _group(self, group: str, names: list[str]) -> Iterator[str]:
        yield self._above("  ")
        if self._chance.random() < 0.3:
            entries = ", ".join(f"{self._key(name)}: {self._flow()}" for name in names)
            yield f"  {self._key(group)}: {{{entries}}}{self._trailing()}"
            return
        yield f"  {self._key(group)}:{self._trailing()}"
        margin = " " * self._chance.choice([3, 4, 6])
        for name in names:
            yield self._above(margin)
            yield f"{margin}{self._key(name)}:{self._entry(margin)}"

    def _flow(self) -> str:
        grade = self._chance.choice(["seen", "told"])
        item = f'[{{grade: {grade}, source: "{self._mark("text")} it\'s"}}]'
        return self._chance.choice(["0", "1", "unknown", f"{{answer: 1, evidence: {item}}}"])

    def _entry(self, margin: str) -> str:
        more = f"\n{margin}  "
        grade = self._chance.choice(["seen", "told"])
        forms = (
            (f" {self._flow()}{self._trailing()}",),
            (f"  # {self._mark('comment')}", "answer: 1", f"evidence: {grade}\n"),
            ("", "answer: 1", "note: |", f"  {self._mark('text')}\n", f"  # {self._mark('text')}\n"),
            (
                "",
                "ratings:",
                f"- {{by: A, side: us, answer: 0}}  # {self._mark('comment')}",
                "- by: B",
                "  side: them",
                "  answer: 1",
                "  note: >-",
                f"    {self._mark('text')}",
                "    goes on\n",
            ),
        )
        return more.join(self._chance.choice(forms))

    def _named(self) -> Iterator[str]:
        waivers = [
            f"{{flag: {flag}, by: {self._mark('text')}, reason: x, until: 2027-01-01}}"
            for flag in ("shut", "poor")
        ]
        if self._chance.random() < 0.5:
            yield f"waivers: [{', '.join(waivers)}]{self._trailing()}"
        else:
            yield "waivers:\n" + "".join(f"{self._above('')}- {each}{self._trailing()}" for each in waivers)
        yield f"conditions:{self._trailing()}"
        for subject in self._chance.sample(["openness", "audited", "deal", "shut", "poor"], 3):
            yield f"  - for: {subject}{self._trailing()}    owner: {self._mark('text')}\n"
        yield f"events:\n  - {{on: 2026-01-02, about: [past, age], what: {self._mark('text')}}}\n"
        yield f"  - on: 2026-01-01{self._trailing()}    about: [openness, money, past]\n"
        yield f"    what: {self._mark('text')}\n"


@pytest.fixture
def rubrics(folder: Path) -> Path:
    (folder / "old.yaml").write_text(OLD, encoding="utf-8")
    (folder / "new.yaml").write_text(NEW, encoding="utf-8")
    return folder


def test_two_hundred_dossiers_keep_every_comment_and_answer(
    run: Callable[..., Result], rubrics: Path
) -> None:
    written = {rubrics / f"partner-{seed:03}.yaml": Written(seed) for seed in range(200)}
    before = {path: each.raw for path, each in written.items()}
    for path, raw in before.items():
        path.write_bytes(raw)
    first = run("update", ".", "--rubric", "new.yaml", "--yes", "-f", "json")
    assert (first.code, first.err) == (0, "")
    found = json.loads(first.out)
    assert found["written"]
    assert [each["changed"] for each in found["dossiers"]] == [True] * 200
    for path, raw in before.items():
        check_kept(raw, path.read_bytes())
    after = {path: path.read_bytes() for path in before}
    again = run("update", ".", "--rubric", "new.yaml", "--yes", "-f", "json")
    assert (again.code, any(each["changed"] for each in json.loads(again.out)["dossiers"])) == (0, False)
    assert {path: path.read_bytes() for path in before} == after


def check_kept(old: bytes, new: bytes) -> None:
    """Check that all that somebody wrote is there still, as data where the rubric asks for it."""
    marks = re.findall(rb"(?:comment|text)\d+\.", old)
    assert sorted(re.findall(rb"(?:comment|text)\d+\.", new)) == sorted(marks)
    assert new.startswith(b"\xef\xbb\xbf") == old.startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in new) == (b"\r\n" in old)
    assert b"\r" not in new or not re.search(rb"[^\r]\n", new)
    before, after = parse(old, "old").data, parse(new, "new").data
    for group, entries in before["answers"].items():
        for name, entry in (entries or {}).items():
            if name in GONE:
                assert re.search(rf"#.*\b{name}['\"]?:".encode(), new)
                continue
            home = {"pace": "work", "size": "work"}.get(name, RENAMED.get(group, group))
            assert after["answers"][home][RENAMED.get(name, name)] == renamed(entry)
    assert after["profile"] == {"quoted": "no", "reach": "unknown"}
    assert {each["flag"] for each in after["waivers"]} == {"closed"}
    subjects = [
        RENAMED.get(each["for"], each["for"]) for each in before["conditions"] if each["for"] not in GONE
    ]
    assert [each["for"] for each in after["conditions"] or ()] == subjects
    assert [each["about"] for each in after["events"]] == [["candour", "finance"]]
    assert {name for entries in after["answers"].values() for name in entries or ()} >= {
        "candour", "habits", "deal", "margin", "pace", "size",
    }  # fmt: skip


def renamed(entry: Any) -> Any:
    """Return an answer with the grades of its evidence under their new names."""
    text = json.dumps(entry).replace('"told"', '"claimed"')
    return json.loads(text)


DOSSIER = """\
# About Acme
partnercheck: dossier/1
rubric: old.yaml   # which
partner: {name: Acme Ltd}
as_of: 2026-11-20
profile: {stage: young, listed: no}
answers:
  culture:
    openness: 1   # ajar
  money:
    audited: 1
"""


def test_of_one_the_change_is_shown_and_written(run: Callable[..., Result], rubrics: Path) -> None:
    path = rubrics / "acme.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    shown = run("update", "acme.yaml", "--rubric", "new.yaml", "--dry-run")
    assert (shown.code, path.read_text()) == (0, DOSSIER)
    assert {"-    openness: 1   # ajar", "+    candour: 1   # ajar"} <= set(shown.out.splitlines())
    assert "  renamed: openness → candour, money → finance, listed → quoted\n" in shown.out
    assert "  kept as comments: stage, audited\n" in shown.out
    assert "  verdict: hold, as before\n" in shown.out
    assert shown.out.endswith(
        "small@2.0.0: 1 dossier to change; none already as it asks.\nnothing is written\n"
    )
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert (done.code, done.out.splitlines()[-1]) == (0, "written: 1 dossier")
    assert "rubric: new.yaml   # which\n" in path.read_text()
    assert run("assess", "acme.yaml", "-f", "json").code == 0


def test_what_was_decided_before_no_longer_holds(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    assert run("assess", "acme.yaml", "--rubric", "old.yaml", "-q", "-o", "acme.json").code == 0
    (rubrics / "acme.approvals").mkdir()
    assert "note:" not in run("update", "acme.yaml", "--rubric", "new.yaml", "--dry-run").err
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert "note: acme.yaml: what was decided on its assessment does not hold" in done.err


def test_of_several_nothing_is_written_unasked(run: Callable[..., Result], rubrics: Path) -> None:
    for name in ("a", "b"):
        (rubrics / f"{name}.yaml").write_text(DOSSIER, encoding="utf-8")
    shown = run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml")
    assert (shown.code, shown.out.splitlines()[-1]) == (0, "nothing is written; --yes writes it")
    quiet = run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml", "-q")
    assert (quiet.code, quiet.out) == (2, "")
    assert "--yes" in quiet.err
    assert (rubrics / "a.yaml").read_text() == DOSSIER
    assert run("update", "a.yaml", "b.yaml", "--rubric", "new.yaml", "--yes").out.endswith(
        "written: 2 dossiers\n"
    )
    assert (rubrics / "a.yaml").read_text() == (rubrics / "b.yaml").read_text() != DOSSIER


def test_dossiers_of_other_rubrics_are_brought_over_where_they_are_named(
    run: Callable[..., Result], rubrics: Path
) -> None:
    (rubrics / "in").mkdir()
    (rubrics / "in/acme.yaml").write_text(DOSSIER.replace("old.yaml", "../old.yaml"), encoding="utf-8")
    run("new", "in/screen.yaml", "--rubric", "quick-screen")
    passed = run("update", "in", "--rubric", "new.yaml", "--dry-run", "-f", "json")
    assert [json.loads(passed.out)[key] for key in ("others", "written")] == [1, False]
    assert "1 dossier of another rubric passed over" in run("update", "in", "--rubric", "new.yaml").out
    assert run("update", "in/screen.yaml", "--rubric", "new.yaml").code == 0
    assert "rubric: ../new.yaml\n" in (rubrics / "in/screen.yaml").read_text()


def test_a_version_that_is_not_here_any_more_is_updated_from(
    run: Callable[..., Result], rubrics: Path
) -> None:
    text = DOSSIER.replace("old.yaml", "small@1.2")
    (rubrics / "acme.yaml").write_text(text, encoding="utf-8")
    done = run("update", "acme.yaml", "--rubric", "new.yaml")
    assert done.code == 0
    assert "verdict: hold, before: not known, as it does not fit the rubric it names" in done.out


def test_a_former_id_in_a_dossier_is_told_by_its_new_one(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "acme.yaml").write_text(DOSSIER.replace("old.yaml", "new.yaml").replace("money", "finance"))
    hint = "hint: it is called `candour` now; `partnercheck update` renames it"
    assert hint in run("assess", "acme.yaml").err


def test_a_pinned_dossier_stays_pinned(run: Callable[..., Result], rubrics: Path) -> None:
    path = rubrics / "acme.yaml"
    run("new", "acme.yaml", "--rubric", "quick-screen")
    path.write_text(path.read_text().replace("rubric: quick-screen", "rubric: quick-screen@0.9"))
    assert run("update", "acme.yaml", "--rubric", "quick-screen").code == 0
    assert re.search(r"^rubric: quick-screen@\d+\.\d+\.\d+$", path.read_text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    openness: 1   # ajar\n",
            "    openness: 1\n    candour: 0\n",
            "`openness` is called `candour` now, and",
        ),
        (
            "    openness: 1   # ajar\n",
            "    openness: 1\n    frankness: 0\n",
            "`frankness` is called `candour` now, and",
        ),
        ("listed: no}", "listed: no, quoted: yes}", "`listed` is called `quoted` now, and"),
        ("    openness: 1   # ajar\n", "    openness: 7\n", "level 7 does not exist"),
        ("as_of: 2026-11-20", "as_of: soon", "error wrong-date"),
    ],
)
def test_what_cannot_be_done_in_place_leaves_a_dossier_alone(
    run: Callable[..., Result], rubrics: Path, old: str, new: str, said: str
) -> None:
    assert DOSSIER.count(old) == 1
    (rubrics / "bad.yaml").write_text(DOSSIER.replace(old, new), encoding="utf-8")
    (rubrics / "good.yaml").write_text(DOSSIER, encoding="utf-8")
    result = run("update", "bad.yaml", "good.yaml", "--rubric", "new.yaml", "--yes")
    assert (result.code, (rubrics / "bad.yaml").read_text()) == (2, DOSSIER.replace(old, new))
    assert said in result.err
    assert "candour: 1" in (rubrics / "good.yaml").read_text()


def test_answers_to_other_levels_are_to_be_looked_at(run: Callable[..., Result], rubrics: Path) -> None:
    (rubrics / "new.yaml").write_text(
        NEW.replace(
            "How open are they?, kind: levels, levels: {0: no,",
            "How open are they?, kind: levels, levels: {0: never,",
        )
    )
    (rubrics / "acme.yaml").write_text(DOSSIER, encoding="utf-8")
    found = run("update", "acme.yaml", "--rubric", "new.yaml", "-f", "json", "--dry-run")
    assert json.loads(found.out)["dossiers"][0]["reworded"] == ["candour"]


@pytest.mark.parametrize(
    ("renamed", "said"),
    [
        ("{openness: nothing}", "`nothing` is no id, fact or grade of this rubric"),
        ("{openness: a, a: openness}", "is no id, fact or grade of this rubric"),
        ("{deal: pace}", "`deal` is still there, so nobody could tell"),
        (
            "{openness: pace}}, 2.1.0: {what: y, renamed: {openness: deal}",
            "was renamed in another version already",
        ),
    ],
)
def test_a_rename_that_leads_nowhere_is_an_error_of_the_rubric(
    run: Callable[..., Result], rubrics: Path, renamed: str, said: str
) -> None:
    text = NEW.partition("changes:")[0] + f"changes: {{2.0.0: {{what: x, renamed: {renamed}}}}}\n"
    (rubrics / "new.yaml").write_text(text, encoding="utf-8")
    result = run("rubric", "check", "new.yaml")
    assert result.code == 1
    assert re.search(f"error wrong-rename: .*{re.escape(said)}", result.out)


def test_what_others_share_is_read_under_former_names(run: Callable[..., Result], rubrics: Path) -> None:
    """Replies and our own positions are files that no update touches."""
    match = "kind: match, axis: {0: no, 1: yes}"
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW.replace("2.0.0", "1.3.0"))):
        wanted = text.replace(
            "How open are they?, kind: levels, levels: {0: no, 1: yes}", f"How open are they?, {match}"
        )
        (rubrics / name).write_text(wanted, encoding="utf-8")
    (rubrics / "us.yaml").write_text("partnercheck: organisation/1\nname: Us\nculture: {openness: 1}\n")
    (rubrics / "replies").mkdir()
    (rubrics / "replies/them-o.yaml").write_text(
        "partnercheck: reply/1\npartner: Acme Ltd\nrubric: small@1.2.0\nside: them\nby: O\ndate: 2026-11-01\n"
        "profile: {listed: no}\nanswers: {culture: {openness: {answer: 1, evidence: told}}}\n"
    )
    text = DOSSIER.replace("    openness: 1   # ajar\n", "").replace("  culture:\n", "")
    (rubrics / "acme.yaml").write_text(text + "replies: replies\norganisation: us.yaml\n", encoding="utf-8")
    before = json.loads(run("assess", "acme.yaml", "-f", "json").out)
    assert run("update", "acme.yaml", "--rubric", "new.yaml").code == 0
    after = json.loads(run("assess", "acme.yaml", "-f", "json").out)
    one, two = (
        next(each for group in found["dimensions"] for each in group["criteria"] if each["id"] == name)
        for found, name in ((before, "openness"), (after, "candour"))
    )
    assert one["value"] == two["value"]
    assert one["value"]["point"] == 100
