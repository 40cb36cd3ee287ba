"""Every command that writes may be killed at any moment, and says it has written once it is on the disk."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC, dump, lay_out
from killing import at_once, ends_before, on_disk, steps_of
from portfolios import tree
from replying import reply
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs copies of this process")

KILLS = int(os.environ.get("PARTNERCHECK_KILLS", "6"))
"""How often each command is killed."""

TABLE = ",2024-12-31,2025-12-31\nRevenue,90,100\nCash,50,60\n"
NEXT = RUBRIC.replace("openness", "candour").replace("version: 1.2.0", "version: 1.3.0") + (
    "changes: {1.3.0: {what: Another name, renamed: {openness: candour}}}\n"
)
COMMANDS = {
    "assess": ("assess", "dossier.yaml", "-o", "out/a.html", "-o", "out/a.json"),
    "new": ("new", "another.yaml", "--rubric", "rubric.yaml", "--force"),
    "set": ("set", "dossier.yaml", "openness=1", "stage=young"),
    "evidence add": (
        *("evidence", "add", "dossier.yaml", "openness", "seen.txt", "--grade", "verified", "--source", "S"),
    ),
    "evidence seal": ("evidence", "seal", "dossier.yaml"),
    "update": ("update", "dossier.yaml", "another.yaml", "--rubric", "next.yaml", "--yes"),
    "ask": ("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "-o", "form.yaml", "--force"),
    "collect": ("collect", "dossier.yaml", "back", "--side", "them", "--link"),
    "todo": ("todo", "dossier.yaml", "--ask", "forms", "--form", "yaml", "--force"),
    "due": ("due", "dossier.yaml", "--within", "999", "-o", "due.ics"),
    "decide": (
        *("decide", "decided.json", "--by", "S. Okafor", "--role", "CFO", "--approve", "--reason", "As told"),
        *("--on", "2026-11-25"),
    ),
    "report": ("report", "decided.json", "-o", "out/r.md"),
    "import": (
        *("financials", "import", "table.csv", "--currency", "GBP", "--unit", "1", "--into", "dossier.yaml"),
    ),
    "template new": ("template", "new", "board.html.j2", "--force"),
    "rubric new": ("rubric", "new", "ours.yaml", "--force"),
}
"""By name."""


@pytest.fixture
def home(folder: Path) -> Path:
    home = folder / "home"
    home.mkdir()
    text = DOSSIER.replace("source: A register,", "source: A register, file: evidence/r.txt,")
    lay_out(home, dossier=text, another=text.replace("Acme", "Another"), next=NEXT)
    for name, content in {"evidence/r.txt": "register", "seen.txt": "seen", "table.csv": TABLE}.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(content, encoding="utf-8")
    (home / "back").mkdir()
    (home / "out").mkdir()
    for who in ("A. Abel", "B. Bell"):
        (home / f"back/{who[0]}.json").write_text(dump(reply(by=who)))
    assert invoke("assess", home / "dossier.yaml", "-q", "-o", home / "decided.json").code == 0
    return home


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_may_be_killed_at_any_moment(
    home: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Each file is as it was, or as it is to be; the same command then does the rest."""
    before = tree(home)
    monkeypatch.chdir(copied(home, "done"))
    assert invoke(*COMMANDS[command]).code == 0  # here, so that no copy of this process loads modules
    after = tree(home.with_name("done"))
    assert after != before
    monkeypatch.chdir(counted := copied(home, "counted"))
    *steps, code = steps_of(counted, *COMMANDS[command])
    assert (code.path, tree(counted)) == ("0", after)
    written = {str(counted / name) for name in after if after[name] and after[name] != before.get(name)}
    assert on_disk(steps) == written
    chance = random.Random(command)
    for step in chance.sample(range(1, len(steps) + 1), min(KILLS, len(steps))):
        monkeypatch.chdir(folder := copied(home, f"killed-{step}"))
        assert ends_before(step, folder, *COMMANDS[command])
        found = whole(folder)
        assert before.keys() <= found.keys()
        assert all(digest in {before.get(name), after.get(name)} for name, digest in found.items())
        if found != after:
            assert invoke(*COMMANDS[command]).code == 0
            assert whole(folder) == after


def test_of_two_who_collect_at_once_nothing_is_lost(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    back = [home / f"back/{number}.json" for number in range(6)]
    for number, path in enumerate(back):
        path.write_text(dump(reply(by="Abel" if number % 2 else "Bell", side="them" if number % 3 else "us")))
    runs = [("collect", "dossier.yaml", path, "--link", "--side", "them") for path in back]
    runs.append(("set", "dossier.yaml", "openness=1"))
    codes = at_once(*runs)
    assert set(codes) <= {0, 2}
    assert sorted(path.name for path in home.glob("dossier-replies/*")) == [
        "them-abel.yaml",
        "them-bell.yaml",
    ]
    text = (home / "dossier.yaml").read_text()
    assert text.count("replies: dossier-replies/") == 1
    assert codes[-1] != 0 or "answer: 1" in text


def test_of_two_who_begin_the_same_file_one_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    assert sorted(at_once(*[("new", "fresh.yaml", "--rubric", "rubric.yaml")] * 4)) == [0, 2, 2, 2]


def copied(home: Path, name: str) -> Path:
    """Return a copy of a folder, beside it."""
    return shutil.copytree(home, home.with_name(name))


def whole(folder: Path) -> dict[str, str]:
    """Return what stands in a folder but for what a killed run had begun to write, which has another name."""
    return {name: digest for name, digest in tree(folder).items() if not name.endswith(".part")}
