"""All that an import says of a filing, word for word, and the section that it writes.

Longer than most modules, as it is one list of filings. `pytest --update-golden` writes the texts anew.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from companies import company, fact, flow, instant
from said_of_imports import balance, said

from pinning import pin

FILED: dict[str, tuple[Any, dict[str, Any]]] = {
    "no amounts": (company(), {}),
    "no years": (company(Assets=[instant(1)]), {}),
    "two currencies": (
        company(Revenues={"USD": [flow(1)], "EUR": [flow(2)]}, Assets={"EUR": [instant(3)]}),
        {},
    ),
    "two currencies, one asked for": (
        company(Revenues={"USD": [flow(1)], "EUR": [flow(2)]}, Assets={"EUR": [instant(3)]}),
        {"currency": "USD"},
    ),
    "another currency": (company(Revenues=[flow(1)]), {"currency": "EUR"}),
    "tags": (
        company(
            **balance(
                RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
                CostOfRevenue=[flow(400)],
                CostOfGoodsAndServicesSold=[flow(300)],
                DepreciationAndAmortization=[flow(10)],
                Unheard=[flow(5)],
                UnheardShares={"shares": [instant(5)]},
            )
        ),
        {},
    ),
    "revenue of which one is a part": (
        company(**balance(RevenueFromContractWithCustomerExcludingAssessedTax=[flow(800)])),
        {},
    ),
    "revenue that nothing settles": (
        company(
            Revenues=[flow(800)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            GrossProfit=[flow(1)],
        ),
        {},
    ),
    "revenue too small for the profit": (
        company(
            SalesRevenueNet=[flow(80)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            OperatingIncomeLoss=[flow(90)],
        ),
        {},
    ),
    "cost of goods alone": (company(**balance(CostOfGoodsSold=[flow(400)])), {}),
    "cost of goods with services": (
        company(**balance(CostOfGoodsSold=[flow(400)], CostOfServices=[flow(50)])),
        {},
    ),
    "cost of goods beside services": (
        company(**balance(CostOfGoodsSold=[flow(400)], LicenseCosts=[flow(50)])),
        {},
    ),
    "depreciation alone": (company(**balance(Depreciation=[flow(7)])), {}),
    "depreciation and amortisation": (
        company(**balance(Depreciation=[flow(7)], AmortizationOfIntangibleAssets=[flow(3)])),
        {},
    ),
    "a restated amount": (
        company(**balance(NetIncomeLoss=[flow(5, filed="2025-03-01"), flow(6, filed="2026-03-01")])),
        {},
    ),
    "two amounts in one filing": (company(**balance(NetIncomeLoss=[flow(5), flow(6)])), {}),
    "an amount in a wrong unit": (
        company(
            **balance(
                NetIncomeLoss=[
                    flow(100, accession="0000000001-25-000001"),
                    flow(100_000, accession="0000000001-26-000001", filed="2026-03-01"),
                ]
            )
        ),
        {},
    ),
    "an amount that no section holds": (company(**balance(NetIncomeLoss=[flow(10**19)])), {}),
    "two revenues of which one no section holds": (
        company(
            Revenues=[flow(10**19)],
            RevenueFromContractWithCustomerExcludingAssessedTax=[flow(1000)],
            Assets=[instant(1)],
        ),
        {},
    ),
    "units": (company(**balance(NetIncomeLoss=[flow(2000)])), {"unit": 1000}),
    "units that divide": (company(Revenues=[flow(2000)], Assets=[instant(3000)]), {"unit": 1000}),
    "another taxonomy": (
        {
            **company(),
            "facts": company(**balance())["facts"] | company("ifrs-full", Revenue=[flow(7)])["facts"],
        },
        {},
    ),
    "a changed tag": (
        company(
            CostOfRevenue=[flow(4, 2023)],
            CostOfGoodsAndServicesSold=[flow(5)],
            Revenues=[flow(9, 2023), flow(9)],
        ),
        {},
    ),
    "sums that fail": (
        company(**balance(GrossProfit=[flow(700)], CostOfRevenue=[flow(200)], Liabilities=[instant(9)])),
        {},
    ),
    "a year of which nothing is left": (
        company(Revenues=[flow(100, 2023), flow(100)], GrossProfit=[flow(700)], CostOfRevenue=[flow(200)]),
        {},
    ),
    "a short year": (
        company(
            Revenues=[flow(9, 2023), fact(5, "2024-06-30", "2024-01-01", filed="2024-09-01", accession="s")],
            Assets=[instant(9, 2023), fact(5, "2024-06-30", filed="2024-09-01", accession="s")],
        ),
        {},
    ),
    "a short year that is asked for": (
        company(
            Revenues=[flow(9, 2023), fact(5, "2024-06-30", "2024-01-01", filed="2024-09-01", accession="s")],
            Assets=[instant(9, 2023), fact(5, "2024-06-30", filed="2024-09-01", accession="s")],
        ),
        {"allow_short": True},
    ),
    "a short year beside a whole one": (
        company(
            Revenues=[flow(9), fact(5, "2024-03-31", "2024-01-01", filed="2024-09-01", accession="s")],
        ),
        {},
    ),
    "a year from a report between": (
        company(Revenue=[flow(9, 2023, form="20-F"), flow(8, form="6-K")], taxonomy="ifrs-full"),
        {},
    ),
    "years around new year": (
        company(
            Revenues=[
                fact(3, "2025-01-02", "2023-12-30", filed="2025-03-01"),
                fact(2, "2023-12-29", "2022-12-31", filed="2024-03-01"),
            ]
        ),
        {},
    ),
    "ends that differ": (
        company(
            Revenues=[flow(1)],
            NetIncomeLoss=[flow(1)],
            OperatingIncomeLoss=[fact(3, "2024-11-30", "2023-12-01")],
        ),
        {},
    ),
    "ends of which none is the one": (
        company(Revenues=[flow(1), flow(1, 2023)], OperatingIncomeLoss=[fact(3, "2024-11-30", "2023-12-01")]),
        {},
    ),
    "a contradiction in one year alone": (
        company(
            **balance(
                CostOfRevenue=[flow(5, 2022), flow(6, 2023), flow(7, 2023)],
                CostOfGoodsSold=[flow(4, 2022), flow(4, 2023), flow(4)],
                DepreciationDepletionAndAmortization=[flow(1, 2023), flow(2, 2023)],
                Depreciation=[flow(3, 2023), flow(3)],
            )
        ),
        {},
    ),
    "a cost that no section holds beside one of goods": (
        company(
            **balance(
                CostOfRevenue=[flow(10**19)],
                CostOfGoodsSold=[flow(4)],
                DepreciationDepletionAndAmortization=[flow(10**19)],
                Depreciation=[flow(3)],
            )
        ),
        {},
    ),
    "services that cost nothing": (
        company(**balance(CostOfGoodsSold=[flow(400)], LicenseCosts=[flow(0)])),
        {},
    ),
    "debt of which one filing gives two": (
        company(
            **balance(
                LongTermDebtCurrent=[instant(71)],
                LongTermDebtNoncurrent=[instant(644)],
                NotesPayable=[instant(4), instant(3), instant(2), instant(1)],
            )
        ),
        {},
    ),
    "a total of debt of which one filing gives two": (
        company(
            **balance(
                DebtLongtermAndShorttermCombinedAmount=[instant(700), instant(715)],
                LongTermDebtCurrent=[instant(71)],
                LongTermDebtNoncurrent=[instant(644)],
            )
        ),
        {},
    ),
    "debt of changing tags": (
        company(
            Revenues=[flow(9, year) for year in (2021, 2022, 2023, 2024)],
            DebtLongtermAndShorttermCombinedAmount=[instant(700, 2021), instant(710, 2022)],
            LongTermDebtCurrent=[instant(71, 2023), instant(71)],
            LongTermDebtNoncurrent=[instant(644, 2023), instant(650)],
        ),
        {},
    ),
    "restated from what no section holds": (
        company(**balance(NetIncomeLoss=[flow(10**19), flow(6, filed="2026-03-01")])),
        {},
    ),
    "restated twice": (
        company(
            **balance(
                NetIncomeLoss=[
                    flow(7, filed="2026-03-01"),
                    flow(5),
                    flow(6, filed="2025-09-01", form="10-K/A"),
                ]
            )
        ),
        {},
    ),
    "two taxonomies that give as much": (
        {
            **company(),
            "facts": company("ifrs-full", Revenue=[flow(7)], Assets=[instant(8)])["facts"]
            | company(Revenues=[flow(1)], Assets=[instant(2)])["facts"],
        },
        {},
    ),
    "a year of two ends before one that is sure": (
        company(
            Revenues=[flow(1, 2022), flow(2)],
            OperatingIncomeLoss=[fact(3, "2022-11-30", "2021-12-01", filed="2023-03-01")],
        ),
        {},
    ),
    "ends of seven kinds": (
        company(
            Revenues=[
                flow(1),
                *(fact(2, f"2024-{month:02}-28", f"2023-{month:02}-28") for month in range(4, 11)),
            ],
            NetIncomeLoss=[flow(1)],
        ),
        {},
    ),
    "periods that are no years": (
        company(
            "ifrs-full",
            Revenue=[
                fact(1, "2021-12-31", "2021-11-01", form="6-K", filed="2022-01-15", accession="i"),
                flow(2, 2022, form="20-F", accession="a"),
                fact(4, "2023-06-30", "2023-01-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(3, "2023-06-30", "2023-04-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(5, "2023-03-31", "2023-01-01", form="20-F", filed="2023-09-01", accession="b"),
                fact(6, "2023-06-30", "2023-02-01", form="20-F/A", filed="2023-10-01", accession="c"),
                fact(7, "2024-06-30", "2023-07-01", form="20-F", filed="2024-09-01", accession="d"),
            ],
            Assets=[fact(8, "2023-06-30", form="20-F", filed="2023-09-01", accession="b")],
        ),
        {"allow_short": True},
    ),
    "years of February": (
        company(
            Revenues=[
                fact(1, "2024-02-29", "2023-03-01", filed="2024-05-01"),
                fact(2, "2023-02-28", "2022-03-01", filed="2023-05-01"),
            ]
        ),
        {},
    ),
}

OWED: dict[str, dict[str, int]] = {
    "total with leases": {"DebtAndCapitalLeaseObligations": 700},
    "total and a larger part": {"DebtLongtermAndShorttermCombinedAmount": 700, "LongTermDebt": 800},
    "total and a smaller part": {"DebtLongtermAndShorttermCombinedAmount": 700, "LongTermDebt": 600},
    "current and later": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644},
    "current, later and short": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 9,
    },
    "current part told twice": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 71,
    },
    "whole, current and later": {
        "LongTermDebt": 715,
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and its current part": {
        "LongTermDebt": 715,
        "ShortTermBorrowings": 71,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and another short": {
        "LongTermDebt": 715,
        "ShortTermBorrowings": 70,
        "LongTermDebtNoncurrent": 644,
    },
    "whole and short": {"LongTermDebt": 715, "ShortTermBorrowings": 71},
    "whole alone": {"LongTermDebt": 715},
    "later alone": {"LongTermDebtNoncurrent": 644},
    "later and short": {"LongTermDebtNoncurrent": 644, "ShortTermBorrowings": 71},
    "due within a year alone": {"ShortTermBorrowings": 71, "LongTermDebtCurrent": 5},
    "all due within a year alone": {"DebtCurrent": 71},
    "all due within a year and later": {"DebtCurrent": 71, "LongTermDebtNoncurrent": 644},
    "all due within a year and the whole": {"DebtCurrent": 71, "LongTermDebt": 715},
    "all due within a year, later and a part": {
        "DebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "CommercialPaper": 70,
    },
    "all due within a year, later and more": {
        "DebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "CommercialPaper": 72,
    },
    "with leases": {
        "LongTermDebtAndCapitalLeaseObligations": 644,
        "LongTermDebtAndCapitalLeaseObligationsCurrent": 71,
    },
    "whole, current and later, with leases": {
        "LongTermDebt": 715,
        "LongTermDebtAndCapitalLeaseObligationsCurrent": 71,
        "LongTermDebtAndCapitalLeaseObligations": 644,
    },
    "whole with leases and short": {
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 715,
        "ShortTermBorrowings": 71,
    },
    "whole with leases, short and later": {
        "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities": 715,
        "LongTermDebtAndCapitalLeaseObligations": 644,
        "ShortTermBorrowings": 71,
    },
    "whole, later and no short": {
        "LongTermDebt": 715,
        "LongTermDebtNoncurrent": 644,
        "ShortTermBorrowings": 0,
    },
    "whole and its current part alone": {"LongTermDebt": 715, "LongTermDebtCurrent": 71},
    "whole and later alone": {"LongTermDebt": 715, "LongTermDebtNoncurrent": 644},
    "whole and no short": {"LongTermDebt": 715, "ShortTermBorrowings": 0},
    "later and no short": {"LongTermDebtNoncurrent": 644, "ShortTermBorrowings": 0},
    "later with leases alone": {"LongTermDebtAndCapitalLeaseObligations": 644},
    "current part with leases alone": {"LongTermDebtAndCapitalLeaseObligationsCurrent": 5},
    "outside": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644, "NotesPayable": 3},
    "outside alone": {"NotesPayable": 3, "BridgeLoan": 4},
    "outside and zero": {"LongTermDebtCurrent": 71, "LongTermDebtNoncurrent": 644, "NotesPayable": 0},
    "outside, many": {f"Loan{letter}": 1 for letter in "ABCDEFGHIJKLMNOPQRSTUVW"},
    "the same under another name": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "LongTermDebtFoo": 715,
    },
    "a part under another name": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "OtherLongTermDebtNoncurrent": 644,
    },
    "long-term debt outside": {
        "LongTermDebtCurrent": 71,
        "LongTermDebtNoncurrent": 644,
        "OtherLongTermDebtNoncurrent": 643,
    },
    "too much": {"LongTermDebtCurrent": 10**18, "LongTermDebtNoncurrent": 10**18},
}
OWED_IFRS: dict[str, dict[str, int]] = {
    "both": {"CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 71, "LongtermBorrowings": 644},
    "parts": {
        "ShorttermBorrowings": 9,
        "CurrentPortionOfLongtermBorrowings": 71,
        "NoncurrentPortionOfNoncurrentBorrowings": 644,
    },
    "later alone": {"LongtermBorrowings": 644},
    "short alone": {"ShorttermBorrowings": 9},
    "short and later": {"ShorttermBorrowings": 9, "LongtermBorrowings": 644},
    "current part and later": {"CurrentPortionOfLongtermBorrowings": 71, "LongtermBorrowings": 644},
    "both alone": {"CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 80},
    "both and its parts": {
        "CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings": 80,
        "ShorttermBorrowings": 9,
        "CurrentPortionOfLongtermBorrowings": 71,
        "NoncurrentPortionOfNoncurrentBorrowings": 644,
    },
}


@pytest.mark.parametrize("name", FILED)
def test_what_is_said_of_a_filing(name: str) -> None:
    data, wishes = FILED[name]
    text = said(json.dumps(data).encode(), "a.json", **wishes)
    if name != "tags":  # that says all of it
        lines = [line for line in text.splitlines() if "none of its tags" not in line]
        at = lines.index("financials:") if "financials:" in lines else len(lines)
        text = "\n".join(lines[:at] + [line for line in lines[at:] if not line.startswith("  #")])
    pin(text)


@pytest.mark.parametrize(
    ("taxonomy", "name"),
    [*(("us-gaap", each) for each in OWED), *(("ifrs-full", each) for each in OWED_IFRS)],
)
def test_what_is_said_of_debt(taxonomy: str, name: str) -> None:
    revenue = {"Revenues" if taxonomy == "us-gaap" else "Revenue": [flow(1000)]}
    owed = (OWED if taxonomy == "us-gaap" else OWED_IFRS)[name]
    data = company(taxonomy, **revenue, **{tag: [instant(amount)] for tag, amount in owed.items()})
    text = said(json.dumps(data).encode(), "a.json")
    about = ("a.json:1:1: warning total-debt: ", "      total_debt: ")
    told = "\n".join(
        line.removeprefix(about[0]).strip() for line in text.splitlines() if line.startswith(about)
    )
    pin(told)


def test_debt_from_different_filings_is_left_out() -> None:
    data = company(
        Revenues=[flow(1000)],
        LongTermDebtCurrent=[instant(71)],
        LongTermDebtNoncurrent=[instant(644, accession="0000000001-25-000002")],
    )
    text = said(json.dumps(data).encode(), "a.json")
    told = "LongTermDebtCurrent + LongTermDebtNoncurrent come from different filings"
    assert f"a.json:1:1: warning total-debt: 2024: `total_debt` is left out: {told}" in text.splitlines()
