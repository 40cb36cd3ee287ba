"""Tables of statements to the lines of a section: files and sheets together, checked year by year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, InputError, Position, shown
from partnercheck.importing.checks import BRIDGES, SUMS, checked
from partnercheck.importing.mapping import UnmappedError
from partnercheck.importing.statements import Remark, Statements, latest
from partnercheck.importing.tables.amounts import decimal_marks, in_doubt, told_by
from partnercheck.importing.tables.beside import apart
from partnercheck.importing.tables.declared import read_currency, read_ends, read_part, read_unit
from partnercheck.importing.tables.layout import blocks
from partnercheck.importing.tables.merge import by_year, merged, one_statement
from partnercheck.importing.tables.periods import dated
from partnercheck.importing.tables.rows import in_unit, rows, written
from partnercheck.importing.tables.signs import turned
from partnercheck.measures.finance.financials import LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from partnercheck.importing.mapping import Proposal
    from partnercheck.importing.statements import Request, Year
    from partnercheck.importing.tables.amounts import DecimalMark
    from partnercheck.importing.tables.cells import Sheet
    from partnercheck.importing.tables.layout import Block


_TO_MAP = (
    "--write-map writes the captions into a map; say in it which lines they stand for, and give it with --map"
)


def statements(
    sheets: Sequence[Sheet], request: Request, file: str, notes: list[Diagnostic], proposals: list[Proposal]
) -> Statements:
    """Return the statement lines of tables.

    Args:
        sheets: The tables of all files.
        request: What the user asks of them.
        file: How messages name all of them.
        notes: Takes what is wrong with single cells and captions but stops nothing.
        proposals: Takes the captions that stand for no line for certain.

    Raises:
        InputError: There are no years or amounts, a cell of a line is no amount, or nothing says how to read
            amounts, dates, currency or unit.
    """
    faults: list[Diagnostic] = []
    by_file: dict[str, list[Block]] = defaultdict(list)
    for sheet in (part for each in sheets for part in apart(each)):
        by_file[sheet.file] += blocks(sheet, notes)
    read = dated([each for found in by_file.values() for each in found], request, faults, notes)
    if not read and not faults:
        hint = "such as 2025, FY25, 2023/24 or 31.12.2025 above each column of amounts"
        faults.append(
            Diagnostic("no-years", "error", "no row or column gives fiscal years", Position(file, 1, 1), hint)
        )
    if faults:
        raise InputError([*faults, *notes])
    parts = [read_part(each, mark, request, faults, notes) for each, mark in _marked(read, request, faults)]
    currency = read_currency(parts, request, file, faults)
    remarks: list[Remark] = []
    unit = read_unit(parts, request, faults, remarks)
    year_end, ends = read_ends(parts, request, faults, remarks)
    if faults:
        raise InputError([*faults, *notes])
    proposals += [each for part in parts for each in part.rows.proposals]
    years, checks = checked(merged(parts, unit, remarks))
    found = {number: _lines(year) for number, year in years.items()}
    try:
        kept, remarks = latest(found, request.years, file, (*remarks, *checks))
    except InputError as error:
        if not proposals:
            raise
        told = (
            each._replace(hint=_TO_MAP) if each.code == "no-amounts" else each for each in error.diagnostics
        )
        raise UnmappedError([*told, *notes], proposals) from None
    remarks += _gaps(kept, {(each.year, each.line) for each in remarks})
    return Statements(currency, unit, year_end, ends, kept, "", tuple(remarks))


def _lines(year: Year) -> Year:
    return {name: year[name] for name in LINES if name in year}


def _marked(
    read: list[Block], request: Request, faults: list[Diagnostic]
) -> Iterable[tuple[Block, DecimalMark]]:
    """Yield each statement with the one decimal mark of its file."""
    by_file: dict[str, list[Block]] = defaultdict(list)
    for block in read:
        by_file[block.sheet.file].append(block)
    for found in by_file.values():
        mark = request.decimal or _mark(found, request, faults)
        yield from ((block, mark) for block in found)


def _mark(found: list[Block], request: Request, faults: list[Diagnostic]) -> DecimalMark:
    amounts = [each for block in found for each in written(block)]
    marks = decimal_marks(each for each, _ in amounts)
    if len(marks) == 1:
        return marks.pop()
    if len(marks) > 1:
        telling = [(mark, cell) for each, cell in amounts if (mark := told_by(each.digits))]
        mark, first = telling[0]
        second = next(cell for other, cell in telling if other != mark)
        message = f"`{shown(first.text)}` and `{shown(second.text)}` cannot have the same decimal mark"
        hint = "say with --decimal which mark it is, or write the amounts alike"
        faults.append(Diagnostic("two-decimals", "error", message, second.position, hint))
        return "."
    doubtful = next((cell for each, cell in amounts if in_doubt(each.digits)), None)
    if doubtful is None:
        return "."
    right: list[DecimalMark] = [mark for mark in (".", ",") if _adds_up(found, mark, request)]
    if len(right) == 1:
        return right[0]
    message = f"`{shown(doubtful.text)}` could be read in two ways, and no amount of the file settles it"
    faults.append(
        Diagnostic(
            "no-decimal",
            "error",
            message,
            doubtful.position,
            "say which mark it is: --decimal . or --decimal ,",
        )
    )
    return "."


def _adds_up(found: list[Block], mark: DecimalMark, request: Request) -> bool:
    """Return whether sums hold with a decimal mark, and none fails."""
    held = False
    for block in found:
        read = rows(block, mark, request.mapping, [], [])
        for column in by_year(list(in_unit(read.rows, 1, 1))).values():
            year = {name: entries[0][1] for name, entries in column.items()}
            fixed = turned(year, one_statement(read.rows), frozenset()).year
            for each in (*SUMS, *BRIDGES):
                if each.given(fixed) and not each.holds(fixed):
                    return False
                held = held or each.given(fixed)
    return held


def _gaps(years: Mapping[int, Year], known: set[tuple[int | None, str | None]]) -> list[Remark]:
    """Return which lines some years have and others lack, where nothing else says why."""
    lacking: dict[str, list[str]] = defaultdict(list)
    for line in LINES:
        without = [
            number for number, year in years.items() if line not in year and (number, line) not in known
        ]
        if without and any(line in year for year in years.values()):
            lacking[", ".join(map(str, without))].append(f"`{line}`")
    return [
        Remark("missing-line", f"not given for {when}: {', '.join(lines)}") for when, lines in lacking.items()
    ]
