"""What a file of somebody else may name, and what of it a message quotes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, ORGANISATION, RUBRIC
from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from running import commands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

LINE = "root:x:0:0:4711"
CHILD = "partnercheck: rubric/1\nid: child\nversion: 1.0.0\ntitle: Child\nextends: {}\n"


@pytest.fixture
def inside(small: Callable[..., Path], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rubric, organisation and dossier, to work in; files of others stand beside it."""
    small()
    home = folder / "in"
    home.mkdir()
    for name in ("rubric.yaml", "us.yaml", "dossier.yaml"):
        (folder / name).rename(home / name)
    (folder / "secret.yaml").write_text(f"{LINE}\n  - x\n")
    (folder / "rubric.yaml").write_text(RUBRIC)
    (folder / "us.yaml").write_text(ORGANISATION)
    (folder / "dossier.yaml").write_text(DOSSIER)
    monkeypatch.chdir(home)
    return home


@pytest.mark.parametrize("text", [f"{LINE}\n  - x\n", f"{LINE}\n", f"partnercheck: rubric/1\n{LINE}: 1\n"])
def test_a_file_elsewhere_is_not_quoted(text: str, inside: Path, run: Callable[..., Result]) -> None:
    (inside.parent / "secret.yaml").write_text(text)
    (inside / "link.yaml").symlink_to("../secret.yaml")
    (inside / "child.yaml").write_text(CHILD.format("../secret.yaml"))
    for changed in (
        DOSSIER.replace("organisation: us.yaml", "organisation: ../secret.yaml"),
        DOSSIER.replace("organisation: us.yaml", "organisation: link.yaml"),
        DOSSIER.replace("./rubric.yaml", "../secret.yaml"),
        DOSSIER.replace("./rubric.yaml", "./link.yaml"),
        DOSSIER.replace("./rubric.yaml", "./child.yaml"),
    ):
        (inside / "dossier.yaml").write_text(changed)
        result = run("assess", "dossier.yaml")
        assert result.code == 2
        assert "4711" not in result.out.replace(f"`{LINE}`", "") + result.err.replace(f"`{LINE}`", "")
        assert "  | " not in result.err
    for command in (
        ("assess", "link.yaml"),
        ("rubric", "check", "."),
        ("due", "."),
        ("portfolio", ".", "-o", "out"),
    ):
        result = run(*command)
        assert result.code in {1, 2}
        assert f"| {LINE}" not in result.out + result.err


def test_a_file_here_is_quoted(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "us.yaml").write_text("partnercheck: organisation/1\nnam: Us\n")
    assert "  | nam: Us" in run("assess", "dossier.yaml").err
    assert "  | nam: Us" in run("assess", "../in/dossier.yaml").err
    (inside.parent / "us.yaml").write_text("partnercheck: organisation/1\nnam: Us\n")
    assert "  | nam: Us" in run("assess", "dossier.yaml", "--organisation", "../us.yaml").err


@pytest.mark.parametrize(
    ("old", "new"),
    [("organisation: us.yaml", "organisation: ../us.yaml"), ("./rubric.yaml", "../rubric.yaml")],
)
def test_what_a_dossier_names_is_confined(
    old: str, new: str, inside: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    (inside / "dossier.yaml").write_text(DOSSIER.replace(old, new))
    for command in ("assess", "whatif", "due"):
        more = ("--set", "openness=1") if command == "whatif" else ()
        assert run(command, "dossier.yaml", *more).code == 0
        result = run(command, "dossier.yaml", *more, "--confine", ".")
        assert result.code == 2
        assert "error outside" in result.err
        assert run(command, "dossier.yaml", *more, "--confine", "..").code == 0
    assert run("portfolio", ".", "-o", "out").code == 0
    assert run("portfolio", ".", "-o", "out", "--confine", ".").code == 2
    (inside / "other.yaml").write_text((inside / "dossier.yaml").read_text())
    assert run("due", ".", "--confine", ".", "--jobs", "2").err.count("error outside") == 2
    monkeypatch.setenv("PARTNERCHECK_CONFINE", ".")
    assert run("assess", "dossier.yaml").code == 2


def test_loaders_in_threads_are_confined_each_to_its_own_folder(inside: Path) -> None:
    dossier = inside / "dossier.yaml"
    dossier.write_text(DOSSIER.replace("organisation: us.yaml", "organisation: ../us.yaml"))

    def faults(confine: Path | None) -> list[str]:
        try:
            Loader(confine=confine).dossier(dossier)
        except InputError as error:
            return [each.code for each in error.diagnostics]
        return []

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(faults, [None, inside, inside.parent] * 8))
    assert found == [[], ["outside"], []] * 8


@pytest.mark.parametrize("key", ["dossier", "rubric", "organisation"])
def test_what_an_assessment_names_is_named_by_a_file(
    key: str, inside: Path, run: Callable[..., Result]
) -> None:
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    data = json.loads((inside / "a.json").read_text())
    evil = inside / "evil.json"

    def verify(file: str, *options: str) -> Result:
        evil.write_text(json.dumps({**data, key: {**data[key], "file": file}}))
        return run("verify", "evil.json", *options)

    (inside / "broken.yaml").write_text(f"{LINE}\n  - x\n")
    assert f"| {LINE}" in verify("broken.yaml").err
    result = verify("../secret.yaml")
    assert result.code == 2
    assert "  | " not in result.err
    result = verify("../secret.yaml", "--confine", ".")
    assert "error outside" in result.err
    assert result.code == 2


