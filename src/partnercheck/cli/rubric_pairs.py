"""Rubrics before and after a change: the two that are named, or all that changed since a git revision."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.outputs import check_read_once
from partnercheck.cli.references import dependents_of, expanded, loader_of
from partnercheck.cli.revisions import Revision, split
from partnercheck.diagnostics import InputError, fail
from partnercheck.load import Loader, is_file
from partnercheck.load.confinement import Confinement
from partnercheck.load.files import relative
from partnercheck.load.lineage import LoadedRubric
from partnercheck.load.rubrics import Rubrics

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Side = LoadedRubric | InputError | None
"""A rubric, why it cannot be used, or that there is none."""


class Pair(NamedTuple):
    """A rubric before and after, and the name of the file where it stands, or stood."""

    file: str
    old: Side
    new: Side


def named_pairs(old: str, new: str, confine: Path | None) -> list[Pair]:
    """Return two rubrics that are named: by an id, a path, or a path in a revision.

    Where the old one is that of a revision, what extends the new one was changed with it, and follows.

    Raises:
        InputError: One of the two cannot be used.
    """
    check_read_once([old, new])
    parts = split(old)
    before, after = (_named(each, confine) for each in (old, new))
    first = Pair(after.document.source.file, before, after)
    if parts is None or split(new) is not None:
        return [first]
    below = [_place(path) for path in dependents_of([new])]
    return [first, *_since(Revision(parts[0], old), below, below, confine)]


def pairs_since(base: str, references: Iterable[str], confine: Path | None) -> list[Pair]:
    """Return every rubric that changed since a revision, by itself or through what it extends.

    A rubric that is in another file now is known by its id.

    Raises:
        InputError: There is no such revision, or something named is in neither.
    """
    revision = Revision(base, base)
    now: list[str] = []
    then: list[Path] = []
    for each in references:
        there = revision.rubrics_in(_place(Path(each)))
        if os.path.isdir(each):  # noqa: PTH112  (a path that cannot be is no folder)
            now += _inside(each)
        elif is_file(Path(each)):
            now += expanded([each])
            # It may have been renamed: what stood beside it and is gone may be it.
            there += [path for path in revision.rubrics_in(_place(Path(each)).parent) if not is_file(path)]
        elif not there:
            raise fail("no-file", f"there is no such file or folder, nor in {base}", each)
        then += there
    files = [_place(Path(each)) for each in now]
    files += [_place(path) for path in dependents_of(now)]
    return _since(revision, files, then, confine)


def _inside(folder: str) -> list[str]:
    try:
        return expanded([folder])
    except InputError:  # all that was in it may be gone
        return []


def _named(reference: str, confine: Path | None) -> LoadedRubric:
    parts = split(reference)
    if parts is None:
        return loader_of([reference], confine).rubric(reference)
    revision = Revision(parts[0], reference)
    return _rubrics(revision, confine).get(str(revision.path(parts[1])))


def _rubrics(revision: Revision, confine: Path | None) -> Rubrics:
    return Rubrics(Confinement(Path.cwd(), confine), revision)


def _place(path: Path) -> Path:
    """Return a path in full, as it is written: a link is a file of its own."""
    return Path(os.path.realpath(path.parent), path.name) if path.name else Path(os.path.realpath(path))


def _since(
    revision: Revision, now: Collection[Path], then: Collection[Path], confine: Path | None
) -> list[Pair]:
    """Return the rubrics among some files that are not as they were in a revision, in the order of names."""
    loader, before = Loader(confine=confine), _rubrics(revision, confine)
    pairs = {}
    for path in sorted({*now, *then}):
        old = _loaded(before, path) if revision.is_file(path) else None
        new = _loaded(loader, path) if path in now else None
        pairs[path] = Pair(relative(path, Path.cwd()), old, new)
    return [pair for pair in _renamed(pairs.values()) if not _alike(pair)]


def _loaded(rubrics: Rubrics | Loader, path: Path) -> LoadedRubric | InputError:
    try:
        return rubrics.get(str(path)) if isinstance(rubrics, Rubrics) else rubrics.rubric(str(path))
    except InputError as error:
        return error


def _renamed(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield pairs; what is new in one file and gone from another under the same id is one of them."""
    listed = list(pairs)
    gone = {
        pair.old.rubric.id: pair for pair in listed if pair.new is None and isinstance(pair.old, LoadedRubric)
    }
    found = {}
    for pair in listed:
        if pair.old is None and isinstance(pair.new, LoadedRubric) and pair.new.rubric.id in gone:
            found[pair.file] = gone.pop(pair.new.rubric.id)
    moved = {pair.file for pair in found.values()}
    for pair in listed:
        if pair.file in found:
            yield pair._replace(old=found[pair.file].old)
        elif pair.file not in moved:
            yield pair


def _alike(pair: Pair) -> bool:
    """Return whether a rubric is as it was, and where; or is gone and could not be used anyway."""
    old, new = pair.old, pair.new
    if isinstance(old, LoadedRubric) and isinstance(new, LoadedRubric):
        return old.sha256 == new.sha256 and old.path == new.path
    return new is None and not isinstance(old, LoadedRubric)
