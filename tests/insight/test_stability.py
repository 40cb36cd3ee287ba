from __future__ import annotations

import random
from fractions import Fraction
from math import prod
from typing import Any

import pytest
from engine_generated import Case, cases
from engine_inputs import criterion, dimension, dossier, flag, make, rubric, sure, verdict
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from partnercheck.engine import Decision, decide
from partnercheck.insight.stability import bounds, share_at_least, stability

LEVELS = ("proceed", "conditional", "decline")


def scored(*values: float | None, weights: tuple[float, ...] = (), **more: Any) -> Decision:
    """Return the decision on dimensions d0, d1 … with these scores; None for nothing answered."""
    answers = {f"d{n}": {} if value is None else {f"c{n}": sure(value)} for n, value in enumerate(values)}
    parts = [
        dimension(f"d{n}", criterion(f"c{n}", "metric"), weight=weights[n] if weights else 1)
        for n in range(len(values))
    ]
    return decide(make(rubric(*parts, **more), dossier(answers)))


# --- How far a weight may move ---------------------------------------------------------------------------


def test_shares_of_the_text() -> None:
    weights = (0.3, 0.3, 0.25, 0.15)
    decision = scored(80, 50, 70, 40, weights=weights, verdict=verdict(60, 0))
    assert decision.tree.whole.point == pytest.approx(62.5)
    found = stability(decision).weights
    assert [each.dimension for each in found] == ["d0", "d1", "d2", "d3"]
    assert [each.share for each in found] == pytest.approx(weights)
    assert [(each.low, each.high) for each in found] == [
        (pytest.approx(0.20), 1.0),
        (0.0, pytest.approx(0.44)),
        (pytest.approx(0.0), 1.0),
        (0.0, pytest.approx(0.2444, abs=5e-5)),
    ]


@pytest.mark.parametrize(
    ("scores", "limits", "expected"),
    [
        ((80, 40), (70, 50), [(0.25, 0.75), (0.25, 0.75)]),  # conditional at 60: a limit on either side
        ((80, 40), (60, 50), [(0.5, 1.0), (0.0, 0.5)]),  # proceed, at its limit
        ((80, 40), (90, 70), [(0.0, 0.75), (0.25, 1.0)]),  # decline
        ((80, 40), (90, 30), [(0.0, 1.0), (0.0, 1.0)]),  # neither limit can be reached
        ((60, 60), (60, 60), [(0.0, 1.0), (0.0, 1.0)]),  # equal scores
        ((80, 40), (60, 60), [(0.5, 1.0), (0.0, 0.5)]),  # one limit for both levels
    ],
)
def test_the_limit_on_either_side_bounds_a_share(
    scores: tuple[float, ...], limits: tuple[float, float], expected: list[tuple[float, float]]
) -> None:
    found = stability(scored(*scores, verdict=verdict(*limits))).weights
    assert [(each.low, each.high) for each in found] == [pytest.approx(each) for each in expected]


def test_a_limit_that_floors_or_flags_make_idle_bounds_nothing() -> None:
    held_down = {"red_flags": [flag(when={"criterion": "c1", "at_most": 40})]}
    found = stability(scored(80, 40, verdict=verdict(70, 50), **held_down)).weights
    assert [(each.low, each.high) for each in found] == [(0.25, 1.0), (0.0, 0.75)]
    floor = verdict({"score": 70, "dimension": 50}, 50)
    assert stability(scored(80, 40, verdict=floor)).weights == found
    declined = {"red_flags": [flag(when={"criterion": "c1", "at_most": 40}, effect="decline")]}
    found = stability(scored(80, 40, verdict=verdict(70, 50), **declined)).weights
    assert [(each.low, each.high) for each in found] == [(0.0, 1.0), (0.0, 1.0)]


def test_one_dimension_has_all_the_weight_and_nothing_to_share_it_with() -> None:
    found = stability(scored(70, verdict=verdict(70, 50)))
    assert [tuple(each) for each in found.weights] == [("d0", 1.0, 0.0, 1.0)]
    assert found.agreement == (1.0, 0.0, 0.0)


