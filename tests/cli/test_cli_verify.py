"""`verify` assesses again and compares."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC, changed
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


@pytest.fixture
def before(small: Callable[..., Path], run: Callable[..., Result]) -> Any:
    """The small dossier's assessment, also in `a.json`."""
    small()
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    return json.loads((small().parent / "a.json").read_text())


@pytest.mark.usefixtures("before")
def test_the_same_decision_exits_with_0(run: Callable[..., Result]) -> None:
    result = run("verify", "a.json")
    assert result.code == 0
    assert result.out.startswith("the same: Acme, proceed, as of 2026-11-20 (dossier.yaml)\n")


@pytest.mark.usefixtures("before")
def test_a_dash_reads_standard_input(folder: Path, run: Callable[..., Result]) -> None:
    result = run("verify", "-", stdin=(folder / "a.json").read_bytes())
    assert (result.code, result.out) == (0, run("verify", "a.json").out)
    assert run("verify", "-", stdin=b"{").err.startswith("-:1:2: error wrong-assessment")
    assert "larger than 10 MB" in run("verify", "-", stdin=b" " * 10_000_001).err


def test_what_an_earlier_release_did_not_write_is_no_difference(
    before: Any, run: Callable[..., Result], write: Callable[[str, str], Path]
) -> None:
    for flag in before["red_flags"]:
        del flag["criteria"]
    write("a.json", json.dumps(before))
    assert run("verify", "a.json").code == 0
    write("a.json", json.dumps(changed(before, "red_flags", 0, "criteria", to=["x"])))
    assert "red_flags[closed-shop].criteria" in run("verify", "a.json").out


@pytest.mark.usefixtures("before")
def test_json_holds_what_differs_and_no_more(
    run: Callable[..., Result], write: Callable[[str, str], Path]
) -> None:
    same = fitting("verify", run("verify", "a.json", "-f", "json").out)
    assert (same["same"], same["differences"], same["sound"], same["approvals"]) == (True, [], True, None)
    write("dossier.yaml", DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"))
    result = run("verify", "a.json", "-f", "json")
    found = fitting("verify", result.out)
    assert (result.code, result.err, found["same"]) == (1, "", False)
    assert run("verify", "a.json", "-q") == (1, "", "")
    places = {each["place"]: (each["before"], each["after"]) for each in found["differences"]}
    assert places["verdict.level"] == ("proceed", "conditional")
    first = found["differences"][0]
    assert (first["place"], first["text"]) == ("dossier.sha256", "the dossier has changed since")
    (wrong,) = fitting("diagnostics", run("verify", "-", "-f", "json", stdin=b"{").out)["diagnostics"]
    assert wrong["code"] == "wrong-assessment"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "dossier",
            DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"),
            ["the dossier has changed since", 'verdict.level: was "proceed", is "conditional"'],
        ),
        ("dossier", DOSSIER + "# a comment\n", ["the dossier has changed since"]),
        (
            "rubric",
            RUBRIC.replace("proceed: {score: 70", "proceed: {score: 99"),
            ["the rubric has changed since", 'verdict.level: was "proceed", is "conditional"'],
        ),
        ("us", ORGANISATION.replace("pace: 2", "pace: 1"), ["the organisation has changed since"]),
    ],
)
@pytest.mark.usefixtures("before")
def test_a_changed_file_is_named_with_what_differs_and_exits_with_1(
    small: Callable[..., Path], run: Callable[..., Result], name: str, text: str, said: list[str]
) -> None:
    small(**{name: text})
    result = run("verify", "a.json")
    assert result.code == 1
    for words in said:
        assert words in result.out


@pytest.mark.parametrize("name", ["dossier.yaml", "rubric.yaml", "us.yaml", "a.json"])
@pytest.mark.usefixtures("before")
def test_a_missing_file_exits_with_2(folder: Path, run: Callable[..., Result], name: str) -> None:
    (folder / name).unlink()
    result = run("verify", "a.json")
    assert result.code == 2
    assert "no" in result.err


