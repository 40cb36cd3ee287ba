"""The measures of the section `ownership`, and what it says of itself."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.ownership.listed import blocked_shares, control_chain
from partnercheck.measures.ownership.structure import AT_REST, Ownership
from partnercheck.measures.ownership.tracing import Traced, trace
from partnercheck.measures.section import Section
from partnercheck.measures.working import result, rounded
from partnercheck.model.names import name_key
from partnercheck.model.tables import Column, Table

_ENOUGH = 75
"""How much of the partner must be traced, in %, before nobody's share can be read as nothing."""

_PROVEN = 50
"""From this share on, in %, what is known says enough by itself."""

_DECIMALS = 9
"""Decimals to which shares are compared."""

_MOST_LISTED = 12

KINDS = {
    "person": "person",
    "company": "company",
    "quoted": "quoted company",
    "state": "state",
    "dispersed": "small holders",
}


@measure_in("%")
def traced(ownership: Ownership, sides: Sides) -> Measured:
    """How much of the partner comes to rest with persons, states, quoted or dispersed holders, in %.

    Effective shares along all chains; where companies hold one another, the linear system is solved. None
    without a holding in the partner, and where a ring of companies that owns itself whole holds part of it. A
    partner that is itself quoted, dispersed, a state or a person is traced whole. Source: the 25 % and 50 %
    conventions of beneficial ownership ask who is at the end of each chain (FATF recommendation 24).

    Reads `holdings`, `parties`, `partner`, `holder`, `in`, `share`, `kind`.
    """
    found = _traced(ownership, sides)
    total = found.total
    if total is None:
        raise UnmeasurableError("a ring of companies that own one another whole holds part of the partner")
    return Measured(total, _added(ownership, found.holders, total))


@measure_in("%")
def state(ownership: Ownership, sides: Sides) -> Measured:
    """Effective share of the partner that states hold, in %.

    None where less than 75 % is traced, unless states are known to hold half of it or more. Source: this
    program.

    Reads `holdings`, `parties`, `partner`, `holder`, `in`, `share`, `kind`.
    """
    found = _traced(ownership, sides)
    held = {name: share for name, share in found.holders.items() if ownership.kind(name) == "state"}
    total = sum(held.values())
    working = _added(ownership, held, total) if held else "no state is among those who hold the partner"
    return _if_known(total, working, found)


@measure_in("%")
def largest(ownership: Ownership, sides: Sides) -> Measured:
    """Effective share of the person, state or quoted company that holds most of the partner, in %.

    None where less than 75 % is traced, unless one is known to hold half of it or more. Source: this program.

    Reads `holdings`, `parties`, `partner`, `holder`, `in`, `share`, `kind`.
    """
    found = _traced(ownership, sides)
    for name, share in found.holders.items():  # largest first
        if ownership.kind(name) != "dispersed":
            return _if_known(
                share, f"{shown(ownership.names[name])} {_percent(share)}, along all chains", found
            )
    return _if_known(0.0, "no single holder is among those who hold the partner", found)


@measure_in("%")
def listed(ownership: Ownership, sides: Sides) -> Measured:
    """How much of the partner sanctioned parties hold directly, or companies that count as such, in %.

    A company counts as sanctioned where listed parties, and companies that count as such, together hold half
    of it or more. 100 for a partner that is itself listed. None where less than 75 % is traced, unless the
    share is known to be half or more. Source: the US Treasury's 50 Percent Rule (OFAC, 2014).

    Reads `holdings`, `parties`, `partner`, `holder`, `in`, `share`, `kind`, `listed`.
    """
    party = _partner(ownership, sides)
    if _is_listed(ownership, party):
        return Measured(
            100.0, f"{shown(partner_name(ownership, sides))} is itself on {_list(ownership, party)}"
        )
    found = _traced(ownership, sides)
    shares = blocked_shares(ownership)
    total = shares.get(party, Fraction())
    if not total:
        return _if_known(0.0, "no sanctioned party holds part of the partner directly", found)
    held = {
        name: stake.share
        for name, stake in ownership.stakes[party].items()
        if _is_listed(ownership, name) or shares.get(name, 0) >= _PROVEN
    }
    return _if_known(float(total), f"held directly: {_added(ownership, held, total)}", found)


@measure_in("1 or 0")
def listed_control(ownership: Ownership, sides: Sides) -> Measured:
    """1 where a chain of control leads from a sanctioned party to the partner, else 0.

    The links are entries of control and majorities of shares or votes (above 50 %), in any order. 1 for a
    partner that is itself listed. None in place of 0 where less than 75 % of the partner is traced. Source:
    EU and UK sanctions law looks at control too (Council Regulation (EU) 269/2014; UK SI 2019/855, regulation
    7).

    Reads `holdings`, `parties`, `control`, `partner`, `holder`, `in`, `share`, `votes`, `kind`, `listed`,
    `by`, `over`.
    """
    party = _partner(ownership, sides)
    if _is_listed(ownership, party):
        return Measured(1.0, f"the partner is itself on {_list(ownership, party)}")
    found = _traced(ownership, sides)
    chain = control_chain(ownership, party)
    if chain is not None:
        left = len(chain) - _MOST_LISTED
        said = [*chain[:_MOST_LISTED], *([f"and so on, {left} links more"] if left > 0 else [])]
        return Measured(1.0, "; ".join(said))
    return _if_known(0.0, "no chain of control leads from a sanctioned party to the partner", found)


