"""Where in a table the years, the captions and the amounts stand: found, not assumed.

A header is the first row with two or more fiscal years, or with one where there is no such row. What stands
in the rows around it is read with it (`Year ended 31 March` above `2026`, `restated` below `2024`). Another
row of the same years begins another statement. A table whose years run down is turned first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, fail
from partnercheck.importing.captions import Context, captions
from partnercheck.importing.folding import fold, says_total
from partnercheck.importing.tables.amounts import read_written
from partnercheck.importing.tables.beside import beyond
from partnercheck.importing.tables.cells import Cell, transposed
from partnercheck.importing.tables.columns import NOTES, Column, Line, is_between, unread
from partnercheck.importing.tables.headings import Heading, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.importing.tables.cells import Sheet, Table

_AROUND = 3
"""How many rows above a header, and one below it, are read with it."""

_LOOKED = 25
"""How many rows are looked at for captions that run across."""

_MAX_HEADERS, _MAX_PERIODS = 100, 50
"""How many rows of years a table may have, and how many periods each."""

_CASH = {"operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "change_in_cash"}
_OTHERS = {"revenue", "total_assets", "total_liabilities", "equity"}
_SETTINGS = {
    "currency": "currency",
    "unit": "unit",
    "units": "unit",
    "year end": "year_end",
    "fiscal year end": "year_end",
}


class Block(NamedTuple):
    """A header with the rows below it, up to the next one.

    Attributes:
        texts: What stands above the header, in it and right below it: where units and currencies are told.
        titles: Those of them that are about all columns: where the end of fiscal years is told.
        settings: Rows that say what the command line otherwise does: `currency`, `unit`, `year_end`.
    """

    sheet: Sheet
    columns: list[Column]
    lines: list[Line]
    texts: list[Cell]
    titles: list[str]
    settings: dict[str, list[Cell]]


def blocks(sheet: Sheet, notes: list[Diagnostic]) -> list[Block]:
    """Return the statements of a table; none where it holds no years.

    Raises:
        InputError: It has too many headers, or one too many periods.
    """
    table = [row for row in sheet.table if any(cell.text for cell in row)]
    if _runs_down(table):
        table = [row for row in transposed(table) if any(cell.text for cell in row)]
    heads = _headers(table)
    if len(heads) > _MAX_HEADERS:
        message = f"a table has more than {_MAX_HEADERS} rows of years"
        raise fail("too-large", message, sheet.file, "import the statements alone, in files of their own")
    if crowded := next((columns for _, columns in heads if len(columns) > _MAX_PERIODS), None):
        message = f"a statement has more than {_MAX_PERIODS} columns of periods"
        raise InputError([Diagnostic("too-large", "error", message, crowded[0].cell.position)])
    found = []
    for number, (at, columns) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(table)
        start = heads[number - 1][0] + 1 if number else 0
        found.append(_block(sheet, table, start, at, end, columns, notes))
        notes += beyond(table[at], columns[-1].place)
    return found


def _runs_down(table: Table) -> bool:
    """Return whether captions run across and years down."""
    table_of = captions()
    down = sum(any(table_of.match(cell.text) for cell in row[:3] if cell.text) for row in table)
    for at, row in enumerate(table[:_LOOKED]):
        across = sum(bool(cell.text and not cell.number and table_of.match(cell.text)) for cell in row)
        if across > down and any(
            _is_year(line[column]) for line in table[at + 1 :] for column in range(min(3, len(line)))
        ):
            return True
    return False


def _is_year(cell: Cell) -> bool:
    heading = read_heading(cell.text)
    return heading is not None and not heading.other


def _headers(table: Table) -> list[tuple[int, list[Column]]]:
    """Return the rows that are headers, with their columns."""
    heads: list[tuple[int, list[Column]]] = []
    single: tuple[int, list[Column]] | None = None
    for at, row in enumerate(table):
        columns = _columns(row)
        years = [each.heading.year for each in columns if not each.heading.other]
        if len(set(years)) < 2:
            if years and single is None and not heads and columns[0].place > 0:
                single = at, columns
            continue
        if heads and not _again(row, columns, heads[0][1]):
            continue
        if not heads and columns[0].place == 0 and len(columns) == len(row):
            continue
        heads.append((at, columns))
    return heads or ([single] if single else [])


def _columns(row: Sequence[Cell]) -> list[Column]:
    """Return the heads of columns in a row, up to what looks like another table."""
    columns: list[Column] = []
    for index, cell in enumerate(row):
        heading = read_heading(cell.text)
        if heading and columns and index > columns[-1].place + 1 and _repeats(heading, columns):
            break
        if heading is None:
            if (
                cell.text
                and len(columns) > 1
                and not is_between(cell)
                and any(read_heading(each.text) for each in row[index + 1 :])
            ):
                break
            continue
        if not cell.number or heading.year:
            columns.append(Column(index, heading, cell))
    return columns


def _repeats(heading: Heading, columns: list[Column]) -> bool:
    return any(heading._replace(split=False) == each.heading._replace(split=False) for each in columns)


def _again(row: Sequence[Cell], columns: list[Column], first: list[Column]) -> bool:
    """Return whether a row is a header of the same years, and no row of amounts that look like years."""
    caption, table_of = _text(row), captions()
    places, before = ([(each.place, each.heading.year) for each in some] for some in (columns, first))
    if places == before or table_of.statement_named(caption):
        return True
    a_line = table_of.match(caption) is not None and fold(caption) not in table_of.parts
    return not a_line and {each.heading.year for each in columns} <= {each.heading.year for each in first}


def _text(row: Sequence[Cell]) -> str:
    """Return the first text of a row that has one."""
    return next(cell.text for cell in row if cell.text)


def _block(
    sheet: Sheet, table: Table, start: int, at: int, end: int, columns: list[Column], notes: list[Diagnostic]
) -> Block:
    above = [row for row in table[max(start, at - _AROUND) : at] if not _has_amounts(row, columns)]
    below = table[at + 1] if at + 1 < end and not _has_amounts(table[at + 1], columns) else []
    read = [_with(above, below, each) for each in columns]
    first = min(each.place for each in columns)
    skipped = {index for index, cell in enumerate(table[at][:first]) if fold(cell.text) in NOTES}
    texts = [cell for row in (*above, table[at], below) for cell in row if cell.text]
    settings: dict[str, list[Cell]] = {}
    lines = list(_lines(sheet, table[at + 1 : end], first, skipped, above, table[at], settings))
    notes += unread(read, lines, table[at])
    own = {
        cell
        for each in read
        if each.heading.other
        for row in (*above, below)
        for cell in row[each.place :][:1]
    }
    named = {*table[at][first:], *own}
    return Block(sheet, read, lines, texts, [cell.text for cell in texts if cell not in named], settings)


def _has_amounts(row: Sequence[Cell], columns: list[Column]) -> bool:
    return any(
        read_written(row[each.place].text) not in {None, "nothing"}
        for each in columns
        if each.place < len(row) and row[each.place].text
    )


def _with(above: list[list[Cell]], below: Sequence[Cell], column: Column) -> Column:
    """Return a column with what the rows around its head say of it."""
    said = [_spanning(row, column.place) for row in above]
    under = [cell.text for cell in below[column.place :][:1]]
    head = column.cell.text
    for texts in ((*said[-1:], head, *under), (*said[-1:], head), (*said[-2:], head), (head, *under)):
        heading = read_heading(" ".join(text for text in texts if text))
        if heading and (heading.other or heading.year == column.heading.year):
            if column.heading.orders and not heading.end:
                heading = heading._replace(orders=column.heading.orders)
            better = heading.other or heading.end or heading.restated
            if better and not column.heading.other:
                return column._replace(heading=heading)
    return column


def _spanning(row: Sequence[Cell], index: int) -> str:
    """Return the text above a column: its own, or that of a merged cell that begins to its left."""
    return next((cell.text for cell in reversed(row[: index + 1]) if cell.text), "")


def _lines(
    sheet: Sheet,
    rows: Table,
    first: int,
    skipped: set[int],
    above: list[list[Cell]],
    header: Sequence[Cell],
    settings: dict[str, list[Cell]],
) -> Iterator[Line]:
    table_of = captions()
    labels = _label(rows, first, skipped)
    titles = [sheet.name, *(cell.text for row in (*above, list(header[:first])) for cell in row)]
    statement = next((found for title in reversed(titles) if (found := table_of.statement_named(title))), "")
    if not statement and not sheet.name:
        stem = sheet.file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
        statement = table_of.statement_named(stem)
    statement = statement or _by_content(rows, labels)
    part = ""
    for row in rows:
        caption = next((row[index] for index in labels if index < len(row) and row[index].text), None)
        if caption is None:
            continue
        key = fold(caption.text)
        amounts = any(cell.text for cell in row[first:])
        if setting := _SETTINGS.get(key):
            settings.setdefault(setting, []).extend(cell for cell in row[first:] if cell.text)
            continue
        if not amounts:
            if found := table_of.statement_named(caption.text):
                statement, part = found, ""
            if opened := table_of.parts.get(key):
                statement, part = "balance", opened
            continue
        others = (table_of.titles.get(fold(cell.text)) for cell in row[:first] if cell is not caption)
        own = next(filter(None, others), statement)
        prefix = table_of.parts.get(fold(caption.text.rpartition(" - ")[0]), "")
        yield Line(caption, Context(own, prefix or part), row)
        if says_total(caption.text):
            part = ""


def _by_content(rows: Table, labels: list[int]) -> str:
    """Return `cash` for a cash flow statement alone: its rows repeat names of the other statements."""
    found = set()
    for row in rows:
        caption = next((row[index].text for index in labels if index < len(row) and row[index].text), "")
        if match := captions().match(caption):
            found.add(match.item.name)
    return "cash" if len(found & _CASH) > 1 and not found & _OTHERS else ""


def _label(rows: Table, first: int, skipped: set[int]) -> list[int]:
    """Return the columns left of the amounts that may hold captions, the likeliest first."""
    table_of = captions()
    places = [index for index in range(first) if index not in skipped]
    hits = {
        index: sum(
            bool(index < len(row) and row[index].text and table_of.match(row[index].text)) for row in rows
        )
        for index in places
    }
    return sorted(places, key=lambda index: (-hits[index], index))
