"""The engine against sections 4 to 6 of DESIGN.md, written down a second time in engine_reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engine_generated import Case, cases
from engine_reference import decide
from hypothesis import given

from partnercheck.engine import assess

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
    assert [each.for_ for each in result.conditions] == expected.conditions
    if verdict.level == "hold":
        asked = {"nothing-answered", "coverage", "open-flag", "not-applicable"}
        flags = set(expected.flags)
        told = {(r.code, r.subject) for r in verdict.reasons if r.code in asked}
        assert {r for r in told if r[0] == "open-flag" or r[1] not in flags} == expected.holds
