"""Models of financial distress, with the coefficients and cut-offs that were published for each.

All use ratios, never percentages, and share their inputs: two of them never confirm each other. None is for
banks and insurers.
"""

from __future__ import annotations

import math
from fractions import Fraction
from operator import gt, le, lt
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.measures.finance.statements import Books, financial
from partnercheck.measures.measured import Measured
from partnercheck.measures.working import Term, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.measures.finance.financials import Line


class CutOffs(NamedTuple):
    """Below `distress` most companies failed, above `safe` most did not; between them lies the grey zone."""

    distress: str
    safe: str

    def zone(self, score: Fraction) -> str:
        """Return in words where a score lies."""
        if score < Fraction(self.distress):
            return f", below {self.distress}: distress"
        if score > Fraction(self.safe):
            return f", above {self.safe}: safe"
        return f", from {self.distress} to {self.safe}: grey zone"


Z_CUT_OFFS = CutOffs("1.81", "2.99")
Z_PRIVATE_CUT_OFFS = CutOffs("1.23", "2.90")
Z_GENERAL_CUT_OFFS = CutOffs("1.10", "2.60")


@financial("score")
def altman_z(books: Books) -> Measured:
    """1.2 X1 + 1.4 X2 + 3.3 X3 + 0.6 market value of equity / total liabilities + 0.999 X5, a score.

    X1 = working capital / total assets, X2 = retained earnings / total assets, X3 = EBIT / total assets,
    X5 = revenue / total assets. Distress below 1.81, safe above 2.99. For listed manufacturers; not for banks
    and insurers. Source: Altman (1968), Journal of Finance 23(4).

    Reads `revenue`, `ebit`, `total_assets`, `current_assets`, `total_liabilities`, `current_liabilities`,
    `retained_earnings`, `market_value_equity`.
    """
    score = _weighted(books, "market_value_equity", X1="1.2", X2="1.4", X3="3.3", X4="0.6", X5="0.999")
    return books.gives(score, note=Z_CUT_OFFS.zone(score.value))


@financial("score")
def altman_z_private(books: Books) -> Measured:
    """0.717 X1 + 0.847 X2 + 3.107 X3 + 0.420 equity / total liabilities + 0.998 X5, a score.

    X1, X2, X3 and X5 as in `altman_z`. Distress below 1.23, safe above 2.90. For private manufacturers; not
    for banks and insurers. Source: Altman (1983), Corporate Financial Distress (Z').

    Reads `revenue`, `ebit`, `total_assets`, `current_assets`, `total_liabilities`, `current_liabilities`,
    `retained_earnings`, `equity`.
    """
    score = _weighted(books, "equity", X1="0.717", X2="0.847", X3="3.107", X4="0.420", X5="0.998")
    return books.gives(score, note=Z_PRIVATE_CUT_OFFS.zone(score.value))


@financial("score")
def altman_z_general(books: Books) -> Measured:
    """6.56 X1 + 3.26 X2 + 6.72 X3 + 1.05 equity / total liabilities, a score.

    X1, X2 and X3 as in `altman_z`. Distress below 1.10, safe above 2.60; without the constant 3.25 of the
    form for emerging markets, which has other cut-offs. For companies that do not manufacture, private or
    listed; not for banks and insurers. Source: Altman, Hartzell and Peck (1995) (Z'').

    Reads `ebit`, `total_assets`, `current_assets`, `total_liabilities`, `current_liabilities`,
    `retained_earnings`, `equity`.
    """
    score = _weighted(books, "equity", X1="6.56", X2="3.26", X3="6.72", X4="1.05")
    return books.gives(score, note=Z_GENERAL_CUT_OFFS.zone(score.value))


def _weighted(books: Books, worth: Line, **weights: str) -> Term:
    """Return the sum of Altman's ratios times their weights; X4 is `worth` / total liabilities."""
    turnover: tuple[Line, ...] = ("revenue",) if "X5" in weights else ()
    current, due, retained, ebit, value, owed, assets, *revenue = books.need(
        "current_assets", "current_liabilities", "retained_earnings", "ebit", worth, "total_liabilities",
        "total_assets", *turnover,
    )  # fmt: skip
    ratios = [(current - due) / assets, retained / assets, ebit / assets, value / owed]
    ratios += [sales / assets for sales in revenue]
    first, *others = (
        ratio.named(name).times(weight) for ratio, (name, weight) in zip(ratios, weights.items(), strict=True)
    )
    return sum(others, first)


