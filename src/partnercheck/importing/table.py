"""A table of lines by years, from a CSV file or a workbook, to statement lines.

The first row that is not empty is the header: anything, then the years, as `2025`, `FY2025` or the day on
which the fiscal year ends (`2025-03-31`, which also gives `year_end`). Every other row is a line: its name in
the first column, as FINANCE.md writes it, upper case, spaces and hyphens aside; then its amounts. An empty
cell is no amount. Three rows may say what the command line otherwise does: `currency`, `unit`, `year_end`;
they say the same for every year.

Amounts are plain numbers, `-1234.5`. `1,234` could mean two things and is refused. Signs are kept; costs and
outflows are positive amounts. Rows of another name are listed, not guessed; their cells are not looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import Diagnostic, InputError, Position, did_you_mean, fail, shown
from partnercheck.importing.statements import Entry, Statements, exact, latest
from partnercheck.measures.finance.financials import LINES, Line
from partnercheck.model.scalars import MonthDay, read_amount, read_day
from partnercheck.source import Plain

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from partnercheck.importing.statements import Wishes

MAX_ROWS, MAX_COLUMNS = 2_000, 120

_YEAR = re.compile(r"(?:FY ?)?((?:19|20|21)[0-9]{2})", re.IGNORECASE)
_LINES: dict[str, Line] = {line: line for line in get_args(Line)}
_LEAP = {"02-28", "02-29"}
"""How the last day of February is written from year to year."""
_SETTINGS = ("currency", "unit", "year_end")
_PLAIN = "write a plain number such as -1234.5, without thousands separators, currency signs or percent"


class Cell(NamedTuple):
    """A cell's text, and where it stands."""

    text: str
    position: Position


Table = list[list[Cell]]


class _Faults(list[Diagnostic]):
    def add(self, code: str, message: str, cell: Cell, hint: str | None = None) -> None:
        self.append(Diagnostic(code, "error", message, cell.position, hint))


def statements(table: Table, wishes: Wishes, file: str, notes: list[Diagnostic]) -> Statements:
    """Return the statement lines of a table.

    Raises:
        InputError: The header has no years, a line's cell is no number, a line or year is given twice, no or
            more than one currency is given, or there is no amount at all.
    """
    faults = _Faults()
    rows = [row for row in table if any(cell.text for cell in row)]
    if not rows:
        raise fail("empty", "the file holds no data", file)
    header, ends = _header(rows[0], faults)
    if not header and not faults:
        hint = "such as: line,2024,2025; take out any title above it"
        faults.add("no-years", "the first row must give the years", rows[0][0], hint)
    if not header:
        raise InputError([*faults, *notes])
    years: dict[int, dict[Line, Entry]] = {year: {} for year in header.values()}
    settings: dict[str, Cell] = {}
    seen: dict[str, int] = {}
    for row in rows[1:]:
        name = _name(row[0].text)
        if name in seen and (name in _LINES or name in _SETTINGS):
            faults.add("duplicate-line", f"`{name}` is already given in row {seen[name]}", row[0])
        elif name in _SETTINGS:
            _setting(name, row, settings, faults)
        elif name in _LINES:
            _amounts(_LINES[name], row, header, years, faults)
        else:
            _unmapped(row, notes)
        seen.setdefault(name, row[0].position.line)
    currency = _currency(wishes.currency, settings.get("currency"), file, faults)
    unit = _unit(wishes.unit, settings.get("unit"), faults)
    year_end = _year_end(ends, settings.get("year_end"), rows[0][0].position, faults, notes)
    if faults:
        raise InputError([*faults, *notes])
    found = latest(years, wishes.years, file)
    for line in LINES:
        without = [str(year) for year, lines in found.items() if line not in lines]
        if without and len(without) < len(found):
            position = Position(rows[0][0].position.file, 1, 1)
            message = f"`{line}` is not given for {', '.join(without)}"
            notes.append(Diagnostic("missing-line", "warning", message, position))
    return Statements(currency, unit, year_end, found, None, tuple(notes))


def _name(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower()[:100])


def _header(row: list[Cell], faults: _Faults) -> tuple[dict[int, int], dict[int, dt.date]]:
    """Return the year of each column, and the day on which a year ends where the header gives it."""
    header: dict[int, int] = {}
    ends: dict[int, dt.date] = {}
    for column, cell in enumerate(row):
        if column == 0 or not cell.text:
            continue
        match = _YEAR.fullmatch(cell.text)
        if match:
            year = int(match[1])
        else:
            try:
                end = read_day(cell.text)
            except PydanticCustomError:
                message = f"`{shown(cell.text)}` is no year"
                faults.add(
                    "wrong-year", message, cell, "a column's head is a year such as 2025, or its last day"
                )
                continue
            year = end.year
            ends[year] = end
        if year in header.values():
            faults.add("duplicate-year", f"{year} is given twice", cell)
        header[column] = year
    return header, ends


