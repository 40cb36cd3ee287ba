"""The financial measures with their bands, now and at the end of each fiscal year."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.measures import Measured, Sides, measure
from partnercheck.measures.finance import SECTION, notes_of
from partnercheck.measures.finance.statements import Books, end_of
from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.working import MINUS
from partnercheck.model.criteria import MetricCriterion
from partnercheck.render import words
from partnercheck.render.document.dimensions import mark_of
from partnercheck.render.document.sections import draws
from partnercheck.render.document.statement_years import MOST_LINES, statement_years
from partnercheck.render.report.financials import (
    FinancialMeasure,
    Financials,
    History,
    Measures,
)
from partnercheck.render.report.parts import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.assessment import Assessment, CriterionResult
    from partnercheck.model.inputs import Inputs

_MOST_YEARS = 4
"""How many fiscal years a narrow table holds."""


class _Asked(NamedTuple):
    """A criterion that a financial measure answers."""

    criterion: MetricCriterion
    result: CriterionResult


@draws(SECTION)
def financials(assessment: Assessment, inputs: Inputs) -> Financials:
    """Return the financials."""
    asked = [
        _Asked(criterion, each)
        for name, each in assessment.criteria.items()
        if isinstance(criterion := inputs.rubric.criteria[name], MetricCriterion)
        and (criterion.measure or "").startswith(f"{SECTION.name}.")
        and each.status != "not_applicable"
    ]
    measures = _measures(asked) if asked else None
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    try:
        books = Books.of(SECTION.need(sides), inputs.as_of)
    except UnmeasurableError as reason:
        said = str(reason)
        return Financials(f"{words.capitalised(said)}.", measures, None, None, None)
    every = [year for year in sorted(books.section.years) if year <= books.latest]
    notes = notes_of(books.section, every)
    return Financials(
        basis=f"Read from {books.heading}.",
        measures=measures,
        notes=notes if notes.rows else None,
        years=statement_years(books, every),
        history=_history(asked, books, every, sides),
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
        title=said[0],
        message=" ".join(said[1:]),
        table=Table("Financial measures, and the value from 0 to 100 that each gives", columns, rows),
        measures=measures,
    )


def _number(criterion: MetricCriterion, result: CriterionResult) -> str:
    if result.value.point is None or result.measure is None:
        return "unknown"
    if result.measure.value is None:
        good = _extreme(criterion, result) == "best"
        return "as good as it gets" if good else "as bad as it gets"
    return _with_unit(result.measure.value, criterion.unit)


def _extreme(criterion: MetricCriterion, result: CriterionResult) -> Literal["best", "worst"] | None:
    """Return at which end of its curve a measure stands that has a value but no number."""
    if result.value.point is None or result.measure is None or result.measure.value is not None:
        return None
    return "best" if result.value.point >= max(value for _, value in criterion.curve) else "worst"


def _with_unit(value: float, unit: str | None) -> str:
    number = f"{value:,.{1 if unit in _WIDE else 2}f}"
    return f"{number if float(number.replace(',', '')) else number.lstrip('-')} {unit or ''}".strip().replace(
        "-", MINUS
    )


_WIDE = {"%", "points", "months"}
"""Units in which numbers are large enough for one decimal; ratios have two."""


def bands(criterion: MetricCriterion) -> list[str]:
    """Return which numbers earn which word, best first; nothing where the curve both rises and falls.

    Only the numbers that the rubric's curve names, which are the published cut-offs, are told: between two of
    them a value may earn either's word.
    """
    values = [value for _, value in criterion.curve]
    rises = values == sorted(values)
    if not rises and values != sorted(values, reverse=True):
        return []
    knots = criterion.curve if rises else tuple(reversed(criterion.curve))
    ends = [_between(value, after) for (_, value), (_, after) in pairwise(knots)]
    ends.append(words.mark(knots[-1][1]).word)
    found: list[tuple[str, float]] = [(words.mark(knots[0][1]).word, knots[0][0])]
    for word, (edge, _) in zip(ends, knots, strict=True):
        if word != found[-1][0]:
            found.append((word, edge))
    if len(found) == 1:
        return [f"{found[0][0]} at any number"]
    edge_word, beyond = ("from", "below") if rises else ("up to", "above")
    said = [f"{word} {edge_word} {_edge(edge, criterion.unit)}" for word, edge in reversed(found[1:])]
    return [*said, f"{found[0][0]} {beyond} {_edge(found[1][1], criterion.unit)}"]


def _between(value: float, after: float) -> str:
    """Return the words that values from one on and below another earn."""
    first, last = words.mark(value).word, words.mark(max(after - _LESS, value)).word
    return first if first == last else f"{first} to {last}"


_LESS = 1e-6


def _edge(number: float, unit: str | None) -> str:
    return f"{words.plain(number)} {unit or ''}".strip().replace("-", MINUS)


def _history(asked: Sequence[_Asked], books: Books, back: Sequence[int], sides: Sides) -> History | None:
    """Return the measures as they would have been read at the end of each year."""
    days = [(year, end_of(books.section, year)) for year in back]
    if len(days) < 2:
        return None
    rows: list[_Row] = []
    moves: list[_Move] = []
    for criterion, result in asked:
        if result.measure is None:
            continue
        before = [measure(result.measure.name, sides._replace(as_of=day)) for _, day in days[:-1]]
        found = [*before, Measured(result.measure.value, "", _extreme(criterion, result))]
        if all(each.value is None and each.extreme is None for each in found):
            continue
        texts = [
            _with_unit(each.value, criterion.unit) if each.value is not None else each.extreme or "–"
            for each in found
        ]
        rows.append(_Row(result.title, texts))
        goods = [(year, _goodness(each, criterion)) for year, each in zip(back, found, strict=True)]
        known = [(year, good) for year, good in goods if good is not None]
        if len(known) > 1 and known[-1][0] == back[-1]:
            (since, first), (_, last) = known[0], known[-1]
            moves.append(_Move(result.title, since, better=last > first, worse=last < first))
    if not rows:
        return None
    tables = list(_by_measure(rows, [str(year) for year in back]))
    return History(title=_moved(moves), message="", table=tables[0], more=tables[1:])


class _Row(NamedTuple):
    """A measure with what it came to each year."""

    title: str
    texts: list[str]


class _Move(NamedTuple):
    """Which way a measure went since the first year in which it is known."""

    title: str
    since: int
    better: bool
    worse: bool


def _goodness(found: Measured, criterion: MetricCriterion) -> float | None:
    """Return what a measure came to, the higher the better; None where it is not known."""
    if found.value is None:
        return {"best": inf, "worst": -inf}.get(found.extreme or "")
    return found.value if criterion.curve[0][1] <= criterion.curve[-1][1] else -found.value


def _moved(moves: Sequence[_Move]) -> str:
    """Return which measures have moved, by the year since which they are known."""
    if not moves:
        return "No measure is known for the latest year and one before: nothing can be said about a trend."
    said = []
    for since in sorted({each.since for each in moves}):
        own = [each for each in moves if each.since == since]
        ways = (
            ("better", [each.title for each in own if each.better]),
            ("worse", [each.title for each in own if each.worse]),
        )
        told = [
            f"{words.few(titles)} {'is' if len(titles) == 1 else 'are'} {word}"
            for word, titles in ways
            if titles
        ]
        if told:
            said.append(", ".join([f"{told[0]} than in {since}", *told[1:]]))
    unmoved = f"No measure has moved since {max(each.since for each in moves)}."
    return f"{'; '.join(said)}." if said else unmoved


def _by_measure(rows: Sequence[_Row], years: Sequence[str]) -> Iterator[Table]:
    """Yield the measures over the years: a row a measure, or where the years are many, a row a year."""
    caption = "at the end of each fiscal year"
    if len(years) <= _MOST_YEARS:
        columns = [Column("Measure"), *(Column(year, number=True) for year in years)]
        yield Table(f"Each measure {caption}", columns, [[each.title, *each.texts] for each in rows])
        return
    for some in (rows[start : start + MOST_LINES] for start in range(0, len(rows), MOST_LINES)):
        columns = [Column("Year"), *(Column(each.title, number=True) for each in some)]
        by_year = [[year, *(each.texts[place] for each in some)] for place, year in enumerate(years)]
        yield Table(f"{words.listed([each.title for each in some])} {caption}", columns, by_year)
