"""A model of what is sound in a faulty document, so that the rest can be checked in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS
from partnercheck.model.strict import Model, validate
from partnercheck.source import Document, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Diagnostic, Path, Problem

_ROUNDS = 12

Tree = dict[str | int, "Tree | None"]
"""Steps of paths, each with the steps that follow it; None where the path ends."""


class Salvaged(NamedTuple, Generic[Model]):
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
            if not (problem.code.startswith("unknown-") and self._word(problem) in self.lost):
                yield from self.document.locate([problem])

    def _word(self, problem: Problem) -> object:
        return problem.path[-1] if problem.key else at(self.document.data, problem.path)


def salvage(model: type[Model], document: Document, stand_ins: Mapping[str, Any]) -> Salvaged[Model]:
    """Return the model of a document; of its sound parts where it has faults.

    Args:
        model: What the document should be.
        document: The data with its places.
        stand_ins: Values for required keys at the top, used only where they are missing or faulty.
    """
    found, problems = validate(model, document.data)
    diagnostics = [*document.problems, *document.locate(problems)]
    if found is not None or not isinstance(document.data, Table) or len(problems) > MAX_PROBLEMS:
        return Salvaged(found, document, diagnostics)
    lost: set[str] = set()
    rest = document
    for _ in range(_ROUNDS):
        faulty = _tree(_real(rest.data, problem.path) for problem in problems)
        rest = document._replace(data=_completed(_without(rest.data, faulty, lost), stand_ins))
        found, problems = validate(model, rest.data)
        if found is not None:
            break
    return Salvaged(found, rest, diagnostics, frozenset(lost))


def at(data: Any, path: Path) -> Any:
    """Return the value at a path, as deep as it leads."""
    for step in _real(data, path):
        data = data[step]
    return data


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


def _tree(paths: Iterable[Path]) -> Tree:
    """Return paths as a tree of their steps; one that ends is a leaf, whatever leads on from there."""
    tree: Tree = {}
    for path in sorted(set(paths), key=len):
        branch: Tree | None = tree
        for step in path[:-1]:
            branch = None if branch is None else branch.setdefault(step, {})
        if path and branch is not None:
            branch[path[-1]] = None
    return tree


def _without(data: Any, faulty: Tree, lost: set[str]) -> Any:
    """Return a copy of `data` without what stands at the leaves of a tree."""
    copy: Any = type(data)()
    pairs = enumerate(data) if isinstance(data, Row) else data.items()
    for key, value in pairs:
        deeper = faulty.get(key, {})
        if deeper is None:
            lost.update(_names(key, value))
            continue
        kept = _without(value, deeper, lost) if deeper else value
        if isinstance(copy, Row):
            copy.append(kept)
            copy.marks.append(data.marks[key])
        else:
            copy[key] = kept
            copy.marks[key] = data.marks[key]
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


def _completed(data: Table, stand_ins: Mapping[str, Any]) -> Table:
    """Return the mapping with stand-ins for the required keys it lacks."""
    missing = [key for key in stand_ins if key not in data]
    if missing:
        for key in missing:
            data[key] = stand_ins[key]
            data.marks[key] = next(iter(data.marks.values()), (0, 0))
    return data
