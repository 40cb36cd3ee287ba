"""`-` stands for standard input wherever a dossier or rubric is read, `-q` for no word but of errors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from building import RUBRIC
from running import commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]

READING = {
    "due": ("due",),
    "todo": ("todo",),
    "history": ("history",),
    "evidence": ("evidence", "check"),
}
CHANGING = {
    "set": ("set", "dossier.yaml", "openness=1"),
    "seal": ("evidence", "seal", "dossier.yaml"),
    "update": ("update", "dossier.yaml", "--rubric", "new.yaml"),
}
LOUD = {
    *((name,) for name in ("explain", "measures", "schema", "whatif")),
    *(("rubric", name) for name in ("list", "show", "sql")),
    ("financials", "lines"),
}
"""Commands that exist to print; the others write or judge as well."""


@pytest.fixture
def dossier(small: Callable[..., Path]) -> bytes:
    path = small()
    path.parent.joinpath("new.yaml").write_text(RUBRIC.replace("version: 1.2.0", "version: 1.3.0"))
    path.parent.joinpath("a.txt").write_text("a")
    cited = "    audited: {answer: yes, evidence: [{grade: documented, source: A file, file: a.txt}]}"
    text = path.read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if "audited:" in each)
    path.write_text(text.replace(line, cited), encoding="utf-8")
    return path.read_bytes()


@pytest.mark.parametrize("words", READING.values(), ids=READING)
def test_what_is_piped_is_told_as_a_file_is(run: Run, dossier: bytes, words: tuple[str, ...]) -> None:
    file = run(*words, "dossier.yaml", "--format", "json")
    piped = run(*words, "-", "--format", "json", stdin=dossier)
    assert (file.code, piped.code) == (0, 0)
    assert json.loads(file.out.replace('"dossier.yaml"', '"-"')) == json.loads(piped.out)
    assert run(*words, "-", "-q", stdin=dossier) == (0, "", "")
    twice = run(*words, "-", "-", stdin=dossier)
    assert (twice.code, "standard input can be read once only" in twice.err) == (2, True)
    wrong = run(*words, "-", "-q", stdin=b"partnercheck: dossier/1\n")
    assert (wrong.code, wrong.out, "-:1:1: error" in wrong.err) == (2, "", True)


@pytest.mark.parametrize("words", CHANGING.values(), ids=CHANGING)
def test_a_piped_dossier_is_changed_on_its_way(
    run: Run, folder: Path, dossier: bytes, words: tuple[str, ...]
) -> None:
    path = folder / "dossier.yaml"
    piped = run(*("-" if each == path.name else each for each in words), stdin=dossier)
    assert path.read_bytes() == dossier
    assert (piped.code, "+++ -" in piped.err) == (0, True)
    again = run(*("-" if each == path.name else each for each in words), "-q", stdin=piped.out.encode())
    assert again == (0, piped.out, "")  # there is nothing more to change
    assert run(*words, "-q") == (0, "", "")
    assert path.read_bytes() == piped.out.encode() != dossier


def test_a_portfolio_and_tables_take_a_piped_dossier(run: Run, folder: Path, dossier: bytes) -> None:
    assert run("portfolio", "-", "-o", "out", "-q", stdin=dossier) == (0, "", "")
    told = json.loads((folder / "out/portfolio.json").read_text())
    assert [each["dossier"]["file"] for each in told["partners"]] == ["-"]
    assert "as before: 0" in run("portfolio", "-", "-o", "out", stdin=dossier).out
    assert run("tables", "-", "-o", "tables", "-q", stdin=dossier) == (0, "", "")


def test_a_difference_takes_one_rubric_from_standard_input(run: Run, dossier: bytes) -> None:
    assert dossier
    piped = run("rubric", "diff", "rubric.yaml", "-", stdin=RUBRIC.replace("score: 70", "score: 80").encode())
    assert "score to proceed: 70 → 80" in piped.out
    assert run("rubric", "diff", "rubric.yaml", "-", "-q", stdin=RUBRIC.encode()) == (0, "", "")
    assert run("rubric", "diff", "-", "-").code == 2


def test_what_standard_input_cannot_be_is_said(run: Run, dossier: bytes) -> None:
    for words, why in {
        ("todo", "-", "--ask", "forms"): "beside the dossier's file",
        ("ask", "-", "--side", "us", "-o", "form.html"): "what is asked is kept beside the dossier's file",
        ("collect", "-", "reply.yaml"): "replies are kept beside the dossier's file",
        ("update", "-", "dossier.yaml", "--rubric", "new.yaml"): "must be the only one",
        ("update", "-", "--rubric", "new.yaml", "--format", "json"): "takes the dossier",
    }.items():
        found = run(*words, stdin=dossier)
        assert (found.code, why in found.err) == (2, True)


def test_every_command_but_those_that_print_can_keep_quiet() -> None:
    options = {
        words: {flag for each in found.params for flag in each.opts}
        for words, found in commands().items()
        if not hasattr(found, "commands")
    }
    assert {words for words, flags in options.items() if "-q" not in flags} == LOUD


@pytest.mark.parametrize(
    "words",
    [
        ("new", "a.yaml"),
        ("rubric", "new", "b.yaml"),
        ("template", "new", "c.html.j2"),
        ("ask", "dossier.yaml", "--side", "us", "-o", "d.yaml"),
        ("financials", "import", "e.csv", "--currency", "EUR", "--unit", "1", "-o", "f.yaml"),
    ],
    ids=" ".join,
)
def test_what_writes_a_file_says_nothing_where_it_is_to_be_quiet(
    run: Run, folder: Path, dossier: bytes, words: tuple[str, ...]
) -> None:
    assert dossier
    (folder / "e.csv").write_text(",2024-12-31,2025-12-31\nRevenue,90,100\nUnheard of,3,4\n")
    before = {each: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    assert run(*words, "-q") == (0, "", "")
    assert {each: each.read_bytes() for each in folder.iterdir() if each.is_file()} != before


READ_BY_PATH = ("due ./-", "history ./-", "portfolio ./- -o out", "update ./- --rubric new.yaml")


@pytest.mark.parametrize("line", READ_BY_PATH)
def test_a_file_that_is_called_as_standard_input_is_read_by_its_path(
    run: Run, folder: Path, dossier: bytes, line: str
) -> None:
    (folder / "-").write_bytes(dossier)
    assert run(*line.split(), "-q") == (0, "", "")
    data = json.loads(run("assess", "./-", "--format", "json").out)
    assert data["dossier"]["file"] == "./-"


@pytest.mark.parametrize(
    "words",
    [
        ("set", "./-", "openness=1"),
        ("evidence", "seal", "./-"),
        ("evidence", "add", "./-", "audited", "b.txt", "--grade", "documented", "--source", "B"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_called_as_standard_input_keeps_its_name(
    run: Run, folder: Path, dossier: bytes, words: tuple[str, ...]
) -> None:
    (folder / "-").write_bytes(dossier)
    (folder / "b.txt").write_text("b")
    found = run(*words, "--format", "json")
    data = json.loads(found.out)
    assert (found.code, data["dossier"], data["written"]) == (0, "./-", True)
    assert data["difference"].startswith("--- ./-\n+++ ./-\n")
    assert str(folder) not in found.out + found.err
    assert (folder / "-").read_bytes() != dossier


def test_an_assessment_that_is_called_as_standard_input_is_verified_by_its_path(
    run: Run, folder: Path, dossier: bytes
) -> None:
    assert dossier
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    (folder / "a.json").rename(folder / "-")
    found = run("verify", "./-", "--format", "json")
    data = json.loads(found.out)
    assert (found.code, data["assessment"], data["dossier"]) == (0, "./-", "dossier.yaml")
    assert str(folder) not in found.out
    assert run("verify", "-", "-q", stdin=(folder / "-").read_bytes()) == (0, "", "")
