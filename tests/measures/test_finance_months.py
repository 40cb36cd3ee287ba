"""Thirteen months that begin and end with a month, however long its months are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures.measured import Measured


@pytest.mark.parametrize(
    ("before", "after", "growth"),
    [
        ("2024-09-30", "2025-10-31", 25),
        ("2024-06-30", "2025-07-31", 25),
        ("2024-06-29", "2025-07-31", None),
        ("2024-06-30", "2025-08-01", None),
        ("2024-02-29", "2025-03-31", 25),
        ("2025-02-28", "2026-03-31", 25),
        ("2024-02-28", "2025-03-31", None),
    ],
)
def test_a_months_end_is_followed_by_months_ends(
    ask: Callable[..., Measured], before: str, after: str, growth: float | None
) -> None:
    years = {2024: {"ends": before, "revenue": 4}, 2025: {"ends": after, "revenue": 5}}
    assert ask("financials.revenue_growth", financials={"currency": "GBP", "years": years}).value == growth
