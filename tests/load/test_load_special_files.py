"""Wherever a file is read, one that is none that a disk keeps is refused, and nothing waits for it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from running import Result

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")

SPECIAL = ["/dev/zero", "/dev/kmsg", "/proc/kmsg", "/proc/cpuinfo", "fifo"]

COMMANDS: dict[str, tuple[str, ...]] = {
    "a dossier": ("assess", "SPECIAL"),
    "a dossier to suppose": ("whatif", "SPECIAL", "--set", "openness=1"),
    "a dossier to compare": ("compare", "dossier.yaml", "SPECIAL"),
    "a dossier that falls due": ("due", "SPECIAL"),
    "a dossier of a portfolio": ("portfolio", "SPECIAL", "-o", "out", "--jobs", "1"),
    "an organisation": ("assess", "dossier.yaml", "--organisation", "SPECIAL"),
    "a rubric": ("assess", "dossier.yaml", "--rubric", "SPECIAL"),
    "a rubric to show": ("rubric", "show", "SPECIAL"),
    "a rubric to check": ("rubric", "check", "SPECIAL"),
    "a rubric to test": ("rubric", "test", "SPECIAL"),
    "a rubric to compare": ("rubric", "diff", "rubric.yaml", "SPECIAL"),
    "a rubric to extend": ("rubric", "new", "fresh.yaml", "--extends", "SPECIAL"),
    "a rubric to start from": ("new", "fresh.yaml", "--rubric", "SPECIAL"),
    "a dossier for a change": ("rubric", "diff", "rubric.yaml", "rubric.yaml", "--dossiers", "SPECIAL"),
    "a template": ("assess", "dossier.yaml", "--template", "SPECIAL"),
    "an assessment": ("verify", "SPECIAL"),
    "statements": ("financials", "import", "SPECIAL"),
    "a map of captions": ("financials", "import", "table.csv", "--map", "SPECIAL"),
    "a dossier to import into": ("financials", "import", "table.csv", "--into", "SPECIAL"),
}
FILES: dict[str, tuple[str, tuple[str, ...]]] = {
    "a rubric that a dossier names": (
        DOSSIER.replace("./rubric.yaml", "./special.yaml"),
        ("assess", "named.yaml"),
    ),
    "an organisation that a dossier names": (
        DOSSIER.replace("organisation: us.yaml", "organisation: special.yaml"),
        ("assess", "named.yaml"),
    ),
    "a logo": (
        f"{ORGANISATION}report: {{logo: special.svg}}\n",
        ("assess", "dossier.yaml", "--organisation", "named.yaml"),
    ),
    "a rubric that another extends": (
        "partnercheck: rubric/1\nid: named\nversion: 1.0.0\ntitle: Child\nextends: ./special.yaml\n",
        ("rubric", "check", "named.yaml"),
    ),
    "a dossier that a case starts from": (
        f"{RUBRIC}cases: [{{name: a, from: special.yaml, expect: {{firm: no}}}}]\n",
        ("rubric", "test", "named.yaml"),
    ),
    "what a folder holds": ("", ("due", ".")),
}


@pytest.fixture(params=SPECIAL)
def special(
    request: pytest.FixtureRequest, small: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The path of a file that no disk keeps, beside what is sound; it is never opened."""
    small()
    (folder / "table.csv").write_text("EUR thousands,2025\nTotal assets,30\n")
    path = str(folder / "fifo" if request.param == "fifo" else request.param)
    if request.param == "fifo":
        os.mkfifo(path)
    elif not os.access(path, os.R_OK):
        pytest.skip("there is no such file that may be read")
    opened, opens = [], os.open

    def spying(file: str | Path, *arguments: int, **named: int) -> int:
        opened.append(os.path.realpath(file))
        return opens(file, *arguments, **named)

    monkeypatch.setattr(os, "open", spying)
    yield path
    assert path not in opened


@pytest.mark.parametrize("name", COMMANDS)
def test_what_the_command_line_names(name: str, special: str, run: Callable[..., Result]) -> None:
    result = run(*(special if each == "SPECIAL" else each for each in COMMANDS[name]))
    assert result.code in {1, 2}
    assert "no regular file; `-` reads a stream" in result.out + result.err
    assert not Path("fresh.yaml").exists()


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_names(name: str, special: str, run: Callable[..., Result]) -> None:
    text, command = FILES[name]
    for link in ("special.yaml", "special.svg"):
        Path(link).symlink_to(special)
    Path("named.yaml").write_text(text)
    result = run(*command)
    assert result.code in {1, 2}
    assert "error" in result.out + result.err
    assert "fault" not in result.err


def test_an_empty_file_is_one_that_a_disk_keeps(run: Callable[..., Result], folder: Path) -> None:
    (folder / "empty.yaml").write_text("")
    assert "regular" not in run("assess", "empty.yaml").err
