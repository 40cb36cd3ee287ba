"""The files of decisions: whole, never built on what is not sound, never written over."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from cli_decided import DECLINED, OKAFOR

from building import DOSSIER
from deciding import say, signers
from partnercheck.cli.locking import locked
from partnercheck.diagnostics import InputError
from partnercheck.load.record import read_decidable, read_record
from partnercheck.model.approval import MAX_APPROVALS
from partnercheck.record.approval import approval
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_one_more_than_a_record_holds_is_refused(assessed: Callable[..., Path]) -> None:
    path = assessed()
    say(path, "S. Okafor")
    record = read_record(path)
    full = record._replace(filed=record.filed * MAX_APPROVALS)
    with pytest.raises(InputError, match="200 have decided on it already"):
        approval(full, read_decidable(path), {})


def test_an_unsound_record_is_pending_before_all_else(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    first = say(path, "S. Okafor", vote="reject", reason="No")
    say(path, "R. Moore")
    first.write_text(first.read_text() + "# no\n")
    assert run("decide", "dossier.json").out.startswith("Pending: the record of approvals is not sound")


def test_nothing_is_built_on_a_record_that_is_not_sound(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    first = say(path, "S. Okafor")
    say(path, "R. Moore", on="2026-12-02")
    first.write_text(first.read_text() + "# no\n")
    result = run("decide", "dossier.json", "--by", "J. W", "--role", "COO", "--approve", "--on", "2026-12-03")
    assert result.code == 2
    assert "2026-12-01-s-okafor.yaml:1:1: error not-sound: it has changed since" in result.err
    assert len([*first.parent.iterdir()]) == 2
    told = " ".join(run("assess", "dossier.yaml").out.split())
    assert "the record of approvals is not sound, and nothing in it counts as approved" in told


def test_what_cannot_be_written_leaves_no_folder(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    unsigned = run("decide", "dossier.json", *OKAFOR, "--approve", "--sign", "no-key")
    assert (unsigned.code, (path.parent / "dossier.approvals").exists()) == (2, False)
    assert "error not-signed" in unsigned.err


def test_no_link_stands_for_the_assessment_beside_a_dossier(
    run: Callable[..., Result], assessed: Callable[..., Path], tmp_path: Path
) -> None:
    path = assessed()
    say(path, "S. Okafor")
    path.symlink_to(path.rename(tmp_path / "elsewhere.json"))
    told = " ".join(run("assess", "dossier.yaml").out.split())
    assert "Of dossier.json: this is a link, where a file must stand." in told
    assert "error outside" in run("decide", "dossier.json").err


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_in_place_of_the_folder_of_approvals_is_told(
    kind: str, run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    folder = assessed().parent / "dossier.approvals"
    folder.touch() if kind == "file" else folder.symlink_to("nowhere")
    result = run("decide", "dossier.json", *OKAFOR, "--approve")
    assert result.code == 2
    assert "error not-sound" in result.err
    verified = run("verify", "dossier.json")
    assert verified.code == 1
    assert "the approvals are not sound: 1 fault" in verified.out


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs copies of this process")
def test_all_who_decide_at_once_do(assessed: Callable[..., Path]) -> None:
    path = assessed()
    people = ("S. Okafor", "R. Moore", "J. Whitfield", "A. Brandt")
    started = [
        forked("decide", path, "--by", name, "--role", "COO", "--approve", "--on", "2026-12-01")
        for name in people
    ]
    assert [os.waitpid(child, 0)[1] for child in started] == [0] * len(people)
    record = read_record(path)
    assert (len(record.filed), record.faults) == (len(people), ())
    assert sorted(len(each.approval.before) for each in record.filed) == [0, 1, 2, 3]


def forked(*arguments: object) -> int:
    """Run in a copy of this process; returns its id."""
    child = os.fork()
    if child == 0:
        os._exit(invoke(*arguments).code)
    return child


def test_no_other_assessment_takes_the_place_of_one_that_was_decided_on(
    run: Callable[..., Result], assessed: Callable[..., Path], small: Callable[..., Path]
) -> None:
    path = assessed(rules="")
    run("decide", "dossier.json", *OKAFOR, "--approve")
    before = path.read_bytes()
    assert run("assess", "dossier.yaml", "-q", "-o", "dossier.json").code == 0  # the same
    small(dossier=DECLINED)
    result = run("assess", "dossier.yaml", "-q", "-o", "dossier.json")
    assert result.code == 2
    assert "dossier.json:1:1: error decided: `dossier.approvals` holds decisions on" in result.err
    assert path.read_bytes() == before
    path.unlink()
    assert "error decided" in run("assess", "dossier.yaml", "-q", "-o", "dossier.json").err
    assert "dossier.json: there is no such file" in " ".join(run("assess", "dossier.yaml").out.split())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a copy of this process")
def test_a_decision_that_is_killed_is_written_whole_or_not_at_all(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    people = signers(path.parent)
    written = path.parent / "dossier.approvals"
    arguments = ("decide", path, *OKAFOR, "--approve", "--sign", people.keys["S. Okafor"])
    step, killed, again = 0, True, 0
    while killed:
        step += 1
        killed = dies_before(step, written, *arguments)
        record = read_record(path)
        assert all(each.signed for each in record.filed)
        if record.faults:  # a signature waits for its approval, and the same command brings it
            assert run(*arguments).code == 0
            assert (len(read_record(path).filed), read_record(path).faults) == (1, ())
            again += 1
        shutil.rmtree(written, ignore_errors=True)
    assert step > 5
    assert again


def dies_before(step: int, folder: Path, *arguments: object) -> bool:
    """Run in a copy of this process that is killed before its nth step on files below a folder."""
    child = os.fork()
    if child == 0:
        left = [step]

        def watch(event: str, details: tuple[object, ...]) -> None:
            if event in {"open", "os.rename", "os.mkdir"} and str(details[0]).startswith(str(folder)):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        invoke(*arguments)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


@pytest.mark.parametrize(
    "command", [("assess", "dossier.yaml"), ("due", "dossier.yaml"), ("compare", "dossier.yaml", "two.yaml")]
)
def test_no_result_takes_the_place_of_an_assessment_that_was_decided_on(
    run: Callable[..., Result], assessed: Callable[..., Path], command: tuple[str, ...]
) -> None:
    path = assessed()
    path.with_name("two.yaml").write_text(DOSSIER.replace("Acme", "Birch"), encoding="utf-8")
    assert run("decide", path.name, *OKAFOR, "--approve").code == 0
    before = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    for output in (path.name, "dossier.approvals/x.json"):
        result = run(*command, "-q", "--as-of", "2026-11-21", "-o", output)
        assert result.code == 2
        assert ("error decided" if output == path.name else "only `decide` writes into this") in result.err
    assert {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is held by a file there")
def test_an_assessment_waits_for_whoever_decides_on_the_one_in_its_place(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    before = path.read_bytes()
    assert run("decide", path.name, *OKAFOR, "--approve").code == 0
    record, aside = path.with_suffix(".approvals"), path.with_suffix(".aside")
    record.rename(aside)
    done: list[Result] = []
    command = ("assess", "dossier.yaml", "-q", "--as-of", "2026-11-21", "-o", path.name)
    waiting = threading.Thread(target=lambda: done.append(run(*command)))
    with locked(path.parent):
        waiting.start()
        waiting.join(0.5)
        assert done == []
        aside.rename(record)
    waiting.join(60)
    assert (done[0].code, path.read_bytes()) == (2, before)
    assert "error decided" in done[0].err


def test_what_was_decided_on_is_not_replaced_where_the_decision_cannot_be_read(
    run: Callable[..., Result], assessed: Callable[..., Path]
) -> None:
    path = assessed()
    before = path.read_bytes()
    assert run("decide", "dossier.json", *OKAFOR, "--approve").code == 0
    (vote,) = path.with_name("dossier.approvals").glob("*.yaml")
    vote.write_text("garbage: [", encoding="utf-8")
    found = run("assess", "dossier.yaml", "--as-of", "2026-12-31", "-q", "-o", "dossier.json")
    assert (found.code, path.read_bytes()) == (2, before)
    assert "holds what cannot be read as decisions" in found.err
