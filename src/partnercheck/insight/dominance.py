"""Who is ahead whatever the dimensions weigh, and how often each comes first."""

from __future__ import annotations

import random
from math import log, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.engine.numbers import at_least
from partnercheck.insight.stability import share_at_least
from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.assessment import Assessment, Score

SAMPLES = 20_000
"""How many weightings are drawn for three candidates and more; the standard error is at most 0.0036."""

SEED = 1


def dominates(one: Assessment, other: Assessment) -> Literal["points", "ranges"] | None:
    """Return how far one assessment is ahead of another under every weighting of the dimensions.

    Each score is the mean of its dimensions by their weights. Where the same dimensions apply to both, one
    is ahead under every weighting just where it is so in every dimension; where not, nothing is claimed.
    """
    pairs = [(a.score, b.score) for a, b in zip(one.dimensions, other.dimensions, strict=True)]
    if any((a.low is None) != (b.low is None) for a, b in pairs):
        return None
    scores = [(a, b) for a, b in pairs if a.low is not None]
    if _ahead([(a.low, b.high) for a, b in scores]):
        return "ranges"
    return "points" if _ahead([(a.point, b.point) for a, b in scores]) else None


def _ahead(pairs: Sequence[tuple[float | None, float | None]]) -> bool:
    """Return whether all of the first are at least the second, and one is more; without a number: no."""
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if len(known) < len(pairs):
        return False
    return all(at_least(a, b) for a, b in known) and any(not at_least(b, a) for a, b in known)


def overlap(one: Score, other: Score) -> bool:
    """Return whether two ranges have a point in common: then missing evidence could still turn the order."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return True
    return at_least(one.high, other.low) and at_least(other.high, one.low)


class Shares(NamedTuple):
    """How often each candidate comes first; counted in a sample where that is not exact."""

    of: tuple[float, ...]
    exact: bool


def first_shares(candidates: Sequence[Sequence[float]]) -> Shares:
    """Return the share of all weightings, uniform on the simplex, in which each candidate comes first.

    A candidate is its scores in the same dimensions. Equal candidates share their part, and one that
    another is ahead of under every weighting has none. Where two are left, the share is exact: one is ahead
    where the mean of the differences is above 0, which has the distribution of `share_at_least`. With more
    it is counted in `SAMPLES` weightings that are drawn from `SEED`.
    """
    alike: dict[tuple[float, ...], list[int]] = {}
    for place, scores in enumerate(candidates):
        alike.setdefault(tuple(round(score, DECIMALS) for score in scores), []).append(place)
    front = [one for one in alike if not any(_above(other, one) for other in alike)]
    shares = [0.0] * len(candidates)
    for one, share in zip(front, _between(front) if len(front) <= 2 else _counted(front), strict=True):
        for place in alike[one]:
            shares[place] = share / len(alike[one])
    return Shares(tuple(shares), exact=len(front) <= 2)


def _above(one: Sequence[float], other: Sequence[float]) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def _between(front: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return how often each of one or two candidates comes first; two are not equal, so never level."""
    if len(front) == 1:
        return (1.0,)
    share = share_at_least([a - b for a, b in zip(*front, strict=True)], 0.0)
    return share, 1 - share


def _counted(front: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return how often each candidate comes first in a sample of weightings."""
    wins = [0] * len(front)
    for weights in _weightings(len(front[0])):
        sums = [sum(w * v for w, v in zip(weights, scores, strict=True)) for scores in front]
        wins[sums.index(max(sums))] += 1
    return tuple(won / SAMPLES for won in wins)


def _weightings(dimensions: int) -> Iterator[list[float]]:
    """Yield weightings, uniform on the simplex but for their sum: independent exponentials."""
    draw = random.Random(SEED).random  # noqa: S311  (a sample, no secret)
    for _ in range(SAMPLES):
        yield [-log(1.0 - draw()) for _ in range(dimensions)]


def standard_error(share: float) -> float:
    """Return the standard error of a share that was counted in a sample."""
    return sqrt(share * (1 - share) / SAMPLES)
