from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import (
    criterion,
    dimension,
    dossier,
    flag,
    make,
    na,
    organisation,
    rated,
    rubric,
    sure,
    verdict,
    waiver,
)

from partnercheck.engine import decide
from partnercheck.insight.flips import flips


def found(
    *criteria: Any, answers: dict[str, Any], ours: Any = None, known: Any = None, **more: Any
) -> list[Any]:
    """Return the flips of one dimension as tuples: criterion, direction, from, to, verdict."""
    decision = decide(make(rubric(*criteria, **more), dossier(answers, **(known or {})), ours))
    return [tuple(flip) for flip in flips(decision).found]


def test_from_and_to_are_written_as_a_dossier_has_them() -> None:
    answers = {"level": 2, "word": True, "option": "a", "list": ["b"], "number": 50, "position": 2}
    listed = found(
        criterion("level"),
        criterion("word", "yes_no"),
        criterion("option", "choice"),
        criterion("list", "checklist"),
        criterion("number", "metric"),
        criterion("position", "match"),
        answers={name: sure(answer) for name, answer in answers.items()},
        ours=organisation(culture={"position": 2}),
        verdict=verdict(60, 60),  # where the score is
    )
    assert listed == [
        ("number", "worse", 50.0, 49.9999, "decline"),
        ("level", "worse", 2, 1, "decline"),
        ("position", "worse", 2, 1, "decline"),
        ("list", "worse", ["b"], [], "decline"),
        ("word", "worse", "yes", "no", "decline"),
    ]


def test_each_direction_goes_to_the_nearest_level_that_changes_the_verdict() -> None:
    assert found(answers={"c": sure(2)}, verdict=verdict(70, 30)) == [
        ("c", "better", 2, 3, "proceed"),
        ("c", "worse", 2, 1, "decline"),
    ]


def test_of_equal_levels_and_options_the_first_in_the_rubric_is_named() -> None:
    levels = {n: {"text": "l", "value": value} for n, value in enumerate((0, 0, 80, 80, 80))}
    assert found(criterion(levels=levels), answers={"c": sure(0)}, verdict=verdict(50, 50)) == [
        ("c", "better", 0, 2, "proceed")
    ]
    options = {
        name: {"text": "o", "value": value} for name, value in (("z", 0), ("y", 80), ("x", 80), ("w", 90))
    }
    assert found(
        criterion(kind="choice", options=options), answers={"c": sure("z")}, verdict=verdict(50, 50)
    ) == [("c", "better", "z", "y", "proceed")]


def test_of_equal_positions_the_smaller_is_named() -> None:
    ours = organisation(culture={"c": 2})
    assert found(criterion(kind="match"), answers={"c": sure(2)}, ours=ours, verdict=verdict(60, 60)) == [
        ("c", "worse", 2, 0, "decline")
    ]
    assert found(criterion(kind="match"), answers={"c": sure(4)}, ours=ours, verdict=verdict(60, 40)) == [
        ("c", "better", 4, 1, "proceed")  # as good as 3
    ]


@pytest.mark.parametrize(
    ("weights", "now", "limit", "to"),
    [
        ((1, 1, 1, 1), ["d"], 70, ["a", "b", "d"]),  # the first items
        ((1, 2, 3, 4), ["a"], 35, ["a", "c"]),  # one change, where d for a would be two
        ((1, 1, 2, 4), [], 25, ["c"]),  # one item rather than two of the same weight
        ((0.1, 0.2, 0.3, 0.4), [], 30, ["c"]),  # 0.1 + 0.2 is 0.3
        ((5, 3, 3), ["a"], 50, ["b", "c"]),  # the nearest in value, even where it takes three changes
    ],
)
def test_a_checklist_takes_the_fewest_changes_and_then_the_first_items(
    weights: tuple[float, ...], now: list[str], limit: float, to: list[str]
) -> None:
    items = {name: {"text": name, "weight": weight} for name, weight in zip("abcd", weights, strict=False)}
    listed = found(
        criterion(kind="checklist", items=items), answers={"c": sure(now)}, verdict=verdict(limit, limit)
    )
    assert listed == [("c", "better", now, to, "proceed")]


def test_a_checklist_that_is_too_large_is_said_to_be_not_worked_out() -> None:
    def listed(count: int, limit: float) -> Any:
        items = {f"i{n}": {"text": "i"} for n in range(count)}
        form = criterion(kind="checklist", items=items)
        return flips(decide(make(rubric(form, verdict=verdict(limit, limit)), dossier({"c": sure(["i0"])}))))

    assert listed(65, 90).not_worked_out == ("c",)
    assert listed(65, 0) == ((), ())  # no answer at all is worth less than that
    exact = listed(64, 90)
    assert (exact.not_worked_out, exact.found[0].to) == ((), [f"i{n}" for n in range(58)])


