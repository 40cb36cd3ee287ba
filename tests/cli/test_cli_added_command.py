"""A command is added in one file: options, help and call; faults and bad input are told as everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from partnercheck.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

ADDED = '''
"""`partnercheck level`."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from partnercheck.cli.command import FormatOption, command
from partnercheck.cli.console import show
from partnercheck.cli.options import LOOK, Against
from partnercheck.render.formats import RUBRIC_LIST

app = typer.Typer(**LOOK)


class Options(NamedTuple):
    """What the command line asks for."""

    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="The dossier.")]
    against: Against
    format: Annotated[str, FormatOption(RUBRIC_LIST, "How it is written.")] = "terminal"
    firm: Annotated[bool, typer.Option("--firm", help="Fail unless it is firm.")] = False


@command(app, exits={1: "it is not firm"}, note="Nothing is written.")
def level(asked: Options) -> int:
    """Show the verdict of a dossier in one word."""
    from partnercheck.cli.dossiers import open_dossier
    from partnercheck.engine import decide, explain
    from partnercheck.load import Loader

    verdict = explain(decide(open_dossier(Loader(), asked.dossier, asked.against))).verdict
    show(f"{verdict.level} {asked.format}\\n", asked.format)
    return int(asked.firm and not verdict.firm)
'''


@pytest.fixture
def level(folder: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Add the command `level`, and run it."""
    (folder / "added_level.py").write_text(ADDED, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setitem(COMMANDS, "level", "added_level")
    return lambda *arguments: run("level", *arguments)


def test_an_added_command_has_help_options_of_groups_and_exit_codes(
    level: Callable[..., Result], small: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    small()
    told = " ".join(level("--help").out.split())
    assert "Show the verdict of a dossier in one word." in told
    assert "--as-of DATE Assess as of this day" in told
    codes = "0 done; 1 it is not firm; 2 the input or the command is wrong; 70 a fault of partnercheck's own"
    assert f"Exit codes: {codes}; 130 interrupted. Nothing is written." in told
    assert level("dossier.yaml")[:2] == (0, "proceed terminal\n")
    assert level("dossier.yaml", "--firm", "-f", "json")[:2] == (1, "proceed json\n")
    assert "no-file" in level("none.yaml").err
    assert '"diagnostics/1"' in level("none.yaml", "-f", "json").out
    assert "Invalid value for '--as-of'" in level("dossier.yaml", "--as-of", "soon").err
    monkeypatch.setattr("partnercheck.engine.decide", lambda _: 1 / 0)
    assert level("dossier.yaml").code == 70


def test_it_is_among_the_commands(level: Callable[..., Result], run: Callable[..., Result]) -> None:
    assert level("--help").code == 0
    assert "Show the verdict of a dossier in one word" in " ".join(run("--help").out.split())
