"""Answers put into the text of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

from partnercheck.diagnostics import InputError, Problem
from partnercheck.model.answers import read_answer
from partnercheck.model.entry import Response
from partnercheck.model.references import unknown
from partnercheck.model.strict import validate
from partnercheck.source import Plain, Row, Table, parse
from partnercheck.yaml_edit import Edit, Nest, Rename, edited, value_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.profile import Fact
    from partnercheck.model.rubric import Rubric


class Answer(NamedTuple):
    """What is put at a criterion or a fact of the profile; None is left as it is.

    Attributes:
        raw: The answer as a dossier writes it, or why the question does not apply.
        item: A piece of evidence, by the keys of a dossier.
    """

    name: str
    raw: Any = None
    item: Mapping[str, Any] | None = None
    note: str | None = None
    key: Literal["answer", "not_applicable"] = "answer"


def read_answers(rubric: Rubric, given: Sequence[tuple[str, str]], problems: list[Problem]) -> list[Answer]:
    """Return answers from pairs of criterion or fact, and text.

    The path of a problem is the place of the pair, then 0 for the name or 1 for the answer.
    """
    answers: dict[str, Answer] = {}
    for place, (name, text) in enumerate(given):
        raw: Any = Plain(text)
        key: Literal["answer", "not_applicable"] = "answer"
        if name in answers:
            problems.append(Problem("duplicate", (place, 0), f"`{name}` is given twice"))
        elif name in rubric.criteria and (declared := _declared(text)) is not None:
            raw, key = str(declared["not_applicable"]), "not_applicable"
            problems += _wrong_declaration(rubric.criteria[name], declared, place)
        elif name in rubric.criteria:
            unsaid = text == "unknown"
            refused = None if unsaid else rubric.criteria[name].takes_no_answer((place, 0))
            problems += [refused] if refused else []
            raw = raw if unsaid else rubric.criteria[name].from_line(text)
            read_answer(rubric.criteria[name], raw, (place, 1), problems)
        elif name in rubric.profile:
            problems += _wrong_fact(rubric.profile[name], raw, (place, 1))
        else:
            problems.append(
                unknown("criterion or fact", name, (place, 0), [*rubric.criteria, *rubric.profile])
            )
        answers[name] = Answer(name, raw, key=key)
    return list(answers.values())


def _declared(text: str) -> Table | None:
    """Return `{not_applicable: WHY}` as a file reads it; None where a text is anything else."""
    try:
        document = parse(text.encode(), "answer") if text.startswith("{") else None
    except InputError:
        return None
    sound = document is not None and not document.faults and isinstance(document.data, Table)
    return document.data if document and sound and set(document.data) == {"not_applicable"} else None


def _wrong_declaration(criterion: Criterion, declared: Table, place: int) -> Iterator[Problem]:
    """Yield what is wrong with saying that a criterion does not apply."""
    said, wrong = validate(Response, declared)
    yield from (each._replace(path=(place, 1)) for each in wrong)
    if said is not None and (refused := criterion.refuses(said, (place, 0))):
        yield refused


def rated(data: Any, answers: Iterable[Answer], dimension_of: Mapping[str, str]) -> Iterator[Problem]:
    """Yield which answers would stand beside ratings in the dossier; a path is the place of the answer.

    What people replied is no rating of the dossier's: an answer of its own stands, theirs beside it.
    """
    for place, each in enumerate(answers):
        entry = value_at(data, ("answers", dimension_of.get(each.name, ""), each.name))
        ratings = entry.get("ratings") if isinstance(entry, Table) else None
        if ratings and each.raw is not None:
            who = "one person has" if len(ratings) == 1 else f"{len(ratings)} people have"
            message = f"{who} rated `{each.name}`, and their ratings are its answer"
            hint = "edit a rating in the dossier, or collect a reply (`partnercheck collect`)"
            yield Problem("wrong-answer", (place, 0), message, hint)


def cites(data: Any, rubric: Rubric, name: str, item: Mapping[str, Any]) -> bool:
    """Return whether a criterion or fact has this piece of evidence already, in the dossier itself."""
    dimension = rubric.dimension_of.get(name)
    place = ("profile", name) if dimension is None else ("answers", dimension, name)
    cited = value_at(data, (*place, "evidence"))
    wanted = {key: str(value) for key, value in item.items()}
    return isinstance(cited, Row) and wanted in cited


def wrong_grade(rubric: Rubric, grade: str) -> Iterator[Problem]:
    """Yield that the rubric has no such grade of evidence."""
    if grade not in rubric.evidence.rank:
        yield unknown("grade", grade, (), rubric.evidence.rank)


def _wrong_fact(fact: Fact, raw: Plain, path: Path) -> Iterator[Problem]:
    try:
        fact.read(raw)
    except PydanticCustomError as error:
        context = error.context or {}
        yield Problem(error.type, path, context["text"], context["hint"] or fact.wanted)


def with_answers(raw: bytes, file: str, answers: Sequence[Answer], rubric: Rubric) -> bytes:
    """Return a dossier with answers and evidence in it, every other byte as it was.

    Raises:
        InputError: One cannot be put there: several people have rated, or it is declared not applicable.
    """
    for each in answers:
        data = parse(raw, file).data
        raw = edited(raw, file, _edits(each, rubric, data))
    return raw


def _edits(answer: Answer, rubric: Rubric, data: Any) -> Iterator[Edit | Nest | Rename]:
    fact = answer.name not in rubric.criteria
    path: Path = ("profile", answer.name)
    if not fact:
        path = ("answers", rubric.dimension_of[answer.name], answer.name)
    key, old = "is" if fact else answer.key, value_at(data, path)
    if isinstance(old, Table):
        if key == "not_applicable" and "answer" in old:
            yield Edit((*path, "answer"), answer.raw)
            yield Rename((*path, "answer"), key)
        elif answer.raw is not None:
            yield Edit((*path, key), answer.raw)
        if answer.item is not None:
            yield _evidence(path, old.get("evidence"), answer.item)
        if answer.note is not None:
            yield Edit((*path, "note"), answer.note)
        return
    more = {"evidence": [dict(answer.item)] if answer.item else None, "note": answer.note}
    beside = {name: each for name, each in more.items() if each is not None}
    if not beside:
        yield Edit(path, {key: answer.raw} if key == "not_applicable" else answer.raw)
    elif old is None and answer.raw is None:
        yield Edit(path, beside)
    else:
        yield Nest(path, key, beside, answer.raw)


def _evidence(path: Path, old: Any, item: Mapping[str, Any]) -> Edit:
    """Return how an item is added; it takes the place of a grade in short, which says less."""
    if isinstance(old, Row):
        return Edit((*path, "evidence", len(old)), dict(item))
    return Edit((*path, "evidence"), [dict(item)])
