"""Page one names what was waived, what is overdue, and what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER, RUBRIC
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render.document import document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.render.report import Report

WAIVED = "waivers:\n  - {flag: closed-shop, by: CFO, reason: We know, until: 2027-01-31}\n"
CLOSED = DOSSIER.replace("openness: {answer: 2", "openness: {answer: 0")


def made(path: Path, **asked: Any) -> Report:
    decision = decide(Loader().dossier(path))
    return document(with_insight(decision, explain(decision)), decision.inputs, **asked)


def test_a_verdict_names_the_flag_that_is_waived(small: Callable[..., Path]) -> None:
    lenient = RUBRIC.replace("score: 70, dimension: 50", "score: 50, dimension: {default: 30, money: 20}")
    report = made(small(rubric=lenient, dossier=CLOSED + WAIVED))
    assert report.verdict.level == "proceed"
    named = "Without the waiver of “A closed shop” it would be: proceed with conditions."
    assert report.verdict.without_waivers == named
    said = "The score and every floor are reached; every red flag that is raised or open is waived"
    assert report.page_one.why[0].title == said


def test_a_proceed_without_flags_says_so(small: Callable[..., Path]) -> None:
    title = made(small()).page_one.why[0].title
    assert title == "The score and every floor are reached, and no red flag is raised or open"


@pytest.mark.parametrize(
    ("due", "when"), [("2026-11-19", "19 Nov 2026, overdue"), ("2026-11-20", "20 Nov 2026")]
)
def test_a_condition_whose_day_has_passed_is_overdue(due: str, when: str, small: Callable[..., Path]) -> None:
    entry = f"conditions:\n  - {{for: closed-shop, owner: J. Moore, due: {due}}}\n"
    assert [each.when for each in made(small(dossier=CLOSED + entry)).page_one.tasks[:1]] == [when]


def test_a_test_of_what_does_not_apply_says_so(small: Callable[..., Path]) -> None:
    rubric = RUBRIC.replace(
        "kind: levels, source: BOOK,", "kind: levels, source: BOOK, when: {profile: listed, is: yes},"
    )
    dossier = DOSSIER.replace(
        "    openness: {answer: 2, evidence: [{grade: audited, source: A register, date: 2026-10-01}]}\n", ""
    )
    tests = made(small(rubric=rubric, dossier=dossier)).page_one.tests
    assert [(each.symbol, each.word, each.names) for each in tests] == [("–", "Does not apply", ["Openness"])]
