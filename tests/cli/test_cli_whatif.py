"""`whatif`: what would move, nothing written, errors where they stand."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from building import DOSSIER, EXAMPLES, ROOT, RUBRIC
from partnercheck.authoring.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

GOLDEN = ROOT / "tests" / "golden"
SUPPOSED = (
    "--set", "sanctions=yes", "--set", "set-up-to-partner=sponsor, lead", "--set",
    "financials.interest_coverage=1.2", "--grade", "commitment=asserted", "--weight", "financials=30",
)  # fmt: skip


@pytest.fixture
def whatif(small: Callable[..., Path], run: Callable[..., Result]) -> Callable[..., Result]:
    """Suppose something of the small dossier."""

    def whatif(*arguments: object) -> Result:
        small()
        return run("whatif", "dossier.yaml", *arguments)

    return whatif


@pytest.mark.parametrize(("form", "suffix"), [("terminal", "txt"), ("markdown", "md"), ("json", "json")])
def test_what_if_of_an_example_is_its_golden_text(
    form: str, suffix: str, folder: Path, run: Callable[..., Result], request: pytest.FixtureRequest
) -> None:
    shutil.copytree(EXAMPLES, folder / "examples")
    before = sorted(folder.rglob("*"))
    result = run("whatif", "examples/acme.yaml", *SUPPOSED, "--format", form)
    golden = GOLDEN / f"whatif-acme.{suffix}"
    if request.config.getoption("--update-golden"):
        golden.write_text(result.out, encoding="utf-8", newline="\n")
    assert result.code == 0
    assert result.out == golden.read_text(encoding="utf-8")
    assert sorted(folder.rglob("*")) == before


def test_json_fits_its_schema_and_adds_up(whatif: Callable[..., Result]) -> None:
    result = whatif("--set", "openness=0", "--weight", "money=5", "-f", "json")
    found = json.loads(result.out)
    assert not list(Draft202012Validator(json.loads(schema("whatif"))).iter_errors(found))
    movement = found["movement"]
    assert (movement["before"]["level"], movement["after"]["level"]) == ("proceed", "conditional")
    total = sum(each["effect"] for each in movement["criteria"])
    assert total == pytest.approx(movement["difference"], abs=1e-3)
    assert [each["id"] for each in movement["red_flags"]] == ["closed-shop"]
    assert result.err == ""


def test_small_numbers_keep_their_digits(whatif: Callable[..., Result]) -> None:
    measure = "financials.current_ratio=1.04"
    result = whatif("--set", "growth=0.03", "--set", measure, "--weight", "money=0.04", "-f", "markdown")
    assert "“Growth” at 0.03 % instead of 12.5 %" in result.out
    assert " at 1.04 instead of 1.5\n" in result.out
    assert "“Money” weighs 0.04 instead of 1\n" in result.out
    assert "| Growth | 12.5 % (asserted) | 0.03 % (asserted) |" in result.out


def test_numbers_that_are_near_each_other_have_the_decimals_that_tell_them_apart(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small(
        dossier=DOSSIER.replace("growth: 12.5", "growth: 0.8844"),
        rubric=RUBRIC.replace("title: Money\n    weight: 1\n", "title: Money\n    weight: 10.04\n"),
    )
    supposed = ("--set", "growth=0.8812", "--set", "financials.current_ratio=1.4981")
    others = ("--weight", "money=10.01", "--grade", "growth=verified")
    result = run("whatif", "dossier.yaml", *supposed, *others, "-f", "markdown")
    assert "“Growth” at 0.881 % instead of 0.884 %" in result.out
    assert " at 1.498 instead of 1.5\n" in result.out
    assert "“Money” weighs 10.01 instead of 10.04\n" in result.out
    assert "| Growth | 0.884 % (asserted) | 0.881 % (verified) |" in result.out


def test_all_that_is_wrong_is_said_at_once_with_its_place(whatif: Callable[..., Result]) -> None:
    result = whatif(
        "--set", "opennes=0", "--set", "deal=jont", "--grade", "deal=sworn", "--weight", "money=0"
    )
    assert (result.code, result.out) == (2, "")
    assert "--set:1:1: error unknown-criterion: there is no criterion `opennes`" in result.err
    assert "did you mean `openness`?" in result.err
    assert "--set:2:6: error unknown-option: there is no option `jont`" in result.err
    assert "  | deal=jont\n  |      ^" in result.err
    assert "--grade:1:6: error unknown-grade" in result.err
    assert "--weight:1:7: error wrong-weight" in result.err


def test_json_says_what_is_wrong_where_the_result_would_stand(whatif: Callable[..., Result]) -> None:
    result = whatif("--set", "liquidity=1", "-f", "json")
    found = json.loads(result.out)
    assert (result.code, found["partnercheck"]) == (2, "diagnostics/1")
    assert found["diagnostics"][0]["hint"] == "suppose the number: financials.current_ratio=…"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "suppose something"),
        (("--set", "openness"), "NAME=VALUE"),
        (("--weight", "=3"), "NAME=VALUE"),
        (("--grade", "deal:audited"), "NAME=VALUE"),
    ],
)
def test_a_supposition_has_a_name_and_a_value(
    arguments: tuple[str, ...], words: str, whatif: Callable[..., Result]
) -> None:
    result = whatif(*arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_a_text_on_the_command_line_is_shown_harmless(whatif: Callable[..., Result]) -> None:
    result = whatif("--set", "deal=\x1b[31mred")
    assert result.code == 2
    assert "\x1b" not in result.err


def test_what_does_not_apply_is_a_warning(whatif: Callable[..., Result]) -> None:
    result = whatif("--set", "listing=yes")
    assert result.code == 0
    assert "--set:1:1: warning ignored-answer" in result.err
    assert "The verdict is still" in result.out


def test_the_number_of_a_measure_that_nothing_asked_reads_is_a_warning(run: Callable[..., Result]) -> None:
    result = run("whatif", EXAMPLES / "acme.yaml", "--set", "financials.altman_z=1")
    assert result.code == 0
    assert "--set:1:1: warning ignored-answer: `altman-z` does not apply" in result.err
    assert "instead of unknown" not in result.out


def test_as_of_rubric_and_standard_input_are_those_of_assess(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    small()
    piped = DOSSIER.replace("./rubric.yaml", "nothing.yaml").encode()
    result = run(
        "whatif", "-", "--rubric", "rubric.yaml", "--as-of", "2026-12-24", "--set", "deal=sale", stdin=piped
    )
    assert result.code == 0
    assert "Small rubric 1.2.0, as of 24 Dec 2026" in result.out
    assert "“Deal” at “A sale” instead of “Joint work”" in result.out
    assert run("whatif", "nowhere.yaml", "--set", "deal=sale").code == 2
