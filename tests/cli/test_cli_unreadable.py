"""What reads folders loses no partner in silence: what cannot be read is told, and its report stays."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portfolios import lay_out_portfolio
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

OUT = Path("out")


@pytest.fixture
def partners(folder: Path) -> Path:
    """Lay out a folder with three small dossiers."""
    return lay_out_portfolio(folder, 3)


def dossiers(partners: Path) -> list[Path]:
    return sorted(path for path in partners.rglob("*.yaml") if b"dossier/1" in path.read_bytes())


def refused() -> dict[str, list[str]]:
    data = json.loads((OUT / "portfolio.json").read_text(encoding="utf-8"))
    return {each["dossier"]: each["reports"] for each in data["refused"]}


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("not-mounted.yaml")


def undecodable(path: Path) -> None:
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))


def looped(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize("spoil", [dangling, undecodable, looped])
def test_a_portfolio_keeps_the_report_of_a_dossier_that_cannot_be_read(
    spoil: Callable[[Path], None], run: Callable[..., Result], partners: Path
) -> None:
    assert run("portfolio", partners, "-o", OUT).code == 0
    lost = dossiers(partners)[0]
    report = OUT / "reports" / f"{lost.stem}.html"
    before = report.read_bytes()
    spoil(lost)
    name = lost.relative_to(Path.cwd()).as_posix()
    for _ in range(2):
        result = run("portfolio", partners, "-o", OUT)
        assert result.code == 2
        assert f"{name}:1:" in result.err
        assert refused() == {name: [f"reports/{lost.stem}.html"]}
        assert report.read_bytes() == before
    page = (OUT / "index.html").read_text(encoding="utf-8")
    assert f'"reports/{lost.stem}.html">its report of an earlier run</a> may not hold any more' in page
    lost.unlink()
    assert run("portfolio", partners, "-o", OUT).code == 0
    assert not report.exists()


def test_a_portfolio_keeps_the_reports_of_a_folder_that_cannot_be_read(
    run: Callable[..., Result], partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(partners, partners / "sealed")
    assert run("portfolio", partners, "-o", OUT).code == 0
    before = {path.name: path.read_bytes() for path in (OUT / "reports").iterdir()}
    assert len(before) == 6
    scan = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("sealed"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for day in ("2026-11-21", "2026-11-22"):  # other settings: nothing is as it was
        result = run("portfolio", partners, "-o", OUT, "--as-of", day)
        assert result.code == 2
        assert "sealed:1:1: error no-folder: the folder cannot be read: Permission denied" in result.err
        assert len(refused()) == 3
        assert all(name.startswith(f"{partners.name}/sealed/") for name in refused())
        kept = [Path(name) for names in refused().values() for name in names]
        assert len(kept) == 3
        assert all((OUT / path).read_bytes() == before[path.name] for path in kept)


def test_due_names_what_cannot_be_read(run: Callable[..., Result], partners: Path) -> None:
    lost = dossiers(partners)[0]
    dangling(lost)
    result = run("due", partners)
    assert result.code == 2
    assert f"{lost.name}:1:1: error no-file: this link leads nowhere" in result.err


def test_due_and_diff_name_a_folder_that_is_not_followed(run: Callable[..., Result], partners: Path) -> None:
    OUT.mkdir()
    (partners / "elsewhere").symlink_to(OUT.absolute())
    result = run("due", partners)
    assert result.code == 2
    assert "elsewhere:1:1: error no-folder: a link to a folder is not followed" in result.err
    rubric = "strategic-alliance"
    result = run("rubric", "diff", rubric, rubric, "--dossiers", partners)
    assert result.code == 2
    assert "a link to a folder is not followed" in result.out


def test_rubric_check_names_what_cannot_be_read(run: Callable[..., Result], folder: Path) -> None:
    (folder / "rubrics").mkdir()
    (folder / "rubrics" / "ours.yaml").symlink_to("not-mounted.yaml")
    result = run("rubric", "check", "rubrics")
    assert result.code == 2
    assert "rubrics/ours.yaml:1:1: error no-file: this link leads nowhere" in result.out + result.err


@pytest.mark.parametrize(
    "command",
    [("todo",), ("due",), ("evidence", "check"), ("update", "--rubric", "rubric.yaml"), ("history",)],
)
def test_what_is_named_and_is_no_dossier_is_told(
    command: tuple[str, ...], run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    (small().parent / "empty").mkdir()
    named = run(*command, "us.yaml")
    assert named.code == 2
    assert "us.yaml:1:15: error wrong-file: this file is an organisation; name it with" in named.err
    empty = run(*command, "empty")
    assert (empty.code, empty.out) == (2, "")
    assert "empty:1:1: error no-file: there is no dossier in this folder" in empty.err


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("due", ("due",)),
        ("todo", ("todo",)),
        ("evidence", ("evidence", "check")),
        ("update", ("update", "--rubric", "rubric.yaml", "--dry-run")),
    ],
)
def test_the_json_about_many_dossiers_says_which_cannot_be_used(
    run: Callable[..., Result], small: Callable[..., Path], folder: Path, kind: str, words: tuple[str, ...]
) -> None:
    small()
    (folder / "bad.yaml").write_text("partnercheck: dossier/1\n")
    result = run(*words, "dossier.yaml", "bad.yaml", "--format", "json")
    (refused,) = fitting(kind, result.out)["refused"]
    assert (result.code, refused["dossier"]) == (2, "bad.yaml")
    assert refused["diagnostics"][0]["severity"] == "error"
