"""Which numbers to add so that their sum just reaches a limit.

That is the problem of subset sums, which nobody can solve fast for all numbers. Two ways solve it here
exactly and in bounded time:

- Branch and bound, by how many numbers are added: where there are many sums, the limit itself is met by
  some, and the first of them are few. It is given up after `MOST_BRANCHES`.
- The numbers are dealt to two halves, all sums of each are listed, equal ones once, and the lists are walked
  against each other (Horowitz and Sahni, 1974). That takes any 32 numbers, and 64 whose sums repeat, as those
  of ordinary weights do. It is given up where a half has more than `MOST_SUMS`.

Where neither finds it, as among many numbers with as many digits as a computer keeps, it is not worked out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from itertools import accumulate
from typing import TYPE_CHECKING

from partnercheck.model.criteria.ladder import TooManyAnswersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MOST_NUMBERS = 64
"""More numbers than this are not looked at."""

MOST_SUMS = 1 << 16
"""A half with more sums than this is not listed."""

MOST_BRANCHES = 50_000
"""A search with more branches than this is given up, after some tenth of a second."""


def just_reaching(numbers: Sequence[int], limit: int, last_alike: Callable[[int], int]) -> tuple[int, ...]:
    """Return the places of the numbers to add: the least sum, then the fewest, then the first of them.

    Args:
        numbers: Whole numbers of either sign.
        limit: Above 0; at least this must be reached, and can be.
        last_alike: The largest sum that counts as equal to a sum, in an order that keeps theirs.

    Raises:
        TooManyAnswersError: It cannot be worked out, in well under a second.
    """
    if len(numbers) > MOST_NUMBERS:
        raise TooManyAnswersError
    # The costs add up as the numbers do, and their order is the one asked for: a set of fewer numbers costs
    # less, and of equally many the one that has the first.
    one = 1 << len(numbers)
    costs = [one - (one >> place + 1) for place in range(len(numbers))]
    cost = _meeting(numbers, costs, limit, last_alike(limit))
    if cost is None:
        cost = _across(*_halves(numbers, costs), limit, last_alike)
    chosen = -cost % one
    return tuple(place for place in range(len(numbers)) if chosen & (one >> place + 1))


def _halves(numbers: Sequence[int], costs: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return all sums of one half of the numbers, and of the other, with their least costs.

    Raises:
        TooManyAnswersError: There are too many.
    """
    halves: tuple[dict[int, int], dict[int, int]] = ({0: 0}, {0: 0})
    for number, cost in sorted(zip(numbers, costs, strict=True), key=lambda each: (abs(each[0]), each[1])):
        found = min(halves, key=len)
        for before, paid in list(found.items()):
            total, price = before + number, paid + cost
            if price < found.get(total, price + 1):
                found[total] = price
        if len(found) > MOST_SUMS:
            raise TooManyAnswersError
    return halves


def _across(
    ours: Mapping[int, int], theirs: Mapping[int, int], limit: int, last_alike: Callable[[int], int]
) -> int:
    """Return the least cost among the least sums of one of ours and one of theirs that reach the limit."""
    rising, falling = sorted(ours), sorted(theirs, reverse=True)
    least, index = None, 0
    for mine in rising:
        while index < len(falling) and mine + falling[index] >= limit:
            index += 1
        if index and (least is None or mine + falling[index - 1] < least):
            least = mine + falling[index - 1]
    assert least is not None  # noqa: S101  (the limit can be reached)
    last, index = last_alike(least), 0
    best: int | None = None
    window: deque[int] = deque()  # theirs that fit mine, without those that a later one undercuts
    for mine in rising:
        while index < len(falling) and mine + falling[index] >= limit:
            while window and theirs[window[-1]] >= theirs[falling[index]]:
                window.pop()
            window.append(falling[index])
            index += 1
        while window and mine + window[0] > last:
            window.popleft()
        if window and (best is None or ours[mine] + theirs[window[0]] < best):
            best = ours[mine] + theirs[window[0]]
    assert best is not None  # noqa: S101  (the least sum has a cost)
    return best


def _meeting(numbers: Sequence[int], costs: Sequence[int], limit: int, last: int) -> int | None:
    """Return the least cost of a sum from `limit` to `last`; None where there is none, or it takes too long.

    Greatest numbers first, so that the most and the least that so many of those left can add are sums of
    neighbours.
    """
    falling = sorted(zip(numbers, costs, strict=True), reverse=True)
    sums = list(accumulate((number for number, _ in falling), initial=0))
    rising = [-number for number, _ in falling]
    branches = 0

    def found(start: int, count: int, low: int, high: int, paid: int) -> Iterator[int]:
        """Yield the costs of `count` numbers from a place on whose sum lies between two."""
        nonlocal branches
        branches += 1
        if branches > MOST_BRANCHES:
            raise TooManyAnswersError
        least_of_rest = sums[-1] - sums[len(falling) - count + 1]
        for place in range(bisect_left(rising, least_of_rest - high, start), len(falling) - count + 1):
            if sums[place + count] - sums[place] < low:
                return
            number, cost = falling[place]
            if count > 1:
                yield from found(place + 1, count - 1, low - number, high - number, paid + cost)
            elif number <= high:
                yield paid + cost

    try:
        for count in range(1, len(falling) + 1):
            best = min(found(0, count, limit, last, 0), default=None)
            if best is not None:
                return best
    except TooManyAnswersError:
        pass
    return None
