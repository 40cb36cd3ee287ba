"""What rows say about facts and questions, in the keys of a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.importing.forms.cells import problem
from partnercheck.importing.forms.evidence import KEYS
from partnercheck.importing.forms.wording import is_word, scalar
from partnercheck.model import form_sheets as layout
from partnercheck.source import Plain, Row, Table

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.importing.forms.cells import CellData
    from partnercheck.importing.forms.evidence import EvidenceReader
    from partnercheck.importing.forms.rows import Rows
    from partnercheck.importing.forms.wording import Words
    from partnercheck.importing.tables.cells import Cell
    from partnercheck.model.questionnaire import Question, Questionnaire


class Answers:
    """Puts what rows say about facts and questions into a reply."""

    def __init__(
        self,
        data: CellData,
        words: Words,
        evidence: EvidenceReader,
        rows: Rows,
        problems: list[Diagnostic],
    ) -> None:
        """Take the rows, what reads parts of them, and where data and problems go."""
        self._data, self._words, self._evidence = data, words, evidence
        self._rows, self._problems = rows, problems

    def put_into(self, reply: Table, asked: Questionnaire) -> None:
        """Put every answer into a reply."""
        for fact in asked.facts:
            id_ = f"{layout.FACT}{fact.id}"
            if (found := self._answer(fact, id_, self._rows.cells(id_).get(layout.ANSWER))) is not None:
                self._data.put(self._data.within(reply, "profile", found[1]), fact.id, *found)
        for group in asked.groups:
            for question in group.questions:
                if (entry := self._entry(question)).spots:
                    cell = self._data.cell(entry)
                    home = self._data.within(self._data.within(reply, "answers", cell), group.id, cell)
                    self._data.put(home, question.id, entry, cell)

    def _entry(self, question: Question) -> Table:
        """Return the answer to a question with its note and evidence; empty where nothing is said."""
        entry, row = Table(), self._rows.cells(question.id)
        reason, given = row.get(layout.REASON), row.get(layout.ANSWER)
        waived = is_word(given, layout.NOT_APPLICABLE)
        answer = self._answer(question, question.id, None if waived else given)
        if reason is not None:
            self._data.put(entry, "not_applicable", reason.text, reason)
            if answer is not None:
                message = "a question is answered or does not apply, not both"
                self._problems.append(problem("two-answers", reason, message))
        elif given is not None and waived:
            message = "say in the next column why it does not apply"
            self._problems.append(problem("not-applicable", given, message))
        elif answer is not None:
            self._data.put(entry, "answer", *answer)
        if note := row.get(layout.NOTE):
            self._data.put(entry, "note", note.text, note)
        evidence = Row()
        for number in range(1, layout.EVIDENCE + 1):
            if cells := {key: row[name] for key in KEYS if (name := f"{number}.{key}") in row}:
                self._data.add(evidence, self._evidence.read(cells), next(iter(cells.values())))
        if evidence:
            self._data.put(entry, "evidence", evidence, self._data.cell(evidence))
        return entry

    def _answer(self, question: Question, id_: str, cell: Cell | None) -> tuple[Any, Cell] | None:
        """Return an answer as a reply has it, and its cell; None where it is open or wrong."""
        ticks = {
            option.key: found
            for option in question.options
            if (found := self._rows.cells(f"{id_}{layout.ITEM}{option.key}").get(layout.ANSWER))
        }
        if ticks:
            at = next(iter(ticks.values()))
            items = Row()
            for key, found in ticks.items():
                if self._words.ticked(found):
                    self._data.add(items, key, found)
            if cell is not None:
                message = "answered here, and in the rows of its items; only one can hold"
                self._problems.append(problem("two-answers", cell, message))
            return items, at
        if cell is None:
            return None
        if is_word(cell, layout.UNKNOWN):
            return Plain("unknown"), cell
        if question.form == "one":
            chosen = self._words.chosen(question.options, cell)
            return None if chosen is None else (chosen, cell)
        if question.form == "many":
            return (Row(), cell) if self._words.none(cell) else None
        return scalar(cell, text=question.form == "text"), cell
