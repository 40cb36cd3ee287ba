"""Which level the score, the floors and the counted flags give, in three readings."""

from __future__ import annotations

import pytest
from engine_inputs import (
    criterion,
    flag,
    na,
    rated,
    sure,
)
from engine_verdicts import METRIC, floored, level, readings, ruled


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
