"""Sanctioned parties: blocked shares by the examples of the US Treasury's rule, and control."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from owners import Held, holdings, structures

from partnercheck.measures.ownership.structure import Ownership

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured


TREASURY = {
    "a chain": ((("X", "A", 50), ("A", "B", 50)), "B", 50),
    "two halves of a half": ((("X", "A", 50), ("X", "B", 50), ("A", "C", 25), ("B", "C", 25)), "C", 50),
    "directly and through a half": ((("X", "A", 50), ("X", "B", 10), ("A", "B", 40)), "B", 50),
    "only what is half or more counts": (
        (("X", "A", 50), ("X", "B", 25), ("A", "C", 25), ("B", "C", 25)),
        "C",
        25,
    ),
    "quarters block nothing": ((("X", "A", 25), ("X", "B", 25), ("A", "C", 50), ("B", "C", 50)), "C", 0),
}


@pytest.mark.parametrize("name", TREASURY)
def test_the_examples_of_the_treasury(own: Callable[..., Measured], name: str) -> None:
    held, partner, share = TREASURY[name]
    missing = 100 - sum(part for _, party, part in held if party == partner)
    rest = [("Clean", partner, missing)] if missing else []
    # Who holds the rest of the companies between is told, so that everything is traced.
    between = {party for _, party, _ in held} - {partner}
    rest += [("Clean", party, 100 - sum(part for _, p, part in held if p == party)) for party in between]
    found = own("listed", *held, *rest, partner=partner, listed="X", X="person", Clean="person")
    assert found.value == share


def test_a_partner_that_is_listed_itself(own: Callable[..., Measured]) -> None:
    assert own("listed", listed="Acme").value == 100
    assert own("listed", listed="Acme").working == "Acme is itself on EU list"
    assert own("listed_control", listed="Acme").value == 1


def test_two_listed_parties_are_added(own: Callable[..., Measured]) -> None:
    held = (("X", "A", 25), ("Y", "A", 25), ("A", "Acme", 30), ("Ann", "Acme", 70))
    found = own("listed", *held, listed="X Y", Ann="person")
    assert found.value is None  # half of A is not traced, so 15 % of Acme; 30 % alone is below half
    found = own("listed", *held, ("Ann", "A", 50), listed="X Y", X="person", Y="person", Ann="person")
    assert found.value == 30
    assert found.working == "held directly: A 30 %"


def test_control_leads_through_entries_and_majorities(own: Callable[..., Measured]) -> None:
    held = (("A", "B", 50.1), ("Ann", "B", 49.9), ("Ann", "A", 100), ("Ann", "Acme", 100))
    chain = {"control": [("X", "A"), ("B", "Acme")], "listed": "X", "Ann": "person"}
    found = own("listed_control", *held, **chain)
    assert found.value == 1
    assert found.working == (
        "X controls A (board seats); A holds more than half of the shares in B; B controls Acme (board seats)"
    )
    half = (("A", "B", 50), *held[1:])
    assert own("listed_control", *half, **chain).value == 0


def test_votes_control_where_shares_do_not(ask: Callable[..., Measured]) -> None:
    held = [
        {"holder": "X", "in": "Acme", "share": 20, "votes": 51},
        {"holder": "Ann", "in": "Acme", "share": 80},
    ]
    parties = {"X": {"listed": "UK list", "kind": "person"}, "Ann": {"kind": "person"}}
    found = ask("ownership.listed_control", ownership={"holdings": held, "parties": parties})
    assert found.value == 1
    assert found.working == "X holds more than half of the votes in Acme"


@given(structures(), st.sets(st.integers(1, 6)))
def test_blocked_shares_are_a_fixed_point(structure: tuple[Held, dict[str, str]], listed: set[int]) -> None:
    from partnercheck.measures.ownership.listed import blocked_shares

    held, kinds = structure
    parties = {
        f"P{number}": {"kind": kinds.get(f"P{number}", "company"), "listed": "a list"} for number in listed
    }
    parties = {**{party: {"kind": kind} for party, kind in kinds.items()}, **parties}
    ownership = Ownership.model_validate({"holdings": holdings(*held), "parties": parties})
    shares = blocked_shares(ownership)
    blocked = {f"p{number}" for number in listed} | {party for party, share in shares.items() if share >= 50}
    again: dict[str, Fraction] = {}
    for party, stakes in ownership.stakes.items():
        for holder, stake in stakes.items():
            if holder in blocked:
                again[party] = again.get(party, Fraction()) + stake.share
    assert shares == again
