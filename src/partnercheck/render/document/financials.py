"""The financial measures with their bands, and the statements over the years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.measures import Measured, Sides, measure
from partnercheck.measures.finance import SECTION, notes_of
from partnercheck.measures.finance.statements import Books, end_of
from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.working import MINUS, exact
from partnercheck.model.criteria import MetricCriterion
from partnercheck.render import words
from partnercheck.render.document.dimensions import mark_of
from partnercheck.render.document.sections import draws
from partnercheck.render.report.financials import FinancialMeasure, Financials, Measures, Series, Years
from partnercheck.render.report.parts import Chart, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.measures.finance.financials import Line
    from partnercheck.model.assessment import Assessment, CriterionResult
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.report.parts import Mark

_MOST_YEARS = 4
"""How many fiscal years a narrow table holds."""

_LINES: dict[Line, str] = {
    "revenue": "Revenue",
    "ebitda": "EBITDA",
    "ebit": "EBIT",
    "net_income": "Net income",
    "operating_cash_flow": "Operating cash flow",
    "cash": "Cash",
    "total_debt": "Total debt",
    "equity": "Equity",
}
"""The statement lines that a board looks at first."""


class _Asked(NamedTuple):
    """A criterion that a financial measure answers."""

    criterion: MetricCriterion
    result: CriterionResult


@draws(SECTION)
def financials(assessment: Assessment, inputs: Inputs) -> Financials:
    """Return the financials."""
    asked = [
        _Asked(criterion, each)
        for dimension in assessment.dimensions
        for each in dimension.criteria
        if isinstance(criterion := inputs.rubric.criteria[each.id], MetricCriterion)
        and (criterion.measure or "").startswith(f"{SECTION.name}.")
        and each.status != "not_applicable"
    ]
    measures = _measures(asked) if asked else None
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    try:
        books = Books.of(SECTION.need(sides), inputs.as_of)
    except UnmeasurableError as reason:
        said = str(reason)
        return Financials(f"{said[0].upper()}{said[1:]}.", measures, None, None, None)
    back = [year for year in sorted(books.section.years) if year <= books.latest][-_MOST_YEARS:]
    notes = notes_of(books.section, back)
    return Financials(
        basis=f"Read from {books.heading}.",
        measures=measures,
        notes=notes if notes.rows else None,
        years=_years(books, back),
        history=_history(asked, books, back, sides),
    )


def _measures(asked: Sequence[_Asked]) -> Measures:
    measures = [
        FinancialMeasure(
            title=result.title,
            number=_number(criterion, result),
            mark=mark_of(result),
            range=words.ranged(result.value),
            bands=bands(criterion),
            working=result.measure.working if result.measure else "Unknown, as the dossier says.",
        )
        for criterion, result in asked
    ]
    low = [each.title for each in measures if each.mark.state in {"weak", "poor"}]
    lacking = [each.title for each in measures if each.mark.state == "unknown"]
    said = [f"Weak or poor: {words.listed(low)}." if low else "No measure is weak or poor."]
    if lacking:
        said.append(f"Unknown: {words.listed(lacking)}.")
    columns = [
        Column("Measure"),
        Column("Number", number=True),
        Column("Value", number=True),
        Column("State"),
    ]
    rows = [
        [each.title, each.number, each.range.value, f"{each.mark.symbol} {each.mark.word}"]
        for each in measures
    ]
    return Measures(
        title="Measures against their bands",
        message=" ".join(said),
        table=Table("Financial measures, and the value from 0 to 100 that each gives", columns, rows),
        measures=measures,
    )


def _number(criterion: MetricCriterion, result: CriterionResult) -> str:
    if result.value.point is None or result.measure is None:
        return "unknown"
    if result.measure.value is None:
        good = _extreme(criterion, result) == "best"
        return "as good as it gets" if good else "as bad as it gets"
    return _told(result.measure.value, criterion.unit)


def _extreme(criterion: MetricCriterion, result: CriterionResult) -> Literal["best", "worst"] | None:
    """Return at which end of its curve a measure stands that has a value but no number."""
    if result.value.point is None or result.measure is None or result.measure.value is not None:
        return None
    return "best" if result.value.point >= max(value for _, value in criterion.curve) else "worst"


def _told(value: float, unit: str | None) -> str:
    return f"{value:,.2f} {unit or ''}".strip().replace("-0.00", "0.00").replace("-", MINUS)


def bands(criterion: MetricCriterion) -> list[tuple[Mark, str]]:
    """Return which numbers are strong, sound, weak or poor; nothing where the curve both rises and falls."""
    values = [value for _, value in criterion.curve]
    if values == sorted(values):
        edge, beyond = "from", "below"
    elif values == sorted(values, reverse=True):
        edge, beyond = "up to", "above"
    else:
        return []
    found: list[tuple[Mark, str]] = []
    last = None
    for name, least in words.BANDS:
        if max(values) < least:
            continue
        at = _crossing(criterion.curve, least)
        if least == 0 or at is None:
            found.append((words.MARKS[name], "any number" if last is None else f"{beyond} {last}"))
            break
        last = f"{words.plain(round(at, 2))} {criterion.unit or ''}".strip().replace("-", MINUS)
        found.append((words.MARKS[name], f"{edge} {last}"))
    return found


def _crossing(curve: Sequence[tuple[float, float]], value: float) -> float | None:
    """Return the number at which a rising or falling curve reaches a value; None where it always does."""
    rising = curve if curve[0][1] <= curve[-1][1] else tuple(reversed(curve))
    if rising[0][1] >= value:
        return None
    for (x0, v0), (x1, v1) in pairwise(rising):
        if v0 < value <= v1:
            return x0 + (x1 - x0) * (value - v0) / (v1 - v0)
    return None


def _years(books: Books, back: Sequence[int]) -> Years:
    series = []
    for line, title in _LINES.items():
        terms = [books.find(line, year - books.latest) for year in back]
        if any(term is not None for term in terms):
            texts = ["–" if term is None else exact(term.value) for term in terms]
            values = [None if term is None else float(term.value) for term in terms]
            said = ", ".join(f"{text} in {year}" for text, year in zip(texts, back, strict=True))
            series.append(Series(title, values, texts, f"{title}: {said}."))
    years = [str(year) for year in back]
    columns = [Column("Line"), *(Column(year, number=True) for year in years)]
    table = Table(
        f"Statement lines by fiscal year, {_amounts(books)}",
        columns,
        [[each.title, *each.texts] for each in series],
    )
    return Years(
        title=f"The years to {back[-1]}",
        message=_trend(series, years),
        table=table,
        years=years,
        series=series,
    )


def _amounts(books: Books) -> str:
    return books.heading.rpartition(", ")[2].rstrip(")")


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
    return "There is one fiscal year only: nothing can be said about a trend."


def _history(asked: Sequence[_Asked], books: Books, back: Sequence[int], sides: Sides) -> Chart | None:
    """Return the measures as they would have been read at the end of each year."""
    days = [(year, end_of(books.section, year)) for year in back]
    if len(days) < 2:
        return None
    rows: list[list[str]] = []
    better: list[str] = []
    worse: list[str] = []
    for criterion, result in asked:
        if result.measure is None:
            continue
        before = [measure(result.measure.name, sides._replace(as_of=day)) for _, day in days[:-1]]
        found = [*before, Measured(result.measure.value, "", _extreme(criterion, result))]
        if all(each.value is None and each.extreme is None for each in found):
            continue
        rows.append(
            [
                result.title,
                *(
                    _told(each.value, criterion.unit) if each.value is not None else each.extreme or "–"
                    for each in found
                ),
            ]
        )
        known = [each.value for each in found if each.value is not None]
        rises = criterion.curve[0][1] <= criterion.curve[-1][1]
        if len(known) > 1 and known[-1] != known[0]:
            (better if (known[-1] > known[0]) == rises else worse).append(result.title)
    if not rows:
        return None
    said = [
        f"{word}: {words.listed(titles)}."
        for word, titles in (("Better than at first", better), ("Worse", worse))
        if titles
    ]
    columns = [Column("Measure"), *(Column(str(year), number=True) for year, _ in days)]
    return Chart(
        title="Measures over the years",
        message=" ".join(said) or "No measure moved.",
        table=Table("Each measure at the end of each fiscal year", columns, rows),
    )
