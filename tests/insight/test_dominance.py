from __future__ import annotations

import random
from typing import Any

import pytest
from engine_inputs import assessed, criterion, dimension, dossier, rubric, sure
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercheck.insight.dominance import SAMPLES, dominates, first_shares, overlap, standard_error
from partnercheck.model.assessment import Score


def scored(*values: Any) -> Any:
    """Return an assessment with a dimension of each value, or of a value and the grade it counts with."""
    names = [f"d{n}" for n in range(len(values))]
    parts = [
        dimension(name, criterion(f"c-{name}", "metric", when={"profile": name, "is": "yes"}))
        for name in names
    ]
    facts = {name: {"type": "yes_no"} for name in names}
    given_ = {
        name: {f"c-{name}": sure(*value) if isinstance(value, tuple) else sure(value)}
        for name, value in zip(names, values, strict=True)
        if value not in {None, "n/a"}
    }
    profile = {name: "no" if value == "n/a" else "yes" for name, value in zip(names, values, strict=True)}
    return assessed(rubric(*parts, profile=facts), dossier(given_, profile=profile))


# --- Dominance -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((80, 60), (70, 60), "ranges"),  # audited: the range is the point
        ((80, 60), (80, 60), None),
        ((80, 59), (70, 60), None),
        (((80, "documented"), 60), (70, 60), "points"),  # 56 to 86
        (((80, "documented"), 60), (50, 60), "ranges"),
        ((80, None), (70, None), None),  # neither has a score there: nobody is ahead under every weighting
        ((100, 60), (None, 50), "ranges"),  # even 100 is no more
        ((90, 60), (None, 50), None),
        ((80, "n/a"), (70, "n/a"), "ranges"),
        ((80, 60), (70, "n/a"), None),
    ],
)
def test_one_is_ahead_under_every_weighting_where_it_is_in_every_dimension(
    one: Any, other: Any, expected: str | None
) -> None:
    assert dominates(scored(*one), scored(*other)) == expected
    assert dominates(scored(*other), scored(*one)) is None


@settings(max_examples=100)
@given(
    one=st.lists(st.sampled_from((10, 40, 60, 90)), min_size=3, max_size=3),
    other=st.lists(st.sampled_from((10, 40, 60, 90)), min_size=3, max_size=3),
    weights=st.lists(st.sampled_from((0.1, 1, 5, 100)), min_size=3, max_size=3),
)
def test_who_is_ahead_under_every_weighting_is_so_under_any(
    one: list[int], other: list[int], weights: list[float]
) -> None:
    gap = sum(w * (a - b) for w, a, b in zip(weights, one, other, strict=True))
    if dominates(scored(*one), scored(*other)):
        assert gap > 0
    elif one != other and not dominates(scored(*other), scored(*one)):
        assert any(a > b for a, b in zip(one, other, strict=True))
        assert any(a < b for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 60), (61, 70), False),
        ((50, 60), (60, 70), True),  # it may come out level
        ((50, 80), (60, 70), True),
        ((50, 50), (50, 50), True),
        ((None, None), (60, 70), True),
    ],
)
def test_ranges_that_share_a_point_overlap(one: Any, other: Any, expected: bool) -> None:
    scores = [Score(None, low, high, None, None) for low, high in (one, other)]
    assert overlap(*scores) is overlap(*reversed(scores)) is expected


# --- How often each comes first ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([(80, 40), (40, 80)], (0.5, 0.5)),
        ([(80, 40), (60, 60)], (0.5, 0.5)),
        ([(90, 50), (60, 60)], (0.75, 0.25)),  # ahead where 30 w > 10 (1 - w)
        ([(70, 60, 50), (60, 60, 60)], (0.5, 0.5)),
        ([(80, 40), (80, 30)], (1, 0)),
        ([(80, 40), (80, 40)], (0.5, 0.5)),
        ([(80, 40), (80, 40), (80, 40)], (1 / 3, 1 / 3, 1 / 3)),
        ([(90, 50), (60, 60), (50, 50)], (0.75, 0.25, 0)),  # the third never: the rest is exact
        ([(90, 50), (60, 60), (60, 60)], (0.75, 0.125, 0.125)),
        ([(70,), (60,), (50,)], (1, 0, 0)),
        ([(70, 60)], (1,)),
    ],
)
def test_shares_that_are_exact(candidates: Any, expected: tuple[float, ...]) -> None:
    shares = first_shares(candidates)
    assert shares.exact
    assert shares.of == pytest.approx(expected)


def sampled(candidates: Any, chance: random.Random, drawn: int) -> list[float]:
    wins = [0] * len(candidates)
    for _ in range(drawn):
        weights = [chance.expovariate(1) for _ in candidates[0]]
        sums = [sum(w * v for w, v in zip(weights, scores, strict=True)) for scores in candidates]
        wins[sums.index(max(sums))] += 1
    return [won / drawn for won in wins]


scores = st.lists(st.floats(0, 100), min_size=4, max_size=4)


@settings(max_examples=15)
@given(one=scores, other=scores)
def test_the_exact_share_of_two_is_what_a_seeded_sample_finds(one: list[float], other: list[float]) -> None:
    shares = first_shares([one, other])
    assert shares.exact
    assert sum(shares.of) == pytest.approx(1)
    if [round(a, 6) for a in one] != [round(b, 6) for b in other]:
        found = sampled([one, other], random.Random(3), 4_000)
        assert shares.of == pytest.approx(found, abs=0.04)


THREE = [(90, 40, 40), (40, 90, 40), (40, 40, 90)]


def test_three_are_counted_in_a_sample_and_by_symmetry_near_a_third() -> None:
    shares = first_shares(THREE)
    assert not shares.exact
    assert sum(shares.of) == pytest.approx(1)
    error = standard_error(1 / 3)
    assert error == pytest.approx((2 / 9 / SAMPLES) ** 0.5)
    assert shares.of == pytest.approx((1 / 3,) * 3, abs=4 * error)


def test_the_sample_is_the_same_every_time_and_leaves_other_draws_alone() -> None:
    random.seed(7)
    state = random.getstate()
    one = first_shares(THREE)
    assert random.getstate() == state
    random.seed(8)
    assert first_shares(THREE) == one


@settings(max_examples=10)
@given(
    candidates=st.lists(
        st.lists(st.sampled_from((10, 50, 70, 90)), min_size=3, max_size=3), min_size=3, max_size=5
    )
)
def test_shares_add_up_to_one_and_who_is_behind_everywhere_has_none(candidates: list[list[int]]) -> None:
    shares = first_shares(candidates).of
    assert sum(shares) == pytest.approx(1)
    for place, mine in enumerate(candidates):
        if any(o != mine and all(a >= b for a, b in zip(o, mine, strict=True)) for o in candidates):
            assert shares[place] == 0
