"""Which conditions there are, and in which order."""

from __future__ import annotations

from typing import Any

import pytest
from engine_conditions import action, conditions
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    of_criterion,
    rated,
    rubric,
    sure,
    waiver,
)


@pytest.mark.parametrize("effect", ["conditional", "decline"])
@pytest.mark.parametrize(
    ("entry", "arises"), [(sure(0), True), (sure(4, "asserted"), True), (None, True), (sure(4), False)]
)
def test_each_raised_or_open_flag_gives_one(effect: str, entry: Any, arises: bool) -> None:
    result = assessed(rubric(red_flags=[flag(effect=effect)]), dossier({"c": entry}))
    assert conditions(result) == (["f"] if arises else [])


def test_note_gives_none() -> None:
    assert conditions(assessed(rubric(red_flags=[flag(effect="note")]), dossier({"c": sure(0)}))) == []


def test_effect_after_the_waiver_decides() -> None:
    flags = [flag("f", effect="decline", waivable=True), flag("g", effect="conditional")]
    known = dossier({"c": sure(0)}, waivers=[waiver("f"), waiver("g")])
    assert conditions(assessed(rubric(red_flags=flags), known)) == ["f"]


def test_raised_flag_asks_for_its_action() -> None:
    rules = rubric(red_flags=[flag("f", action="Agree a plan."), flag("g")])
    result = assessed(rules, dossier({"c": sure(0)}))
    assert action(result, "f") == "Agree a plan."
    assert action(result, "g") == "Remove the cause of the red flag “Flag g”."


def test_open_flag_is_to_be_settled_with_evidence() -> None:
    rules = rubric(red_flags=[flag("f", action="Agree a plan."), flag("g")])
    result = assessed(rules, dossier())
    assert action(result, "f") == "Settle with evidence whether this holds: Flag f (“C” has no answer yet)."
    assert action(result, "g") == "Settle with evidence whether this holds: Flag g (“C” has no answer yet)."
    weak = assessed(rules, dossier({"c": sure(4, "asserted")}))
    lacks = "“C” rests on evidence that is only asserted; to clear the flag it must be documented"
    assert action(weak, "f") == f"Settle with evidence whether this holds: Flag f ({lacks})."


def test_open_flag_says_how_to_settle_it_and_a_raised_one_what_to_do() -> None:
    rules = rubric(red_flags=[flag("f", action="Agree a plan.", settle="Read two contracts.")])
    assert action(assessed(rules, dossier()), "f") == "Read two contracts."
    assert action(assessed(rules, dossier({"c": sure(0)})), "f") == "Agree a plan."


# ----------------------------------------------------------------------------------------------- criteria


def test_each_criterion_below_what_is_expected_gives_one() -> None:
    asked = [
        criterion("a", expect=50),
        criterion("b", expect=50),
        criterion("e", expect=50, action="Train them."),
    ]
    result = assessed(rubric(*asked), dossier({"a": sure(2), "b": sure(1), "e": sure(0)}))
    assert conditions(result) == ["e", "b"]
    assert action(result, "e") == "Train them."
    assert action(result, "b") == "Raise “B” from 25 to at least 50."


def test_fifty_is_expected_by_default() -> None:
    asked = {key: value for key, value in criterion().items() if key != "expect"}
    assert conditions(assessed(rubric(asked), dossier({"c": sure(1)}))) == ["c"]
    assert conditions(assessed(rubric(asked), dossier({"c": sure(2)}))) == []


@pytest.mark.parametrize(("x", "arises"), [(49.9999999999, False), (49.999999999, True), (50, False)])
def test_expectation_is_compared_to_nine_decimals(x: float, arises: bool) -> None:
    result = assessed(rubric(criterion(kind="metric", expect=50)), dossier({"c": sure(x)}))
    assert conditions(result) == (["c"] if arises else [])
    assert of_criterion(result).meets is not arises


@pytest.mark.parametrize(("theirs", "arises"), [(3, True), (2, False), (4, True)])
def test_each_perception_gap_of_50_or_more_gives_one(theirs: int, arises: bool) -> None:
    # Ours is 25.
    result = assessed(rubric(), dossier({"c": rated(("us", 1), ("them", theirs))}))
    assert conditions(result) == (["c"] if arises else [])


def test_perception_gap_asks_both_sides_to_meet() -> None:
    asked = criterion(title="Speed", action="Agree on one speed.")
    result = assessed(rubric(asked), dossier({"c": rated(("us", 0), ("them", 3))}))
    assert action(result, "c") == "Bring both sides together on “Speed”: their ratings are 75 apart."


