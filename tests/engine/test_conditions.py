"""Conditions, whose they are, and in which order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    make,
    of_criterion,
    rated,
    rubric,
    sure,
    verdict,
    waiver,
    warned,
)


def conditions(result: Any) -> list[str]:
    return [each.for_ for each in result.conditions]


def action(result: Any, name: str) -> str:
    return next(each.action for each in result.conditions if each.for_ == name)


# -------------------------------------------------------------------------------------------------- flags


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


# ------------------------------------------------------------------- added where a limit of proceed is missed


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


# -------------------------------------------------------------------------------------------------- order


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


def test_unanswered_criterion_lacks_the_whole_limit() -> None:
    # x at 25: a 60 − 50, b 60 − 0, e all 60; equal shares; b and e tie at 60.
    rules = rubric(
        dimension("x", criterion("a"), criterion("b"), criterion("e")),
        verdict=verdict({"score": 0, "dimension": 60}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(2), "b": sure(0)}}))
    assert conditions(result) == ["b", "e", "a"]


# --------------------------------------------------------------------------------- the dossier's own entries


ELSEWHERE = {"criterion": "e", "at_most": 25}
"""A test that does not hold, and is not about `c`."""


def entered(entry: dict[str, Any], known: Any = None, **more: Any) -> Any:
    asked = [criterion(expect=50, action="Train them."), criterion("e")]
    answers = {"c": sure(0) if known is None else known, "e": sure(4)}
    return assessed(rubric(*asked, red_flags=[flag(**more)]), dossier(answers, conditions=[entry]))


def test_entry_adds_owner_due_date_and_status() -> None:
    entry = {"for": "c", "owner": "R. Patel", "due": "2026-12-15", "status": "met"}
    day = dt.date(2026, 12, 15)
    found = entered(entry, when=ELSEWHERE).conditions
    assert found == (("c", "Train them.", "R. Patel", day, "met", ()),)


def test_entry_for_a_covered_criterion_counts_for_the_flags() -> None:
    found = entered({"for": "c", "owner": "R. Patel", "action": "Name one owner."})
    assert found.conditions == (("f", "Name one owner.", "R. Patel", None, "open", ("c",)),)
    assert notes(found) == []
    early = entered({"for": "c", "status": "met"})
    assert [each[0] for each in notes(early)] == ["condition-met"]


def test_entry_for_a_covered_criterion_beside_the_flags_own_is_a_warning() -> None:
    entries = [{"for": "f", "owner": "R. Patel"}, {"for": "c", "owner": "J. Moore"}]
    rules = rubric(criterion(expect=50), red_flags=[flag()])
    result = assessed(rules, dossier({"c": sure(0)}, conditions=entries))
    assert [each.owner for each in result.conditions] == ["R. Patel"]
    message = "the condition of `f` covers `c`, and has an entry of its own"
    assert notes(result) == [("condition-unused", "warning", message)]


def test_condition_is_open_and_nobodys_by_default() -> None:
    result = entered({"for": "f"})
    assert result.conditions[0][2:] == (None, None, "open", ("c",))


def test_entrys_action_replaces_the_rubrics() -> None:
    result = entered({"for": "f", "action": "Name one owner."})
    assert action(result, "f") == "Name one owner."


def test_dropped_condition_stays_listed() -> None:
    entry = {"for": "c", "status": "dropped", "reason": "Not needed"}
    assert entered(entry).conditions[0].status == "dropped"


def notes(result: Any) -> list[tuple[str, str, str]]:
    return [(each.code, each.severity, each.message) for each in result.diagnostics]


def test_entry_whose_condition_does_not_arise_is_a_warning() -> None:
    told = [("condition-unused", "warning", "`c` gives no condition in this assessment")]
    assert notes(entered({"for": "c"}, sure(4))) == told


def test_met_while_its_flag_is_still_raised_is_a_warning() -> None:
    message = "this condition is said to be met, but the flag `f` is still raised"
    assert notes(entered({"for": "f", "status": "met"})) == [("condition-met", "warning", message)]
    assert notes(entered({"for": "f", "status": "met"}, sure(4, "asserted"))) == []
    assert notes(entered({"for": "f", "status": "open"})) == []
    assert notes(entered({"for": "c", "status": "met"}, when=ELSEWHERE)) == []


def test_each_odd_entry_is_named_at_its_place() -> None:
    entries = [{"for": "e"}, {"for": "f", "status": "met"}, {"for": "g", "status": "met"}]
    flags = [flag("f"), flag("g", when={"criterion": "c", "at_most": 0})]
    rules = rubric(criterion(), criterion("e"), red_flags=flags)
    inputs = make(rules, dossier({"c": sure(1)}, conditions=entries))
    assert [(code, path) for code, _, path, _ in warned(inputs)] == [
        ("condition-unused", "conditions.0.for"),
        ("condition-met", "conditions.1.for"),
        ("condition-unused", "conditions.2.for"),
    ]


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
