"""Rubrics are checked, tested and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.api.sources import AnyPath, LoadedRubric, Source, load_rubric, loader_with
from partnercheck.model.findings import Results

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.rubric_changes import Comparison, Side


def check(rubric: Source | LoadedRubric, *, strict: bool = False) -> Results:
    """Return what `rubric check` finds: `code` is 0 where nothing fails, `diagnostics` are all findings.

    Args:
        rubric: A rubric; one that does not load raises.
        strict: Whether warnings fail too.

    Raises:
        InputError: It cannot be used.
    """
    from partnercheck.authoring.examine import examined, rules  # noqa: PLC0415  (few ask for it)

    found = _loaded(rubric)
    return Results("check/1", (examined(loader_with(found), found.loaded, {}),), rules(), strict)


def test(  # no test of pytest's, whatever it thinks of the name
    rubric: Source | LoadedRubric,
    *,
    mutation: bool = False,  # noqa: PT028
    strict: bool = False,  # noqa: PT028
) -> Results:
    """Return what `rubric test` finds: every case that was tried, and what the cases cover.

    Args:
        rubric: A rubric with its cases: those in it and those in the file beside it.
        mutation: Whether small changes of the rubric are tried too, which the cases should notice.
        strict: Whether warnings fail too.

    Raises:
        InputError: It cannot be used, or a case cannot.
    """
    from partnercheck.authoring.testing import Demands, run_cases  # noqa: PLC0415  (few ask for it)
    from partnercheck.load.cases import casebook, inherited_cases  # noqa: PLC0415

    found = _loaded(rubric)
    loader = loader_with(found)
    book = casebook(loader, found.loaded)
    inherited = inherited_cases(loader, found.loaded) if mutation else None
    subject = run_cases(book, Demands(), iter if mutation else None, inherited)
    return Results("test/1", (subject,), {}, strict)


def diff(
    old: Source | LoadedRubric, new: Source | LoadedRubric, dossiers: Iterable[AnyPath] = ()
) -> Comparison:
    """Return what differs between two rubrics, what that does to partners, and which version it asks for.

    Args:
        old: The rubric before.
        new: The rubric after.
        dossiers: Files that are assessed under both, whatever rubric they name.

    Raises:
        InputError: A rubric cannot be used.
    """
    from pathlib import Path  # noqa: PLC0415  (few ask for it)

    from partnercheck.authoring.differences import differences  # noqa: PLC0415
    from partnercheck.authoring.effects import effects  # noqa: PLC0415
    from partnercheck.authoring.versions import asked_version  # noqa: PLC0415
    from partnercheck.engine import TOOL  # noqa: PLC0415
    from partnercheck.model.rubric_changes import Comparison  # noqa: PLC0415

    before, after = _loaded(old), _loaded(new)
    loader = loader_with(after)
    named = [(loader.name(Path(each)), Path(each)) for each in dossiers]
    moved = effects(loader, named, before.loaded, after.loaded, 0) if named else None
    changes = tuple(differences(before.rubric, after.rubric))
    version = asked_version(before.rubric, after.rubric, changes, moved)
    side = _side(after)
    return Comparison("diff/1", TOOL, _side(before), side, side.file, changes, moved, version)


def _side(found: LoadedRubric) -> Side:
    from partnercheck.model.rubric_changes import Side  # noqa: PLC0415  (few ask for it)

    return Side(found.rubric.id, found.rubric.version, found.loaded.document.source.file, found.sha256)


def _loaded(rubric: Source | LoadedRubric) -> LoadedRubric:
    return rubric if isinstance(rubric, LoadedRubric) else load_rubric(rubric)
