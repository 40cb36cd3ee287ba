"""The three rules of a verdict, what holds it, and when it is firm."""

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
    rubric,
    sure,
    verdict,
    waiver,
)
from engine_verdicts import WEAK, floored, level, readings, reasons, ruled, texts


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
