"""`assess` writes reports whole or not at all, with the mode they had."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_decided import DECLINED

from partnercheck.cli import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


def test_reports_are_written_by_suffix(assess: Callable[..., Result], folder: Path) -> None:
    (folder / "out").mkdir()
    result = assess(
        *(part for name in ("a.md", "b.html", "c.json", "d.txt") for part in ("-o", f"out/{name}"))
    )
    assert result.code == 0
    assert (folder / "out/a.md").read_text().startswith("# Acme")
    assert (folder / "out/b.html").read_text().startswith("<!doctype html>")
    assert json.loads((folder / "out/c.json").read_text())["partner"]["name"] == "Acme"
    assert (folder / "out/d.txt").read_text().startswith("Acme")


def test_a_folder_gets_one_report_a_dossier(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    small()
    write("two.yaml", DECLINED)
    assert run("assess", "dossier.yaml", "two.yaml", "-o", "out/", "-q").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "dossier.html",
        "dossier.md",
        "two.html",
        "two.md",
    ]
    run("assess", "dossier.yaml", "-o", "json/", "-f", "json", "-q")
    assert [path.name for path in (folder / "json").iterdir()] == ["dossier.json"]


def test_files_are_named_from_the_working_directory_and_the_dossiers_folder(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    data = json.loads(run("assess", "../dossier.yaml", "-f", "json").out)
    assert data["dossier"]["file"] == "../dossier.yaml"
    assert (data["rubric"]["file"], data["organisation"]["file"]) == ("rubric.yaml", "us.yaml")


def test_a_report_is_written_whole_or_not_at_all(
    assess: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "report.html").write_text("before")

    def killed(self: Path, target: Path) -> None:  # noqa: ARG001
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", killed)
    result = assess("-o", "report.html", "-o", "new.html")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert (folder / "report.html").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == [
        "dossier.yaml",
        "report.html",
        "rubric.yaml",
        "us.yaml",
    ]


def test_even_an_interrupt_leaves_no_part_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_together([(folder / "a.html", "text")])
    assert list(folder.iterdir()) == []


def test_a_written_file_keeps_its_mode_and_new_ones_follow_the_umask(folder: Path) -> None:
    (folder / "old.md").write_text("x")
    (folder / "old.md").chmod(0o640)
    umask = os.umask(0o022)
    try:
        files.write_together([(folder / "old.md", "y")])
        files.write_together([(folder / "new.md", "z\n")])
    finally:
        os.umask(umask)
    assert (folder / "old.md").stat().st_mode & 0o777 == 0o640
    assert (folder / "new.md").stat().st_mode & 0o777 == 0o644
    assert (folder / "new.md").read_bytes() == b"z\n"
