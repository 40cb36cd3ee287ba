"""The rows of a sheet of questions: each is about what its hidden id says, in whatever order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.importing.forms.cells import place, problem
from partnercheck.importing.forms.evidence import KEYS
from partnercheck.importing.forms.wording import folded
from partnercheck.model import form_sheets as layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.forms.cells import Line
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.questionnaire import Questionnaire

SAID = (
    layout.ANSWER,
    layout.REASON,
    layout.NOTE,
    *(f"{number}.{key}" for number in range(1, layout.EVIDENCE + 1) for key in KEYS),
)
"""The columns that people fill in."""


def asked_texts(asked: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield the id of every row that there may be, with the text of its question."""
    facts = [(f"{layout.FACT}{each.id}", each) for each in asked.facts]
    for id_, question in (*facts, *((each.id, each) for group in asked.groups for each in group.questions)):
        yield id_, question.question
        if question.form == "many":
            for option, text in zip(question.options, layout.in_words(question.options), strict=True):
                yield f"{id_}{layout.ITEM}{option.key}", text
    for section in asked.sections:
        yield from ((f"{layout.FIELD}{section.name}/{each.key}", each.title) for each in section.fields)


class Rows:
    """Takes in rows, tells what is wrong with each as a row, and gives what was said by id."""

    def __init__(self, texts: Mapping[str, str], problems: list[Diagnostic]) -> None:
        """Take the text of the question of each id, and where problems go."""
        self._texts = {id_: folded(text[: layout.LONGEST]) for id_, text in texts.items()}
        self._known = frozenset(self._texts.values())
        self._problems = problems
        self._cells: dict[str, dict[str, Cell]] = {}
        self._left: dict[str, Cell] = {}

    def cells(self, id_: str) -> dict[str, Cell]:
        """Return the cells in which something was said about an id, by column."""
        return self._cells.get(id_, {})

    def left(self, id_: str) -> Cell | None:
        """Return the cell of an answer that was left empty."""
        return None if id_ in self._cells else self._left.get(id_)

    def leave_out(self, id_: str, columns: Iterable[str], why: str) -> None:
        """Tell of what stands in columns that an id has nothing to say in."""
        for cell in (cells[name] for cells in [self.cells(id_)] for name in columns if name in cells):
            self._problems.append(problem("left-out", cell, f"{why}; this is left out", warning=True))

    def take(self, line: Line) -> None:
        """Take in a row."""
        filled, id_ = line.filled(*SAID), line.id.text
        if id_ in self._texts and not self._is_own(line, some=bool(filled)):
            return
        if not filled:
            self._left[id_] = line.cells.get(layout.ANSWER, line.id)
            return
        at = next(iter(filled.values()))
        if id_ not in self._texts:
            self._tell_nowhere(id_, at)
        elif self._texts_of(before := self._cells.setdefault(id_, filled)) != self._texts_of(filled):
            message = f"this is answered otherwise in the row of {place(next(iter(before.values())))}"
            self._problems.append(problem("two-answers", at, message, "keep the row that holds"))

    def _texts_of(self, cells: Mapping[str, Cell]) -> dict[str, str]:
        return {key: cell.text for key, cell in cells.items()}

    def _tell_nowhere(self, id_: str, at: Cell) -> None:
        if id_:
            message = f"nobody asks `{shown(id_)}`; the row is left out"
            self._problems.append(problem("unknown-criterion", at, message, warning=True))
        else:
            message = "this row has lost its hidden id, so nobody can say what it answers"
            hint = "write the answer into the row of its question"
            self._problems.append(problem("no-id", at, message, hint))

    def _is_own(self, line: Line, *, some: bool) -> bool:
        """Return whether a row shows its own question, or one that somebody has rewritten, which is told."""
        cell = line.cells.get(layout.QUESTION)
        text = folded(cell.text) if cell is not None else ""
        if cell is None or text == self._texts[line.id.text]:
            return True
        if text in self._known:
            if some:
                message = (
                    "this question stands in the row of another one, so nobody can say which was answered"
                )
                hint = "sort whole rows, the hidden first column with them"
                self._problems.append(problem("moved-question", cell, message, hint))
            return False
        message = "this is not the question that was asked; the answer is taken for one to that"
        self._problems.append(problem("changed-question", cell, message, warning=True))
        return True
