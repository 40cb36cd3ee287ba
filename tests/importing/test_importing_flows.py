"""Revenue, cost of sales and depreciation of a filing: totals, or left out with what rivals them."""

from __future__ import annotations

import pytest
from companies import codes, company, flow, imported, instant, section


def test_a_cost_filed_as_negative_is_left_out_and_told() -> None:
    found = imported(company(Revenues=[flow(10)], InterestExpense=[flow(-4)]))
    assert "interest_expense" not in section(found).years[2024]
    assert codes(found) == ["negative-amount"]
    assert "-4" in found.text


CONTRACT = "RevenueFromContractWithCustomerExcludingAssessedTax"


@pytest.mark.parametrize(
    ("tags", "revenue", "named"),
    [
        (
            {"Revenues": 2038, CONTRACT: 19857, "OperatingIncomeLoss": 3432},
            19857,
            "Revenues 2038 is not used",
        ),
        ({"Revenues": 2038, CONTRACT: 19857, "CostOfRevenue": 12925}, 19857, "Revenues 2038 is not used"),
        ({"Revenues": 2038, CONTRACT: 19857, "OperatingIncomeLoss": 1}, None, "19857 and Revenues 2038"),
        ({"Revenues": 77084, CONTRACT: 2436}, 77084, "2436 is not used"),
        ({"RevenuesNetOfInterestExpense": 3610, CONTRACT: 575}, 3610, "575 is not used"),
        ({"Revenues": 4700, "RevenuesNetOfInterestExpense": 3610}, None, "4700 and"),
        ({"Revenues": 1000, CONTRACT: 990}, 1000, None),
        ({"Revenues": 1000, CONTRACT: 1010}, 1000, None),
        ({"Revenues": 1000, CONTRACT: 1011}, None, "1011 and Revenues 1000"),
        ({"RevenuesNetOfInterestExpense": 3610}, 3610, None),
        (
            {"Revenues": 900, CONTRACT: 1000, "GrossProfit": 500, "CostOfRevenue": 400},
            None,
            "and Revenues 900",
        ),
        (
            {
                "Revenues": 900,
                CONTRACT: 1000,
                "GrossProfit": 500,
                "CostOfRevenue": 400,
                "OperatingIncomeLoss": 950,
            },
            None,
            "and Revenues 900",
        ),
        (
            {
                "Revenues": 900,
                CONTRACT: 1000,
                "GrossProfit": 509,
                "CostOfRevenue": 400,
                "OperatingIncomeLoss": 950,
            },
            None,
            "and Revenues 900",
        ),
        ({"Revenues": 900, CONTRACT: 1000, "CostOfRevenue": 950}, 1000, "900 is not used"),
        ({"Revenues": 900, CONTRACT: 1000, "GrossProfit": 909}, None, "and Revenues 900"),
        ({"Revenues": 900, CONTRACT: 1000, "GrossProfit": 910}, 1000, "900 is not used"),
    ],
)
def test_revenue_is_the_total_or_left_out_with_its_rival(
    tags: dict[str, int], revenue: int | None, named: str | None
) -> None:
    found = section(
        imported(
            company(
                Assets=[instant(9)],
                NetIncomeLoss=[flow(1)],
                **{tag: [flow(value)] for tag, value in tags.items()},
            )
        )
    )
    assert found.years[2024].get("revenue") == revenue
    told = " ".join(each.what for each in found.notes if each.line == "revenue")
    assert named is None or named in told
    assert bool(told) == (named is not None)


@pytest.mark.parametrize(
    ("tags", "cost"),
    [
        ({"CostOfRevenue": 7, "CostOfGoodsAndServicesSold": 6}, 7),
        ({"CostOfGoodsAndServicesSold": 6, "CostOfGoodsSold": 4}, 6),
        ({"CostOfGoodsSold": 4, "CostOfServices": 2}, 6),
        ({"CostOfGoodsSold": 4}, 4),
        ({"CostOfGoodsSold": 4, "CostOfServicesLicensesAndServices": 2}, None),
    ],
)
def test_cost_is_of_goods_and_services(tags: dict[str, int], cost: int | None) -> None:
    found = imported(company(Revenues=[flow(10)], **{tag: [flow(value)] for tag, value in tags.items()}))
    assert section(found).years[2024].get("cost_of_sales") == cost
    assert (cost is None) == ("is without CostOfServicesLicensesAndServices" in found.text)


@pytest.mark.parametrize(
    ("tags", "depreciation"),
    [
        ({"DepreciationDepletionAndAmortization": 5, "Depreciation": 3}, 5),
        ({"Depreciation": 3, "AmortizationOfIntangibleAssets": 1}, 4),
        ({"Depreciation": 3}, 3),
    ],
)
def test_depreciation_is_read_in_a_stated_order_and_gives_ebitda(
    tags: dict[str, int], depreciation: int
) -> None:
    flows = {tag: [flow(value)] for tag, value in tags.items()}
    found = section(imported(company(OperatingIncomeLoss=[flow(10)], **flows)))
    assert found.years[2024]["depreciation_amortisation"] == depreciation
    assert found.years[2024]["ebitda"] == 10 + depreciation


@pytest.mark.parametrize(
    ("profit", "depreciation"),
    [(150, 20), (60, -20)],
    ids=["a profit above revenue", "a negative cost"],
)
def test_nothing_is_derived_from_what_is_left_out(profit: int, depreciation: int) -> None:
    flows = {
        "Revenues": 100,
        "OperatingIncomeLoss": profit,
        "DepreciationDepletionAndAmortization": depreciation,
    }
    found = imported(company(Assets=[instant(9)], **{tag: [flow(value)] for tag, value in flows.items()}))
    assert "ebitda" not in section(found).years[2024]
    told = "`ebitda`: missing in all years: `ebit` or `depreciation_amortisation` is missing"
    assert told in [each.message for each in found.notes]


@pytest.mark.parametrize(("cost", "sure"), [(700, False), (900, True), (800, True)])
def test_a_total_of_which_cost_and_profit_fit_a_rival_is_left_out_alone_with_one_note(
    cost: int, *, sure: bool
) -> None:
    gross = 900 - cost if not sure else 1100 - cost
    tags = {"Revenues": 1100, CONTRACT: 900, "CostOfRevenue": cost, "GrossProfit": gross}
    found = section(imported(company(**{tag: [flow(value)] for tag, value in tags.items()})))
    kept = {"cost_of_sales": cost, "gross_profit": gross}
    assert found.years[2024] == (kept | {"revenue": 1100} if sure else kept)
    (told,) = [each.what for each in found.notes if each.line in {"revenue", "cost_of_sales", "gross_profit"}]
    assert ("is left out: the filings give Revenues 1100 and" in told) != sure
    assert ("900 is not used" in told) == sure
