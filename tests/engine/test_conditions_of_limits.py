"""Conditions that a missed score or floor adds."""

from __future__ import annotations

from typing import Any

from engine_conditions import action, conditions
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    rubric,
    sure,
    verdict,
    waiver,
)


def missed(answers: dict[str, Any], proceed: Any, *asked: Any, **more: Any) -> Any:
    return assessed(rubric(*asked, verdict=verdict(proceed), **more), dossier(answers))


def test_missed_score_without_a_condition_adds_the_criteria_below_it() -> None:
    # Points 50, 75, 100: 75; asked 80.
    asked = [criterion(name) for name in "abe"]
    answers = {"a": sure(2), "b": sure(3), "e": sure(4)}
    result = missed(answers, 80, *asked)
    assert (result.verdict.level, conditions(result)) == ("conditional", ["a", "b"])
    assert action(result, "b") == "Raise “B” from 75 to at least 80."
    assert conditions(missed(answers, 75, *asked)) == []


def test_missed_score_adds_nothing_where_a_criterion_gives_a_condition_already() -> None:
    asked = [criterion("a"), criterion("b", expect=80), criterion("e")]
    result = missed({"a": sure(2), "b": sure(3), "e": sure(4)}, 80, *asked)
    assert conditions(result) == ["b"]


def test_condition_of_a_flag_covers_what_it_tests_and_keeps_a_missed_limit_from_adding() -> None:
    # a 50 and b 75 give 62.5, below 80, and x's floor of 70 is missed too; a is covered, so both have one.
    flags = [flag(when={"any": [{"criterion": "a", "at_most": 50}, {"criterion": "e", "at_most": 0}]})]
    asked = [criterion("a", expect=60), criterion("b"), criterion("e", allow_na=True)]
    rules = rubric(*asked, verdict=verdict({"score": 80, "dimension": 70}), red_flags=flags)
    known = {"a": sure(2), "b": sure(3), "e": {"not_applicable": "No"}}
    result = assessed(rules, dossier(known))
    assert [(each.for_, each.covers) for each in result.conditions] == [("f", ("a",))]
    # Waived it gives none, and a asks for itself.
    waived = assessed(rules, dossier(known, waivers=[waiver()]))
    assert [(each.for_, each.covers) for each in waived.conditions] == [("a", ())]


def test_missed_score_adds_no_unanswered_criterion() -> None:
    result = missed({"a": sure(2)}, 80, criterion("a"), criterion("b"))
    assert conditions(result) == ["a"]


def test_nothing_is_added_unless_the_verdict_is_conditional() -> None:
    asked = [criterion("a")]
    held = assessed(
        rubric(*asked, verdict=verdict(80, coverage={"overall": 90, "dimension": 0})),
        dossier({"a": sure(2, "asserted")}),
    )
    declined = assessed(rubric(*asked, verdict=verdict(80, 60)), dossier({"a": sure(2)}))
    assert (held.verdict.level, conditions(held)) == ("hold", [])
    assert (declined.verdict.level, conditions(declined)) == ("decline", [])


def floors(answers: dict[str, Any], floor: Any, **more: Any) -> Any:
    rules = rubric(
        dimension("x", criterion("a", **more), criterion("b")),
        dimension("y", criterion("e"), criterion("f")),
        verdict=verdict({"score": 0, "dimension": floor}),
    )
    grouped = {
        "x": {k: v for k, v in answers.items() if k in "ab"},
        "y": {k: v for k, v in answers.items() if k in "ef"},
    }
    return assessed(rules, dossier(grouped))


def test_missed_floor_without_a_condition_adds_the_dimensions_criteria_below_it_and_unanswered() -> None:
    # x: a 50 alone has a point. Below 60; b is unanswered. y: (75 + 50) ÷ 2 = 62.5 is above.
    result = floors({"a": sure(2), "e": sure(3), "f": sure(2)}, 60)
    assert result.verdict.level == "conditional"
    # Share ¼ each: b 60 short, a 10 short.
    assert conditions(result) == ["b", "a"]
    assert action(result, "b") == "Answer “B”, with evidence."
    assert action(result, "a") == "Raise “A” from 50 to at least 60."


