"""Levels, the three rules, firmness, and the reasons given."""

from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    na,
    rated,
    rubric,
    sure,
    verdict,
    waiver,
)

METRIC = criterion(kind="metric")


def ruled(
    known: Any, proceed: Any = 70, conditional: Any = 50, *asked: Any, flags: Any = (), **more: Any
) -> Any:
    """Assess answers (or one number for the one criterion) against these limits."""
    answers = known if isinstance(known, dict) else {"c": sure(known)}
    waivers = more.pop("waivers", [])
    rules = rubric(*(asked or [METRIC]), verdict=verdict(proceed, conditional, **more), red_flags=list(flags))
    return assessed(rules, dossier(answers, waivers=waivers))


def level(*args: Any, **more: Any) -> str:
    return str(ruled(*args, **more).verdict.level)


def readings(result: Any) -> tuple[str, ...]:
    return result.verdict.worst, result.verdict.now, result.verdict.best


def reasons(result: Any) -> list[tuple[Any, ...]]:
    return [tuple(each)[:4] for each in result.verdict.reasons]


def texts(result: Any) -> list[str]:
    return [each.text for each in result.verdict.reasons]


# ---------------------------------------------------------------------------------------------- levels


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (100, "proceed"),
        (70, "proceed"),
        (69.9999999999, "proceed"),  # 70 to nine decimals
        (69.999999999, "conditional"),
        (50, "conditional"),
        (49.9999999996, "conditional"),
        (49.999999999, "decline"),
        (0, "decline"),
    ],
)
def test_level_is_the_highest_whose_score_is_met(score: float, expected: str) -> None:
    result = ruled(score)
    assert readings(result) == (expected,) * 3
    assert (result.verdict.level, result.verdict.firm) == (expected, True)


def floored(x: Any, y: Any, proceed: Any, conditional: Any = 0, **more: Any) -> Any:
    rules = rubric(
        dimension("x", criterion("a", "metric", allow_na=True)),
        dimension("y", criterion("b", "metric", allow_na=True)),
        verdict=verdict({"score": 0, "dimension": proceed}, {"score": 0, "dimension": conditional}, **more),
    )
    return assessed(rules, dossier({"x": {"a": x}, "y": {"b": y}}))


def test_every_dimensions_floor_is_to_be_met() -> None:
    assert floored(sure(50), sure(100), 50).verdict.level == "proceed"
    assert floored(sure(49), sure(100), 50).verdict.level == "conditional"
    assert floored(sure(100), sure(29.9), 50, 30).verdict.level == "decline"
    assert floored(sure(100), sure(49.9999999999), 50, 30).verdict.level == "proceed"


def test_floor_may_be_given_per_dimension() -> None:
    floors = {"default": 50, "y": 60}
    assert floored(sure(50), sure(60), floors).verdict.level == "proceed"
    assert floored(sure(50), sure(59), floors).verdict.level == "conditional"
    assert floored(sure(49), sure(60), floors).verdict.level == "conditional"
    assert floored(sure(0), sure(60), {"y": 60}).verdict.level == "proceed"


def test_floors_default_to_zero() -> None:
    assert level({"c": sure(70)}) == "proceed"


def test_dimension_without_a_point_meets_only_a_floor_of_zero() -> None:
    assert floored(sure(100), None, 0).verdict.now == "proceed"
    assert floored(sure(100), None, {"default": 0, "y": 1}).verdict.now == "conditional"
    assert floored(sure(100), None, {"default": 0, "x": 1}).verdict.now == "proceed"
    assert floored(sure(100), None, 1, 1).verdict.now == "decline"


def test_dimension_that_does_not_apply_has_no_floor() -> None:
    assert readings(floored(sure(100), na(), 50, 50)) == ("proceed",) * 3


def test_whole_without_a_point_meets_only_a_score_of_zero() -> None:
    assert ruled({"c": None}, 0, 0).verdict.now == "proceed"
    assert ruled({"c": None}, 1, 0).verdict.now == "conditional"
    assert ruled({"c": None}, 1, 1).verdict.now == "decline"


def test_nothing_applicable_has_a_best_and_a_worst_all_the_same() -> None:
    result = ruled({"c": na()}, 70, 50, criterion(kind="metric", allow_na=True))
    assert readings(result) == ("decline", "decline", "proceed")
    assert result.verdict.level == "hold"


