"""A fault of a file that many dossiers share is told once, with how many it concerns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER, RUBRIC, dump
from partnercheck.cli.portfolio.refused import tell
from partnercheck.cli.told import say_renamed
from partnercheck.load import Loader
from partnercheck.model.assessment import Note
from partnercheck.model.portfolio import Refused
from partnercheck.model.series import Renamed, Renamings

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


@pytest.fixture
def three(small: Callable[..., Path]) -> list[str]:
    """Three dossiers held against one rubric, the last with a fault of its own too."""
    folder = small(rubric=RUBRIC.replace("    title: Money", "    titel: Money", 1)).parent
    (folder / "b.yaml").write_text(DOSSIER)
    (folder / "c.yaml").write_text(DOSSIER.replace("{name: Acme}", "{nam: Acme}"))
    return ["dossier.yaml", "b.yaml", "c.yaml"]


@pytest.mark.parametrize("command", [("assess",), ("due",), ("todo",), ("portfolio", "-o", "out")])
def test_a_fault_of_a_rubric_is_told_once(
    run: Callable[..., Result], three: list[str], command: tuple[str, ...]
) -> None:
    result = run(*command, *sorted(three))
    assert result.code == 2
    assert result.err.count("`titel` is not a key of this place") == 1
    assert result.err.count("`nam` is not a key of this place") == 1
    assert result.err.endswith(
        "\nrubric.yaml: what is told of it above concerns 3 dossiers: b.yaml, c.yaml, dossier.yaml\n"
    )


def test_a_dossier_alone_is_told_as_ever(run: Callable[..., Result], three: list[str]) -> None:
    assert "concerns" not in run("assess", three[0]).err
    assert "concerns" not in run("due", three[0]).err


def test_programs_are_told_of_each_dossier(run: Callable[..., Result], three: list[str]) -> None:
    result = run("assess", *three, "--format", "json")
    assert result.out.count("`titel` is not a key of this place") == 3
    assert (len(result.out.splitlines()), result.err) == (3, "")


def test_what_is_odd_about_a_shared_file_is_told_once(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    folder, parent = small().parent, Loader().rubric("quick-screen").rubric
    major, minor, _ = parent.version.split(".")
    pin = f"quick-screen@{major}.{int(minor) + 1}"
    child = f"partnercheck: rubric/1\nid: child\ntitle: Child\nversion: 1.0.0\nextends: {pin}\n"
    (folder / "child.yaml").write_text(child)
    about = {"partner": {"name": "Acme"}, "rubric": "./child.yaml", "as_of": "2026-11-20"}
    about["profile"] = dict.fromkeys(parent.profile, "unknown")
    for name in ("one.yaml", "two.yaml"):
        (folder / name).write_text(dump({"partnercheck": "dossier/1", **about}))
    result = run("assess", "one.yaml", "two.yaml")
    assert result.code == 0, result.err
    assert result.err.count("child.yaml:5:10: warning rubric-version") == 1
    assert "\nchild.yaml: what is told of it above concerns 2 dossiers: one.yaml, two.yaml\n" in result.err


def of(dossier: str, *problems: tuple[str, int], more: int = 0) -> Refused:
    """Return a dossier that cannot be used for problems, each a file and a line of it."""
    notes = tuple(Note("odd", "error", f"{file} is odd", file, line, 1, None) for file, line in problems)
    return Refused(dossier, len(notes) + more, notes)


def test_a_fault_of_its_own_is_told_after_many_of_a_shared_file(capsys: pytest.CaptureFixture[str]) -> None:
    shared = [("rubric.yaml", line) for line in (1, 2, 3)]
    tell(
        [
            of("a.yaml", *shared),
            of("b.yaml", *shared),
            of("c.yaml", *shared, ("c.yaml", 1)),
            of("d.yaml", *shared, *(("d.yaml", line) for line in range(1, 6)), more=2),
        ]
    )
    told = [f"{file}:{line}:1: error odd: {file} is odd" for file, line in shared]
    assert capsys.readouterr().err.splitlines() == [
        *told,
        "c.yaml:1:1: error odd: c.yaml is odd",
        *(f"d.yaml:{line}:1: error odd: d.yaml is odd" for line in (1, 2, 3)),
        "d.yaml: 4 more; partnercheck assess tells all",
        "rubric.yaml: what is told of it above concerns 4 dossiers: a.yaml, b.yaml, c.yaml, d.yaml",
    ]


def test_every_dossier_of_a_file_counts_whichever_of_its_faults_is_theirs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell([of("a.yaml", ("us.yaml", 1)), of("b.yaml", ("us.yaml", 2)), of("c.yaml", ("us.yaml", 2))])
    said = capsys.readouterr().err
    assert said.endswith("\nus.yaml: what is told of it above concerns 3 dossiers: a.yaml, b.yaml, c.yaml\n")


def test_of_many_dossiers_the_first_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    tell([of(f"{number:02}.yaml", ("us.yaml", 1)) for number in range(1, 23)])
    *_, said = capsys.readouterr().err.splitlines()
    assert said.startswith("us.yaml: what is told of it above concerns 22 dossiers: 01.yaml, ")
    assert said.endswith(", 20.yaml and 2 more")


@pytest.mark.parametrize(
    ("more", "last"),
    [
        (0, "note: `Acme` (a.yaml) and `Apex` (b.yaml) have one LEI, and count as one partner"),
        (1, "note: and 1 more name of one LEI"),
        (2, "note: and 2 more names of one LEI"),
    ],
)
def test_of_many_names_of_one_lei_the_others_are_counted(
    more: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_renamed(Renamings((Renamed("Acme", "a.yaml", "Apex", "b.yaml"),), more))
    said = capsys.readouterr().err.splitlines()
    assert (len(said), said[-1]) == (1 + (more > 0), last)


def test_a_dossier_that_is_named_twice_is_one(run: Callable[..., Result], three: list[str]) -> None:
    result = run("assess", three[0], three[0])
    assert (result.code, result.err.count("`titel` is not a key of this place")) == (2, 1)
    assert "concerns" not in result.err


@pytest.mark.skipif(os.name != "posix", reason="such a name is none elsewhere")
@pytest.mark.parametrize("command", [("assess",), ("due",), ("portfolio", "-o", "out")])
def test_the_name_of_a_shared_file_is_shown_harmless(
    run: Callable[..., Result], three: list[str], command: tuple[str, ...]
) -> None:
    Path("rubric.yaml").rename("ru\x1b[31m\u202ebric.yaml")
    for each in three:
        text = Path(each).read_text().replace("./rubric.yaml", r'"./ru\e[31m\u202Ebric.yaml"')
        Path(each).write_text(text)
    Path("b.yaml").rename("b\x1b\u202e.yaml")
    result = run(*command, three[0], "b\x1b\u202e.yaml", three[2])
    assert result.code == 2
    assert not {"\x1b", "\u202e"} & set(result.err)
    assert r"ru\x1b[31m\u202ebric.yaml: what is told of it above concerns 3 dossiers: " in result.err


@pytest.mark.parametrize(
    "command",
    [
        ("compare", "dossier.yaml", "other.yaml"),
        ("history", "dossier.yaml", "other.yaml"),
        ("whatif", "dossier.yaml", "--set", "openness=0"),
        ("assess", "dossier.yaml"),
    ],
)
def test_warnings_stand_after_the_result(small: Callable[..., Path], command: tuple[str, ...]) -> None:
    text = DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}")
    text += "events: [{on: 2028-01-01, about: [openness], what: A new board}]\n"
    home = small(dossier=text).parent
    (home / "other.yaml").write_text(text.replace("as_of: 2026", "as_of: 2027"))
    line = [sys.executable, "-m", "partnercheck", *command]
    done = subprocess.run(
        line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, encoding="utf-8"
    )
    warned = [": warning " in each for each in done.stdout.splitlines() if each[:1].strip()]
    assert warned.count(True) >= 1
    assert warned == sorted(warned)
