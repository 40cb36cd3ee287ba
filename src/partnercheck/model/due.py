"""What falls due with many partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from partnercheck.model.portfolio import Due, Refused
    from partnercheck.model.series import Mark


class PartnerDue(NamedTuple):
    """Something due, and with whom."""

    partner: str
    dossier: str
    as_of: dt.date
    due: Due


class DossierOf(NamedTuple):
    """A dossier and its day."""

    dossier: str
    as_of: dt.date


class Dates(NamedTuple):
    """The dates of one partner and scope, of which the latest is looked at."""

    partner: str
    identified_by: Mark
    """What makes the dossiers those of one partner."""
    latest: DossierOf
    """The one that is looked at."""
    earlier: Sequence[DossierOf]
    """Those before it, the earliest first."""


class DueList(NamedTuple):
    """All that is due, overdue first, then by day.

    Attributes:
        dossiers: How many were looked at.
        refused: Those that cannot be used.
        options: What the command line asked for, by name.
        history: Of whom there are dates before.
    """

    items: Sequence[PartnerDue]
    dossiers: int
    refused: Sequence[Refused]
    options: dict[str, str | int | None]
    history: Sequence[Dates] = ()
