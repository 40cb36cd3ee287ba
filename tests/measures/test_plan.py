from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from partnercheck.measures.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

AS_OF = "2026-11-20"


@pytest.fixture
def plan(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    def plan(name: str, *items: dict[str, Any], start: str | None = None) -> Measured:
        listed = [{"what": f"item {index}", **item} for index, item in enumerate(items)]
        return ask(f"plan.{name}", plan={"start": start, "items": listed}, as_of=AS_OF)

    return plan


IN_TIME = {"due": "2026-06-30", "done": "2026-06-30"}
LATE = {"due": "2026-06-30", "done": "2026-07-01"}
MISSED = {"due": "2026-06-30"}
TODAY = {"due": AS_OF}
AHEAD = {"due": "2026-11-21", "done": "2026-11-01"}
LATER = {"due": "2026-06-30", "done": "2026-11-21"}


def test_on_time_counts_what_was_due_by_the_as_of_date(plan: Callable[..., Measured]) -> None:
    found = plan("on_time", IN_TIME, LATE, MISSED, AHEAD, {})
    assert found.value == pytest.approx(100 / 3)
    assert found.working == "100 × 1 done in time ÷ 3 due ≈ 33.3333 %; late or not done: item 1, item 2"
    assert plan("on_time", IN_TIME, TODAY).value == 50
    assert plan("on_time", IN_TIME).working == "100 × 1 done in time ÷ 1 due = 100 %"
    assert plan("on_time", AHEAD).value is None


def test_overdue_counts_what_was_due_before_the_as_of_date(plan: Callable[..., Measured]) -> None:
    found = plan("overdue", IN_TIME, LATE, MISSED, TODAY, AHEAD)
    assert found.value == 1
    assert found.working == "overdue: item 2 = 1"
    assert plan("overdue", LATER).value == 1  # done after the as-of date is not done
    assert plan("overdue", TODAY).value == 0
    assert plan("overdue", {}).value is None


def test_attained_is_the_mean_of_what_was_reached(plan: Callable[..., Measured]) -> None:
    more, over = {"target": 12, "actual": 9}, {"target": 10, "actual": 25}
    less = {"target": 2, "actual": 4, "less_is_better": "yes"}
    found = plan("attained", more, over, less, {"target": 5}, {"actual": 5})
    assert found.value == 75  # (0.75 + 1 + 0.5) ÷ 3
    assert found.working == "(item 0 75 % + item 1 100 % + item 2 50 %) ÷ 3 = 75 %"
    assert plan("attained", {"target": 5}).value is None


@pytest.mark.parametrize(
    ("actual", "less", "value"),
    [(0, "yes", 100), (-3, "yes", 100), (0, "no", 0), (-3, "no", 0), (1, "yes", 100)],
)
def test_attained_stays_between_nothing_and_all(
    plan: Callable[..., Measured], actual: int, less: str, value: int
) -> None:
    assert plan("attained", {"target": 2, "actual": actual, "less_is_better": less}).value == value


def test_days_to_the_first_value(plan: Callable[..., Measured]) -> None:
    value = {"value": "yes"}
    items = ({**LATE, **value}, {**IN_TIME, **value}, {"done": "2026-02-01"}, {"done": "2026-12-01", **value})
    found = plan("first_value_days", *items, start="2026-01-15")
    assert found.value == 166
    assert found.working == "from 15 Jan 2026 to item 1, done on 30 Jun 2026 = 166 days"
    assert plan("first_value_days", *items).value is None
    assert plan("first_value_days", items[2], items[3], start="2026-01-15").value is None
    assert plan("first_value_days", {"done": "2026-01-15", **value}, start="2026-01-15").value == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"start": "2026-02-01", "items": [{"what": "x", "done": "2026-01-31"}]}, "before the plan starts"),
        ({"items": [{"what": "x", "target": 0}]}, "a target is above 0"),
    ],
)
def test_what_cannot_be_is_named(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Plan.model_validate(data)
