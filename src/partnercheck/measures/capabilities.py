"""Measures of the section `capabilities`: whether each side is strong where the other is weak."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, UnmeasurableError, or_reason, our_organisation
from partnercheck.measures.working import TIMES, exact, result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.measures.measured import Sides
    from partnercheck.model.sections import Capability

_WEAK, _STRONG = 1, 3


class _Cover(NamedTuple):
    """How much of one side's weak spots the other side covers, and how that was worked out."""

    value: Fraction
    working: str


@or_reason
def covers_us(sides: Sides) -> Measured:
    """100 * needed of our weak spots that they have as a strength / needed of all our weak spots, in %.

    A weak spot is level 0 or 1, a strength 3 or 4. Source: DESIGN of this program, section 7. None where we
    list no weak spot.
    """
    ours, theirs = _both(sides)
    value, working = _cover("our", ours, "they", theirs)
    return Measured(float(value), working)


@or_reason
def covers_them(sides: Sides) -> Measured:
    """100 * needed of their weak spots that we have as a strength / needed of all their weak spots, in %.

    Levels as in `covers_us`. Source: DESIGN of this program, section 7. None where they list no weak spot.
    """
    ours, theirs = _both(sides)
    value, working = _cover("their", theirs, "we", ours)
    return Measured(float(value), working)


@or_reason
def complementarity(sides: Sides) -> Measured:
    """Return the smaller of `covers_us` and `covers_them`, in %.

    Source: DESIGN of this program, section 7. None where either side lists no weak spot.
    """
    ours, theirs = _both(sides)
    us, them = _cover("our", ours, "they", theirs), _cover("their", theirs, "we", ours)
    smaller = min(us.value, them.value)
    return Measured(float(smaller), f"{us.working}; {them.working}; the smaller of both {result(smaller)} %")


def _both(sides: Sides) -> tuple[Mapping[str, Capability], Mapping[str, Capability]]:
    theirs, ours = sides.theirs.capabilities, our_organisation(sides).capabilities
    if theirs is None:
        raise UnmeasurableError("the dossier has no section `capabilities`")
    if ours is None:
        raise UnmeasurableError("our organisation has no section `capabilities`")
    return ours.items, theirs.items


class WeakSpot(NamedTuple):
    """A weak spot of one side.

    Attributes:
        level: How well this side does it: 0 or 1.
        other: How well the other side does it; None where it does not list it.
    """

    name: str
    needed: int
    level: int
    other: int | None

    @property
    def covered(self) -> bool:
        """Whether it is a strength of the other side."""
        return self.other is not None and self.other >= _STRONG


def weak_spots(side: Mapping[str, Capability], other: Mapping[str, Capability]) -> list[WeakSpot]:
    """Return the weak spots of a side, as listed, each with what the other side can do about it.

    Names match as themes of a roadmap do, after trimming and case-folding.
    """
    levels: dict[str, int] = {}
    for name, capability in other.items():
        key = _key(name)
        levels[key] = min(capability.level, levels.get(key, capability.level))
    return [
        WeakSpot(name, capability.needed, capability.level, levels.get(_key(name)))
        for name, capability in side.items()
        if capability.level <= _WEAK
    ]


def _cover(
    whose: str, side: Mapping[str, Capability], others: str, other: Mapping[str, Capability]
) -> _Cover:
    """Return how much of the weak spots of `side` the `other` side covers.

    Raises:
        UnmeasurableError: The side lists no weak spot; everybody has one, so the list is not honest.
    """
    spots = weak_spots(side, other)
    if not spots:
        raise UnmeasurableError(
            f"no weak spot (level 0 or 1) is among {whose} capabilities, and everybody has one"
        )
    covered, whole = sum(spot.needed for spot in spots if spot.covered), sum(spot.needed for spot in spots)
    value = Fraction(100 * covered, whole)
    told = ", ".join(f"{shown(spot.name)} (needed {spot.needed}, {others}: {_told(spot)})" for spot in spots)
    return _Cover(
        value, f"{whose} weak spots: {told}; 100 {TIMES} {exact(covered)} ÷ {exact(whole)} {result(value)} %"
    )


def _told(spot: WeakSpot) -> str:
    if spot.other is None:
        return "not listed"
    return f"level {spot.other}, {'a strength' if spot.covered else 'no strength'}"


def _key(name: str) -> str:
    return name.strip().casefold()


MEASURES = (covers_us, covers_them, complementarity)
