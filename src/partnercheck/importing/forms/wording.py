"""Answers in words, as people choose or write them, to the keys that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.importing.forms.cells import problem
from partnercheck.model import form_sheets as layout
from partnercheck.source import Plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.answering import Option

_TICKS = {"yes": True, "x": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def folded(text: str) -> str:
    """Return a text without what nobody sees a difference in: case and blanks."""
    return " ".join(text.split()).casefold()


def is_word(cell: Cell | None, word: str) -> bool:
    """Return whether a cell says nothing but a word."""
    return cell is not None and folded(cell.text) == folded(word)


class Words:
    """Reads cells that hold one of several answers; what is none of them is told."""

    def __init__(self, problems: list[Diagnostic], *, changed: bool) -> None:
        """Take where problems go, and whether the rubric has changed since it was asked."""
        self._problems = problems
        self._changed = changed

    def chosen(self, options: Sequence[Option], cell: Cell) -> int | str | None:
        """Return the key of the option that a cell names by its words, or by the key itself."""
        keys = {folded(str(each.key)): each.key for each in options}
        keys |= {folded(text): each.key for text, each in zip(layout.in_words(options), options, strict=True)}
        found = keys.get(folded(cell.text))
        if found is None:
            self._refuse(cell)
        return Plain(found) if isinstance(found, str) else found

    def ticked(self, cell: Cell) -> bool:
        """Return whether an item of a checklist is ticked."""
        found = _TICKS.get(folded(cell.text))
        if found is None:
            self._refuse(cell, f"write {layout.TICKED}, or leave it empty")
        return bool(found)

    def none(self, cell: Cell) -> bool:
        """Return whether a cell says that no item of a checklist is so."""
        if not is_word(cell, layout.NONE):
            self._refuse(cell, "answer its items, in the rows of their own")
            return False
        return True

    def _refuse(self, cell: Cell, hint: str = "choose one from the list in the cell") -> None:
        if self._changed:
            message = f"`{shown(cell.text)}` is no answer to this question any more; it is left out"
            self._problems.append(problem("changed-question", cell, message, warning=True))
        else:
            message = f"`{shown(cell.text)}` is none of the answers"
            self._problems.append(problem("unknown-option", cell, message, hint))


def scalar(cell: Cell, *, text: bool) -> str:
    """Return what a cell holds as a file would: in quotes where a text is asked for, of a moment the day."""
    return cell.text if text else Plain(cell.text if cell.day is None else cell.day.isoformat())
