"""What the action lets through: steps of its own, run on changes of a git repository of rubrics."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from test_ci_files import step

if TYPE_CHECKING:
    from pathlib import Path

CHILD = """\
partnercheck: rubric/1
id: child
version: 1.0.0
title: Child
extends: ./parent.yaml
dimensions: [{id: money, weight: 2}]
"""
GRANDCHILD = CHILD.replace("id: child", "id: grandchild").replace("./parent.yaml", "./child.yml")
STRICTER = RUBRIC.replace("proceed: {score: 70,", "proceed: {score: 95,")


def git(folder: Path, *arguments: str) -> str:
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    names = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
    command = ["git", *names, *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | known, check=True, capture_output=True, text=True
    ).stdout.strip()


class Repository:
    """A repository whose first commit is the base of a pull request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.runner = folder / "runner"
        for each in (self.folder, self.runner):
            each.mkdir()
        git(self.folder, "init", "--quiet")
        self.write("rubrics/parent.yaml", RUBRIC)
        self.write("rubrics/child.yml", CHILD)
        dossier = DOSSIER.replace("organisation: us.yaml", "organisation: ../us.yaml")
        self.write("partners/acme.yaml", dossier.replace("./rubric.yaml", "../rubrics/child.yml"))
        self.write("us.yaml", ORGANISATION)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def commit(self) -> str:
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", "x")
        return git(self.folder, "rev-parse", "HEAD")

    def compare(self, base: str, **inputs: str) -> tuple[str, str]:
        """Return the exit code of the comparison, and its report."""
        report = self.runner / "report.md"
        report.write_text("")
        known = {"RUBRICS": "", "DOSSIERS": "partners", "FAIL_ON": "verdict", **inputs}
        found = step(
            "Compare with the base", self.runner, self.folder, BASE=base, REPORT=str(report), **known
        )
        return found["code"], report.read_text()

    def check(self, rubrics: str = "") -> tuple[str, str]:
        """Return the exit code of the check, and its report."""
        return self._found("Check", RUBRICS=rubrics, STRICT="")

    def test(self, rubrics: str = "") -> tuple[str, str]:
        """Return the exit code of the test, and its report."""
        return self._found("Test", RUBRICS=rubrics, MIN_COVERAGE="", MIN_MUTATION="")

    def _found(self, name: str, **inputs: str) -> tuple[str, str]:
        report = self.runner / "report.md"
        report.write_text("")
        found = step(name, self.runner, self.folder, REPORT=str(report), **inputs)
        return found["code"], report.read_text()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_limit_of_a_parent_moves_the_partners_of_its_children(repository: Repository) -> None:
    base = repository.commit()
    repository.write("rubrics/parent.yaml", STRICTER)
    code, report = repository.compare(base)
    assert code == "1"
    assert "### child 1.0.0" in report
    assert "| **proceed → conditional** |" in report
    assert "### small 1.2.0" in report


def test_a_limit_of_a_parent_moves_the_partners_of_a_child_s_child(repository: Repository) -> None:
    repository.write("rubrics/grandchild.yaml", GRANDCHILD)
    text = (repository.folder / "partners/acme.yaml").read_text()
    repository.write("partners/acme.yaml", text.replace("child.yml", "grandchild.yaml"))
    base = repository.commit()
    repository.write("rubrics/parent.yaml", STRICTER)
    code, report = repository.compare(base)
    assert code == "1"
    assert "| **proceed → conditional** |" in report.split("### grandchild 1.0.0")[1].split("###")[0]


@pytest.mark.parametrize("rubrics", ["", "shared/parent.yaml"])
def test_a_parent_outside_of_the_folder_of_rubrics_is_seen(repository: Repository, rubrics: str) -> None:
    (repository.folder / "shared").mkdir()
    git(repository.folder, "add", "--all")
    git(repository.folder, "mv", "rubrics/parent.yaml", "shared/parent.yaml")
    repository.write("rubrics/child.yml", CHILD.replace("./parent", "../shared/parent"))
    base = repository.commit()
    repository.write("shared/parent.yaml", STRICTER)
    code, report = repository.compare(base, RUBRICS=rubrics)
    assert (code, "### child 1.0.0" in report) == ("1", True)
    repository.write("shared/parent.yaml", STRICTER.replace("id: money", "id: gold"))
    assert repository.check(rubrics)[0] == "1"


