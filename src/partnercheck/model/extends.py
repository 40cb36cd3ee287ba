"""A rubric that extends another: the child's data laid over its parent's.

Data is merged before it is checked, so that the result is checked as one rubric, and every key keeps the
place where it was written, in the child or in the parent.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS, Path, Problem, did_you_mean, shown
from partnercheck.source import Document, Mark, Row, Source, Table, home

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

BY_DEPTH = ("sources", "profile", "evidence", "verdict")
"""What is merged key by key at every depth."""

NOT_INHERITED = ("partnercheck", "id", "version", "extends", "drop", "cases", "changes", "ignore")
"""What a child does not take from its parent."""


class _Part(NamedTuple):
    """A piece of a rubric's data with the source that its marks point into."""

    data: Any
    source: Source

    def at(self, key: str | int) -> _Part:
        """Return what stands under a key, or nothing where the data has no such key."""
        if isinstance(self.data, Table) and key not in self.data:
            return _Part(None, self.source)
        return _Part(self.data[key], home(self.data.marks[key], self.source))

    def mark(self, key: str | int) -> Mark:
        """Return the mark of a key, complete with its source."""
        mark = self.data.marks[key]
        return (mark[0], mark[1], home(mark, self.source))

    def items(self) -> list[_Part]:
        """Return the items of a list; none where it is not one."""
        return [self.at(index) for index in range(len(self.data))] if isinstance(self.data, Row) else []


def merge(child: Document, parent: Document) -> tuple[Document, list[Problem]]:
    """Return the child's document with what it takes from its parent, and what is wrong with the child.

    Paths in the problems are the child's own.
    """
    ours, theirs = _Part(child.data, child.source), _Part(parent.data, parent.source)
    problems = list(islice(_misuse(child.data, parent.data), MAX_PROBLEMS + 1))
    dropped = {name for name in child.data.get("drop") or () if isinstance(name, str)}
    result = _over(theirs, ours, leave_out=NOT_INHERITED)
    for key in BY_DEPTH:
        if key in child.data and key in parent.data:
            result[key] = _deep(theirs.at(key), ours.at(key), (key,))
    for key, over in (("dimensions", _dimension), ("red_flags", _keys)):
        if key in result:
            result[key] = _listed(theirs.at(key), ours.at(key), dropped, over)
    names = _former_names(theirs, ours)
    if names and isinstance(result.get("former_names", names), Table):
        result["former_names"] = names
        result.marks["former_names"] = next(iter(names.marks.values()))
    return Document(child.source, result, child.problems, child.refused), problems


def _over(theirs: _Part, ours: _Part, leave_out: tuple[str, ...] = ()) -> Table:
    """Return the parent's mapping with the keys that the child names in place of its own."""
    result = Table()
    for key in (*theirs.data, *(key for key in ours.data if key not in theirs.data)):
        origin = ours if key in ours.data else theirs
        if origin is ours or key not in leave_out:
            result[key] = origin.data[key]
            result.marks[key] = origin.mark(key)
    return result


def _deep(theirs: _Part, ours: _Part, path: Path) -> Any:
    """Return two mappings merged key by key at every depth; anything else, and `grades`, is the child's."""
    if (
        not isinstance(theirs.data, Table)
        or not isinstance(ours.data, Table)
        or path == ("evidence", "grades")
    ):
        return ours.data
    result = _over(theirs, ours)
    for key in ours.data:
        if key in theirs.data:
            result[key] = _deep(theirs.at(key), ours.at(key), (*path, key))
    return result


def _former_names(theirs: _Part, ours: _Part) -> Table:
    """Return former names: those the parent inherited, then those of its versions, then the child's own.

    A name that the parent inherited and has given to something else since is none any more.
    """
    given = _names(theirs.data)
    versions = theirs.at("changes")
    changes = [versions.at(each) for each in versions.data] if isinstance(versions.data, Table) else []
    renamed = [each.at("renamed") for each in changes if isinstance(each.data, Table)]
    result = Table()
    inherited = theirs.at("former_names")
    for part in (inherited, *renamed, ours.at("former_names")):
        for old in part.data if isinstance(part.data, Table) else ():
            if part is not inherited or old not in given:
                result[old] = part.data[old]
                result.marks[old] = part.mark(old)
    return result


def _names(rubric: Table) -> set[str]:
    """Return everything in a rubric that answers and tests name."""
    evidence = rubric.get("evidence")
    tables = (rubric.get("profile"), evidence.get("grades") if isinstance(evidence, Table) else None)
    keys = {key for each in tables if isinstance(each, Table) for key in each}
    listed = {*_ids(rubric.get("dimensions")), *_ids(rubric.get("red_flags"))}
    return keys | listed | dict(_homes(rubric)).keys()


def _listed(
    theirs: _Part, ours: _Part, dropped: set[str], over: Callable[[_Part, _Part, set[str]], Table]
) -> Any:
    """Return the parent's items in their places, each under the child's of the same id; new ones follow."""
    if ours.data is not None and not isinstance(ours.data, Row):
        return ours.data
    result = Row()
    known = [_id(item.data) for item in theirs.items()]
    by_id = {_id(item.data): index for index, item in enumerate(ours.items())}
    for index, (name, item) in enumerate(zip(known, theirs.items(), strict=True)):
        if name in dropped:
            continue
        place = by_id.get(name)
        if place is None and not dropped:
            result.append(item.data)
        else:
            mine = _Part(Table(), item.source) if place is None else ours.at(place)
            result.append(over(item, mine, dropped))
        result.marks.append(theirs.mark(index) if place is None else ours.mark(place))
    for index, item in enumerate(ours.items()):
        if (_id(item.data) is None or _id(item.data) not in known) and not _is_change(item.data, over):
            result.append(item.data)
            result.marks.append(ours.mark(index))
    return result


