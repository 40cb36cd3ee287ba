"""The data sections of dossiers and organisations, and the names of the measures worked out from them."""

import datetime as dt
import re
from functools import partial
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from partnercheck.diagnostics import shown
from partnercheck.model.evidence import Evidence
from partnercheck.model.scalars import (
    Amount,
    Currency,
    Day,
    MonthDay,
    NotNegative,
    Text,
    WholeKey,
    YesNo,
    kind_of,
    number,
    read_by,
    read_whole,
    refuse,
    refuse_all,
    whole,
)
from partnercheck.model.strict import Strict
from partnercheck.months import day_in

Side = Literal["us", "them"]

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

LINES: tuple[str, ...] = get_args(Line)

_FINANCIALS = (
    "current_ratio quick_ratio cash_ratio debt_to_equity liabilities_to_assets debt_to_ebitda "
    "interest_coverage gross_margin operating_margin net_margin return_on_assets revenue_growth "
    "free_cash_flow_margin cash_runway burn_multiple customer_concentration dependence_on_us "
    "altman_z altman_z_private altman_z_general zmijewski piotroski "
)

_NAMES = {
    "financials": _FINANCIALS,
    "roadmap": "shared_direction conflict visibility",
    "exchange": "balance effort_share upfront_share",
    "capabilities": "covers_us covers_them complementarity",
    "surveys": "latest weakest trend",
}

MEASURES: frozenset[str] = frozenset(
    f"{section}.{name}" for section, names in _NAMES.items() for name in names.split()
)
"""What `from` of a metric may name."""


class _Section(Strict):
    evidence: Evidence | None = None
    """What supports the section, as of an answer."""


class Financials(_Section):
    """Financial statements, in `currency` × `unit`."""

    currency: Currency
    """Three letters, ISO 4217."""
    unit: Annotated[Literal[1, 1000, 1000000], BeforeValidator(read_whole)] = 1
    """What one in a statement line stands for."""
    year_end: MonthDay = "12-31"
    """The last day of the fiscal year."""
    years: dict[WholeKey, dict[Line, Amount]] = Field(min_length=1)
    """By the calendar year in which the fiscal year ends, its statement lines."""


class Period(NamedTuple):
    """A year, quarter or month, from its first day to its last."""

    text: str
    first: dt.date
    last: dt.date


_PERIOD = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


def read_period(value: object) -> Period:
    """Read `2027`, `2027-Q2` or `2027-06`."""
    if isinstance(value, Period):
        return value
    match = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    if not match or match[1] == "0000":
        refuse(
            "wrong-date", f"a period such as 2027, 2027-Q2 or 2027-06 is needed here, not {kind_of(value)}"
        )
    year, quarter, month = int(match[1]), match[2], match[3]
    first = int(month or 3 * int(quarter or 1) - 2)
    last = int(month or 3 * int(quarter or 4))
    return Period(match[0], dt.date(year, first, 1), day_in(year, last, 31))


PeriodText = Annotated[
    Period,
    read_by(read_period, type=["string", "integer"], pattern="^[0-9]{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$"),
]


class RoadmapItem(Strict):
    """What one side will do about a theme, and when."""

    theme: Text
    """What it is about; themes of both sides match by name."""
    from_: PeriodText = Field(alias="from")
    """2027, 2027-Q2 or 2027-06."""
    to: PeriodText | None = None
    """The last period; without it, the end of the horizon."""
    stance: Literal["invest", "maintain", "exit", "rival"]
    """`rival`: they would compete with us there."""
    importance: Annotated[int, whole(1, 5)] = 3
    """1 to 5."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to.last < self.from_.first:
            refuse(
                "wrong-date", f"`to` ({shown(self.to.text)}) lies before `from` ({shown(self.from_.text)})"
            )
        return self


class Roadmap(_Section):
    """Where the partner is heading."""

    items: tuple[RoadmapItem, ...]
    """The partner's plans."""


class OurRoadmap(Strict):
    """Where we are heading."""

    horizon: Annotated[int, whole(1, 50)] = 5
    """Years from the as-of date."""
    items: tuple[RoadmapItem, ...]
    """Our plans."""


class Benefit(Strict):
    """What a side gets."""

    side: Side
    """Whose it is: ours or theirs."""
    what: Text
    """What it is."""
    amount: NotNegative
    """Its worth, in the currency of the section."""
    currency: Currency | None = None
    """If given, it must be that of the section."""

    def check_currency(self, currency: str, at: tuple[str | int, ...]) -> None:
        """Refuse an amount in another currency, which stands at the path `at`: nothing here converts."""
        if self.currency != currency:
            message = f"{self.currency} cannot be added to {currency}, the currency of the section"
            refuse("mixed-currencies", message, "convert the amount, and say in `what` at which rate", at)


class Contribution(Benefit):
    """What a side gives."""

    upfront: YesNo = False
    """Whether it is given before anything comes back."""


class Exchange(_Section):
    """What each side gives and gets, in one currency."""

    currency: Currency
    """Three letters, ISO 4217."""
    contributions: tuple[Contribution, ...] = ()
    """What each side gives."""
    benefits: tuple[Benefit, ...] = ()
    """What each side gets."""

    @model_validator(mode="after")
    def _one_currency(self) -> Self:
        refuse_all(
            partial(each.check_currency, self.currency, (name, index, "currency"))
            for name, amounts in (("contributions", self.contributions), ("benefits", self.benefits))
            for index, each in enumerate(amounts)
            if each.currency is not None
        )
        return self


class Capability(Strict):
    """How well a side does something and how much the venture needs it of that side."""

    level: Annotated[int, whole(0, 4)]
    """0 (none) to 4 (leading)."""
    needed: Annotated[int, whole(1, 5)] = 3
    """How much the venture needs it: 1 to 5."""


class OurCapabilities(Strict):
    """What we can do."""

    items: dict[Text, Capability]
    """Our capabilities by name."""


class Capabilities(_Section):
    """What the partner can do."""

    items: dict[Text, Capability]
    """The partner's capabilities by name."""


class SurveyRound(Strict):
    """One round of a satisfaction survey."""

    date: Day
    """The day of the round."""
    sections: dict[Text, Annotated[float, number(-100, 100)]] = Field(min_length=1)
    """Net satisfaction by area, -100 to 100."""


class Surveys(_Section):
    """How satisfied the partner's customers or partners are."""

    rounds: tuple[SurveyRound, ...]
    """The rounds of the survey."""