@pytest.mark.parametrize(
    ("score", "effect", "expected"),
    [
        (100, "decline", "decline"),
        (100, "conditional", "conditional"),
        (100, "note", "proceed"),
        (60, "conditional", "conditional"),
        (60, "decline", "decline"),
        (0, "conditional", "decline"),
        (0, "note", "decline"),
    ],
)
def test_counted_flag_lowers_the_level_to_at_most_its_effect(
    score: float, effect: str, expected: str
) -> None:
    asked = [METRIC, criterion("e", "yes_no", weight=1e-6)]
    raised = flag(when={"criterion": "e", "at_most": 0}, effect=effect)
    result = ruled({"c": sure(score), "e": sure(False)}, 70, 50, *asked, flags=[raised])
    assert readings(result) == (expected,) * 3


def test_strongest_flag_decides_in_any_order() -> None:
    when = {"criterion": "c", "at_most": 90}
    flags = [flag("a", when, "decline"), flag("b", when, "conditional"), flag("e", when, "note")]
    assert level(80, flags=flags) == "decline"
    assert level(80, flags=flags[::-1]) == "decline"
    assert level(80, flags=flags[1:]) == "conditional"


def test_flag_never_changes_a_number() -> None:
    when = {"criterion": "c", "at_most": 90}
    assert ruled(80, flags=[flag(when=when, effect="decline")]).score == ruled(80).score


def test_worst_reads_lows_and_best_reads_highs() -> None:
    # asserted 60: low 24, high 84; documented: low 42, high 72.
    assert readings(ruled({"c": sure(60, "asserted")})) == ("decline", "conditional", "proceed")
    assert readings(ruled({"c": sure(60, "documented")}, 80)) == ("decline", "conditional", "conditional")


def test_worst_and_best_read_the_floors_at_low_and_high() -> None:
    # asserted 60: 24 to 84.
    assert readings(floored(sure(60, "asserted"), sure(100), 60, 30)) == ("decline", "proceed", "proceed")
    assert readings(floored(sure(60, "asserted"), sure(100), 84.1, 24)) == ("conditional",) * 3
    assert readings(floored(sure(60, "asserted"), sure(100), 84, 24)) == (
        "conditional",
        "conditional",
        "proceed",
    )


def test_open_flag_keeps_a_deal_conditional_until_it_is_settled() -> None:
    when = {"criterion": "c", "at_most": 10}
    result = ruled({"c": sure(100, "asserted")}, 30, 30, flags=[flag(when=when)])
    assert readings(result) == ("conditional", "conditional", "proceed")
    assert (result.verdict.level, result.verdict.firm) == ("conditional", False)
    noted = ruled({"c": sure(100, "asserted")}, 30, 30, flags=[flag(when=when, effect="note")])
    assert (readings(noted), noted.verdict.level) == (("proceed",) * 3, "proceed")


def test_raised_flag_that_a_rater_disputes_does_not_count_in_the_best_reading() -> None:
    when = {"criterion": "c", "at_most": 10}
    result = ruled({"c": rated(("us", 0), ("us", 0), ("us", 90))}, 0, 0, flags=[flag(when=when)])
    assert readings(result) == ("conditional", "conditional", "proceed")
    assert (result.verdict.level, result.verdict.firm) == ("conditional", False)


# ------------------------------------------------------------------------------------------ rules 1 to 3


def test_rule_1_declines_firmly_where_the_best_reading_does() -> None:
    # Covered by nothing but a raised flag with good evidence: hold gives way.
    asked = [criterion(kind="yes_no"), criterion("e")]
    result = ruled(
        {"c": sure(False)},
        0,
        0,
        *asked,
        flags=[flag(when={"criterion": "c", "at_most": 0}, effect="decline")],
        coverage={"overall": 100, "dimension": 100},
    )
    assert (result.verdict.level, result.verdict.firm) == ("decline", True)
    assert readings(result) == ("decline",) * 3


def test_rule_1_goes_before_a_missing_answer() -> None:
    # 10 audited at half of the weight: at best 55.
    result = ruled(
        {"a": sure(10)}, 70, 60, criterion("a", "metric"), criterion("b"), coverage={"overall": 60}
    )
    assert (result.verdict.level, result.verdict.best) == ("decline", "decline")


