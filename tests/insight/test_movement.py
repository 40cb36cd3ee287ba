from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import Case, cases, entries
from engine_inputs import assessed, criterion, dimension, dossier, flag, rated, rubric, sure, verdict, waiver
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partnercheck.engine import decide, explain
from partnercheck.insight.movement import movement

if TYPE_CHECKING:
    from partnercheck.model.movement import Movement


def moved(rules: Any, before: Any, after: Any) -> Movement:
    return movement(assessed(rules, dossier(before)), assessed(rules, dossier(after)))


def effects(found: Movement) -> dict[str, tuple[float, float, float]]:
    return {each.id: (each.effect, each.by_answer, each.by_share) for each in found.criteria}


def test_an_answer_moves_the_score_by_its_share_times_what_its_value_moved() -> None:
    rules = rubric(criterion("a", weight=3), criterion("b", weight=1))
    found = moved(rules, {"a": sure(2), "b": sure(4)}, {"a": sure(3), "b": sure(4)})
    assert found.difference == pytest.approx(18.75)
    assert effects(found) == {"a": (pytest.approx(18.75), pytest.approx(18.75), 0)}


def test_a_new_answer_counts_against_what_the_rest_scores() -> None:
    rules = rubric(criterion("a"), criterion("b"))
    found = moved(rules, {"a": sure(3)}, {"a": sure(3), "b": sure(1)})  # from 75 to 50, their mean 62.5
    assert found.difference == -25
    assert effects(found) == {"b": (-18.75, 0, -18.75), "a": (-6.25, 0, -6.25)}
    same = moved(rules, {"a": sure(3)}, {"a": sure(3), "b": sure(3)})
    assert effects(same) == {"b": (0, 0, 0)}  # as good as the rest: it moves nothing; a has not moved


def test_weights_move_by_share_alone() -> None:
    one, other = (
        assessed(
            rubric(dimension("d", criterion("a"), weight=w), dimension("e", criterion("b"))),
            dossier({"d": {"a": sure(4)}, "e": {"b": sure(0)}}),
        )
        for w in (1, 3)
    )
    found = movement(one, other)
    assert found.difference == 25
    assert effects(found) == {"a": (9.375, 0, 9.375), "b": (15.625, 0, 15.625)}
    assert [(each.id, each.effect) for each in found.dimensions] == [("d", 9.375), ("e", 15.625)]


def test_without_a_score_on_one_side_there_is_no_difference() -> None:
    found = moved(rubric(), {}, {"c": sure(4)})
    assert (found.difference, effects(found)) == (None, {"c": (0, 0, 0)})
    assert found.criteria[0].before.status == "unanswered"


def test_evidence_moves_the_range_and_not_the_score() -> None:
    found = moved(rubric(), {"c": sure(4, "asserted")}, {"c": sure(4, "audited")})
    assert (found.difference, effects(found)) == (0, {"c": (0, 0, 0)})
    assert (found.before.score.low, found.after.score.low) == (40, 100)
    assert (found.criteria[0].before.grade, found.criteria[0].after.grade) == ("asserted", "audited")


def test_flags_conditions_and_reasons_that_appear_and_disappear() -> None:
    rules = rubric(
        criterion("c"),
        criterion("e", expect=50),
        red_flags=[flag(action="Mend it"), flag("g", {"criterion": "e", "at_most": 0})],
        verdict=verdict(60, 10),
    )
    found = moved(rules, {"c": sure(1), "e": sure(4)}, {"c": sure(2), "e": sure(0)})
    flags = [(each.id, each.before, each.after, bool(each.because)) for each in found.red_flags]
    assert flags == [("f", "raised", "clear", False), ("g", "clear", "raised", True)]
    assert [each.for_ for each in found.conditions.gone] == ["f"]
    assert [each.for_ for each in found.conditions.new] == ["g"]
    assert [(each.code, each.subject) for each in found.reasons.gone] == [("flag", "f")]
    assert [(each.code, each.subject) for each in found.reasons.new] == [("flag", "g"), ("score", None)]


def test_a_reason_whose_number_alone_moved_is_neither_new_nor_gone() -> None:
    found = moved(rubric(verdict=verdict(90, 10)), {"c": sure(2)}, {"c": sure(3)})
    assert found.difference == 25
    assert found.reasons == ((), ())
    turned = moved(rubric(verdict=verdict(60, 10)), {"c": sure(2)}, {"c": sure(3)})
    assert [each.text for each in turned.reasons.gone] == ["The score is 50, below the limit of 60."]
    assert [each.text for each in turned.reasons.new] == ["The score is 75, at or above the limit of 60."]


def test_a_waiver_moves_its_flag() -> None:
    rules = rubric(red_flags=[flag()])
    before = assessed(rules, dossier({"c": sure(0)}))
    after = assessed(rules, dossier({"c": sure(0)}, waivers=[waiver()]))
    assert [(each.waived_before, each.waived_after) for each in movement(before, after).red_flags] == [
        (False, True)
    ]


def test_ratings_stand_as_they_are_written() -> None:
    found = moved(rubric(), {"c": sure(2)}, {"c": rated(("us", 1), ("them", 4))})
    assert found.criteria[0].before.answer == 2
    assert [each["answer"] for each in found.criteria[0].after.answer] == [1, 4]


@settings(max_examples=150)
@given(data=st.data(), case=cases())
def test_what_criteria_moved_the_score_by_adds_up_to_the_difference(data: st.DataObject, case: Case) -> None:
    other = case
    for name, form in case.criteria.items():
        if data.draw(st.booleans()):
            other = other.answering(name, data.draw(entries(form)))
    weights = [
        part | {"weight": data.draw(st.sampled_from((1, 2, 0.5, 7)))} for part in case.rubric["dimensions"]
    ]
    if data.draw(st.booleans()):
        other = other._replace(rubric=case.rubric | {"dimensions": weights})
    before, after = explain(decide(case.inputs)), explain(decide(other.inputs))
    found = movement(before, after)
    assert all(each.effect == each.by_answer + each.by_share for each in found.criteria)
    total = sum(each.effect for each in found.criteria)
    assert sum(each.effect for each in found.dimensions) == pytest.approx(total, abs=1e-6)
    if found.difference is None:
        event("no difference")
        assert total == 0
        return
    assert total == pytest.approx(found.difference, abs=1e-6)
    contributions = [
        (each.after.contribution or 0) - (each.before.contribution or 0) for each in found.criteria
    ]
    assert sum(contributions) == pytest.approx(found.difference, abs=1e-6)


@settings(max_examples=30)
@given(case=cases())
def test_nothing_moves_between_a_decision_and_itself(case: Case) -> None:
    assessment = explain(decide(case.inputs))
    found = movement(assessment, assessment)
    assert (found.dimensions, found.criteria, found.red_flags) == ((), (), ())
    assert (found.conditions, found.reasons) == (((), ()), ((), ()))
    assert found.before == found.after
