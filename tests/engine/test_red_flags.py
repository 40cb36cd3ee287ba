"""Red flags in three readings, and what a flag's status is."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from engine_flags import FACTS, LOW
from engine_inputs import (
    assessed,
    criterion,
    dimension,
    dossier,
    flag,
    item,
    make,
    na,
    of_flag,
    rated,
    rubric,
    sure,
)

from partnercheck.engine import decide
from partnercheck.model.kleene import all_of, any_of
from partnercheck.model.tests import AllOf, AnyOf, evaluate


def read(
    entry: Any, when: Any = None, *, asked: Any = None, profile: Any = None, **more: Any
) -> tuple[Any, ...]:
    """Return status, and whether the flag counts in the worst and in the best reading."""
    criteria = asked or [criterion("c", allow_na=True)]
    rules = rubric(*criteria, profile=FACTS, red_flags=[flag(when=when or LOW, **more)])
    answers = entry if asked else {"c": entry}
    known = dossier(answers, profile=profile or {"listed": "no", "stage": "grown"})
    (found,) = decide(make(rules, known)).flags
    return found.status, found.worst, found.best


# ----------------------------------------------------------------------------- the table, row by row


@pytest.mark.parametrize("grade", ["audited", "verified", "documented"])
def test_leaf_with_good_evidence_is_read_at_the_value_in_all_readings(grade: str) -> None:
    assert read(sure(1, grade)) == ("raised", True, True)
    assert read(sure(2, grade)) == ("clear", False, False)


def test_leaf_with_good_evidence_is_read_at_the_lowest_and_the_highest_rating() -> None:
    # One side's median 50 of 25, 50, 75: clear, but one of its people would raise it.
    assert read(rated(("us", 1), ("us", 2), ("us", 3))) == ("clear", True, False)
    # Median 0 of 0, 0, 75: raised, though one of its people would not.
    assert read(rated(("us", 0), ("us", 0), ("us", 3))) == ("raised", True, False)
    assert read(rated(("us", 0), ("us", 1), ("them", 1))) == ("raised", True, True)


def test_leaf_is_unknown_where_the_point_clears_it_but_some_sides_median_does_not() -> None:
    # us 0, them 100: the point is 50, but our side would raise it.
    assert read(rated(("us", 0), ("them", 4))) == ("open", True, False)
    assert read(rated(("reference", 1), ("us", 3), ("them", 4))) == ("open", True, False)
    assert read(rated(("us", 2), ("them", 4))) == ("clear", False, False)


def test_leaf_is_true_where_the_point_raises_it_whatever_a_side_says() -> None:
    # us 0, them 50: the point is 25.
    assert read(rated(("us", 0), ("them", 2))) == ("raised", True, False)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_weak_evidence_never_clears(level: int) -> None:
    assert read(sure(level, "asserted")) == ("open", True, False)


@pytest.mark.parametrize("level", [0, 1])
def test_somebodys_word_can_raise_a_flag(level: int) -> None:
    assert read(sure(level, "asserted")) == ("raised", True, False)


def test_weak_ratings_are_read_at_the_point() -> None:
    assert read(rated(("us", 0), ("them", 4), grade="asserted")) == ("open", True, False)
    assert read(rated(("us", 0), ("them", 2), grade="asserted")) == ("raised", True, False)


def test_unanswered_leaf_is_true_at_worst_unknown_at_point_false_at_best() -> None:
    assert read(None) == ("open", True, False)
    assert read({"ratings": [{"by": "P", "side": "us", "answer": "unknown"}]}) == ("open", True, False)


def test_leaf_that_is_not_applicable_is_false() -> None:
    assert read(na()) == ("not_applicable", False, False)


def test_limit_is_inclusive_to_nine_decimals() -> None:
    for x, status in ((25, "raised"), (25 + 4e-10, "raised"), (25 + 6e-10, "clear")):
        assert read({"c": sure(x)}, asked=[criterion("c", "metric")])[0] == status


def test_limit_of_zero_is_met_by_zero_alone() -> None:
    assert read(sure(0), {"criterion": "c", "at_most": 0}) == ("raised", True, True)
    assert read(sure(1), {"criterion": "c", "at_most": 0}) == ("clear", False, False)
    assert read(None, {"criterion": "c", "at_most": 0}) == ("open", True, False)


def test_flag_may_ask_for_other_evidence_than_the_rubric() -> None:
    assert read(sure(4, "documented"), evidence="verified") == ("open", True, False)
    assert read(sure(4, "verified"), evidence="verified") == ("clear", False, False)
    assert read(sure(4, "asserted"), evidence="asserted") == ("clear", False, False)
    assert read(sure(1, "documented"), evidence="verified") == ("raised", True, False)


def test_evidence_that_does_not_count_clears_nothing() -> None:
    assert read({"answer": 4, "evidence": [item("audited", date="2027-01-01")]}) == ("open", True, False)
    assert read({"answer": 4, "evidence": [item("audited")]}) == ("clear", False, False)


# ------------------------------------------------------------------------- dimension and profile leaves


def dimension_flag(a: Any, b: Any = None) -> tuple[Any, ...]:
    asked = [criterion("a", allow_na=True), criterion("b", allow_na=True)]
    return read({"a": a, "b": b}, {"dimension": "d", "at_most": 40}, asked=asked)


def test_dimension_leaf_is_read_at_low_point_and_high() -> None:
    # a 50, b 0, both audited: 25 in all readings. a 50, b 100: 75.
    assert dimension_flag(sure(2), sure(0)) == ("raised", True, True)
    assert dimension_flag(sure(2), sure(4)) == ("clear", False, False)
    # asserted 50 and 0: point 25; low 10; high (20 + 60 + 60) ÷ 2 = 70.
    assert dimension_flag(sure(2, "asserted"), sure(0, "asserted")) == ("raised", True, False)
    # a 100, b unanswered: point 100, low 50: false at low.
    assert dimension_flag(sure(4)) == ("clear", False, False)
    # a 75, b unanswered: point 75, low 37.5, high 87.5.
    assert dimension_flag(sure(3)) == ("open", True, False)
    # a 0, b unanswered: point 0, high 50.
    assert dimension_flag(sure(0)) == ("raised", True, False)


def test_dimension_leaf_without_a_point_is_unknown() -> None:
    assert dimension_flag(None) == ("open", True, False)


def test_dimension_leaf_is_false_where_nothing_of_it_applies() -> None:
    assert dimension_flag(na(), na()) == ("not_applicable", False, False)
    assert dimension_flag(na(), sure(0)) == ("raised", True, True)


def test_dimension_leaf_asks_for_no_grade_of_evidence() -> None:
    # asserted 100 and 100: low 40, just raised at worst; point 100, so open.
    assert dimension_flag(sure(4, "asserted"), sure(4, "asserted")) == ("open", True, False)


@pytest.mark.parametrize(
    ("when", "status"),
    [
        ({"profile": "listed", "is": "no"}, "raised"),
        ({"profile": "listed", "is": "yes"}, "clear"),
        ({"profile": "stage", "in": ["startup", "grown"]}, "raised"),
        ({"profile": "stage", "in": ["startup"]}, "clear"),
    ],
)
def test_profile_leaf_is_what_it_is_in_every_reading(when: Any, status: str) -> None:
    assert read(sure(4), when) == (status, status == "raised", status == "raised")


# -------------------------------------------------------------------------------------- Kleene's logic


def test_all_is_false_if_any_is_and_unknown_before_true() -> None:
    for truths in product((True, None, False), repeat=3):
        expected = False if False in truths else None if None in truths else True
        assert all_of(list(truths)) is expected


def test_any_is_true_if_any_is_and_unknown_before_false() -> None:
    for truths in product((True, None, False), repeat=3):
        expected = True if True in truths else None if None in truths else False
        assert any_of(list(truths)) is expected


def test_tests_are_evaluated_at_any_depth() -> None:
    truth = {"t": True, "u": None, "f": False}
    t, u, f = ({"criterion": name, "at_most": 0} for name in truth)

    def value(test: Any) -> bool | None:
        form = AllOf if "all" in test else AnyOf
        return evaluate(form.model_validate(test), lambda each: truth[each.criterion])

    assert value({"all": [t, {"any": [u, f]}]}) is None
    assert value({"any": [u, {"all": [t, t]}]}) is True
    assert value({"all": [{"any": [f, f]}, u]}) is False


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (sure(0), sure(0), "raised", "raised"),
        (sure(0), None, "open", "raised"),
        (sure(4), None, "clear", "open"),
        (None, None, "open", "open"),
        (sure(4), sure(4), "clear", "clear"),
        (sure(0), na(), "clear", "raised"),
    ],
)
def test_flag_joins_its_leaves(a: Any, b: Any, both: str, either: str) -> None:
    asked = [criterion("a", allow_na=True), criterion("b", allow_na=True)]
    tests = [{"criterion": "a", "at_most": 0}, {"criterion": "b", "at_most": 0}]
    assert read({"a": a, "b": b}, {"all": tests}, asked=asked)[0] == both
    assert read({"a": a, "b": b}, {"any": tests}, asked=asked)[0] == either


# ------------------------------------------------------------------------------- not applicable, reasons


def test_flag_is_not_applicable_when_nothing_that_it_names_applies() -> None:
    asked = [criterion("a", allow_na=True), criterion("b", allow_na=True)]
    both = {"any": [{"criterion": "a", "at_most": 0}, {"criterion": "b", "at_most": 0}]}
    assert read({"a": na(), "b": na()}, both, asked=asked) == ("not_applicable", False, False)
    assert read({"a": na(), "b": sure(4)}, both, asked=asked) == ("clear", False, False)


def test_flag_that_names_the_profile_only_is_clear() -> None:
    assert read(na(), {"profile": "listed", "is": "yes"})[0] == "clear"


def test_flag_true_by_its_profile_is_raised_though_its_criterion_does_not_apply() -> None:
    when = {"any": [LOW, {"profile": "listed", "is": "no"}]}
    assert read(na(), when) == ("raised", True, True)


def test_flag_of_a_criterion_and_a_dimension_that_both_do_not_apply() -> None:
    rules = rubric(
        dimension("x", criterion("a", allow_na=True)),
        dimension("y", criterion("b", allow_na=True)),
        red_flags=[flag(when={"any": [{"criterion": "a", "at_most": 0}, {"dimension": "y", "at_most": 0}]})],
    )
    for b, status in ((na(), "not_applicable"), (sure(4), "clear")):
        known = dossier({"x": {"a": na()}, "y": {"b": b}})
        assert of_flag(assessed(rules, known)).status == status


def test_flag_that_does_not_apply_is_no_reason() -> None:
    rules = rubric(criterion("a"), criterion("c", allow_na=True), red_flags=[flag()])
    reasons = assessed(rules, dossier({"a": sure(4), "c": na()})).verdict.reasons
    assert [each.code for each in reasons] == ["score"]


def test_flag_on_a_measured_criterion_reads_its_value() -> None:
    asked = criterion("m", "metric", **{"from": "surveys.latest"})
    rules = rubric(asked, red_flags=[flag(when={"criterion": "m", "at_most": 20})])
    for number, expected in ((10, ("raised", True, True)), (30, ("clear", False, False))):
        survey = {"rounds": [{"date": "2026-10-01", "sections": {"a": number}}], "evidence": "documented"}
        (found,) = decide(make(rules, dossier(surveys=survey))).flags
        assert (found.status, found.worst, found.best) == expected
