"""Which columns are fiscal years, and when each ends; other periods are left out and named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, shown
from partnercheck.importing.tables.headings import far_year, read_month_day, read_order
from partnercheck.measures.finance.financials import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from partnercheck.importing.statements import Request
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.importing.tables.columns import Column
    from partnercheck.importing.tables.headings import DayOrder
    from partnercheck.importing.tables.layout import Block


def dated(
    found: list[Block], request: Request, faults: list[Diagnostic], notes: list[Diagnostic]
) -> list[Block]:
    """Return the statements with columns of fiscal years alone, each with its end where the table gives it.

    Args:
        found: The statements of all files.
        request: What the user says of dates.
        faults: Takes days that could be two, and years given twice.
        notes: Takes the columns that are left out.
    """
    order = request.dates or read_order([each.heading for block in found for each in block.columns])
    dated = [block._replace(columns=_columns(block, order, faults, notes)) for block in found]
    return [block for block in dated if block.columns]


def _columns(
    block: Block, order: DayOrder | None, faults: list[Diagnostic], notes: list[Diagnostic]
) -> list[Column]:
    titled = next((day for title in block.titles if (day := read_month_day(title))), None)
    kept: dict[int, Column] = {}
    notes += (_too_far(cell, year) for cell in block.texts if (year := far_year(cell.text)))
    for column in block.columns:
        heading = column.heading
        said = shown(column.cell.text)
        settled = order or (next(iter(heading.orders)) if len(heading.orders) == 1 else None)
        if settled is not None:
            heading = heading.settled(settled)
        if heading.other:
            message = f"the column `{said}` is {heading.other}, no fiscal year, and is left out"
            notes.append(Diagnostic("no-year", "warning", message, column.cell.position))
            continue
        if heading.orders:
            days = " or ".join(day.isoformat() for day in heading.orders.values())
            message = f"`{said}` could be {days}"
            faults.append(
                Diagnostic(
                    "wrong-date",
                    "error",
                    message,
                    column.cell.position,
                    "say which comes first: --dates dmy or --dates mdy",
                )
            )
            continue
        if not FIRST_YEAR <= heading.year <= LAST_YEAR:
            notes.append(_too_far(column.cell, heading.year))
            continue
        if heading.end is None and titled is not None:
            heading = heading._replace(end=_at(heading.year, titled))
        read = column._replace(heading=heading)
        other = kept.get(heading.year)
        if other is None:
            kept[heading.year] = read
        elif heading.restated == other.heading.restated:
            message = f"{heading.year} is given twice"
            faults.append(Diagnostic("duplicate-year", "error", message, column.cell.position))
        else:
            first, second = (read, other) if heading.restated else (other, read)
            kept[heading.year] = first._replace(rival=second.cell)
    return sorted(kept.values(), key=lambda each: each.place)


def _too_far(cell: Cell, year: int) -> Diagnostic:
    message = (
        f"the column `{shown(cell.text)}` is left out: a section holds years from {FIRST_YEAR} to {LAST_YEAR}"
    )
    return Diagnostic("other-year", "warning", f"{year}: {message}", cell.position)


def _at(year: int, month_day: str) -> dt.date:
    month, day = int(month_day[:2]), int(month_day[3:])
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:  # 29 February
            day -= 1
