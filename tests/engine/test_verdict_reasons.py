"""The reasons of a verdict, and how near a number may read to its limit."""

from __future__ import annotations

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
from engine_verdicts import METRIC, WEAK, floored, reasons, ruled, texts


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
