"""`assess`, its outputs, exit codes and streams."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from building import DOSSIER, RUBRIC
from partnercheck.cli import files

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

HOLD = DOSSIER.replace("answers:", "answers: {}\nx-answers:").partition("x-answers")[0]
DECLINE = DOSSIER.replace("audited: {answer: yes", "audited: {answer: no")


@pytest.fixture
def assess(small: Callable[..., Path], run: Callable[..., Result]) -> Callable[..., Result]:
    """Assess the small dossier, or another text, with these arguments."""

    def assess(*arguments: object, text: str = DOSSIER) -> Result:
        small(dossier=text)
        return run("assess", "dossier.yaml", *arguments)

    return assess


def test_the_decision_goes_to_standard_output_and_nothing_else(assess: Callable[..., Result]) -> None:
    result = assess()
    assert result.code == 0
    assert "PROCEED" in result.out
    assert result.err == ""
    assert "\x1b" not in result.out


def test_warnings_go_to_standard_error(assess: Callable[..., Result]) -> None:
    result = assess(text=DOSSIER.replace("listed: no", "listed: no, x: y"))
    assert "warning unknown-fact" in result.err
    assert "warning" not in result.out
    assert result.code == 0


def test_quiet_prints_neither_result_nor_warnings(assess: Callable[..., Result]) -> None:
    assert assess("-q", text=DOSSIER.replace("listed: no", "listed: no, x: y")) == (0, "", "")


@pytest.mark.parametrize(
    ("form", "start"), [("markdown", "# Acme"), ("html", "<!doctype html>"), ("json", "{")]
)
def test_format(assess: Callable[..., Result], form: str, start: str) -> None:
    assert assess("--format", form).out.startswith(start)


@pytest.mark.parametrize(
    ("text", "level", "require", "code"),
    [
        (DOSSIER, "proceed", "proceed", 0),
        (DOSSIER, "proceed", "conditional", 0),
        (DECLINE, "decline", "conditional", 1),
        (DECLINE, "decline", "proceed", 1),
        (HOLD, "hold", "conditional", 1),
        (DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"), "conditional", "conditional", 0),
        (DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0"), "conditional", "proceed", 1),
    ],
)
def test_require_fails_when_the_verdict_falls_short(
    assess: Callable[..., Result], text: str, level: str, require: str, code: int
) -> None:
    result = assess("--require", require, "-f", "json", text=text)
    assert json.loads(result.out)["verdict"]["level"] == level
    assert result.code == code
    assert bool(result.err) == bool(code)


def test_firm_fails_when_the_verdict_could_still_move(assess: Callable[..., Result]) -> None:
    assert assess("--firm").code == 1
    assert assess("--firm", "-q", text=HOLD).code == 1
    assert assess("--firm", text=DECLINE).code == 0


def test_require_is_checked_of_every_dossier(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("bad.yaml", DECLINE)
    assert run("assess", "bad.yaml", "dossier.yaml", "--require", "proceed").code == 1


def test_several_dossiers_with_json_are_one_object_a_line(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("broken.yaml", DOSSIER.replace("deal: joint", "dael: joint"))
    result = run("assess", "dossier.yaml", "broken.yaml", "none.yaml", "dossier.yaml", "--format", "json")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["partnercheck"] for row in rows] == [
        "assessment/1",
        "diagnostics/1",
        "diagnostics/1",
        "assessment/1",
    ]
    assert result.code == 2
    assert rows[1]["diagnostics"] == [
        {
            "code": "unknown-criterion",
            "severity": "error",
            "message": "there is no criterion `dael`",
            "file": "broken.yaml",
            "line": 14,
            "column": 5,
            "hint": "did you mean `deal`?",
        }
    ]


def test_bad_input_exceeds_an_unmet_requirement(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(dossier=DECLINE)
    write("broken.yaml", "a: [")
    assert run("assess", "broken.yaml", "dossier.yaml", "--require", "proceed").code == 2


def test_a_dash_reads_standard_input(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    small()
    result = run("assess", "-", "-f", "json", stdin=DOSSIER.encode())
    data = json.loads(result.out)
    assert data["dossier"]["file"] == "-"
    assert data["rubric"]["file"] == "rubric.yaml"
    bad = run("assess", "-", stdin=b"a: [")
    assert bad.code == 2
    assert bad.err.startswith("-:1:")


def test_standard_input_too_large_is_refused(run: Callable[..., Result]) -> None:
    result = run("assess", "-", stdin=b"a" * 10_000_001)
    assert (result.code, "larger than 10 MB" in result.err) == (2, True)


def test_reports_are_written_by_suffix(assess: Callable[..., Result], folder: Path) -> None:
    (folder / "out").mkdir()
    result = assess(
        *(part for name in ("a.md", "b.html", "c.json", "d.txt") for part in ("-o", f"out/{name}"))
    )
    assert result.code == 0
    assert (folder / "out/a.md").read_text().startswith("# Acme")
    assert (folder / "out/b.html").read_text().startswith("<!doctype html>")
    assert json.loads((folder / "out/c.json").read_text())["partner"]["name"] == "Acme"
    assert (folder / "out/d.txt").read_text().startswith("Acme")


def test_a_folder_gets_one_report_a_dossier(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result], folder: Path
) -> None:
    small()
    write("two.yaml", DECLINE)
    assert run("assess", "dossier.yaml", "two.yaml", "-o", "out/", "-q").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "dossier.html",
        "dossier.md",
        "two.html",
        "two.md",
    ]
    run("assess", "dossier.yaml", "-o", "json/", "-f", "json", "-q")
    assert [path.name for path in (folder / "json").iterdir()] == ["dossier.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("dossier.yaml", "us.yaml", "-o", "one.html"),
        ("dossier.yaml", "-o", "report.odt"),
        ("dossier.yaml", "-o", "dossier.yaml"),
        ("dossier.yaml", "./dossier.yaml", "-o", "out/"),
        ("-", "-"),
        ("dossier.yaml", "--as-of", "yesterday"),
        ("dossier.yaml", "--as-of", "2026-02-30"),
        ("dossier.yaml", "--format", "odt"),
        ("dossier.yaml", "--require", "hold"),
        ("dossier.yaml", "--nonsense"),
        ("none.yaml",),
        (".",),
        (),
        ("dossier.yaml", "--rubric", "nope"),
        ("dossier.yaml", "--rubric", "nope.yaml"),
        ("dossier.yaml", "--organisation", "nope.yaml"),
        ("dossier.yaml", "--template", "nope.html"),
        ("dossier.yaml", "-o", "dossier.yaml/x.html"),
        ("x" * 5000,),
        ("",),
    ],
)
def test_a_command_that_is_wrong_exits_with_2_and_writes_nothing(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path, arguments: tuple[str, ...]
) -> None:
    small()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run("assess", *arguments)
    assert result.code == 2
    assert result.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_rubric_organisation_and_day_of_the_command_line_come_before_the_dossiers(
    small: Callable[..., Path], write: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    write("other/rubric.yaml", RUBRIC.replace("version: 1.2.0", "version: 7.0"))
    write("other/us.yaml", "partnercheck: organisation/1\nname: Others\n")
    result = run(
        *("assess", "dossier.yaml", "--rubric", "other/rubric.yaml", "--organisation", "other/us.yaml"),
        *("--as-of", "2026-12-24", "-f", "json"),
    )
    data = json.loads(result.out)
    assert data["rubric"]["version"] == "7.0"
    assert data["organisation"]["file"] == "other/us.yaml"
    assert data["as_of"] == "2026-12-24"


def test_files_are_named_from_the_working_directory_and_the_dossiers_folder(
    small: Callable[..., Path], run: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    data = json.loads(run("assess", "../dossier.yaml", "-f", "json").out)
    assert data["dossier"]["file"] == "../dossier.yaml"
    assert (data["rubric"]["file"], data["organisation"]["file"]) == ("rubric.yaml", "us.yaml")


def test_a_report_is_written_whole_or_not_at_all(
    assess: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "report.html").write_text("before")

    def killed(self: Path, target: Path) -> None:  # noqa: ARG001
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", killed)
    result = assess("-o", "report.html", "-o", "new.html")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert (folder / "report.html").read_text() == "before"
    assert sorted(path.name for path in folder.iterdir()) == [
        "dossier.yaml",
        "report.html",
        "rubric.yaml",
        "us.yaml",
    ]


def test_even_an_interrupt_leaves_no_part_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fdopen", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(folder / "a.html", "text")
    assert list(folder.iterdir()) == []


def test_a_written_file_keeps_its_mode_and_new_ones_follow_the_umask(folder: Path) -> None:
    (folder / "old.md").write_text("x")
    (folder / "old.md").chmod(0o640)
    umask = os.umask(0o022)
    try:
        files.write(folder / "old.md", "y")
        files.write(folder / "new.md", "z\n")
    finally:
        os.umask(umask)
    assert (folder / "old.md").stat().st_mode & 0o777 == 0o640
    assert (folder / "new.md").stat().st_mode & 0o777 == 0o644
    assert (folder / "new.md").read_bytes() == b"z\n"


def test_version_and_help(run: Callable[..., Result]) -> None:
    from partnercheck import __version__

    assert run("--version") == (0, f"partnercheck {__version__}\n", "")
    for arguments in (("--help",), ("assess", "-h"), ("verify", "--help"), ("new", "-h"), ("schema", "-h")):
        result = run(*arguments)
        assert result.code == 0
        assert "Usage: partnercheck" in result.out


def test_an_unknown_command_is_wrong(run: Callable[..., Result]) -> None:
    assert run("asses").code == 2


def shell(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "partnercheck", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"]} | environment,
        capture_output=True,
        check=False,
    )


ENVIRONMENTS: list[dict[str, str]] = [
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "COLUMNS": "40"},
    {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1", "TZ": "America/Caracas", "PYTHONHASHSEED": "77"},
]


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_same_inputs_give_the_same_bytes_whatever_locale_time_zone_and_hash_seed(
    small: Callable[..., Path], folder: Path, form: str
) -> None:
    small(
        dossier=DOSSIER.replace("name: Acme", "name: “Ärger” & Söhne").replace(
            "listed: no", "listed: no, x: y"
        )
    )
    runs = [shell(folder, "assess", "dossier.yaml", "-f", form, **each) for each in ENVIRONMENTS]
    assert [each.returncode for each in runs] == [0, 0, 0]
    assert len({(each.stdout, each.stderr) for each in runs}) == 1
    assert "“Ärger”" in runs[0].stdout.decode()


def test_diagnostics_are_the_same_bytes_whatever_the_hash_seed(
    small: Callable[..., Path], write: Callable[..., Path], folder: Path
) -> None:
    small(
        dossier=DOSSIER.replace("./rubric.yaml", "child.yaml")
        .replace("  money:", "  x1:")
        .replace("  culture:", "  x2:")
        + "q: 1\nconditions: [{for: x}, {x: y}]\nfinancials2: {}\n"
    )
    write("child.yaml", "partnercheck: rubric/1\nid: c\nversion: 1\nextends: rubric.yaml\ndrop: [zz, yy]\n")
    runs = [
        shell(folder, "assess", name, PYTHONHASHSEED=seed)
        for seed in ("0", "1", "5")
        for name in ("dossier.yaml",)
    ]
    assert runs[0].returncode == 2
    assert len({each.stderr for each in runs}) == 1
    write("child.yaml", "partnercheck: rubric/1\nid: c\nversion: 1\nextends: rubric.yaml\n")
    runs = [shell(folder, "assess", "dossier.yaml", PYTHONHASHSEED=seed) for seed in ("0", "1", "5")]
    assert len({each.stderr for each in runs}) == 1


def test_a_reader_that_leaves_early_is_no_error(small: Callable[..., Path], folder: Path) -> None:
    small()
    command = f"{sys.executable} -m partnercheck assess dossier.yaml -f html | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.stderr == b""


def reordered(data: Any) -> Any:
    """Return plain data with the keys of every mapping in the opposite order."""
    if isinstance(data, dict):
        return {key: reordered(data[key]) for key in reversed(data)}
    return [reordered(each) for each in data] if isinstance(data, list) else data


def plain(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506  (it makes texts, lists and mappings only)


def test_the_order_of_keys_changes_no_decision(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    def decision(**files: str) -> Any:
        small(**files)
        data = json.loads(run("assess", "dossier.yaml", "-f", "json").out)
        del data["dossier"]["sha256"], data["rubric"]["sha256"]
        data["profile"].sort(key=itemgetter("fact"))  # they stand as the rubric has them
        return data

    before = decision()
    backwards = {
        name: re.sub(r"'([\w.-]+)'", r"\1", yaml.dump(reordered(plain(text)), sort_keys=False))
        for name, text in (("dossier", DOSSIER), ("rubric", RUBRIC))
    }
    assert decision(dossier=backwards["dossier"]) == before
    assert decision(rubric=backwards["rubric"]) == before


def test_a_folder_in_a_dossier_s_place_is_told_with_what_takes_folders(
    run: Callable[..., Result], folder: Path
) -> None:
    (folder / "partners").mkdir()
    result = run("assess", "partners")
    assert result.code == 2
    assert "partners:1:1: error no-file: this is a folder" in result.err
    assert "hint: `partnercheck portfolio` takes folders of dossiers" in result.err
