"""What must hold of every decision, on generated rubrics and dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import Case, answers_to, cases, events, items
from hypothesis import assume, event, given
from hypothesis import strategies as st

from partnercheck.engine import assess, decide
from partnercheck.engine.verdict import rule
from partnercheck.model.scale import DECIMALS
from partnercheck.model.tests import CriterionTest, holds_for, leaves

if TYPE_CHECKING:
    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement

RANK = {"decline": 0, "conditional": 1, "proceed": 2}
VERDICTS = ("decline", "hold", "conditional", "proceed")
TINY = 1e-9


def now(decision: Decision) -> int:
    return RANK[decision.ruling.now]


def width(judgement: Judgement) -> float:
    return judgement.high - judgement.low


def asked(data: st.DataObject, case: Case) -> tuple[str, st.SearchStrategy[Any]]:
    """Choose a criterion that takes answers; return its id and its answers."""
    names = [name for name, each in case.criteria.items() if "from" not in each]
    assume(names)
    name = data.draw(st.sampled_from(names))
    return name, answers_to(case.criteria[name])


def supported(case: Case, name: str) -> dict[str, Any]:
    """Return the evidence that the case gives for a criterion."""
    entry = case.entry(name)
    return {"evidence": entry["evidence"]} if isinstance(entry, dict) and "evidence" in entry else {}


@given(case=cases())
def test_one_decision_is_consistent_in_itself(case: Case) -> None:
    decision, result = decide(case.inputs), assess(case.inputs)
    # low ≤ point ≤ high, and coverage is what the width of the range leaves
    scores = [result.score] + [part.score for part in result.dimensions if part.score.low is not None]
    values = [
        each.value for part in result.dimensions for each in part.criteria if each.value.low is not None
    ]
    for each in (*scores, *values):
        assert -TINY <= each.low <= each.high + TINY <= 100 + 2 * TINY
        assert each.point is None or each.low - TINY <= each.point <= each.high + TINY
    for each in scores:
        assert each.coverage == pytest.approx(100 - (each.high - each.low), abs=TINY)
    # the gap's parts are what the width is made of
    for each in (*scores, *values):
        assert min(each.gap) >= -TINY
        assert sum(each.gap) == pytest.approx(each.high - each.low, abs=TINY)
    # worst ≤ now ≤ best, and waivers never worsen
    verdict = result.verdict
    assert RANK[verdict.worst] <= RANK[verdict.now] <= RANK[verdict.best]
    assert VERDICTS.index(verdict.without_waivers) <= VERDICTS.index(verdict.level)
    # rule 1 is firm; hold never is
    if verdict.best == "decline":
        assert (verdict.level, verdict.firm) == ("decline", True)
    assert not (verdict.level == "hold" and verdict.firm)
    assert verdict.level in {verdict.now, "hold", "decline"}
    # contributions add up to the score, weights to one
    parts = [each for part in result.dimensions for each in part.criteria]
    contributions = [each.contribution for each in parts if each.contribution is not None]
    if result.score.point is None:
        assert not contributions
    else:
        assert sum(contributions) == pytest.approx(result.score.point, abs=TINY)
    weights = sum(each.weight for each in parts)
    assert weights == pytest.approx(0 if result.score.coverage == 0 and weights == 0 else 1, abs=TINY)
    # a raised flag counts in the worst reading; one that counts in the best is raised
    for flag in decision.flags:
        assert flag.worst or flag.status != "raised"
        assert flag.status == "raised" or not flag.best
    # every verdict names what caused it
    if verdict.level in {"hold", "decline", "conditional"}:
        assert any(each.code != "waiver" for each in verdict.reasons)


@given(case=cases(), data=st.data())
def test_better_answer_never_worsens_now_nor_lowers_the_range(case: Case, data: st.DataObject) -> None:
    name, answers = asked(data, case)
    kept = supported(case, name)
    pair = [{"answer": data.draw(answers)} | kept for _ in range(2)]
    before, after = (decide(case.answering(name, entry).inputs) for entry in pair)
    old, new = before.by_id[name], after.by_id[name]
    if old.point is None or new.point is None:  # it does not apply, or we have no position to match
        assert old.point is new.point
        return
    if case.criteria[name]["kind"] == "match":  # nearer to ours is never worse
        gaps = [abs(entry["answer"] - case.organisation["culture"][name]) for entry in pair]
        assert gaps[1] > gaps[0] or new.point >= old.point
    if new.point < old.point:
        before, after, old, new = after, before, new, old
    assert now(after) >= now(before)
    assert new.low >= old.low
    assert new.high >= old.high
    assert after.tree.whole.low >= before.tree.whole.low - TINY
    assert after.tree.whole.high >= before.tree.whole.high - TINY
    assert after.tree.whole.point >= before.tree.whole.point - TINY


@given(case=cases(), data=st.data())
def test_evidence_beside_other_evidence_never_widens_a_range(case: Case, data: st.DataObject) -> None:
    name, answers = asked(data, case)
    given_items = data.draw(st.lists(items(), min_size=1, max_size=2))
    entry = {"answer": data.draw(answers), "evidence": given_items}
    more = entry | {"evidence": [*given_items, data.draw(items())]}
    before, after = (decide(case.answering(name, each).inputs) for each in (entry, more))
    assert width(after.by_id[name]) <= width(before.by_id[name])
    assert after.tree.whole.low >= before.tree.whole.low - TINY
    assert after.tree.whole.high <= before.tree.whole.high + TINY


@given(case=cases(), data=st.data())
def test_first_answer_to_a_criterion_only_narrows(case: Case, data: st.DataObject) -> None:
    # Without waivers: one is used only while its flag is raised or open.
    bare = case._replace(dossier=case.dossier | {"waivers": []})
    name, answers = asked(data, case)
    filled = {"answer": data.draw(answers)} | supported(case, name)
    before, after = (decide(bare.answering(name, each).inputs) for each in (None, filled))
    assert after.tree.whole.low >= before.tree.whole.low - TINY
    assert after.tree.whole.high <= before.tree.whole.high + TINY
    assert RANK[after.ruling.worst] >= RANK[before.ruling.worst]
    assert RANK[after.ruling.best] <= RANK[before.ruling.best]


@given(case=cases())
def test_order_of_keys_never_matters_and_nothing_else_does(case: Case) -> None:
    def turned(data: Any) -> Any:
        return {key: turned(data[key]) for key in reversed(data)} if isinstance(data, dict) else data

    result = assess(case.inputs)
    assert repr(result) == repr(assess(case.inputs))
    answers = {"answers": turned(case.dossier["answers"]), "profile": turned(case.dossier["profile"])}
    other = assess(case._replace(dossier=case.dossier | answers).inputs)
    assert repr(other._replace(diagnostics=())) == repr(result._replace(diagnostics=()))
    assert sorted(other.diagnostics) == sorted(result.diagnostics)


@given(case=cases())
def test_waivers_never_worsen_a_reading(case: Case) -> None:
    waived, bare = decide(case.inputs), decide(case._replace(dossier=case.dossier | {"waivers": []}).inputs)
    assert bare.ruling.level == waived.ruling.without_waivers
    for reading in ("worst", "now", "best"):
        assert RANK[getattr(waived.ruling, reading)] >= RANK[getattr(bare.ruling, reading)]
    assert waived.tree.whole == bare.tree.whole
    assert [each.status for each in waived.flags] == [each.status for each in bare.flags]


@given(case=cases())
def test_open_flag_never_gives_a_better_verdict_than_the_same_flag_raised(case: Case) -> None:
    decision = decide(case.inputs)
    for place, flag in enumerate(decision.flags):
        if flag.status == "open" and flag.effect == "conditional":
            raised = [*decision.flags]
            raised[place] = flag._replace(status="raised")
            other = rule(
                case.inputs.rubric, decision.judgements, decision.tree, raised, case.inputs.profile.unknown
            )
            assert VERDICTS.index(decision.ruling.level) <= VERDICTS.index(other.level)
            event("an open flag")


@given(case=cases())
def test_open_flag_that_would_stop_the_deal_never_lets_it_pass_and_never_stops_it(case: Case) -> None:
    decision = decide(case.inputs)
    rest = [flag for flag in decision.flags if (flag.status, flag.effect) != ("open", "decline")]
    if len(rest) == len(decision.flags):
        return
    unknown = case.inputs.profile.unknown
    without = rule(case.inputs.rubric, decision.judgements, decision.tree, rest, unknown)
    if decision.ruling.level != "hold":
        assert decision.ruling.level == "decline"
        assert "decline" in {without.now, without.best}
    event(decision.ruling.level)


@given(case=cases())
def test_word_of_mouth_only_opens_a_flag_that_would_stop_the_deal(case: Case) -> None:
    flags = [
        {key: value for key, value in flag.items() if key != "evidence"} | {"effect": "decline"}
        for flag in case.rubric["red_flags"]
    ]
    answers = {
        home: {
            name: (entry if isinstance(entry, dict) else {"answer": entry}) | {"evidence": "asserted"}
            for name, entry in group.items()
            if not (isinstance(entry, dict) and "not_applicable" in entry)
        }
        for home, group in case.dossier["answers"].items()
    }
    for entry in (entry for group in answers.values() for entry in group.values()):
        for rating in entry.get("ratings", ()):
            rating.pop("evidence", None)
    surveys = case.dossier.get("surveys", {"rounds": []}) | {"evidence": "asserted"}
    known = {key: value for key, value in case.dossier.items() if key != "evidence"}
    known |= {"answers": answers} | ({"surveys": surveys} if surveys["rounds"] else {})
    rubric = case.rubric | {"red_flags": flags, "evidence": {"clears": "declared"}}
    for flag in decide(case._replace(rubric=rubric, dossier=known).inputs).flags:
        tests = [leaf for leaf, _ in leaves(flag.rule.when)]
        if all(isinstance(leaf, CriterionTest) for leaf in tests):
            assert flag.status != "raised"
            event(flag.status)


@given(case=cases(), data=st.data())
def test_event_never_narrows_a_range(case: Case, data: st.DataObject) -> None:
    happened = case.dossier.get("events", [])
    more = case.dossier | {"events": [*happened, data.draw(events(case.rubric))]}
    before, after = decide(case.inputs), decide(case._replace(dossier=more).inputs)
    old, new = before.tree, after.tree
    scores = [(old.whole, new.whole)]
    scores += [(old.branches[name].score, new.branches[name].score) for name in old.branches]
    for one, other in (*scores, *zip(before.judgements, after.judgements, strict=True)):
        assert other.low <= one.low + TINY
        assert other.high >= one.high - TINY
        assert one.point == other.point


@given(case=cases(), data=st.data())
def test_fact_that_is_unknown_holds_unless_nothing_could_save_the_deal(
    case: Case, data: st.DataObject
) -> None:
    facts = {
        name: data.draw(st.sampled_from((fact, "unknown"))) for name, fact in case.dossier["profile"].items()
    }
    inputs = case._replace(dossier=case.dossier | {"profile": facts}).inputs
    decision = decide(inputs)
    for name, fact in inputs.rubric.profile.items():
        applies = fact.when is None or holds_for(fact.when, inputs.facts) is True
        if facts[name] == "unknown" and applies and name in inputs.rubric.facts_that_hold:
            assert decision.ruling.level == ("decline" if decision.ruling.best == "decline" else "hold")
            event(decision.ruling.level)
    for name, test in inputs.rubric.conditional_criteria.items():
        if holds_for(test, inputs.facts) is None:
            judgement = decision.by_id[name]
            assert (judgement.status, judgement.low, judgement.high) == ("unanswered", 0, 100)


@given(value=st.floats(0, 100), limit=st.integers(0, 100))
def test_numbers_are_compared_to_nine_decimals(value: float, limit: int) -> None:
    from partnercheck.engine.numbers import at_least, at_most

    rounded = round(value, DECIMALS)
    assert at_least(value, limit) == (rounded >= limit)
    assert at_most(value, limit) == (rounded <= limit)
    assert at_least(limit - 4e-10, limit)
    assert at_most(limit + 4e-10, limit)


@given(case=cases(), data=st.data())
def test_question_of_kind_text_moves_nothing(case: Case, data: st.DataObject) -> None:
    text = {"id": "told", "title": "Told", "question": "?", "kind": "text"}
    home = data.draw(st.sampled_from(case.rubric["dimensions"]))["id"]
    dimensions = [
        each | {"criteria": [text, *each["criteria"]]} if each["id"] == home else each
        for each in case.rubric["dimensions"]
    ]
    answers = st.sampled_from(("unknown", "A tale"))
    entry = data.draw(
        st.one_of(
            answers,
            st.builds(lambda answer, item: {"answer": answer, "evidence": [item]}, answers, items()),
            st.builds(lambda answer: {"ratings": [{"by": "A", "side": "us", "answer": answer}]}, answers),
        )
    )
    asked = case._replace(rubric=case.rubric | {"dimensions": dimensions}).answering("told", entry)
    before, after = assess(case.inputs), assess(asked.inputs)
    told = {each.id: each for part in after.dimensions for each in part.criteria}["told"]
    assert told.status in {"answered", "unanswered", "not_applicable"}
    assert {told.weight, told.contribution, told.value.low, told.value.high} <= {0, None}
    without = tuple(
        part._replace(criteria=tuple(each for each in part.criteria if each.id != "told"))
        for part in after.dimensions
    )
    assert without == before.dimensions
    for field in ("verdict", "score", "red_flags", "relationship", "conditions", "waivers_unused"):
        assert getattr(after, field) == getattr(before, field), field
