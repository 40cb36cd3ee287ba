"""A run has room for its calls at hand, and asks the system for none at every turn of a loop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from partnercheck.cli import with_room

if TYPE_CHECKING:
    from collections.abc import Callable

resource = pytest.importorskip("resource")


def leaf() -> None:
    """Be called at the end of a chain of calls."""


def loop_below(depth: int) -> None:
    if depth:
        loop_below(depth - 1)
        return
    for _ in range(100):
        leaf()


def loops() -> None:
    """Loop at every depth, so that wherever a piece of memory ends, some loop goes across."""
    for depth in range(400):
        loop_below(depth)


def faults(run: Callable[[], None]) -> int:
    """Return how often a run was given a page of memory that it did not have yet."""
    before: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    run()
    after: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    return after - before


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="it is CPython that gives back each piece")
def test_loops_below_deep_calls_take_no_memory_at_every_turn() -> None:
    assert 10 * faults(lambda: with_room(loops)) < faults(loops)


def test_what_a_run_raises_goes_through() -> None:
    def stops() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit, match="3"):
        with_room(stops)
