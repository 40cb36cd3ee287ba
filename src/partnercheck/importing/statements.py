"""What every import comes to: lines by fiscal year, with where each came from and what a reader must know."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import Diagnostic, InputError, Position, fail, shown, visible
from partnercheck.measures.finance.financials import FIRST_YEAR, LAST_YEAR
from partnercheck.model.scalars import MAX_NUMBER, read_amount
from partnercheck.source import Plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from partnercheck.importing.mapping import Choice

_MAX_PLACES = 30

SHARES = "shares_outstanding"
"""The one line that is a count rather than an amount; it is never scaled."""


class Request(NamedTuple):
    """What the user asks of an import.

    Attributes:
        currency: The one to import; None: the one that the file gives.
        unit: What one in a line is to stand for; None: as the file says.
        years: How many of the latest fiscal years; None: all.
        year_end: Month and day on which fiscal years end, where the file does not say.
        decimal: The decimal mark of amounts that could be read in two ways.
        dates: The order of day and month in dates that could be read in two ways.
        sheets: The sheets of a workbook to read; empty: all that hold statements.
        mapping: Which lines captions stand for, by folded caption.
        audited: Who has audited the amounts; empty: nobody says so.
        allow_short: Whether periods that are no year count for flows, too.
    """

    currency: str | None = None
    unit: int | None = None
    years: int | None = None
    year_end: str | None = None
    decimal: Literal[".", ","] | None = None
    dates: Literal["dmy", "mdy"] | None = None
    sheets: tuple[str, ...] = ()
    mapping: Mapping[str, Choice] = MappingProxyType({})
    audited: str = ""
    allow_short: bool = False


class Entry(NamedTuple):
    """An amount of one line, and where it came from (empty where that goes without saying)."""

    amount: Decimal
    origin: str = ""
    position: Position | None = None


Year = dict[str, Entry]
"""The amounts of one fiscal year: lines of the section, and others that only checks read."""


class Remark(NamedTuple):
    """Something that a reader must know.

    Attributes:
        year: The fiscal year that it is about, with `line` what the section's `notes` name.
        position: A cell, where it is about one.
    """

    code: str
    what: str
    year: int | None = None
    line: str | None = None
    position: Position | None = None
    hint: str | None = None

    def diagnostic(self, file: str) -> Diagnostic:
        """Return the remark as a warning about its cell, or about the file."""
        about = f"{self.year}: {self.what}" if self.year is not None else self.what
        return Diagnostic(
            self.code, "warning", about, self.position or Position(visible(file), 1, 1), self.hint
        )


class Support(NamedTuple):
    """A file that supports a section: what it is in words, and the day that it speaks for."""

    source: str
    date: dt.date
    file: str
    sha256: str


class Statements(NamedTuple):
    """The content of a `financials` section.

    Attributes:
        years: Lines by the calendar year in which the fiscal year ends.
        ends: The day on which a fiscal year ends, where it is known.
        year_end: Month and day of the latest fiscal year's end.
        support: In words, what the amounts come from.
        remarks: What was left out, chosen, derived or is unsure.
    """

    currency: str
    unit: int
    year_end: str
    ends: Mapping[int, dt.date]
    years: Mapping[int, Year]
    support: str
    remarks: tuple[Remark, ...]


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """Return a sum of amounts of a filing, not rounded to 28 digits as usual."""
    return reduce(Context(prec=100).add, amounts, Decimal())


def exact(amount: Decimal) -> str | None:
    """Return an amount in plain digits, or None where a section could not hold it."""
    exponent = amount.as_tuple().exponent
    # Compared and copied, never computed with: that would round, or overflow.
    if not isinstance(exponent, int) or exponent < -_MAX_PLACES or amount.copy_abs() > Decimal(MAX_NUMBER):
        return None
    text = format(amount, "f")
    try:
        read_amount(Plain(text))
    except (PydanticCustomError, ValueError):
        return None
    return text


def scaled(amount: Decimal, unit: int) -> Decimal | None:
    """Return an amount in units, or None where it does not divide exactly."""
    if unit == 1:
        return amount
    return None if amount % unit else amount // unit


def too_large(year: int, line: str, origin: str, position: Position | None = None) -> Remark:
    """Return the remark on an amount that is left out, as no section could hold it."""
    what = f"`{line}` is left out: {origin or 'it'} is no amount a section can hold"
    return Remark("wrong-amount", what, year, line, position)


def held(years: Mapping[int, Year], remarks: list[Remark]) -> dict[int, Year]:
    """Return what of the years a section can hold; `remarks` takes what is left out."""
    kept: dict[int, Year] = {}
    for number, year in years.items():
        if FIRST_YEAR <= number <= LAST_YEAR:
            kept[number] = {line: each for line, each in year.items() if exact(each.amount) is not None}
            remarks += (
                too_large(number, line, each.origin, each.position)
                for line, each in year.items()
                if line not in kept[number]
            )
        elif year:
            span = f"a section holds years from {FIRST_YEAR} to {LAST_YEAR}"
            remarks.append(Remark("other-year", f"{number} is left out: {span}"))
    return kept


def latest(
    years: Mapping[int, Year], wanted: int | None, file: str, told: Iterable[Remark]
) -> tuple[dict[int, Year], list[Remark]]:
    """Return the latest years that have amounts, oldest first, and the remarks on all but earlier years.

    Raises:
        InputError: There are none; the remarks say what was left out.
    """
    remarks = list(told)
    years = held(years, remarks)
    given = sorted((year, lines) for year, lines in years.items() if lines)
    if not given:
        message = "no amount of any statement line was found"
        left = [each.diagnostic(file) for each in remarks]
        raise InputError([*fail("no-amounts", message, shown(file)).diagnostics, *left])
    kept = dict(given[-wanted:] if wanted else given)
    since = min(kept) if len(kept) < len(given) else min(years)
    return kept, [each for each in remarks if each.year is None or each.year >= since]
