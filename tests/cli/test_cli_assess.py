"""`assess`: its result, exit codes and streams."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_decided import DECLINED

from building import DOSSIER, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


HOLD = DOSSIER.replace("answers:", "answers: {}\nx-answers:").partition("x-answers")[0]


def test_the_decision_goes_to_standard_output_and_nothing_else(assess: Callable[..., Result]) -> None:
    result = assess()
    assert result.code == 0
    assert "PROCEED" in result.out
    assert result.err == ""
    assert "\x1b" not in result.out


def test_warnings_go_to_standard_error(assess: Callable[..., Result]) -> None:
    result = assess(text=DOSSIER.replace("listed: no", "listed: no, x: y"))
    assert "warning unknown-fact" in result.err
    assert "warning" not in result.out
    assert result.code == 0


def test_quiet_prints_neither_result_nor_warnings(assess: Callable[..., Result]) -> None:
    assert assess("-q", text=DOSSIER.replace("listed: no", "listed: no, x: y")) == (0, "", "")


@pytest.mark.parametrize(
    ("form", "start"), [("markdown", "# Acme"), ("html", "<!doctype html>"), ("json", "{")]
)
def test_format(assess: Callable[..., Result], form: str, start: str) -> None:
    assert assess("--format", form).out.startswith(start)


@pytest.mark.parametrize(
    ("text", "level", "require", "code"),
    [
        (DOSSIER, "proceed", "proceed", 0),
        (DOSSIER, "proceed", "conditional", 0),
        (DECLINED, "decline", "conditional", 1),
        (DECLINED, "decline", "proceed", 1),
        (HOLD, "hold", "conditional", 1),
        (DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"), "conditional", "conditional", 0),
        (DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"), "conditional", "proceed", 1),
    ],
)
def test_require_fails_when_the_verdict_falls_short(
    assess: Callable[..., Result], text: str, level: str, require: str, code: int
) -> None:
    result = assess("--require", require, "-f", "json", text=text)
    assert json.loads(result.out)["verdict"]["level"] == level
    assert result.code == code
    assert bool(result.err) == bool(code)


def test_firm_fails_when_the_verdict_could_still_move(assess: Callable[..., Result]) -> None:
    assert assess("--firm").code == 1
    assert assess("--firm", "-q", text=HOLD).code == 1
    assert assess("--firm", text=DECLINED).code == 0


def test_require_is_checked_of_every_dossier(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("bad.yaml", DECLINED)
    assert run("assess", "bad.yaml", "dossier.yaml", "--require", "proceed").code == 1


def test_several_dossiers_with_json_are_one_object_a_line(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("broken.yaml", DOSSIER.replace("deal: joint", "dael: joint"))
    result = run("assess", "dossier.yaml", "broken.yaml", "none.yaml", "dossier.yaml", "--format", "json")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["partnercheck"] for row in rows] == [
        "assessment/1",
        "diagnostics/1",
        "diagnostics/1",
        "assessment/1",
    ]
    assert result.code == 2
    assert rows[1]["diagnostics"] == [
        {
            "code": "unknown-criterion",
            "severity": "error",
            "message": "there is no criterion `dael`",
            "file": "broken.yaml",
            "line": 14,
            "column": 5,
            "hint": "did you mean `deal`?",
        }
    ]


def test_bad_input_exceeds_an_unmet_requirement(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(dossier=DECLINED)
    write("broken.yaml", "a: [")
    assert run("assess", "broken.yaml", "dossier.yaml", "--require", "proceed").code == 2


def test_a_dash_reads_standard_input(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    small()
    result = run("assess", "-", "-f", "json", stdin=DOSSIER.encode())
    data = json.loads(result.out)
    assert data["dossier"]["file"] == "-"
    assert data["rubric"]["file"] == "rubric.yaml"
    bad = run("assess", "-", stdin=b"a: [")
    assert bad.code == 2
    assert bad.err.startswith("-:1:")


def test_standard_input_too_large_is_refused(run: Callable[..., Result]) -> None:
    result = run("assess", "-", stdin=b"a" * 10_000_001)
    assert (result.code, "larger than 10 MB" in result.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("dossier.yaml", "us.yaml", "-o", "one.html"),
        ("dossier.yaml", "-o", "report.odt"),
        ("dossier.yaml", "-o", "dossier.yaml"),
        ("dossier.yaml", "./dossier.yaml", "-o", "out/"),
        ("-", "-"),
        ("dossier.yaml", "--as-of", "yesterday"),
        ("dossier.yaml", "--as-of", "2026-02-30"),
        ("dossier.yaml", "--format", "odt"),
        ("dossier.yaml", "--require", "hold"),
        ("dossier.yaml", "--nonsense"),
        ("none.yaml",),
        (".",),
        (),
        ("dossier.yaml", "--rubric", "nope"),
        ("dossier.yaml", "--rubric", "nope.yaml"),
        ("dossier.yaml", "--organisation", "nope.yaml"),
        ("dossier.yaml", "--template", "nope.html"),
        ("dossier.yaml", "-o", "dossier.yaml/x.html"),
        ("x" * 5000,),
        ("",),
    ],
)
def test_a_command_that_is_wrong_exits_with_2_and_writes_nothing(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path, arguments: tuple[str, ...]
) -> None:
    small()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run("assess", *arguments)
    assert result.code == 2
    assert result.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_rubric_organisation_and_day_of_the_command_line_come_before_the_dossiers(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("other/rubric.yaml", RUBRIC.replace("version: 1.2.0", "version: 7.0"))
    write("other/us.yaml", "partnercheck: organisation/1\nname: Others\n")
    result = run(
        *("assess", "dossier.yaml", "--rubric", "other/rubric.yaml", "--organisation", "other/us.yaml"),
        *("--as-of", "2026-12-24", "-f", "json"),
    )
    data = json.loads(result.out)
    assert data["rubric"]["version"] == "7.0"
    assert data["organisation"]["file"] == "other/us.yaml"
    assert data["as_of"] == "2026-12-24"


def test_version_and_help(run: Callable[..., Result]) -> None:
    from partnercheck import __version__

    assert run("--version") == (0, f"partnercheck {__version__}\n", "")
    for arguments in (("--help",), ("assess", "-h"), ("verify", "--help"), ("new", "-h"), ("schema", "-h")):
        result = run(*arguments)
        assert result.code == 0
        assert "Usage: partnercheck" in result.out


def test_an_unknown_command_is_wrong(run: Callable[..., Result]) -> None:
    assert run("asses").code == 2


def test_a_reader_that_leaves_early_is_no_error(small: Callable[..., Path], folder: Path) -> None:
    small()
    command = f"{sys.executable} -m partnercheck assess dossier.yaml -f html | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.stderr == b""


def test_a_folder_in_a_dossier_s_place_is_told_with_what_takes_folders(
    run: Callable[..., Result], folder: Path
) -> None:
    (folder / "partners").mkdir()
    result = run("assess", "partners")
    assert result.code == 2
    assert "partners:1:1: error no-file: this is a folder" in result.err
    assert "hint: `partnercheck portfolio` takes folders of dossiers" in result.err
