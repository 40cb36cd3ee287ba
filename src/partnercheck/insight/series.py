"""Which dossiers are one partner's over time: same partner, same scope, same rubric id, nothing else.

A partner is known by marks, the strongest first: its LEI; and within the country that the dossier names its
company number, its VAT number and its name. What a stronger mark says is never undone by a weaker one:

1. Dossiers with the same LEI are one partner's.
2. A weaker mark joins the dossiers that share it, with whatever stronger marks have joined to them: a dossier
   without an LEI belongs to the partner whose LEI another dossier of the same name or number gives.
3. Where that would join two that both give a stronger mark, which has not joined them, the weaker mark is
   ambiguous. It then joins only those of its dossiers that give nothing stronger.

So the order of dossiers makes no difference, and who is in doubt stays a partner of its own: a name that two
firms have says nothing about a third dossier. Dossiers of other scopes and rubrics count too for who is whom.
A dossier that names no country has no mark but an LEI.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, get_args

from partnercheck.model.names import spelling_key
from partnercheck.model.series import Before, Mark, Member, Renamed, Renamings, Series

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from partnercheck.model.inputs import Inputs
    from partnercheck.model.series import Latest

MARKS: tuple[Mark, ...] = get_args(Mark)
"""The strongest first."""

RENAMINGS = 20
"""So many further names under one LEI are kept; more are counted."""

Holders = dict[bytes, list[int]]
"""The places of those who share a mark, by the mark."""


def all_series(members: Iterable[Member], until: dt.date | None = None) -> Iterator[Series]:
    """Yield the series that dossiers make up, each dossier in one of them.

    Dossiers of one day stand in the order of their names. With `until`, those dated after that day are the
    series' later ones, unless it has no others: then its first stands for it.

    Of each dossier only digests are kept, so that it may be one of a hundred thousand.
    """
    held: list[Holders] = [{} for _ in MARKS]
    deals: list[bytes] = []
    dated: list[tuple[dt.date, str]] = []
    for place, each in enumerate(members):
        for holders, mark in zip(held, _marks(each), strict=True):
            if mark is not None:
                holders.setdefault(mark, []).append(place)
        deals.append(_digest(each.rubric, spelling_key(each.scope or "")))
        dated.append((each.dated, each.dossier))
    partners = _partners(held, len(dated))
    found: dict[tuple[int, bytes], list[int]] = {}
    for place, deal in enumerate(deals):
        found.setdefault((partners[-1][place], deal), []).append(place)
    last: dict[int, dt.date] = {}
    for partner, (day, _) in zip(partners[-1], dated, strict=True):
        last[partner] = max(day, last.get(partner, day))
    for (partner, _), places in found.items():
        places.sort(key=dated.__getitem__)
        past = [each for each in places if until is None or dated[each][0] <= until] or places[:1]
        by = next(
            mark for mark, of in zip(MARKS, partners, strict=True) if len({of[each] for each in places}) == 1
        )
        yield Series(
            by if len(places) > 1 else None,
            tuple(dated[each][1] for each in past),
            last[partner] if last[partner] > dated[places[-1]][0] else None,
            tuple(dated[each][1] for each in places[len(past) :]),
        )


def latest(members: Iterable[Member], until: dt.date | None, *, every: bool) -> tuple[Latest, Renamings]:
    """Return the latest dossier of each series, up to a day if one is asked for, and all before it.

    Or `every` dossier, and the one before it. What falls due is looked at from the day that is asked for, of
    every dossier from its own; otherwise from the latest day of all the partner's dossiers.

    With it go the further names under one LEI, which count as one partner's.
    """
    found: Latest = {}
    names = _Names()
    for series in all_series(names.noticed(members), None if every else until):
        due_from = None if every or until else series.newer
        for place in range(len(series.dossiers)) if every else (len(series.dossiers) - 1,):
            earlier = series.dossiers[max(0, place - 1) if every else 0 : place]
            found[series.dossiers[place]] = Before(series.by if earlier else None, earlier, due_from)
    return found, names.renamings


def member(name: str, inputs: Inputs) -> Member:
    """Return what tells which series a dossier belongs to."""
    dossier = inputs.dossier
    partner = dossier.partner
    return Member(
        name,
        dossier.as_of,
        partner.name,
        partner.country,
        partner.identifiers,
        dossier.scope,
        inputs.rubric_used.id,
    )


class _Names:
    """Notices where dossiers give one LEI and name the partner differently."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[str, str]] = {}
        self._further: set[tuple[str, str]] = set()
        self._first: list[Renamed] = []

    @property
    def renamings(self) -> Renamings:
        return Renamings(tuple(self._first), len(self._further) - len(self._first))

    def noticed(self, members: Iterable[Member]) -> Iterator[Member]:
        """Yield the members, whose names are noticed."""
        for each in members:
            if lei := _letters(each.identifiers.get("lei", "")):
                this, name = (each.name, each.dossier), spelling_key(each.name)
                before = self._named.setdefault(lei, this)
                if name != spelling_key(before[0]) and (lei, name) not in self._further:
                    self._further.add((lei, name))
                    if len(self._first) < RENAMINGS:
                        self._first.append(Renamed(*before, *this))
            yield each


