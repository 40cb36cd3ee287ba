"""The data of the section `financials`: statement lines by fiscal year."""

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from partnercheck.model.scalars import Amount, Currency, MonthDay, WholeKey, read_whole
from partnercheck.model.sections import SectionData

Line = Literal[
    "revenue",
    "cost_of_sales",
    "gross_profit",
    "ebitda",
    "depreciation_amortisation",
    "ebit",
    "interest_expense",
    "profit_before_tax",
    "net_income",
    "total_assets",
    "current_assets",
    "cash",
    "receivables",
    "inventory",
    "total_liabilities",
    "current_liabilities",
    "total_debt",
    "long_term_debt",
    "retained_earnings",
    "equity",
    "operating_cash_flow",
    "capital_expenditure",
    "shares_outstanding",
    "market_value_equity",
    "largest_customer_revenue",
    "our_revenue",
    "monthly_net_burn",
    "net_new_arr",
]
"""The statement lines of one fiscal year."""

LINES: tuple[Line, ...] = get_args(Line)


class Financials(SectionData):
    """Financial statements, in `currency` × `unit`."""

    currency: Currency
    """Three letters, ISO 4217."""
    unit: Annotated[Literal[1, 1000, 1000000], BeforeValidator(read_whole)] = 1
    """What one in a statement line stands for."""
    year_end: MonthDay = "12-31"
    """The last day of the fiscal year."""
    years: dict[WholeKey, dict[Line, Amount]] = Field(min_length=1)
    """By the calendar year in which the fiscal year ends, its statement lines."""
