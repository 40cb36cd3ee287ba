"""Which XBRL tags of SEC filings stand for which statement line.

For every line and fiscal year the first tag that the filings give wins; another tag of the line with another
amount is listed, and so is a line whose tag changes from year to year. Signs are kept: these tags count
costs, interest and payments as positive amounts, which is how the lines want them. A fiscal year is read from
one taxonomy, the one that gives more of its lines (`us-gaap` on a tie).

What the choice of tags means:

- `revenue` is the total; tags for a kind of revenue (goods alone, interest) are not read.
- `ebit` is operating income, before other income and expense that is not operating.
- `interest_expense` in IFRS falls back to finance costs, which also hold the unwinding of discounts.
- `net_income` is the parent's share in `us-gaap` and the whole profit in `ifrs-full`: the bottom line of
  each.
- `equity` is the whole equity with non-controlling interests where it is tagged: assets − liabilities.
- `cash` leaves out restricted cash.
- `total_debt` comes from a tag that means all debt, or from a sum of `DEBT_SUMS`; see there.
- `long_term_debt` is the non-current part; `us-gaap` falls back to long-term debt with its current
  maturities.

No tag stands for `ebitda` (neither taxonomy has it), `market_value_equity` (the public float on a cover
leaves out what insiders hold), `largest_customer_revenue`, `our_revenue`, `monthly_net_burn` and
`net_new_arr`. Shares on a filing's cover (`dei`) are counted weeks after the fiscal year's end and are not
read either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.measures.finance.financials import Line

Taxonomy = Literal["us-gaap", "ifrs-full"]
TAXONOMIES: tuple[Taxonomy, ...] = ("us-gaap", "ifrs-full")

FORMS = frozenset(
    {"10-K", "10-K405", "10-KSB", "10-KT", "20-F", "40-F"}
    | {"10-K/A", "10-K405/A", "10-KSB/A", "10-KT/A", "20-F/A", "40-F/A"}
)
"""Annual reports and their amendments."""

SHARES: Line = "shares_outstanding"
"""The one line that is a count rather than an amount; it is never scaled."""

FLOWS: frozenset[Line] = frozenset(
    {
        "revenue",
        "cost_of_sales",
        "gross_profit",
        "depreciation_amortisation",
        "ebit",
        "interest_expense",
        "profit_before_tax",
        "net_income",
        "operating_cash_flow",
        "capital_expenditure",
    }
)
"""Lines of a period of about a year; all others stand at the fiscal year's end."""

_BEFORE_TAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"