def _partner(ownership: Ownership, sides: Sides) -> str:
    return name_key(partner_name(ownership, sides))


def partner_name(ownership: Ownership, sides: Sides) -> str:
    """Return how the party that is the partner is called."""
    return ownership.partner or sides.theirs.partner.name


def _is_listed(ownership: Ownership, key: str) -> bool:
    party = ownership.known.get(key)
    return party is not None and party.listed is not None


def _list(ownership: Ownership, key: str) -> str:
    return shown(ownership.known[key].listed or "")


def _traced(ownership: Ownership, sides: Sides) -> Traced:
    """Return where the partner comes to rest.

    Raises:
        UnmeasurableError: No holding in it is given.
    """
    party = _partner(ownership, sides)
    if party not in ownership.stakes and ownership.kind(party) not in AT_REST:
        name = shown(partner_name(ownership, sides))
        raise UnmeasurableError(f"no holding in {name} is given (`partner:` says which party the partner is)")
    return trace(ownership, party)


def _if_known(value: float, working: str, found: Traced) -> Measured:
    """Return a share, or none where so little is traced that owners nobody knows could change it.

    Unknown owners are not clean owners.
    """
    total = found.total
    known = total is not None and round(total, _DECIMALS) >= _ENOUGH
    if known or round(value, _DECIMALS) >= _PROVEN:
        return Measured(value, working)
    how_far = (
        "a ring of companies hides who owns the partner"
        if total is None
        else f"only {_percent(total)} is traced"
    )
    return Measured(
        None, f"{how_far}; below {_ENOUGH} % the owners who are not known could change this ({working})"
    )


def _added(ownership: Ownership, shares: Mapping[str, Fraction | float], total: Fraction | float) -> str:
    """Return shares with whose they are, and their sum; of one holder its share, where that is the sum."""
    if len(shares) == 1:
        [(name, share)] = shares.items()
        if Fraction(share) == Fraction(total):
            return f"{shown(ownership.names[name])} {_percent(share)}"
    holders = [f"{shown(ownership.names[name])} {_percent(share)}" for name, share in shares.items()]
    more = len(holders) - _MOST_LISTED
    holders = [*holders[:_MOST_LISTED], *([f"{more} more"] if more > 0 else [])]
    return f"{' + '.join(holders) or 'nobody at the end of a chain is known'} {result(Fraction(total))} %"


def _percent(share: Fraction | float) -> str:
    return f"{rounded(Fraction(share))} %"


def _tables(ownership: Ownership, sides: Sides) -> Iterator[Table]:
    """Yield who holds what, who is behind the partner, and who controls whom."""
    names, known = ownership.names, ownership.known
    party = _partner(ownership, sides)
    try:
        ends = trace(ownership, party).holders
    except UnmeasurableError:
        ends = {}
    if ends:
        yield Table(
            "Who is at the end of all chains of holdings",
            [Column("Holder"), Column("Kind"), Column("Country"), Column("Effective share, %", number=True)],
            [
                [
                    names.get(key, key),
                    KINDS[ownership.kind(key)],
                    _country(ownership, key),
                    rounded(Fraction(share)),
                ]
                for key, share in ends.items()
            ],
        )
    if ownership.holdings:
        yield held(ownership)
    if ownership.control:
        yield Table(
            "Control by other means",
            [Column("Who controls"), Column("Whom"), Column("By what")],
            [[each.by, each.over, each.how] for each in ownership.control],
        )
    on_lists = [[names[key], party.listed] for key, party in known.items() if party.listed]
    if on_lists:
        yield Table("On sanctions lists", [Column("Party"), Column("List")], on_lists)


def held(ownership: Ownership) -> Table:
    """Return the holdings as they were given."""
    columns = [
        Column("Holder"),
        Column("Of"),
        Column("Share, %", number=True),
        Column("Votes, %", number=True),
    ]
    rows = [
        [each.holder, each.in_, f"{each.share:f}", "" if each.votes is None else f"{each.votes:f}"]
        for each in ownership.holdings
    ]
    return Table("Holdings as they were given", columns, rows)


def _country(ownership: Ownership, key: str) -> str:
    party = ownership.known.get(key)
    return (party.country if party else None) or "not given"


SECTION = Section(
    name="ownership",
    title="Ownership and control",
    summary="Who owns and controls the partner, as far as it is known.",
    model=Ownership,
    measures=(traced, state, largest, listed, listed_control),
    sample="""\
ownership:
  holdings:
    - {holder: Holding Ltd, in: Partner Ltd, share: 60}
    - {holder: A. Person, in: Partner Ltd, share: 40}
    - {holder: B. Person, in: Holding Ltd, share: 100}
  parties:
    A. Person: {kind: person, country: GB}
    B. Person: {kind: person, country: GB}  # listed: the sanctions list that names them
""",
    tables=_tables,
    unasked=("parties.listed", "partner"),
)
