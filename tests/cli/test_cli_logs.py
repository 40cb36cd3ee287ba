"""What others wrote reaches terminals and the logs of pipelines as text alone."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC
from partnercheck.cli.streams import _Text
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = re.compile(r"^\s*(::|%%)|##\w*\[", re.MULTILINE)
"""What GitHub, Azure and TeamCity obey in a log."""

HOSTILE = "::error title=Broken::call 0900 now"
OTHERS = ("##[error]x", "##vso[task.complete]x", "%%x", "\u2003::debug::x")


def written(*parts: str) -> str:
    raw = io.BytesIO()
    stream = _Text(raw, encoding="utf-8", newline="\n")
    for part in parts:
        stream.write(part)
    stream.flush()
    return raw.getvalue().decode()


@pytest.mark.parametrize("text", [HOSTILE, *OTHERS])
def test_a_line_is_no_command_however_it_is_written(text: str) -> None:
    assert not COMMAND.search(written(text))
    assert not COMMAND.search(written("a\n", text, "\n"))
    assert not COMMAND.search(written(f"a\n  {text}\n{text}"))


def test_what_is_no_command_stays() -> None:
    for text in ("std::vector 100 %% ## Heading\n", "# a\n## [b]\n", "a::b", ": :"):
        assert written(text) == text
    assert written("a ", "::b") == "a ::b"


def program(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "partnercheck", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("text", [HOSTILE, *OTHERS, "\x1b]0;x\x07\u202e"])
def test_no_command_of_a_dossier_reaches_a_log(text: str, small: Callable[..., Path]) -> None:
    quoted = json.dumps(text)
    small(
        dossier=DOSSIER.replace("name: Acme", f"name: {quoted}") + f"scope: {quoted}\n{quoted}: 1\n",
        rubric=RUBRIC.replace("title: Small rubric", f"title: {quoted}"),
    )
    for arguments in (
        ("assess", "dossier.yaml", "--format", "json"),
        ("assess", "dossier.yaml"),
        ("rubric", "check", "rubric.yaml"),
        ("due", "dossier.yaml"),
    ):
        done = program(*arguments)
        assert done.returncode in {0, 1, 2}
        out = (done.stdout + b"\n" + done.stderr).decode()
        assert not COMMAND.search(out)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)


def test_a_name_that_speaks_to_a_log_is_text_in_every_format(small: Callable[..., Path]) -> None:
    small(dossier=DOSSIER.replace("name: Acme", f'name: "{HOSTILE}"'))
    for form in ("terminal", "markdown", "json"):
        done = program("assess", "dossier.yaml", "--format", form)
        assert done.returncode == 0
        assert not COMMAND.search(done.stdout.decode())
        assert b"call 0900 now" in done.stdout


def test_commands_that_are_meant_reach_the_log(small: Callable[..., Path]) -> None:
    small(rubric=RUBRIC.replace("title: Small rubric", f'titel: "{HOSTILE}"'))
    lines = program("rubric", "check", "rubric.yaml", "--format", "github").stdout.decode().splitlines()
    assert [line.partition(" ")[0] for line in lines if COMMAND.match(line)] == ["::error", "::error"]


def test_json_holds_what_was_written_though_no_log_obeys_it(small: Callable[..., Path]) -> None:
    name = "a ##[error]b ##vso[x]"
    small(dossier=DOSSIER.replace("name: Acme", f'name: "{name}"'))
    done = program("assess", "dossier.yaml", "--format", "json")
    assert json.loads(done.stdout)["partner"]["name"] == name
    assert not COMMAND.search(done.stdout.decode())


def test_the_keys_of_an_assessment_are_shown(
    run: Callable[..., object], small: Callable[..., Path], folder: Path
) -> None:
    small()
    run("assess", "dossier.yaml", "-q", "-o", "a.json")
    data = json.loads((folder / "a.json").read_text())
    data["\x1b]52;c;cm0gLXJmIH4=\x07\x1b]0;pwned\x07"] = 1
    (folder / "a.json").write_text(json.dumps(data))
    done = program("verify", "a.json")
    assert done.returncode == 1
    assert b"\\x1b]52;c;cm0gLXJmIH4=\\x07" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("text", ["T ##[error]x", HOSTILE])
def test_what_is_data_stays_as_it_is_in_a_file(text: str, small: Callable[..., Path], folder: Path) -> None:
    """A copy of a rubric is that rubric, whatever a log would make of it."""
    block = "title: |\r\n  Small\r\n  " + text
    small(rubric=RUBRIC.replace("title: Small rubric", block))
    rubric = (folder / "rubric.yaml").read_bytes()
    assert program("rubric", "show", "rubric.yaml").stdout == rubric
    (folder / "child.yaml").write_text(
        f'partnercheck: rubric/1\nid: child\nversion: 1.0.0\nextends: ./rubric.yaml\ntitle: "{text}"\n'
    )
    assert program("rubric", "show", "child.yaml").stdout == (folder / "child.yaml").read_bytes()


@pytest.mark.parametrize("text", [HOSTILE, *OTHERS])
def test_no_line_of_a_file_that_is_made_is_a_command(
    text: str, small: Callable[..., Path], folder: Path
) -> None:
    small(
        rubric=re.sub(
            "(title|question|text): [^,}\n]+", lambda found: f"{found[1]}: {json.dumps(text)}", RUBRIC
        )
    )
    (folder / "child.yaml").write_text(
        "partnercheck: rubric/1\nid: child\nversion: 1.0.0\nextends: ./rubric.yaml\n"
        f"title: {json.dumps(text)}\nsummary: {json.dumps('word ' * 30 + text)}\n"
    )
    table = f"EUR thousands,2025\nTotal assets,30\n{text},4\nTotal current assets,20\n"
    (folder / "table.csv").write_text(table)
    for arguments in (
        ("new", "-", "--rubric", "rubric.yaml"),
        ("new", "-", "--rubric", "rubric.yaml", "--organisation"),
        ("rubric", "new", "-", "--extends", "child.yaml"),
        ("rubric", "show", "child.yaml", "--resolved"),
        ("financials", "import", "table.csv"),
    ):
        done = program(*arguments)
        assert done.returncode == 0, (arguments, done.stderr)
        assert not COMMAND.search(done.stdout.decode()), arguments
        parse(done.stdout, "written")
    resolved = parse(program("rubric", "show", "child.yaml", "--resolved").stdout, "written").data
    assert resolved["title"] == text
    assert resolved["sources"]["BOOK"]["title"] == text
