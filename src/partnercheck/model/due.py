"""What falls due with many partners. It is the form of `--format json`."""

import datetime as dt
from typing import Annotated, Literal, NamedTuple

from partnercheck.model.assessment import INLINE
from partnercheck.model.portfolio import Due, Refused
from partnercheck.model.series import Mark


class PartnerDue(NamedTuple):
    """Something due, and with whom."""

    partner: str
    dossier: str
    as_of: dt.date
    """The day from which it is looked at: the latest of all dossiers of the partner."""
    due: Annotated[Due, INLINE]


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
    earlier: tuple[DossierOf, ...]
    """Those before it, the earliest first."""


class DueList(NamedTuple):
    """All that is due, overdue first, then by day."""

    partnercheck: Literal["due/1"]
    options: dict[str, str | int | bool | None]
    """What the command line asked for, by name."""
    dossiers: int
    """How many were looked at."""
    history: tuple[Dates, ...]
    """Of whom there are dates before."""
    items: tuple[PartnerDue, ...]
    refused: tuple[Refused, ...]
    """The dossiers that cannot be used."""
