"""What the examples give in every format; `pytest --update-golden` writes it anew.

Reports for people stand where people look for them, in examples/reports; the rest in tests/golden.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from building import EXAMPLES, NAMES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

EVERY = (*NAMES, "tollgate")
"""The four verdicts, and a small deal."""

GOLDEN = {
    "terminal": (ROOT / "tests" / "golden", ".txt"),
    "json": (ROOT / "tests" / "golden", ".json"),
    "markdown": (EXAMPLES / "reports", ".md"),
    "html": (EXAMPLES / "reports", ".html"),
}


@pytest.fixture
def examples(folder: Path) -> None:
    """Copy the examples into the test's folder, so that no path tells of this machine."""
    shutil.copytree(EXAMPLES, folder / "examples")


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("form", GOLDEN)
@pytest.mark.parametrize("name", EVERY)
def test_an_example_gives_its_golden_report(
    name: str, form: str, run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    result = run("assess", f"examples/{name}.yaml", "--format", form)
    home, suffix = GOLDEN[form]
    golden = home / f"{name}{suffix}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(result.out, encoding="utf-8", newline="\n")
    assert result.code == 0
    assert result.out == golden.read_text(encoding="utf-8")


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("name", EVERY)
def test_the_first_page_of_an_example_fits_a_terminal(name: str, run: Callable[..., Result]) -> None:
    lines = run("assess", f"examples/{name}.yaml").out.splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 80


def test_the_examples_show_every_verdict(run: Callable[..., Result], examples: None) -> None:  # noqa: ARG001
    import json

    levels = {
        name: json.loads(run("assess", f"examples/{name}.yaml", "-f", "json").out)["verdict"]["level"]
        for name in EVERY
    }
    assert levels == {
        "acme": "conditional",
        "birchwood": "proceed",
        "fernlight": "hold",
        "ostermere": "decline",
        "tollgate": "proceed",
    }


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("name", EVERY)
def test_every_example_is_verified(name: str, run: Callable[..., Result]) -> None:
    run("assess", f"examples/{name}.yaml", "-q", "-o", "a.json")
    assert run("verify", "a.json").code == 0
