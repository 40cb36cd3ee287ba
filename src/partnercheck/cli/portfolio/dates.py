"""The dates before the dossiers that a portfolio lists."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from partnercheck.insight.trend import past
from partnercheck.model.series import Earlier, Member
from partnercheck.render.json import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.cli.portfolio.entries import Entry
    from partnercheck.cli.portfolio.store import Store
    from partnercheck.model.portfolio import Partner
    from partnercheck.model.series import Before, Past


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


def digest(past: Past | None) -> str | None:
    """Return a digest of the dates before, which two runs have alike where nothing of them changed."""
    return None if past is None else hashlib.sha256(render(past).encode()).hexdigest()


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
        partner.raised_titles,
    )
