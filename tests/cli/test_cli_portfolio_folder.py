"""A portfolio touches nothing in its folder that no run wrote, and nothing outside of it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portfolios import lay_out_portfolio, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

OUT = Path("out")
HOME = OUT / ".partnercheck"
STATE = HOME / "state.sqlite"

needs_links = pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")


@pytest.fixture
def portfolio(folder: Path, run: Callable[..., Result]) -> Callable[..., Result]:
    """Return what makes the portfolio of two partners in `out`."""
    partners = lay_out_portfolio(folder, 2)
    return lambda *arguments: run("portfolio", partners, "-o", OUT, "-q", "--jobs", 1, *arguments)


@pytest.fixture
def victim(folder: Path) -> Path:
    """Return a folder with files of somebody else."""
    victim = folder / "victim"
    (victim / "scratch").mkdir(parents=True)
    for name in ("thesis.docx", "id_rsa", "partner-00.html", "scratch/notes.txt"):
        (victim / name).write_text("mine", encoding="utf-8")
    return victim


@needs_links
@pytest.mark.parametrize("before", ["at first", "after a run"])
@pytest.mark.parametrize("name", [".partnercheck", ".partnercheck/scratch", "reports"])
def test_links_in_place_of_our_folders_are_refused(
    portfolio: Callable[..., Result], victim: Path, name: str, before: str
) -> None:
    if before == "after a run":
        portfolio()
        (OUT / name).rename("aside")
    (OUT / name).parent.mkdir(parents=True, exist_ok=True)
    (OUT / name).symlink_to(victim, target_is_directory=True)
    kept = tree(victim)
    result = portfolio()
    assert result.code == 2
    assert "out:1:1: error output: " in result.err
    assert f"`{name}` in it is a link" in result.err
    assert tree(victim) == kept


@needs_links
def test_a_state_that_names_reports_behind_a_link_removes_none(
    portfolio: Callable[..., Result], victim: Path
) -> None:
    """That of earlier versions was a text that anybody could write."""
    HOME.mkdir(parents=True)
    (OUT / "reports").symlink_to(victim, target_is_directory=True)
    lines = [{"partnercheck": "portfolio-state/1"}, {"dossier": "", "reports": ["reports/id_rsa"]}]
    (HOME / "state.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    kept = tree(victim)
    assert portfolio().code == 2
    assert tree(victim) == kept


@needs_links
def test_links_in_our_folders_are_neither_followed_nor_removed(
    portfolio: Callable[..., Result], victim: Path
) -> None:
    portfolio()
    kept = tree(victim)
    (HOME / "scratch" / "link").symlink_to(victim / "thesis.docx")
    (HOME / "scratch" / "folder").mkdir()
    (HOME / "scratch" / "left.part").write_text("half", encoding="utf-8")
    with closing(sqlite3.connect(STATE)) as state, state:
        state.execute("INSERT INTO written VALUES ('reports/gone.html')")
    (OUT / "reports" / "gone.html").symlink_to(victim / "id_rsa")
    assert portfolio().code == 0
    assert tree(victim) == kept
    assert {each.name for each in (HOME / "scratch").iterdir()} == {"link", "folder"}
    assert (OUT / "reports" / "gone.html").is_symlink()


@needs_links
@pytest.mark.parametrize("name", ["index.html", "portfolio.csv", "reports/partner-00.html"])
def test_a_link_in_place_of_a_file_of_ours_is_refused(
    portfolio: Callable[..., Result], victim: Path, name: str
) -> None:
    portfolio()
    (OUT / name).unlink()
    (OUT / name).symlink_to(victim / "thesis.docx")
    kept = tree(victim)
    result = portfolio("--within", 5)
    assert result.code == 2
    assert "this is a link, which is neither replaced nor followed" in result.err
    assert tree(victim) == kept
    assert (OUT / name).is_symlink()


@pytest.mark.parametrize("name", ["index.html", "portfolio.json", "portfolio.csv", "portfolio.xlsx"])
@pytest.mark.parametrize("home", [False, True])
def test_files_of_somebody_else_are_not_written_over(
    portfolio: Callable[..., Result], name: str, *, home: bool
) -> None:
    (HOME if home else OUT).mkdir(parents=True)
    (OUT / name).write_text("mine", encoding="utf-8")
    result = portfolio()
    assert result.code == 2
    assert f"this folder holds {name}, which no portfolio run wrote" in result.err
    assert (OUT / name).read_text(encoding="utf-8") == "mine"


def test_a_report_of_somebody_else_is_not_written_over(
    portfolio: Callable[..., Result], folder: Path
) -> None:
    portfolio()
    text = (folder / "partners" / "partner-00.yaml").read_text(encoding="utf-8")
    (folder / "partners" / "notes.yaml").write_text(text, encoding="utf-8")
    (OUT / "reports" / "notes.html").write_text("mine", encoding="utf-8")
    result = portfolio()
    assert result.code == 2
    assert "this folder holds reports/notes.html, which no portfolio run wrote" in result.err
    assert (OUT / "reports" / "notes.html").read_text(encoding="utf-8") == "mine"


def other_tables() -> None:
    with closing(sqlite3.connect(STATE)) as state, state:
        state.execute("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM written; END")


def other_database() -> None:
    STATE.unlink()
    with closing(sqlite3.connect(STATE)) as state, state:
        state.execute("CREATE TABLE bookmarks (url TEXT)")


def journal_that_names_a_file() -> None:
    magic = bytes.fromhex("d9d505f920a163d7")
    (HOME / "state.sqlite-journal").write_bytes(b"victim/id_rsa" + magic)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: STATE.write_bytes(b"something else, and longer than the head of a database" * 100),
        lambda: STATE.write_bytes(STATE.read_bytes()[:5000]),
        lambda: STATE.write_bytes(STATE.read_bytes()[:100] + b"\xff" * (STATE.stat().st_size - 100)),
        other_tables,
        other_database,
        journal_that_names_a_file,
    ],
)
def test_a_state_that_is_none_of_ours_is_told_and_kept(
    portfolio: Callable[..., Result], spoil: Callable[[], object]
) -> None:
    portfolio()
    spoil()
    kept = {path: path.read_bytes() for path in OUT.rglob("*") if path.is_file()}
    result = portfolio()
    assert result.code == 2
    assert "out:1:1: error output: what earlier runs left in it cannot be used: " in result.err
    assert "hint: name another folder, or remove this one" in result.err
    assert {path: path.read_bytes() for path in OUT.rglob("*") if path.is_file()} == kept


def test_a_state_that_is_broken_further_on_is_no_fault_of_the_program(
    portfolio: Callable[..., Result],
) -> None:
    """Whatever page is broken, the run ends with a diagnostic, or mends what it finds."""
    portfolio()
    undisturbed, whole = tree(OUT), STATE.read_bytes()
    for start in range(0, len(whole), 1024):
        STATE.write_bytes(whole[:start] + b"\xee" * 512 + whole[start + 512 :])
        result = portfolio()
        assert result.code in {0, 2}
        if result.code == 2:
            assert "cannot be used" in result.err
        else:
            assert tree(OUT).keys() == undisturbed.keys()


@needs_links
def test_a_link_in_place_of_the_state_is_refused(portfolio: Callable[..., Result], victim: Path) -> None:
    portfolio()
    STATE.rename(victim / "their.sqlite")
    STATE.symlink_to(victim / "their.sqlite")
    kept = tree(victim)
    result = portfolio()
    assert result.code == 2
    assert "`.partnercheck/state.sqlite` in it is no file" in result.err
    assert tree(victim) == kept


@pytest.mark.parametrize("name", ["state.sqlite", "scratch"])
def test_a_folder_or_a_file_in_the_wrong_place_is_told(portfolio: Callable[..., Result], name: str) -> None:
    HOME.mkdir(parents=True)
    if name == "scratch":
        (HOME / name).write_text("", encoding="utf-8")
    else:
        (HOME / name).mkdir()
    result = portfolio()
    assert result.code == 2
    assert f"`.partnercheck/{name}` in it is " in result.err


def test_an_empty_file_in_place_of_the_state_is_a_new_one(portfolio: Callable[..., Result]) -> None:
    HOME.mkdir(parents=True)
    STATE.touch()
    assert portfolio().code == 0


def test_the_state_of_an_earlier_version_is_replaced(portfolio: Callable[..., Result]) -> None:
    portfolio()
    new = tree(OUT)
    STATE.unlink()
    (HOME / "done").mkdir()
    (HOME / "lock").touch()
    for name in ("gone", "gone-too"):
        (OUT / "reports" / f"{name}.html").write_text("a report", encoding="utf-8")
    (HOME / "state.jsonl").write_text(
        '{"partnercheck": "portfolio-state/1", "version": "0.1.0"}\n'
        '{"dossier":"partners/gone.yaml","reports":["reports/gone.html", 3]}\n[]\nno entry\n'
        '{"dossier":"","reports":["reports/../../partners/us.yaml"]}\n'
        '{"dossier":"","reports":["reports/partner-00.html","reports/partner-01.html"]}\n',
        encoding="utf-8",
    )
    (HOME / "done" / "0-000001.jsonl").write_text(
        '{"dossier":"","reports":["reports/gone-too.html"]}\n', encoding="utf-8"
    )
    result = portfolio()
    assert result.code == 0
    assert result.err == (
        "out: the state of an earlier version is replaced, and every dossier is assessed anew\n"
    )
    (HOME / "done").rmdir()
    assert tree(OUT) == new
    assert portfolio().err == ""


def test_somebody_elses_lines_of_json_stay(portfolio: Callable[..., Result]) -> None:
    HOME.mkdir(parents=True)
    (HOME / "state.jsonl").write_text('{"mine": 1}\n', encoding="utf-8")
    assert portfolio().code == 0
    assert (HOME / "state.jsonl").read_text(encoding="utf-8") == '{"mine": 1}\n'


def test_a_line_of_json_that_is_nested_too_deep_is_passed_over(portfolio: Callable[..., Result]) -> None:
    (OUT / "reports").mkdir(parents=True)
    HOME.mkdir()
    (OUT / "reports" / "gone.html").write_text("a report", encoding="utf-8")
    (HOME / "state.jsonl").write_text(
        '{"partnercheck": "portfolio-state/1"}\n'
        + '{"reports":' * 100_000
        + '\n{"dossier":"","reports":["reports/gone.html"]}\n',
        encoding="utf-8",
    )
    assert portfolio().code == 0
    assert not (OUT / "reports" / "gone.html").exists()