def _is_change(item: Any, over: Callable[[_Part, _Part, set[str]], Table]) -> bool:
    """Return whether an item can only change one that the parent has: what makes one is left out."""
    return isinstance(item, Table) and _id(item) is not None and _MAKES[over] not in item


def _keys(theirs: _Part, ours: _Part, dropped: set[str]) -> Table:  # noqa: ARG001  (one of two ways to lay over)
    return _over(theirs, ours)


def _criterion(theirs: _Part, ours: _Part, dropped: set[str]) -> Table:  # noqa: ARG001
    """Return the parent's criterion with the child's keys; one of another kind is replaced whole."""
    kind = theirs.data.get("kind")
    return ours.data if ours.data.get("kind", kind) != kind else _over(theirs, ours)


def _dimension(theirs: _Part, ours: _Part, dropped: set[str]) -> Table:
    """Return the parent's dimension with the child's keys, and its criteria merged one by one."""
    result = _over(theirs, ours)
    result["criteria"] = _listed(theirs.at("criteria"), ours.at("criteria"), dropped, _criterion)
    return result


_MAKES: dict[Callable[[_Part, _Part, set[str]], Table], str] = {
    _criterion: "kind",
    _dimension: "title",
    _keys: "when",
}
"""What a new criterion, dimension or flag cannot do without, and a change of one can."""


def _id(item: Any) -> str | None:
    name = item.get("id") if isinstance(item, Table) else None
    return name if isinstance(name, str) else None


def _misuse(child: Table, parent: Table) -> Any:
    """Yield what a child asks of its parent that cannot be."""
    homes = dict(_homes(parent))
    dimensions, flags = _ids(parent.get("dimensions")), _ids(parent.get("red_flags"))
    dropped = child.get("drop") or ()
    given = {*_ids(child.get("dimensions")), *_ids(child.get("red_flags")), *dict(_homes(child))}
    known = [*dimensions, *homes, *flags]
    for index, name in enumerate(dropped if isinstance(dropped, Row) else ()):
        if not isinstance(name, str):
            continue  # the model refuses it
        if name not in known:
            message = f"the parent has no dimension, criterion or flag `{shown(name)}` to drop"
            yield Problem("unknown-id", ("drop", index), message, did_you_mean(name, known))
        elif name in given:
            yield Problem("wrong-drop", ("drop", index), f"`{shown(name)}` is dropped here and given below")
    yield from _changes_of_nothing(child, "red_flags", "flag", flags, _keys)
    yield from _changes_of_nothing(child, "dimensions", "dimension", dimensions, _dimension)
    yield from _twice(child, ("red_flags",))
    yield from _twice(child, ("dimensions",))
    ours = child.get("dimensions")
    for d, dimension in enumerate(ours if isinstance(ours, Row) else ()):
        if not isinstance(dimension, Table):
            continue
        yield from _twice(dimension, ("dimensions", d, "criteria"))
        criteria = dimension.get("criteria")
        for c, criterion in enumerate(criteria if isinstance(criteria, Row) else ()):
            name = _id(criterion)
            if name is not None and name not in homes and _is_change(criterion, _criterion):
                yield _lost("criterion", name, ("dimensions", d, "criteria", c, "id"), homes)
            home = homes.get(name) if name else None
            if home is not None and home != _id(dimension):
                message = f"`{shown(name)}` belongs to `{shown(home)}` in the parent; it keeps its dimension"
                yield Problem("wrong-dimension", ("dimensions", d, "criteria", c, "id"), message)


def _changes_of_nothing(
    child: Table, key: str, what: str, known: list[str], over: Callable[[_Part, _Part, set[str]], Table]
) -> Iterator[Problem]:
    """Yield the items of a list that change what the parent does not have, or has no more."""
    items = child.get(key)
    for index, item in enumerate(items if isinstance(items, Row) else ()):
        name = _id(item)
        if name is not None and name not in known and _is_change(item, over):
            yield _lost(what, name, (key, index, "id"), known)


def _lost(what: str, name: str, path: Path, known: Collection[str]) -> Problem:
    message = f"the parent has no {what} `{shown(name)}` that this could change"
    advice = "if the parent has lost it, take this out; a new one says all of itself"
    return Problem("unknown-id", path, message, did_you_mean(name, known) or advice)


def _twice(container: Table, path: Path) -> Iterator[Problem]:
    """Yield the ids that a list gives twice; only one of both could be laid over the parent's."""
    items, seen = container.get(str(path[-1])), set()
    for index, item in enumerate(items if isinstance(items, Row) else ()):
        name = _id(item)
        if name in seen:
            message = f"the id `{shown(name)}` is already taken in this rubric"
            yield Problem("duplicate-id", (*path, index, "id"), message)
        if name is not None:
            seen.add(name)


def _ids(items: Any) -> list[str]:
    return [name for name in map(_id, items if isinstance(items, Row) else ()) if name]


def _homes(rubric: Table) -> Any:
    """Yield each criterion's id with that of its dimension."""
    dimensions = rubric.get("dimensions")
    for dimension in dimensions if isinstance(dimensions, Row) else ():
        for name in _ids(dimension.get("criteria") if isinstance(dimension, Table) else None):
            yield name, _id(dimension)