@pytest.mark.usefixtures("before")
def test_it_runs_from_another_folder(
    folder: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert run("verify", "../a.json").code == 0


@pytest.mark.usefixtures("before")
def test_the_dossier_beside_the_assessment_is_read_not_an_unchanged_copy_elsewhere(
    folder: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = folder / "copy"
    copy.mkdir()
    for file in ("dossier.yaml", "rubric.yaml", "us.yaml"):
        (copy / file).write_bytes((folder / file).read_bytes())
    monkeypatch.chdir(copy)
    (folder / "dossier.yaml").write_text(DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"))
    result = run("verify", "../a.json")
    assert result.code == 1
    assert "(../dossier.yaml)" in result.out
    (folder / "dossier.yaml").unlink()
    assert "(dossier.yaml)" in run("verify", "../a.json").out


@pytest.mark.usefixtures("before")
def test_another_rubric_is_told_before_what_it_does_not_know(
    folder: Path, run: Callable[..., Result], write: Callable[[str, str], Path]
) -> None:
    text = (folder / "dossier.yaml").read_text()
    write("dossier.yaml", text.replace("rubric.yaml", "other.yaml").replace("openness:", "candour:"))
    result = run("verify", "a.json")
    assert result.code == 2
    assert "error wrong-rubric: it names another rubric now, `./other.yaml`" in result.err
    write("dossier.yaml", text.replace("openness:", "candour:"))
    assert "error unknown-criterion" in run("verify", "a.json").err


def test_what_was_asked_for_on_the_command_line_is_used_again(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("o/r.yaml", RUBRIC.replace("version: 1.2.0", "version: 9.0"))
    write("o/u.yaml", ORGANISATION.replace("pace: 2", "pace: 3"))
    run(
        *("assess", "dossier.yaml", "--rubric", "o/r.yaml", "--organisation", "o/u.yaml"),
        *("--as-of", "2026-12-01", "-q", "-o", "a.json"),
    )
    assert run("verify", "a.json").code == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b"\xff\x00",
        b'{"partnercheck": "assessment/1"}',
        b'{"partnercheck": "diagnostics/1", "diagnostics": []}',
        b"[" * 100_000,
        b'{"a": 1e999}',
        b"\x1b[31m",
    ],
)
def test_what_is_no_assessment_exits_with_2(
    write: Callable[..., Path], run: Callable[..., Result], raw: bytes
) -> None:
    write("a.json", raw)
    result = run("verify", "a.json")
    assert (result.code, result.out) == (2, "")
    assert "\x1b" not in result.err
    assert re.match(
        r"a\.json:1:\d+: error " + ("not-utf8" if raw[:1] == b"\xff" else "wrong-assessment"), result.err
    )


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("dossier", "file"), "-", 2),
        (("dossier", "file"), "\x00", 2),
        (("dossier", "file"), "x" * 5000, 2),
        (("dossier", "file"), "/", 2),
        (("rubric", "file"), "\x00", 2),
        (("rubric", "file"), "x" * 5000, 2),
        (("rubric", "file"), "/dev/null", 2),
        (("rubric", "file"), None, 2),
        (("organisation", "file"), "\x00.yaml", 2),
        (("organisation", "file"), "x" * 5000, 2),
        (("organisation",), None, 1),
        (("verdict",), 3, 1),
        (("verdict", "level"), "decline", 1),
        (("dimensions",), "\x1b[31m", 1),
        (("diagnostics",), 3, 1),
        (("diagnostics",), [3, {"x": "y"}], 1),
        (("score", "point"), 12, 1),
        (("partner", "name"), "\x1b]0;x\x07", 1),
        (("tool", "version"), "\x1b[1m", 0),
        (("as_of",), "2026-12-01", 0),
        (("as_of",), "never", 2),
        (("extra",), "thing", 1),
    ],
)
def test_a_tampered_assessment_is_told(
    before: Any,
    write: Callable[..., Path],
    run: Callable[..., Result],
    path: tuple[str, ...],
    value: object,
    code: int,
) -> None:
    write("a.json", json.dumps(changed(before, *path, to=value)))
    result = run("verify", "a.json")
    assert result.code == code, result
    assert not {*result.out, *result.err} & {"\x1b", "\x07", "\x00"}


def test_evidence_that_has_changed_is_named(run: Callable[..., Result], small: Callable[..., Path]) -> None:
    digest = hashlib.sha256(b"as it was").hexdigest()
    item = f"source: The auditor, date: 2026-10-01, file: a.txt, sha256: {digest}"
    dossier = small(dossier=DOSSIER.replace("source: The auditor, date: 2026-10-01", item))
    (dossier.parent / "a.txt").write_text("as it was")
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    assert run("verify", "a.json").code == 0
    (dossier.parent / "a.txt").write_text("otherwise")
    result = run("verify", "a.json")
    assert result.code == 1
    assert "evidence of `audited` no longer counts" in result.out


@pytest.mark.parametrize("command", ["verify", "report", "decide"])
def test_what_is_no_assessment_is_told_for_what_it_is(
    command: str, run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    cut = '{"partnercheck": "assessment/1",\n "tool": {"ver'
    small().with_name("cut.json").write_text(cut, encoding="utf-8")
    for name, told in {
        "dossier.yaml:1:1": "this file is a dossier, not an assessment of one\n"
        "  hint: `partnercheck assess dossier.yaml -o dossier.json` makes its assessment",
        "us.yaml:1:1": "this file is an organisation; name it with --organisation",
        "cut.json:2:15": "this JSON ends too soon\n  hint: it was not written or copied",
    }.items():
        result = run(command, name.partition(":")[0])
        assert result.code == 2
        assert f"{name}: error wrong-assessment: {told}" in result.err
