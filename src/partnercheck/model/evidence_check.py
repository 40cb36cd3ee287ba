"""What has become of the evidence that dossiers cite."""

import datetime as dt
from typing import Literal, NamedTuple

from partnercheck.model.portfolio import Refused

EvidenceStatus = Literal["changed", "missing", "unsealed", "expired", "expiring"]
"""Why somebody should look at a piece of evidence, the gravest first."""


class EvidenceNoticed(NamedTuple):
    """A piece of evidence that somebody should look at."""

    partner: str
    """Who it is about."""
    dossier: str
    """The file that cites it."""
    supports: str
    """What it supports: a criterion, a fact of the profile, a section, or `all answers`."""
    status: EvidenceStatus
    source: str
    """What it is, in the dossier's words."""
    file: str | None
    """Its file, from the dossier's folder."""
    last_day: dt.date | None
    """The last day on which it may be relied on; null where it never grows too old."""


class EvidenceCheck(NamedTuple):
    """All evidence that somebody should look at, by dossier."""

    partnercheck: Literal["evidence/1"]
    dossiers: int
    """How many were looked at."""
    items: int
    """How many pieces of evidence they cite."""
    sealed: int
    """How many of these have a file that is as its digest says."""
    noticed: tuple[EvidenceNoticed, ...]
    refused: tuple[Refused, ...] = ()
    """The dossiers that cannot be used, and why."""
