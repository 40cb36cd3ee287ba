"""Point, range and coverage up the tree, contributions, and what does not apply."""

from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    na,
    of_criterion,
    of_dimension,
    rubric,
    sure,
)

from partnercheck.engine.scores import NOTHING_KNOWN, Scored, combine

FACTS = {"listed": {"type": "yes_no"}}
ONLY_LISTED = {"profile": "listed", "is": "yes"}


def two_by_two(answers: dict[str, Any], **more: Any) -> Any:
    rules = rubric(
        dimension("x", criterion("a", weight=3, allow_na=True), criterion("b", allow_na=True), weight=1),
        dimension("y", criterion("e", allow_na=True), criterion("f", weight=4, allow_na=True), weight=3),
    )
    grouped = {
        "x": {name: answers[name] for name in "ab" if name in answers},
        "y": {name: answers[name] for name in "ef" if name in answers},
    }
    return assessed(rules, dossier(grouped, **more))


def test_dimension_is_the_weighted_mean_of_its_criteria() -> None:
    # x: (3 × 100 + 1 × 0) ÷ 4 = 75; y: (1 × 50 + 4 × 25) ÷ 5 = 30; whole: (1 × 75 + 3 × 30) ÷ 4 = 41.25.
    result = two_by_two({"a": sure(4), "b": sure(0), "e": sure(2), "f": sure(1)})
    assert of_dimension(result, "x").score[:4] == (75, 75, 75, 100)
    assert of_dimension(result, "y").score[:4] == (30, 30, 30, 100)
    assert result.score[:4] == (41.25, 41.25, 41.25, 100)


def test_point_is_over_what_has_a_point_and_the_range_over_all() -> None:
    # x: point 100 over a alone; low (3 × 100 + 0) ÷ 4 = 75, high (300 + 100) ÷ 4 = 100.
    # y: nothing. whole: point 100 over x alone; low (75 + 0) ÷ 4, high 100.
    result = two_by_two({"a": sure(4)})
    assert of_dimension(result, "x").score[:4] == (100, 75, 100, 75)
    assert of_dimension(result, "y").score[:4] == (None, 0, 100, 0)
    assert result.score[:4] == (100, 18.75, 100, 18.75)


def test_coverage_is_100_less_the_width_of_the_range() -> None:
    # documented: width 30 in a, which is ¾ of x; b is certain: 22.5. y: 100. Whole: (22.5 + 300) ÷ 4.
    result = two_by_two({"a": sure(2, "documented"), "b": sure(2)})
    assert of_dimension(result, "x").score.coverage == pytest.approx(77.5)
    assert result.score.coverage == pytest.approx(100 - 80.625)


def test_point_is_never_multiplied_by_the_reliability() -> None:
    assert two_by_two({"a": sure(4, "asserted"), "e": sure(4, "asserted")}).score.point == 100


def test_not_applicable_is_left_out_entirely() -> None:
    # x: b alone, 0. y: e and f as before, 30. whole: (0 + 90) ÷ 4.
    result = two_by_two({"a": na(), "b": sure(0), "e": sure(2), "f": sure(1)})
    assert of_dimension(result, "x").score[:4] == (0, 0, 0, 100)
    assert result.score.point == 22.5
    assert of_criterion(result, "a").weight == 0
    assert of_criterion(result, "a").status == "not_applicable"
    assert of_criterion(result, "b").weight == 0.25


def test_dimension_without_an_applicable_criterion_is_left_out() -> None:
    result = two_by_two({"a": na(), "b": na(), "e": sure(2), "f": sure(1)})
    assert of_dimension(result, "x").score == (None, None, None, None, None)
    assert of_dimension(result, "x").weight == 0
    assert of_dimension(result, "y").weight == 1
    assert result.score[:4] == (30, 30, 30, 100)


def test_nothing_applicable_at_all_has_no_point_and_no_coverage() -> None:
    result = two_by_two({name: na() for name in "abef"})
    assert result.score[:4] == (None, 0, 100, 0)
    assert {each.weight for part in result.dimensions for each in part.criteria} == {0}
    assert NOTHING_KNOWN == (None, 0, 100)


def test_criterion_whose_when_is_false_does_not_apply_and_its_answer_is_ignored() -> None:
    rules = rubric(criterion("a"), criterion("b", when=ONLY_LISTED), profile=FACTS)
    known = dossier({"a": sure(4), "b": sure(0)}, profile={"listed": "no"})
    result = assessed(rules, known)
    found = of_criterion(result, "b")
    assert result.score.point == 100
    assert (found.status, found.answer, found.weight, found.contribution) == ("not_applicable", None, 0, None)
    assert [(each.code, each.severity) for each in result.diagnostics] == [("ignored-answer", "warning")]
    listed = assessed(rules, dossier({"a": sure(4), "b": sure(0)}, profile={"listed": "yes"}))
    assert listed.score.point == 50


def test_weight_is_the_share_of_the_whole_among_what_applies() -> None:
    # x has ¼, y ¾ of the whole; a ¾ of x; f ⅘ of y.
    result = two_by_two({})
    assert [of_criterion(result, name).weight for name in "abef"] == pytest.approx(
        [0.1875, 0.0625, 0.15, 0.6]
    )
    assert [of_dimension(result, name).weight for name in "xy"] == [0.25, 0.75]


def test_contributions_add_up_to_the_score() -> None:
    # a: ¼ × ¾ × 100 = 18.75; b: ¼ × ¼ × 50 = 3.125; e: ¾ × ⅕ × 25 = 3.75; f: ¾ × ⅘ × 75 = 45.
    result = two_by_two({"a": sure(4), "b": sure(2), "e": sure(1), "f": sure(3)})
    parts = [of_criterion(result, name).contribution for name in "abef"]
    assert parts == pytest.approx([18.75, 3.125, 3.75, 45])
    assert sum(parts) == pytest.approx(result.score.point)


def test_contribution_is_a_share_of_what_has_a_point() -> None:
    # Only a and f are answered: a is all of x, f all of y. ¼ × 100 and ¾ × 50.
    result = two_by_two({"a": sure(4), "f": sure(2)})
    parts = {name: of_criterion(result, name).contribution for name in "abef"}
    assert parts == {"a": 25, "b": None, "e": None, "f": 37.5}
    assert result.score.point == 62.5


def test_dimension_without_a_point_takes_no_share_of_the_contributions() -> None:
    result = two_by_two({"e": sure(2), "a": na(), "b": None})
    assert of_criterion(result, "e").contribution == 50
    assert result.score.point == 50


@pytest.mark.parametrize(
    ("level", "expect", "meets"), [(2, 50, True), (2, 50.1, False), (1, 50, False), (4, 100, True)]
)
def test_criterion_meets_what_is_expected_of_it(level: int, expect: float, meets: bool) -> None:
    found = of_criterion(assessed(rubric(criterion(expect=expect)), dossier({"c": sure(level)})))
    assert (found.meets, found.expect) == (meets, expect)


def test_unanswered_criterion_neither_meets_nor_misses() -> None:
    assert of_criterion(assessed(rubric(criterion(expect=0)), dossier())).meets is None


def test_combining_weighs_points_only_among_those_that_have_one() -> None:
    children = [(1.0, Scored(10, 5, 15)), (3.0, Scored(None, 0, 100)), (1.0, Scored(30, 25, 95))]
    # (10 + 30) ÷ 2; (5 + 0 + 25) ÷ 5; (15 + 300 + 95) ÷ 5.
    assert combine(children) == (20, 6, 82)
