"""No input gives a traceback, a fault of the program's own, a hang, or a file where none should be.

`make fuzz` tries 100,000 inputs; otherwise it is 3,000. What fails is found again by kind and number.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from fuzz_kinds import KINDS
from fuzzing import faults

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = int(os.environ.get("PARTNERCHECK_FUZZ", "3000"))
_AT_ONCE = 50

EACH = -(-INPUTS // len(KINDS))


@pytest.mark.parametrize("start", range(0, EACH, _AT_ONCE))
@pytest.mark.parametrize("kind", KINDS)
def test_fuzz(kind: str, start: int, tmp_path: Path) -> None:
    found = {}
    for number in range(start, min(start + _AT_ONCE, EACH)):
        top = tmp_path / "fuzz"
        top.mkdir()
        if wrong := faults(kind, number, top):
            found[kind, number] = wrong
    assert not found