def test_a_dossier_that_a_case_names_is_quoted_only_here(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "broken.yaml").write_text(f"{LINE}\n  - x\n")
    for name, quoted in (("broken.yaml", True), ("../secret.yaml", False)):
        case = f"{{name: a, from: {name}, expect: {{firm: no}}}}"
        cases = f"partnercheck: cases/1\nrubric: rubric.yaml\ncases: [{case}]\n"
        (inside / "rubric.cases.yaml").write_text(cases)
        result = run("rubric", "test", "rubric.yaml")
        assert result.code == 2
        assert (f"| {LINE}" in result.out + result.err) is quoted


def test_what_the_command_line_names_is_not_confined(inside: Path, run: Callable[..., Result]) -> None:
    assert inside.is_dir()
    options = ("--rubric", "../rubric.yaml", "--organisation", "../us.yaml")
    assert run("assess", "dossier.yaml", *options, "--confine", ".").code == 0
    assert run("assess", "dossier.yaml", "--rubric", "strategic-alliance", "--confine", ".").code in {0, 2}


def test_a_link_leads_out_of_what_is_confined(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "us.yaml").unlink()
    (inside / "us.yaml").symlink_to("../us.yaml")
    assert run("assess", "dossier.yaml").code == 0
    assert "error outside" in run("assess", "dossier.yaml", "--confine", ".").err
    (inside / "other.yaml").symlink_to("../dossier.yaml")
    assert "error outside" in run("assess", "other.yaml", "--confine", ".").err


def test_what_rubrics_and_cases_name_is_confined(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "child.yaml").write_text(CHILD.format("../rubric.yaml"))
    result = run("rubric", "check", "child.yaml", "--confine", ".")
    assert result.code == 1
    assert "child.yaml:5:10: error outside" in result.out + result.err
    case = "{name: a, from: ../dossier.yaml, expect: {firm: no}}"
    cases = f"partnercheck: cases/1\nrubric: rubric.yaml\ncases: [{case}]\n"
    (inside / "rubric.cases.yaml").write_text(cases)
    result = run("rubric", "test", "rubric.yaml", "--confine", ".")
    assert result.code == 2
    assert "error outside" in result.out + result.err
    (inside / "far.cases.yaml").write_text(cases.replace("rubric.yaml", "../rubric.yaml"))
    result = run("rubric", "test", "far.cases.yaml", "--confine", ".")
    assert result.code == 2
    assert "far.cases.yaml:2:9: error outside: " in result.out


@pytest.mark.parametrize("key", ["dossier", "rubric", "organisation"])
def test_verify_does_not_say_which_files_there_are_outside(
    key: str, inside: Path, run: Callable[..., Result]
) -> None:
    assert run("assess", "dossier.yaml", "-q", "-o", "a.json").code == 0
    data = json.loads((inside / "a.json").read_text())
    (inside / "away").symlink_to("..")
    for folder in ("..", str(inside.parent), "away"):
        said = []
        for name in ("secret.yaml", "nothing.yaml"):
            changed = {**data, key: {**data[key], "file": f"{folder}/{name}"}}
            (inside / "evil.json").write_text(json.dumps(changed))
            result = run("verify", "evil.json", "--confine", ".")
            assert result.code == 2
            said.append((result.out + result.err).replace(name, "FILE"))
        assert said[0] == said[1]
        assert "error outside" in said[0]


def test_what_a_new_rubric_extends_is_confined(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "child.yaml").write_text(CHILD.format("../rubric.yaml"))
    assert run("rubric", "new", "a.yaml", "--extends", "child.yaml").code == 0
    result = run("rubric", "new", "b.yaml", "--extends", "child.yaml", "--confine", ".")
    assert (result.code, (inside / "b.yaml").exists()) == (2, False)
    assert "error outside" in result.err


def test_what_listed_rubrics_extend_is_confined(
    inside: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    (inside / "shelf").mkdir()
    (inside / "shelf" / "child.yaml").write_text(CHILD.format("../../rubric.yaml"))
    monkeypatch.setenv("PARTNERCHECK_RUBRICS", str(inside / "shelf"))
    assert run("rubric", "list").code == 0
    result = run("rubric", "list", "--confine", ".")
    assert result.code == 2
    assert "leads out of the folder that --confine names" in result.out


def test_a_link_to_a_rubric_or_to_its_cases_leads_out(inside: Path, run: Callable[..., Result]) -> None:
    (inside / "linked.yaml").symlink_to("../rubric.yaml")
    assert run("rubric", "check", "linked.yaml").code in {0, 1}
    for command in ("check", "show"):
        result = run("rubric", command, "linked.yaml", "--confine", ".")
        assert result.code == 2
        assert "leads out of the folder that --confine names" in result.out + result.err
    outside = inside.parent / "outside.cases.yaml"
    outside.write_text(
        "partnercheck: cases/1\nrubric: rubric.yaml\ncases: [{name: a, from: best, expect: {}}]\n"
    )
    (inside / "rubric.cases.yaml").symlink_to(outside)
    for named in ("rubric.yaml", "rubric.cases.yaml"):
        result = run("rubric", "test", named, "--confine", ".")
        assert result.code == 2
        assert "leads out of the folder that --confine names" in result.out + result.err


def test_every_command_that_reads_a_rubric_can_be_confined() -> None:
    reads_none = {
        "decide",
        "report",
        "explain",
        "measures",
        "schema",
        "template new",
        "financials import",
        "financials lines",
    }
    for name, command in commands().items():
        if not hasattr(command, "commands"):
            options = {each for parameter in command.params for each in parameter.opts}
            assert ("--confine" in options) is (" ".join(name) not in reads_none), name