def test_decline_now_that_better_evidence_could_lift_is_held_for_want_of_coverage() -> None:
    # asserted 0: high 60.
    held = ruled({"c": sure(0, "asserted")}, 70, 50, coverage={"overall": 60})
    assert (held.verdict.level, held.verdict.now, held.verdict.firm) == ("hold", "decline", False)
    plain = ruled({"c": sure(0, "asserted")}, 70, 50, coverage={"overall": 40, "dimension": 0})
    assert (plain.verdict.level, plain.verdict.firm) == ("decline", False)


def test_hold_if_nothing_is_answered() -> None:
    result = ruled({"c": None}, 0, 0)
    assert (result.verdict.level, reasons(result)) == ("hold", [("nothing-answered", None, None, None)])
    assert texts(result) == ["Nothing is answered."]


@pytest.mark.parametrize(("limit", "expected"), [(40, "proceed"), (40.0000000001, "proceed"), (40.1, "hold")])
def test_hold_if_overall_coverage_is_below_its_limit(limit: float, expected: str) -> None:
    # asserted: coverage 40.
    assert level({"c": sure(100, "asserted")}, 0, 0, coverage={"overall": limit, "dimension": 0}) == expected


@pytest.mark.parametrize(("limit", "expected"), [(40, "proceed"), (40.1, "hold")])
def test_hold_if_any_dimensions_coverage_is_below_its_limit(limit: float, expected: str) -> None:
    result = floored(sure(50), sure(50, "asserted"), 0, coverage={"overall": 0, "dimension": limit})
    assert result.verdict.level == expected


WEAK = "The largest part of the gap is weak evidence: 60 of 60 points."


def test_coverage_defaults_to_60_overall_and_50_for_a_dimension() -> None:
    result = floored(sure(50, "asserted"), sure(50, "asserted"), 0, coverage={})
    assert reasons(result) == [
        ("coverage", None, pytest.approx(40), 60),
        ("coverage", "x", pytest.approx(40), 50),
        ("coverage", "y", pytest.approx(40), 50),
    ]
    assert texts(result) == [
        f"Evidence supports 40 % of the judgement; a verdict needs 60 %. {WEAK}",
        f"Evidence supports 40 % of “X”; a verdict needs 50 %. {WEAK}",
        f"Evidence supports 40 % of “Y”; a verdict needs 50 %. {WEAK}",
    ]


def test_dimension_that_does_not_apply_needs_no_coverage() -> None:
    assert floored(sure(50), na(), 0, coverage={"overall": 60, "dimension": 50}).verdict.level == "proceed"


def test_open_flag_that_would_decline_holds() -> None:
    opened = flag(when={"criterion": "c", "at_most": 10}, effect="decline")
    result = ruled({"c": sure(100, "asserted")}, 0, 0, flags=[opened])
    assert (result.verdict.level, result.verdict.firm) == ("hold", False)
    assert reasons(result) == [("open-flag", "f", None, None)]
    because = "“C” rests on evidence that is only asserted; to clear the flag it must be documented"
    assert texts(result) == [f"The flag “Flag f” is open and would stop the deal: {because}."]


def test_word_of_mouth_holds_and_does_not_decline() -> None:
    stops = flag(when={"criterion": "c", "at_most": 10}, effect="decline")
    result = ruled({"c": sure(0, "asserted")}, 0, 0, flags=[stops])
    assert (result.verdict.level, readings(result)) == ("hold", ("decline", "proceed", "proceed"))
    because = "“C” scores 0 on evidence that is only asserted; to raise the flag it must be documented"
    assert texts(result) == [f"The flag “Flag f” is open and would stop the deal: {because}."]
    assert level({"c": sure(0)}, 0, 0, flags=[stops]) == "decline"


def test_dimension_stops_a_deal_only_where_it_is_low_for_certain() -> None:
    # documented 20: 14 to 44.
    def at(limit: float, effect: str) -> str:
        return level(
            {"c": sure(20, "documented")},
            0,
            0,
            flags=[flag(when={"dimension": "d", "at_most": limit}, effect=effect)],
        )

    assert [at(limit, "decline") for limit in (44, 43, 14, 13)] == ["decline", "hold", "hold", "proceed"]
    assert at(43, "conditional") == "conditional"


