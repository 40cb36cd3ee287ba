"""Where a party comes to rest: effective shares along all chains of holdings, rings included.

Of each part of a party that a company holds, that company's own holders have their share, and so on. The
share that reaches a holder along all chains together solves a linear system. It is solved by taking out one
company after the other: whoever it held parts of is held by its holders directly (Grassmann, Taksar and
Heyman, 1985). Nothing is ever subtracted, so nothing is lost to rounding, and a ring that owns itself whole
is seen exactly: when its last company is taken out, nobody is left to hold it.
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.ownership.structure import AT_REST, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.measures.ownership.structure import Ownership

    Parts = dict[str, float]

_UNKNOWN = ""
"""Whoever holds what no holding tells of; no party has an empty name."""

_MOST_LINKS = 300_000
"""How many links between companies are made at most, so that entangled holdings end in bounded time."""


class Traced(NamedTuple):
    """Where a party comes to rest.

    Attributes:
        holders: Effective shares, in %, of those with whom chains end, largest first.
        closed: Whether a ring that owns itself whole holds part of it; then nothing can be said of shares.
    """

    holders: Mapping[str, float]
    closed: bool = False

    @property
    def total(self) -> float | None:
        """How much is traced, in %; None where a ring hides it."""
        return None if self.closed else sum(self.holders.values())


def trace(ownership: Ownership, party: str) -> Traced:
    """Return where the party with this key comes to rest.

    Raises:
        UnmeasurableError: So many companies hold parts of one another that it would take too long.
    """
    if ownership.kind(party) in AT_REST:
        return Traced({party: 100.0})
    held = _reached(ownership, party)
    if not _take_out_all_but(party, held):
        return Traced({}, closed=True)
    parts = {name: 100 * part for name, part in held[party].items() if name != _UNKNOWN}
    return Traced(dict(sorted(parts.items(), key=lambda part: (-part[1], part[0]))))


MOST_BEHIND = 50
"""How many of those who stand behind a party are named."""


def behind(ownership: Ownership, party: str) -> list[str]:
    """Return who holds parts of the party with this key, directly or through others, the nearest first.

    Many small holders together are nobody; at most `MOST_BEHIND` are named.
    """
    found, ahead = {party: None}, deque([party])
    while ahead and len(found) <= MOST_BEHIND:
        for holder, stake in ownership.stakes.get(ahead.popleft(), {}).items():
            if stake.share and holder not in found and ownership.kind(holder) != "dispersed":
                found[holder] = None
                ahead.append(holder)
    return [ownership.names[key] for key in [*found][1 : MOST_BEHIND + 1]]


def _reached(ownership: Ownership, party: str) -> dict[str, Parts]:
    """Return, for the party and for each company that shares above 0 lead to, which part of it is whose."""
    found: dict[str, Parts] = {}
    ahead = [party]
    while ahead:
        company = ahead.pop()
        if company not in found:
            shares = {
                name: stake.share for name, stake in ownership.stakes.get(company, {}).items() if stake.share
            }
            ahead += [name for name in shares if ownership.kind(name) not in AT_REST]
            shares[_UNKNOWN] = WHOLE - sum(shares.values())
            found[company] = {name: float(share / WHOLE) for name, share in shares.items() if share}
    return found


def _take_out_all_but(party: str, held: dict[str, Parts]) -> bool:
    """Leave the party held by those who hold companies and are none; False where a ring prevents it.

    First go companies that few hold and that hold parts of few: each that goes links every two of these.
    """
    holds: dict[str, set[str]] = {company: set() for company in held}
    for company, parts in held.items():
        for holder in parts.keys() & held.keys():
            holds[holder].add(company)

    def links(company: str) -> tuple[int, str]:
        return len(held[company]) * len(holds[company]), company

    made = 0
    queue = [links(company) for company in held if company != party]
    heapify(queue)
    while queue:
        out = heappop(queue)
        company = out[1]
        if company not in held or out != links(company):
            continue  # taken out, or queued anew since
        parts = _without_itself(held.pop(company), company)
        if not parts:
            return False
        touched = parts.keys() & held.keys()
        owned = holds.pop(company) - {company}
        made += len(owned) * len(parts)
        if made > _MOST_LINKS:
            raise UnmeasurableError("too many companies hold parts of one another to work their shares out")
        for each in owned:
            part = held[each].pop(company)
            for holder, share in parts.items():
                held[each][holder] = held[each].get(holder, 0.0) + part * share
        for holder in touched:
            holds[holder] |= owned
            holds[holder].discard(company)
        for each in (touched | owned) - {party}:
            heappush(queue, links(each))
    held[party] = _without_itself(held[party], party)
    return bool(held[party])


def _without_itself(parts: Parts, company: str) -> Parts:
    """Share out among a company's other holders what it holds of itself; nothing where there is none."""
    others = {holder: part for holder, part in parts.items() if holder != company}
    whole = sum(others.values())
    return {holder: part / whole for holder, part in others.items()} if whole else {}