def test_missed_floor_adds_nothing_where_its_dimension_gives_a_condition_already() -> None:
    assert conditions(floors({"a": sure(2), "e": sure(4), "f": sure(4)}, 60, expect=55)) == ["a"]


def test_condition_in_another_dimension_does_not_keep_a_missed_floor_from_adding() -> None:
    # a is expected to be 80; y is at (25 + 75) ÷ 2 = 50, below 60.
    result = floors({"a": sure(3), "b": sure(3), "e": sure(1), "f": sure(3)}, 60, expect=80)
    assert conditions(result) == ["e", "a"]


def test_dimension_without_a_point_misses_any_floor_and_adds_what_is_unanswered() -> None:
    result = floors({"a": sure(4), "b": sure(4)}, {"default": 0, "y": 40})
    assert (result.verdict.level, conditions(result)) == ("conditional", ["e", "f"])
    assert conditions(floors({"a": sure(4), "b": sure(4)}, 0)) == []


def test_floor_met_to_nine_decimals_adds_nothing() -> None:
    assert conditions(floors({"a": sure(2), "b": sure(3), "e": sure(4), "f": sure(4)}, 62.5)) == []


def test_floor_adds_only_what_is_below_it() -> None:
    # x: (0 + 75) ÷ 2 = 37.5 < 75; b is at the floor.
    assert conditions(floors({"a": sure(0), "b": sure(3), "e": sure(4), "f": sure(4)}, 75)) == ["a"]


def test_missed_score_and_missed_floor_each_add_theirs() -> None:
    # Score 50 < 60 adds a (x); x misses its floor of 50 too, which adds a again and the unanswered b.
    # Shares: a and b ¼ each, e ½. Shortfalls: a 60 − 25, by the higher of its limits; b all of 50. b, then a.
    rules = rubric(
        dimension("x", criterion("a"), criterion("b")),
        dimension("y", criterion("e")),
        verdict=verdict({"score": 60, "dimension": {"x": 50}}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(1)}, "y": {"e": sure(3)}}))
    assert conditions(result) == ["b", "a"]


def test_highest_limit_that_made_it_a_condition_gives_the_shortfall() -> None:
    # Score 37.5 < 70 adds a, b, e; the floor of 30 of x adds a again. Shares ¼, ¼, ½.
    # a: 70 − 0 → 17.5, e: 70 − 50 → 10, b: 70 − 50 → 5; by the floor alone, a would come to 7.5, after e.
    rules = rubric(
        dimension("x", criterion("a"), criterion("b")),
        dimension("y", criterion("e", weight=2)),
        verdict=verdict({"score": 70, "dimension": {"x": 30}}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(0), "b": sure(2)}, "y": {"e": sure(2)}}))
    assert conditions(result) == ["a", "e", "b"]


def test_unanswered_criterion_lacks_the_whole_limit() -> None:
    # x at 25: a 60 − 50, b 60 − 0, e all 60; equal shares; b and e tie at 60.
    rules = rubric(
        dimension("x", criterion("a"), criterion("b"), criterion("e")),
        verdict=verdict({"score": 0, "dimension": 60}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(2), "b": sure(0)}}))
    assert conditions(result) == ["b", "e", "a"]


def test_score_that_is_met_adds_nothing_beside_a_missed_floor() -> None:
    # Whole: (60 + 100) ÷ 2 = 80 meets 70; y misses its floor of 65 and adds its own alone.
    rules = rubric(
        dimension("x", criterion("a", "metric"), criterion("b", "metric")),
        dimension("y", criterion("e", "metric")),
        verdict=verdict({"score": 70, "dimension": {"y": 65}}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(100), "b": sure(60)}, "y": {"e": sure(60)}}))
    assert (result.score.point, result.verdict.level) == (70, "conditional")
    assert conditions(result) == ["e"]
