"""The other answers to a question, from the nearest in value to the farthest."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from partnercheck.model.scale import DECIMALS

Direction = Literal["better", "worse"]

MOST_STEPS = 10_000
"""A search in more steps than this is given up. One that bisects takes some hundreds at most."""


class TooManyAnswersError(Exception):
    """There are too many answers to find the nearest of them exactly."""


class Alternative(NamedTuple):
    """Another answer, and its value."""

    answer: Any
    value: float


class Ladder(NamedTuple):
    """Other answers in one direction of value: `at(0)` is the nearest, `at(length - 1)` the farthest.

    Attributes:
        near: For a value, about where on the ladder it is reached, or a place that is not on it.
        beyond: Where not every rung is an answer: the nearest one on a rung or beyond it.
    """

    length: int
    at: Callable[[int], Alternative]
    near: Callable[[float], int] = lambda _: -1
    beyond: Callable[[int], Alternative] | None = None

    def answer(self, rung: int) -> Alternative:
        """Return the nearest answer on a rung or beyond it.

        Raises:
            TooManyAnswersError: It cannot be found.
        """
        return (self.beyond or self.at)(rung)

    def first(
        self, differs: Callable[[Alternative, Alternative], bool], likely: Iterable[float] = ()
    ) -> Alternative | None:
        """Return the first answer that differs, None where none does.

        Looks first near the values where that is likely, and then halves what is left.

        Args:
            differs: Whether an answer on a rung, on another one farther on, or between the two might differ;
                where both are the same rung, whether it does.
            likely: Values at which answers begin to differ most often.

        Raises:
            TooManyAnswersError: It takes more than `MOST_STEPS`, or the answer cannot be found.
        """
        near = {self.near(value) + aside for value in likely for aside in (-2, -1, 0, 1)}
        ends = [-1, *sorted(rung for rung in near if 0 <= rung < self.length - 1), self.length - 1]
        parts = [(before + 1, end) for before, end in pairwise(ends)][::-1]
        for _ in range(MOST_STEPS):
            if not parts:
                return None
            low, high = parts.pop()
            if low > high or not differs(self.at(low), self.at(high)):
                continue
            if low == high:
                return self.answer(low)
            middle = (low + high) // 2
            parts += [(middle + 1, high), (low, middle)]
        raise TooManyAnswersError


def climb(
    keys: Iterable[float], at: Callable[[float], Alternative], point: float, direction: Direction
) -> Ladder:
    """Return the answers whose values, rounded, are `keys`, as far as they lie in a direction of `point`."""
    here, better = round(point, DECIMALS), direction == "better"
    rungs = sorted((key for key in keys if (key > here if better else key < here)), reverse=not better)
    return Ladder(len(rungs), lambda rung: at(rungs[rung]))
