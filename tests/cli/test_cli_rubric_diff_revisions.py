"""`partnercheck rubric diff` between revisions: parents from the same one, and what a repository lacks."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from cli_compared import STRICTER

from building import RUBRIC
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Small = Callable[..., Path]
    Run = Callable[..., Result]
    Write = Callable[..., Path]


def git(folder: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A"}
    who |= {"GIT_COMMITTER_EMAIL": "a@x.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **who}
    )


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    return folder


def test_a_revision_is_compared_with_what_stands_now(
    repository: Path, two: Path, write: Write, run: Run
) -> None:
    commit(repository)
    write("rubric.yaml", STRICTER)
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml", "--dossiers", "partners")
    assert result.code == 0
    assert "~ score to proceed: 70 → 95" in result.out
    assert "2 verdicts flip" in result.out
    commit(repository)
    same = run("rubric", "diff", "HEAD~1:rubric.yaml", "HEAD:rubric.yaml", "-f", "json")
    sides = fitting("diff", same.out)
    assert sides["old"]["file"] == "HEAD~1:rubric.yaml"
    assert [each["aspect"] for each in sides["changes"]] == ["score to proceed"]
    assert two.is_file()


CHILD = """\
partnercheck: rubric/1
id: child
version: 1.0.0
title: Child
extends: {}
"""


def test_a_parent_is_taken_from_the_same_revision(repository: Path, write: Write, run: Run) -> None:
    write("rubrics/parent.yaml", RUBRIC)
    write("rubrics/child.yaml", CHILD.format("./parent.yaml"))
    commit(repository)
    write("rubrics/parent.yaml", STRICTER)
    result = run("rubric", "diff", "HEAD:rubrics/child.yaml", "rubrics/child.yaml")
    assert "~ score to proceed: 70 → 95" in result.out
    commit(repository)
    (repository / "rubrics/parent.yaml").unlink()
    back = run("rubric", "diff", "HEAD:rubrics/child.yaml", "HEAD~1:rubrics/child.yaml")
    assert "~ score to proceed: 95 → 70" in back.out


def test_a_parent_by_its_id_is_taken_from_the_same_revision(
    repository: Path, write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", str(repository / "shelf"))
    write("shelf/small.yaml", RUBRIC)
    write("child.yaml", CHILD.format("small"))
    commit(repository)
    write("shelf/small.yaml", STRICTER)
    result = run("rubric", "diff", "HEAD:child.yaml", "child.yaml")
    assert "~ score to proceed: 70 → 95" in result.out


def test_paths_of_a_revision_lead_from_the_top_or_from_here(
    repository: Path, write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("deep/rubric.yaml", RUBRIC)
    commit(repository)
    monkeypatch.chdir(repository / "deep")
    for name in ("HEAD:deep/rubric.yaml", "HEAD:./rubric.yaml", "HEAD:../deep/rubric.yaml"):
        assert run("rubric", "diff", name, "rubric.yaml").out.endswith("Nothing differs.\n")


@pytest.mark.parametrize(
    ("reference", "code", "message"),
    [
        ("HEAD~9:rubric.yaml", "no-revision", "there is no revision `HEAD~9`"),
        (":rubric.yaml", "no-revision", "no revision is named before the colon"),
        ("nosuch:rubric.yaml", "no-revision", "there is no revision `nosuch`"),
        ("--help:rubric.yaml", "no-revision", "there is no revision `--help`"),
        ("--output=pwned:rubric.yaml", "no-revision", "there is no revision `--output=pwned`"),
        ("^HEAD:rubric.yaml", "no-revision", "there is no revision `^HEAD`"),
        ("HEAD..HEAD:rubric.yaml", "no-revision", "there is no revision `HEAD..HEAD`"),
        ("HEAD:nowhere.yaml", "no-file", "there is no such file in the revision `HEAD`"),
        ("HEAD:../../etc/passwd", "no-file", "there is no such file"),
        ("HEAD:partners", "no-file", "there is no such file in the revision `HEAD`"),
        ("HEAD:dossier.yaml", "wrong-file", "this file is a dossier"),
        ("nowhere.yaml", "no-file", "there is no such file"),
        ("no-such-id", "unknown-rubric", "there is no rubric `no-such-id`"),
    ],
)
def test_what_is_not_there_is_said(
    repository: Path, two: Path, run: Run, reference: str, code: str, message: str
) -> None:
    commit(repository)
    result = run("rubric", "diff", "rubric.yaml", "--", reference)
    assert result.code == 2
    assert f"error {code}: {message}" in result.err
    assert result.out == ""
    assert sorted(each.name for each in repository.iterdir() if each.name != ".git") == sorted(
        ["dossier.yaml", "new.yaml", "partners", "rubric.yaml", "us.yaml"]
    )
    assert two.is_file()


def test_a_folder_without_a_repository_is_said(two: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(two.parent.parent))
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml")
    assert result.code == 2
    assert "the working directory is in no git repository" in result.err


def test_a_repository_of_another_user_is_said(
    repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml")
    assert result.code == 2
    assert "git does not read the repository here: it belongs to another user" in result.err
    assert f"git config --global --add safe.directory {repository}"[:60] in result.err


def test_a_file_whose_content_is_missing_is_said(repository: Path, two: Path, run: Run) -> None:
    commit(repository)
    assert two.is_file()
    blob = subprocess.run(
        ["git", "rev-parse", "HEAD:rubric.yaml"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml")
    assert result.code == 2
    assert "error no-file: git does not have the content of this file" in result.err


def test_a_machine_without_git_is_said(two: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(two.parent))
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml")
    assert result.code == 2
    assert "git is needed to read a revision, and is not there" in result.err


def test_what_is_wrong_in_a_revision_is_said_at_its_place(repository: Path, write: Write, run: Run) -> None:
    write("rubric.yaml", RUBRIC.replace("effect: decline", "effect: declines"))
    commit(repository)
    write("rubric.yaml", RUBRIC)
    result = run("rubric", "diff", "HEAD:rubric.yaml", "rubric.yaml")
    assert result.code == 2
    assert result.err.startswith("HEAD:rubric.yaml:36:45: error wrong-value")


def test_a_file_whose_name_has_a_colon_is_a_file(write: Write, run: Run) -> None:
    write("a:b.yaml", RUBRIC)
    assert run("rubric", "diff", "a:b.yaml", "a:b.yaml").out.endswith("Nothing differs.\n")
