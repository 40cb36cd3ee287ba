"""The partner's financial statements and what they are worth."""

from dataclasses import dataclass

from partnercheck.render.report.parts import Chart, Mark, Range, Table


@dataclass(frozen=True)
class FinancialMeasure:
    """One measure.

    Attributes:
        title: The criterion that reads it.
        number: What it comes to, with its unit; `as good as it gets` or `as bad as it gets` without a number.
        mark: How good that is.
        range: Its value and range.
        bands: Which numbers are strong, sound, weak or poor by the published cut-offs, best first.
        working: How it was worked out; or what is missing.
    """

    title: str
    number: str
    mark: Mark
    range: Range
    bands: list[str]
    working: str


@dataclass(frozen=True)
class Measures(Chart):
    """Every measure on the scale from 0 to 100 that its curve gives.

    Attributes:
        measures: The measures that apply, in the rubric's order.
    """

    measures: list[FinancialMeasure]


@dataclass(frozen=True)
class Series:
    """One statement line or measure over the years.

    Attributes:
        title: What it is.
        values: For each year its number; None where it is not known.
        texts: The numbers as they are read.
        message: The numbers in a sentence: the text alternative of its own small chart.
    """

    title: str
    values: list[float | None]
    texts: list[str]
    message: str


@dataclass(frozen=True)
class Years(Chart):
    """Statement lines over all fiscal years that are given.

    Attributes:
        more: Tables of the lines that the first has no room for.
        years: The fiscal years, oldest first.
        series: The lines.
    """

    more: list[Table]
    years: list[str]
    series: list[Series]


@dataclass(frozen=True)
class History(Chart):
    """The measures at the end of every fiscal year that is given.

    Attributes:
        more: Tables of the measures that the first has no room for.
    """

    more: list[Table]


@dataclass(frozen=True)
class Financials:
    """The financials.

    Attributes:
        basis: Which statements were read, and in what amounts; or that there are none.
        measures: The measures with their bands; None where the rubric reads none.
        notes: What was left out, restated or derived when the statements were taken over; None: nothing.
        years: Statement lines over the years; None without statements.
        history: The measures over the years; None with fewer than two years.
    """

    basis: str
    measures: Measures | None
    notes: Table | None
    years: Years | None
    history: History | None
