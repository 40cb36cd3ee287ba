"""What sheets of tables, and rows about single fields, say of the sections of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.importing.forms.cells import place, problem
from partnercheck.importing.forms.evidence import KEYS
from partnercheck.importing.forms.rows import SAID
from partnercheck.importing.forms.wording import is_word, scalar
from partnercheck.model import form_sheets as layout
from partnercheck.source import Plain, Row, Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.forms.cells import CellData, FormSheet
    from partnercheck.importing.forms.evidence import EvidenceReader
    from partnercheck.importing.forms.rows import Rows
    from partnercheck.importing.forms.wording import Words
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.questionnaire import AskedSection, Column
    from partnercheck.model.questionnaire import Table as AskedTable

_KEY = "key"
"""The column that names a row, in tables whose rows go by name."""


class Sections:
    """Puts what a form says of sections into a reply."""

    def __init__(
        self, data: CellData, words: Words, evidence: EvidenceReader, problems: list[Diagnostic]
    ) -> None:
        """Take what reads parts of rows, and where data and problems go."""
        self._data, self._words, self._evidence, self._problems = data, words, evidence, problems

    def put_into(
        self, reply: Table, asked: Sequence[AskedSection], rows: Rows, sheets: Sequence[FormSheet]
    ) -> None:
        """Put every section of which something is said into a reply."""
        tables = {f"{layout.TABLE}{section.name}/{each.key}" for section in asked for each in section.tables}
        for sheet in sheets:
            if sheet.lines and sheet.kind not in tables:
                message = f"nobody asks for `{shown(sheet.kind.removeprefix(layout.TABLE))}`; it is left out"
                self._problems.append(problem("unknown-section", sheet.lines[0].id, message, warning=True))
        for section in asked:
            filled, lacking = Table(), None
            for field in section.fields:
                id_ = f"{layout.FIELD}{section.name}/{field.key}"
                cells = rows.cells(id_)
                rows.leave_out(
                    id_, SAID[1:], "of this row the answer is kept, and what shows it has a sheet of its own"
                )
                if field.required:
                    lacking = lacking or rows.left(id_)
                cell = cells.get(layout.ANSWER)
                if cell is not None and not is_word(cell, layout.UNKNOWN):
                    self._put(filled, field, cell)
            for table in section.tables:
                kind = f"{layout.TABLE}{section.name}/{table.key}"
                if only := self._only([each for each in sheets if each.kind == kind and each.lines]):
                    self._table(filled, table, only)
            if filled:
                self._data.put(reply, section.name, filled, lacking or self._data.cell(filled))

    def _only(self, sheets: list[FormSheet]) -> FormSheet | None:
        """Return the sheet of a table; its copies say the same in any order, or are told."""
        for each in sheets[1:]:
            if _said(each) != _said(sheets[0]):
                message = f"this table is filled in otherwise at {place(sheets[0].lines[0].id)}"
                hint = "keep one of both sheets, with all of its rows"
                self._problems.append(problem("two-answers", each.lines[0].id, message, hint))
        return sheets[0] if sheets else None

    def _table(self, section: Table, table: AskedTable, sheet: FormSheet) -> None:
        columns = {each.key: each for each in table.columns}
        evidence = table.key == "evidence"
        for line in sheet.lines:
            cells = line.filled(*(KEYS if evidence else columns))
            if not cells:
                continue
            at = next(iter(cells.values()))
            row = self._evidence.read(cells) if evidence else Table()
            for key, cell in () if evidence else cells.items():
                if not (table.keyed and key == _KEY):
                    self._put(row, columns[key], cell)
            if table.key not in section:
                self._data.put(section, table.key, Table() if table.keyed else Row(), at)
            self._add(section[table.key], row, cells, columns)

    def _add(
        self, rows: Table | Row, row: Table, cells: dict[str, Cell], columns: Mapping[str, Column]
    ) -> None:
        """Add a row to a list, or to a mapping under the name in its column `key`."""
        at = next(iter(cells.values()))
        if isinstance(rows, Row):
            self._data.add(rows, row, at)
        elif _KEY not in cells:
            message = f"fill in the column “{columns[_KEY].title}” of this row"
            self._problems.append(problem("missing-key", at, message))
        elif (name := cells[_KEY].text) in rows:
            self._problems.append(problem("two-answers", cells[_KEY], "this stands in another row, too"))
        else:
            self._data.put(rows, name, row, cells[_KEY])

    def _put(self, row: Table, column: Column, cell: Cell) -> None:
        value = (
            self._words.chosen(column.options, cell)
            if column.options
            else self._month(cell, cell.day)
            if column.kind == "period" and cell.day is not None
            else scalar(cell, text=column.kind == "text")
        )
        if value is not None:
            self._data.put(row, column.key, value, cell)

    def _month(self, cell: Cell, day: dt.date) -> Plain:
        """Return the month that a spreadsheet has made a date of: the first of it."""
        if day.day != 1:  # of `Jun-27` it makes a day of this year
            message = f"`{day}` is a day, where a period is needed, such as 2027, 2027-Q2 or 2027-06"
            hint = "write it once more, with ' before it, so that no date is made of it"
            self._problems.append(problem("wrong-date", cell, message, hint))
        return Plain(f"{day:%Y-%m}")


def _said(sheet: FormSheet) -> list[list[tuple[str, str]]]:
    """Return what stands in the rows of a sheet, in one order."""
    rows = ({name: cell.text for name, cell in line.filled().items()} for line in sheet.lines)
    return sorted(sorted(each.items()) for each in rows)