@pytest.mark.parametrize("other", ["same", "elsewhere"])
def test_criteria_that_read_one_measure_move_together(other: str) -> None:
    """Each alone would have to reach 80; together both reach 70 at 70, in one dimension or in two."""
    forms = [criterion(name, "metric", **{"from": "surveys.latest"}) for name in "ab"]
    rounds = [{"date": "2026-11-01", "sections": {"all": 60}}]
    rules = (
        rubric(*forms, verdict=verdict(70, 50))
        if other == "same"
        else rubric(dimension("d", forms[0]), dimension("e", forms[1]), verdict=verdict(70, 50))
    )
    listed = flips(decide(make(rules, dossier({}, surveys=SURVEYS | {"rounds": rounds})))).found
    assert [tuple(each) for each in listed] == [
        ("a", "better", 60.0, 70.0, "proceed"),
        ("b", "better", 60.0, 70.0, "proceed"),
        ("a", "worse", 60.0, 49.9999, "decline"),
        ("b", "worse", 60.0, 49.9999, "decline"),
    ]


def test_of_curves_that_run_apart_the_first_number_that_changes_the_verdict_is_found() -> None:
    """From 60 to 70 one rises by 20 and the other falls by 100, so their mean falls from 60 to 20."""
    forms = [
        criterion("up", "metric", **{"from": "surveys.latest"}, curve=[[50, 0], [100, 100]]),
        criterion("down", "metric", **{"from": "surveys.latest"}, curve=[[60, 100], [70, 0]]),
    ]
    rounds = [{"date": "2026-11-01", "sections": {"all": 60}}]
    known = dossier({}, surveys=SURVEYS | {"rounds": rounds})

    def listed(proceed: float, conditional: float) -> list[Any]:
        decision = decide(make(rubric(*forms, verdict=verdict(proceed, conditional)), known))
        return [tuple(each) for each in flips(decision).found if each.criterion == "up"]

    assert listed(60, 30) == [
        ("up", "better", 60.0, 60.0001, "conditional"),
        ("up", "worse", 60.0, 59.9999, "conditional"),
    ]
    assert listed(70, 30) == [("up", "better", 60.0, 67.5001, "decline")]
    assert listed(70, 15) == []
    assert listed(45, 20) == [("up", "better", 60.0, 63.7501, "conditional")]


CURVE = [[0, 0], [10, 50], [20, 100]]


@pytest.mark.parametrize(
    ("curve", "number", "limits", "expected"),
    [
        (CURVE, 12, (70, 50), [("better", 14.0, "proceed"), ("worse", 9.9999, "decline")]),
        (CURVE, 14, (70, 70), [("worse", 13.9999, "decline")]),
        (CURVE, 3.14159, (33.3333, 33.3333), [("better", 6.6667, "proceed")]),
        (CURVE, 13.99995, (70, 70), [("better", 14.0, "proceed")]),
        (CURVE, 13.9999, (70, 70), [("better", 14.0, "proceed")]),
        (CURVE, 14.00004, (70, 70), [("worse", 13.9999, "decline")]),
        ([[0, 100], [10, 0]], 5, (60, 40), [("better", 4.0, "proceed"), ("worse", 6.0001, "decline")]),
        ([[0, 20], [10, 20]], 5, (60, 10), []),
        ([[0, 0], [10, 100], [20, 0]], 5, (60, 40), []),
        ([[0, 0], [10, 100]], 30, (60, 40), [("worse", 5.9999, "conditional")]),
        (
            [[-1e6, 0], [1e6, 100]],
            -5e5,
            (75, 20),
            [("better", 5e5, "proceed"), ("worse", -600000.0001, "decline")],
        ),
    ],
)
def test_a_metric_moves_to_the_nearest_multiple_of_a_ten_thousandth(
    curve: Any, number: float, limits: tuple[float, float], expected: list[Any]
) -> None:
    listed = found(
        criterion(kind="metric", curve=curve), answers={"c": sure(number)}, verdict=verdict(*limits)
    )
    assert [each[2] for each in listed] == [number] * len(expected)
    assert sorted((way, to, level) for _, way, _, to, level in listed) == expected


SURVEYS = {"evidence": [{"grade": "audited", "source": "s", "date": "2026-11-01"}]}


def test_a_measured_metric_moves_its_number() -> None:
    form = criterion(kind="metric", **{"from": "surveys.latest"})
    known = {"surveys": SURVEYS | {"rounds": [{"date": "2026-11-01", "sections": {"a": 50, "b": 51}}]}}
    assert found(form, answers={}, known=known, verdict=verdict(60, 50.5)) == [
        ("c", "worse", 50.5, 50.4999, "decline"),
        ("c", "better", 50.5, 60.0, "proceed"),
    ]


