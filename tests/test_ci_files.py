"""What continuous integration of others uses: hooks, the action, and the page that explains them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from partnercheck.cli.app import COMMANDS
from partnercheck.cli.lazy import Commands
from running import invoke

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


def test_every_input_is_explained_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \|([^|]*)\|", PAGE.split("| input |")[1], re.MULTILINE))
    assert list(rows) == list(ACTION["inputs"])
    for name, each in ACTION["inputs"].items():
        if "${{" not in each["default"]:
            assert rows[name].strip("` ") == each["default"]


def test_no_value_is_pasted_into_the_shell() -> None:
    for step in STEPS.values():
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]


@pytest.mark.parametrize("name", STEPS)
def test_every_step_is_bash(name: str) -> None:
    subprocess.run(["bash", "-n"], input=STEPS[name]["run"], text=True, check=True)


def step(name: str, folder: Path, checkout: Path | None = None, **environment: str) -> dict[str, str]:
    """Run a step of the action as a runner does, in the folder or a checkout; returns its outputs."""
    output = folder / "output"
    output.write_text("")
    program = folder / "bin" / "partnercheck"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/src" exec {sys.executable} -m partnercheck "$@"\n')
    program.chmod(0o755)
    known = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "RUNNER_TEMP": str(folder),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    subprocess.run(command, env=known | environment, cwd=checkout or folder, check=True, capture_output=True)
    return dict(line.split("=", 1) for line in output.read_text().splitlines())


def test_the_check_of_the_action_runs_and_takes_nothing_for_a_command(tmp_path: Path) -> None:
    rubric = invoke("rubric", "new", "-").out
    hostile = tmp_path / "a $(touch pwned) `touch pwned`; touch pwned.yaml"
    hostile.write_text(rubric.replace("        source: [OWN]\n", "", 1))
    report = tmp_path / "report.md"
    found = step("Check", tmp_path, RUBRICS=f"{hostile.name}\n\n", STRICT="true", REPORT=str(report))
    assert found == {"code": "1"}
    assert "RC305" in report.read_text()
    assert not (tmp_path / "pwned").exists()
    assert step("Check", tmp_path, RUBRICS="--help", STRICT="false", REPORT=str(report)) == {"code": "2"}
    assert step("Begin the report", tmp_path) == {"path": f"{tmp_path}/partnercheck-report.md"}


def test_the_comparison_of_the_action_takes_nothing_for_a_command(tmp_path: Path) -> None:
    hostile = "rubrics/$(touch pwned) x.yaml"
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    stub = tmp_path / "stub" / "partnercheck"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "<%s>" "$@"\nexit 1\n')
    stub.chmod(0o755)
    report, output = tmp_path / "report.md", tmp_path / "output"
    known = {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        "RUBRICS": f"{hostile}\n\nrubrics\n",
        "BASE": "4b825dc642cb6eb9a060e54bf8d69288fbee4904^{tree} || true; :",
        "DOSSIERS": "d e",
        "FAIL_ON": "score=5",
        "REPORT": str(report),
    }
    script = STEPS["Compare with the base"]["run"].replace("git fetch", "true")
    subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=os.environ | known, check=True
    )
    assert report.read_text().strip() == (
        f"<rubric><diff><--base={known['BASE']}><--format><markdown><--dossiers=d e><--fail-on=score=5><-->"
        f"<{hostile}><rubrics>"
    )
    assert output.read_text() == "code=1\n"
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("known", ["", "41\n42"])
def test_the_comment_takes_the_place_of_its_own_only(tmp_path: Path, known: str) -> None:
    stub = tmp_path / "stub" / "gh"
    stub.parent.mkdir()
    stub.write_text('#!/bin/sh\nprintf "<%s>" "$@" >> calls\necho >> calls\nprintf "%s" "$FOUND"\n')
    stub.chmod(0o755)
    (tmp_path / "report.md").write_text("### ✔ Rubric check\n")
    environment = {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "FOUND": known,
        "GH_REPO": "o/r",
        "NUMBER": "7",
        "RUNNER_TEMP": str(tmp_path),
        "REPORT": str(tmp_path / "report.md"),
    }
    command = ["bash", "-eo", "pipefail", "-c", STEPS["Comment on the pull request"]["run"]]
    subprocess.run(command, cwd=tmp_path, env=os.environ | environment, check=True, capture_output=True)
    body = tmp_path / "partnercheck-comment.md"
    assert body.read_text() == "<!-- partnercheck rubrics -->\n\n### ✔ Rubric check\n"
    looked, wrote = (tmp_path / "calls").read_text().splitlines()
    assert looked.startswith("<api><--paginate><repos/o/r/issues/7/comments><--jq>")
    assert 'startswith("<!-- partnercheck rubrics -->")' in looked
    assert wrote == (
        f"<api><--silent><--method><PATCH><repos/o/r/issues/comments/42><--field><body=@{body}>"
        if known
        else f"<pr><comment><7><--body-file><{body}>"
    )


def test_a_comment_that_is_too_long_is_cut_between_letters_and_says_so(tmp_path: Path) -> None:
    stub = tmp_path / "stub" / "gh"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\n")
    stub.chmod(0o755)
    (tmp_path / "report.md").write_text("x" + "é" * 40_000, encoding="utf-8")
    environment = {
        "PATH": f"{stub.parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "REPORT": str(tmp_path / "report.md"),
        "GH_REPO": "o/r",
        "NUMBER": "7",
    }
    command = ["bash", "-eo", "pipefail", "-c", STEPS["Comment on the pull request"]["run"]]
    subprocess.run(command, cwd=tmp_path, env=os.environ | environment, check=True, capture_output=True)
    body = (tmp_path / "partnercheck-comment.md").read_text(encoding="utf-8")
    assert body.endswith("é\n\nThe rest is in the summary of the job: a comment holds no more.\n")
    assert len(body.encode()) < 60_200


@pytest.mark.parametrize(("codes", "passes"), [("000", True), ("100", False), ("020", False), ("001", False)])
def test_the_action_fails_where_any_part_does(codes: str, passes: bool) -> None:
    known = dict(zip(("CHECKED", "TESTED", "COMPARED"), codes, strict=True))
    command = ["bash", "-eo", "pipefail", "-c", STEPS["Pass or fail"]["run"]]
    done = subprocess.run(command, env=os.environ | known, capture_output=True, check=False)
    assert (done.returncode == 0) == passes


def test_hooks_run_commands_on_rubrics() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["rubric-check", "rubric-test"]
    rubric = Commands(COMMANDS)["rubric"]
    for hook in hooks:
        program, group, command = hook["entry"].split()
        assert (program, group) == ("partnercheck", "rubric")
        assert command in rubric.commands
        # A rubric that is deleted or renamed breaks others, and is no file that a hook could be given.
        assert (hook["always_run"], hook["pass_filenames"]) == (True, False)


def test_the_page_shows_every_format() -> None:
    help_ = invoke("rubric", "check", "--help").out
    for form in re.findall(
        r"^\| `(\w+)` \| ", PAGE.split("## Formats")[1].split("## pre-commit")[0], re.MULTILINE
    ):
        assert form in help_
