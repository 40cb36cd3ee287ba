"""Which XBRL tags of filings stand for which statement line.

For every line and fiscal year the first tag that the filings give wins; another tag of the line with another
amount is listed, and so is a line whose tag changes from year to year. Signs are kept: these tags count
costs, interest and payments as positive amounts, which is how the lines want them. A fiscal year is read from
one taxonomy, the one that gives more of its lines (`us-gaap` on a tie).

What the choice of tags means:

- `revenue` is the total; `revenue.py` chooses between rival totals.
- `cost_of_sales` is the whole cost; goods alone count only where no services are tagged: see `COST_SUMS`.
- `ebit` is operating income, before other income and expense that is not operating.
- `depreciation_amortisation` is both, then the sum of `DEPRECIATION_SUM`, then depreciation alone, which
  makes `ebitda` smaller; `ebitda` is derived, as neither taxonomy has it.
- `interest_expense` in IFRS falls back to finance costs, which also hold the unwinding of discounts.
- `net_income` is the parent's share in `us-gaap` and the whole profit in `ifrs-full`: the bottom line of
  each.
- `equity` is the whole equity with non-controlling interests where it is tagged: assets − liabilities.
- `cash` leaves out restricted cash.
- `total_debt` is a tag that means all debt, or a sum that is whole: `debt.py`.
- `long_term_debt` is the non-current part; `us-gaap` falls back to long-term debt with its current
  maturities.

No tag stands for `market_value_equity` (the public float on a cover leaves out what insiders hold),
`largest_customer_revenue`, `our_revenue`, `monthly_net_burn` and `net_new_arr`. Shares on a filing's cover
(`dei`) are counted weeks after the fiscal year's end and are not read either.
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

REPORT = "xBRL-JSON"
"""Stands for the form of a report that says neither its form nor when it was filed."""

ANNUAL = FORMS | {REPORT}

INTERIM = frozenset({"6-K", "6-K/A"})
"""Reports of foreign issuers between annual ones; some hold a whole year, which counts where no annual report
has it."""

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
            "RevenuesNetOfInterestExpense",
        ),
        "cost_of_sales": ("CostOfRevenue", "CostOfGoodsAndServicesSold"),
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
        "total_debt": ("DebtLongtermAndShorttermCombinedAmount", "DebtAndCapitalLeaseObligations"),
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

TOTALS = frozenset({"Revenues", "SalesRevenueNet", "RevenuesNetOfInterestExpense", "Revenue"})
"""Tags that mean all revenue; the others of `revenue` mean that from customers, which may be a part of it."""

COST_SUMS: Mapping[Taxonomy, tuple[tuple[str, str], ...]] = {
    "us-gaap": (("CostOfGoodsSold", "CostOfServices"),),
    "ifrs-full": (),
}
"""Goods and services, for years without a tag that means both."""

GOODS = "CostOfGoodsSold"
"""Counts alone only where no tag of `SERVICES` has an amount in the year."""

SERVICES = (
    "CostOfServices",
    "CostOfServicesLicensesAndServices",
    "CostOfServicesExcludingDepreciationDepletionAndAmortization",
    "CostOfServicesLicensesAndMaintenanceAgreements",
    "LicenseCosts",
    "CostOfOtherPropertyOperatingExpense",
    "TechnologyServicesCosts",
)

DEPRECIATION_SUM: Mapping[Taxonomy, tuple[str, str]] = {
    "us-gaap": ("Depreciation", "AmortizationOfIntangibleAssets"),
    "ifrs-full": ("DepreciationPropertyPlantAndEquipment", "AmortisationIntangibleAssetsOtherThanGoodwill"),
}
"""Depreciation and amortisation apart, for years without a tag that means both."""

SUPPORT: Mapping[Taxonomy, Mapping[str, tuple[str, ...]]] = {
    "us-gaap": {
        "equity_and_liabilities": ("LiabilitiesAndStockholdersEquity",),
        "non_current_liabilities": ("LiabilitiesNoncurrent",),
        "minority_interest": ("MinorityInterest",),
        "redeemable_shares": (
            "TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests",
            "TemporaryEquityCarryingAmountAttributableToParent",
            "TemporaryEquityCarryingAmount",
        ),
        "redeemable_minority": (
            "RedeemableNoncontrollingInterestEquityCarryingAmount",
            "RedeemableNoncontrollingInterestEquityCommonCarryingAmount",
            "RedeemableNoncontrollingInterestEquityPreferredCarryingAmount",
        ),
        "other_income": (
            "OtherOperatingIncome",
            "OtherOperatingIncomeExpenseNet",
            "GainLossOnDispositionOfAssets1",
        ),
        "investing_cash_flow": ("NetCashProvidedByUsedInInvestingActivities",),
        "financing_cash_flow": ("NetCashProvidedByUsedInFinancingActivities",),
        "discontinued_cash_flow": ("NetCashProvidedByUsedInDiscontinuedOperations",),
        "exchange_effect": (
            "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
            "EffectOfExchangeRateOnCashAndCashEquivalents",
        ),
        "change_in_cash": (
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
            "CashAndCashEquivalentsPeriodIncreaseDecrease",
        ),
    },
    "ifrs-full": {
        "equity_and_liabilities": ("EquityAndLiabilities",),
        "non_current_assets": ("NoncurrentAssets",),
        "non_current_liabilities": ("NoncurrentLiabilities",),
        "minority_interest": ("NoncontrollingInterests",),
        "other_income": ("OtherIncome", "OtherOperatingIncomeExpense"),
        "investing_cash_flow": ("CashFlowsFromUsedInInvestingActivities",),
        "financing_cash_flow": ("CashFlowsFromUsedInFinancingActivities",),
        "exchange_effect": ("EffectOfExchangeRateChangesOnCashAndCashEquivalents",),
        "change_in_cash": ("IncreaseDecreaseInCashAndCashEquivalents",),
    },
}
"""What only checks read."""

SUPPORT_FLOWS = frozenset(
    [
        "other_income",
        "investing_cash_flow",
        "financing_cash_flow",
        "discontinued_cash_flow",
        "exchange_effect",
        "change_in_cash",
    ]
)

DEBT_TAGS: Mapping[Taxonomy, frozenset[str]] = {
    "us-gaap": frozenset(
        [
            *TAGS["us-gaap"]["long_term_debt"],
            "LongTermDebtCurrent",
            "DebtCurrent",
            "ShortTermBorrowings",
            "LongTermDebtAndCapitalLeaseObligations",
            "LongTermDebtAndCapitalLeaseObligationsCurrent",
            "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
        ]
    ),
    "ifrs-full": frozenset(
        [
            *TAGS["ifrs-full"]["long_term_debt"],
            "CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings",
            "ShorttermBorrowings",
            "CurrentPortionOfLongtermBorrowings",
            "NoncurrentPortionOfNoncurrentBorrowings",
        ]
    ),
}
"""What `debt.py` makes sums of: tags whose place in a sum is known. Others may lie outside of it."""


def mapped(taxonomy: Taxonomy) -> frozenset[str]:
    """Return every tag of a taxonomy that is read."""
    lines = [tag for tags in (*TAGS[taxonomy].values(), *SUPPORT[taxonomy].values()) for tag in tags]
    sums = [tag for tags in COST_SUMS[taxonomy] for tag in tags]
    return frozenset(
        {*lines, *sums, *SERVICES, GOODS, *DEPRECIATION_SUM[taxonomy], "Depreciation", *DEBT_TAGS[taxonomy]}
    )
