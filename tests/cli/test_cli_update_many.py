"""`partnercheck update` of two hundred dossiers: every comment and answer of each is kept."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING

from cli_updated import renamed

from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result


RENAMED = {
    "openness": "candour",
    "money": "finance",
    "shut": "closed",
    "listed": "quoted",
    "told": "claimed",
}
GONE = {"audited", "age", "poor", "past", "stage"}


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
