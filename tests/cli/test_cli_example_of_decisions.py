"""The examples that were decided on: the assessments, and what each person decided, as they stand there.

`pytest --update-golden` writes them anew, as approvals hold for an assessment of these very bytes.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from building import EXAMPLES
from portfolios import tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]

DECISIONS = {
    "birchwood": [
        (
            *("--by", "M. Renshaw", "--role", "Chief executive", "--on", "2026-11-23", "--approve"),
            *("--outcome", "signed", "--valid-until", "2029-11-22", "--forecast", "85"),
            *("--reason", "For three years. The first quarterly review looks at the exchange of planners."),
        ),
    ],
    "ostermere": [
        (
            *("--by", "H. Lindgren", "--role", "General counsel", "--on", "2026-11-20", "--reject"),
            *("--reason", "A listed owner holds half of it; nobody may deal with it."),
        ),
        (
            *("--by", "D. Whitlock", "--role", "Chief commercial officer", "--on", "2026-11-20", "--reject"),
            *(
                "--outcome",
                "ended",
                "--reason",
                "Told to A. Gilsenan by telephone, with thanks for the call.",
            ),
        ),
    ],
}


@pytest.fixture
def examples(folder: Path) -> Path:
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder / "examples"


@pytest.mark.parametrize("name", DECISIONS)
def test_what_was_decided_stands_beside_the_example(
    name: str, examples: Path, run: Run, request: pytest.FixtureRequest
) -> None:
    assessment, approvals = f"examples/{name}.json", f"{name}.approvals"
    shutil.rmtree(examples / approvals, ignore_errors=True)
    (examples / f"{name}.json").unlink(missing_ok=True)
    assert run("assess", f"examples/{name}.yaml", "-q", "-o", assessment).code == 0
    for said in DECISIONS[name]:
        assert run("decide", assessment, *said).code == 0
    if request.config.getoption("--update-golden"):
        shutil.copy(examples / f"{name}.json", EXAMPLES)
        shutil.rmtree(EXAMPLES / approvals, ignore_errors=True)
        shutil.copytree(examples / approvals, EXAMPLES / approvals)
    assert (examples / f"{name}.json").read_bytes() == (EXAMPLES / f"{name}.json").read_bytes()
    assert tree(examples / approvals) == tree(EXAMPLES / approvals)
    verified = run("verify", assessment)
    assert verified.code == 0, verified.out
    assert verified.out.startswith("the same: ")
