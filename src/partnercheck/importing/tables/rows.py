"""The rows of one statement in a table: what each caption stands for, and its amounts by year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, shown
from partnercheck.importing.captions import Context, captions
from partnercheck.importing.folding import fold, plain
from partnercheck.importing.mapping import IGNORE, Proposal, chosen
from partnercheck.importing.statements import SHARES, exact
from partnercheck.importing.tables.amounts import EXACT, Written, read_written, tidy, value
from partnercheck.importing.tables.units import found_in, said_of_amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.importing.mapping import Choice
    from partnercheck.importing.tables.amounts import DecimalMark
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.importing.tables.columns import Column, Line
    from partnercheck.importing.tables.layout import Block

_DEBT = re.compile(
    r"\b(?:loans?|borrowings?|bonds?|debentures?|notes payable|overdrafts?|debt|mortgages?|"
    r"credit (?:facility|facilities|lines?)|"
    r"\w*(?:darlehen|kredite?|kreditlinien?|anleihen?|schuldscheine?)|kreditinstituten|"
    r"schuldverschreibungen|hypotheken|"
    r"emprunts?|prets?|dettes? (?:financieres?|bancaires?)|obligations|"
    r"(?:concours|decouverts?|credits?) bancaires?|"
    r"prestamos?|obligaciones|hipotecas?|creditos? bancarios?|"
    r"deudas? (?:financieras?|bancarias?|con entidades))\b"
)
_NO_DEBT = re.compile(r"\b(?:net debt|repayments?|proceeds|issuance|interest(?![ -]bearing))\b")
_NAMED = 40
_MOST = 300
"""For how many captions of a statement lines are proposed; looking for near ones takes time."""


class Row(NamedTuple):
    """A row of amounts.

    Attributes:
        name: The line or item that it stands for.
        rank: Which of several rows of one name counts first: the lowest.
        sign: As a map says; 0: the column's convention tells.
        unit: What one in its amounts stands for, as its caption says; 0 where that says nothing.
        amounts: By year, as they are written; what a letter behind one says (`48,210k`) is multiplied out.
        lettered: The years whose amounts have such a letter, and so stand for single units.
    """

    name: str
    rank: int
    sign: int
    caption: Cell
    statement: str
    unit: int
    amounts: Mapping[int, Decimal]
    cells: Mapping[int, Cell]
    lettered: frozenset[int]

    def unit_of(self, year: int) -> int:
        """Return what one in the amount of a year stands for, as it says itself; 0 where it does not."""
        return 1 if year in self.lettered else self.unit


class Rows(NamedTuple):
    """What the rows of a statement say.

    Attributes:
        proposals: Captions that stand for no line for certain.
        debts: Captions that look like debt and are counted nowhere, by the years in which they are not zero.
        scales: What letters behind the amounts of lines multiply them by.
        percents: The cells of lines that hold a percentage, by name and year.
    """

    rows: list[Row]
    proposals: list[Proposal]
    debts: dict[int, list[str]]
    scales: set[int]
    percents: dict[tuple[str, int], Cell]


def written(block: Block) -> Iterator[tuple[Written, Cell]]:
    """Yield all amounts of a statement that are text, those of other rows, too, with their cells."""
    for line in block.lines:
        for column in block.columns:
            cell = line.row[column.place] if column.place < len(line.row) else None
            if cell and not cell.number and isinstance(found := read_written(cell.text), Written):
                yield found, cell


def rows(
    block: Block,
    mark: DecimalMark,
    choices: Mapping[str, Choice],
    faults: list[Diagnostic],
    notes: list[Diagnostic],
) -> Rows:
    """Return what the rows of a statement say, with one decimal mark.

    Args:
        block: The statement.
        mark: The file's decimal mark.
        choices: What captions stand for as somebody has confirmed.
        faults: Takes the cells of lines that hold no amount.
        notes: Takes what is not mapped.
    """
    found = Rows([], [], {}, set(), {})
    columns = [each for each in block.columns if not each.heading.other]
    statements = _neighbours(block)
    unknown: list[Cell] = []
    for at, line in enumerate(block.lines):
        choice = chosen(choices, line.caption.text, line.context.part)
        match = captions().match(line.caption.text, line.context)
        own = _own_name(line.caption.text)
        name = own or (match.item.name if match else "")
        if choice is not None:
            name = "" if choice.line == IGNORE else choice.line
        if name:
            rank = -1 if choice or own or match is None else match.rank
            statement = line.context.statement or (captions().items[name].statement)
            row, scales = _row(
                name, rank, choice.sign if choice else 0, statement, line, columns, mark, faults
            )
            found.percents.update(_percents(name, line, columns))
            if row.amounts:
                found.rows.append(row)
                found.scales.update(scales if name != SHARES else ())
        elif (
            choice is None and _any_amount(line, columns) and fold(line.caption.text) not in captions().known
        ):
            context = Context(line.context.statement or statements[at], line.context.part)
            if len(found.proposals) >= _MOST or not _unmapped(line, context, found, notes):
                unknown.append(line.caption)
        if not name:
            _debt(line, columns, mark, found.debts)
    if unknown:
        listed = ", ".join(f"`{shown(cell.text)}`" for cell in unknown[:_NAMED])
        more = f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else ""
        message = f"left out, as no line is near: {listed}{more}"
        notes.append(Diagnostic("not-mapped", "warning", message, unknown[0].position))
    return found


def in_unit(found: Iterable[Row], usual: int, unit: int) -> Iterator[Row]:
    """Yield rows with all amounts in one unit; a count of shares is never in one.

    Args:
        found: The rows, as they are written.
        usual: The unit of the amounts that do not say their own.
        unit: The one that all are to have.
    """
    for row in found:
        usual_of, to = (1, 1) if row.name == SHARES else (usual, unit)
        yield row._replace(
            amounts={
                year: _times(amount, row.unit_of(year) or usual_of, to)
                for year, amount in row.amounts.items()
            }
        )


def _times(amount: Decimal, unit: int, to: int) -> Decimal:
    """Return an amount of one unit in another; division leaves no zeros behind the point."""
    if unit == to:
        return amount
    return tidy(EXACT.divide(EXACT.multiply(amount, Decimal(unit)), Decimal(to)))


def _own_name(text: str) -> str:
    """Return the statement line that is written so, with its underscores."""
    word = text.strip().lower()
    return word if "_" in word and word in captions().items and captions().items[word].line else ""


def _row(
    name: str,
    rank: int,
    sign: int,
    statement: str,
    line: Line,
    columns: list[Column],
    mark: DecimalMark,
    faults: list[Diagnostic],
) -> tuple[Row, set[int]]:
    """Return a row, and what letters behind its amounts multiply them by."""
    amounts: dict[int, Decimal] = {}
    cells: dict[int, Cell] = {}
    scales: dict[int, int] = {}
    for column in columns:
        cell = line.row[column.place] if column.place < len(line.row) else None
        if cell is None or not cell.text:
            continue
        year = column.heading.year
        amount = _amount(cell, mark)
        if isinstance(amount, str):
            if amount:
                message = f"`{name}` of {year}: {amount}"
                faults.append(Diagnostic("wrong-amount", "error", message, cell.position, _HINT))
            continue
        number, scale = amount
        amounts[year], cells[year] = number.copy_negate() if sign < 0 else number, cell
        if scale != 1:
            scales[year] = scale
    units = found_in(said_of_amounts(line.caption.text)).units
    unit = units[0] if len(units) == 1 else 0
    row = Row(name, rank, sign, line.caption, statement, unit, amounts, cells, frozenset(scales))
    return row, set(scales.values())


def _percents(name: str, line: Line, columns: list[Column]) -> Iterator[tuple[tuple[str, int], Cell]]:
    for column in columns:
        cell = line.row[column.place] if column.place < len(line.row) else None
        if cell and not cell.number and read_written(cell.text) == "percent":
            yield (name, column.heading.year), cell


_HINT = "write an amount such as -1,234.5 or (1,234.5), or leave the caption out with --map"


def _amount(cell: Cell, mark: DecimalMark) -> tuple[Decimal, int] | str:
    """Return a cell's amount, and what a letter has multiplied it by.

    A text where it has none: empty, or what is wrong with it.
    """
    found = (
        Written(cell.text.lstrip("-"), cell.text.startswith("-"), 1)
        if cell.number
        else read_written(cell.text)
    )
    if found in {"nothing", "percent"}:
        return ""
    amount = value(found, "." if cell.number else mark) if isinstance(found, Written) else None
    if amount is None or not isinstance(found, Written):
        return f"`{shown(cell.text)}` is no amount"
    if exact(amount) is None:
        return f"`{shown(cell.text)}` has too many digits"
    return tidy(amount), found.scale


def _any_amount(line: Line, columns: list[Column]) -> bool:
    cells = [line.row[each.place] for each in columns if each.place < len(line.row)]
    return any(isinstance(read_written(cell.text), Written) for cell in cells)


def _neighbours(block: Block) -> list[str]:
    """Return for each row the statement of the rows around it, where those above and below agree."""
    own = [
        match.item.statement if (match := captions().match(line.caption.text, line.context)) else ""
        for line in block.lines
    ]
    above = _carried(own)
    below = _carried(own[::-1])[::-1]
    return [
        one if one == other or not other else other if not one else ""
        for one, other in zip(above, below, strict=True)
    ]


def _carried(own: list[str]) -> list[str]:
    carried, last = [], ""
    for each in own:
        last = each if each and each != "shares" else last
        carried.append(last)
    return carried


def _unmapped(line: Line, context: Context, found: Rows, notes: list[Diagnostic]) -> bool:
    """Propose lines for a caption; return whether there are any."""
    caption = line.caption
    nearest = captions().nearest(caption.text, context)
    found.proposals.append(Proposal(caption.text, line.context.part, nearest))
    if nearest:
        message = f"`{shown(caption.text)}` is left out: it stands for no line for certain"
        hint = f"perhaps {', '.join(f'`{each}`' for each in nearest)}: confirm it with --map"
        notes.append(Diagnostic("not-mapped", "warning", message, caption.position, hint))
    return bool(nearest)


def _debt(line: Line, columns: list[Column], mark: DecimalMark, debts: dict[int, list[str]]) -> None:
    """Note a caption that looks like debt and is counted nowhere."""
    said = plain(line.caption.text)
    statement = line.context.statement
    if (
        statement not in {"", "balance"}
        or not _DEBT.search(said)
        or _NO_DEBT.search(said)
        or captions().lent(line.caption.text, line.context)
    ):
        return
    for column in columns:
        cell = line.row[column.place] if column.place < len(line.row) else None
        amount = _amount(cell, mark) if cell and cell.text else ""
        if not isinstance(amount, str) and amount[0]:
            debts.setdefault(column.heading.year, []).append(line.caption.text)