def test_a_dimension_without_a_point_has_no_part_in_it() -> None:
    with_it, without = scored(80, None, 40, verdict=verdict(70, 50)), scored(80, 40, verdict=verdict(70, 50))
    found = stability(with_it)
    assert [each.dimension for each in found.weights] == ["d0", "d2"]
    assert [tuple(each)[1:] for each in found.weights] == [
        tuple(each)[1:] for each in stability(without).weights
    ]
    assert found.agreement == stability(without).agreement


@pytest.mark.parametrize(("limit", "expected"), [(50, (0.0, 0.0, 1.0)), (0, (1.0, 0.0, 0.0))])
def test_without_any_point_now_is_what_it_is(limit: float, expected: tuple[float, ...]) -> None:
    found = stability(scored(None, None, verdict=verdict(limit, limit)))
    assert (found.weights, tuple(found.agreement)) == ((), expected)


def test_a_share_at_its_bound_stays_within_it() -> None:
    assert bounds(70 + 1e-8, 70 - 1e-8, 0.5, 70.0, None) == (0.5, 1.0)
    assert bounds(70 + 1e-12, 70.0, 0.5, 70.0, None) == (0.0, 1.0)
    assert bounds(70.0, None, 1.0, 70.0, None) == (0.0, 1.0)


def weighed(case: Case, decision: Decision, name: str, share: float) -> str:
    """Return `now` with another share for one dimension among those with a point."""
    others = sum(
        branch.dimension.weight
        for other, branch in decision.tree.branches.items()
        if other != name and branch.score.point is not None
    )
    dimensions = [
        part | {"weight": others * share / (1 - share)} if part["id"] == name else part
        for part in case.rubric["dimensions"]
    ]
    return decide(case._replace(rubric=case.rubric | {"dimensions": dimensions}).inputs).ruling.now


@settings(max_examples=40)
@given(case=cases())
def test_now_is_the_same_within_the_bounds_and_another_beyond(case: Case) -> None:
    decision = decide(case.inputs)
    now, near = decision.ruling.now, 1e-4
    for each in stability(decision).weights:
        assert 0 <= each.low <= each.share <= each.high <= 1
        if each.share == 1:
            continue
        for bound, inward in ((each.low, 1), (each.high, -1)):
            inside, outside = bound + inward * near, bound - inward * near
            if each.low <= inside <= each.high and 0 < inside < 1:
                assert weighed(case, decision, each.dimension, inside) == now
            if 0 < outside < 1 and 0 < bound < 1:
                event("a bound")
                assert weighed(case, decision, each.dimension, outside) != now


# --- Agreement across weightings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "limit", "share"),
    [
        ((0.2, 0.5, 0.9), 0.5, 0.571429),
        ((0.1, 0.4, 0.7, 0.95), 0.6, 0.344623),
        ((0.6,), 0.6, 1),
        ((0.6,), 0.7, 0),
        ((0.5, 0.5, 0.5), 0.5, 1),
        ((0.5, 0.5, 0.5), 0.51, 0),
        ((0.2, 0.8), 0.5, 0.5),
        ((0.2, 0.2, 0.8), 0.5, 0.25),  # both weights of .2 together below a half: Beta(2, 1)
        ((0.2, 0.8, 0.8), 0.5, 0.75),
        ((0.0, 1.0, 1.0, 1.0), 0.9, 0.271),  # 1 − .9³
        ((0.2, 0.8), 0.2, 1),
        ((0.2, 0.8), 0.8, 0),
    ],
)
def test_shares_of_weightings(values: tuple[float, ...], limit: float, share: float) -> None:
    assert share_at_least(values, limit) == pytest.approx(share, abs=5e-7)


def closed_form(values: list[int], limit: int) -> Fraction:
    """P(S ≥ T) by the sum for distinct values, in exact numbers."""
    below = sum(
        (
            prod(
                (Fraction(limit - v, other - v) for j, other in enumerate(values) if j != i),
                start=Fraction(1),
            )
            for i, v in enumerate(values)
            if v < limit
        ),
        Fraction(0),
    )
    return 1 - below


