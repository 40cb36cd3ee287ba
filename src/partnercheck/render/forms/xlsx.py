"""A questionnaire as a workbook: a sheet of questions, one for each table of a section, and how to do it.

Nothing is protected, and no text of a rubric is ever a formula. Equal questionnaires give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import fail
from partnercheck.extras import install
from partnercheck.model import form_sheets as layout
from partnercheck.render.forms.sheets import choice_lists, list_id, question_columns, question_rows
from partnercheck.render.forms.wording import about, columns, head, how_to, one_grade, send, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.model.questionnaire import AskedSection, Questionnaire, Table
    from partnercheck.render.formats import Layout
    from partnercheck.render.forms.sheets import SheetColumn, SheetRow

_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (any fixed day: equal questionnaires give equal files)
_BLANK_ROWS = 60
_TITLE, _HEADINGS, _FIRST = 1, 2, 3
"""Rows, counted from 0: the title, the headings, and the first to be filled in."""
_NAME_MAX, _A4 = 31, 9
_ANSWER, _NOTE = 5, 7
"""The column of answers, counted from 0."""
_LOOKS = {"date": "day", "period": "words"}
"""How cells of a kind look; of a month such as 2027-06 spreadsheets make a day, unless it is a text."""


def render(asked: Questionnaire, _: Layout) -> bytes:
    """Return a questionnaire as an XLSX workbook.

    Raises:
        InputError: The extra `xlsx` is missing, or there are more questions than a form's sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        message = f"a form as XLSX needs the extra `xlsx`; install it with: {install('xlsx')}"
        raise fail("no-extra", message, "xlsx") from None
    rows = list(question_rows(asked))
    if len(rows) > layout.MAX_ROWS:
        message = f"a workbook asks at most {layout.MAX_ROWS} questions; these are {len(rows)}"
        raise fail("too-large", message, "xlsx", "ask a part with --only, or write the form as HTML")
    return _Form(asked, rows, xlsxwriter).written()


