"""The dossiers that changes of rubrics are tried on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError
from partnercheck.load import Loader, is_path, read
from partnercheck.load.folders import dossiers_in
from partnercheck.model.dossier import DEFAULT_RUBRIC
from partnercheck.model.rubric_changes import Effects, Unusable
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.load.lineage import LoadedRubric


class Dossiers:
    """Dossiers by the rubric that they name; each is looked into once."""

    def __init__(self, paths: list[Path], confine: Path | None) -> None:
        """Look for the dossiers that paths lead to.

        Raises:
            InputError: A path leads nowhere.
        """
        self._loader = Loader(confine=confine)
        looked = dossiers_in(paths, Path.cwd())
        self._found = looked.dossiers
        self._named = {os.path.realpath(path) for path in paths}
        self._references = {name: _reference(path, name) for name, path in self._found.items()}
        self._lost = tuple(
            Unusable(name, None, tuple(map(str, each.diagnostics)))
            for name, each in looked.unreadable.items()
        )

    def effects(self, old: LoadedRubric, new: LoadedRubric | None) -> Effects:
        """Return what a change does to those that name one of two rubrics, or were named themselves.

        `new` is None for a rubric that is gone.
        """
        from partnercheck.authoring.effects import effects
        from partnercheck.cli.progress import each_with_progress

        sides = (old,) if new is None else (old, new)
        about = {
            name: path
            for name, path in self._found.items()
            if os.path.realpath(path) in self._named or self._names(name, sides)
        }
        others = len(self._found) - len(about)
        if new is None:
            gone = tuple(Unusable(name, "old", ("its rubric is gone",)) for name in about)
            return Effects((), 0, (*self._lost, *gone), others)
        assessed = each_with_progress(list(about.items()), "assessing under both")
        done = effects(self._loader, assessed, old, new, others)
        return done._replace(unusable=(*self._lost, *done.unusable))

    def _names(self, name: str, rubrics: Iterable[LoadedRubric]) -> bool:
        """Return whether a dossier names one of the rubrics; one that cannot be read might."""
        reference = self._references[name]
        if reference is None:
            return True
        if is_path(reference):
            file = os.path.realpath(self._found[name].parent / reference)
            return any(file == os.path.realpath(each.path) for each in rubrics)
        return any(reference.partition("@")[0] == each.rubric.id for each in rubrics)


def _reference(path: Path, name: str) -> str | None:
    """Return what a dossier names as its rubric; None where that cannot be read."""
    try:
        data = parse(read(path, name), name).data
    except InputError:
        return None
    reference = data.get("rubric", DEFAULT_RUBRIC) if isinstance(data, dict) else DEFAULT_RUBRIC
    return reference if isinstance(reference, str) else None
