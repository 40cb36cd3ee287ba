from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import Case, cases
from engine_inputs import criterion, dimension, dossier, flag, make, na, rated, rubric, sure
from hypothesis import given, settings

from partnercheck.engine import decide
from partnercheck.insight.next_evidence import next_evidence

if TYPE_CHECKING:
    from partnercheck.model.insight import NextEvidence


def found(rules: Any, known: Any) -> NextEvidence:
    return next_evidence(decide(make(rules, known)))


def names(missing: Any) -> list[str]:
    return [each.criterion for each in missing]


def test_what_is_unanswered_weak_or_disputed_stands_in_a_list_of_its_own() -> None:
    forms = [criterion(name, allow_na=True) for name in ("open", "weak", "sure", "rated", "out")]
    answers = {
        "weak": sure(2, "documented"),
        "sure": sure(2, "audited"),
        "rated": rated(("us", 1), ("them", 3), grade="verified"),
        "out": na(),
    }
    missing = found(rubric(*forms), dossier(answers))
    assert [tuple(each) for each in missing.answer] == [("open", 25.0, ())]
    assert [tuple(each) for each in missing.verify] == [
        ("weak", pytest.approx(7.5), ()),
        ("rated", pytest.approx(1.25), ()),
    ]
    assert [tuple(each) for each in missing.reconcile] == [("rated", pytest.approx(0.25 * 0.95 * 50), ())]


def test_swing_is_the_share_of_the_whole_times_the_range_and_ties_stand_in_rubric_order() -> None:
    rules = rubric(
        dimension("d", criterion("small"), criterion("big", weight=3), weight=1),
        dimension("e", criterion("first"), criterion("second"), weight=3),
    )
    missing = found(rules, dossier({}))
    assert [(each.criterion, each.swing) for each in missing.answer] == [
        ("first", 37.5),
        ("second", 37.5),
        ("big", 18.75),
        ("small", 6.25),
    ]


def test_criteria_with_a_flag_that_is_not_alike_in_worst_and_best_stand_first() -> None:
    rules = rubric(
        criterion("big", weight=9),
        criterion("flagged"),
        criterion("lighter", weight=0.5),
        red_flags=[
            flag("f", {"criterion": "flagged", "at_most": 0}),
            flag(
                "g",
                {"any": [{"criterion": "lighter", "at_most": 0}, {"criterion": "flagged", "at_most": 25}]},
            ),
        ],
    )
    missing = found(rules, dossier({}))
    assert [(each.criterion, each.flags) for each in missing.answer] == [
        ("flagged", ("f", "g")),
        ("lighter", ("g",)),
        ("big", ()),
    ]


@pytest.mark.parametrize(
    ("level", "grade", "flags"),
    [
        (4, "asserted", ("f",)),  # clear takes more than somebody's word
        (0, "asserted", ("f",)),  # raised, and may still be cleared
        (4, "documented", ()),  # good enough to clear it
        (0, "documented", ()),  # good enough to raise it for good
    ],
)
def test_a_flag_counts_while_better_evidence_could_still_settle_it(
    level: int, grade: str, flags: tuple[str, ...]
) -> None:
    missing = found(rubric(red_flags=[flag("f")]), dossier({"c": sure(level, grade)}))
    assert [(each.criterion, each.flags) for each in missing.verify] == [("c", flags)]


def test_a_flag_that_only_another_criterion_leaves_unsettled_does_not_count() -> None:
    either = {"any": [{"criterion": "known", "at_most": 0}, {"criterion": "open", "at_most": 0}]}
    rules = rubric(criterion("known", weight=9), criterion("open"), red_flags=[flag("f", either)])
    missing = found(rules, dossier({"known": sure(4, "verified")}))
    assert [tuple(each)[::2] for each in missing.answer] == [("open", ("f",))]
    assert [tuple(each)[::2] for each in missing.verify] == [("known", ())]


def test_a_flag_on_a_dimension_counts_for_each_of_its_criteria() -> None:
    rules = rubric(
        dimension("d", criterion("a"), criterion("b")),
        dimension("e", criterion("c", weight=9), weight=9),
        red_flags=[flag("f", {"dimension": "d", "at_most": 30}, effect="note")],
    )
    missing = found(rules, dossier({"d": {"a": sure(2, "documented")}}))
    assert names(missing.answer) == ["b", "c"]
    assert [each.flags for each in (*missing.answer, *missing.verify)] == [("f",), (), ("f",)]


@settings(max_examples=40)
@given(case=cases())
def test_swings_add_up_to_the_width_of_the_whole_range(case: Case) -> None:
    decision = decide(case.inputs)
    missing = next_evidence(decision)
    whole = decision.tree.whole
    if decision.tree.branches:
        swings = sum(each.swing for each in (*missing.answer, *missing.verify, *missing.reconcile))
        assert swings == pytest.approx(whole.high - whole.low)
    status = {each.criterion.id: each.status for each in decision.judgements}
    assert names(sorted(missing.answer)) == sorted(name for name in status if status[name] == "unanswered")
    assert {status[each.criterion] for each in missing.verify} <= {"answered"}
    unlike = {each.rule.id for each in decision.flags if each.worst != each.best}
    for listed in (missing.answer, missing.verify, missing.reconcile):
        assert {name for each in listed for name in each.flags} <= unlike
        keys = [
            (not each.flags, -round(each.swing, 9), list(status).index(each.criterion)) for each in listed
        ]
        assert keys == sorted(keys)
