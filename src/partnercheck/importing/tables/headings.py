"""What the head of a column says: a fiscal year, the day on which it ends, or a period that is no year.

Read are years (`2025`, `FY25`, `2023/24`, `2025A`, `2024 (restated)`), days in the usual orders, in figures
or with the month's name in English, German, French or Spanish, months (`Dec 2025`), and what may stand around
them (`12 months to 30 June 2025`). Trailing twelve months, quarters, half years and forecasts are recognised
so that they can be left out and named.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from partnercheck.importing.folding import fold
from partnercheck.measures.finance.financials import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

DayOrder = Literal["dmy", "mdy"]


class Heading(NamedTuple):
    """What a column's head says.

    Attributes:
        year: The calendar year in which the fiscal year ends.
        end: The day on which it ends, where the head gives it.
        other: What it is instead of a fiscal year, in words: it is left out.
        restated: Whether the column is said to be restated.
        orders: The days that it may mean, where day and month could be either.
        split: Whether the year is written as two, `2023/24`, and so ends within one.
    """

    year: int = 0
    end: dt.date | None = None
    other: str = ""
    restated: bool = False
    orders: Mapping[DayOrder, dt.date] = MappingProxyType({})
    split: bool = False

    def settled(self, order: DayOrder) -> Heading:
        """Return the heading with its day read in one order."""
        if not self.orders:
            return self
        end = self.orders.get(order) or next(iter(self.orders.values()))
        return self._replace(year=end.year, end=end, orders=MappingProxyType({}))


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janner janvier janv enero ene",
            "feb february februar fevrier fevr febrero",
            "mar march marz mrz mars marzo",
            "apr april avril avr abril abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet juil julio",
            "aug august aout agosto ago",
            "sep sept september septembre septiembre set",
            "oct october oktober okt octobre octubre",
            "nov november novembre noviembre",
            "dec december dezember dez decembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_Y4 = r"(?:(?:19|20)[0-9]{2}|2100)"
_YEAR = re.compile(
    rf"(?:fy|fiscal year|fiscal|year|gj|geschaftsjahr|exercice|ejercicio|ano|annee)? ?({_Y4})a?"
)
_SHORT = re.compile(r"(?:fy|gj) ?'?([0-9]{2})a?")
_SPLIT = re.compile(rf"(?:fy|gj|geschaftsjahr|exercice|ejercicio)? ?({_Y4}) ?[/–-] ?((?:19|20)?[0-9]{{2}})a?")
_BOTH = re.compile(rf"(.+?) \(? ?{_Y4} ?[/–-] ?(?:19|20)?[0-9]{{2}} ?\)?")
_ISO = re.compile(rf"({_Y4})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})(?:[t ]00:00(?::00)?(?:\.0+)?z?)?")
_FIGURES = re.compile(rf"([0-9]{{1,2}})[-/.] ?([0-9]{{1,2}})[-/.] ?({_Y4}|[0-9]{{2}})")
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}})(?:st|nd|rd|th|er)?[. -]*(?:de )?({_MONTH})\.?[ ,'-]*(?:de )?({_Y4}|[0-9]{{2}})"
)
_BARE_YEAR = re.compile(r"[0-9]{4}")
_FOUR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_HELD = 2000
"""A year that a section holds, with every day that a year may have."""
_AMOUNT = re.compile(r"[-(]?[0-9][0-9,']*(?:\.[0-9]+)?\)?")
"""Most cells: no head of a column, and told so at once."""
_TELLING = re.compile(r"[0-9]{2}|ttm|ltm|trailing|months", re.IGNORECASE)
"""What every head of a column has; most captions have not."""
_MONTH_DAY = re.compile(rf"({_MONTH})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ({_Y4})")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?[ '/-]*(?:de )?({_Y4}|[0-9]{{2}})")
_END = re.compile(
    rf"(?:([0-9]{{1,2}})(?:st|nd|rd|th|er)?[. -]*(?:de )?({_MONTH})|({_MONTH})\.? "
    rf"([0-9]{{1,2}})(?:st|nd|rd|th)?)\b"
)

_AROUND = re.compile(
    r"^(?:for )?(?:the )?(?:(?:fiscal|financial) )?"
    r"(?:12 months|twelve months|year|fye|y/?e|5[23] weeks|as|balance|exercice|ejercicio|geschaftsjahr|"
    r"stand|situation)?"
    r"(?: ?(?:ended|ending|to|at|of|clos le|clos au|terminado el|cerrado el|bis|vom|zum|au|al|a))*"
    r" ?(?:the )?"
)
_RESTATED = re.compile(
    r"\b(?:restated|re-presented|represented|as restated|angepasst|retraite|reexpresado)\b|[*†]"
)
_UNIT = re.compile(
    r"(?:(?<![a-z0-9])(?:in )?(?:[£€$₹¥]|us\$|[a-z]{3} )? ?'?000s?$)|(?:[£€$₹¥]|us\$|\b(?:eur|usd|"
    r"gbp|inr|chf) ?)(?:[mk]|mn|bn|million|crore|lakh)?\b\)?$|\b(?:teur|t€|mio)\b.*$|[£€$₹¥]$"
)
_QUIET = re.compile(r"\(a\)$|\b(?:actual|audited|as reported|reported|ist|reel|real)\b|\(\)|\( \)")
_OTHERS = (
    ("trailing twelve months", re.compile(r"\b(?:ttm|ltm|trailing|last twelve months|last 12 months)\b")),
    (
        "a quarter",
        re.compile(
            r"\b(?:q[1-4]|[1-4]q|[1-4]\. ?quartal|quarter|trimestre|t[1-4]|three months|"
            r"3 ?m(?:onths)?)\b|\bq[1-4](?=[0-9 '])|\b[1-4]q(?=[0-9])"
        ),
    ),
    (
        "a half year",
        re.compile(
            r"\b(?:h[12]|[12]h|hy|half|halbjahr|semestre|six months|6 ?m(?:onths)?|interim)\b|"
            r"\b[12]h(?=[0-9])|\bh[12](?=[0-9 '])|\bhy(?=[0-9])"
        ),
    ),
    ("part of a year", re.compile(r"\b(?:ytd|year to date|nine months|(?:[1-9]|1[01]) months|9 ?m)\b")),
    (
        "longer than a year",
        re.compile(r"\b(?:1[3-9]|[2-9][0-9]|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen) months\b"),
    ),
    (
        "a forecast",
        re.compile(
            r"\b(?:forecast|budget|estimate|estimated|expected|plan|planned|projected|projection|"
            r"outlook|guidance|prognose|prevision|presupuesto|consensus)\b|[0-9] ?[ebfp]$"
        ),
    ),
)


@lru_cache(maxsize=8_192)  # one cell is looked at again and again
def read_heading(text: str) -> Heading | None:
    """Return what the head of a column says, or None where it is none."""
    if not text or len(text) > 80 or (_AMOUNT.fullmatch(text) and not _BARE_YEAR.fullmatch(text)):
        return None
    if text.isascii() and not _TELLING.search(text):
        return None
    said = " ".join(fold(text, keep=True).split())
    restated = bool(_RESTATED.search(said))
    said = _UNIT.sub(" ", said)
    said = " ".join(_QUIET.sub(" ", _RESTATED.sub(" ", said).replace("()", " ")).split()).strip(" :,;()")
    for kind, pattern in _OTHERS:
        if pattern.search(said):
            return Heading(other=kind) if re.search(r"[0-9]{2}|ttm|ltm|trailing|months", said) else None
    bare = _AROUND.sub("", said, count=1) or said
    for each in (said, bare):
        if found := _year(each) or _day(each):
            return found._replace(restated=restated)
    return None


def far_year(text: str) -> int | None:
    """Return the year of what would be the head of a column, were the year one that a section holds."""
    match = _FOUR.search(text)
    if match is None or FIRST_YEAR <= (year := int(match[0])) <= LAST_YEAR:
        return None
    heading = read_heading(f"{text[: match.start()]}{_HELD}{text[match.end() :]}")
    return (
        year if heading and _HELD in {heading.year, *(day.year for day in heading.orders.values())} else None
    )


def _year(said: str) -> Heading | None:
    if match := _YEAR.fullmatch(said):
        return Heading(int(match[1]))
    if match := _SHORT.fullmatch(said):
        return Heading(2000 + int(match[1]))
    if match := _SPLIT.fullmatch(said):
        first, second = int(match[1]), int(match[2]) % 100
        return Heading(first + 1, split=True) if second == (first + 1) % 100 else None
    if (match := _BOTH.fullmatch(said)) and (found := _year(match[1])):
        return found._replace(split=True)
    return None


def _day(said: str) -> Heading | None:
    if match := _ISO.fullmatch(said):
        return _at(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(said):
        return _either(int(match[1]), int(match[2]), _full(match[3]))
    if match := _DAY_MONTH.fullmatch(said):
        return _at(_full(match[3]), _MONTHS[match[2]], int(match[1]))
    if match := _MONTH_DAY.fullmatch(said):
        return _at(int(match[3]), _MONTHS[match[1]], int(match[2]))
    if match := _MONTH_YEAR.fullmatch(said):
        year, month = _full(match[2]), _MONTHS[match[1]]
        return _at(year, month, calendar.monthrange(year, month)[1])
    return None


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _at(year: int, month: int, day: int) -> Heading | None:
    end = _date(year, month, day)
    return Heading(year, end) if end and FIRST_YEAR <= year <= LAST_YEAR else None


def _either(first: int, second: int, year: int) -> Heading | None:
    found: dict[DayOrder, dt.date] = {}
    if day := _date(year, second, first):
        found["dmy"] = day
    if day := _date(year, first, second):
        found["mdy"] = day
    if len(found) == 2 and found["dmy"] == found["mdy"]:
        return Heading(year, found["dmy"])
    only = next(iter(found.values())) if len(found) == 1 else None
    return Heading(year, only, orders=found) if found else None


def read_month_day(text: str) -> str | None:
    """Return month and day, `03-31`, that a title of years names, such as `Year ended 31 March`."""
    said = " ".join(fold(text[:200], keep=True).split())
    match = _END.search(said)
    if match is None or any(pattern.search(said) for _, pattern in _OTHERS):
        return None
    month = _MONTHS[match[2] or match[3]]
    day = int(match[1] or match[4])
    return f"{month:02d}-{day:02d}" if _date(2024, month, day) else None


def read_order(headings: list[Heading]) -> DayOrder | None:
    """Return the order of day and month that columns settle which can be read in one order only, or None."""
    certain = {order for each in headings if len(each.orders) == 1 for order in each.orders}
    return certain.pop() if len(certain) == 1 else None
