"""The data of the section `financials`: statement lines by fiscal year."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function, typed_dict_field, typed_dict_schema

from partnercheck.model.scalars import (
    Amount,
    Currency,
    Day,
    MonthDay,
    Text,
    read_whole,
    read_whole_key,
    whole,
    within,
)
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict

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
    "redeemable_equity",
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

WORDS: Mapping[str, str] = {
    "ebitda": "EBITDA",
    "ebit": "EBIT",
    "depreciation_amortisation": "depreciation and amortisation",
    "long_term_debt": "long-term debt",
    "market_value_equity": "market value of equity",
    "largest_customer_revenue": "revenue from the largest customer",
    "our_revenue": "revenue from us",
    "net_new_arr": "net new ARR",
    "years.key": "fiscal year",
}
"""How keys read, where it is not by their words."""


def line_in_words(line: Line) -> str:
    """Return a statement line as it stands in a sentence, such as `long-term debt`."""
    return WORDS.get(line, line.replace("_", " "))


FIRST_YEAR, LAST_YEAR = 1900, 2100

Unit = Literal[1, 1000, 100000, 1000000, 10000000, 1000000000]
"""What one in a statement line may stand for; 100000 is a lakh, 10000000 a crore."""

UNITS: dict[Unit, str] = {
    1: "",
    1_000: "thousands",
    100_000: "lakh",
    1_000_000: "millions",
    10_000_000: "crore",
    1_000_000_000: "billions",
}
"""Each unit in words."""


class FiscalYear(dict[Line, Decimal]):
    """The statement lines of one fiscal year.

    Attributes:
        known_keys: What may stand in it.
        ends: The day on which it ends, where that is not the section's `year_end`.
    """

    known_keys: ClassVar = ("ends", *LINES)
    ends: dt.date | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read `ends` as a day and every other key as a line."""
        day, amount = handler(Day), handler(Amount)
        fields = {"ends": typed_dict_field(day, required=False)}
        fields |= {line: typed_dict_field(amount, required=False) for line in LINES}
        return no_info_after_validator_function(cls._of, typed_dict_schema(fields, extra_behavior="forbid"))

    @classmethod
    def _of(cls, data: dict[Any, Any]) -> Self:
        year = cls()
        year.ends = data.pop("ends", None)
        year.update(data)
        return year


class StatementNote(Strict):
    """What a reader must know of one line of a fiscal year."""

    year: Annotated[int, whole(FIRST_YEAR, LAST_YEAR)]
    """The fiscal year."""
    line: Line
    """The statement line."""
    what: Text
    """In one sentence, with both numbers where two contradict each other."""


class Financials(SectionData):
    """Financial statements, in `currency` × `unit`."""

    currency: Currency
    """Three letters, ISO 4217."""
    unit: Annotated[Unit, BeforeValidator(read_whole)] = 1
    """What one in a statement line stands for; 100000 is a lakh, 10000000 a crore."""
    year_end: MonthDay = "12-31"
    """The last day of fiscal years, month and day, such as 12-31; a year that ends on another has `ends`."""
    years: dict[Annotated[int, within(read_whole_key, FIRST_YEAR, LAST_YEAR, type="integer")], FiscalYear] = (
        Field(min_length=1)
    )
    """By the calendar year in which the fiscal year ends, its statement lines."""
    notes: tuple[StatementNote, ...] = ()
    """What was left out, restated or derived when the statements were taken over."""
