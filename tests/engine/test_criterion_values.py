"""What an answer of each kind is worth, and the value of several ratings."""

from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import assessed, criterion, dossier, of_criterion, organisation, rated, rubric, sure


def point(asked: dict[str, Any], answer: Any, ours: int | None = None) -> float | None:
    us = None if ours is None else organisation(culture={"c": ours})
    return of_criterion(assessed(rubric(asked), dossier({"c": sure(answer)}), us)).value.point


@pytest.mark.parametrize(("level", "value"), [(0, 0), (1, 25), (2, 50), (3, 75), (4, 100)])
def test_levels_are_evenly_spaced_from_0_to_100(level: int, value: float) -> None:
    assert point(criterion(), level) == value


@pytest.mark.parametrize(("level", "value"), [(-1, 0), (0, 100 / 3), (1, 200 / 3), (2, 100)])
def test_levels_may_start_anywhere(level: int, value: float) -> None:
    asked = criterion(levels={-1: "a", 0: "b", 1: "c", 2: "d"})
    assert point(asked, level) == pytest.approx(value)


def test_levels_written_in_any_order_rank_by_their_keys() -> None:
    assert point(criterion(levels={3: "c", 1: "a", 2: "b"}), 2) == 50


@pytest.mark.parametrize(("level", "value"), [(0, 5), (1, 5), (2, 90)])
def test_levels_may_have_values_of_their_own(level: int, value: float) -> None:
    levels = {key: {"text": f"t{key}", "value": worth} for key, worth in ((0, 5), (1, 5), (2, 90))}
    assert point(criterion(levels=levels), level) == value


@pytest.mark.parametrize(
    ("good", "answer", "value"), [(True, True, 100), (True, False, 0), (False, True, 0), (False, False, 100)]
)
def test_yes_no_is_worth_100_for_the_good_answer(good: bool, answer: bool, value: float) -> None:
    assert point(criterion(kind="yes_no", good=good), answer) == value


def test_yes_is_the_good_answer_by_default() -> None:
    assert point(criterion(kind="yes_no"), "yes") == 100
    assert point(criterion(kind="yes_no"), "no") == 0


def test_choice_is_worth_its_options_value() -> None:
    assert point(criterion(kind="choice"), "a") == 10
    assert point(criterion(kind="choice"), "b") == 60


@pytest.mark.parametrize(
    ("chosen", "value"), [([], 0), (["a"], 20), (["b"], 80), (["a", "b"], 100), (["b", "a"], 100)]
)
def test_checklist_is_worth_the_share_of_weight_chosen(chosen: list[str], value: float) -> None:
    # Weights 1 and 4: 1 ÷ 5 and 4 ÷ 5.
    items = {"a": {"text": "A"}, "b": {"text": "B", "weight": 4}}
    assert point(criterion(kind="checklist", items=items), chosen) == value


@pytest.mark.parametrize(
    ("x", "value"), [(-5, 10), (0, 10), (1, 20), (2, 30), (3, 65), (4, 100), (7, 55), (10, 10), (99, 10)]
)
def test_metric_is_piecewise_linear_and_flat_beyond_both_ends(x: float, value: float) -> None:
    # From (0, 10) 10 a step to (2, 30), then 35 a step to (4, 100), then −15 a step to (10, 10).
    assert point(criterion(kind="metric", curve=[[0, 10], [2, 30], [4, 100], [10, 10]]), x) == value


@pytest.mark.parametrize(("theirs", "value"), [(0, 50), (1, 75), (2, 100), (3, 75), (4, 50)])
def test_match_falls_from_100_at_no_gap_to_0_at_the_widest(theirs: int, value: float) -> None:
    # The axis spans 4, so each step of the gap costs 25; ours is 2.
    assert point(criterion(kind="match"), theirs, ours=2) == value


def test_match_spans_from_the_first_key_to_the_last() -> None:
    asked = criterion(kind="match", axis={3: "a", 4: "b", 5: "c"})
    assert point(asked, 5, ours=3) == 0
    assert point(asked, 4, ours=3) == 50


def test_match_may_have_a_curve_of_its_own() -> None:
    asked = criterion(kind="match", curve=[[1, 100], [3, 40]])
    assert [point(asked, theirs, ours=0) for theirs in range(5)] == [100, 100, 70, 40, 40]


def test_match_without_our_position_is_unanswered() -> None:
    asked = rubric(criterion(kind="match"))
    for us in (None, organisation(), organisation(culture={"other": 2})):
        result = of_criterion(assessed(asked, dossier({"c": sure(2)}), us))
        assert result.status == "unanswered"
        assert result.value[:3] == (None, 0, 100)
        assert result.evidence is None


def test_our_position_zero_is_a_position() -> None:
    assert point(criterion(kind="match"), 0, ours=0) == 100


def measured(**section: Any) -> Any:
    asked = criterion(kind="metric", curve=[[-100, 0], [100, 100]], **{"from": "surveys.latest"})
    return of_criterion(assessed(rubric(asked), dossier(**section)))


def test_measured_criterion_takes_its_number_from_the_section() -> None:
    # (10 + 30) ÷ 2 = 20; on the line from (−100, 0) to (100, 100) that is 60. Reliability 1.
    rounds = [{"date": "2026-10-01", "sections": {"a": 10, "b": 30}}]
    item = {"grade": "audited", "source": "Panel", "date": "2026-10-01"}
    found = measured(surveys={"rounds": rounds, "evidence": [item]})
    assert found.value[:3] == (60, 60, 60)
    assert (found.measure.name, found.measure.value) == ("surveys.latest", 20)
    assert found.measure.working == "round of 1 Oct 2026: (a 10 + b 30) ÷ 2 = 20"
    assert found.status == "answered"


