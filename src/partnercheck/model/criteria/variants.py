"""A criterion with one small change in it, which the test cases of its rubric should notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria.criterion import Criterion


class Variant(NamedTuple):
    """A criterion with something else in one place.

    Attributes:
        at: The place in the criterion; its first step tells what sort of change it is.
        what: What is changed, in words.
        before: What it was.
        after: What it is.
        criterion: The changed copy.
    """

    at: Path
    what: str
    before: str
    after: str
    criterion: Criterion


def twice_and_half(weight: float) -> tuple[float, float]:
    """Return the other weights that are tried."""
    return weight * 2, weight / 2


def half_way(values: Sequence[float], index: int) -> float | None:
    """Return the value half-way to the next one, of the last half-way to the one before; None without any."""
    order = [*values[index + 1 :], *reversed(values[:index])]
    other = next((each for each in order if each != values[index]), None)
    return None if other is None else (values[index] + other) / 2
