"""A model of what is sound in a faulty document, so that the rest can be checked in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS
from partnercheck.model.strict import NOTHING_KNOWN, Model, validate
from partnercheck.source import Document, Plain, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel

    from partnercheck.diagnostics import Diagnostic, Path, Problem

_ROUNDS = 12

_STAND_INS = {
    "title": "?",
    "question": "?",
    "text": "?",
    "value": "0",
    "weight": "1",
    "score": "0",
    "name": "?",
    "by": "?",
    "reason": "not given",
    "source": "?",
    "answer": "unknown",
    "until": "9999-12-31",
}
"""What stands in for a required key that is missing, wherever nothing else depends on what it says."""

Tree = dict[str | int, "Tree | str | None"]
"""Steps of paths, each with the steps that follow it; at the end None, or what is to stand there."""


class Parsed(NamedTuple, Generic[Model]):
    """A document's model, whole or of its sound parts.

    Attributes:
        model: None where not even parts could be had.
        document: What the model was read from; paths of further problems lead through it.
        diagnostics: Everything wrong with the form of the document; empty where the model is whole.
        lost: Words that named a part which is missing from the model.
    """

    model: Model | None
    document: Document
    diagnostics: list[Diagnostic]
    lost: frozenset[str] = frozenset()

    def locate(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """Yield further problems as diagnostics, but not that a name is unknown whose part was lost."""
        for problem in problems:
            if not (problem.code.startswith("unknown-") and self._is_lost(problem)):
                yield from self.document.locate([problem])

    def _is_lost(self, problem: Problem) -> bool:
        word = problem.path[-1] if problem.key else at(self.document.data, problem.path)
        return (
            isinstance(word, str) and word in self.lost
        )  # where a default stands, the path leads to a table


def parse_model(
    model: type[Model],
    document: Document,
    stand_ins: Mapping[str, Any],
    known: Mapping[int, BaseModel] = NOTHING_KNOWN,
) -> Parsed[Model]:
    """Return the model of a document; of its sound parts where it has faults.

    Args:
        model: What the document should be.
        document: The data with its places.
        stand_ins: Values for required keys at the top, used only where they are missing or faulty.
        known: Models of parts of the data, by the `id` of that part.
    """
    found, problems = validate(model, document.data, known)
    diagnostics = [*document.problems, *document.locate(problems)]
    if found is not None or not isinstance(document.data, Table) or len(problems) > MAX_PROBLEMS:
        return Parsed(found, document, diagnostics)
    lost: set[str] = set()
    rest = document
    for _ in range(_ROUNDS):
        faulty = _tree({_mend(rest.data, problem) for problem in problems})
        data = _mended(rest.data, faulty, lost)
        _complete(data, stand_ins)
        rest = document._replace(data=data)
        found, problems = validate(model, rest.data, known)
        if found is not None:
            break
    return Parsed(found, rest, diagnostics, frozenset(lost))


def at(data: Any, path: Path) -> Any:
    """Return the value at a path, as deep as it leads."""
    for step in _real(data, path):
        data = data[step]
    return data


def _mend(data: Any, problem: Problem) -> tuple[Path, str | None]:
    """Return the path of what must go, or that of a missing key with what is to stand there."""
    key = problem.path[-1] if problem.code == "missing-key" else None
    real = _real(data, problem.path)
    if key in _STAND_INS:
        return (*real, key), _STAND_INS[key]
    return real, None


def _real(data: Any, path: Path) -> Path:
    """Return a path without the steps that lead to nothing."""
    steps: list[str | int] = []
    for step in path:
        if _leads(data, step):
            steps.append(step)
            data = data[step]
    return tuple(steps)


def _leads(data: Any, step: str | int) -> bool:
    if isinstance(data, Row):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, Table) and step in data


def _tree(mends: Iterable[tuple[Path, str | None]]) -> Tree:
    """Return paths as a tree of their steps; one that ends is a leaf, whatever leads on from there."""
    tree: Tree = {}
    for path, stand_in in sorted(mends, key=lambda mend: len(mend[0])):
        branch: Tree | str | None = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {}) if isinstance(branch, dict) else None
        if path and isinstance(branch, dict):
            branch[path[-1]] = stand_in
    return tree


def _mended(data: Any, faulty: Tree, lost: set[str]) -> Any:
    """Return a copy of `data` without what stands at the leaves of a tree, or with what is to stand there."""
    copy: Any = type(data)()
    pairs = enumerate(data) if isinstance(data, Row) else data.items()
    for key, value in pairs:
        deeper = faulty.get(key, {})
        if not isinstance(deeper, dict):
            lost.update(_names(key, value))
            continue
        kept = _mended(value, deeper, lost) if deeper else value
        if isinstance(copy, Row):
            copy.append(kept)
            copy.marks.append(data.marks[key])
        else:
            copy[key] = kept
            copy.marks[key] = data.marks[key]
    if isinstance(copy, Table):
        _complete(copy, {str(key): Plain(leaf) for key, leaf in faulty.items() if isinstance(leaf, str)})
    return copy


def _names(step: str | int, value: Any) -> Iterator[str]:
    """Yield the names that a lost value was known by, and those within it."""
    if isinstance(step, str):
        yield step
    if isinstance(value, Table):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for key, inner in value.items():
            yield from _names(key, inner)
    elif isinstance(value, Row):
        for inner in value:
            yield from _names(0, inner)


def _complete(data: Table, stand_ins: Mapping[str, Any]) -> None:
    """Put stand-ins into a mapping for the keys that it lacks; they stand where it begins."""
    place = next(iter(data.marks.values()), (0, 0))
    for key, value in stand_ins.items():
        if key not in data:
            data[key] = value
            data.marks[key] = place
