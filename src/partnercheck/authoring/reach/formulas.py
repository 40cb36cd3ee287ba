"""What is asked of a partner's scores: bounds on values, means and the whole, joined by all and any.

A red flag's test, the limits of a verdict and their opposites are all of this form. Opposites are worked out
at once, so that a formula holds no negation.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.reach.situations import WHOLE
from partnercheck.authoring.reach.sums import HALF
from partnercheck.model.tests import AllOf, AnyOf, CriterionTest, ProfileTest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.authoring.reach.situations import Situation
    from partnercheck.model.levels import Level
    from partnercheck.model.rubric import RedFlag, Rubric
    from partnercheck.model.tests import Test
    from partnercheck.model.verdict_rules import Limits


class Bound(NamedTuple):
    """The value of a criterion, the score of a dimension, or that of the whole lies from `low` to `high`."""

    name: str
    low: float = -math.inf
    high: float = math.inf


class All(NamedTuple):
    """Every part is met; always so without any part."""

    parts: tuple[Formula, ...]


class Any(NamedTuple):
    """Some part is met; never so without any part."""

    parts: tuple[Formula, ...]


Formula = Bound | All | Any

_CLEAR = 1.5 * HALF
"""So far beyond a limit a number is clear of it: no number both reaches a limit and does not."""

ALWAYS, NEVER = All(()), Any(())
"""What needs no look at any answer; told apart by identity, since empty tuples are equal."""


def every(parts: Iterable[Formula]) -> Formula:
    """Return that all parts are met, in its shortest form."""
    needed: list[Formula] = []
    for each in parts:
        if each is NEVER:
            return NEVER
        if each is not ALWAYS:
            needed.append(each)
    if len(needed) == 1:
        return needed[0]
    return All(tuple(needed)) if needed else ALWAYS


def some(parts: Iterable[Formula]) -> Formula:
    """Return that some part is met, in its shortest form."""
    open_: list[Formula] = []
    for each in parts:
        if each is ALWAYS:
            return ALWAYS
        if each is not NEVER:
            open_.append(each)
    if len(open_) == 1:
        return open_[0]
    return Any(tuple(open_)) if open_ else NEVER


def at_least(name: str, limit: float) -> Bound:
    """Return that a score reaches a limit, as the engine compares: to nine decimals."""
    return Bound(name, low=limit - HALF)


def below(name: str, limit: float) -> Bound:
    """Return that a score does not reach a limit."""
    return Bound(name, high=limit - _CLEAR)


def at_most(name: str, limit: float) -> Bound:
    """Return that a score does not exceed a limit."""
    return Bound(name, high=limit + HALF)


def above(name: str, limit: float) -> Bound:
    """Return that a score exceeds a limit."""
    return Bound(name, low=limit + _CLEAR)


def tested(test: Test, situation: Situation, *, holds: bool) -> Formula:
    """Return that a test holds, or does not, for a partner of a kind when everything is answered.

    A leaf about what does not apply to such a partner is false.
    """
    if type(test) is AllOf or type(test) is AnyOf:  # pydantic makes `isinstance` slow where the answer is no
        inner = test.all if type(test) is AllOf else test.any
        join = every if (type(test) is AllOf) == holds else some
        return join(tested(each, situation, holds=holds) for each in inner)
    if isinstance(test, ProfileTest):
        return ALWAYS if bool(test.holds(situation.facts)) == holds else NEVER
    name = test.criterion if isinstance(test, CriterionTest) else test.dimension
    if name not in situation.names:
        return NEVER if holds else ALWAYS
    if test.at_most is not None:
        return at_most(name, test.at_most) if holds else above(name, test.at_most)
    limit = test.at_least or 0.0
    return at_least(name, limit) if holds else below(name, limit)


def limits(asked: Limits, situation: Situation, *, met: bool = True) -> Formula:
    """Return that a verdict's limits are all met, or that some limit is missed."""
    pairs = [(WHOLE, asked.score), *((each.id, asked.floor(each.id)) for each in situation.dimensions)]
    if not situation.dimensions:  # there is no score, which meets only a limit of 0
        return ALWAYS if (asked.score <= HALF) == met else NEVER
    if met:
        return All(tuple(at_least(name, limit) for name, limit in pairs))
    return Any(tuple(below(name, limit) for name, limit in pairs))


def raised(flags: Iterable[RedFlag], situation: Situation, *, effect: str, any_raised: bool) -> Formula:
    """Return that some flag of an effect is raised, or that none is."""
    parts = (tested(flag.when, situation, holds=any_raised) for flag in flags if flag.effect == effect)
    return some(parts) if any_raised else every(parts)


def level(rubric: Rubric, wanted: Level, situation: Situation) -> Formula:
    """Return that the verdict is a certain level."""
    flags, rules = rubric.red_flags, rubric.verdict
    if wanted == "decline":
        declined = raised(flags, situation, effect="decline", any_raised=True)
        return some((limits(rules.conditional, situation, met=False), declined))
    carried = every(
        (
            limits(rules.conditional, situation),
            raised(flags, situation, effect="decline", any_raised=False),
        )
    )
    if wanted == "conditional":
        short = some(
            (
                limits(rules.proceed, situation, met=False),
                raised(flags, situation, effect="conditional", any_raised=True),
            )
        )
        return every((carried, short))
    free = raised(flags, situation, effect="conditional", any_raised=False)
    return every((carried, limits(rules.proceed, situation), free))
