"""The least sum that reaches a limit, of the fewest numbers and then the first, against trying every set."""

from __future__ import annotations

import random
import time
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from partnercheck.model.criteria import ChecklistCriterion, subsets
from partnercheck.model.criteria.ladder import TooManyAnswersError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FEW = st.lists(st.sampled_from((-3, -1, 1, 2, 3)), min_size=1, max_size=12)
MANY = st.lists(st.integers(-(10**6), 10**6).filter(bool), min_size=1, max_size=12)


def by_trying(numbers: Sequence[int], limit: int, last_alike: Callable[[int], int]) -> tuple[int, ...]:
    places = range(len(numbers))
    sets = [some for count in range(len(numbers) + 1) for some in combinations(places, count)]
    reaching = [some for some in sets if sum(numbers[place] for place in some) >= limit]
    last = last_alike(min(sum(numbers[place] for place in some) for some in reaching))
    return next(some for some in reaching if sum(numbers[place] for place in some) <= last)


@given(numbers=st.one_of(FEW, MANY), data=st.data(), width=st.sampled_from((1, 4, 1000)))
def test_it_is_what_trying_every_set_finds(numbers: list[int], data: st.DataObject, width: int) -> None:
    most = sum(number for number in numbers if number > 0)
    if most:
        limit = data.draw(st.integers(1, most))

        def last_alike(total: int) -> int:
            return total + width - 1 - total % width

        expected = by_trying(numbers, limit, last_alike)
        assert subsets.just_reaching(numbers, limit, last_alike) == expected
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subsets, "MOST_BRANCHES", 0)  # by halves alone
            assert subsets.just_reaching(numbers, limit, last_alike) == expected
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subsets, "MOST_SUMS", 0)  # by branches alone, which find what meets the limit
            try:
                assert subsets.just_reaching(numbers, limit, last_alike) == expected
            except TooManyAnswersError:
                event("beside the limit")
                assert sum(numbers[place] for place in expected) > last_alike(limit)


@given(
    weights=st.one_of(
        st.lists(st.sampled_from((1.0, 2.0, 0.5, 0.1, 0.2, 0.3)), min_size=1, max_size=10),
        st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=10),
    ),
    data=st.data(),
)
def test_a_checklists_answer_is_the_nearest_in_value_to_nine_decimals(
    weights: list[float], data: st.DataObject
) -> None:
    items = {f"i{n:02}": {"text": "i", "weight": weight} for n, weight in enumerate(weights)}
    form = ChecklistCriterion.model_validate(
        {"id": "c", "title": "c", "question": "?", "kind": "checklist", "items": items}
    )
    now = tuple(data.draw(st.sets(st.sampled_from(sorted(items)))))
    limit = data.draw(st.floats(0, 100))
    point = form.value(now, None)
    others = [
        tuple(key for place, key in enumerate(items) if (key in now) != (place in change))
        for count in range(1, len(items) + 1)
        for change in combinations(range(len(items)), count)
    ]
    values = {other: form.value(other, None) for other in others}
    for direction, sign in (("better", 1), ("worse", -1)):
        reached = [
            (distance, other)
            for other, value in values.items()
            if (distance := round(sign * (value - point), 9)) > 0 and sign * (value - limit) >= 0
        ]
        if any(abs(value - limit) < 1e-9 for value in values.values()):
            continue  # too near to tell by numbers that are not exact
        found = form.ladder(now, point, direction, None).first(
            lambda _, far, sign=sign: sign * (far.value - limit) >= 0
        )
        if not reached:
            assert found is None
        else:
            assert found is not None
            assert found.answer == min(reached, key=lambda each: each[0])[1]


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_sixty_four_items_of_random_weights_are_worked_out_in_well_under_a_second(decimals: int) -> None:
    chance = random.Random(decimals)
    numbers = [int(chance.uniform(1, 10) * 10**decimals) * chance.choice((1, 1, -1)) for _ in range(64)]
    limit = sum(number for number in numbers if number > 0) * 2 // 3
    start = time.process_time()
    places = subsets.just_reaching(numbers, limit, lambda total: total)
    assert sum(numbers[place] for place in places) == limit
    assert time.process_time() - start < 1