def test_open_flag_with_a_lesser_effect_does_not_hold() -> None:
    opened = flag(when={"criterion": "c", "at_most": 10}, effect="conditional")
    result = ruled({"c": sure(100, "asserted")}, 0, 0, flags=[opened])
    assert result.verdict.level == "conditional"
    because = "“C” rests on evidence that is only asserted; to clear the flag it must be documented"
    assert texts(result) == [f"The flag “Flag f” is open and would set conditions: {because}."]
    assert level({"c": sure(100, "asserted")}, 0, 0, flags=[opened], waivers=[waiver()]) == "proceed"
    waivable = flag(when={"criterion": "c", "at_most": 10}, effect="decline", waivable=True)
    assert level({"c": sure(100, "asserted")}, 0, 0, flags=[waivable], waivers=[waiver()]) == "conditional"


def test_open_flag_does_not_hold_where_now_is_decline_anyway() -> None:
    opened = flag(when={"criterion": "c", "at_most": 10}, effect="decline")
    # asserted 30: point below 50, high 72.
    result = ruled({"c": sure(30, "asserted")}, 70, 50, flags=[opened])
    assert (result.verdict.level, result.verdict.now, result.verdict.best) == (
        "decline",
        "decline",
        "proceed",
    )
    assert [each[0] for each in reasons(result)] == ["score"]


def test_every_reason_to_hold_is_listed() -> None:
    asked = [criterion("c", allow_na=True), criterion("e", allow_na=True)]
    result = ruled(
        {"c": None, "e": na()},
        0,
        0,
        *asked,
        flags=[flag(effect="decline"), flag("g", {"criterion": "c", "at_most": 0}, "decline")],
        coverage={"overall": 60, "dimension": 50},
        not_applicable=20,
    )
    assert reasons(result) == [
        ("open-flag", "f", None, None),
        ("open-flag", "g", None, None),
        ("coverage", None, 0, 60),
        ("coverage", "d", 0, 50),
        ("nothing-answered", None, None, None),
        ("not-applicable", None, 50, 20),
    ]
    assert texts(result)[0] == "The flag “Flag f” is open and would stop the deal: “C” has no answer yet."
    assert texts(result)[5] == "50 % of all weight is declared not applicable; at most 20 % may be."


def test_without_a_reason_to_hold_the_verdict_is_now() -> None:
    assert [level(score) for score in (80, 60, 40)] == ["proceed", "conditional", "decline"]


# ---------------------------------------------------------------------------------------- the n/a share


def share(answers: dict[str, Any], limit: float, **more: Any) -> Any:
    rules = rubric(
        dimension("x", criterion("a", allow_na=True, weight=3), criterion("b", allow_na=True), weight=2),
        dimension(
            "y",
            criterion("e", allow_na=True),
            criterion("g", allow_na=True, weight=4, when={"profile": "listed", "is": "yes"}),
            weight=3,
        ),
        verdict=verdict(not_applicable=limit),
        profile={"listed": {"type": "yes_no"}},
        **more,
    )
    grouped = {"x": {}, "y": {}}
    for name, entry in answers.items():
        grouped["x" if name in "ab" else "y"][name] = entry
    return assessed(rules, dossier(grouped, profile={"listed": "no"}))


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (["a"], 30),  # ⅖ × ¾
        (["b"], 10),  # ⅖ × ¼
        (["a", "b"], 40),
        (["e"], 60),  # ⅗ × 1 ÷ 1: g is left out by its when
        (["b", "e"], 70),
    ],
)
def test_share_of_the_weight_declared_not_applicable(declared: list[str], expected: float) -> None:
    answers = {name: na() if name in declared else sure(4) for name in "abe"}
    assert share(answers, expected).verdict.level == "proceed"
    below = share(answers, expected - 0.01)
    assert below.verdict.level == "hold"
    assert reasons(below) == [("not-applicable", None, pytest.approx(expected), expected - 0.01)]


def test_criterion_left_out_by_its_when_is_not_declared() -> None:
    assert share({name: sure(4) for name in "abe"}, 0).verdict.level == "proceed"


def test_dimension_that_when_leaves_out_has_no_weight_in_the_share() -> None:
    rules = rubric(
        dimension("x", criterion("a", allow_na=True), criterion("b"), weight=1),
        dimension("y", criterion("e", when={"profile": "listed", "is": "yes"}), weight=9),
        verdict=verdict(not_applicable=49.9),
        profile={"listed": {"type": "yes_no"}},
    )
    result = assessed(rules, dossier({"x": {"a": na(), "b": sure(4)}, "y": {}}, profile={"listed": "no"}))
    assert reasons(result) == [("not-applicable", None, 50, 49.9)]


