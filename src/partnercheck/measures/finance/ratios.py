"""Financial ratios of the latest fiscal year; their definitions and where they come from.

The lines that a ratio names must be given or derivable, except where one line alone decides: no debt is no
debt whatever the equity. A divisor that is zero or negative, and of which a docstring does not speak, gives
none with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures.finance.statements import Books, financial
from partnercheck.measures.measured import Measured, UnmeasurableError
from partnercheck.measures.working import Term

if TYPE_CHECKING:
    from partnercheck.measures.finance.financials import Line

_ONE = Term.constant("1")


@financial("times")
def current_ratio(books: Books) -> Measured:
    """Current assets / current liabilities, in times.

    Source: general accounting use. Not for banks and insurers, who do not split by term.

    Reads `current_assets`, `current_liabilities`.
    """
    assets, liabilities = books.need("current_assets", "current_liabilities")
    return books.gives(assets / liabilities)


@financial("times")
def quick_ratio(books: Books) -> Measured:
    """(Cash + receivables) / current liabilities, in times.

    The current ratio without what must be sold first. Source: general accounting use. Not for banks and
    insurers.

    Reads `cash`, `receivables`, `current_liabilities`.
    """
    cash, receivables, liabilities = books.need("cash", "receivables", "current_liabilities")
    return books.gives((cash + receivables) / liabilities)


@financial("times")
def cash_ratio(books: Books) -> Measured:
    """Cash / current liabilities, in times.

    Source: general accounting use. Not for banks and insurers.

    Reads `cash`, `current_liabilities`.
    """
    cash, liabilities = books.need("cash", "current_liabilities")
    return books.gives(cash / liabilities)


@financial("times")
def debt_to_equity(books: Books) -> Measured:
    """Total debt / equity, in times; no debt is best, otherwise equity of zero or less worst.

    Source: general accounting use. Not for banks and insurers, whose debt is their trade.

    Reads `total_debt`, `equity`.
    """
    return _debt_to(books, "equity")


@financial("times")
def liabilities_to_assets(books: Books) -> Measured:
    """Total liabilities / total assets, in times; above 1 the company owes more than it has.

    Source: general accounting use. Not for banks and insurers.

    Reads `total_liabilities`, `total_assets`.
    """
    liabilities, assets = books.need("total_liabilities", "total_assets")
    return books.gives(liabilities / assets)


@financial("times")
def debt_to_ebitda(books: Books) -> Measured:
    """Total debt / EBITDA, in times; no debt is best, otherwise EBITDA of zero or less worst.

    Source: US Interagency Guidance on Leveraged Lending, 2013: above 4 leveraged, above 6 raises concern.
    Not for banks and insurers; says little of start-ups, which borrow against capital yet to be raised.

    Reads `total_debt`, `ebitda`.
    """
    return _debt_to(books, "ebitda")


def _debt_to(books: Books, line: Line) -> Measured:
    debt = books.find("total_debt")
    if debt is not None and debt.value == 0:
        return books.at("best", debt, "no debt")
    debt, base = books.need("total_debt", line)
    if debt.value < 0:
        raise UnmeasurableError(f"{debt.text} is below zero, which debt cannot be")
    if base.value <= 0:
        return books.at("worst", base, f"not above zero, while there is {debt.text}")
    return books.gives(debt / base)


@financial("times")
def interest_coverage(books: Books) -> Measured:
    """EBIT / interest expense, in times; negative EBIT is worst, otherwise no interest best.

    Source: Damodaran, ratings and interest coverage of small firms: below 1.25 CC or worse, 1.25-1.5 CCC,
    2-2.5 B, 3-3.5 BB, 4-4.5 BBB, above 12.5 AAA. Not for banks and insurers.

    Reads `ebit`, `interest_expense`.
    """
    ebit = books.find("ebit")
    if ebit is not None and ebit.value < 0:
        return books.at("worst", ebit, "negative, so that no interest is covered")
    ebit, interest = books.need("ebit", "interest_expense")
    if interest.value == 0:
        return books.at("best", interest, f"no interest to cover, while {ebit.text} is not negative", ebit)
    return books.gives(ebit / interest)


@financial("%")
def gross_margin(books: Books) -> Measured:
    """100 * gross profit / revenue, in %.

    Source: general accounting use. Not for banks and insurers; not where costs are shown by their nature.

    Reads `gross_profit`, `revenue`.
    """
    return _margin(books, "gross_profit")


@financial("%")
def operating_margin(books: Books) -> Measured:
    """100 * EBIT / revenue, in %.

    Source: general accounting use. Not for banks and insurers.

    Reads `ebit`, `revenue`.
    """
    return _margin(books, "ebit")


@financial("%")
def net_margin(books: Books) -> Measured:
    """100 * net income / revenue, in %.

    Source: general accounting use. One sale of a building can make a year's.

    Reads `net_income`, `revenue`.
    """
    return _margin(books, "net_income")


def _margin(books: Books, line: Line) -> Measured:
    profit, revenue = books.need(line, "revenue")
    return books.gives((profit / revenue).times("100"), " %")


@financial("%")
def return_on_assets(books: Books) -> Measured:
    """100 * net income / total assets at the year's end, in %.

    Source: general accounting use; Zmijewski (1984) uses the same ratio. Not to be compared between banks and
    others.

    Reads `net_income`, `total_assets`.
    """
    income, assets = books.need("net_income", "total_assets")
    return books.gives((income / assets).times("100"), " %")


@financial("%")
def revenue_growth(books: Books) -> Measured:
    """100 * (revenue / revenue of the year before - 1), in %.

    Source: general accounting use. Needs the fiscal year just before the latest; not adjusted for inflation,
    acquisitions or a fiscal year of another length.

    Reads `revenue`.
    """
    revenue, before = books.need("revenue", ("revenue", -1))
    return books.gives((revenue / before - _ONE).times("100"), " %")


@financial("%")
def free_cash_flow_margin(books: Books) -> Measured:
    """100 * (operating cash flow - capital expenditure) / revenue, in %.

    Capital expenditure is given as a positive amount. Source: general accounting use. Not for banks and
    insurers, whose cash flow is their customers' money.

    Reads `operating_cash_flow`, `capital_expenditure`, `revenue`.
    """
    cash_flow, expenditure, revenue = books.need("operating_cash_flow", "capital_expenditure", "revenue")
    return books.gives(((cash_flow - expenditure) / revenue).times("100"), " %")


@financial("months")
def cash_runway(books: Books) -> Measured:
    """Cash / monthly net burn, in months; no burn (zero or less) is best.

    Source: venture practice: below 12 months critical, 18-24 healthy. For companies that live on capital;
    counts from the end of the fiscal year, not from the as-of date.

    Reads `cash`, `monthly_net_burn`.
    """
    burn = books.find("monthly_net_burn")
    if burn is not None and burn.value <= 0:
        return books.at("best", burn, "no cash is burnt")
    cash, burn = books.need("cash", "monthly_net_burn")
    return books.gives(cash / burn, " months")


@financial("times")
def burn_multiple(books: Books) -> Measured:
    """12 * monthly net burn / net new ARR of the same twelve months, in times, lower is better.

    No burn (zero or less) is best, otherwise net new ARR of zero or less worst. Source: David Sacks, The burn
    multiple (2020). For companies with recurring revenue.

    Reads `monthly_net_burn`, `net_new_arr`.
    """
    burn = books.find("monthly_net_burn")
    if burn is not None and burn.value <= 0:
        return books.at("best", burn, "no cash is burnt")
    burn, growth = books.need("monthly_net_burn", "net_new_arr")
    if growth.value <= 0:
        return books.at("worst", growth, f"nothing was won for {burn.text}")
    return books.gives(burn.times("12") / growth)


@financial("%")
def customer_concentration(books: Books) -> Measured:
    """100 * revenue from the largest customer / revenue, in %.

    Source: ASC 280-10-50-42, by which a customer of 10 % or more is disclosed.

    Reads `largest_customer_revenue`, `revenue`.
    """
    largest, revenue = books.need("largest_customer_revenue", "revenue")
    return books.gives((largest / revenue).times("100"), " %")


@financial("%")
def dependence_on_us(books: Books) -> Measured:
    """100 * revenue from us / (revenue + revenue from us), in %: how much of them would live off us.

    Source: this program. `our_revenue` is what they would earn from us, beyond today's revenue.

    Reads `our_revenue`, `revenue`.
    """
    ours, revenue = books.need("our_revenue", "revenue")
    return books.gives((ours / (revenue + ours)).times("100"), " %")


MEASURES = (
    current_ratio,
    quick_ratio,
    cash_ratio,
    debt_to_equity,
    liabilities_to_assets,
    debt_to_ebitda,
    interest_coverage,
    gross_margin,
    operating_margin,
    net_margin,
    return_on_assets,
    revenue_growth,
    free_cash_flow_margin,
    cash_runway,
    burn_multiple,
    customer_concentration,
    dependence_on_us,
)