def _lines(text: str, width: float) -> int:
    """Return in how many lines a text stands in a cell, as not every program finds out."""
    return max(sum(-(-len(each) // int(width * _FULL)) for each in text.split("\n")), 1)


def _sheet_name(name: str) -> str:
    """Return as many whole words of a name as a sheet's may have, beside a number that tells two apart."""
    kept = name[: _NAME_MAX - 4]
    return (kept if kept == name or name[len(kept)] == " " else kept.rpartition(" ")[0] or kept).strip()


_LINE, _FULL = 15, 0.9
"""The height of a line; how much of a column's width a line that breaks between words fills."""
_TALLEST = 409
"""Points that a row of Excel has at most."""


class _Form:
    """A workbook in the making."""

    def __init__(self, asked: Questionnaire, rows: Sequence[SheetRow], xlsxwriter: Any) -> None:
        self._asked, self._rows = asked, rows
        self._lists = choice_lists(asked, rows)
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self._book.set_properties({"created": _CREATED, "title": title(asked)})
        top = {"text_wrap": True, "valign": "top"}
        entry = {**top, "border": 1, "border_color": "#c9d1da", "bg_color": "#fffdf2"}
        looks = {
            "title": {"bold": True, "font_size": 16},
            "text": top,
            "bold": {**top, "bold": True},
            "item": {**top, "indent": 1},
            "soft": {**top, "font_color": "#55606e"},
            "heading": {**top, "bold": True, "bottom": 1, "bg_color": "#f5f7f9"},
            "entry": entry,
            "day": {**entry, "num_format": "yyyy-mm-dd"},
            "words": {**entry, "num_format": "@"},
        }
        self._look = {name: self._book.add_format(look) for name, look in looks.items()}
        self._names: set[str] = set()

    def written(self) -> bytes:
        """Return the file."""
        self._read_me()
        self._questions()
        for section in self._asked.sections:
            for table in section.tables:
                self._table(section, table)
        self._choices()
        self._book.close()
        return self._file.getvalue()

    def _sheet(self, name: str, kind: str, columns: Sequence[str]) -> Any:
        """Return a new sheet whose first row and first column are hidden; they say what stands where."""
        plain = _sheet_name(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", name).strip()) or "Table"
        unique, number = plain, 1
        while unique.lower() in self._names:
            number += 1
            unique = f"{plain} {number}"
        self._names.add(unique.lower())
        sheet = self._book.add_worksheet(unique)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_TITLE, _HEADINGS)
        for place, key in enumerate((kind, *columns)):
            sheet.write_string(0, place, key)
        for row in (_TITLE, _HEADINGS):
            sheet.write_string(row, 0, layout.HEADING)
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, 12, None, {"hidden": True})
        return sheet

    def _write(self, sheet: Any, row: int, column: int, text: str, look: str) -> None:
        sheet.write_string(row, column, text[: layout.LONGEST], self._look[look])

    def _read_me(self) -> None:
        asked = self._asked
        sheet = self._sheet("Read me", layout.READ_ME, ("", layout.VALUE))
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 2, 90)
        self._write(sheet, _TITLE, 1, title(asked), "title")
        row = _FIRST
        for id_, name, value in (
            ("by", "Your name", asked.person),
            ("role", "Your role", None),
            ("date", "Today’s date", None),
        ):
            sheet.write_string(row, 0, id_)
            self._write(sheet, row, 1, name, "bold")
            look = "day" if id_ == "date" else "entry"
            if value:
                self._write(sheet, row, 2, value, look)
            else:
                sheet.write_blank(row, 2, None, self._look[look])
            row += 1
        for name, text in (*head(asked), *(("", each) for each in how_to(asked)), ("", send(asked))):
            self._write(sheet, row, 1, name, "bold")
            self._write(sheet, row, 2, text, "text")
            row += 1
        hidden = {key: getattr(asked, key) for key in ("partner", "rubric", "sha256", "form", "side")}
        for id_, value in {**hidden, layout.GRADE: one_grade(asked) or ""}.items():
            sheet.write_string(row, 0, id_)
            sheet.write_string(row, 2, value)
            sheet.set_row(row, None, None, {"hidden": True})
            row += 1

    def _questions(self) -> None:
        asked = question_columns(self._asked)
        sheet = self._sheet("Questions", layout.QUESTIONS, [each.key for each in asked])
        last = _FIRST + len(self._rows)
        counted = sum(row.counted for row in self._rows)
        progress = f'=COUNTIF(B{_FIRST + 1}:B{last},"done")&" of {counted} answered"'
        self._write(sheet, _TITLE, 3, title(self._asked), "title")
        sheet.write_formula(_TITLE, _ANSWER, progress, self._look["bold"], f"0 of {counted} answered")
        for place, column in enumerate(asked, start=1):
            sheet.set_column(place, place, column.width)
            self._write(sheet, _HEADINGS, place, column.heading, "heading")
        for number, row in enumerate(self._rows, start=_FIRST):
            self._question(sheet, number, row, asked, last)
        self._offer(sheet, asked, last)
        sheet.print_area(_TITLE, 1, last - 1, _NOTE)  # what evidence is asked for has no room on paper
        sheet.freeze_panes(_FIRST, 4)
        # With the ids, which must move with their rows.
        sheet.autofilter(_HEADINGS, 0, last - 1, len(asked))

    def _question(
        self, sheet: Any, number: int, row: SheetRow, asked: Sequence[SheetColumn], last: int
    ) -> None:
        at = number + 1
        sheet.write_string(number, 0, row.id)
        if row.counted:
            items = (
                f'COUNTIFS($A${_FIRST + 1}:$A${last},A{at}&"{layout.ITEM}*",$F${_FIRST + 1}:$F${last},"?*")'
            )
            done = f'=IF(LEN(F{at})+LEN(G{at})+{items}>0,"done","open")'
            sheet.write_formula(number, 1, done, self._look["soft"], "open")
        question = "bold" if row.counted else "item"
        texts = ((2, row.topic, "soft"), (3, row.question, question), (4, row.why, "soft"))
        for place, text, look in texts:
            self._write(sheet, number, place, text, look)
        lines = max(_lines(text, asked[place - 1].width) for place, text, _ in texts)
        sheet.set_row(number, min(_LINE * lines, _TALLEST))
        for place, column in enumerate(asked[_ANSWER - 1 :], start=_ANSWER):
            day = column.day or (row.day and place == _ANSWER)
            sheet.write_blank(number, place, None, self._look["day" if day else "entry"])

    def _offer(self, sheet: Any, asked: Sequence[SheetColumn], last: int) -> None:
        """Let whole columns be chosen from lists.

        By the id of each row and not its number: spreadsheets that sort rows leave such rules where they are.
        """
        found = f"MATCH($A{_FIRST + 1},Lists!$A:$A,0)"
        source = f"=OFFSET(Lists!$C$1,{found}-1,0,1,INDEX(Lists!$B:$B,{found}))"
        self._choose(sheet, (_FIRST, _ANSWER, last - 1, _ANSWER), source)
        for place, column in enumerate(asked, start=1):
            if column.key.endswith(".grade"):
                self._choose(sheet, (_FIRST, place, last - 1, place), self._range("grade"))

    def _table(self, section: AskedSection, table: Table) -> None:
        asked = columns(self._asked, table)
        kind = f"{layout.TABLE}{section.name}/{table.key}"
        own = [each for each in section.tables if each.key != "evidence"]
        name = section.title if own == [table] else f"{section.title} {table.title}"
        sheet = self._sheet(name, kind, [each.key for each in asked])
        self._write(sheet, _TITLE, 1, section.summary, "title")
        end = _FIRST + _BLANK_ROWS - 1
        for place, column in enumerate(asked, start=1):
            sheet.set_column(place, place, 34 if column.kind == "text" else 18)
            heading = f"{column.title}\n{about(column)}".strip()
            self._write(sheet, _HEADINGS, place, heading, "heading")
            for row in range(_FIRST, end + 1):
                sheet.write_blank(row, place, None, self._look[_LOOKS.get(column.kind, "entry")])
            if column.options:
                self._choose(sheet, (_FIRST, place, end, place), self._range(list_id(section, table, column)))
        sheet.freeze_panes(_FIRST, 2)

    def _choose(self, sheet: Any, cells: tuple[int, int, int, int], source: str) -> None:
        """Let cells be chosen from a list; whatever else is written there is told when it is read."""
        sheet.data_validation(*cells, {"validate": "list", "source": source, "show_error": False})

    def _range(self, name: str) -> str:
        from xlsxwriter.utility import xl_range_abs

        row = list(self._lists).index(name) + 1
        return f"=Lists!{xl_range_abs(row, 2, row, 1 + len(self._lists[name]))}"

    def _choices(self) -> None:
        """Write what may be chosen: a row for each list, told by its name."""
        sheet = self._book.add_worksheet("Lists")
        sheet.hide()
        for row, (name, texts) in enumerate(self._lists.items(), start=1):
            sheet.write_string(row, 0, name)
            sheet.write_number(row, 1, len(texts))
            for place, text in enumerate(texts, start=2):
                sheet.write_string(row, place, text)