def test_nothing_that_when_allows_is_a_share_of_zero() -> None:
    rules = rubric(
        criterion(when={"profile": "listed", "is": "yes"}),
        verdict=verdict(not_applicable=0),
        profile={"listed": {"type": "yes_no"}},
    )
    result = assessed(rules, dossier(profile={"listed": "no"}))
    assert reasons(result) == [("nothing-answered", None, None, None)]


def test_20_percent_may_be_declared_by_default() -> None:
    asked = [criterion("a", allow_na=True), criterion("b", weight=4)]
    limits = {key: value for key, value in verdict().items() if key != "not_applicable"}
    known = dossier({"a": na(), "b": sure(4)})
    assert assessed(rubric(*asked, verdict=limits), known).verdict.level == "proceed"
    asked[0]["weight"] = 1.001
    assert assessed(rubric(*asked, verdict=limits), known).verdict.level == "hold"


# ------------------------------------------------------------------------------------------------ firm


def test_firm_is_worst_like_best_and_no_hold() -> None:
    assert ruled(100).verdict.firm
    assert not ruled({"c": sure(60, "asserted")}).verdict.firm
    held = ruled({"c": sure(100, "asserted")}, 0, 0, coverage={"overall": 60})
    assert (held.verdict.worst, held.verdict.best, held.verdict.firm) == ("proceed", "proceed", False)


# --------------------------------------------------------------------------------------------- reasons


def test_proceed_names_the_limits_met() -> None:
    result = floored(sure(80), sure(60), {"default": 0, "y": 55})
    assert reasons(result) == [("floor", "y", 60, 55), ("score", None, 70, 0)]
    assert texts(result) == [
        "Y scores 60, at or above the floor of 55.",
        "The score is 70, at or above the limit of 0.",
    ]


def test_conditional_names_each_missed_limit_of_proceed_and_each_counted_flag() -> None:
    rules = rubric(
        dimension("x", criterion("a", "metric")),
        dimension("y", criterion("b", "metric")),
        dimension("z", criterion("e", "metric")),
        verdict=verdict({"score": 70, "dimension": {"default": 60, "z": 0}}),
        red_flags=[
            flag("f", {"criterion": "b", "at_most": 30}),
            flag("n", {"criterion": "b", "at_most": 30}, "note"),
            flag("o", {"criterion": "b", "at_most": 20}),
        ],
    )
    result = assessed(rules, dossier({"x": {"a": sure(60)}, "y": {"b": sure(30.26)}, "z": {}}))
    assert reasons(result) == [
        ("floor", "y", pytest.approx(30.26), 60),
        ("score", None, pytest.approx(45.13), 70),
    ]
    assert texts(result) == [
        "Y scores 30.3, below the floor of 60.",
        "The score is 45.1, below the limit of 70.",
    ]
    result = assessed(rules, dossier({"x": {"a": sure(60)}, "y": {"b": sure(30)}, "z": {}}))
    assert reasons(result)[:1] == [("flag", "f", None, None)]
    assert texts(result)[0] == "Red flag “Flag f”: “B” scores 30, and 30 or less raises the flag."


def test_missed_floor_of_a_dimension_without_a_point() -> None:
    result = floored(sure(80), None, {"default": 0, "y": 55})
    assert reasons(result) == [("floor", "y", None, 55)]
    assert texts(result) == ["Y has no score, below the floor of 55."]


def test_decline_names_each_missed_limit_of_conditional_and_each_decline_flag() -> None:
    when = {"criterion": "c", "at_most": 45}
    flags = [flag("f", when, "conditional"), flag("g", when, "decline"), flag("h", when, "decline")]
    # Two of three raters say 40, one 100: raised at the median, not at best, so that rule 3 decides.
    ratings = rated(("us", 40), ("us", 40), ("us", 100))
    result = ruled({"c": ratings}, 70, {"score": 50, "dimension": 0}, flags=flags)
    assert result.verdict.best == "proceed"
    assert reasons(result) == [
        ("flag", "g", None, None),
        ("flag", "h", None, None),
        ("score", None, 40, 50),
    ]
    assert texts(result)[-1] == "The score is 40, below the limit of 50."


