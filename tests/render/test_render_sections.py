"""Pictures of plan, surveys and owners: what they say, that they end, that nothing stands outside them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import EXAMPLES
from partnercheck.load import Loader
from partnercheck.measures import Sides
from partnercheck.measures.ownership.structure import Ownership
from partnercheck.measures.plan import Plan
from partnercheck.measures.surveys import Surveys
from partnercheck.render.chart_style import PAINT
from partnercheck.render.charts import sections as charts
from partnercheck.render.document.owners import ABREAST, MOST, owners
from partnercheck.render.document.plans import MOST as MOST_PROMISES
from partnercheck.render.document.plans import milestones
from partnercheck.render.document.surveys import satisfaction

if TYPE_CHECKING:
    from partnercheck.render.charts.shapes import Drawing

DAY = dt.date(2026, 6, 30)
SIDES = Sides(Loader().dossier(EXAMPLES / "tollgate.yaml").dossier, None, DAY)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))


def stands(drawn: Drawing) -> None:
    """Every shape has a look and stands within the drawing."""
    for shape in drawn.shapes:
        assert shape.kind in PAINT
        assert 0 <= shape.x <= shape.x + shape.width <= 100.1, shape
        assert 0 <= shape.y <= drawn.height, shape


def plan(*items: dict[str, Any]) -> Plan:
    return Plan.model_validate({"items": items})


def test_a_promise_is_kept_late_overdue_or_ahead() -> None:
    found = milestones(
        plan(
            {"what": "A", "due": "2026-03-01", "done": "2026-03-01", "side": "us"},
            {"what": "B", "due": "2026-03-01", "done": "2026-03-11", "side": "them"},
            {"what": "C", "due": "2026-06-29"},
            {"what": "D", "due": "2026-06-30", "done": "2026-07-01"},
            {"what": "E"},
        ),
        SIDES,
    )
    assert found is not None
    assert found.title == "1 of 4 promises due so far is overdue: C."
    assert [(each.what, each.word) for each in found.items] == [
        ("A", "done 1 Mar 2026"),
        ("B", "done 10 days late"),
        ("C", "1 day overdue"),
        ("D", "due 30 Jun 2026"),
    ]
    assert not found.whole  # E has no day, and stands in the table alone
    assert milestones(plan({"what": "E"}), SIDES) is None
    counted = milestones(plan({"what": "A", "due": "2026-03-01", "target": 5}), SIDES)
    assert counted is not None
    assert not counted.whole  # the drawing has no numbers


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"what": "A", "due": "2027-01-01"}], "Nothing was due by 30 Jun 2026."),
        (
            [{"what": "A", "due": "2026-01-01", "done": "2026-01-01"}],
            "1 of 1 promise due by 30 Jun 2026 was kept in time; nothing is overdue.",
        ),
        (
            [{"what": name, "due": "2026-01-01"} for name in "ABCDE"],
            "5 of 5 promises due so far are overdue: A, B, C and 2 more.",
        ),
    ],
)
def test_a_plan_states_what_is_overdue_or_that_nothing_is(items: list[dict[str, Any]], said: str) -> None:
    found = milestones(plan(*items), SIDES)
    assert found is not None
    assert found.title == said


def test_days_as_far_apart_as_there_are_have_few_names() -> None:
    found = milestones(plan({"what": "A", "due": "0001-01-01"}, {"what": "B", "due": "9999-12-31"}), SIDES)
    assert found is not None
    drawn = charts.milestones(found)
    stands(drawn)
    assert 1 <= sum(shape.kind == "grid" for shape in drawn.shapes) <= 9


@given(
    st.lists(
        st.tuples(DAYS, st.none() | DAYS, st.sampled_from(["us", "them", "both"])), min_size=1, max_size=60
    )
)
def test_any_plan_is_drawn_within_bounds_the_late_first(
    items: list[tuple[dt.date, dt.date | None, str]],
) -> None:
    given_ = [
        {"what": "w" * 60, "due": str(due), "side": side} | ({"done": str(done)} if done else {})
        for due, done, side in items
    ]
    found = milestones(plan(*given_), SIDES)
    assert found is not None
    assert len(found.items) == min(len(items), MOST_PROMISES)
    assert found.whole == (len(items) <= MOST_PROMISES)
    late = sum(due < min(done or DAY, DAY) for due, done, _ in items)
    assert sum(each.late_until is not None for each in found.items) == min(late, MOST_PROMISES)
    stands(charts.milestones(found))


def surveys(*rounds: tuple[str, str, float]) -> Surveys:
    return Surveys.model_validate(
        {"rounds": [{"date": day, "side": side, "sections": {"all": mean}} for day, side, mean in rounds]}
    )


def test_a_drop_is_from_the_best_of_the_year() -> None:
    rounds = [("2025-01-01", "customers", 90.0), ("2026-01-01", "customers", 30.0)]
    found = satisfaction(surveys(*rounds, ("2026-06-01", "customers", 20.5), ("2026-06-01", "us", 5)), SIDES)
    assert found is not None
    assert found.title == "Customers rate it 20.5, 9.5 below the best of the year to 1 Jun 2026."
    assert found.message == "Our people rate it 5.0 as of 1 Jun 2026, the only round."
    assert (found.best, found.drop) == ((dt.date(2026, 1, 1), 30.0), "−9.5")
    assert (
        satisfaction(surveys(("2026-01-01", "customers", 30.0), ("2026-12-01", "customers", 1)), SIDES)
        is None
    )


@given(
    st.lists(
        st.tuples(
            DAYS,
            st.sampled_from(["customers", "us", "them"]),
            st.integers(-1000, 1000).map(lambda each: each / 10),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_any_surveys_are_drawn_within_bounds(rounds: list[tuple[dt.date, str, float]]) -> None:
    found = satisfaction(surveys(*((str(day), side, mean) for day, side, mean in rounds)), SIDES)
    if found is not None:
        drawn = charts.satisfaction(found)
        stands(drawn)
        marks = [shape for shape in drawn.shapes if shape.kind in {"asked", "ours", "theirs"}]
        assert len(marks) == sum(len(side.rounds) for side in found.sides)


def ownership(*held: tuple[str, str, float], **parties: Any) -> Ownership:
    holdings = [{"holder": holder, "in": of, "share": share} for holder, of, share in held]
    return Ownership.model_validate({"partner": "P", "holdings": holdings, "parties": parties})


def test_owners_stand_below_what_they_hold_and_what_is_not_known_is_shown() -> None:
    person = {"kind": "person"}
    found = owners(ownership(("H", "P", 60), ("A", "P", 30), ("A", "H", 50), ("P", "H", 20), A=person), SIDES)
    assert found is not None
    assert [(each.depth, each.name, each.text) for each in found.owners] == [
        (0, "P", ""),
        (1, "H", "company, 60 %"),
        (2, "A", "person, 50 %"),
        (2, "P", "stands above, 20 %"),
        (2, "Not known", "30 %"),
        (1, "A", "person, 30 %"),
        (1, "Not known", "10 %"),
    ]
    assert found.title == "68.2 % of it is traced, the rest is not known; A holds most, 68.2 %."
    assert owners(ownership(("A", "H", 50)), SIDES) is None


def test_a_listed_holder_is_the_message() -> None:
    parties = {"A": {"kind": "person", "listed": "UK list"}, "B": {"kind": "person"}}
    found = owners(ownership(("H", "P", 50), ("A", "H", 50), ("B", "P", 50), **parties), SIDES)
    assert found is not None
    assert found.title == "A is on a sanctions list and holds 25 % of it in the end."
    assert [each.state for each in found.owners] == ["known", "known", "known", "listed", "unknown"]
    assert found.owners[3].text == "▲ listed, 50 %"


def test_a_listed_company_between_or_the_partner_itself_is_the_message_too() -> None:
    held = [("L", "P", 60), ("A", "L", 100)]
    parties = {"L": {"listed": "UK list"}, "A": {"kind": "person"}}
    between = owners(ownership(*held, **parties), SIDES)
    itself = owners(ownership(*held, P={"listed": "UK list"}, **parties), SIDES)
    assert between is not None
    assert itself is not None
    assert between.title == "L is on a sanctions list and holds part of it, directly or through others."
    assert itself.title == "It is itself on a sanctions list."


def test_holders_of_one_another_stand_no_deeper_than_they_are_near() -> None:
    chain = [(f"H{n + 1}", f"H{n}", 50) for n in range(7)]
    found = owners(ownership(*((f"H{n}", "P", 12) for n in range(8)), *chain), SIDES)
    assert found is not None
    assert max(each.depth for each in found.owners) == 2
    assert [each.text for each in found.owners if each.name == "H1"] == [
        "stands below, 50 %",
        "company, 12 %",
    ]
    assert found.whole


def test_what_a_tree_of_shares_does_not_show_stands_in_the_table_on_paper_too() -> None:
    unheld = owners(ownership(("A", "P", 100), ("B", "C", 100)), SIDES)
    voting = owners(
        Ownership.model_validate(
            {"partner": "P", "holdings": [{"holder": "A", "in": "P", "share": 40, "votes": 60}]}
        ),
        SIDES,
    )
    assert unheld is not None
    assert voting is not None
    assert not unheld.whole
    assert not voting.whole


def test_small_holders_together_are_nobody_who_holds_most() -> None:
    parties = {"Public": {"kind": "dispersed"}, "A": {"kind": "person"}}
    found = owners(ownership(("Public", "P", 70), ("A", "P", 30), **parties), SIDES)
    assert found is not None
    assert found.title == "All of it is traced: many small holders together hold most, 70 %."


def test_two_hundred_holders_are_bounded_and_the_table_has_them() -> None:
    names = [f"株式会社 {'長い' * 20} {n}" for n in range(100)] + [f"شركة {n}" for n in range(100)]
    found = owners(ownership(*((name, "P", 0.5) for name in names)), SIDES)
    assert found is not None
    assert len(found.owners) == 1 + ABREAST + 1
    assert found.owners[-1].text == "together 96 %"
    assert not found.whole
    assert len(found.table.rows) == 200
    stands(charts.owners(found))


NAMES = st.sampled_from("PABCDEFGHIJKLMNOPQRSTUVWXYZ")


@given(st.lists(st.tuples(NAMES, NAMES, st.integers(1, 40)), max_size=60))
def test_any_holdings_make_a_tree_that_ends(held: list[tuple[str, str, int]]) -> None:
    rest: dict[str, int] = {}
    fair = []
    for holder, of, share in held:
        if holder != of and rest.setdefault(of, 100) >= share:
            rest[of] -= share
            fair.append((holder, of, float(share)))
    found = owners(ownership(*fair), SIDES)
    if found is None:
        return
    assert len(found.owners) <= 2 * (MOST + ABREAST) + 2
    stands(charts.owners(found))
    whole: dict[int, Fraction] = {}
    for each in reversed(found.owners):  # the holders of each party make up the whole of it
        if each.share is not None:
            whole[each.depth] = whole.get(each.depth, Fraction()) + Fraction(str(each.share))
        if each.depth + 1 in whole:
            assert whole.pop(each.depth + 1) == 100
