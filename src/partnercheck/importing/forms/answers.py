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
            self._rows.leave_out(
                id_, (layout.REASON, layout.NOTE), "of a fact, the answer and what shows it are kept"
            )
            evidence = self._evidence_of(id_)
            if (found := self._answer(fact, id_, self._rows.cells(id_).get(layout.ANSWER))) is not None:
                said: tuple[Any, Cell] = found
                if evidence:
                    said = Table(), found[1]
                    self._data.put(said[0], "is", *found)
                    self._data.put(said[0], "evidence", evidence, self._data.cell(evidence))
                self._data.put(self._data.within(reply, "profile", found[1]), fact.id, *said)
            elif evidence:
                message = "this shows a fact that is not answered; it is left out"
                at = self._data.cell(evidence)
                self._problems.append(problem("left-out", at, message, warning=True))
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
        items = self._items(question, question.id)
        for id_ in items:
            self._rows.leave_out(id_, (layout.REASON,), "a question does not apply, not one of its items")
        notes = [(row[layout.NOTE].text, row[layout.NOTE])] if layout.NOTE in row else []
        for id_, words in items.items():
            if note := self._rows.cells(id_).get(layout.NOTE):
                notes.append((f"{words}: {note.text}", note))
        if notes:
            self._data.put(entry, "note", "\n".join(text for text, _ in notes), notes[0][1])
        if evidence := self._evidence_of(question.id, *items):
            self._data.put(entry, "evidence", evidence, self._data.cell(evidence))
        return entry

    def _items(self, question: Question, id_: str) -> dict[str, str]:
        """Return the words of the items that have rows of their own, by the ids of these."""
        texts = layout.in_words(question.options) if question.form == "many" else ()
        keys = (f"{id_}{layout.ITEM}{each.key}" for each in question.options)
        return dict(zip(keys, texts, strict=False))

    def _evidence_of(self, *ids: str) -> Row:
        """Return the pieces of evidence in the rows of ids."""
        evidence = Row()
        for row in map(self._rows.cells, ids):
            for number in range(1, layout.EVIDENCE + 1):
                if cells := {key: row[name] for key in KEYS if (name := f"{number}.{key}") in row}:
                    self._data.add(evidence, self._evidence.read(cells), next(iter(cells.values())))
        return evidence

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
