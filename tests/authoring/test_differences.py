"""What differs between two rubrics, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from told_differences import lines, told

from building import RUBRIC, lay_out
from partnercheck.authoring.differences import differences
from partnercheck.load import Loader

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rubric_does_not_differ_from_itself(folder: Path) -> None:
    assert told(folder) == []


ONE: dict[str, tuple[str, str, str]] = {
    "version": ("version: 1.2.0", "version: 1.3.0", "changed rubric : version: 1.2.0 → 1.3.0"),
    "source": ("title: A book", "title: The book", "changed source BOOK: title: A book → The book"),
    "fact": (
        "options: [young, grown]",
        "options: [young, grown, old]",
        "changed profile fact stage: options: young, grown → young, grown, old",
    ),
    "level": ("1: ajar", "1: half open", "changed criterion openness: level 1: ajar → half open"),
    "value of a level": (
        "{0: closed, 1: ajar, 2: open}",
        "{0: {text: closed, value: 0}, 1: {text: ajar, value: 60}, 2: {text: open, value: 100}}",
        "changed criterion openness: value of level 1: 50 → 60",
    ),
    "question": (
        "How open are they?",
        "Do they open up?",
        "changed criterion openness: question: How open are they? → Do they open up?",
    ),
    "expect": (
        "allow_na: true",
        "allow_na: true, expect: 60",
        "changed criterion openness: expect: 50 → 60",
    ),
    "not applicable": (
        ", allow_na: true",
        "",
        "changed criterion openness: may be not applicable: yes → no",
    ),
    "new aspect": (
        "allow_na: true",
        "allow_na: true, why: It tells",
        "added criterion openness: why: None → It tells",
    ),
    "gone aspect": (", action: Ask again", "", "removed criterion openness: action: Ask again → None"),
    "option": (
        "value: 20",
        "value: 30",
        "changed criterion deal: value of option sale: 20 → 30",
    ),
    "item": (
        "call back, weight: 3",
        "call back, weight: 1",
        "changed criterion habits: share of item calls: 75.00 % → 50.00 %",
    ),
    "curve": ("[20, 100]]", "[30, 100]]", "changed criterion growth: curve: 0: 0, 20: 100 → 0: 0, 30: 100"),
    "measure": (
        "financials.current_ratio",
        "financials.quick_ratio",
        "changed criterion liquidity: measure: financials.current_ratio → financials.quick_ratio",
    ),
    "axis": ("2: steady", "2: even", "changed criterion pace: position 2: steady → even"),
    "when": (
        "when: {profile: listed, is: yes}}\n",
        "when: {any: [{profile: listed, is: yes}, {profile: stage, in: [young, grown]}]}}\n",
        "changed criterion listing: applies when: listed is yes → listed is yes or stage is young or grown",
    ),
    "weight": (
        "source: BOOK,",
        "source: BOOK, weight: 2,",
        "changed criterion openness: share of the whole: 25.00 % → 37.50 %",
    ),
    "effect": (
        "effect: decline",
        "effect: conditional, waivable: no",
        "changed red flag no-audit: effect: decline → conditional",
    ),
    "limit": (
        "when: {criterion: openness, at_most: 0}",
        (
            "when: {all: [{criterion: openness, at_most: 50}, {any: [{criterion: deal, at_most: 20}, "
            "{dimension: money, at_most: 40}]}]}"
        ),
        (
            "changed red flag closed-shop: raised when: openness at most 0 → "
            "openness at most 50 and (deal at most 20 or money at most 40)"
        ),
    ),
    "score": (
        "proceed: {score: 70",
        "proceed: {score: 75",
        "changed verdict : score to proceed: 70 → 75",
    ),
    "floor": (
        "money: 20",
        "culture: 25",
        "removed verdict : floor of money to proceed with conditions: 20 → None",
    ),
    "coverage": (
        "proceed:",
        "coverage: {overall: 65}\n  proceed:",
        "changed verdict : coverage of the whole: 60 % → 65 %",
    ),
    "relationship": (
        "at_least: 50}}",
        "at_least: 100}}",
        "changed relationship partnership: holds when: openness at least 50 → openness at least 100",
    ),
    "clears": (
        "dimensions:",
        "evidence: {clears: verified, max_age: 2 years}\ndimensions:",
        "changed evidence : clears: documented → verified",
    ),
}


@pytest.mark.parametrize("change", ONE)
def test_a_change_is_told_in_words(folder: Path, change: str) -> None:
    before, after, wanted = ONE[change]
    found = lines(told(folder, (before, after)))
    assert wanted in found
    more = {"clears": 2, "floor": 2}
    assert len(found) == more.get(change, 1)


def test_a_dimension_that_gains_weight_takes_it_from_the_others(folder: Path) -> None:
    found = lines(told(folder, ("weight: 3", "weight: 1")))
    assert found == [
        "changed dimension culture: share of the whole: 75.00 % → 50.00 %",
        "changed dimension money: share of the whole: 25.00 % → 50.00 %",
    ]


def test_weights_that_keep_their_proportions_have_not_changed(folder: Path) -> None:
    assert told(folder, ("weight: 3\n", "weight: 6\n"), ("weight: 1\n", "weight: 2\n")) == []


def test_what_comes_and_goes_is_told_as_a_whole(folder: Path) -> None:
    found = told(
        folder,
        ("{id: audited, title: Audited", "{id: checked, title: Checked"),
        ("criterion: audited", "criterion: checked"),
        ("call: partnership, title: Partnership", "call: alliance, title: Alliance"),
    )
    assert lines(found) == [
        "added criterion checked: : None → Checked; share of the whole 5.00 %",
        "changed red flag no-audit: raised when: audited at most 0 → checked at most 0",
        "added relationship alliance: : None → Alliance; holds when openness at least 50",
        "removed criterion audited: : Audited; share of the whole 5.00 % → None",
        "removed relationship partnership: : Partnership; holds when openness at least 50 → None",
    ]


def test_a_criterion_that_moves_is_told_once(folder: Path) -> None:
    line = next(each for each in RUBRIC.splitlines(keepends=True) if "id: audited" in each)
    text = RUBRIC.replace(line, "")
    text = text.replace("      - {id: pace", line + "      - {id: pace")
    lay_out(folder)
    (folder / "new.yaml").write_text(text)
    old, new = (Loader(folder).rubric(str(folder / name)).rubric for name in ("rubric.yaml", "new.yaml"))
    found = lines(list(differences(old, new)))
    assert found == ["changed criterion audited: dimension: money → culture"]
