from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnercheck.measures.roadmap import horizon_end

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured

AS_OF = "2027-01-01"


def item(theme: str, span: str, stance: str = "invest", importance: int = 3) -> dict[str, Any]:
    """An item from a span such as `2027..2028-Q2`, or half-open `2027..`."""
    first, _, last = span.partition("..")
    to = {"to": last} if last else {}
    return {"theme": theme, "from": first, "stance": stance, "importance": importance} | to


@pytest.fixture
def fit(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    def fit(
        name: str,
        ours: list[dict[str, Any]],
        theirs: list[dict[str, Any]],
        horizon: int = 2,
        as_of: str = AS_OF,
    ) -> Measured:
        roadmap = {"horizon": horizon, "items": ours}
        return ask(f"roadmap.{name}", {"roadmap": roadmap}, as_of, roadmap={"items": theirs})

    return fit


@pytest.mark.parametrize(
    ("as_of", "years", "last"),
    [
        ("2026-11-20", 5, "2031-11-19"),
        ("2027-01-01", 1, "2027-12-31"),
        ("2028-02-29", 1, "2029-02-28"),
        ("2028-02-29", 4, "2032-02-28"),
        ("2027-02-28", 1, "2028-02-27"),
        ("2028-03-01", 1, "2029-02-28"),
        ("9998-05-05", 50, "9999-12-31"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_the_horizon_ends_the_day_before_its_anniversary(as_of: str, years: int, last: str) -> None:
    assert horizon_end(dt.date.fromisoformat(as_of), years) == dt.date.fromisoformat(last)


def test_shared_direction_counts_days(fit: Callable[..., Measured]) -> None:
    """2027 has 365 days, 2028 366: invest on 181, maintain on 184, nothing known of 2028."""
    found = fit(
        "shared_direction",
        [item("cloud", "2027..2028")],
        [item("Cloud ", "2027..2027-Q2"), item("CLOUD", "2027-Q3..2027", "maintain"), item("x", "2027..")],
    )
    assert found.value == 100 * (181 + 92) / 731
    assert found.working == (
        "days from 1 Jan 2027 to 31 Dec 2028 (our horizon ends 31 Dec 2028, their last item 31 Dec 2028); "
        "cloud, of 731 days 181 invested in and 184 maintained (half): "
        "3 \u00d7 273 = 819 of 3 \u00d7 731 = 2,193; "
        "100 \u00d7 819 ÷ 2,193 ≈ 37.3461 %"
    )


def test_importance_weighs_the_items(fit: Callable[..., Measured]) -> None:
    ours = [item("a", "2027..2027", importance=5), item("b", "2027..2027", importance=1)]
    assert fit("shared_direction", ours, [item("a", "2027..2027")]).value == 100 * 5 / 6


def test_only_what_we_invest_in_counts_for_the_direction(fit: Callable[..., Measured]) -> None:
    ours = [item("a", "2027.."), item("b", "2027..", "maintain"), item("c", "2027..", "exit")]
    assert fit("shared_direction", ours, [item("a", "2027..")]).value == 100
    against = [item("a", "2027.."), item("b", "2027..", "exit"), item("c", "2027..", "exit")]
    assert fit("conflict", ours, against).value == 50


@pytest.mark.parametrize("stance", ["exit", "rival"])
def test_exit_and_rival_win_over_invest_on_the_same_day(fit: Callable[..., Measured], stance: str) -> None:
    ours = [item("a", "2027..2027")]
    theirs = [item("a", "2027-Q4..", stance), item("a", "2027.."), item("a", "2027..", "maintain")]
    assert fit("conflict", ours, theirs).value == 100 * 92 / 365
    assert fit("shared_direction", ours, theirs).value == 100 * 273 / 365


def test_invest_wins_over_maintain_on_the_same_day(fit: Callable[..., Measured]) -> None:
    theirs = [item("a", "2027..", "maintain"), item("a", "2027-01..2027-01"), item("a", "2027-01..2027-01")]
    assert fit("shared_direction", [item("a", "2027..2027")], theirs).value == 100 * (31 + 167) / 365


def test_our_items_are_clipped_to_the_horizon(fit: Callable[..., Measured]) -> None:
    found = fit(
        "shared_direction", [item("a", "2020..2040")], [item("a", "2027..2027"), item("b", "2050..2060")]
    )
    assert found.value == 100 * 365 / 731


def test_our_items_are_clipped_to_the_end_of_their_last_item(fit: Callable[..., Measured]) -> None:
    found = fit(
        "shared_direction", [item("a", "2027..2028")], [item("a", "2027..2027"), item("b", "2026..2028-Q1")]
    )
    assert found.value == 100 * 365 / (365 + 91)


def test_a_half_open_item_of_theirs_reaches_the_horizon(fit: Callable[..., Measured]) -> None:
    found = fit("shared_direction", [item("a", "2027..2040")], [item("a", "2028..")])
    assert found.value == 100 * 366 / 731


def test_a_day_is_a_day(fit: Callable[..., Measured]) -> None:
    found = fit(
        "conflict", [item("a", "2027-01..2027-01")], [item("a", "2020..2027-01", "exit")], as_of="2027-01-31"
    )
    assert found.value == 100
    assert "of 1 days 1 given up" in found.working


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ([], [item("a", "2027..")], "none of our `invest` items"),
        ([item("a", "2027..", "maintain")], [item("a", "2027..")], "none of our `invest` items"),
        ([item("a", "2035..")], [item("a", "2027..")], "none of our `invest` items"),
        ([item("a", "2020..2026")], [item("a", "2027..")], "none of our `invest` items"),
        ([item("a", "2028..")], [item("a", "2027..2027")], "none of our `invest` items"),
        ([item("a", "2027..")], [], "lists no item"),
        ([item("a", "2027..")], [item("a", "2020..2026")], "ended 31 Dec 2026"),
    ],
)
def test_none_where_nothing_can_be_weighed(
    fit: Callable[..., Measured], ours: list[dict[str, Any]], theirs: list[dict[str, Any]], reason: str
) -> None:
    found = fit("shared_direction", ours, theirs)
    assert found.value is None
    assert reason in found.working


@pytest.mark.parametrize("name", ["shared_direction", "conflict"])
def test_none_without_our_side(ask: Callable[..., Measured], name: str) -> None:
    roadmap = {"items": [item("a", "2027..")]}
    assert "no organisation" in ask(f"roadmap.{name}", roadmap=roadmap).working
    lacking = ask(f"roadmap.{name}", {}, roadmap=roadmap)
    assert lacking == (None, "our organisation has no section `roadmap`", None)


def test_visibility_is_the_time_to_the_end_of_their_last_item(fit: Callable[..., Measured]) -> None:
    found = fit("visibility", [], [item("a", "2027..2027-Q1"), item("b", "2026..2029-06")])
    assert found.value == pytest.approx(911 / 365.25, abs=0)
    assert found.working == (
        "their last item ends 30 Jun 2029, 911 days after 1 Jan 2027; 911 ÷ 365.25 ≈ 2.4942 years"
    )


def test_visibility_of_a_half_open_item_is_our_horizon(
    fit: Callable[..., Measured], ask: Callable[..., Measured]
) -> None:
    assert fit("visibility", [], [item("a", "2027..")], horizon=1).value == 364 / 365.25
    roadmap = {"items": [item("a", "2027..")]}
    assert ask("roadmap.visibility", None, AS_OF, roadmap=roadmap).value == 1825 / 365.25
    assert ask("roadmap.visibility", {}, AS_OF, roadmap=roadmap).value == 1825 / 365.25


def test_visibility_is_never_below_zero(fit: Callable[..., Measured]) -> None:
    assert fit("visibility", [], [item("a", "2020..2021")]).value == 0
    assert fit("visibility", [], []).value is None


def test_the_end_of_the_calendar_does_no_harm(fit: Callable[..., Measured]) -> None:
    far = [item("a", "9999-12..")]
    assert fit("shared_direction", far, far, horizon=50, as_of="9999-12-31").value == 100
    assert fit("visibility", far, far, horizon=50, as_of="9999-12-31").value == 0
    assert fit("visibility", [], [item("a", "0001..9999")], as_of="2027-01-01").value is not None


def test_scope_conflict_looks_at_the_ventures_own_field_alone(fit: Callable[..., Measured]) -> None:
    ours = [item("edge", "2027..2028") | {"in_scope": "yes"}, item("cloud", "2027..2028", importance=5)]
    theirs = [
        item("Edge ", "2027..2027", "rival"),
        item("edge", "2028..2028"),
        item("cloud", "2027..2028", "exit"),
    ]
    assert fit("scope_conflict", ours, theirs).value == pytest.approx(100 * 365 / 731)
    assert fit("conflict", ours, theirs).value == pytest.approx(100 * (3 * 365 + 5 * 731) / (8 * 731))
    found = fit("scope_conflict", [item("edge", "2027..2028")], theirs)
    assert found.value is None
    assert found.working == "none of our roadmap items is marked `in_scope: yes`"
    leaving = [item("edge", "2027..2028", "exit") | {"in_scope": "yes"}, ours[1]]
    assert fit("scope_conflict", leaving, theirs).value is None


def test_reach_weighs_how_far_ahead_each_of_their_items_goes(ask: Callable[..., Measured]) -> None:
    def reach(*theirs: dict[str, Any], **ours: object) -> Measured:
        us = {"roadmap": {"items": [], **ours}} if ours else None
        return ask("roadmap.reach", us, AS_OF, roadmap={"items": theirs})

    far, near, past = item("a", "2027..2036", importance=1), item("b", "2027..2027"), item("c", "2025..2026")
    found = reach(far, near, past)
    assert found.value == pytest.approx((1 * 3652 + 3 * 364 + 0) / 7 / 365.25)
    assert found.working == (
        "days from 1 Jan 2027 to the end of each item: "
        "(a 1 × 3,652 + b 3 × 364 + c 3 × 0) ÷ 7 ÷ 365.25 ≈ 1.8555 years"
    )
    assert reach(item("a", "2027..")).value == pytest.approx(1825 / 365.25)  # five years without our horizon
    assert reach(item("a", "2027.."), horizon=2).value == pytest.approx(730 / 365.25)
    assert reach(past).value == 0
    assert reach().value is None


def test_funded_weighs_the_items_with_a_budget_that_was_seen(ask: Callable[..., Measured]) -> None:
    def funded(*theirs: dict[str, Any], **ours: object) -> Measured:
        us = {"roadmap": {"items": [], **ours}} if ours else None
        return ask("roadmap.funded", us, AS_OF, roadmap={"items": theirs})

    paid = item("a", "2026..2027", importance=5) | {"funded": "yes"}
    found = funded(paid, item("b", "2028..2040"), horizon=2)
    assert found.value == pytest.approx(100 * 5 * 365 / (5 * 365 + 3 * 366))
    assert found.working.startswith(
        "importance × days from 1 Jan 2027 to 31 Dec 2028: funded a 1,825; 100 × 1,825 ÷ "
    )
    assert funded(item("b", "2028..2040")).value == 0
    assert funded(paid, item("b", "2025..2026")).value == 100  # what is over has no day
    assert funded(item("b", "2025..2026")).value is None
    assert funded().value is None
