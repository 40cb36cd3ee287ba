"""Evidence as a form has it: what shows something, when, in which file, and how somebody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.importing.forms.cells import problem
from partnercheck.importing.forms.wording import scalar
from partnercheck.model.form_sheets import GRADE
from partnercheck.source import Plain, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.forms.cells import CellData
    from partnercheck.importing.forms.wording import Words
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.answering import Option

KEYS = ("source", GRADE, "date", "file")
"""The columns of a piece of evidence."""


class EvidenceReader:
    """Reads pieces of evidence."""

    def __init__(
        self,
        data: CellData,
        words: Words,
        problems: list[Diagnostic],
        grades: Sequence[Option],
        one: str | None,
    ) -> None:
        """Take the grades to choose from, and the one that all evidence has where nobody chooses.

        That is empty where the form has lost which; it is told as such.
        """
        self._data, self._words, self._problems = data, words, problems
        self._grades, self._one = grades, one

    def read(self, cells: Mapping[str, Cell]) -> Table:
        """Return a piece of evidence, of which at least one cell is filled in."""
        item, at = Table(), next(iter(cells.values()))
        for key, cell in cells.items():
            if key != GRADE:
                self._data.put(item, key, scalar(cell, text=key != "date"), cell)
        if self._one == "":
            pass
        elif self._one is not None:
            self._data.put(item, GRADE, Plain(self._one), at)
        elif GRADE not in cells:
            self._problems.append(problem("missing-key", at, "choose how you know of this evidence"))
        elif (grade := self._words.chosen(self._grades, cells[GRADE])) is not None:
            self._data.put(item, GRADE, grade, cells[GRADE])
        if "source" not in cells:
            self._problems.append(problem("missing-key", at, "say what shows it"))
        return item
