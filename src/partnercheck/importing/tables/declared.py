"""What tables say of themselves: currency, unit, and when fiscal years end."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from partnercheck.diagnostics import Diagnostic, Position, shown
from partnercheck.importing.statements import Remark, exact
from partnercheck.importing.tables.amounts import EXACT
from partnercheck.importing.tables.headings import read_month_day
from partnercheck.importing.tables.rows import rows
from partnercheck.importing.tables.units import UNIT_WORDS, UNITS, found_in
from partnercheck.model.scalars import MonthDay

if TYPE_CHECKING:
    import datetime as dt

    from partnercheck.importing.statements import Request
    from partnercheck.importing.tables.amounts import DecimalMark
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.importing.tables.layout import Block
    from partnercheck.importing.tables.rows import Rows

_UNIT_ROWS = {
    "thousands": 1_000,
    "millions": 1_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billions": 1_000_000_000,
    "units": 1,
}


_BARE = re.compile(r"[-+0-9.,()' \u00a0]*")
"""Amounts that say nothing of a currency."""


class Part(NamedTuple):
    """One statement of one table, read.

    Attributes:
        unit: What one in its amounts stands for; 0 where it does not say.
        currency: Empty where it does not say.
    """

    block: Block
    rows: Rows
    unit: int
    currency: str


def read_part(
    block: Block, mark: DecimalMark, request: Request, faults: list[Diagnostic], notes: list[Diagnostic]
) -> Part:
    read = rows(block, mark, request.mapping, faults, notes)
    said = found_in([block.sheet.name, *(cell.text for cell in block.texts)])
    currency = _setting(block, "currency", faults) or (
        said.currencies[0] if len(said.currencies) == 1 else ""
    )
    if not currency:
        cells = {cell.text for row in read.rows for cell in row.cells.values() if not cell.number}
        found = found_in(sorted(text for text in cells if not _BARE.fullmatch(text))).currencies
        currency = found[0] if len(found) == 1 and not said.currencies else ""
    stated = _setting(block, "unit", faults)
    unit = _UNIT_ROWS.get(stated.lower()) or (int(stated) if stated.isdecimal() and len(stated) < 12 else 0)
    if stated and unit not in UNITS:
        message = f"`{shown(stated)}` is none of {', '.join(map(str, UNITS))}"
        faults.append(Diagnostic("wrong-unit", "error", message, block.settings["unit"][0].position))
    unit = unit if unit in UNITS else 0
    if not unit and len(said.units) == 1:
        unit = said.units[0]
    if read.scales - {1}:
        read = _without_letters(read, unit)
        unit = unit or min(read.scales - {1})
    if len(said.units) > 1 and not stated and request.unit is None:
        message = f"the table says more than one unit: {', '.join(UNIT_WORDS[each] for each in said.units)}"
        faults.append(
            Diagnostic(
                "wrong-unit", "error", message, block.columns[0].cell.position, "say which with --unit"
            )
        )
    return Part(block, read, unit, currency)


def _without_letters(read: Rows, unit: int) -> Rows:
    """Return rows whose amounts count units, letters behind them (`48,210k`) having been multiplied out."""
    by = unit or min(read.scales - {1})
    found = [
        row._replace(
            amounts={
                year: EXACT.divide(amount, Decimal(by)) if _lettered(row.cells[year]) else amount
                for year, amount in row.amounts.items()
            }
        )
        for row in read.rows
    ]
    return read._replace(rows=found)


def _lettered(cell: Cell) -> bool:
    return bool(re.search(r"[0-9] ?[a-zA-Z]", cell.text))


def _setting(block: Block, name: str, faults: list[Diagnostic]) -> str:
    cells = block.settings.get(name, [])
    if other := next((cell for cell in cells if cell.text.lower() != cells[0].text.lower()), None):
        both = f"{shown(cells[0].text)} and {shown(other.text)}"
        code = "mixed-currencies" if name == "currency" else "mixed-settings"
        faults.append(
            Diagnostic(code, "error", f"`{name}` is not the same for every year: {both}", other.position)
        )
    if cells and name == "currency" and not re.fullmatch("[A-Z]{3}", cells[0].text):
        message = f"`{shown(cells[0].text)}` is no currency such as GBP"
        faults.append(Diagnostic("wrong-currency", "error", message, cells[0].position))
    return cells[0].text if cells else ""


def _texts(parts: list[Part]) -> list[str]:
    cells = [cell.text for part in parts for row in part.rows.rows for cell in row.cells.values()]
    return [
        each for part in parts for each in (part.block.sheet.name, *(cell.text for cell in part.block.texts))
    ] + cells


_NO_CURRENCY = "nothing says which currency the amounts are in"
_NO_UNIT = "nothing says in which unit the amounts are"


def read_currency(parts: list[Part], request: Request, file: str, faults: list[Diagnostic]) -> str:
    said = {part.currency: part for part in parts if part.currency}
    if len(said) > 1:
        message = f"the amounts are in different currencies, which cannot be mixed: {', '.join(sorted(said))}"
        faults.append(Diagnostic("mixed-currencies", "error", message, Position(file, 1, 1)))
    for currency, part in said.items():
        if request.currency not in {None, currency}:
            message = (
                f"the file says {currency} and the command line {request.currency}; nothing is converted"
            )
            faults.append(
                Diagnostic("mixed-currencies", "error", message, part.block.columns[0].cell.position)
            )
    if not said and request.currency is None:
        found = found_in(_texts(parts)).money()
        message = f"the currency of the amounts is not certain; found: {found}" if found else _NO_CURRENCY
        faults.append(
            Diagnostic("no-currency", "error", message, Position(file, 1, 1), "add --currency, such as GBP")
        )
    return request.currency or next(iter(said), "")


def read_unit(parts: list[Part], request: Request, faults: list[Diagnostic], remarks: list[Remark]) -> int:
    """Return the smallest unit of all; a table with a row `currency` and no row `unit` has unit 1."""
    for part in parts:
        if part.unit and request.unit not in {None, part.unit}:
            message = (
                f"the file says {UNIT_WORDS[part.unit]} and the command line {UNIT_WORDS[request.unit or 1]}"
            )
            faults.append(Diagnostic("wrong-unit", "error", message, part.block.columns[0].cell.position))
    silent = [part for part in parts if not part.unit and part.rows.rows]
    books = {part.block.sheet.file for part in parts if part.unit and part.block.sheet.name}
    unsaid = [part for part in silent if part.block.sheet.file not in books and not _with_unit(part, parts)]
    if unsaid and request.unit is None and all("currency" in part.block.settings for part in unsaid):
        remarks.append(
            Remark(
                "unit",
                "the unit of the amounts is not given: 1 is assumed",
                hint="say it with --unit",
            )
        )
        parts[:] = [part._replace(unit=1) if part in unsaid else part for part in parts]
    elif unsaid and request.unit is None:
        amounts = [
            abs(amount) for part in unsaid for row in part.rows.rows for amount in row.amounts.values()
        ]
        largest = f"; the largest amount is {exact(max(amounts))}" if amounts else ""
        found = found_in(_texts(unsaid)).words()
        message = f"the unit of the amounts is not certain; found: {found}" if found else _NO_UNIT
        hint = "add --unit, such as 1 for single units, 1000 for thousands, 100000 for lakh"
        at = unsaid[0].block.columns[0].cell.position
        faults.append(
            Diagnostic("no-unit", "error", message + largest, at._replace(line=1, column=1, text=""), hint)
        )
    return request.unit or min((part.unit for part in parts if part.unit), default=1)


def _with_unit(part: Part, parts: list[Part]) -> bool:
    """Return whether another statement of the same sheet says the unit for it."""
    own = part.block.sheet
    return any(each.unit and each.block.sheet[:2] == own[:2] for each in parts)


def read_ends(
    parts: list[Part], request: Request, faults: list[Diagnostic], remarks: list[Remark]
) -> tuple[str, dict[int, dt.date]]:
    """Return month and day of the latest year's end, and the day on which each ends where it is known."""
    ends: dict[int, dt.date] = {}
    for part in parts:
        for column in part.block.columns:
            year, end = column.heading.year, column.heading.end
            if end is None or column.heading.other:
                continue
            if ends.setdefault(year, end) != end:
                message = f"{year} ends on {ends[year]} in one place and on {end} in another"
                faults.append(
                    Diagnostic(
                        "conflict",
                        "error",
                        message,
                        column.cell.position,
                        "import what belongs together, or say --year-end",
                    )
                )
    stated = {
        _setting(part.block, "year_end", faults): part for part in parts if "year_end" in part.block.settings
    }
    for text, part in stated.items():
        try:
            TypeAdapter(MonthDay).validate_python(text)
        except ValidationError:
            message = f"`{shown(text)}` is no month and day such as 03-31"
            faults.append(
                Diagnostic("wrong-date", "error", message, part.block.settings["year_end"][0].position)
            )
    titled = {found for part in parts for cell in part.block.texts if (found := read_month_day(cell.text))}
    given = request.year_end or next(iter(stated), None) or (titled.pop() if len(titled) == 1 else None)
    if given is None and not ends:
        split = any(column.heading.split for part in parts for column in part.block.columns)
        more = "; years written as two, such as 2023/24, end in another month" if split else ""
        remarks.append(
            Remark(
                "year-end",
                f"the end of fiscal years is not given: 12-31 is assumed{more}",
                hint="say it with --year-end, such as --year-end 03-31",
            )
        )
    if given is None and ends:
        last = ends[max(ends)]
        days = {f"{end:%m-%d}" for end in ends.values()}
        given = "02-29" if days == {"02-28", "02-29"} else f"{last:%m-%d}"
    return given or "12-31", ends
