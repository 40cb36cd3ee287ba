"""Which dossiers are one partner's over time."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.insight.series import MARKS, RENAMINGS, all_series, latest
from partnercheck.model.series import Member, Renamed, Renamings

DAY = dt.date(2026, 1, 31)


def member(name: str = "Acme", country: str | None = "GB", **other: Any) -> Member:
    scope, rubric = other.pop("scope", "Lines"), other.pop("rubric", "core")
    dated = other.pop("dated", DAY)
    return Member(other.pop("dossier", "?"), dated, name, country, other, scope, rubric)


def together(*members: Member, until: dt.date | None = None) -> list[list[int]]:
    """Return the series by the places of their dossiers, each in order."""
    named = [each._replace(dossier=f"{place:02}") for place, each in enumerate(members)]
    return sorted([int(each) for each in found.dossiers] for found in all_series(named, until))


LEI, OTHER = {"lei": "L1"}, {"lei": "L2"}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([member(**LEI), member("Renamed", "IE", **LEI)], [[0, 1]]),
        ([member(**LEI), member(**OTHER)], [[0], [1]]),
        ([member(company_number="01 23"), member("B", company_number="0123")], [[0, 1]]),
        ([member(company_number="0123"), member("B", "IE", company_number="0123")], [[0], [1]]),
        ([member(company_number="0123"), member(company_number="0124")], [[0], [1]]),
        ([member(vat="GB 12"), member("B", vat="12")], [[0, 1]]),
        ([member("ACME  Ltd"), member("Acme ltd")], [[0, 1]]),
        ([member("Caf\u00e9"), member("Cafe\u0301")], [[0, 1]]),
        ([member(), member(country="IE")], [[0], [1]]),
        ([member(country=None), member(country=None)], [[0], [1]]),
        ([member(country=None, **LEI), member("B", **LEI)], [[0, 1]]),
        ([member(), member(scope="Repair")], [[0], [1]]),
        ([member(), member(rubric="health")], [[0], [1]]),
        ([member(scope="the lines"), member(scope=" The  Lines ")], [[0, 1]]),
        ([member(scope=None), member(scope="")], [[0, 1]]),
    ],
)
def test_one_partner_one_scope_and_one_rubric_are_one_series(
    members: list[Member], expected: list[list[int]]
) -> None:
    assert together(*members) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param([member(**LEI), member(), member("New", **LEI)], [[0, 1, 2]], id="name beside an LEI"),
        pytest.param([member(**LEI), member("New", **LEI), member("New")], [[0, 1, 2]], id="renamed"),
        pytest.param([member(**LEI), member(), member(**OTHER)], [[0], [1], [2]], id="a name of two"),
        pytest.param(
            [member(**LEI), member(), member(), member(**OTHER)], [[0], [1, 2], [3]], id="of two, twice"
        ),
        pytest.param(
            [member(company_number="1", **LEI), member(company_number="1"), member(company_number="2")],
            [[0, 1], [2]],
            id="same name, other number",
        ),
        pytest.param(
            [member(company_number="1"), member("New", company_number="1", vat="9"), member("X", vat="9")],
            [[0, 1, 2]],
            id="number, then VAT",
        ),
        pytest.param(
            [member(company_number="1"), member("Other", company_number="1", **LEI), member(**OTHER)],
            [[0, 1], [2]],
            id="what a number has joined has an LEI",
        ),
        pytest.param(
            [
                member(company_number="1"),
                member("New", company_number="2"),
                member(**LEI),
                member("New", **LEI),
            ],
            [[0], [1], [2, 3]],
            id="one name leads to one number, the other to another",
        ),
        pytest.param(
            [member(**LEI), member(scope="Repair", **OTHER), member()],
            [[0], [1], [2]],
            id="another scope tells that the name is that of two",
        ),
        pytest.param(
            [member("New", scope="Repair", **LEI), member(**LEI), member("New")],
            [[0], [1, 2]],
            id="another scope tells of the new name",
        ),
    ],
)
def test_a_weaker_mark_joins_only_whom_no_stronger_one_tells_apart(
    members: list[Member], expected: list[list[int]]
) -> None:
    assert together(*members) == expected


def test_a_series_says_by_what_it_is_one_partner_s() -> None:
    first = member(dossier="a", company_number="1", **LEI)
    for other, by in [
        (member("B", dossier="b", **LEI), "lei"),
        (member("B", dossier="b", company_number="1"), "company_number"),
        (member(dossier="b"), "name"),
    ]:
        (found,) = all_series([first, other])
        assert found.by == by
    (alone,) = all_series([first])
    assert alone.by is None


def test_dates_stand_in_order_and_those_after_the_day_asked_for_are_later() -> None:
    days = [DAY, DAY - dt.timedelta(31), DAY + dt.timedelta(28), DAY]
    members = [member(dated=day) for day in days]
    assert together(*members) == [[1, 0, 3, 2]]
    assert together(*members, until=DAY) == [[1, 0, 3]]
    assert together(*members, until=dt.date.min) == [[1]]


SOME = st.sampled_from(["", "1", "2", "3"])
MEMBERS = st.lists(
    st.builds(
        lambda name, country, scope, rubric, day, **ids: member(
            name,
            country,
            scope=scope,
            rubric=rubric,
            dated=DAY + dt.timedelta(day),
            **{kind: value for kind, value in ids.items() if value},
        ),
        st.sampled_from("ABC"),
        st.sampled_from(["GB", "IE", None]),
        st.sampled_from(["Lines", "Repair"]),
        st.sampled_from(["core", "health"]),
        st.integers(0, 3),
        lei=SOME,
        company_number=SOME,
        vat=SOME,
    ),
    max_size=9,
)


def marks(each: Member) -> dict[str, object]:
    """Return what a partner is known by, as the documentation says it."""
    at_home = {**each.identifiers, "name": each.name}
    found = {kind: (each.country, at_home[kind]) for kind in MARKS[1:] if kind in at_home and each.country}
    return found | ({"lei": each.identifiers["lei"]} if "lei" in each.identifiers else {})


@given(MEMBERS, st.randoms(use_true_random=False))
def test_whatever_the_dossiers_series_are_sound(members: list[Member], chance: Any) -> None:
    number = count()
    members = [each._replace(dossier=f"{next(number):02}") for each in members]
    found = list(all_series(members))
    by_name = {each.dossier: each for each in members}
    shuffled = chance.sample(members, len(members))
    assert {*all_series(shuffled)} == {*found}, "the order makes a difference"
    assert sorted(each for of in found for each in of.dossiers) == sorted(by_name), "one is lost or doubled"
    for series in found:
        mine = [by_name[each] for each in series.dossiers]
        assert mine == sorted(mine, key=lambda each: (each.dated, each.dossier))
        assert len({(each.scope, each.rubric) for each in mine}) == 1
        assert len({lei for each in mine if (lei := each.identifiers.get("lei"))}) <= 1
        assert (series.by is None) == (len(mine) == 1)
        if len(mine) > 1:
            assert all(marks(each) for each in mine), "one without any mark is joined"
    for one in members:
        for other in members:
            same = any({one.dossier, other.dossier} <= {*series.dossiers} for series in found)
            deal = (one.scope, one.rubric) == (other.scope, other.rubric)
            if deal and "lei" in one.identifiers and one.identifiers["lei"] == other.identifiers.get("lei"):
                assert same


@given(MEMBERS)
def test_who_is_joined_is_linked_by_marks_and_whom_a_mark_links_undisputed_is_joined(
    members: list[Member],
) -> None:
    members = [
        each._replace(scope=None, rubric="core", dossier=f"{place:02}") for place, each in enumerate(members)
    ]
    of = {each: number for number, found in enumerate(all_series(members)) for each in found.dossiers}
    held = [marks(each).items() for each in members]
    linked = [
        {place} for place in range(len(members))
    ]  # without regard to doubts: the most that may be joined
    for place, mine in enumerate(held):
        for other, theirs in enumerate(held):
            if mine & theirs:
                whole = linked[place] | linked[other]
                for each in whole:
                    linked[each] = whole
    for place, whole in enumerate(linked):
        partners = {of[f"{each:02}"] for each in whole}
        leis = {lei for each in whole if (lei := members[each].identifiers.get("lei"))}
        joined = [each for each in range(len(members)) if of[f"{each:02}"] == of[f"{place:02}"]]
        assert whole.issuperset(joined), "nothing links them"
        alone = all(marks(members[each]).keys() <= {"lei", "name"} for each in whole)
        if alone and len(leis) <= 1:
            assert len(partners) == 1, "nobody disputes that they are one"


def test_a_further_name_of_one_lei_is_noticed_once() -> None:
    members = [
        member(dossier="a", **LEI),
        member("ACME ", dossier="b", **LEI),
        member("Bolt", dossier="c", **OTHER),
        member("Apex", dossier="d", lei="l 1"),
        member("apex", dossier="e", **LEI),
        member("Bold", dossier="f", company_number="1"),
    ]
    _, renamed = latest(members, None, every=True)
    assert renamed == Renamings((Renamed("Acme", "a", "Apex", "d"),), 0)


def test_of_many_names_of_one_lei_the_first_are_kept_and_the_others_counted() -> None:
    names = [member(f"Acme {number}", dossier=str(number), **LEI) for number in range(RENAMINGS + 3)]
    _, renamed = latest([*names, *names], None, every=False)
    assert [each.other_dossier for each in renamed.first] == [str(each) for each in range(1, RENAMINGS + 1)]
    assert renamed.more == 2
