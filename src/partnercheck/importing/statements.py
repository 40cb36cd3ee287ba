"""What every import comes to: lines by fiscal year, with where each came from and what is unsure."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import Diagnostic, Position, fail, shown, visible
from partnercheck.model.scalars import MAX_NUMBER, read_amount
from partnercheck.source import Plain

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.measures.finance.financials import Line

_MAX_PLACES = 30


class Wishes(NamedTuple):
    """What the user asks of an import.

    Attributes:
        currency: The one to import; None: the one that the file gives.
        unit: What one in a line is to stand for; None: as the file has it, or 1.
        years: How many of the latest fiscal years; None: all.
    """

    currency: str | None = None
    unit: int | None = None
    years: int | None = None


class Entry(NamedTuple):
    """An amount of one line, and where it came from (empty where that goes without saying)."""

    amount: Decimal
    origin: str = ""


class Filing(NamedTuple):
    """The filing that supports a section: in words, and the day it speaks for."""

    source: str
    date: dt.date


class Statements(NamedTuple):
    """The content of a `financials` section.

    Attributes:
        years: Lines by the calendar year in which the fiscal year ends.
        filing: None where nothing says where the amounts come from.
        notes: What was not mapped, is unsure or was chosen; each becomes a comment, too.
    """

    currency: str
    unit: int
    year_end: str
    years: dict[int, dict[Line, Entry]]
    filing: Filing | None
    notes: tuple[Diagnostic, ...]


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
    text = exact(amount)
    if text is None or (amount % unit if "." not in text else unit != 1):
        return None
    return amount // unit if unit != 1 else amount


def note(code: str, message: str, file: str, hint: str | None = None) -> Diagnostic:
    """Return a warning about a file as a whole."""
    return Diagnostic(code, "warning", message, Position(visible(file), 1, 1), hint)


def latest(
    years: dict[int, dict[Line, Entry]], wanted: int | None, file: str
) -> dict[int, dict[Line, Entry]]:
    """Return the latest years, oldest first.

    Raises:
        InputError: There are none.
    """
    kept = dict(sorted((year, lines) for year, lines in years.items() if lines))
    if not kept:
        raise fail("no-amounts", "no amount of any statement line was found", shown(file))
    return dict(list(kept.items())[-wanted:]) if wanted else kept
