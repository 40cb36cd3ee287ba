"""One writer at a time: every command that writes holds the folder, and who comes second waits."""

from __future__ import annotations

import ast
import errno
import os
import sys
import threading
import types
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from building import ROOT, lay_out
from partnercheck.cli import locking
from partnercheck.cli.locking import holding, locked
from partnercheck.diagnostics import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

APART = {"collecting.py"}
"""Where a function holds the folder that another one writes into; below, it is seen to wait."""
CLI = ROOT / "src/partnercheck/cli"
MODULES = [each for each in sorted(CLI.rglob("*.py")) if each.name not in APART]
PLAIN = """\
partnercheck: rubric/1
id: plain
version: 1.0.0
title: Plain
dimensions:
  - {id: d, title: D, weight: 1, criteria: [
      {id: a, title: A, question: A?, kind: levels, levels: {0: none, 1: some, 2: all}}]}
verdict: {proceed: {score: 70}, conditional: {score: 50}}
"""


@pytest.mark.parametrize("module", MODULES, ids=lambda each: each.name)
def test_nothing_is_written_but_by_who_holds_the_folder(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    holders = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.With) and {"holding", "locked"} & called(*each.items)
    ]
    held = {id(call) for each in holders for call in ast.walk(each)}
    writes = [each for each in ast.walk(tree) if isinstance(each, ast.Call) and of(each) == "write_together"]
    assert [each.lineno for each in writes if id(each) not in held] == []


def test_results_are_written_by_one_function_and_inputs_by_those_who_look_at_what_is_there() -> None:
    """What is added here writes inputs, and refuses itself to replace what it should not."""
    inputs = ("asking", "cases", "changing", "collecting", "commands/decide", "commands/financials/import_")
    writers = {
        each.relative_to(CLI).with_suffix("").as_posix()
        for each in CLI.rglob("*.py")
        if "write_together" in called(ast.parse(each.read_text(encoding="utf-8")))
    }
    assert writers == {"outputs", "new_file", *inputs}


def called(*nodes: ast.AST) -> set[str]:
    return {of(each) for node in nodes for each in ast.walk(node) if isinstance(each, ast.Call)}


def of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is held by a file there")
@pytest.mark.parametrize(
    ("command", "place"),
    [
        (("rubric", "test", "plain.yaml", "--write-cases"), "plain.cases.yaml"),
        (("financials", "import", "table.csv", "-o", "new.yaml"), "new.yaml"),
        (("financials", "import", "table.csv", "--write-map", "map.yaml"), "map.yaml"),
        (("ask", "dossier.yaml", "--side", "them", "-o", "form.yaml"), "form.yaml"),
        (("template", "new", "own.md.j2"), "own.md.j2"),
    ],
)
def test_what_somebody_writes_in_the_meantime_is_not_written_over(
    folder: Path, run: Callable[..., Result], command: tuple[str, ...], place: str
) -> None:
    lay_out(folder)
    (folder / "plain.yaml").write_text(PLAIN, encoding="utf-8")
    (folder / "table.csv").write_text("line,2025\ncurrency,GBP\nunit,1\nrevenue,1\n", encoding="utf-8")
    done: list[Result] = []
    waiting = threading.Thread(target=lambda: done.append(run(*command)))
    with locked(folder):
        waiting.start()
        waiting.join(2)
        assert done == []
        (folder / place).write_text("mine", encoding="utf-8")
    waiting.join(60)
    assert (done[0].code, (folder / place).read_text(encoding="utf-8")) == (2, "mine")
    assert f"{place}:1:1: error exists: this file exists already" in done[0].err


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is held by a file there")
def test_replies_are_collected_by_one_at_a_time(home: Path, run: Callable[..., Result]) -> None:
    done: list[Result] = []
    waiting = threading.Thread(target=lambda: done.append(run("collect", "dossier.yaml", "back")))
    with locked(home):
        waiting.start()
        waiting.join(2)
        assert done == []
    waiting.join(60)
    assert done[0].code == 0


def test_a_folder_under_two_names_is_held_once(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "b").symlink_to("a")
    with holding([folder / "a/x", folder / "b/y", folder / "new/z", Path(os.devnull)]):
        assert (folder / "new").is_dir()


def windows(monkeypatch: pytest.MonkeyPatch, busy: list[int]) -> Any:
    """Return the module as Windows would have it, where locking fails with these error numbers at first."""

    def lock(_: int, mode: int, __: int) -> None:
        if mode != fake.LK_UNLCK and busy:
            code = busy.pop()
            raise OSError(errno.EDEADLK if mode == fake.LK_LOCK else code, "it is held")

    fake: Any = types.ModuleType("msvcrt")
    fake.LK_LOCK, fake.LK_NBLCK, fake.LK_UNLCK, fake.locking = 1, 2, 0, lock
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = spec_from_file_location("locking_on_windows", locking.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.time, "sleep", lambda _: None)
    return module


def test_on_windows_too_who_comes_second_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = [errno.EACCES] * 30
    with windows(monkeypatch, busy).locked(folder):
        assert busy == []


def test_a_folder_that_cannot_be_held_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="the folder cannot be held: "), locked(folder / "gone"):
        pass
    module = windows(monkeypatch, [errno.EIO])
    for place in (folder, folder / "gone"):
        with pytest.raises(InputError, match="the folder cannot be held: "), module.locked(place):
            pass