def test_the_cases_of_a_child_are_tried_where_its_parent_changed(repository: Repository) -> None:
    facts = "profile: {stage: grown, listed: no}, set: {growth: 10}"
    case = f"{{name: good, from: best, {facts}, expect: {{verdict: proceed}}}}"
    repository.write(
        "rubrics/child.cases.yaml", f"partnercheck: cases/1\nrubric: child.yml\ncases: [{case}]\n"
    )
    assert repository.test("rubrics/parent.yaml")[0] == "0"
    repository.write("rubrics/parent.yaml", RUBRIC.replace("audited, at_most: 0", "growth, at_most: 99"))
    code, report = repository.test("rubrics/parent.yaml")
    assert (code, "rubrics/child.cases.yaml:3" in report) == ("1", True)


def test_a_parent_by_its_id_is_seen_though_its_file_is_called_otherwise(repository: Repository) -> None:
    named = {"PARTNERCHECK_RUBRICS": "rubrics"}
    repository.write("rubrics/small.yaml", RUBRIC)
    (repository.folder / "rubrics/parent.yaml").unlink()
    repository.write("rubrics/child.yml", CHILD.replace("./parent.yaml", "small@1"))
    base = repository.commit()
    (repository.folder / "rubrics/small.yaml").unlink()
    repository.write("rubrics/small.yml", STRICTER)
    code, report = repository.compare(base, **named)
    assert code == "1"
    assert "score to proceed: 70 → 95" in report.split("### child 1.0.0")[1].split("###")[0]
    repository.write("rubrics/small.yml", STRICTER.replace("version: 1.2.0", "version: 2.0.0"))
    code, report = repository.compare(base, **named)
    assert (code, "rubric-version" in report) == ("2", True)


def test_a_child_whose_parent_was_broken_and_is_repaired_passes_and_is_said(repository: Repository) -> None:
    repository.write("rubrics/parent.yaml", RUBRIC.replace("title: Small rubric\n", ""))
    base = repository.commit()
    repository.write("rubrics/parent.yaml", RUBRIC)
    code, report = repository.compare(base)
    assert code == "0"
    assert "child 1.0.0 cannot be compared: it could not be used before" in report
    assert "small 1.2.0 cannot be compared: it could not be used before" in report


def test_children_in_which_nothing_differs_are_not_told(repository: Repository) -> None:
    base = repository.commit()
    repository.write("rubrics/parent.yaml", f"# The parent of all.\n{RUBRIC}")
    code, report = repository.compare(base)
    assert (code, "small 1.2.0" in report, "child" in report) == ("0", True, False)


def test_a_criterion_that_a_parent_loses_breaks_a_child(repository: Repository) -> None:
    own = "{id: money, weight: 2, criteria: [{id: deal, weight: 3}]}"
    repository.write("rubrics/child.yml", CHILD.replace("{id: money, weight: 2}", own))
    base = repository.commit()
    lines = RUBRIC.splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if "{id: deal," in line)
    repository.write("rubrics/parent.yaml", "".join([*lines[:at], *lines[at + 2 :]]))
    code, report = repository.check()
    assert code == "1"
    assert "rubrics/child.yml:6" in report
    code, report = repository.compare(base)
    assert code == "2"
    assert "### child 1.0.0 cannot be used" in report


