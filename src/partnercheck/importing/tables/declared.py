"""What tables say of themselves: currency, unit, and when fiscal years end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter, ValidationError

from partnercheck.diagnostics import Diagnostic, Position, shown
from partnercheck.importing.statements import SHARES, Remark, exact
from partnercheck.importing.tables.headings import read_month_day
from partnercheck.importing.tables.rows import rows
from partnercheck.importing.tables.units import UNIT_WORDS, UNITS, found_in, said_of_amounts
from partnercheck.model.scalars import MonthDay

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from partnercheck.importing.statements import Request
    from partnercheck.importing.tables.amounts import DecimalMark
    from partnercheck.importing.tables.layout import Block
    from partnercheck.importing.tables.rows import Row, Rows

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

    @property
    def plain(self) -> list[tuple[Row, int]]:
        """The rows and years whose amounts do not say their own unit; zero needs none."""
        return [
            (row, year)
            for row in _of_money(self.rows.rows)
            for year, amount in row.amounts.items()
            if amount and not row.unit_of(year)
        ]

    @property
    def mixed(self) -> bool:
        """Whether some amounts say their own unit."""
        return any(row.unit_of(year) for row in _of_money(self.rows.rows) for year in row.amounts)


def read_part(
    block: Block, mark: DecimalMark, request: Request, faults: list[Diagnostic], notes: list[Diagnostic]
) -> Part:
    read = rows(block, mark, request.mapping, faults, notes)
    said = found_in([block.sheet.name, *(cell.text for cell in block.texts)])
    currency = _setting(block, "currency", faults) or (
        said.currencies[0] if len(said.currencies) == 1 else ""
    )
    captions = {text for row in read.rows for text in said_of_amounts(row.caption.text)}
    named = found_in(sorted(captions)).currencies
    if other := next((each for each in named if each != (currency or named[0])), None):
        message = f"a caption says {other}, where other amounts are in {currency or named[0]}"
        at = next(
            row.caption.position
            for row in read.rows
            if other in found_in(said_of_amounts(row.caption.text)).currencies
        )
        faults.append(Diagnostic("mixed-currencies", "error", message, at, _LEAVE_OUT))
    if not currency and named and not said.currencies:
        currency = named[0]
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
    captioned = {row.unit for row in _of_money(read.rows)}
    if not unit and not said.units and len(captioned) == 1:
        unit = captioned.pop()
    if len(said.units) > 1 and not stated and request.unit is None:
        message = f"the table says more than one unit: {', '.join(UNIT_WORDS[each] for each in said.units)}"
        faults.append(
            Diagnostic(
                "wrong-unit", "error", message, block.columns[0].cell.position, "say which with --unit"
            )
        )
    return Part(block, read, unit, currency)


def _of_money(found: list[Row]) -> Iterator[Row]:
    return (row for row in found if row.name != SHARES)


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
    above = [
        each for part in parts for each in (part.block.sheet.name, *(cell.text for cell in part.block.texts))
    ]
    found = [row for part in parts for row in part.rows.rows]
    captions = [text for row in found for text in said_of_amounts(row.caption.text)]
    return above + captions + [cell.text for row in found for cell in row.cells.values()]


_NO_CURRENCY = "nothing says which currency the amounts are in"
_LEAVE_OUT = "leave the caption out with --map, or import what is in one currency"
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
    faults += _contradictions(parts, request.unit)
    told = [_told(part, parts) for part in parts]
    parts[:] = [
        part._replace(unit=part.unit or (units[0] if len(units) == 1 else 0))
        for part, units in zip(parts, told, strict=True)
    ]
    unsaid = [part for part in parts if not part.unit and part.plain]
    assumed = all("currency" in part.block.settings and not part.mixed for part in unsaid)
    if unsaid and request.unit is None and assumed:
        remarks.append(
            Remark(
                "unit",
                "the unit of the amounts is not given: 1 is assumed",
                hint="say it with --unit",
            )
        )
        parts[:] = [part._replace(unit=1) if part in unsaid else part for part in parts]
    elif unsaid and request.unit is None:
        faults.append(_no_unit(unsaid, parts))
    said = {part.unit for part in parts} | {row.unit for part in parts for row in _of_money(part.rows.rows)}
    letters = {scale for part in parts for scale in part.rows.scales}
    return request.unit or min(said - {0}, default=0) or min(letters, default=1)


def _contradictions(parts: list[Part], unit: int | None) -> Iterator[Diagnostic]:
    """Yield where a table or a caption says another unit than the command line."""
    for part in parts if unit is not None else ():
        line = f"the command line {UNIT_WORDS[unit or 1]}"
        if part.unit not in {0, unit}:
            message = f"the file says {UNIT_WORDS[part.unit]} and {line}"
            yield Diagnostic("wrong-unit", "error", message, part.block.columns[0].cell.position)
        for row in _of_money(part.rows.rows):
            if row.unit not in {0, unit, part.unit}:
                message = f"`{shown(row.caption.text)}` says {UNIT_WORDS[row.unit]} and {line}"
                yield Diagnostic("wrong-unit", "error", message, row.caption.position)


def _told(part: Part, parts: list[Part]) -> list[int]:
    """Return the units that other statements of the same sheet say, or else of the same workbook."""
    own = part.block.sheet
    of_file = [each for each in parts if each.unit and each.block.sheet.file == own.file]
    of_sheet = {each.unit for each in of_file if each.block.sheet.name == own.name}
    return sorted(of_sheet or {each.unit for each in of_file if own.name and each.block.sheet.name})


def _no_unit(unsaid: list[Part], parts: list[Part]) -> Diagnostic:
    """Return that nothing says in which unit amounts are, with what was found."""
    found = found_in(_texts(unsaid)).words() or ", ".join(
        UNIT_WORDS[each] for each in _told(unsaid[0], parts)
    )
    message = f"the unit of the amounts is not certain; found: {found}" if found else _NO_UNIT
    row, year = max(
        ((row, year) for part in unsaid for row, year in part.plain),
        key=lambda each: abs(each[0].amounts[each[1]]),
    )
    largest = f"the largest amount is {exact(abs(row.amounts[year]))}"
    if any(part.mixed for part in unsaid):
        message = "some amounts say their own unit, and nothing says that of the others"
        largest = f"the largest of these is {exact(abs(row.amounts[year]))} (`{shown(row.caption.text)}`)"
    hint = "add --unit, such as 1 for single units, 1000 for thousands, 100000 for lakh"
    at = unsaid[0].block.columns[0].cell.position._replace(line=1, column=1, text="")
    return Diagnostic("no-unit", "error", f"{message}; {largest}", at, hint)


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
    titled = {found for part in parts for title in part.block.titles if (found := read_month_day(title))}
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
