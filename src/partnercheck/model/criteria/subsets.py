"""Which numbers to add so that their sum just reaches a limit.

That is the problem of subset sums, which nobody can solve fast for all numbers. Two ways solve it here
exactly and in bounded time (Horowitz and Sahni, 1974):

- The numbers are dealt to two halves, all sums of each are listed, equal ones once, and the lists are
  walked against each other. That takes any 32 numbers, and 64 whose sums repeat, as those of ordinary
  weights do: whole numbers up to some thousand, or with two decimals.
- Otherwise there are so many sums that the limit itself is most often met by few numbers. Every set of up to
  `MOST_ADDED` numbers is looked at, its first half beside its second.

Where neither finds it, it is not worked out.
"""

from __future__ import annotations

from collections import deque
from itertools import combinations
from typing import TYPE_CHECKING

from partnercheck.model.criteria.ladder import TooManyAnswersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MOST_NUMBERS = 64
"""More numbers than this are not looked at."""

MOST_SUMS = 1 << 16
"""A half with more sums than this is not listed."""

MOST_ADDED = 6
"""The most numbers that are added where there are too many sums to list."""


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
    halves = _halves(numbers, costs)
    if halves:
        cost = _across(*halves, limit, last_alike)
    else:
        cost = _of_few(numbers, costs, limit, last_alike(limit))
    chosen = -cost % one
    return tuple(place for place in range(len(numbers)) if chosen & (one >> place + 1))


def _halves(numbers: Sequence[int], costs: Sequence[int]) -> tuple[dict[int, int], dict[int, int]] | None:
    """Return the sums of one half of the numbers, and of the other, with their least costs, or None."""
    halves: tuple[dict[int, int], dict[int, int]] = ({0: 0}, {0: 0})
    for number, cost in sorted(zip(numbers, costs, strict=True), key=lambda each: (abs(each[0]), each[1])):
        found = min(halves, key=len)
        for before, paid in list(found.items()):
            total, price = before + number, paid + cost
            if price < found.get(total, price + 1):
                found[total] = price
        if len(found) > MOST_SUMS:
            return None
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


def _of_few(numbers: Sequence[int], costs: Sequence[int], limit: int, last: int) -> int:
    """Return the least cost of a sum from `limit` to `last`, of few numbers.

    Raises:
        TooManyAnswersError: No sum of few numbers lies there.
    """
    bits = len(numbers) + len(numbers).bit_length()
    both = [(number << bits) + cost for number, cost in zip(numbers, costs, strict=True)]
    for count in range(1, MOST_ADDED + 1):
        best = min(_fitting(both, bits, count, limit, last), default=None)
        if best is not None:
            return best
    raise TooManyAnswersError


def _fitting(both: Sequence[int], bits: int, count: int, limit: int, last: int) -> Iterator[int]:
    """Yield the costs of the sums of `count` numbers from `limit` to `last`; below each number is its cost.

    A set is parted into its first half and its second, which begins at some place: the firsts that end
    before it are at hand, by the interval they lie in.
    """
    width, below = last - limit + 1, (1 << bits) - 1
    firsts: dict[int, list[int]] = {}
    lead = count // 2
    if not lead:
        firsts[0] = [0]
    for place, here in enumerate(both):
        for second in map(sum, combinations(both[place + 1 :], count - lead - 1)):
            total = here + second
            wanted = (limit - (total >> bits)) // width
            for interval in (wanted, wanted + 1):
                for first in firsts.get(interval, ()):
                    if limit <= first + total >> bits <= last:
                        yield first + total & below
        if lead:
            for first in map(sum, combinations(both[:place], lead - 1)):
                firsts.setdefault((here + first >> bits) // width, []).append(here + first)
