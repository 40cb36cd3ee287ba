"""What falls due with many partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from partnercheck.model.portfolio import Due, Refused


class PartnerDue(NamedTuple):
    """Something due, and with whom."""

    partner: str
    dossier: str
    as_of: dt.date
    due: Due


class DueList(NamedTuple):
    """All that is due, overdue first, then by day.

    Attributes:
        dossiers: How many were looked at.
        refused: Those that cannot be used.
        options: What the command line asked for, by name.
    """

    items: Sequence[PartnerDue]
    dossiers: int
    refused: Sequence[Refused]
    options: dict[str, str | int | None]