def _marks(member: Member) -> Iterator[bytes | None]:
    """Yield what a partner is known by, a mark of each kind, None where there is none."""
    lei, number, vat = (_letters(member.identifiers.get(kind, "")) for kind in MARKS[:-1])
    country = (member.country or "").casefold()
    yield _digest(lei) if lei else None
    for mark in (number, vat.removeprefix(country), spelling_key(member.name)):
        yield _digest(country, mark) if country and mark else None


def _partners(held: list[Holders], count: int) -> list[list[int]]:
    """Return for each kind of mark, by place, the partner as this kind and all stronger ones tell."""
    partners = _Groups(count)
    told_by = bytearray(count)  # by group: a bit for each kind of mark that it has
    found: list[list[int]] = []
    for kind, holders in enumerate(held):
        shared = [each for each in holders.values() if len(each) > 1]
        for group, marks in _linked(shared, partners, count):
            one = all(sum(told_by[each] >> stronger & 1 for each in group) <= 1 for stronger in range(kind))
            for mark in marks:
                joined = [each for each in map(partners.find, mark) if one or not told_by[each]]
                bits = 0
                for each in joined:
                    bits |= told_by[each]
                if joined:
                    told_by[partners.join(joined)] = bits
        for mark in holders.values():
            for place in mark:
                told_by[partners.find(place)] |= 1 << kind
        found.append([partners.find(place) for place in range(count)])
    return found


def _linked(
    shared: list[list[int]], partners: _Groups, count: int
) -> Iterator[tuple[set[int], list[list[int]]]]:
    """Yield the groups that marks link to each other, directly or not, and those marks' holders."""
    links = _Groups(count)
    held = [[partners.find(each) for each in mark] for mark in shared]
    for mark in held:
        links.join(mark)
    groups: dict[int, tuple[set[int], list[list[int]]]] = {}
    for mark in held:
        group, marks = groups.setdefault(links.find(mark[0]), (set(), []))
        group.update(mark)
        marks.append(mark)
    yield from groups.values()


class _Groups:
    """Places that are joined into groups; a group is known by one of its places."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def find(self, place: int) -> int:
        """Return the group of a place."""
        of = self._of
        while of[place] != place:
            of[place] = place = of[of[place]]
        return place

    def join(self, places: Iterable[int]) -> int:
        """Make one group of the groups of places, and return it."""
        first, *others = {self.find(each): None for each in places}
        for each in others:
            self._of[each] = first
        return first


def _letters(identifier: str) -> str:
    return "".join(filter(str.isalnum, identifier)).casefold()


def _digest(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
