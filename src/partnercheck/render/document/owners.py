"""Who owns the partner, as a tree of holdings that ends however holdings run."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.ownership.section import KINDS, held, partner_name
from partnercheck.measures.ownership.structure import AT_REST, WHOLE
from partnercheck.measures.ownership.tracing import behind, trace
from partnercheck.model.names import name_key
from partnercheck.render import words
from partnercheck.render.report.sections import Owner, Owners

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.measures import Sides
    from partnercheck.measures.ownership.structure import Ownership
    from partnercheck.render.report.sections import State

MOST = 30
"""How many holders are drawn: those nearest to the partner."""
ABREAST = 8
"""How many holders of one party are drawn: the largest."""
DEPTH = 6
"""How many holdings lie at most between a holder that is drawn and the partner."""
_LEAST = WHOLE / 20000
"""A part that is not known is drawn from here on; less is rounding."""


class _Held(NamedTuple):
    """A party's largest holders and how deep they stand; how many more, and their part; what is not known."""

    depth: int
    holders: list[tuple[str, Fraction]]
    more: int
    theirs: Fraction
    unknown: Fraction


def owners(ownership: Ownership, sides: Sides) -> Owners | None:
    """Return the tree of holdings in the partner; None where none is given."""
    name = partner_name(ownership, sides)
    root = name_key(name)
    if root not in ownership.stakes:
        return None
    tree, all_drawn = _expanded(ownership, root)
    shares_alone = all(each.votes is None for each in ownership.holdings)
    return Owners(
        title=_title(ownership, root),
        message=""
        if all_drawn
        else "The chart shows the largest holders nearest to the partner; the table has all.",
        table=held(ownership),
        whole=all_drawn and shares_alone and tree.keys() == ownership.stakes.keys(),
        owners=[Owner(0, name, None, "", "known"), *_below(ownership, tree, root, 1, set())],
    )


def _expanded(ownership: Ownership, root: str) -> tuple[Mapping[str, _Held], bool]:
    """Return the parties whose holders are drawn, the nearest first, each once; and whether that is all."""
    tree: dict[str, _Held] = {}
    ahead, drawn, whole = deque([(root, 1)]), 0, True
    while ahead:
        party, depth = ahead.popleft()
        if party in tree or party not in ownership.stakes:
            continue
        of = _held(ownership, party, depth)
        drawn += len(of.holders)
        whole = whole and not of.more
        if tree and (drawn > MOST or depth > DEPTH):
            return tree, False
        tree[party] = of
        ahead += [(holder, depth + 1) for holder, _ in of.holders]
    return tree, whole


def _held(ownership: Ownership, party: str, depth: int) -> _Held:
    stakes = [(name, stake.share) for name, stake in ownership.stakes[party].items()]
    stakes.sort(key=lambda each: (-each[1], each[0]))
    first, rest = stakes[:ABREAST], stakes[ABREAST:]
    return _Held(
        depth,
        first,
        len(rest),
        sum((share for _, share in rest), Fraction()),
        WHOLE - sum(share for _, share in stakes),
    )


def _below(
    ownership: Ownership, tree: Mapping[str, _Held], party: str, depth: int, shown: set[str]
) -> Iterator[Owner]:
    """Yield who holds a party, and who holds those: once each, where they stand nearest to the partner."""
    shown.add(party)
    of = tree[party]
    for holder, share in of.holders:
        above = holder in shown
        below = holder in tree and not above and tree[holder].depth == depth + 1
        if holder in tree and not below:
            what = "stands above" if above else "stands below"
        else:
            what = _what(ownership, holder, tree)
        state: State = "listed" if _listed(ownership, holder) else "known"
        yield Owner(depth, ownership.names[holder], float(share), f"{what}, {_percent(share)}", state)
        if below:
            yield from _below(ownership, tree, holder, depth + 1, shown)
    if of.more:
        yield Owner(depth, f"{of.more} more", float(of.theirs), f"together {_percent(of.theirs)}", "known")
    if of.unknown >= _LEAST:
        yield Owner(depth, "Not known", float(of.unknown), _percent(of.unknown), "unknown")


def _listed(ownership: Ownership, key: str) -> bool:
    party = ownership.known.get(key)
    return bool(party and party.listed)


def _what(ownership: Ownership, holder: str, tree: Mapping[str, _Held]) -> str:
    """Return what a holder is, or what is told of its own holders."""
    if _listed(ownership, holder):
        return "▲ listed"
    kind = ownership.kind(holder)
    if kind not in AT_REST and holder not in tree:
        return "owners in the table" if holder in ownership.stakes else "owners not known"
    return KINDS[kind]


def _percent(share: Fraction | float) -> str:
    return f"{words.number(float(share)).removesuffix('.0')} %"


def _title(ownership: Ownership, root: str) -> str:
    """Return who of them is on a list; or how much is traced, and who holds most of it in the end."""
    if _listed(ownership, root):
        return "It is itself on a sanctions list."
    try:
        found = trace(ownership, root)
    except UnmeasurableError as reason:
        return f"Its owners cannot be worked out: {reason}."
    if listed := [name for name in found.holders if _listed(ownership, name)]:
        share = sum(found.holders[name] for name in listed)
        verbs = ("is", "holds") if len(listed) == 1 else ("are", "together hold")
        names = words.few([ownership.names[name] for name in listed])
        return f"{names} {verbs[0]} on a sanctions list and {verbs[1]} {_percent(share)} of it in the end."
    if between := [name for name in behind(ownership, root) if _listed(ownership, name_key(name))]:
        verbs = ("is", "holds") if len(between) == 1 else ("are", "hold")
        names = words.few(between)
        return (
            f"{names} {verbs[0]} on a sanctions list and {verbs[1]} part of it, directly or through others."
        )
    if found.total is None:
        return "A ring of companies that own one another hides who owns it."
    if not found.holders:
        return "Nobody at the end of any chain of holdings is known."
    share = next(iter(found.holders.values()))
    most = [name for name, each in found.holders.items() if round(each - share, 6) == 0]
    holds = "holds most" if len(most) == 1 else "each hold most"
    largest = f"{words.few([ownership.names[name] for name in most])} {holds}, {_percent(share)}"
    if [ownership.kind(name) for name in most] == ["dispersed"]:
        largest = f"many small holders together hold most, {_percent(share)}"
    if round(found.total, 1) >= WHOLE:
        return f"All of it is traced: {largest}."
    return f"{_percent(found.total)} of it is traced, the rest is not known; {largest}."
