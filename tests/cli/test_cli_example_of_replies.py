"""The example of eight people: what they returned is collected as it stands there, and gives its report."""

from __future__ import annotations

import json
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

DOSSIER = "examples/ravensmoor/ravensmoor.yaml"


@pytest.fixture
def home(folder: Path) -> Path:
    shutil.copytree(EXAMPLES, folder / "examples")
    return folder / "examples" / "ravensmoor"


def test_what_eight_people_returned_is_collected_as_it_stands_there(home: Path, run: Run) -> None:
    replies = home / "ravensmoor-replies"
    before = tree(replies)
    for path in [*replies.glob("*-*.yaml"), *(replies / "evidence").iterdir()]:
        path.unlink()
    result = run("collect", DOSSIER, "examples/ravensmoor/returned", "--format", "json")
    assert result.code == 0, result.err
    assert tree(replies) == before
    found = json.loads(result.out)
    assert {each["file"].rpartition(".")[2] for each in found["files"]} == {"json", "xlsx", "yaml"}
    assert [each["status"] for each in found["files"]] == ["new"] * 8
    assert (found["link"], found["missing"]) == (None, [])
    assert found["apart"]
    assert {each["side"] for each in found["divided"]} == {"us", "them"}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("form", "suffix"), [("markdown", ".md"), ("html", ".html")])
def test_its_report_is_the_one_beside_it(
    form: str, suffix: str, run: Run, request: pytest.FixtureRequest
) -> None:
    result = run("assess", DOSSIER, "--format", form)
    golden = EXAMPLES / "ravensmoor" / f"report{suffix}"
    if request.config.getoption("--update-golden"):
        golden.write_text(result.out, encoding="utf-8", newline="\n")
    assert result.code == 0
    assert result.out == golden.read_text(encoding="utf-8")