def test_a_measure_that_is_simply_best_or_worst_has_no_number_to_move() -> None:
    form = criterion(kind="metric", **{"from": "financials.interest_coverage"})
    books = {"years": {2025: {"ebit": 5, "interest_expense": 0}}, "currency": "GBP", "evidence": "audited"}
    rules, known = rubric(form, verdict=verdict(60, 60)), dossier({}, financials=books)
    decision = decide(make(rules, known))
    assert decision.by_id["c"].point == 100
    assert flips(decision).found == ()


def test_what_has_ratings_or_no_answer_does_not_flip() -> None:
    forms = [criterion("rated"), criterion("unanswered"), criterion("out", allow_na=True)]
    assert found(*forms, answers={"rated": rated(("us", 2)), "out": na()}, verdict=verdict(70, 40)) == []


def test_evidence_stays_as_it_is() -> None:
    """At a reliability of 0.4, best is 60 + 0.4 × the value: 90 at level 3, still on hold, and 80 at 2."""
    rules = verdict(90, 90, coverage={"overall": 50, "dimension": 0})
    assert found(answers={"c": sure(4, "asserted")}, verdict=rules) == [("c", "worse", 4, 2, "decline")]
    assert found(answers={"c": sure(4, "verified")}, verdict=rules) == [("c", "worse", 4, 3, "decline")]


def test_hold_counts_as_a_verdict() -> None:
    """Rule 2: an open flag that would decline holds only where `now` is above decline."""
    forms = [criterion("c"), criterion("open", "yes_no")]
    more = {
        "red_flags": [flag(when={"criterion": "open", "at_most": 0}, effect="decline")],
        "verdict": verdict(50, 50),
    }
    assert found(*forms, answers={"c": sure(1), "open": None}, **more) == [("c", "better", 1, 2, "hold")]
    assert found(*forms, answers={"c": sure(2), "open": None}, **more) == [("c", "worse", 2, 1, "decline")]


def test_a_hold_for_coverage_gives_way_to_a_sure_decline_only() -> None:
    rules = verdict(70, 50, coverage={"overall": 80, "dimension": 0})
    forms = [criterion("c", weight=3), criterion("other")]
    assert found(*forms, answers={"c": sure(2)}, verdict=rules) == [("c", "worse", 2, 1, "decline")]


def test_a_raised_flag_flips_just_beyond_its_limit_and_a_waiver_stays() -> None:
    form = criterion(kind="metric")
    more = {"red_flags": [flag(effect="decline", waivable=True)], "verdict": verdict(0, 0)}
    assert found(form, answers={"c": sure(25)}, **more) == [("c", "better", 25.0, 25.0001, "proceed")]
    assert found(form, answers={"c": sure(30)}, **more) == [("c", "worse", 30.0, 25.0, "decline")]
    waived = {"waivers": [waiver()]}
    assert found(form, answers={"c": sure(30)}, known=waived, **more) == [
        ("c", "worse", 30.0, 25.0, "conditional")
    ]


def test_a_flag_on_the_dimension_moves_with_each_of_its_criteria() -> None:
    rules = rubric(
        dimension("d", criterion("a"), criterion("b")),
        dimension("e", criterion("c")),
        red_flags=[flag(when={"dimension": "d", "at_most": 50})],
    )
    answers = {"d": {"a": sure(3), "b": sure(3)}, "e": {"c": sure(0)}}
    listed = [tuple(flip) for flip in flips(decide(make(rules, dossier(answers)))).found]
    assert listed == [("a", "worse", 3, 1, "conditional"), ("b", "worse", 3, 1, "conditional")]


def test_a_floor_of_the_dimension_flips_too() -> None:
    rules = rubric(
        dimension("d", criterion("a")),
        dimension("e", criterion("c")),
        verdict=verdict({"score": 0, "dimension": {"default": 0, "d": 60}}, 0),
    )
    listed = [
        tuple(flip)
        for flip in flips(decide(make(rules, dossier({"d": {"a": sure(2)}, "e": {"c": sure(2)}})))).found
    ]
    assert listed == [("a", "better", 2, 3, "proceed")]


def test_nearest_in_value_stands_first_then_rubric_order() -> None:
    forms = [criterion("a", "yes_no"), criterion("b"), criterion("c"), criterion("e")]
    answers = {"a": sure(True), "b": sure(2), "c": sure(2), "e": sure(2)}
    listed = found(*forms, answers=answers, verdict=verdict(62.5, 60))
    assert [(each[0], each[1]) for each in listed] == [
        ("b", "worse"),
        ("c", "worse"),
        ("e", "worse"),
        ("a", "worse"),
    ]
