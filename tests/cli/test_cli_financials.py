"""Section 9: `financials import` writes a section, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from building import DOSSIER

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "examples" / "acme-financials.csv"
FACTS = ROOT / "tests" / "data" / "snowflake-excerpt.json"


def test_the_section_goes_to_standard_output_and_the_rest_to_standard_error(
    run: Callable[..., Result],
) -> None:
    result = run("financials", "import", FACTS)
    assert result.code == 0
    assert result.out.startswith("# Imported from ")
    assert "\nfinancials:\n  currency: USD\n" in result.out
    assert "warning total-debt" in result.err
    assert run("financials", "import", FACTS) == result


def test_what_is_written_is_a_section_that_a_dossier_takes(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    bare = DOSSIER.partition("financials:")[0]
    small(dossier=bare + run("financials", "import", TABLE).out)
    result = run("assess", "dossier.yaml", "-q")
    assert result.code == 0, result.err


@pytest.mark.parametrize("more", [(), ("--format", "csv")])
def test_a_dash_reads_standard_input(run: Callable[..., Result], more: tuple[str, ...]) -> None:
    assert "revenue: 26950\n" in run("financials", "import", "-", *more, stdin=TABLE.read_bytes()).out


def test_nothing_is_overwritten_without_force(run: Callable[..., Result], write: Callable[..., Path]) -> None:
    path = write("a.yaml", "mine")
    result = run("financials", "import", TABLE, "-o", "a.yaml")
    assert (result.code, result.out, path.read_text()) == (2, "", "mine")
    assert "hint: --force overwrites it" in result.err
    result = run("financials", "import", TABLE, "-o", "a.yaml", "--force", "--years", "1")
    assert result.code == 0
    assert result.out.startswith("written: a.yaml")
    assert "    2026:\n" in path.read_text()
    assert "    2025:\n" not in path.read_text()


def test_bad_input_writes_nothing(
    run: Callable[..., Result], write: Callable[..., Path], folder: Path
) -> None:
    write("a.csv", "line,2024\nebit,x\n")
    result = run("financials", "import", "a.csv", "--currency", "GBP", "-o", "out.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("a.csv:2:1: error wrong-amount")
    assert not (folder / "out.yaml").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope.json",),
        (".",),
        ("nope\x00.csv",),
        (TABLE, "--currency", "gbp"),
        (TABLE, "--unit", "12"),
        (TABLE, "--years", "0"),
        (TABLE, "--format", "pdf"),
        (TABLE, "--format", "xlsx"),
        (TABLE, "--format", "companyfacts"),
        (TABLE, "-o", "nope\x00"),
        (),
    ],
)
def test_a_wrong_command_exits_with_2(run: Callable[..., Result], arguments: tuple[object, ...]) -> None:
    assert run("financials", "import", *arguments).code == 2


def test_a_file_larger_than_the_limit_is_told(
    run: Callable[..., Result], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercheck.cli.financials.MAX_BYTES", 10)
    write("a.json", b" " * 11)
    assert "too-large" in run("financials", "import", "a.json").err
    assert "too-large" in run("financials", "import", "-", stdin=b" " * 11).err


def test_a_long_note_is_cut_on_the_terminal_and_whole_in_the_section(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    fact = {"end": "2024-12-31", "val": 1, "form": "10-K", "filed": "2025-03-01", "accn": "1"}
    names = ["Assets", *(f"SomethingThatNoLineStandsFor{number}" for number in range(30))]
    facts = {"us-gaap": {name: {"units": {"USD": [fact]}} for name in names}}
    facts["us-gaap"]["Revenues"] = {"units": {"USD": [fact | {"start": "2024-01-01"}]}}
    write("a.json", json.dumps({"cik": 1, "entityName": "Example Corp", "facts": facts}))
    result = run("financials", "import", "a.json")
    assert result.code == 0
    assert "SomethingThatNoLineStandsFor11 … (the comments at the end of the section list all)" in result.err
    assert "SomethingThatNoLineStandsFor29" not in result.err
    assert all(name in result.out for name in names)
