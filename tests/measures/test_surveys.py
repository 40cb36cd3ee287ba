from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured


@pytest.fixture
def survey(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    def survey(name: str, *rounds: tuple[str, dict[str, float]]) -> Measured:
        listed = [{"date": date, "sections": sections} for date, sections in rounds]
        return ask(f"surveys.{name}", surveys={"rounds": listed})

    return survey


ROUNDS = (
    ("2026-01-01", {"billing": 12, "support": -5, "sales": 2}),
    ("2025-01-01", {"billing": 1}),
    ("2026-11-21", {"billing": -100}),
)


def test_latest_is_the_mean_of_the_last_round_by_the_as_of_date(survey: Callable[..., Measured]) -> None:
    found = survey("latest", *ROUNDS)
    assert found.value == 3
    assert found.working == "round of 1 Jan 2026: (billing 12 + support (-5) + sales 2) ÷ 3 = 3"


def test_weakest_is_its_lowest_section(survey: Callable[..., Measured]) -> None:
    found = survey("weakest", *ROUNDS)
    assert found.value == -5
    assert found.working == "round of 1 Jan 2026, 3 sections: the lowest is support = -5"


def test_a_round_on_the_as_of_date_counts(survey: Callable[..., Measured]) -> None:
    assert survey("latest", *ROUNDS, ("2026-11-20", {"billing": 7})).value == 7


def test_rounds_of_one_date_are_one(survey: Callable[..., Measured]) -> None:
    rounds = [("2026-02-01", {"a": 1, "b": 2}), ("2026-02-01", {"a": 9}), ("2025-02-01", {"a": -50})]
    for listed in (rounds, rounds[::-1]):
        assert survey("latest", *listed).value == 4
        assert survey("weakest", *listed).value == 1


def test_trend_of_two_rounds_is_the_line_between_them(survey: Callable[..., Measured]) -> None:
    found = survey("trend", *ROUNDS)
    assert found.value == pytest.approx((3 - 1) / 365 * 365.25, rel=1e-15)
    assert found.working == (
        "means of the rounds: 1 on day 0 (1 Jan 2025), 3 on day 365 (1 Jan 2026); "
        "least-squares slope 0.00547945 a day \u00d7 365.25 ≈ 2.0014 a year"
    )


def test_trend_of_several_rounds_by_least_squares(survey: Callable[..., Measured]) -> None:
    """Days 0, 10, 20 with means 0, 6, 3: slope Σ(x-10)(y-3) ÷ 200 = 30 ÷ 200 = 0.15 a day."""
    found = survey(
        "trend", ("2026-01-11", {"a": 6}), ("2026-01-01", {"a": 0}), ("2026-01-21", {"a": 2, "b": 4})
    )
    assert found.value == 0.15 * 365.25


def test_trend_where_rounds_share_a_date(survey: Callable[..., Measured]) -> None:
    """Days 0, 0, 10 with means 0, 4, 5: the line goes through the mean 2 of day 0."""
    rounds = [("2026-01-01", {"a": 0}), ("2026-01-01", {"a": 4}), ("2026-01-11", {"a": 5})]
    assert survey("trend", *rounds).value == pytest.approx(0.3 * 365.25, rel=1e-15)
    assert survey("trend", *rounds[:2]) == (
        None,
        "a trend needs rounds on two dates, and there is only 2026-01-01",
        None,
    )


def test_a_flat_trend_is_zero(survey: Callable[..., Measured]) -> None:
    assert survey("trend", ("2025-01-01", {"a": 0.1}), ("2026-01-01", {"a": 0.1})).value == 0


@pytest.mark.parametrize("name", ["latest", "weakest", "trend"])
@pytest.mark.parametrize("rounds", [(), ROUNDS[2:]])
def test_none_without_a_round_by_the_as_of_date(
    survey: Callable[..., Measured], name: str, rounds: tuple[tuple[str, dict[str, float]], ...]
) -> None:
    assert survey(name, *rounds) == (None, "`surveys` has no round by 20 Nov 2026", None)


def test_means_are_exact(survey: Callable[..., Measured]) -> None:
    assert survey("latest", ("2026-01-01", {"a": 0.1, "b": 0.2, "c": 0.3})).value == 0.2


def rounds(*listed: tuple[str, float] | tuple[str, float, dict[str, object]]) -> list[dict[str, object]]:
    """Return rounds of one section: date, its value, and what else is said."""
    found: list[dict[str, object]] = []
    for each in listed:
        more = each[2] if len(each) == 3 else {}
        found.append({"date": each[0], "sections": {"all": each[1]}} | more)
    return found


def test_surveys_of_one_day_are_one_round(survey: Callable[..., Measured]) -> None:
    pooled = (("2026-01-01", {"a": 0}), ("2026-01-01", {"b": 30, "c": 30}), ("2025-01-01", {"a": 10}))
    assert survey("latest", *pooled).value == 20
    assert survey("trend", *pooled).value == pytest.approx(10 * 365.25 / 365)
    assert survey("weakest", *pooled).value == 0
    assert survey("drop", ("2026-01-01", {"a": 0}), ("2026-01-01", {"b": 30})).value is None


def test_drop_looks_at_the_year_up_to_the_last_round(ask: Callable[..., Measured]) -> None:
    def drop(*listed: tuple[str, float]) -> Measured:
        return ask("surveys.drop", surveys={"rounds": rounds(*listed)})

    found = drop(("2025-10-31", 90), ("2025-11-01", 45), ("2026-05-01", 40), ("2026-11-01", -5))
    assert found.value == 50  # the same day one year before counts, the day before it does not
    assert found.working == (
        "best mean from 1 Nov 2025 to 1 Nov 2026: 45 (1 Nov 2025); last -5 (1 Nov 2026); 45 − (-5) = 50"
    )
    assert drop(("2026-01-01", 10), ("2026-06-01", 30)).value == 0
    assert drop(("2024-01-01", 90), ("2026-06-01", 30)).value is None
    assert drop(("2026-01-01", 90), ("2026-12-01", 30)).value is None  # not yet held on the as-of date
    assert drop(("2023-02-28", 12), ("2024-02-29", 10)).value == 2  # of 29 February: 28 February


def test_response_is_that_of_the_customers_last_round(ask: Callable[..., Measured]) -> None:
    def response(*listed: tuple[str, dict[str, object]]) -> Measured:
        return ask("surveys.response", surveys={"rounds": rounds(*((day, 1, more) for day, more in listed))})

    both = {"asked": 40, "answered": 26}
    found = response(("2026-01-01", {"asked": 1, "answered": 1}), ("2026-06-01", both))
    assert found.value == 65
    assert found.working == "round of 1 Jun 2026: 100 × 26 answered ÷ 40 asked = 65 %"
    assert response(("2026-06-01", both), ("2026-06-01", {"asked": 10, "answered": 9})).value == 70
    assert response(("2026-06-01", both), ("2026-06-01", {"asked": 10})).value is None
    assert response(("2026-06-01", {"asked": 40})).value is None
    assert response(("2026-06-01", {"asked": 0, "answered": 0})).value is None
    assert response(("2026-06-01", both | {"side": "us"})).value is None


def test_each_side_has_a_view_of_its_own(ask: Callable[..., Measured]) -> None:
    both = rounds(
        ("2026-01-01", 50, {"side": "us"}),
        ("2026-03-01", -10, {"side": "them"}),
        ("2026-02-01", 20, {"side": "us"}),
        ("2026-04-01", 77),
    )
    values = {name: ask(f"surveys.{name}", surveys={"rounds": both}).value for name in
              ("our_view", "their_view", "view_gap", "latest")}  # fmt: skip
    assert values == {"our_view": 20, "their_view": -10, "view_gap": 30, "latest": 77}
    found = ask("surveys.view_gap", surveys={"rounds": both[:1]})
    assert found.value is None
    assert found.working == "`surveys` has no round by 20 Nov 2026 in which their people were asked"


def test_more_answers_than_persons_asked_are_refused(dossier: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="5 answered, but only 4 were asked"):
        dossier(surveys={"rounds": rounds(("2026-01-01", 1, {"asked": 4, "answered": 5}))})
