"""Nothing is written before all is known to be sound, and no output makes the folder that it misspells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable


Run = "Callable[..., Result]"


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "a.html", "--explain", "typo"),
        ("-o", "a.json", "-o", "a.html", "--template", "wrong.html"),
        ("-o", "a.html", "-o", "a.nothing"),
        ("-o", "a.html", "-o", "misspelt/a.md"),
        ("-o", "a.html", "-o", "dossier.yaml"),
        ("-o", "out/", "--template", "wrong.html"),
    ],
)
def test_a_command_that_fails_has_written_nothing(
    options: tuple[str, ...], small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path
) -> None:
    small()
    write("wrong.html", "{{ report.nothing }}")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run("assess", "dossier.yaml", *options).code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "command",
    [
        ("assess", "dossier.yaml", "-o", "misspelt/a.html"),
        ("assess", "dossier.yaml", "-o", "misspelt/board/"),
        ("compare", "dossier.yaml", "other.yaml", "-o", "misspelt/a.md"),
        ("compare", "dossier.yaml", "other.yaml", "-o", "misspelt/both/"),
        ("due", ".", "-o", "misspelt/due.ics"),
        ("portfolio", ".", "-o", "misspelt/review"),
        ("new", "misspelt/new.yaml"),
        ("rubric", "new", "misspelt/ours.yaml"),
        ("template", "new", "misspelt/own.md.j2"),
        ("financials", "import", "table.csv", "-o", "misspelt/f.yaml"),
        ("new", "dossier.yaml/new.yaml"),
    ],
)
def test_a_folder_that_is_misspelt_is_not_made(
    command: tuple[str, ...], small: Callable[..., Path], write: Callable[..., Path], run: Run
) -> None:
    write("other.yaml", small().read_bytes())
    write("table.csv", "line,2025\nrevenue,1\n")
    result = run(*command)
    assert result.code == 2
    assert "error output: the folder `" in result.err
    assert not Path("misspelt").exists()


@pytest.mark.parametrize("output", ["board/", "board", "made/board/"])
def test_a_folder_that_is_itself_the_output_is_made(
    output: str, small: Callable[..., Path], run: Run
) -> None:
    small()
    Path("made").mkdir()
    assert run("assess", "dossier.yaml", "-o", output).code == 0
    assert sorted(path.name for path in Path(output).iterdir()) == ["dossier.html", "dossier.md"]


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_both_suffixes_of_yaml_are_alike(
    suffix: str, run: Run, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("rubric", "new", f"ours.{suffix}").code == 0
    assert "\nid: ours " in Path(f"ours.{suffix}").read_text(encoding="utf-8")
    write(f"rubrics/small.{suffix}", RUBRIC)
    assert "1 rubric" in run("rubric", "check", "rubrics").out
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", "rubrics")
    assert "\nsmall " in run("rubric", "list").out
    assert run("new", f"dossier.{suffix}", "--rubric", "small").code == 0
    assert run("assess", f"dossier.{suffix}", "-q").code == 0
    refused = run("assess", f"dossier.{suffix}", "-o", f"report.{suffix}")
    assert (refused.code, Path(f"report.{suffix}").exists()) == (2, False)
