"""Nothing is written before all is known to be sound, and no output makes the folder that it misspells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from replying import reply

if TYPE_CHECKING:
    from collections.abc import Callable


Run = "Callable[..., Result]"


@pytest.mark.parametrize(
    "options",
    [
        ("-o", "a.html", "--explain", "typo"),
        ("-o", "a.json", "-o", "a.html", "--template", "wrong.html"),
        ("-o", "a.html", "-o", "a.nothing"),
        ("-o", "a.html", "-o", "misspelt/a.md"),
        ("-o", "a.html", "-o", "dossier.yaml"),
        ("-o", "out/", "--template", "wrong.html"),
    ],
)
def test_a_command_that_fails_has_written_nothing(
    options: tuple[str, ...], small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path
) -> None:
    small()
    write("wrong.html", "{{ report.nothing }}")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run("assess", "dossier.yaml", *options).code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "command",
    [
        ("assess", "dossier.yaml", "-o", "misspelt/a.html"),
        ("assess", "dossier.yaml", "-o", "misspelt/board/"),
        ("compare", "dossier.yaml", "other.yaml", "-o", "misspelt/a.md"),
        ("compare", "dossier.yaml", "other.yaml", "-o", "misspelt/both/"),
        ("due", ".", "-o", "misspelt/due.ics"),
        ("portfolio", ".", "-o", "misspelt/review"),
        ("new", "misspelt/new.yaml"),
        ("rubric", "new", "misspelt/ours.yaml"),
        ("template", "new", "misspelt/own.md.j2"),
        ("financials", "import", "table.csv", "-o", "misspelt/f.yaml"),
        ("new", "dossier.yaml/new.yaml"),
    ],
)
def test_a_folder_that_is_misspelt_is_not_made(
    command: tuple[str, ...], small: Callable[..., Path], write: Callable[..., Path], run: Run
) -> None:
    write("other.yaml", small().read_bytes())
    write("table.csv", "line,2025\nrevenue,1\n")
    result = run(*command)
    assert result.code == 2
    assert "error output: the folder `" in result.err
    assert not Path("misspelt").exists()


@pytest.mark.parametrize("output", ["board/", "board", "made/board/"])
def test_a_folder_that_is_itself_the_output_is_made(
    output: str, small: Callable[..., Path], run: Run
) -> None:
    small()
    Path("made").mkdir()
    assert run("assess", "dossier.yaml", "-o", output).code == 0
    assert sorted(path.name for path in Path(output).iterdir()) == ["dossier.html", "dossier.md"]


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_both_suffixes_of_yaml_are_alike(
    suffix: str, run: Run, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("rubric", "new", f"ours.{suffix}").code == 0
    assert "\nid: ours " in Path(f"ours.{suffix}").read_text(encoding="utf-8")
    write(f"rubrics/small.{suffix}", RUBRIC)
    assert "1 rubric" in run("rubric", "check", "rubrics").out
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", "rubrics")
    assert "\nsmall " in run("rubric", "list").out
    assert run("new", f"dossier.{suffix}", "--rubric", "small").code == 0
    assert run("assess", f"dossier.{suffix}", "-q").code == 0
    refused = run("assess", f"dossier.{suffix}", "-o", f"report.{suffix}")
    assert (refused.code, Path(f"report.{suffix}").exists()) == (2, False)


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs a place that takes no file")
@pytest.mark.parametrize(
    "command",
    [
        ("assess", "dossier.yaml", "-q", "-o", "ok.html", "-o", "/proc/x.html"),
        ("assess", "dossier.yaml", "-q", "-o", "/dev/full", "-o", "ok.html", "-f", "json"),
        ("compare", "dossier.yaml", "other.yaml", "-q", "-o", "ok.html", "-o", "/proc/x.html"),
        ("financials", "import", "table.csv", "--write-map", "ok.yaml", "--into", "bad.yaml"),
        ("financials", "import", "table.csv", "--write-map", "ok.yaml", "-o", "/proc/x.yaml"),
    ],
)
def test_no_file_takes_its_place_before_all_are_written(
    command: tuple[str, ...], small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path
) -> None:
    write("other.yaml", small().read_bytes())
    write("table.csv", "line,2025\ncurrency,GBP\nunit,1\nrevenue,1\n")
    write("bad.yaml", "[")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run(*command).code == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("files", "options", "message"),
    [
        (("table.csv",), ("--write-map", "-"), "a map goes into a file"),
        (("table.csv",), ("-o", "table.csv", "--force"), "this would overwrite what is read"),
        (("table.csv",), ("--write-map", "table.csv", "--force"), "this would overwrite what is read"),
        (("table.csv",), ("--into", "d.yaml", "--write-map", "d.yaml", "--force"), "overwrite what is read"),
        (("table.csv",), ("-o", "new.yaml", "--write-map", "new.yaml"), "one file cannot take both"),
        (("-", "-"), (), "standard input can be read once only"),
    ],
)
def test_an_import_writes_over_nothing_that_it_reads(
    files: tuple[str, ...],
    options: tuple[str, ...],
    message: str,
    write: Callable[..., Path],
    run: Run,
    folder: Path,
) -> None:
    write("table.csv", "line,2025\ncurrency,GBP\nunit,1\nrevenue,1\n")
    write("d.yaml", "partner: x\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run("financials", "import", *files, *options)
    assert result.code == 2
    assert message in result.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("command", "outputs"),
    [
        (("assess", "dossier.yaml", "-q"), ("proof.html", "logo.html", "us.md", "parent.md", "rubric.md")),
        (("compare", "dossier.yaml", "other.yaml"), ("proof.html", "logo.html", "us.md", "parent.md")),
        (("due", "dossier.yaml", "-j", "1"), ("proof.txt", "us.txt")),
    ],
)
def test_no_result_replaces_what_its_inputs_name(
    command: tuple[str, ...],
    outputs: tuple[str, ...],
    small: Callable[..., Path],
    write: Callable[..., Path],
    run: Run,
    folder: Path,
) -> None:
    suffix = ".txt" if command[0] == "due" else ".html"
    ours = "us.txt" if command[0] == "due" else "us.md"
    text = DOSSIER.replace("source: A register,", f"source: A register, file: proof{suffix},")
    text = text.replace("us.yaml", ours).replace("./rubric.yaml", "./rubric.md")
    write("other.yaml", small(dossier=text).read_bytes())
    write(f"proof{suffix}", "signed")
    write("logo.html", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
    write(ours, ORGANISATION + "report: {logo: logo.html}\n")
    write("parent.md", RUBRIC)
    write("rubric.md", "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: C\nextends: ./parent.md\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run(*command).code == 0
    for output in outputs:
        result = run(*command, "-o", output)
        assert result.code == 2
        assert "this would overwrite what is read" in result.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("broken", ["", "as_of: soon\n", "a: [\n", "x: 1\nx: 2\n"])
@pytest.mark.parametrize("quoted", ["out/dossier.html", '"out/dossier.html"', "'out/dossier.html'"])
def test_no_report_takes_the_place_of_what_a_later_dossier_is_made_from(
    small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path, broken: str, quoted: str
) -> None:
    small()
    evidence = "[{grade: audited, source: A register, date: 2026-10-01, file: " + quoted + "}]"
    later = DOSSIER.replace("[{grade: audited, source: A register, date: 2026-10-01}]", evidence)
    write("later.yaml", later + broken)
    write("out/dossier.html", "evidence")
    result = run("assess", "dossier.yaml", "later.yaml", "-o", "out")
    assert (result.code, result.out) == (2, "")
    assert "this would overwrite what is read" in result.err
    assert [each.read_text() for each in (folder / "out").iterdir()] == ["evidence"]
    write("out/dossier.html", "evidence").rename(folder / "out/kept.html")
    write("later.yaml", later.replace("out/dossier", "out/kept") + broken)
    assert run("assess", "dossier.yaml", "later.yaml", "-q", "-o", "out").code == (2 if broken else 0)
    assert (folder / "out/kept.html").read_text() == "evidence"


@pytest.mark.parametrize("broken", ["", "as_of: soon\n", "a: [\n"])
@pytest.mark.parametrize(
    "named",
    [
        "replies/",
        "\n  # from people\n  - replies/o-haddad.json",
        "[\n  replies/o-haddad.json\n]",
        "[replies/o-haddad.json]",
        "\n  - 'replies/o-haddad.json' # x",
    ],
)
@pytest.mark.parametrize("form", ["json", "ics"])
def test_what_is_due_takes_the_place_of_nothing_that_a_dossier_is_made_from(
    small: Callable[..., Path],
    write: Callable[..., Path],
    run: Run,
    folder: Path,
    broken: str,
    named: str,
    form: str,
) -> None:
    text = DOSSIER.replace("source: A register,", "source: A register, file: proof.json,")
    small(dossier=f"{text}replies: {named}\n{broken}", us=ORGANISATION + "report: {logo: logo.svg}\n")
    write("proof.json", "{}")
    write("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>')
    write("replies/o-haddad.json", json.dumps(reply(answers={"openness": {"answer": "2"}})))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    command = ("due", "dossier.yaml", "-j", 1, "-f", form)
    assert run(*command).code == (2 if broken else 0)
    for output in ("proof.json", "replies/o-haddad.json", *(() if broken else ("logo.svg",))):
        result = run(*command, "-o", output)
        assert result.code == 2
        assert "this would overwrite what is read" in result.out + result.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run(*command, "-o", "free.json").code == (2 if broken else 0)
    assert (folder / "free.json").is_file()


def test_a_file_that_is_named_twice_is_written_once(small: Callable[..., Path], run: Run) -> None:
    small()
    result = run("assess", "dossier.yaml", "-q", "-o", "a.md", "-o", "a.md")
    shown = run("assess", "dossier.yaml", "-o", "a.md", "-o", "a.md")
    assert (result.code, result.err) == (0, "")
    assert shown.err.count("written: a.md\n") == 1


@pytest.mark.parametrize("broken", ["", "as_of: soon\n"])
def test_no_table_takes_the_place_of_evidence(
    small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path, broken: str
) -> None:
    text = DOSSIER.replace("source: A register,", "source: A register, file: out/partners.parquet,")
    small(dossier=text + broken)
    write("out/partners.parquet", "evidence")
    result = run("tables", "dossier.yaml", "-o", "out")
    assert result.code == 2
    assert "out/partners.parquet:1:1: error output: this would overwrite what is read" in result.err
    assert [each.read_text() for each in (folder / "out").iterdir()] == ["evidence"]


@pytest.mark.parametrize("command", ["check", "test"])
@pytest.mark.parametrize("name", ["parent.md", "child.md", "start.json"])
def test_no_findings_take_the_place_of_a_rubric_or_what_its_cases_start_from(
    small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path, command: str, name: str
) -> None:
    small()
    case = "{name: c, from: ./start.json, expect: {verdict: hold}}"
    write("parent.md", RUBRIC)
    write("start.json", DOSSIER.replace("./rubric.yaml", "./child.md"))
    head = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: C\nextends: ./parent.md\n"
    write("child.md", f"{head}cases: [{case}]\n")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run("rubric", command, "./child.md", "-o", name)
    assert result.code == 2
    assert f"{name}:1:1: error output: this would overwrite what is read" in result.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_reports_of_two_dossiers_never_have_one_name(
    small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path
) -> None:
    small()
    for other in ("more/dossier.yaml", "Dossier.yaml", "dossier.yml"):
        write(other, DOSSIER)
        result = run("assess", "dossier.yaml", other, "-o", "out/")
        assert (result.code, (folder / "out").exists()) == (2, False)
        assert "two dossiers would both be written as `dossier`" in result.err


def test_a_dossier_that_is_wrong_stops_no_report_of_another(
    small: Callable[..., Path], write: Callable[..., Path], run: Run, folder: Path
) -> None:
    small()
    write("wrong.yaml", "partnercheck: dossier/1\n")
    result = run("assess", "wrong.yaml", "dossier.yaml", "-o", "out/")
    assert result.code == 2
    assert "wrong.yaml:" in result.err
    assert sorted(each.name for each in (folder / "out").iterdir()) == ["dossier.html", "dossier.md"]