def test_rule_1_reads_its_reasons_at_best() -> None:
    # documented 40: at best 58 (0.7 × 40 + 30). The flag f is sure; g asks for better evidence, so is not.
    when = {"criterion": "c", "at_most": 45}
    flags = [flag("f", when, "decline"), flag("g", when, "decline", evidence="audited")]
    result = ruled({"c": sure(40, "documented")}, 70, 60, flags=flags)
    assert (result.verdict.level, result.verdict.best) == ("decline", "decline")
    assert reasons(result) == [("flag", "f", None, None), ("score", None, pytest.approx(58), 60)]
    assert texts(result)[-1] == "The score is 58, below the limit of 60."


def test_rule_1_names_a_floor_at_best_and_not_what_could_still_be_met() -> None:
    # x: documented 10, at best 37. The whole could reach 68.5; at point it is 55, below 60.
    rules = rubric(
        dimension("x", criterion("a", "metric")),
        dimension("y", criterion("b", "metric")),
        verdict=verdict({"score": 60, "dimension": 40}, {"score": 60, "dimension": 40}),
    )
    result = assessed(rules, dossier({"x": {"a": sure(10, "documented")}, "y": {"b": sure(100)}}))
    assert reasons(result) == [("floor", "x", pytest.approx(37), 40)]


def test_waivers_show_what_would_be_without_them() -> None:
    lowered = flag(when={"criterion": "c", "at_most": 90}, effect="decline", waivable=True)
    result = ruled(80, flags=[lowered], waivers=[waiver()])
    assert (result.verdict.level, result.verdict.without_waivers) == ("conditional", "decline")
    assert [each[:2] for each in reasons(result)] == [("flag", "f"), ("waiver", "f")]


def test_every_verdict_ends_with_its_waivers_and_a_flag_that_does_not_apply_is_no_reason() -> None:
    asked = [METRIC, criterion("e", allow_na=True)]
    flags = [flag("x", {"criterion": "e", "at_most": 0}), flag("f", {"criterion": "c", "at_most": 90})]
    result = ruled({"c": sure(80), "e": na()}, 70, 50, *asked, flags=flags, waivers=[waiver()])
    assert [each[:2] for each in reasons(result)] == [
        ("score", None),
        ("waiver", "f"),
    ]


def test_smallest_floor_is_named_and_a_floor_of_zero_is_not() -> None:
    result = floored(sure(80), sure(60), {"default": 0, "y": 0.5})
    assert reasons(result) == [("floor", "y", 60, 0.5), ("score", None, 70, 0)]


@pytest.mark.parametrize(
    ("score", "told"),
    [(69.96, "69.96"), (69.9999, "69.9999"), (69.94, "69.9"), (69, "69"), (69.999999999, "69.999999999")],
)
def test_number_that_misses_a_limit_never_reads_like_the_limit(score: float, told: str) -> None:
    assert texts(ruled(score)) == [f"The score is {told}, below the limit of 70."]


def test_number_that_meets_a_limit_just_so_reads_like_it() -> None:
    assert texts(ruled(69.9999999999)) == ["The score is 70, at or above the limit of 70."]
    assert texts(ruled(70)) == ["The score is 70, at or above the limit of 70."]


def test_coverage_floor_and_share_that_just_miss_do_not_read_like_their_limits() -> None:
    missed = floored(sure(50), na(), {"default": 50.01}, not_applicable=49.99)
    assert missed.verdict.level == "hold"
    told = "50 % of all weight is declared not applicable; at most 49.99 % may be."
    assert texts(missed) == [told]
    low = ruled({"c": sure(100, "asserted")}, 0, 0, coverage={"overall": 40.04, "dimension": 0})
    assert texts(low) == [f"Evidence supports 40 % of the judgement; a verdict needs 40.04 %. {WEAK}"]
    floor = floored(sure(49.98), sure(100), 50)
    assert texts(floor) == ["X scores 49.98, below the floor of 50."]


def test_open_flag_is_no_reason_to_hold_where_now_is_decline() -> None:
    opened = flag(when={"criterion": "c", "at_most": 10}, effect="decline")
    held = ruled(
        {"c": sure(30, "asserted")}, 70, 50, flags=[opened], coverage={"overall": 60, "dimension": 0}
    )
    assert (held.verdict.level, held.verdict.now) == ("hold", "decline")
    assert reasons(held) == [("coverage", None, pytest.approx(40), 60)]