scores = st.integers(0, 100)


@settings(max_examples=200)
@given(values=st.lists(scores, min_size=1, max_size=9, unique=True), limit=scores)
def test_it_is_the_closed_form_where_scores_differ(values: list[int], limit: int) -> None:
    assume(len(values) > 1 or values[0] != limit)
    assert share_at_least([float(v) for v in values], float(limit)) == pytest.approx(
        float(closed_form(values, limit)), abs=1e-12
    )


@settings(max_examples=100)
@given(
    values=st.lists(st.sampled_from((10, 50, 50, 90)), min_size=2, max_size=8),
    limit=st.sampled_from((40, 60)),
)
def test_equal_scores_are_the_limit_of_scores_that_differ_a_little(values: list[int], limit: int) -> None:
    apart = [v * 10**6 + n for n, v in enumerate(values)]
    assert share_at_least([float(v) for v in values], limit) == pytest.approx(
        float(closed_form(apart, limit * 10**6)), abs=1e-5
    )


@settings(max_examples=100)
@given(values=st.lists(st.floats(0, 100), min_size=1, max_size=30), limits=st.tuples(scores, scores))
def test_a_share_lies_between_0_and_1_and_falls_as_the_limit_rises(
    values: list[float], limits: tuple[int, int]
) -> None:
    low, high = sorted(limits)
    assert 0 <= share_at_least(values, high) <= share_at_least(values, low) + 1e-12 <= 1 + 1e-12
    assert share_at_least(values[::-1], low) == pytest.approx(share_at_least(values, low), abs=1e-9)


@pytest.mark.parametrize(
    ("values", "limit"), [((20, 50, 90), 50), ((10, 40, 40, 95, 60), 55), ((70, 70, 30, 30), 60)]
)
def test_a_seeded_sample_of_weightings_agrees(values: tuple[float, ...], limit: float) -> None:
    chance, drawn = random.Random(11), 20_000
    met = 0
    for _ in range(drawn):
        weights = [chance.expovariate(1) for _ in values]
        met += sum(w * v for w, v in zip(weights, values, strict=True)) >= limit * sum(weights)
    assert share_at_least(values, limit) == pytest.approx(met / drawn, abs=0.015)


def test_a_seeded_sample_of_decisions_agrees() -> None:
    chance, drawn = random.Random(5), 600
    found = stability(scored(85, 30, 60, verdict=verdict(65, 50))).agreement
    seen = dict.fromkeys(LEVELS, 0)
    for _ in range(drawn):
        weights = tuple(max(chance.expovariate(1), 1e-6) for _ in range(3))
        seen[scored(85, 30, 60, weights=weights, verdict=verdict(65, 50)).ruling.now] += 1
    assert tuple(found) == pytest.approx(tuple(seen[level] / drawn for level in LEVELS), abs=0.07)


def test_floors_and_flags_cap_what_weightings_can_reach() -> None:
    free = stability(scored(80, 40, verdict=verdict(70, 50))).agreement
    assert tuple(free) == pytest.approx((0.25, 0.5, 0.25))
    raised = [flag(when={"criterion": "c1", "at_most": 40})]
    capped = stability(scored(80, 40, verdict=verdict(70, 50), red_flags=raised)).agreement
    assert tuple(capped) == pytest.approx((0, 0.75, 0.25))
    declining = [flag(when={"criterion": "c1", "at_most": 40}, effect="decline")]
    assert stability(scored(80, 40, verdict=verdict(70, 50), red_flags=declining)).agreement == (0, 0, 1)


@settings(max_examples=40)
@given(case=cases())
def test_the_three_shares_add_up_to_one(case: Case) -> None:
    decision = decide(case.inputs)
    found = stability(decision).agreement
    assert sum(found) == pytest.approx(1, abs=1e-12)
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in found)
    points = {branch.score.point for branch in decision.tree.branches.values()} - {None}
    if len(points) < 2:
        assert getattr(found, decision.ruling.now) == 1
