"""Effective shares against a dense exact solution, and what is no sound structure."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from owners import Held, holdings, structures
from pydantic import ValidationError

from partnercheck.measures.ownership.structure import AT_REST, Ownership
from partnercheck.measures.ownership.tracing import MOST_BEHIND, behind, trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured


def build(held: Held, kinds: dict[str, str]) -> Ownership:
    return Ownership.model_validate(
        {"holdings": holdings(*held), "parties": {party: {"kind": kind} for party, kind in kinds.items()}}
    )


# Effective shares.


def test_shares_are_multiplied_along_chains_and_added_over_them(own: Callable[..., Measured]) -> None:
    held = (("Ann", "Acme", 30), ("Mid", "Acme", 50), ("Ann", "Mid", 40), ("Ruritania", "Mid", 60))
    assert own("traced", *held, Ann="person", Ruritania="state").value == pytest.approx(80)
    found = own("state", *held, Ann="person", Ruritania="state")
    assert found.value == pytest.approx(30)
    assert found.working == "Ruritania 30 %"
    assert own("largest", *held, Ann="person", Ruritania="state").value == pytest.approx(50)
    assert own("traced", *held, Ann="person", Ruritania="state").working == "Ann 50 % + Ruritania 30 % = 80 %"


def test_what_companies_hold_of_one_another_belongs_to_their_other_holders(
    own: Callable[..., Measured],
) -> None:
    # a = 1 + x/2 with x = a/2: three quarters of a are outside, of which Ann has 50 and Ben 25.
    held = (("Ann", "Acme", 50), ("Mid", "Acme", 50), ("Acme", "Mid", 50), ("Ben", "Mid", 50))
    assert own("traced", *held, Ann="person", Ben="person").value == pytest.approx(100)
    assert own("largest", *held, Ann="person", Ben="person").value == pytest.approx(200 / 3)


def test_own_shares_belong_to_the_other_holders(own: Callable[..., Measured]) -> None:
    held = (("Ann", "Acme", 45), ("Acme", "Acme", 10), ("Ben", "Acme", 45))
    assert own("largest", *held, Ann="person", Ben="person").value == pytest.approx(50)


def test_a_ring_that_owns_itself_whole_says_nothing(own: Callable[..., Measured]) -> None:
    found = own(
        "traced", ("Ann", "Acme", 60), ("A", "Acme", 40), ("B", "A", 100), ("A", "B", 100), Ann="person"
    )
    assert found.value is None
    assert found.working == "a ring of companies that own one another whole holds part of the partner"
    assert own("traced", ("A", "Acme", 100), ("Acme", "A", 100)).value is None
    assert own("traced", ("Acme", "Acme", 100)).value is None


def test_a_ring_that_no_share_leads_to_changes_nothing(own: Callable[..., Measured]) -> None:
    apart = (("Ann", "Acme", 60), ("B", "A", 100), ("A", "B", 100))
    assert own("traced", *apart, Ann="person").value == pytest.approx(60)
    assert own("traced", *apart, ("A", "Acme", 0), Ann="person").value == pytest.approx(60)


def test_chains_end_with_quoted_companies_and_small_holders(own: Callable[..., Measured]) -> None:
    held = (("Quoted", "Acme", 40), ("Many", "Acme", 60), ("Ruritania", "Quoted", 90))
    kinds = {"Quoted": "quoted", "Many": "dispersed", "Ruritania": "state"}
    assert own("traced", *held, **kinds).value == pytest.approx(100)
    assert own("largest", *held, **kinds).value == pytest.approx(40)
    assert own("state", *held, **kinds).value == 0


def test_lots_of_one_holder_are_added_and_spellings_do_not_matter(own: Callable[..., Measured]) -> None:
    found = own(
        "largest", ("Ann", "ACME ", 30), (" ANN", "acme", 30), ("Ben", "Acme", 40), Ann="person", Ben="person"
    )
    assert found.value == pytest.approx(60)


def test_a_sum_just_above_all_is_scaled_to_all(own: Callable[..., Measured]) -> None:
    found = own("largest", ("Ann", "Acme", 60.01), ("Ben", "Acme", 40), Ann="person", Ben="person")
    assert found.value == pytest.approx(100 * 60.01 / 100.01)


@pytest.mark.parametrize(
    ("kind", "state", "largest"), [("quoted", 0, 100), ("state", 100, 100), ("dispersed", 0, 0)]
)
def test_a_partner_at_the_end_of_its_own_chain(
    own: Callable[..., Measured], kind: str, state: int, largest: int
) -> None:
    for name, value in (
        ("traced", 100),
        ("state", state),
        ("largest", largest),
        ("listed", 0),
        ("listed_control", 0),
    ):
        assert own(name, Acme=kind).value == value, name


def test_without_a_holding_in_the_partner_nothing_is_known(own: Callable[..., Measured]) -> None:
    for name in ("traced", "state", "largest", "listed", "listed_control"):
        found = own(name, ("Ann", "Other", 100), Ann="person", listed="Ann", control=[("Ann", "Acme")])
        assert found.value is None, name
        assert found.working == "no holding in Acme is given (`partner:` says which party the partner is)"


def test_the_partner_is_by_default_the_party_of_its_name(ask: Callable[..., Measured]) -> None:
    section = {"holdings": holdings(("Ann", "acme", 100)), "parties": {"Ann": {"kind": "person"}}}
    assert ask("ownership.traced", ownership=section).value == pytest.approx(100)


def test_unknown_owners_are_not_clean_owners(own: Callable[..., Measured]) -> None:
    part = (("Ann", "Acme", 74.9),)
    for name in ("state", "listed", "listed_control"):
        found = own(name, *part, Ann="person")
        assert found.value is None, name
        assert found.working.startswith("only 74.9 % is traced; below 75 %"), name
        assert own(name, ("Ann", "Acme", 75), Ann="person").value == 0, name
    assert own("largest", *part, Ann="person").value == pytest.approx(74.9)  # half of it or more is known
    assert own("largest", ("Ann", "Acme", 49), Ann="person").value is None
    assert own("state", ("Ruritania", "Acme", 50), Ruritania="state").value == 50
    assert own("listed", ("X", "Acme", 50), listed="X").value == 50


def exactly(held: Held, kinds: dict[str, str]) -> dict[str, Fraction] | None:
    """Solve x = e + xA by elimination over fractions; None where a ring that is reached owns itself whole."""
    shares: dict[tuple[str, str], Fraction] = {}
    for holder, party, share in held:
        shares[party, holder] = shares.get((party, holder), Fraction()) + Fraction(share) / 100
    reached, ahead = [], ["P0"]
    while ahead:
        party = ahead.pop()
        if party not in reached and kinds.get(party, "company") not in AT_REST:
            reached.append(party)
            ahead += [holder for (of, holder), share in shares.items() if of == party and share]
    size = len(reached)
    # Columns of I - A transposed, and the unit vector of the partner.
    rows = [
        [Fraction(int(i == j)) - shares.get((reached[j], reached[i]), Fraction()) for j in range(size)]
        + [Fraction(int(reached[i] == "P0"))]
        for i in range(size)
    ]
    for column in range(size):
        pivot = next((row for row in range(column, size) if rows[row][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column and rows[row][column]:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    visits = {party: rows[i][-1] / rows[i][i] for i, party in enumerate(reached)}
    ends: dict[str, Fraction] = {}
    for (party, holder), share in shares.items():
        if party in visits and kinds.get(holder, "company") in AT_REST and share:
            ends[holder] = ends.get(holder, Fraction()) + 100 * visits[party] * share
    return ends


@given(structures())
def test_effective_shares_are_those_of_the_linear_system(structure: tuple[Held, dict[str, str]]) -> None:
    held, kinds = structure
    found, expected = trace(build(held, kinds), "p0"), exactly(held, kinds)
    assert found.closed is (expected is None)
    if expected is not None:
        assert found.holders == pytest.approx(
            {name.lower(): float(share) for name, share in expected.items()}
        )
        assert list(found.holders.values()) == sorted(found.holders.values(), reverse=True)
        assert found.total == pytest.approx(float(sum(expected.values())))
        assert 0 <= (found.total or 0) <= 100 + 1e-9


@pytest.mark.parametrize("step", [1, 7])
def test_two_hundred_parties_take_no_time(step: int) -> None:
    count = 200
    held: Held = [(f"P{(party + step) % count}", f"P{party}", 50) for party in range(count)]
    held += [(f"P{(party * 3 + 1) % count}", f"P{party}", 20) for party in range(count)]
    held += [("Ann", f"P{party}", 29) for party in range(count)]
    ownership = build(held, {"Ann": "person"})
    times = []
    for _ in range(5):
        fresh = build(held, {"Ann": "person"})
        begun = time.process_time()
        trace(fresh, "p0")
        times.append(time.process_time() - begun)
    assert trace(ownership, "p0").total == pytest.approx(100 * 29 / 30)
    assert min(times) < 0.05


def test_what_would_take_too_long_is_said(own: Callable[..., Measured]) -> None:
    count = 400
    held = [
        (f"P{holder}", f"P{party}", 0.2)
        for party in range(count)
        for holder in range(count)
        if (holder + party) % 2
    ]
    found = own("traced", *held, partner="P0")
    assert found.value is None
    assert found.working == "too many companies hold parts of one another to work their shares out"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"holdings": holdings(("A", "B", 60), ("C", "b", 40.02))}, "the shares in `b` add up to 100.02 %"),
        (
            {"holdings": holdings(("A", "Ann", 1)), "parties": {"Ann": {"kind": "person"}}},
            "nobody holds shares in it",
        ),
        ({"parties": {"Ann": {}, "ann ": {}}}, "`ann` is listed twice"),
        ({"holdings": holdings(("A", "B", 101))}, "less_than_equal"),
        ({"holdings": [{"holder": "A", "in": "B"}]}, "missing"),
    ],
)
def test_what_cannot_be_is_named(section: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Ownership.model_validate(section)
    assert message in str(caught.value) or message in {each["type"] for each in caught.value.errors()}


def test_who_stands_behind_a_party_is_told_the_nearest_first_and_ends() -> None:
    ring = holdings(("B", "Acme", 50), ("Staff", "Acme", 10), ("C", "B", 60), ("Acme", "C", 5), ("D", "C", 0))
    data = {"holdings": ring, "parties": {"Staff": {"kind": "dispersed"}}}
    assert behind(Ownership.model_validate(data), "acme") == ["B", "C"]
    many = [(f"H{n}", "Acme", 1) for n in range(2 * MOST_BEHIND)]
    assert len(behind(Ownership.model_validate({"holdings": holdings(*many)}), "acme")) == MOST_BEHIND
    assert behind(Ownership.model_validate({}), "acme") == []
