"""`history --calibration`: what became of deals, and the approvals of a partner over time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from building import DOSSIER
from deciding import say
from partnercheck.authoring.schema import schema
from partnercheck.load.record_folder import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


@pytest.fixture
def decided(small: Callable[..., Path], run: Callable[..., Result]) -> Path:
    """Lay out eleven assessments of one dossier that were decided on, ten of them with a known outcome."""
    dossier = small()
    run("assess", dossier.name, "-q", "-o", "dossier.json")
    home = dossier.parent / "deals"
    for number in range(11):
        (home / f"{number:02}").mkdir(parents=True)
        assessment = home / f"{number:02}" / "deal.json"
        assessment.write_bytes(dossier.with_suffix(".json").read_bytes())
        say(assessment, "S. Okafor", forecast=80.0, outcome="signed")
        if number < 4:
            say(assessment, "R. Moore", forecast=30.0)
        if number < 10:
            became = "succeeded" if number < 7 else "failed"
            say(assessment, "S. Okafor", "2027-11-30", vote=None, role=None, became=became)
    return home


def test_outcomes_stand_against_verdicts_and_forecasts(decided: Path, run: Callable[..., Result]) -> None:
    nobody_decided = decided.parent / "dossier.json"
    result = run("history", decided, nobody_decided, "--calibration", "--by-approver", "-f", "json")
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    assert not list(Draft202012Validator(json.loads(schema("calibration"))).iter_errors(found))
    assert (found["assessments"], found["known"]) == (11, 10)
    (verdict,) = found["verdicts"]
    assert (verdict["counts"], verdict["success"]) == (
        {"known": 10, "succeeded": 7, "failed": 3, "ended_early": 0},
        70,
    )
    moore, okafor = found["approvers"]
    assert (moore["name"], moore["counts"]["known"], moore["brier"]) == ("R. Moore", 4, None)
    assert (okafor["name"], okafor["brier"]) == ("S. Okafor", pytest.approx(0.7 * 0.04 + 0.3 * 0.64))
    assert json.loads(run("history", decided, "--calibration", "-f", "json").out)["approvers"] is None


def test_every_format_tells_the_same(decided: Path, run: Callable[..., Result]) -> None:
    result = run("history", decided, "--calibration", "--by-approver", "-o", "c.html", "-o", "c.md")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 80
    for text in (result.out, *(Path(name).read_text(encoding="utf-8") for name in ("c.html", "c.md"))):
        assert "the outcome of 10 is known." in " ".join(text.split())
        assert "70.0 %" in text
        assert "0.220" in text


def test_a_record_that_is_not_sound_is_left_out_and_named(decided: Path, run: Callable[..., Result]) -> None:
    first = min(folder_of(decided / "00" / "deal.json").iterdir())
    first.write_text(
        first.read_text(encoding="utf-8").replace("forecast: 30", "forecast: 95"), encoding="utf-8"
    )
    result = run("history", decided, "--calibration", "-f", "json")
    assert result.code == 2
    assert json.loads(result.out)["known"] == 9
    assert "deals/00/deal.json: 2026-12-01-r-moore.yaml: it has changed since" in result.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by-approver",), "it belongs to --calibration"),
        (("--calibration", "--fail-on", "worse"), "it means nothing with --calibration"),
        (("--calibration", "--rubric", "small"), "it means nothing with --calibration"),
    ],
)
def test_options_that_mean_nothing_together_are_refused(
    options: tuple[str, ...], said: str, decided: Path, run: Callable[..., Result]
) -> None:
    result = run("history", decided, *options)
    assert result.code == 2
    assert said in " ".join(result.err.split())


def test_history_shows_who_decided_at_each_date(
    run: Callable[..., Result], small: Callable[..., Path]
) -> None:
    first = small(dossier=DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}"))
    later = first.read_text(encoding="utf-8").replace("as_of: 2026-11-20", "as_of: 2027-02-20")
    first.with_name("later.yaml").write_text(later, encoding="utf-8")
    run("assess", first.name, "-q", "-o", "dossier.json")
    say(first.with_suffix(".json"), "S. Okafor", valid_until=None)
    dates = json.loads(run("history", ".", "-f", "json").out)["dates"]
    assert [each["approvals"] and each["approvals"]["status"] for each in dates] == ["approved", None]
    assert (
        "20 Nov 2026: Approved 1 of 1: S. Okafor on 1 Dec 2026." in run("history", ".", "-f", "markdown").out
    )


def test_a_dossier_without_an_assessment_is_told(
    small: Callable[..., Path], run: Callable[..., Result]
) -> None:
    result = run("history", small().name, "--calibration")
    assert result.code == 2
    assert "dossier.yaml:1:1: error no-assessment: this is a dossier" in result.err
