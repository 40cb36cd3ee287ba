"""The financial statements over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures.finance.financials import line_in_words
from partnercheck.measures.working import MINUS
from partnercheck.render import words
from partnercheck.render.report.financials import Series, Years
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.measures.finance.financials import Line
    from partnercheck.measures.finance.statements import Books

_LINES: tuple[Line, ...] = (
    "revenue",
    "ebitda",
    "ebit",
    "net_income",
    "operating_cash_flow",
    "cash",
    "total_debt",
    "equity",
)
"""The statement lines that a board looks at first."""


def statement_years(books: Books, back: Sequence[int]) -> Years:
    """Return the statement lines that a board looks at first, over fiscal years."""
    series = []
    for line in _LINES:
        title = words.capitalised(line_in_words(line))
        terms = [books.find(line, year - books.latest) for year in back]
        if any(term is not None for term in terms):
            texts = ["–" if term is None else _money(float(term.value), books) for term in terms]
            values = [None if term is None else float(term.value) for term in terms]
            said = ", ".join(f"{text} in {year}" for text, year in zip(texts, back, strict=True))
            series.append(Series(title, values, texts, f"{title}: {said}."))
    years = [str(year) for year in back]
    groups = [series[start : start + MOST_LINES] for start in range(0, len(series), MOST_LINES)]
    tables = [_by_year(years, group) for group in groups or [[]]]
    return Years(
        title=_trend(series, years),
        message="",
        table=tables[0],
        more=tables[1:],
        years=years,
        series=series,
    )


MOST_LINES = 4
"""How many statement lines a narrow table holds beside the year."""


def _by_year(years: Sequence[str], series: Sequence[Series]) -> Table:
    """Return some statement lines, a row a year."""
    columns = [Column("Year"), *(Column(each.title, number=True) for each in series)]
    rows = [[year, *(each.texts[place] for each in series)] for place, year in enumerate(years)]
    return Table(f"{words.listed([each.title for each in series])} by fiscal year", columns, rows)


_SIZES = ((1e9, " bn"), (1e6, " m"), (1e3, " k"))


def _money(amount: float, books: Books) -> str:
    """Return an amount of statements as people tell it, such as £23.5 m; other currencies by their code."""
    whole = amount * books.section.unit
    size, word = next((each for each in _SIZES if abs(whole) >= each[0]), (1.0, ""))
    told = abs(whole) / size
    number = words.number(told).removesuffix(".0") if told < _HUNDRED else f"{told:,.0f}"
    return f"{MINUS if whole < 0 else ''}{words.money(number, books.section.currency)}{word}"


_HUNDRED = 99.95
"""From here on three digits say enough."""


def _trend(series: Sequence[Series], years: Sequence[str]) -> str:
    """Return how the first line that two years give has moved."""
    for each in series:
        known = [
            (year, value, text)
            for year, value, text in zip(years, each.values, each.texts, strict=True)
            if value is not None
        ]
        if len(known) > 1:
            (first, before, told), (last, after, now) = known[0], known[-1]
            moved = "rose" if after > before else "fell" if after < before else "stayed"
            return f"{each.title} {moved} from {told} in {first} to {now} in {last}."
    return "No line is given for two years: nothing can be said about a trend."
