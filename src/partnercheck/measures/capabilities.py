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


def _cover(
    whose: str, side: Mapping[str, Capability], others: str, other: Mapping[str, Capability]
) -> _Cover:
    """Return how much of the weak spots of `side` the `other` side covers.

    Names match as themes of a roadmap do, after trimming and case-folding.

    Raises:
        UnmeasurableError: The side lists no weak spot; everybody has one, so the list is not honest.
    """
    levels: dict[str, int] = {}
    for name, capability in other.items():
        key = _key(name)
        levels[key] = min(capability.level, levels.get(key, capability.level))
    told, covered, whole = [], 0, 0
    for name, capability in side.items():
        if capability.level > _WEAK:
            continue
        level = levels.get(_key(name))
        strong = level is not None and level >= _STRONG
        whole += capability.needed
        covered += capability.needed if strong else 0
        verdict = (
            "not listed" if level is None else f"level {level}, {'a strength' if strong else 'no strength'}"
        )
        told.append(f"{shown(name)} (needed {capability.needed}, {others}: {verdict})")
    if not told:
        raise UnmeasurableError(
            f"no weak spot (level 0 or 1) is among {whose} capabilities, and everybody has one"
        )
    value = Fraction(100 * covered, whole)
    spots = f"{whose} weak spots: {', '.join(told)}"
    return _Cover(value, f"{spots}; 100 {TIMES} {exact(covered)} ÷ {exact(whole)} {result(value)} %")


def _key(name: str) -> str:
    return name.strip().casefold()


MEASURES = (covers_us, covers_them, complementarity)
