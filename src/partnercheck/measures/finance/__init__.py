"""The section `financials`: ratios and distress models of the latest fiscal year."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from partnercheck.measures.finance import distress, ratios
from partnercheck.measures.finance.financials import LINES, WORDS, Financials, line_in_words
from partnercheck.measures.finance.statements import financial_warnings
from partnercheck.measures.measured import Sides
from partnercheck.measures.section import Section
from partnercheck.measures.working import exact
from partnercheck.model.tables import Column, Table

_MOST_YEARS = 4
"""How many fiscal years a table holds."""


def _tables(section: Financials, _: Sides) -> Iterator[Table]:
    years = sorted(section.years)[-_MOST_YEARS:]
    columns = [Column("Line"), *(Column(str(year), number=True) for year in years)]
    amounts = [(line, [section.years[year].get(line) for year in years]) for line in LINES]
    rows = [
        [line_in_words(line), *("–" if each is None else exact(Fraction(each)) for each in found)]
        for line, found in amounts
        if found.count(None) < len(years)
    ]
    yield Table(f"Statement lines, in {section.currency} × {section.unit:,}", columns, rows)
    if section.notes:
        yield notes_of(section, years)


def notes_of(section: Financials, years: Collection[int]) -> Table:
    """Return what a reader must know of the lines of some fiscal years."""
    rows = [
        [str(each.year), line_in_words(each.line), each.what] for each in section.notes if each.year in years
    ]
    return Table(
        "What was left out, restated or derived", [Column("Year"), Column("Line"), Column("Note")], rows
    )


SECTION = Section(
    name="financials",
    title="Financials",
    summary="Financial statements by year.",
    model=Financials,
    measures=(*ratios.MEASURES, *distress.MEASURES),
    sample="""\
financials:
  currency: GBP
  unit: 1000
  evidence: [{grade: audited, source: Annual accounts, date: 2026-05-31}]
  years:
    2025: {revenue: 12000, ebit: 900, interest_expense: 150, total_assets: 9000}
""",
    tables=_tables,
    warnings=financial_warnings,
    unasked=("notes",),
    words=WORDS,
)
