"""Statement lines: which fiscal years are read, what can be derived, and what does not fit together."""

from __future__ import annotations

from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.diagnostics import Problem
from partnercheck.measures.finance.financials import UNITS, line_in_words
from partnercheck.measures.measured import Measure, Measured, UnmeasurableError, measure_in
from partnercheck.measures.working import Term, exact, merged
from partnercheck.months import day_in, in_words, later

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from decimal import Decimal

    from partnercheck.measures.finance.financials import Financials, Line
    from partnercheck.measures.measured import Sides

    Lines = Mapping[Line, Decimal]
    Wanted = Line | tuple[Line, int]
    """A line of the latest fiscal year, or of the one so many years from it: ("revenue", -1)."""

_DERIVED: Mapping[Line, tuple[Line, Literal["+", "-"], Line]] = {
    "gross_profit": ("revenue", "-", "cost_of_sales"),
    "ebit": ("ebitda", "-", "depreciation_amortisation"),
    "ebitda": ("ebit", "+", "depreciation_amortisation"),
    "equity": ("total_assets", "-", "total_liabilities"),
    "total_liabilities": ("total_assets", "-", "equity"),
    "total_assets": ("total_liabilities", "+", "equity"),
}

_BALANCE = {"equity", "total_liabilities", "total_assets"}

ANY_SIGN: frozenset[Line] = frozenset(
    {
        "gross_profit",
        "ebitda",
        "ebit",
        "profit_before_tax",
        "net_income",
        "retained_earnings",
        "equity",
        "operating_cash_flow",
        "monthly_net_burn",
        "net_new_arr",
    }
)
"""Results and balances, which a loss turns negative. All other lines count something that is there or is
spent: their sign is fixed, and an outflow such as interest is written as a positive amount."""

_OLD_MONTHS = 18
_APART = (11, 13)
"""How many months may lie between the ends of two years for the change from one to the other to count."""
_LAST = 31
"""What is cut to the last day of any month."""
_TOLERANCE = Fraction(1, 100)


def year_end(month_day: str, year: int) -> dt.date:
    """Return the day on which a fiscal year ends; `02-29` is 28 February in most years."""
    return day_in(year, int(month_day[:2]), int(month_day[3:]))


def end_of(section: Financials, year: int) -> dt.date:
    """Return the day on which a fiscal year of a section ends: its own, or the section's."""
    return section.years[year].ends or year_end(section.year_end, year)


def _combined(left: Term, sign: Literal["+", "-"], right: Term | None) -> Term:
    if right is None:
        return left
    return left + right if sign == "+" else left - right


def _given(lines: Lines, line: Line, of: str) -> Term | None:
    return Term.line(_name(line, of), Fraction(lines[line])) if line in lines else None


def _name(line: Line, of: str) -> str:
    return of + line_in_words(line)


def find(lines: Lines, line: Line, of: str = "") -> Term | None:
    """Return a line as given, else as derived from two lines that are given, else None.

    What stands between liabilities and equity is taken into account where it is given.

    Only given lines derive others, so that two missing lines never wait for each other.
    """
    if line in lines or line not in _DERIVED:
        return _given(lines, line, of)
    first, sign, second = _DERIVED[line]
    left, right = _given(lines, first, of), _given(lines, second, of)
    if left is None or right is None:
        return None
    more = _given(lines, "redeemable_equity", of) if line in _BALANCE else None
    found, name = _combined(_combined(left, sign, right), sign, more), _name(line, of)
    step = f"{name} = {found.text} = {exact(found.value)} (derived)"
    return Term(found.value, Term.line(name, found.value).text, (step,))


