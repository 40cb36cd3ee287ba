"""`partnercheck rubric diff`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.authoring.differences import differences
from partnercheck.authoring.effects import effects
from partnercheck.cli.console import terminal_options
from partnercheck.cli.files import complain
from partnercheck.cli.progress import each_with_progress
from partnercheck.cli.revisions import Revision, split
from partnercheck.diagnostics import InputError
from partnercheck.engine.numbers import at_least
from partnercheck.load import Loader, is_path, read
from partnercheck.load.folders import dossiers_in
from partnercheck.load.rubrics import LoadedRubric, Rubrics
from partnercheck.model.rubric_changes import Comparison, Effects, Side
from partnercheck.render.rubric_changes import Format, render
from partnercheck.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

UNMET, BAD_INPUT = 1, 2
_DEFAULT = "strategic-alliance"


class Request(NamedTuple):
    """What the command line asks for.

    Attributes:
        fail_on: `verdict`, `any`, or the least move of the score that fails.
    """

    old: str
    new: str
    dossiers: list[Path]
    format: Format
    fail_on: tuple[str | float, ...]


def run_diff(request: Request) -> int:
    """Say what differs between two rubrics, and what that does. Returns the exit code."""
    try:
        old, new = (_rubric(each) for each in (request.old, request.new))
        found = _effects(request, old, new) if request.dossiers else None
    except InputError as error:
        complain(error)
        return BAD_INPUT
    comparison = Comparison(_side(old), _side(new), tuple(differences(old.rubric, new.rubric)), found)
    print(render(comparison, request.format, **terminal_options()), end="")
    if found is None:
        return 0
    return BAD_INPUT if any(each.fits is None for each in found.unusable) else _failed(request, found)


def _rubric(reference: str) -> LoadedRubric:
    """Return the rubric that an id, a path or a path in a revision names.

    Raises:
        InputError: There is none, or it has errors.
    """
    parts = split(reference)
    if parts is None:
        return Loader().rubric(reference)
    name, path = parts
    revision = Revision(name, reference)
    return Rubrics(Path.cwd(), revision).get(str(revision.path(path)))


def _side(loaded: LoadedRubric) -> Side:
    rubric = loaded.rubric
    return Side(rubric.id, rubric.version, loaded.document.source.file, loaded.sha256)


def _effects(request: Request, old: LoadedRubric, new: LoadedRubric) -> Effects:
    found = dossiers_in(request.dossiers, Path.cwd()).dossiers
    named = {os.path.realpath(path) for path in request.dossiers}
    about = {
        name: path
        for name, path in found.items()
        if os.path.realpath(path) in named or _names(path, name, (old, new))
    }
    dossiers = each_with_progress(list(about.items()), "assessing under both")
    return effects(Loader(), dossiers, old, new, len(found) - len(about))


def _names(path: Path, name: str, rubrics: Iterable[LoadedRubric]) -> bool:
    """Return whether a dossier names one of the rubrics; one that cannot be read might."""
    try:
        data = parse(read(path, name), name).data
    except InputError:
        return True
    reference = data.get("rubric", _DEFAULT) if isinstance(data, dict) else _DEFAULT
    if not isinstance(reference, str):
        return True
    if is_path(reference):
        file = os.path.realpath(path.parent / reference)
        return any(file == os.path.realpath(each.path) for each in rubrics)
    return any(reference.partition("@")[0] == each.rubric.id for each in rubrics)


def _failed(request: Request, found: Effects) -> int:
    """Return 1 where the change does what was to fail, and say so."""
    reasons = []
    misfits = len(found.unusable)
    for limit in request.fail_on:
        if limit == "any":
            count = len(found.moved) + misfits
            reasons.append((count, "any move"))
        elif limit == "verdict":
            count = sum("verdict" in each.moves for each in found.moved) + misfits
            reasons.append((count, "another verdict"))
        else:
            count = sum(
                "score" in each.moves and at_least(each.distance, float(limit)) for each in found.moved
            )
            reasons.append((count, f"a score that moves by {limit:g} or more"))
    for count, what in reasons:
        if count:
            print(f"{what} is to fail: {count} {'dossier' if count == 1 else 'dossiers'}", file=sys.stderr)
    return UNMET if any(count for count, _ in reasons) else 0