@financial("score")
def zmijewski(books: Books) -> Measured:
    """-4.336 - 4.513 return on assets + 5.679 liabilities / assets + 0.004 current ratio, a probit score.

    Return on assets is net income / total assets. 0 or more is distress; its probability is the normal
    distribution at the score. Not for banks and insurers.
    Source: Zmijewski (1984), Journal of Accounting Research 22.

    Reads `net_income`, `total_assets`, `current_assets`, `total_liabilities`, `current_liabilities`.
    """
    income, owed, assets, current, due = books.need(
        "net_income", "total_liabilities", "total_assets", "current_assets", "current_liabilities"
    )
    score = (
        Term.constant("-4.336")
        - (income / assets).named("return on assets").times("4.513")
        + (owed / assets).named("liabilities to assets").times("5.679")
        + (current / due).named("current ratio").times("0.004")
    )
    chance = f"probability of distress {100 * probability(float(score.value)):.2f} %"
    zone = "at or above 0: distress" if score.value >= 0 else "below 0: no distress"
    return books.gives(score, note=f", {zone}; {chance}")


def probability(score: float) -> float:
    """Return the probability of distress (0 to 1) for a score of `zmijewski`: the normal distribution."""
    return math.erfc(-score / math.sqrt(2)) / 2


@financial("signals")
def piotroski(books: Books) -> Measured:
    """Nine signals of improving strength, 1 or 0 each, added up to 0-9; 0-1 is weak, 8-9 strong.

    Return on assets above 0, operating cash flow above 0, return on assets up, cash flow on assets above
    return on assets, long-term debt / average assets down, current ratio up, no new shares, gross margin up,
    asset turnover up; returns and turnover on the total assets of the year before. Needs two fiscal years and
    the total assets of the one before them. For listed companies; not for banks and insurers.
    Source: Piotroski (2000), Journal of Accounting Research 38.

    Reads `revenue`, `gross_profit`, `net_income`, `total_assets`, `current_assets`,
    `current_liabilities`, `long_term_debt`, `operating_cash_flow`, `shares_outstanding`.
    """
    wanted = [(line, year) for year in (0, -1) for line in _PIOTROSKI]
    wanted += [("operating_cash_flow", 0), ("total_assets", -2)]
    terms = dict(zip(wanted, books.need(*wanted), strict=True))
    now, before = (_strength(terms, year, f"{books.latest + year}'s ") for year in (0, -1))
    cash_flow, zero = terms["operating_cash_flow", 0], Term.constant("0")
    cash_return = (cash_flow / terms["total_assets", -1]).named("cash flow on assets")
    signals = (
        (now["return on assets"], ">", zero),
        (cash_flow, ">", zero),
        (now["return on assets"], ">", before["return on assets"]),
        (cash_return, ">", now["return on assets"]),
        (now["debt to assets"], "<", before["debt to assets"]),
        (now["current ratio"], ">", before["current ratio"]),
        (terms["shares_outstanding", 0], "≤", terms["shares_outstanding", -1]),
        (now["gross margin"], ">", before["gross margin"]),
        (now["asset turnover"], ">", before["asset turnover"]),
    )
    points = [_COMPARE[sign](left.value, right.value) for left, sign, right in signals]
    comparisons = [
        f"{left.text} {sign} {right.text}: {'1' if point else '0'}"
        for (left, sign, right), point in zip(signals, points, strict=True)
    ]
    steps = merged(*(term.steps for left, _, right in signals for term in (left, right)))
    working = "; ".join((*steps, *comparisons, f"{sum(points)} of 9 signals"))
    return Measured(float(sum(points)), f"{books.heading}: {working}")


_COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {">": gt, "<": lt, "≤": le}

_PIOTROSKI: tuple[Line, ...] = (
    "net_income",
    "long_term_debt",
    "current_assets",
    "current_liabilities",
    "shares_outstanding",
    "gross_profit",
    "revenue",
    "total_assets",
)
"""The lines of both years."""


def _strength(terms: Mapping[tuple[Line, int], Term], year: int, whose: str) -> dict[str, Term]:
    """Return one year's ratios, `year` counted from the latest."""
    opening, closing = terms["total_assets", year - 1], terms["total_assets", year]
    ratios = {
        "return on assets": terms["net_income", year] / opening,
        "debt to assets": terms["long_term_debt", year] / (opening + closing).times("0.5"),
        "current ratio": terms["current_assets", year] / terms["current_liabilities", year],
        "gross margin": terms["gross_profit", year] / terms["revenue", year],
        "asset turnover": terms["revenue", year] / opening,
    }
    return {name: ratio.named(f"{whose if year else ''}{name}") for name, ratio in ratios.items()}


MEASURES = (altman_z, altman_z_private, altman_z_general, zmijewski, piotroski)
