from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.measures import Measured


def gives(side: str, amount: float, upfront: str = "no") -> dict[str, Any]:
    return {"side": side, "what": "staff", "amount": amount, "upfront": upfront}


def gets(side: str, amount: float) -> dict[str, Any]:
    return {"side": side, "what": "margin", "amount": amount}


@pytest.fixture
def deal(ask: Callable[..., Measured]) -> Callable[..., Measured]:
    def deal(
        name: str, contributions: list[dict[str, Any]], benefits: list[dict[str, Any]] | None = None
    ) -> Measured:
        exchange = {"currency": "EUR", "contributions": contributions, "benefits": benefits or []}
        return ask(f"exchange.{name}", exchange=exchange)

    return deal


def test_balance_compares_what_each_side_gets_for_what_it_gives(deal: Callable[..., Measured]) -> None:
    found = deal(
        "balance",
        [gives("us", 60), gives("us", 40), gives("them", 50)],
        [gets("us", 150), gets("them", 100)],
    )
    assert found.value == 75
    assert found.working == (
        "in EUR: we give 100 (staff 60 + staff 40) and get 150 (margin 150); "
        "they give 50 (staff 50) and get 100 (margin 100); "
        "100 \u00d7 (150 ÷ 100) ÷ (100 ÷ 50) = 75 %"
    )


def test_an_even_deal_is_balanced_exactly(deal: Callable[..., Measured]) -> None:
    both = [gives("us", 0.1), gives("us", 0.2), gives("them", 0.3)]
    assert deal("balance", both, [gets("us", 0.7), gets("them", 0.7)]).value == 100
    assert deal("effort_share", both).value == 50


@pytest.mark.parametrize(
    ("contributions", "benefits"),
    [
        ([gives("us", 1), gives("them", 1)], [gets("us", 5)]),
        ([gives("us", 1), gives("them", 1)], [gets("us", 5), gets("them", 0)]),
        ([gives("us", 1), gives("them", 1)], [gets("us", 0), gets("them", 0)]),
        ([gives("us", 1)], [gets("us", 5), gets("them", 5)]),
        ([gives("us", 0), gives("them", 1)], [gets("us", 5), gets("them", 5)]),
    ],
    ids=["they get nothing", "they get zero", "nobody gets", "they give nothing", "we give zero"],
)
def test_a_side_that_gives_or_gets_nothing_makes_it_zero(
    deal: Callable[..., Measured], contributions: list[dict[str, Any]], benefits: list[dict[str, Any]]
) -> None:
    found = deal("balance", contributions, benefits)
    assert found.value == 0
    assert "nothing: balance = 0" in found.working


@pytest.mark.parametrize("name", ["balance", "effort_share", "upfront_share"])
@pytest.mark.parametrize("contributions", [[], [gives("us", 0), gives("them", 0)]])
def test_none_without_contributions(
    deal: Callable[..., Measured], name: str, contributions: list[dict[str, Any]]
) -> None:
    found = deal(name, contributions, [gets("us", 1)])
    assert found.value is None
    assert "contributions" in found.working


def test_no_balance_without_benefits(deal: Callable[..., Measured]) -> None:
    assert deal("balance", [gives("us", 1), gives("them", 1)]) == (None, "`exchange` lists no benefits", None)


def test_effort_share_of_the_side_that_carries_more(deal: Callable[..., Measured]) -> None:
    assert deal("effort_share", [gives("us", 30), gives("them", 10)]).value == 75
    assert deal("effort_share", [gives("us", 10), gives("them", 30)]).value == 75
    assert deal("effort_share", [gives("us", 10)]).value == 100


def test_upfront_share_is_the_difference_over_everything(deal: Callable[..., Measured]) -> None:
    contributions = [gives("us", 30, "yes"), gives("us", 30), gives("them", 10, "yes"), gives("them", 30)]
    found = deal("upfront_share", contributions)
    assert found.value == 20
    assert found.working.endswith("all contributions 100; 100 \u00d7 (30 \u2212 10) ÷ 100 = 20 %")
    assert deal("upfront_share", [gives("us", 1), gives("them", 2)]).value == 0
    assert deal("upfront_share", [gives("them", 1, "yes")]).value == 100


def test_the_least_return_is_that_of_the_side_that_gets_less_for_what_it_gives(
    deal: Callable[..., Measured],
) -> None:
    losing = deal("least_return", [gives("us", 100), gives("them", 50)], [gets("us", 20), gets("them", 10)])
    assert losing.value == 0.2  # an even share of a loss is still a loss
    assert (
        losing.working
        == "in EUR, benefits ÷ contributions: we 20 ÷ 100 = 0.2; they 10 ÷ 50 = 0.2; the smaller = 0.2 ×"
    )
    assert deal("least_return", [gives("us", 100), gives("them", 50)], [gets("us", 150)]).value == 0
    assert deal("least_return", [gives("us", 100)], [gets("us", 150), gets("them", 9)]).value == 1.5
    assert deal("least_return", [gives("us", 100), gives("them", 50)], [gets("us", 0)]).value == 0
    assert deal("least_return", [gives("us", 100)]).value is None
    assert deal("least_return", [gives("us", 0)], [gets("us", 150)]).value is None


def test_the_net_split_is_the_smaller_share_of_what_both_gain(deal: Callable[..., Measured]) -> None:
    found = deal("net_split", [gives("us", 100), gives("them", 50)], [gets("us", 190), gets("them", 80)])
    assert found.value == 25
    assert found.working == "in EUR, net gains: we 190 − 100 = 90; they 80 − 50 = 30; 100 × 30 ÷ 120 = 25 %"
    uneven = deal("net_split", [gives("us", 100)], [gets("us", 90), gets("them", 80)])
    assert uneven.value == 0
    assert uneven.working.endswith("100 × (-10) ÷ 70, at least 0, = 0 %")
    even = deal("net_split", [gives("us", 100), gives("them", 100)], [gets("us", 110), gets("them", 110)])
    assert even.value == 50
    nothing = deal("net_split", [gives("us", 100)], [gets("us", 60), gets("them", 40)])
    assert nothing.value is None
    assert nothing.working == (
        "both sides together gain nothing (in EUR, net: we 60 − 100 = -40; they 40 − 0 = 40)"
    )
    assert deal("net_split", [gives("us", 100)]).value is None