def test_measured_criterion_without_its_section_is_unanswered_and_says_why() -> None:
    found = measured()
    assert (found.status, found.value[:3], found.evidence) == ("unanswered", (None, 0, 100), None)
    assert found.measure == ("surveys.latest", None, "the dossier has no section `surveys`")
    assert (found.weight, found.contribution) == (1, None)


def test_measured_criterion_has_the_reliability_of_its_section() -> None:
    # documented: r = 0.7, low = 0.7 × 50, high = 0.7 × 50 + 30.
    rounds = [{"date": "2026-10-01", "sections": {"a": 0}}]
    found = measured(surveys={"rounds": rounds, "evidence": "documented"})
    assert found.value[:3] == (50, pytest.approx(35), pytest.approx(65))
    assert found.evidence.grade == "documented"
    assert measured(surveys={"rounds": rounds}).evidence.grade == "asserted"


@pytest.mark.parametrize(
    ("ebit", "interest", "value"),
    [(5, 0, 90), (-5, 5, 20)],
)
def test_measure_that_only_says_best_or_worst_takes_that_end_of_the_curve(
    ebit: float, interest: float, value: float
) -> None:
    # Without interest cover is the best there is. r = 0.7.
    asked = criterion(
        kind="metric", curve=[[-1, 20], [1, 90], [2, 30]], **{"from": "financials.interest_coverage"}
    )
    years = {2025: {"ebit": ebit, "interest_expense": interest}}
    books = {"currency": "GBP", "unit": 1, "evidence": "documented", "years": years}
    found = of_criterion(assessed(rubric(asked), dossier(financials=books)))
    assert found.value[:3] == (value, pytest.approx(0.7 * value), pytest.approx(0.7 * value + 30))
    assert found.measure.value is None


# -------------------------------------------------------------------------------------- several ratings


def ratings(*given: tuple[str, Any], grade: str = "audited", **more: Any) -> Any:
    return of_criterion(assessed(rubric(criterion(**more)), dossier({"c": rated(*given, grade=grade)})))


def test_point_of_ratings_is_the_mean_of_each_sides_median() -> None:
    # us: 0, 0, 100 → 0; them: 75 → 75; reference: 25, 75 → 50. Mean: 125 ÷ 3.
    found = ratings(("us", 0), ("us", 0), ("us", 4), ("them", 3), ("reference", 1), ("reference", 3))
    assert found.value.point == pytest.approx(125 / 3)


def test_each_side_has_one_voice_however_many_of_its_people_answer() -> None:
    # us: 100 from one; them: 0 from three. Mean of 100 and 0.
    assert ratings(("us", 4), ("them", 0), ("them", 0), ("them", 0)).value.point == 50


def test_median_of_an_even_number_is_the_mean_of_the_middle_two() -> None:
    # 0, 25, 75, 100 → (25 + 75) ÷ 2.
    assert ratings(("us", 4), ("us", 1), ("us", 0), ("us", 3)).value.point == 50
    # 0, 25, 50, 100 → 37.5
    assert ratings(("us", 4), ("us", 1), ("us", 0), ("us", 2)).value.point == 37.5


def test_disagreement_widens_the_range() -> None:
    # r = 0.7: low = 0.7 × 25, high = 0.7 × 100 + 30.
    found = ratings(("us", 1), ("us", 4), ("them", 2), grade="documented")
    assert found.value.low == pytest.approx(17.5)
    assert found.value.high == pytest.approx(100)
    # audited: from the lowest to the highest rating.
    sure_of_it = ratings(("us", 1), ("us", 3), ("them", 2))
    assert (sure_of_it.value.low, sure_of_it.value.high) == (25, 75)


def test_rating_that_is_unknown_is_left_out() -> None:
    found = ratings(("us", 2), ("us", "unknown"), ("them", None))
    assert found.value[:3] == (50, 50, 50)
    assert found.perception_gap is None


def test_ratings_that_are_all_unknown_leave_the_criterion_unanswered() -> None:
    found = ratings(("us", "unknown"), ("them", "unknown"))
    assert (found.status, found.value[:3], found.perception_gap) == ("unanswered", (None, 0, 100), None)


def test_perception_gap_lies_between_the_medians_of_our_side_and_theirs() -> None:
    # us: 0 and 50 → 25; them: 100; the reference does not matter.
    assert ratings(("us", 0), ("us", 2), ("them", 4), ("reference", 0)).perception_gap == 75
    assert ratings(("us", 4), ("them", 1)).perception_gap == 75


@pytest.mark.parametrize("sides", [("us", "reference"), ("them", "reference"), ("us", "us")])
def test_perception_gap_takes_both_sides(sides: tuple[str, str]) -> None:
    assert ratings((sides[0], 0), (sides[1], 4)).perception_gap is None


def test_ratings_of_a_match_are_each_held_against_our_position() -> None:
    # Ours is 1 on an axis that spans 4: gaps 1 and 3 are worth 75 and 25.
    known = dossier({"c": rated(("us", 0), ("them", 4))})
    found = of_criterion(assessed(rubric(criterion(kind="match")), known, organisation(culture={"c": 1})))
    assert found.value[:3] == (50, 25, 75)
    assert found.perception_gap == 50
    assert of_criterion(assessed(rubric(criterion(kind="match")), known)).status == "unanswered"
