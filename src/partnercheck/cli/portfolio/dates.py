"""Which dossiers a portfolio lists: the latest of each series, with the dates before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.insight.series import all_series
from partnercheck.insight.trend import past
from partnercheck.model.series import Earlier, Member

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from partnercheck.cli.portfolio.entries import Entry
    from partnercheck.cli.portfolio.store import Store
    from partnercheck.model.portfolio import Partner
    from partnercheck.model.series import Mark, Past


class Before(NamedTuple):
    """The dossiers of a series before one of them, and what makes them one partner's."""

    by: Mark | None = None
    dossiers: tuple[str, ...] = ()


NOTHING = Before()
Latest = dict[str, Before]
"""What comes before each dossier that is listed."""


def latest(members: Iterable[Member], until: dt.date | None, *, every: bool) -> Latest:
    """Return the latest dossier of each series, up to a day if one is asked for, and all before it.

    Or `every` dossier, and the one before it.
    """
    found: Latest = {}
    for series in all_series(members, None if every else until):
        for place in range(len(series.dossiers)) if every else (len(series.dossiers) - 1,):
            earlier = series.dossiers[max(0, place - 1) if every else 0 : place]
            found[series.dossiers[place]] = Before(series.by, earlier) if earlier else NOTHING
    return found


def member(dossier: str, partner: Partner) -> Member:
    """Return what tells which series a partner's dossier belongs to."""
    return Member(
        dossier,
        partner.dated,
        partner.name,
        partner.country,
        partner.identifiers or {},
        partner.scope,
        partner.rubric.id,
    )


def members(store: Store, dossiers: Iterable[str]) -> Iterator[Member]:
    """Yield what tells which series the dossiers belong to that can be used."""
    for entry, _ in store.read(dossiers):
        if entry.partner is not None:
            yield member(entry.dossier, entry.partner)


def past_of(partner: Partner, before: Before, store: Store) -> Past | None:
    """Return the dates before a partner's dossier; None where there are none."""
    if before.by is None:
        return None
    return past(partner, before.by, [_earlier(entry) for entry, _ in store.read(before.dossiers)])


def _earlier(entry: Entry) -> Earlier:
    partner = entry.partner
    if partner is None:
        raise LookupError(entry.dossier)
    standing = partner.verdict
    return Earlier(
        entry.dossier,
        partner.as_of,
        standing.level,
        standing.firm,
        partner.score,
        partner.raised,
        entry.reports,
    )