TAGS: Mapping[Taxonomy, Mapping[Line, tuple[str, ...]]] = {
    "us-gaap": {
        "revenue": (
            "Revenues",
            "RevenueFromContractWithCustomerExcludingAssessedTax",
            "RevenueFromContractWithCustomerIncludingAssessedTax",
            "SalesRevenueNet",
        ),
        "cost_of_sales": ("CostOfRevenue", "CostOfGoodsAndServicesSold", "CostOfGoodsSold"),
        "gross_profit": ("GrossProfit",),
        "depreciation_amortisation": (
            "DepreciationDepletionAndAmortization",
            "DepreciationAndAmortization",
            "DepreciationAmortizationAndAccretionNet",
        ),
        "ebit": ("OperatingIncomeLoss",),
        "interest_expense": ("InterestExpense", "InterestExpenseNonoperating"),
        "profit_before_tax": (
            f"{_BEFORE_TAX}ExtraordinaryItemsNoncontrollingInterest",
            f"{_BEFORE_TAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments",
        ),
        "net_income": ("NetIncomeLoss", "ProfitLoss"),
        "total_assets": ("Assets",),
        "current_assets": ("AssetsCurrent",),
        "cash": ("CashAndCashEquivalentsAtCarryingValue",),
        "receivables": ("AccountsReceivableNetCurrent", "ReceivablesNetCurrent"),
        "inventory": ("InventoryNet",),
        "total_liabilities": ("Liabilities",),
        "current_liabilities": ("LiabilitiesCurrent",),
        "total_debt": ("DebtLongtermAndShorttermCombinedAmount",),
        "long_term_debt": ("LongTermDebtNoncurrent", "LongTermDebt"),
        "retained_earnings": ("RetainedEarningsAccumulatedDeficit",),
        "equity": (
            "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "StockholdersEquity",
        ),
        "operating_cash_flow": ("NetCashProvidedByUsedInOperatingActivities",),
        "capital_expenditure": (
            "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsToAcquireProductiveAssets",
        ),
        "shares_outstanding": ("CommonStockSharesOutstanding",),
    },
    "ifrs-full": {
        "revenue": ("Revenue", "RevenueFromContractsWithCustomers"),
        "cost_of_sales": ("CostOfSales",),
        "gross_profit": ("GrossProfit",),
        "depreciation_amortisation": (
            "DepreciationAndAmortisationExpense",
            "AdjustmentsForDepreciationAndAmortisationExpense",
        ),
        "ebit": ("ProfitLossFromOperatingActivities",),
        "interest_expense": ("InterestExpense", "FinanceCosts"),
        "profit_before_tax": ("ProfitLossBeforeTax",),
        "net_income": ("ProfitLoss", "ProfitLossAttributableToOwnersOfParent"),
        "total_assets": ("Assets",),
        "current_assets": ("CurrentAssets",),
        "cash": ("CashAndCashEquivalents",),
        "receivables": ("TradeAndOtherCurrentReceivables", "CurrentTradeReceivables"),
        "inventory": ("Inventories",),
        "total_liabilities": ("Liabilities",),
        "current_liabilities": ("CurrentLiabilities",),
        "total_debt": ("Borrowings",),
        "long_term_debt": ("LongtermBorrowings",),
        "retained_earnings": ("RetainedEarnings",),
        "equity": ("Equity", "EquityAttributableToOwnersOfParent"),
        "operating_cash_flow": ("CashFlowsFromUsedInOperatingActivities",),
        "capital_expenditure": ("PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities",),
        "shares_outstanding": ("NumberOfSharesOutstanding",),
    },
}

DEBT_SUMS: Mapping[Taxonomy, tuple[tuple[str, ...], ...]] = {
    "us-gaap": (
        ("DebtCurrent", "LongTermDebtNoncurrent"),
        ("ShortTermBorrowings", "LongTermDebtCurrent", "LongTermDebtNoncurrent"),
        ("ShortTermBorrowings", "LongTermDebt"),
        ("LongTermDebtCurrent", "LongTermDebtNoncurrent"),
    ),
    "ifrs-full": (
        ("CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings", "LongtermBorrowings"),
        ("ShorttermBorrowings", "CurrentPortionOfLongtermBorrowings", "LongtermBorrowings"),
    ),
}
"""Current + non-current debt, for years without a tag that means all debt: the first sum all of whose parts
are there, all from one filing, and marked in the section. Only where no other debt that might lie outside it
is tagged: see `OTHER_DEBT`."""

OTHER_DEBT: Mapping[Taxonomy, tuple[str, ...]] = {
    "us-gaap": (
        "ShortTermBorrowings",
        "OtherShortTermBorrowings",
        "CommercialPaper",
        "NotesPayableCurrent",
        "NotesPayable",
        "LongTermNotesPayable",
        "LinesOfCreditCurrent",
        "LineOfCredit",
        "LongTermLineOfCredit",
        "ConvertibleDebtCurrent",
        "ConvertibleDebtNoncurrent",
        "ConvertibleNotesPayable",
        "ConvertibleNotesPayableCurrent",
        "ConvertibleLongTermNotesPayable",
        "OtherLongTermDebtNoncurrent",
    ),
    "ifrs-full": ("NoncurrentPortionOfNoncurrentBondsIssued", "BondsIssued"),
}
"""Debt that may or may not lie within a sum or tag: where it is not zero, and no tag means all debt, the
total cannot be told."""


def mapped(taxonomy: Taxonomy) -> frozenset[str]:
    """Return every tag of a taxonomy that is read."""
    lines = [tag for tags in TAGS[taxonomy].values() for tag in tags]
    parts = [tag for tags in DEBT_SUMS[taxonomy] for tag in tags]
    return frozenset({*lines, *parts, *OTHER_DEBT[taxonomy]})
