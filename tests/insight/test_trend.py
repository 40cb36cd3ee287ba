"""Where a partner went since the date before."""

from __future__ import annotations

from typing import Any

import pytest

from partnercheck.insight.trend import trend


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("proceed", ""), ("proceed", ""), "same"),
        (("proceed", ""), ("conditional", ""), "worse"),
        (("conditional", ""), ("hold", ""), "worse"),
        (("hold", ""), ("decline", ""), "worse"),
        (("decline", ""), ("hold", ""), "better"),
        (("conditional", "a"), ("conditional", "ab"), "worse"),
        (("conditional", "ab"), ("conditional", "b"), "better"),
        (("conditional", "a"), ("conditional", "b"), "worse"),
        (("decline", "a"), ("proceed", "b"), "worse"),
        (("proceed", "ab"), ("proceed", "ba"), "same"),
        (("hold", "a"), ("decline", ""), "worse"),
    ],
)
def test_a_lower_verdict_or_a_new_flag_is_worse_whatever_else_is_better(
    before: Any, after: Any, expected: str
) -> None:
    assert trend(before, after) == expected
