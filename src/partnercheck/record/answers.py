"""Answers put into the text of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import Problem
from partnercheck.model.answers import read_answer
from partnercheck.model.references import unknown
from partnercheck.source import Plain, Row, Table, parse
from partnercheck.yaml_edit import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.diagnostics import Path
    from partnercheck.model.rubric import Rubric


class Answer(NamedTuple):
    """What is put at a criterion; None is left as it is.

    Attributes:
        raw: The answer as a dossier writes it.
        item: A piece of evidence, by the keys of a dossier.
    """

    criterion: str
    raw: Any = None
    item: Mapping[str, Any] | None = None
    note: str | None = None


def read_answers(rubric: Rubric, given: Sequence[tuple[str, str]], problems: list[Problem]) -> list[Answer]:
    """Return answers from pairs of criterion and text.

    The path of a problem is the place of the pair, then 0 for the criterion or 1 for the answer.
    """
    answers: dict[str, Answer] = {}
    for place, (name, text) in enumerate(given):
        criterion = rubric.criteria.get(name)
        if criterion is None:
            problems.append(unknown("criterion", name, (place, 0), rubric.criteria))
        elif criterion.measure is not None:
            message = f"`{name}` is worked out from the dossier ({criterion.measure}); it takes no answer"
            hint = f"give the data in the section `{criterion.measure.partition('.')[0]}`"
            problems.append(Problem("measured", (place, 0), message, hint))
        elif name in answers:
            problems.append(Problem("duplicate", (place, 0), f"`{name}` is given twice"))
        else:
            raw = Plain(text) if text == "unknown" else criterion.from_line(text)
            read_answer(criterion, raw, (place, 1), problems)
            answers[name] = Answer(name, raw)
    return list(answers.values())


def with_answers(raw: bytes, file: str, answers: Sequence[Answer], rubric: Rubric) -> bytes:
    """Return a dossier with answers and evidence in it, every other byte as it was.

    Raises:
        InputError: One cannot be put there: several people have rated, or it is declared not applicable.
    """
    for each in answers:
        data = parse(raw, file).data
        raw = edited(raw, file, _edits(each, rubric.dimension_of[each.criterion], data))
    return raw


def held_by(data: Any, dimension: str, criterion: str) -> Any:
    """Return what a dossier's data have at a criterion; None where they have nothing."""
    group = data.get("answers", {}) or {}
    return (group.get(dimension) or {}).get(criterion)


def _edits(answer: Answer, dimension: str, data: Any) -> Iterator[Edit]:
    path: Path = ("answers", dimension, answer.criterion)
    old = held_by(data, dimension, answer.criterion)
    if isinstance(old, Table):
        if answer.raw is not None:
            yield Edit((*path, "answer"), answer.raw)
        if answer.item is not None:
            yield _evidence(path, old.get("evidence"), answer.item)
        if answer.note is not None:
            yield Edit((*path, "note"), answer.note)
        return
    value = old if answer.raw is None else answer.raw
    more = {"evidence": [dict(answer.item)] if answer.item else None, "note": answer.note}
    entry = {"answer": value} | {key: each for key, each in more.items() if each is not None}
    if answer.raw is None and old is None:
        del entry["answer"]
    yield Edit(path, entry if len(entry) > 1 or "answer" not in entry else value)


def _evidence(path: Path, old: Any, item: Mapping[str, Any]) -> Edit:
    """Return how an item is added; it takes the place of a grade in short, which says less."""
    if isinstance(old, Row):
        return Edit((*path, "evidence", len(old)), dict(item))
    return Edit((*path, "evidence"), [dict(item)])