def test_a_rubric_that_is_renamed_is_compared_with_what_it_was(repository: Repository) -> None:
    base = repository.commit()
    git(repository.folder, "mv", "rubrics/child.yml", "rubrics/renamed.yaml")
    text = (repository.folder / "partners/acme.yaml").read_text()
    repository.write("partners/acme.yaml", text.replace("child.yml", "renamed.yaml"))
    repository.write("rubrics/renamed.yaml", CHILD + "verdict: {proceed: {score: 96}}\n")
    code, report = repository.compare(base)
    assert code == "1"
    assert "score to proceed: 70 → 96" in report
    assert "| **proceed → conditional** |" in report


def test_a_rubric_that_is_deleted_fails_the_partners_that_name_it(repository: Repository) -> None:
    base = repository.commit()
    (repository.folder / "rubrics/child.yml").unlink()
    code, report = repository.compare(base)
    assert code == "1"
    assert "### child 1.0.0 is gone" in report
    assert "partners/acme.yaml no longer fits" in report


def test_a_parent_that_is_deleted_breaks_its_children(repository: Repository) -> None:
    base = repository.commit()
    (repository.folder / "rubrics/parent.yaml").unlink()
    code, report = repository.compare(base)
    assert code == "2"
    assert "### child 1.0.0 cannot be used" in report
    assert "### small 1.2.0 is gone" in report


def test_a_new_rubric_is_seen_and_fails_where_it_is_broken(repository: Repository) -> None:
    base = repository.commit()
    repository.write("rubrics/grandchild.yml", GRANDCHILD)
    code, report = repository.compare(base)
    assert (code, "### grandchild 1.0.0 is new" in report) == ("0", True)
    repository.write("rubrics/grandchild.yml", GRANDCHILD + "drop: [nothing]\n")
    code, report = repository.compare(base)
    assert (code, "cannot be used" in report) == ("2", True)


def test_a_base_that_was_broken_and_is_repaired_passes_and_is_said(repository: Repository) -> None:
    repository.write("rubrics/child.yml", CHILD + "drop: [nothing]\n")
    base = repository.commit()
    repository.write("rubrics/child.yml", CHILD)
    code, report = repository.compare(base)
    assert code == "0"
    assert "child 1.0.0 cannot be compared: it could not be used before" in report
    assert "no dimension, criterion or flag" in report


def test_a_version_that_was_not_raised_fails_where_that_is_asked(repository: Repository) -> None:
    base = repository.commit()
    gone = CHILD + "drop: [deal]\n"
    repository.write("rubrics/child.yml", gone)
    code, report = repository.compare(base, DOSSIERS="", FAIL_ON="version")
    assert code == "1"
    assert "asks for version 2.0.0 or above" in report
    repository.write("rubrics/child.yml", gone.replace("version: 1.0.0", "version: 2.0.0"))
    assert repository.compare(base, DOSSIERS="", FAIL_ON="version")[0] == "0"


def test_the_settings_of_the_repository_hold_for_the_action(repository: Repository) -> None:
    base = repository.commit()
    settings = 'rubrics = "rules"\ndossiers = "partners"\n[diff]\nfail-on = ["any"]\n'
    repository.write("partnercheck.toml", settings)
    git(repository.folder, "mv", "rubrics", "rules")
    text = (repository.folder / "partners/acme.yaml").read_text()
    repository.write("partners/acme.yaml", text.replace("rubrics/", "rules/"))
    repository.write("rules/parent.yaml", STRICTER)
    assert repository.compare(base, DOSSIERS="", FAIL_ON="")[0] == "0"  # all of these are new to the folder
    base = repository.commit()
    repository.write("rules/parent.yaml", RUBRIC)
    assert repository.compare(base, DOSSIERS="", FAIL_ON="")[0] == "1"


def test_findings_stand_in_files_of_the_repository_only(repository: Repository) -> None:
    child = CHILD.replace("./parent.yaml", "strategic-alliance").replace(
        "dimensions: [{id: money, weight: 2}]", ""
    )
    repository.write("rubrics/child.yml", child + "drop: [commitment]\n")
    code, report = repository.check()
    assert code == "1"
    assert "strategic-alliance.yaml:" not in report
    assert "rubrics/child.yml:5" in report
