"""What is asked of the package in memory: no files, no paths, the same bytes always and in every thread."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import partnercheck
from building import DOSSIER, ORGANISATION, RUBRIC, changed
from in_memory import asked, data, little
from partnercheck import (
    InputError,
    Result,
    assess,
    check,
    compare,
    diff,
    explain,
    load_dossier,
    load_rubric,
    portfolio,
    render,
    whatif,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.usefixtures("folder")
def test_data_are_assessed_as_files_are(small: Callable[..., Path]) -> None:
    from_files = assess(small())
    assert little().verdict == from_files.verdict
    assert little().score == from_files.score
    told = [[each.value for each in part.criteria] for part in little().assessment.dimensions]
    assert told == [[each.value for each in part.criteria] for part in from_files.assessment.dimensions]


def test_what_was_made_in_memory_holds_no_path(folder: Path) -> None:
    told = little().assessment
    assert (told.dossier.file, told.rubric.file, told.organisation and told.organisation.file) == (None,) * 3
    for form in ("json", "markdown", "html"):
        text = str(render(little(), form))
        assert str(folder) not in text
        assert os.getcwd() not in text  # noqa: PTH109
    assert "Dossier:** made in memory" in str(render(little(), "markdown"))


@pytest.mark.parametrize("text", [DOSSIER, json.dumps(data(DOSSIER), default=str)])
def test_a_text_of_several_lines_is_the_yaml_itself(text: str) -> None:
    found = assess(f"{text}\n", f"{RUBRIC}\n", organisation=ORGANISATION)
    assert found.verdict == little().verdict


def test_the_same_data_give_the_same_bytes_in_every_thread() -> None:
    rubric = load_rubric(data(RUBRIC))

    def made(_: int) -> tuple[object, ...]:
        found = assess(data(DOSSIER), rubric, organisation=data(ORGANISATION))
        return tuple(render(found, form) for form in ("json", "markdown", "html", "terminal"))

    first = made(0)
    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(made, range(24))) == {first}
    assert tuple(render(little(), form) for form in ("json", "markdown", "html", "terminal")) == first


def test_a_criterion_is_explained() -> None:
    found = explain(little(), "habits")
    assert found.criterion == "habits"
    assert "They keep lists" in str(found)
    assert any("100" in step.text for step in found.steps)
    with pytest.raises(InputError, match="did you mean `habits`"):
        explain(little(), "habit")


def test_something_is_supposed() -> None:
    found = whatif(little(), answers={"audited": False, "habits": ["lists"]}, weights={"money": 5})
    assert [each.name for each in found.supposed] == ["audited", "habits", "money"]
    assert found.movement.after.level == "decline"
    with pytest.raises(InputError, match="there is no criterion `auditd`"):
        whatif(little(), answers={"auditd": True})


def test_candidates_are_compared() -> None:
    borealis = DOSSIER.replace("name: Acme", "name: Borealis")
    found = compare(little(), asked(borealis))
    assert [each.name for each in found.candidates] == ["Acme", "Borealis"]
    with pytest.raises(ValueError, match="two dossiers or more"):
        compare(little())
    both = [little(), asked(borealis)]
    several: tuple[Any, ...] = (both, tuple(both), iter(both))
    for given in several:
        with pytest.raises(TypeError, match=r"one by one: .*compare\(\*dossiers\)"):
            compare(given)
    with pytest.raises(InputError, match=r"its rubric is small 2\.0\.0"):
        compare(little(), asked(borealis, RUBRIC.replace("version: 1.2.0", "version: 2.0.0")))


def test_a_rubric_is_checked_tested_and_compared(small: Callable[..., Path]) -> None:
    found = check(data(RUBRIC))
    assert (found.kind, found.subjects[0].name) == ("check/1", "rubric")
    assert any(each.code.startswith("RC") for each in found.diagnostics)
    cases = [
        {
            "name": "best",
            "from": "best",
            "profile": {"stage": "grown", "listed": "no"},
            "expect": {"verdict": "proceed"},
        },
        {
            "name": "worst",
            "from": "worst",
            "profile": {"stage": "grown", "listed": "no"},
            "expect": {"verdict": "hold"},
        },
    ]
    tried = partnercheck.test({**data(RUBRIC), "cases": cases})
    assert [each.name for each in tried.subjects[0].examined if each.diagnostics] == ["worst"]
    assert tried.code == 1
    stricter = changed(data(RUBRIC), "verdict", "proceed", "score", to=99)
    moved = diff(data(RUBRIC), stricter, [small()])
    assert moved.changes
    assert moved.effects is not None
    assert [each.file for each in moved.effects.moved] == ["dossier.yaml"]


def test_a_portfolio_is_gone_through_one_by_one(small: Callable[..., Path], folder: Path) -> None:
    small()
    (folder / "worse.yaml").write_text(DOSSIER.replace("2026-11-20", "soon"), "utf-8")
    found = list(portfolio([folder, data(DOSSIER)], "./rubric.yaml"))
    assert [type(each).__name__ for each in found] == ["Result", "InputError", "Result"]
    assert found[1].file == "worse.yaml"
    assert len(list(portfolio(folder / "dossier.yaml"))) == 1
    (folder / "elsewhere").symlink_to(folder.parent)
    lost = list(portfolio(folder, "./rubric.yaml"))[-1]
    assert isinstance(lost, InputError)
    assert (lost.file, lost.diagnostics[0].code) == ("elsewhere", "no-folder")


def test_an_error_says_where_it_stands(small: Callable[..., Path]) -> None:
    with pytest.raises(InputError) as caught:
        assess(small(dossier=DOSSIER.replace("openness", "opennes")))
    error = caught.value
    assert (error.file, error.line, error.column) == ("dossier.yaml", 9, 5)
    with pytest.raises(InputError, match="a weight must be positive") as caught:
        load_rubric(changed(data(RUBRIC), "dimensions", 0, "weight", to=-1))
    assert caught.value.file == "rubric"
    assert '"weight": -1' in str(caught.value)


@pytest.mark.parametrize("wrong", [{"a": {1, 2}}, {"a": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {"a": b""}])
def test_data_that_no_file_can_hold_are_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="cannot stand in a file"):
        load_dossier(wrong)
    with pytest.raises(TypeError, match="a path, a text or a mapping is needed"):
        load_rubric(5)


def nested(deep: int) -> Any:
    value: Any = 1
    for _ in range(deep):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (10**5001, "wrong-value: a number has at most 40 characters"),
        (Decimal("1e6000"), "wrong-value: a number has at most 40 characters"),
        (Fraction(10**400, 3), "wrong-value: a number has at most 40 characters"),
        (1e300, "wrong-value: `1e+300` has an exponent of more than two digits"),
        (nested(3000), "too-deep: nested deeper than 64 levels"),
        (nested(100), "too-deep: nested deeper than 64 levels"),
    ],
    ids=["int", "decimal", "fraction", "float", "deep", "less deep"],
)
def test_what_no_reader_of_files_takes_is_told_of_data_as_of_a_text(value: Any, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(f": error {told}")):
        assess(changed(data(DOSSIER), "answers", "money", "growth", to=value), data(RUBRIC))


def test_data_that_hold_themselves_are_refused() -> None:
    given = data(DOSSIER)
    given["answers"] = given
    with pytest.raises(InputError, match="data:1:1: error too-deep: something in it holds itself"):
        assess(given, data(RUBRIC))


@pytest.mark.parametrize("none", [math.nan, Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), -math.inf])
def test_a_number_that_is_none_stands_in_the_place_of_its_dossier(none: Any) -> None:
    whole = changed(data(DOSSIER), "partner", "name", to="Infinity")
    lacking = changed(whole, "answers", "money", "growth", to=none)
    lost, found = portfolio([lacking, whole], data(RUBRIC), organisation=data(ORGANISATION))
    assert "data:1:1: error wrong-type: no file can hold the number " in str(lost)
    assert isinstance(found, Result)


@pytest.mark.parametrize("number", [Decimal("12.5"), Fraction(25, 2)])
def test_days_and_numbers_are_read_as_they_are(number: Any) -> None:
    given = changed(data(DOSSIER), "answers", "money", "growth", to=number)
    assert isinstance(given["as_of"], dt.date)
    assert assess(given, load_rubric(data(RUBRIC)), organisation=data(ORGANISATION)) is not None


PLUGIN = [
    "-p",
    "partnercheck.pytest_plugin",
    "-p",
    "no:cacheprovider",
    "-q",
    "--rootdir=.",
    "--continue-on-collection-errors",
]


def test_the_cases_of_a_rubric_are_tests_of_pytest(small: Callable[..., Path], folder: Path) -> None:
    small(
        rubric=f"{RUBRIC}cases:\n  - {{name: inside, from: best, profile: {{stage: grown, listed: no}},"
        " expect: {verdict: proceed}}\n"
    )
    (folder / "rubric.cases.yaml").write_text(
        "partnercheck: cases/1\nrubric: rubric.yaml\ncases:\n"
        "  - {name: worst, from: worst, profile: {stage: grown, listed: no}, expect: {verdict: hold}}\n",
        "utf-8",
    )

    (folder / "broken.cases.yaml").write_text(
        "partnercheck: cases/1\nrubric: none.yaml\ncases: []\n", "utf-8"
    )
    out = subprocess.run(
        [sys.executable, "-m", "pytest", *PLUGIN, "rubric.yaml", "rubric.cases.yaml", "broken.cases.yaml"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    ).stdout
    assert "at least 1 entry needed here" in out
    assert "ERROR broken.cases.yaml" in out
    assert "FAILED rubric.cases.yaml::worst" in out
    assert "verdict" in out
    assert "1 failed, 1 passed, 1 error" in out
    assert "Traceback" not in out