class Books(NamedTuple):
    """The financial statements as of one day.

    Attributes:
        section: All fiscal years given.
        latest: The fiscal year that had ended last by the as-of date; those before it are numbered one less.
    """

    section: Financials
    latest: int

    @classmethod
    def of(cls, section: Financials, as_of: dt.date) -> Books:
        """Return the statements of a section.

        Raises:
            UnmeasurableError: No fiscal year had ended.
        """
        ended = [(end, year) for year in section.years if (end := end_of(section, year)) <= as_of]
        if not ended:
            raise UnmeasurableError(f"no fiscal year of `financials` had ended by {in_words(as_of)}")
        return cls(section, max(ended)[1])

    @property
    def heading(self) -> str:
        """Return which fiscal year is read, and in what amounts."""
        amounts = f"{self.section.currency} {UNITS[self.section.unit]}".rstrip()
        return f"fiscal year {self.latest} (to {in_words(end_of(self.section, self.latest))}, in {amounts})"

    def find(self, line: Line, years_from_latest: int = 0) -> Term | None:
        """Return a line, given or derived, or None."""
        year = self.latest + years_from_latest
        return find(self.section.years.get(year, {}), line, f"{year}'s " if years_from_latest else "")

    def need(self, *wanted: Wanted) -> tuple[Term, ...]:
        """Return the lines in the order in which they are named.

        Raises:
            UnmeasurableError: Some are neither given nor derivable; all of those are named. Or lines of
                several years are wanted that do not end 11 to 13 months apart.
        """
        pairs = [(want, 0) if isinstance(want, str) else want for want in wanted]
        found = [self.find(line, offset) for line, offset in pairs]
        if lacking := [pair for pair, term in zip(pairs, found, strict=True) if term is None]:
            names = ", ".join(self._missing(line, offset) for line, offset in lacking)
            raise UnmeasurableError(f"not given: {names}")
        for offset in range(min(offset for _, offset in pairs), 0):
            self._check_apart(self.latest + offset)
        return tuple(term for term in found if term is not None)

    def _check_apart(self, year: int) -> None:
        """Refuse to measure a change where a year and the next do not end about a year apart."""
        first, second = end_of(self.section, year), end_of(self.section, year + 1)
        least, most = (later(first, months) for months in _APART)
        if first == day_in(first.year, first.month, _LAST):  # a month's end is followed by months' ends
            most = day_in(most.year, most.month, _LAST)
        if not least <= second <= most:
            raise UnmeasurableError(
                f"fiscal year {year} ends on {first} and {year + 1} on {second}, not 11 to 13 months apart: "
                "no change is measured"
            )

    def _missing(self, line: Line, offset: int) -> str:
        of = f"{self.latest + offset}'s " if offset else ""
        if line not in _DERIVED:
            return f"{of}`{line}`"
        first, _, second = _DERIVED[line]
        return f"{of}`{line}` (or `{first}` and `{second}`)"

    def gives(self, term: Term, unit: str = "", note: str = "") -> Measured:
        """Return a number that was worked out."""
        return Measured(float(term.value), f"{self.heading}: {term.sentence(unit)}{note}")

    def at(self, extreme: Literal["best", "worst"], term: Term, why: str, *also: Term) -> Measured:
        """Return that no number expresses it, which line decided that, and how it and others came about."""
        steps = "; ".join((*merged(*(each.steps for each in (term, *also))), term.text))
        good = "as good" if extreme == "best" else "as bad"
        return Measured(None, f"{self.heading}: {steps}: {why}, {good} as it gets", extreme)


def financial(unit: str) -> Callable[[Callable[[Books], Measured]], Measure[Financials]]:
    """Return what makes a measure, in this unit, of a function of the latest statements."""

    def decorate(compute: Callable[[Books], Measured]) -> Measure[Financials]:
        @measure_in(unit)
        @wraps(compute)
        def measure(section: Financials, sides: Sides) -> Measured:
            books = Books.of(section, sides.as_of)
            try:
                return compute(books)
            except UnmeasurableError as reason:
                raise UnmeasurableError(f"{books.heading}: {reason}") from None

        return measure

    return decorate


def financial_warnings(financials: Financials, as_of: dt.date) -> Iterator[Problem]:
    """Yield what is odd about statements; their measures are worked out all the same.

    Args:
        financials: The section of a dossier.
        as_of: The day the assessment speaks for.

    Yields:
        Warnings at paths of the dossier: a balance sheet that does not balance within 1 % of total assets, a
        negative amount that cannot be one, current assets above total assets, a fiscal year that ends after
        the as-of date, a latest fiscal year that ended more than 18 months before it.
    """
    ended: list[tuple[dt.date, int]] = []
    for year, lines in sorted(financials.years.items()):
        path = ("financials", "years", str(year))
        end = end_of(financials, year)
        if end <= as_of:
            ended.append((end, year))
        else:
            message = f"fiscal year {year} ends on {end}, after the as-of date {as_of}, and is not used"
            yield Problem("future-year", path, message, key=True, severity="warning")
        yield from _oddities(lines, path)
    if not ended:
        return
    end, latest = max(ended)
    if later(end, _OLD_MONTHS) < as_of:
        path = ("financials", "years", str(latest))
        message = f"the latest fiscal year ended on {end}, more than {_OLD_MONTHS} months before {as_of}"
        yield Problem("old-year", path, message, "ask for newer statements", key=True, severity="warning")


def _oddities(lines: Lines, year: tuple[str, ...]) -> Iterator[Problem]:
    for line, amount in lines.items():
        if amount < 0 and line not in ANY_SIGN:
            message = f"`{line}` is negative ({exact(Fraction(amount))}), which it cannot be"
            hint = "write costs and outflows as positive amounts"
            yield Problem("negative-amount", (*year, line), message, hint, severity="warning")
    if {"total_assets", "total_liabilities", "equity"} <= lines.keys():
        assets = Fraction(lines["total_assets"])
        owed, own = Fraction(lines["total_liabilities"]), Fraction(lines["equity"])
        between = Fraction(lines.get("redeemable_equity", 0))
        if abs(assets - owed - own - between) > abs(assets) * _TOLERANCE:
            parts = f"total liabilities {exact(owed)} + equity {exact(own)}"
            parts += f" + redeemable equity {exact(between)}" if between else ""
            message = (
                f"total assets {exact(assets)} differ by more than 1 % from {parts} = "
                f"{exact(owed + own + between)}"
            )
            yield Problem("unbalanced", (*year, "total_assets"), message, severity="warning")
    current, total = find(lines, "current_assets"), find(lines, "total_assets")
    if current is not None and total is not None and current.value > total.value:
        message = f"{current.text} are more than {total.text}, of which they are a part"
        yield Problem("current-assets", (*year, "current_assets"), message, severity="warning")
