"""What `make` does from a fresh clone: nothing more than was asked for, and quickly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from building import EXAMPLES, ROOT
from tools import needed

if TYPE_CHECKING:
    from pathlib import Path


def planned(target: str, *settings: str) -> str:
    """Return what `make` would run."""
    make = needed(shutil.which("make"), "make")
    command = [make, "--dry-run", "--no-print-directory", target, *settings]
    # These tests run under `make test` themselves; what that was told does not count here.
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout


def test_the_demonstration_installs_the_base_alone_and_the_tests_the_rest(tmp_path: Path) -> None:
    nowhere = f"VENV={tmp_path / 'new'}"
    demo, test = planned("demo", nowhere), planned("test", nowhere)
    assert len(re.findall(r"pip.* install --quiet", demo)) == 1
    assert "--group" not in demo
    assert "assess examples/acme.yaml" in demo.splitlines()[-1]
    assert "--group dev" in test
    assert [line for line in demo.splitlines() if line.startswith("echo")]


def test_another_python_has_an_environment_of_its_own() -> None:
    assert f"venv/.base-{sys.version_info[0]}.{sys.version_info[1]}" in planned(
        "demo", f"PYTHON={sys.executable}", "VENV=venv"
    )


@pytest.fixture(scope="module")
def quick() -> list[str]:
    """The tests that `make quick` runs."""
    found = re.search(r"--hypothesis-profile=quick (.+)", planned("quick"))
    assert found is not None
    return found[1].split()


def test_quick_checks_the_code_as_the_whole_does() -> None:
    reading = ("ruff check", "ruff format --check", "mypy", "lint-imports")
    assert [each for each in reading if each not in planned("quick")] == []
    assert [each for each in reading if each not in planned("check")] == []


def test_quick_has_tests_of_every_layer(quick: list[str]) -> None:
    assert [each for each in quick if not (ROOT / each).exists()] == []
    assert "tests/cli/test_cli_golden.py" in quick
    code = """
import sys
from partnercheck.cli import main
try: main()
finally: print(*sys.modules, sep="\\n", file=sys.stderr)
"""
    command = [sys.executable, "-c", code, "assess", str(EXAMPLES / "acme.yaml"), "-f", "html"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stderr.split()
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = {each for line in known["contracts"][0]["layers"] for each in line.split(" | ")}
    # Nothing of these is in a decision.
    apart = {"api", "pytest_plugin", "importing", "record", "warehouse", "extras", "yaml_edit", "yaml_out"}
    tested = {each.split(".")[1] for each in loaded if each.startswith("partnercheck.")} | {
        path.rpartition("/")[2] for path in quick
    }
    assert layers - apart - tested == set()


def test_quick_draws_no_pages(quick: list[str]) -> None:
    slow = re.compile(r"chromium|weasyprint|font_set")
    files = [
        path for each in quick for path in ((ROOT / each).rglob("*.py") if "." not in each else [ROOT / each])
    ]
    assert [path.name for path in files if slow.search(path.read_text(encoding="utf-8"))] == []
