"""What a risk committee would decide: one thing is wrong with a partner, and the first reason names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from building import EXAMPLES, ROOT
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.trying import Trier
from partnercheck.load import Loader
from partnercheck.load.cases import load_cases
from running import invoke

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.engine.assess import Decision

FIRST = {
    "Both sides get a fifth of their money back: conditional, and no partnership": "no-value",
    "A state owns it, where corruption is common: conditional": "exposed-control",
    "Everything on the partner’s own word: hold": "sanctioned",
    "Owners blank: hold": "owned-by-listed",
    "The four hardest questions blank: conditional": "grave-record",
    "A rumour of sanctions: hold": "sanctioned",
    "Sanctions, found by our own search: decline": "sanctioned",
    "Listed owners hold half, though the search by name found nothing: decline": "owned-by-listed",
    "A bank whose capital is below what its regulator asks: decline": "capital-short",
    "A bank whose capital is said to have gone: hold": "capital-short",
    "A firm near insolvency that calls itself a bank has no capital to show: hold": "capital-short",
    "Operating profit covers half of the interest: conditional": "financial-distress",
    "A rival in the very scope: conditional": "rival-in-scope",
    "The auditor doubts that it can go on: conditional": "going-concern",
    "A critical service without proof of security, a way out or cover: not proceed": "security-unproven",
}
"""The case, and what its first reason is about."""


@pytest.fixture(scope="module")
def decisions() -> dict[str, Decision]:
    book = load_cases(Loader(), str(ROOT / "rubrics" / "strategic-alliance.yaml"))
    grounds = Grounds()
    return {each.case.name: Trier(each, grounds).decision for each in book.cases}


@pytest.mark.parametrize("name", FIRST)
def test_the_first_reason_names_what_is_wrong(decisions: dict[str, Decision], name: str) -> None:
    decision = decisions[name]
    first = decision.reasons[0]
    title = next(flag.rule.title for flag in decision.flags if flag.rule.id == FIRST[name])
    assert first.subject == FIRST[name]
    assert f"“{title}”" in first.text


def test_a_first_talk_is_held_for_want_of_answers_and_accused_of_nothing(
    decisions: dict[str, Decision],
) -> None:
    decision = decisions["A first talk with nothing in writing: hold, without accusing"]
    assert decision.reasons[0].code == "coverage"
    assert "questions without an answer" in decision.reasons[0].text
    assert not [flag for flag in decision.flags if flag.status == "raised"]


def assessed(dossier: Path, *more: object) -> dict[str, Any]:
    result = invoke("assess", dossier, "--format", "json", *more)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def test_where_everything_is_stale_the_hold_says_too_old() -> None:
    verdict = assessed(EXAMPLES / "birchwood.yaml", "--as-of", "2029-11-20")["verdict"]
    assert verdict["level"] == "hold"
    assert "it is too old: dated 11 Nov 2026, more than 3 months before" in verdict["reasons"][0]["text"]


def test_sides_that_contradict_each_other_everywhere_hold_for_disagreement(
    write: Callable[[str, str], Path],
) -> None:
    dossier = yaml.safe_load((EXAMPLES / "birchwood.yaml").read_text(encoding="utf-8"))
    rubric = Loader().rubric("strategic-alliance").rubric
    for answers in dossier["answers"].values():
        for name in answers:
            if rubric.criteria[name].kind == "levels":
                answers[name] = {
                    "ratings": [
                        {"by": "R. Patel", "side": "us", "answer": 0},
                        {"by": "T. Adeyemi", "side": "them", "answer": 4},
                    ],
                    "evidence": [{"grade": "verified", "source": "Both were asked", "date": "2026-11-12"}],
                }
    dossier["organisation"] = str(EXAMPLES / "us.yaml")
    for evidence in _evidence(dossier):
        evidence.pop("file", None)
        evidence.pop("sha256", None)
    verdict = assessed(write("contradiction.yaml", yaml.safe_dump(dossier)))["verdict"]
    assert verdict["level"] == "hold"
    assert verdict["reasons"][0]["code"] == "coverage"
    assert "disagreement between raters" in verdict["reasons"][0]["text"]


def _evidence(data: Any) -> list[dict[str, Any]]:
    """Return every mapping that has a grade, at any depth."""
    if isinstance(data, list):
        return [found for each in data for found in _evidence(each)]
    if not isinstance(data, dict):
        return []
    here = [data] if "grade" in data else []
    return here + [found for each in data.values() for found in _evidence(each)]


def test_a_small_deal_fits_on_two_screens_and_is_asked_fifteen_questions() -> None:
    lines = (EXAMPLES / "tollgate.yaml").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 2 * 50
    dimensions = assessed(EXAMPLES / "tollgate.yaml")["dimensions"]
    asked = [each for dimension in dimensions for each in dimension["criteria"]]
    assert sum(each["status"] == "answered" for each in asked) == 15
    assert not [each["id"] for each in asked if each["status"] == "unanswered"]
