"""What a measure is given, what it gives, and how it says that it has no value."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from partnercheck.model.dossier import Dossier
    from partnercheck.model.organisation import Organisation


class Sides(NamedTuple):
    """Both sides' data and the day they are read for."""

    theirs: Dossier
    ours: Organisation | None
    as_of: dt.date


class Measured(NamedTuple):
    """What a measure found.

    Attributes:
        value: The number, or None where inputs are missing or `extreme` says all there is to say.
        working: How it was worked out, in words and numbers; or what is missing.
        extreme: Where no number expresses it: as good or as bad as the criterion's curve goes.
    """

    value: float | None
    working: str
    extreme: Literal["best", "worst"] | None = None


if TYPE_CHECKING:
    Measure = Callable[[Sides], Measured]


class UnmeasurableError(Exception):
    """Why a measure has no value; its text becomes the working. Never leaves a measure."""


def or_reason(compute: Measure) -> Measure:
    """Return the measure that gives none with the reason where `compute` raises `UnmeasurableError`."""

    @wraps(compute)
    def measure(sides: Sides) -> Measured:
        try:
            return compute(sides)
        except UnmeasurableError as reason:
            return Measured(None, str(reason))

    return measure


def our_organisation(sides: Sides) -> Organisation:
    """Return our side.

    Raises:
        UnmeasurableError: No organisation is given.
    """
    if sides.ours is None:
        raise UnmeasurableError("no organisation is given to hold the partner against")
    return sides.ours