def _amounts(
    line: Line, row: list[Cell], header: dict[int, int], years: dict[int, dict[Line, Entry]], faults: _Faults
) -> None:
    for column, cell in enumerate(row):
        if column == 0 or not cell.text:
            continue
        if column not in header:
            faults.add("no-year", f"`{line}`: {shown(cell.text)} stands in a column without a year", cell)
            continue
        year = header[column]
        try:
            amount: Decimal | None = read_amount(Plain(cell.text))
        except PydanticCustomError as error:
            faults.add("wrong-amount", f"`{line}` of {year}: {error.message()}", cell, _PLAIN)
            continue
        if amount is None or exact(amount) is None:
            faults.add("wrong-amount", f"`{line}` of {year}: `{shown(cell.text)}` has too many digits", cell)
            continue
        years[year][line] = Entry(amount)


def _setting(name: str, row: list[Cell], settings: dict[str, Cell], faults: _Faults) -> None:
    given = [cell for cell in row[1:] if cell.text]
    if not given:
        return
    settings[name] = given[0]
    other = next((cell for cell in given if cell.text != given[0].text), None)
    if other is not None and name == "currency":
        told = f"{shown(given[0].text)} and {shown(other.text)}"
        faults.add(
            "mixed-currencies", f"the years are in different currencies, which cannot be mixed: {told}", other
        )
    elif other is not None:
        faults.add("mixed-settings", f"`{name}` is not the same for every year", other)


def _unmapped(row: list[Cell], notes: list[Diagnostic]) -> None:
    text = row[0].text
    message = f"the row `{shown(text)}` is no statement line and is left out" if text else "a row has no name"
    hint = did_you_mean(_name(text), [*LINES, *_SETTINGS]) if text else None
    notes.append(Diagnostic("not-mapped", "warning", message, row[0].position, hint))


def _currency(wanted: str | None, given: Cell | None, file: str, faults: _Faults) -> str:
    if given is not None and not re.fullmatch("[A-Z]{3}", given.text):
        faults.add("wrong-currency", f"`{shown(given.text)}` is no currency such as GBP", given)
    elif given is not None and wanted not in {None, given.text}:
        message = f"the file says {given.text} and the command line {wanted}; nothing is converted"
        faults.add("mixed-currencies", message, given)
    elif given is None and wanted is None:
        at = Cell("", Position(file, 1, 1))
        faults.add(
            "no-currency", "nothing says which currency the amounts are in", at, "add --currency, such as GBP"
        )
    return wanted or (given.text if given else "")


def _unit(wanted: int | None, given: Cell | None, faults: _Faults) -> int:
    if given is None:
        return wanted or 1
    if given.text not in {"1", "1000", "1000000"}:
        faults.add("wrong-unit", f"`{shown(given.text)}` is none of 1, 1000, 1000000", given)
        return 1
    if wanted not in {None, int(given.text)}:
        faults.add("wrong-unit", f"the file says {given.text} and the command line {wanted}", given)
    return int(given.text)


def _year_end(
    ends: dict[int, dt.date], given: Cell | None, at: Position, faults: _Faults, notes: list[Diagnostic]
) -> str:
    """Return month and day of the fiscal year's end; of the latest, where the days differ."""
    days = {f"{end:%m-%d}" for end in ends.values()}
    latest_end = "02-29" if days == _LEAP else f"{ends[max(ends)]:%m-%d}" if ends else "12-31"
    if given is None:
        others = [
            f"{year} on {end:%m-%d}" for year, end in sorted(ends.items()) if f"{end:%m-%d}" != latest_end
        ]
        if others and days != _LEAP:
            told = ", ".join(others)
            message = f"not all fiscal years end on {latest_end}, which is used for all of them: {told}"
            notes.append(Diagnostic("other-period", "warning", message, at))
        return latest_end
    try:
        TypeAdapter(MonthDay).validate_python(given.text)
    except ValidationError:
        faults.add("wrong-date", f"`{shown(given.text)}` is no month and day such as 03-31", given)
    if ends and given.text != latest_end:
        message = f"`year_end` says {shown(given.text)} and the header {latest_end}; the row is used"
        notes.append(Diagnostic("conflict", "warning", message, given.position))
    return given.text
