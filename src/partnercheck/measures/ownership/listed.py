"""What sanctioned parties hold and control.

A company is blocked where listed and blocked parties together hold half of it or more, however long the chain
(US Treasury, Office of Foreign Assets Control: Revised guidance on entities owned by persons whose property
and interests in property are blocked, 13 August 2014). Shares are those held directly; they are not
multiplied along chains. The law of the EU and of the UK looks at control besides.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.model.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.measures.ownership.structure import Ownership

_HALF = Fraction(50)


def listed_parties(ownership: Ownership) -> list[str]:
    """Return the keys of the parties that a sanctions list names."""
    return [key for key, party in ownership.known.items() if party.listed is not None]


def blocked_shares(ownership: Ownership) -> Mapping[str, Fraction]:
    """Return by party the part, in %, that listed and blocked parties hold directly, where there is one."""
    holds: dict[str, list[str]] = {}
    for party, stakes in ownership.stakes.items():
        for holder in stakes:
            holds.setdefault(holder, []).append(party)
    shares: dict[str, Fraction] = {}
    ahead = listed_parties(ownership)
    blocked = set(ahead)
    while ahead:
        holder = ahead.pop()
        for party in holds.get(holder, ()):
            shares[party] = shares.get(party, Fraction()) + ownership.stakes[party][holder].share
            if shares[party] >= _HALF and party not in blocked:
                blocked.add(party)
                ahead.append(party)
    return shares


def control_chain(ownership: Ownership, party: str) -> list[str] | None:
    """Return a shortest chain of control from a listed party to this one, link by link; None without one.

    A link is an entry of control, or more than half of all shares or votes.
    """
    controls: dict[str, list[tuple[str, str]]] = {}
    for by, over, how in _links(ownership):
        controls.setdefault(by, []).append((over, how))
    listed = listed_parties(ownership)
    reached_by: dict[str, tuple[str, str] | None] = dict.fromkeys(listed)
    ahead = [*listed]
    for name in ahead:  # grows as it is walked
        if name == party:
            break
        for over, how in controls.get(name, ()):
            if over not in reached_by:
                reached_by[over] = (name, how)
                ahead.append(over)
    if party not in reached_by:
        return None
    chain = []
    link = reached_by[party]
    while link is not None:
        chain.append(link[1])
        link = reached_by[link[0]]
    return chain[::-1]


def _links(ownership: Ownership) -> Iterator[tuple[str, str, str]]:
    """Yield who controls whom, and by what, in words."""
    names = ownership.names
    for party, stakes in ownership.stakes.items():
        for holder, stake in stakes.items():
            if max(stake) > _HALF:
                what = "shares" if stake.share > _HALF else "votes"
                said = f"holds more than half of the {what} in"
                yield holder, party, f"{shown(names[holder])} {said} {shown(names[party])}"
    for each in ownership.control:
        by, over = name_key(each.by), name_key(each.over)
        yield by, over, f"{shown(each.by)} controls {shown(each.over)} ({shown(each.how)})"
