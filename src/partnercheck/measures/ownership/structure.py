"""Who holds, votes and controls what: the data of the section `ownership`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property, partial
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from partnercheck.diagnostics import shown
from partnercheck.measures.working import exact
from partnercheck.model.names import name_key
from partnercheck.model.scalars import (
    Amount,
    Country,
    Text,
    read_amount,
    refuse,
    refuse_all,
    within,
)
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict

PartyKind = Literal["person", "company", "quoted", "state", "dispersed"]

AT_REST: frozenset[str] = frozenset({"person", "quoted", "state", "dispersed"})
"""Kinds of parties with which a chain of holdings ends: who is behind them is not asked."""

_UNOWNED: frozenset[str] = frozenset({"person", "state", "dispersed"})
"""Kinds of parties that nobody can hold shares in."""

WHOLE = Fraction(100)
_TOLERANCE = Fraction(1, 100)
"""How far the shares in a party may exceed 100 by rounding; they are scaled to 100 then."""

Share = Annotated[Amount, within(read_amount, 0, 100, type="number")]


class Holding(Strict):
    """Shares that one party holds in another."""

    holder: Text
    """Who holds them."""
    in_: Text = Field(alias="in")
    """Whose shares they are."""
    share: Share
    """How much of all shares, in %."""
    votes: Share | None = None
    """How much of all votes, in %; by default the share."""


class Party(Strict):
    """What is known of a party beyond what it holds."""

    kind: PartyKind = "company"
    """A person, a company, a quoted company, a state, or many small holders."""
    country: Country | None = None
    """Where it is at home."""
    listed: Text | None = None
    """The sanctions list that names it."""


class Control(Strict):
    """Control that rests on something else than shares."""

    by: Text
    """Who controls."""
    over: Text
    """Who is controlled."""
    how: Text
    """By what: the right to appoint the board, a contract, a family tie."""


class Stake(NamedTuple):
    """What one holder has in one party, all its lots together, in %."""

    share: Fraction
    votes: Fraction


class Ownership(SectionData):
    """Who owns and controls the partner, as far as it is known."""

    holdings: tuple[Holding, ...] = ()
    """Who holds shares in whom."""
    parties: dict[Text, Party] = Field(default_factory=dict)
    """By name, what is known of the parties; one that is not listed is a company."""
    control: tuple[Control, ...] = ()
    """Control that rests on something else than shares."""
    partner: Text | None = None
    """The party that is the partner; by default its name."""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_all(partial(refuse, *wrong) for wrong in self._impossible())
        return self

    def _impossible(self) -> Iterator[tuple[str, str, str | None, tuple[str | int, ...]]]:
        """Yield what cannot be: code, message, hint and path."""
        seen: set[str] = set()
        for name in self.parties:
            if name_key(name) in seen:
                message = f"`{shown(name)}` is listed twice, as capitals and spaces at the ends do not count"
                yield "duplicate-party", message, None, ("parties", name)
            seen.add(name_key(name))
        held: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for index, holding in enumerate(self.holdings):
            at = ("holdings", index)
            kind = self.kind(name_key(holding.in_))
            if kind in _UNOWNED:
                message = f"`{shown(holding.in_)}` is of kind {kind}; nobody holds shares in it"
                yield "wrong-holding", message, None, (*at, "in")
            for what, amount in (("share", holding.share), ("votes", holding.votes)):
                key = (what, name_key(holding.in_))
                before = held[key]
                held[key] += Fraction(amount or 0)
                if before <= WHOLE + _TOLERANCE < held[key]:
                    whose = {"share": "shares", "votes": "votes"}[what]
                    message = f"the {whose} in `{shown(holding.in_)}` add up to {exact(held[key])} %"
                    yield "wrong-holding", message, "together they are at most 100 %", (*at, what)

    def kind(self, key: str) -> PartyKind:
        """Return of which kind a party is."""
        party = self.known.get(key)
        return party.kind if party else "company"

    @cached_property
    def known(self) -> Mapping[str, Party]:
        """The parties by the key of their name."""
        return {name_key(name): party for name, party in self.parties.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How each party is written where it is first named."""
        written = [*self.parties]
        written += (name for each in self.holdings for name in (each.in_, each.holder))
        written += (name for each in self.control for name in (each.over, each.by))
        return {name_key(name): name for name in reversed(written)}

    @cached_property
    def stakes(self) -> Mapping[str, Mapping[str, Stake]]:
        """By party, who holds how much of it; lots of one holder are added, the whole is at most 100 %."""
        found: dict[str, dict[str, Stake]] = {}
        for each in self.holdings:
            of = found.setdefault(name_key(each.in_), {})
            share = Fraction(each.share)
            votes = share if each.votes is None else Fraction(each.votes)
            before = of.get(name_key(each.holder), Stake(Fraction(), Fraction()))
            of[name_key(each.holder)] = Stake(before.share + share, before.votes + votes)
        return {party: _scaled(of) for party, of in found.items()}


def _scaled(of: Mapping[str, Stake]) -> Mapping[str, Stake]:
    """Return the stakes in one party, brought down to 100 % where rounding has taken them above it.

    Votes that are taken for shares, as nobody says otherwise, may go further beyond; they are left as they
    are.
    """
    shares = _at_most_whole(each.share for each in of.values())
    votes = _at_most_whole(each.votes for each in of.values())
    return {name: Stake(*both) for name, *both in zip(of, shares, votes, strict=True)}


def _at_most_whole(parts: Iterable[Fraction]) -> list[Fraction]:
    listed = list(parts)
    total = sum(listed, Fraction())
    return [part * WHOLE / total for part in listed] if WHOLE < total <= WHOLE + _TOLERANCE else listed
