"""The engine against its rules, written down a second time in engine_reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine_generated import Case, cases
from engine_reference import Gap, decide
from hypothesis import given

from partnercheck import engine
from partnercheck.engine import assess
from partnercheck.insight.next_evidence import next_evidence

if TYPE_CHECKING:
    from fractions import Fraction


def near(number: Fraction | None) -> object:
    return None if number is None else pytest.approx(float(number), abs=1e-9)


@given(case=cases())
def test_engine_decides_what_the_text_says(case: Case) -> None:
    result, expected = assess(case.inputs), decide(*case)
    verdict = result.verdict
    said = {name: getattr(verdict, name) for name in expected.readings}
    assert (verdict.level, verdict.firm, said) == (expected.level, expected.firm, expected.readings)
    whole = result.score
    assert (whole.point, whole.low, whole.high) == tuple(near(n) for n in expected.score)
    for part in result.dimensions:
        found = expected.dimensions[part.id] or (None, None, None)
        assert (part.score.point, part.score.low, part.score.high) == tuple(near(n) for n in found)
    for each in (each for part in result.dimensions for each in part.criteria):
        found = expected.values[each.id] or (None, None, None)
        assert (each.value.point, each.value.low, each.value.high) == tuple(near(n) for n in found)
        assert (each.evidence and each.evidence.grade) == expected.grades.get(each.id)
        assert each.contribution == near(expected.contributions.get(each.id))
    assert {each.id: each.status for each in result.red_flags} == expected.flags
    assert {each.id for each in result.red_flags if each.waived} == expected.waived
    deal = result.relationship
    assert (deal.call, list(deal.possible), deal.differs) == (
        expected.call,
        expected.possible,
        expected.differs,
    )
    truth = {"yes": True, "no": False, "unknown": None}
    assert [
        (rule.call, truth[rule.holds], [truth[each.holds] for each in rule.tests]) for rule in deal.rules
    ] == expected.rules
    assert [(each.for_, list(each.covers)) for each in result.conditions] == expected.conditions
    said = {each.for_: each.action for each in result.conditions if each.action.startswith("Do it for")}
    assert said == {name: f"Do it for {entry}" for name, entry in expected.entries.items()}
    assert [(r.code, r.subject) for r in verdict.reasons] == expected.reasons
    if verdict.level == "hold":
        assert {(r.code, r.subject) for r in verdict.reasons if r.code != "waiver"} == expected.holds


def parts(gap: Gap | None) -> object:
    return None if gap is None else tuple(near(part) for part in gap)


@given(case=cases())
def test_engine_tells_gap_profile_events_and_next_evidence_as_the_text_says(case: Case) -> None:
    decision = engine.decide(case.inputs)
    result, expected = engine.explain(decision), decide(*case)
    assert result.score.gap == parts(expected.gaps[""])
    for part in result.dimensions:
        assert part.score.gap == parts(expected.gaps[part.id])
        for each in part.criteria:
            assert each.value.gap == parts(expected.gaps[each.id])
    told = {each.fact: (each.value, each.grade, list(each.takes_out)) for each in result.profile}
    assert told == expected.profile
    assert [each.items for each in result.events] == expected.lost
    found = next_evidence(decision)
    for listed, wanted in zip((found.answer, found.verify, found.reconcile), expected.next, strict=True):
        assert [(each.criterion, list(each.flags)) for each in listed] == [
            (i, flags) for i, _, flags in wanted
        ]
        assert tuple(each.swing for each in listed) == tuple(near(swing) for _, swing, _ in wanted)
