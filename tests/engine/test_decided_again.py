"""Deciding again under a changed rubric comes to what deciding anew does, and does no more than it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import cases
from engine_inputs import criterion, dimension, dossier, flag, make, make_rubric, na, rubric, sure, verdict
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.engine import Decision, decide
from partnercheck.engine.again import DecidedAgain
from partnercheck.engine.criteria import judge_one
from partnercheck.engine.evidence import Weigher
from partnercheck.measures import Sides
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from engine_generated import Case

    from partnercheck.engine.criteria import Judgement
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

TINY = 1e-9


def again(before: Decision, other: Rubric) -> tuple[DecidedAgain, list[str]]:
    """Return the decision under a changed copy of the rubric, and which criteria were judged for it."""
    inputs, judged = before.inputs, []
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    culture = inputs.organisation.culture if inputs.organisation else {}

    def judge(criterion: Criterion, dimension: str) -> Judgement:
        judged.append(criterion.id)
        ours = culture.get(criterion.id)
        return judge_one(inputs, Weigher(inputs), sides, criterion, dimension, ours)

    return DecidedAgain(before, other, judge), judged


def told(decision: Decision) -> Any:
    """All that a decision comes to; the order of conditions is left open."""
    scores = [decision.tree.whole, *(each.score for each in decision.tree.branches.values())]
    flags = [
        (each.rule.id, each.status, each.worst, each.best, each.worst and each.effect, each.waiver)
        for each in decision.flags
    ]
    values = [(each.status, each.point, each.low, each.high) for each in decision.judgements]
    conditions = sorted((each.for_, each.action) for each in decision.conditions)
    points = [pytest.approx(n, abs=TINY) for score in scores for n in score[:4]]
    return decision.ruling, points, flags, values, decision.relationship, conditions


def with_one(items: tuple[Any, ...], place: int, **values: Any) -> tuple[Any, ...]:
    return (*items[:place], changed(items[place], **values), *items[place + 1 :])


def within(rules: Rubric, d: int, c: int, **values: Any) -> Rubric:
    """Return a rubric with another criterion."""
    criteria = with_one(rules.dimensions[d].criteria, c, **values)
    return changed(rules, dimensions=with_one(rules.dimensions, d, criteria=criteria))


@st.composite
def copies(draw: Any, rules: Rubric) -> Rubric:
    """A rubric with one thing changed."""
    d = draw(st.integers(0, len(rules.dimensions) - 1))
    there = rules.dimensions[d]
    c = draw(st.integers(0, len(there.criteria) - 1))
    number = draw(st.sampled_from((5.0, 50.0, 100.0)))
    made = [
        changed(rules, dimensions=with_one(rules.dimensions, d, weight=there.weight * 2)),
        within(rules, d, c, weight=there.criteria[c].weight * 2),
        within(rules, d, c, expect=number),
        changed(rules, verdict=changed(rules.verdict, proceed=changed(rules.verdict.proceed, score=number))),
        changed(rules, verdict=changed(rules.verdict, not_applicable=number)),
    ]
    if hasattr(there.criteria[c], "curve"):
        made.append(within(rules, d, c, curve=((0.0, number), (100.0, 0.0))))
    for f, each in enumerate(rules.red_flags):
        made += [
            changed(rules, red_flags=with_one(rules.red_flags, f, effect=effect))
            for effect in ("decline", "conditional", "note")
        ]
        if hasattr(each.when, "at_most"):
            when = changed(each.when, at_most=number)
            made.append(changed(rules, red_flags=with_one(rules.red_flags, f, when=when)))
    return draw(st.sampled_from(made))


@given(case=cases(), data=st.data())
def test_deciding_again_comes_to_what_deciding_anew_does(case: Case, data: st.DataObject) -> None:
    inputs = case.inputs
    other = data.draw(copies(inputs.rubric))
    found, _ = again(decide(inputs), other)
    assert told(found) == told(decide(inputs._replace(rubric=other)))


RULES = make_rubric(
    rubric(
        dimension("x", criterion("a", kind="yes_no"), criterion("b", kind="yes_no")),
        dimension("y", criterion("c", expect=50), criterion("e", allow_na=True)),
        red_flags=[
            flag("low", {"criterion": "a", "at_most": 25}),
            flag("odd", {"criterion": "c", "at_most": 0}),
        ],
        relationship=[
            {"call": "near", "title": "Near", "when": {"dimension": "y", "at_least": 50}},
            {"call": "far", "title": "Far"},
        ],
        verdict=verdict(proceed=60),
    )
)
KNOWN = dossier({"x": {"a": sure(False), "b": sure(True)}, "y": {"c": sure(1), "e": sure(3)}})


def before() -> Decision:
    return decide(make(RULES, KNOWN))


def test_what_a_copy_shares_is_kept() -> None:
    first = before()
    for other in (
        changed(RULES, title="Another"),
        changed(RULES, dimensions=with_one(RULES.dimensions, 0, title="Another")),
        changed(RULES, dimensions=with_one(RULES.dimensions, 0, criteria=(*RULES.dimensions[0].criteria,))),
    ):
        found, judged = again(first, other)
        assert judged == []
        assert (found.tree, found.flags, found.ruling) == (first.tree, first.flags, first.ruling)
        for kept in ("judgements", "tree", "flags", "ruling", "relationship", "arisen"):
            assert getattr(found, kept) is getattr(first, kept), kept


def test_only_a_changed_criterion_is_judged_and_only_its_dimension_is_scored_anew() -> None:
    first = before()
    found, judged = again(first, within(RULES, 0, 0, good=False))
    assert judged == ["a"]
    kept = [one is two for one, two in zip(found.judgements, first.judgements, strict=True)]
    assert kept == [False, True, True, True]
    assert found.by_id["a"] is found.judgements[0]
    kept = [found.tree.branches[name].score is first.tree.branches[name].score for name in ("x", "y")]
    assert kept == [False, True]
    assert [each.status for each in (first.flags[0], found.flags[0])] == ["raised", "clear"]
    assert found.flags[1] is first.flags[1]
    assert found.tree.whole.point != first.tree.whole.point


def test_an_expectation_that_is_met_as_before_changes_nothing() -> None:
    first = before()
    met, judged = again(first, within(RULES, 1, 1, expect=75))
    assert (judged, met.arisen is first.arisen) == (["e"], True)
    missed, _ = again(first, within(RULES, 1, 1, expect=76))
    assert missed.tree is first.tree
    assert [each.for_ for each in missed.arisen] == [*(each.for_ for each in first.arisen), "e"]


def test_a_criterion_that_may_not_apply_stays_unanswered() -> None:
    asked = criterion("a", when={"profile": "listed", "is": "yes"})
    rules = make_rubric(rubric(asked, criterion("b"), profile={"listed": {"type": "yes_no"}}))
    first = decide(make(rules, dossier({"a": sure(0), "b": sure(4)}, profile={"listed": "unknown"})))
    other = within(rules, 0, 0, weight=3.0)
    found, judged = again(first, other)
    assert (judged, found.judgements) == ([], decide(first.inputs._replace(rubric=other)).judgements)


def test_weights_count_where_something_is_declared_not_applicable() -> None:
    known = dossier({"x": KNOWN["answers"]["x"], "y": {"c": sure(4), "e": na()}})
    rules = changed(RULES, verdict=changed(RULES.verdict, not_applicable=30.0))
    first = decide(make(rules, known))
    other = within(rules, 1, 1, weight=4.0)
    found, _ = again(first, other)
    assert found.ruling == decide(first.inputs._replace(rubric=other)).ruling != first.ruling
