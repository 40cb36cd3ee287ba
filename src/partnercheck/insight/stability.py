"""How much the verdict owes to the dimensions' weights.

Weights move the score only: floors and red flags stay as they are. A dimension without a point has no part
in the score, so that the shares here are among those that have one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.numbers import at_least
from partnercheck.engine.scores import combine
from partnercheck.engine.verdict import meets, readings
from partnercheck.insight.gates import allowed
from partnercheck.model.insight import Agreement, Stability, WeightStability
from partnercheck.model.scale import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.engine import Decision
    from partnercheck.model.levels import Level


def stability(decision: Decision) -> Stability:
    """Return how far each weight may move before `now` differs, and what all weightings make of it."""
    return Stability(weights=tuple(_weights(decision)), agreement=_agreement(decision))


def _highest(decision: Decision) -> Level:
    """Return the level that floors and flags allow whatever the score, at point."""
    _, points, _ = readings(decision.tree)
    effects = [flag.effect for flag in decision.flags if flag.now]
    return allowed(decision.inputs.rubric, points.dimensions, effects)


def _weights(decision: Decision) -> Iterator[WeightStability]:
    """Yield how far the share of each dimension with a point may move, in rubric order."""
    rules, highest, score = decision.inputs.rubric.verdict, _highest(decision), decision.tree.whole.point
    limits = [] if highest == "decline" else [rules.conditional.score]
    if highest == "proceed":
        limits.append(rules.proceed.score)
    floor = max((limit for limit in limits if meets(score, limit)), default=None)
    ceiling = min((limit for limit in limits if not meets(score, limit)), default=None)
    branches = [each for each in decision.tree.branches.values() if each.score.point is not None]
    for branch in branches:
        others = [(each.dimension.weight, each.score) for each in branches if each is not branch]
        rest = combine(others).point if others else None
        share = branch.share_of_point
        low, high = bounds(branch.score.point or 0.0, rest, share, floor, ceiling)
        yield WeightStability(dimension=branch.dimension.id, share=share, low=low, high=high)


def bounds(
    value: float, rest: float | None, share: float, floor: float | None, ceiling: float | None
) -> tuple[float, float]:
    """Return the least and the greatest share that keep the score where it is between two limits.

    Args:
        value: The score of the part whose share moves.
        rest: The score of all else, None where there is nothing else.
        share: The present share, on 0-1; it gives a score that is at least `floor` and below `ceiling`.
        floor: The limit that the score must go on meeting, if any.
        ceiling: The limit that it must go on missing, if any.
    """
    if rest is None or round(value - rest, DECIMALS) == 0:
        return 0.0, 1.0
    below, above = (floor, ceiling) if value > rest else (ceiling, floor)
    low = 0.0 if below is None else (below - rest) / (value - rest)
    high = 1.0 if above is None else (above - rest) / (value - rest)
    return min(max(low, 0.0), share), max(min(high, 1.0), share)


def _agreement(decision: Decision) -> Agreement:
    """Return the share of all weightings that gives each level."""
    rules, highest, now = decision.inputs.rubric.verdict, _highest(decision), decision.ruling.now
    points = [each.score.point for each in decision.tree.branches.values() if each.score.point is not None]
    if points:
        conditional = share_at_least(points, rules.conditional.score) if highest != "decline" else 0.0
        proceed = share_at_least(points, rules.proceed.score) if highest == "proceed" else 0.0
    else:
        conditional, proceed = float(now != "decline"), float(now == "proceed")
    conditional = max(conditional, proceed)
    return Agreement(proceed=proceed, conditional=conditional - proceed, decline=1 - conditional)


def share_at_least(values: Sequence[float], limit: float) -> float:
    """Return the share of all weightings of `values`, uniform on the simplex, whose mean is `limit` or more.

    The mean's density is the B-spline with the values as knots (Curry and Schoenberg, 1966), so this share
    is a divided difference of a truncated power. Taking out of the knots the value `x` above the limit, or
    the value `y` below it, gives

        P(all) = (x · P(all without the one below) + y · P(all without the one above)) ÷ (x + y),

    `x` and `y` their distances from the limit: a mean of shares, stable and exact for equal values too.
    Its ends are 1 where no value lies below the limit, and 0 where all do.
    """
    above = [max(value - limit, 0.0) for value in values if at_least(value, limit)]
    below = [limit - value for value in values if not at_least(value, limit)]
    shares = [0.0] + [1.0] * len(above)
    for y in below:
        for place, x in enumerate(above, 1):
            shares[place] = (x * shares[place] + y * shares[place - 1]) / (x + y)
    return shares[-1]
