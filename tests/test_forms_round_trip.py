"""Asked, filled in, collected and assessed is what ratings written by hand are, whatever the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from returning import Case, as_text, as_workbook, by_hand, cases, collected, home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(("suffix", "fill"), [(".yaml", as_text), (".xlsx", as_workbook)])
@settings(max_examples=20)
@given(case=cases())
def test_what_is_collected_is_what_is_written_by_hand(
    suffix: str, fill: Callable[[Path, str, Case], Path], case: Case
) -> None:
    with home():
        assert collected(case, suffix, fill) == by_hand(case)