def test_criterion_gives_at_most_one() -> None:
    asked = criterion(expect=60, action="Agree on one speed.")
    result = assessed(rubric(asked), dossier({"c": rated(("us", 0), ("them", 3))}))
    assert [(each.for_, each.action) for each in result.conditions] == [("c", "Agree on one speed.")]


def test_unanswered_criterion_gives_none_by_itself() -> None:
    assert conditions(assessed(rubric(criterion(expect=90)), dossier())) == []


def test_leaf_on_a_dimension_covers_all_its_criteria() -> None:
    rules = rubric(
        dimension("x", criterion("a", expect=50), criterion("b", expect=50)),
        dimension("y", criterion("e", expect=50)),
        red_flags=[flag(when={"dimension": "x", "at_most": 40})],
    )
    result = assessed(rules, dossier({"x": {"a": sure(0), "b": sure(4, "asserted")}, "y": {"e": sure(0)}}))
    assert [(each.for_, each.covers) for each in result.conditions] == [("f", ("a", "b")), ("e", ())]


@pytest.mark.parametrize(("second", "arises"), [(2, False), (3, True)])
def test_ratings_of_one_side_50_or_more_apart_give_one(second: int, arises: bool) -> None:
    # The first is 25.
    result = assessed(rubric(criterion(title="Speed")), dossier({"c": rated(("us", 1), ("us", second))}))
    assert of_criterion(result).inner_gap == 25 * (second - 1)
    assert of_criterion(result).perception_gap is None
    assert tuple(of_criterion(result).raters) == (2, 0, 0)
    text = "Bring those who rated “Speed” together: on one side they are 50 apart."
    assert [each.action for each in result.conditions] == ([text] if arises else [])


def test_flags_come_first_in_rubric_order() -> None:
    flags = [flag("z"), flag("a-flag", when={"criterion": "e", "at_most": 0}), flag("m")]
    asked = [criterion("c", expect=50), criterion("e")]
    result = assessed(rubric(*asked, red_flags=flags), dossier({"c": sure(0)}))
    assert conditions(result) == ["z", "a-flag", "m"]


def test_criteria_follow_by_share_of_the_whole_times_shortfall() -> None:
    # Shares ⅙, ⅓, ½ by weights 1, 2, 3. Shortfalls: a 100 − 0, b 50 − 0, e 50 − 25.
    # a 16.7, b 16.7, e 12.5: a and b tie, in rubric order.
    asked = [
        criterion("e", weight=3, expect=50),
        criterion("a", weight=1, expect=100),
        criterion("b", weight=2, expect=50),
    ]
    result = assessed(rubric(*asked), dossier({"a": sure(0), "b": sure(0), "e": sure(1)}))
    assert conditions(result) == ["a", "b", "e"]


def test_share_of_the_whole_takes_the_dimensions_weight() -> None:
    # a: ⅘ × 25; b: ⅕ × 50.
    rules = rubric(
        dimension("x", criterion("b", expect=50), weight=1),
        dimension("y", criterion("a", expect=50), weight=4),
    )
    result = assessed(rules, dossier({"x": {"b": sure(0)}, "y": {"a": sure(1)}}))
    assert conditions(result) == ["a", "b"]


def test_gap_alone_has_no_shortfall_and_comes_last() -> None:
    asked = [criterion("g", weight=50), criterion("a", expect=30)]
    result = assessed(rubric(*asked), dossier({"g": rated(("us", 0), ("them", 4)), "a": sure(1)}))
    assert conditions(result) == ["a", "g"]


def test_small_shortfalls_are_ordered_too() -> None:
    asked = [criterion(name, "metric", expect=50) for name in "ab"]
    assert conditions(assessed(rubric(*asked), dossier({"a": sure(49.8), "b": sure(49.6)}))) == ["b", "a"]


def test_shortfalls_alike_to_nine_decimals_are_a_tie() -> None:
    asked = [criterion(name, "metric", expect=50) for name in "ab"]
    known = dossier({"a": sure(40), "b": sure(39.9999999998)})
    assert conditions(assessed(rubric(*asked), known)) == ["a", "b"]


def test_shortfall_that_is_tiny_shows_in_the_action() -> None:
    result = assessed(rubric(criterion(kind="metric", expect=50)), dossier({"c": sure(49.98)}))
    assert action(result, "c") == "Raise “C” from 49.98 to at least 50."
