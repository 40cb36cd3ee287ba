"""What a dossier is held against: the rubric and the organisation it names, or what stands in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import Diagnostic, InputError, Problem, shown
from partnercheck.load.files import is_file
from partnercheck.load.lineage import LoadedRubric
from partnercheck.load.organisations import LoadedOrganisation
from partnercheck.load.pins import pinned_path
from partnercheck.load.rubric_files import is_path
from partnercheck.model.answers import check_organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from partnercheck.load.organisations import Organisations
    from partnercheck.load.rubrics import Rubrics
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.partial import Parsed

_RELATIVE = "a path is relative to the file that names it"


class Opened(NamedTuple):
    """A dossier as its file holds it.

    Attributes:
        name: As messages know it.
        file: None where it stands in no file.
        home: The folder that its paths are relative to.
        namer: The folder of the file that names it and what it is held against, where it is not the user.
        quotable: Whether messages may quote it.
    """

    name: str
    file: Path | None
    home: Path
    namer: Path | None
    sha256: str
    quotable: Callable[[], bool]
    parsed: Parsed[Dossier]
    dossier: Dossier


class Held(NamedTuple):
    """The rubric and the organisation that a dossier is held against.

    Attributes:
        ours_at: The organisation's file, where it has one.
        diagnostics: What is wrong with the organisation, or with how it is named.
    """

    used: LoadedRubric
    ours: LoadedOrganisation | None
    ours_at: Path | None
    diagnostics: tuple[Diagnostic, ...]

    def odd(self, opened: Opened, named: str) -> Iterator[Diagnostic]:
        """Yield what is odd about the rubric of this name, then about the organisation under it."""
        for each in self.used.warnings:
            yield _at_reference(each, opened, named)
        if self.ours is not None:
            found = check_organisation(self.ours.organisation, self.used.rubric)
            yield from self.ours.parsed.locate(found)


def held_against(
    opened: Opened,
    rubric: str | LoadedRubric | None,
    organisation: Path | LoadedOrganisation | None,
    rubrics: Rubrics,
    organisations: Organisations,
) -> Held:
    """Return what a dossier is held against; what is given stands in place of what it names.

    Raises:
        InputError: The rubric cannot be used; what is wrong with dossier and organisation is told with it.
    """
    used, wrong = _rubric(opened, rubric, rubrics)
    ours, ours_at, found = _organisation(opened, organisation, organisations)
    if used is None:
        raise InputError([*opened.parsed.diagnostics, *wrong, *found])
    return Held(used, ours, ours_at, tuple(found))


def _rubric(
    opened: Opened, given: str | LoadedRubric | None, rubrics: Rubrics
) -> tuple[LoadedRubric | None, list[Diagnostic]]:
    """Return the rubric, or what is wrong with it."""
    if isinstance(given, LoadedRubric):
        return given, []
    if given is not None:
        return rubrics.get(given, opened.namer), []
    reference = opened.dossier.rubric
    if is_path(reference):
        path = opened.home / reference
        if why := rubrics.confinement.outside(path, reference):
            return None, [*opened.parsed.locate([Problem("outside", ("rubric",), why)])]
        if not is_file(path):
            message = f"there is no rubric file `{shown(reference)}`"
            hint = pinned_path(reference) or _RELATIVE
            problem = Problem("unknown-rubric", ("rubric",), message, hint)
            return None, [*opened.parsed.locate([problem])]
    try:
        return rubrics.get(reference, opened.home, opened.namer), []
    except InputError as error:
        return None, [_at_reference(each, opened, reference) for each in error.diagnostics]


def _organisation(
    opened: Opened, given: Path | LoadedOrganisation | None, organisations: Organisations
) -> tuple[LoadedOrganisation | None, Path | None, list[Diagnostic]]:
    """Return the organisation and its file, or what is wrong with it."""
    if isinstance(given, LoadedOrganisation):
        return given, None, []
    named = opened.dossier.organisation
    if given is None and named is None:
        return None, None, []
    path = given or opened.home / str(named)
    if given is None and (why := organisations.confinement.outside(path, str(named))):
        return None, path, [*opened.parsed.locate([Problem("outside", ("organisation",), why)])]
    if given is None and not is_file(path):
        message = f"there is no organisation file `{shown(named)}`"
        problem = Problem("unknown-organisation", ("organisation",), message, _RELATIVE)
        return None, path, [*opened.parsed.locate([problem])]
    try:
        return organisations.get(path, opened.namer or (None if given else opened.home)), path, []
    except InputError as error:
        return None, path, [*error.diagnostics]


def _at_reference(diagnostic: Diagnostic, opened: Opened, reference: str) -> Diagnostic:
    """Return what is wrong with a rubric's name at the place that names it; other problems as they are."""
    about = {"unknown-rubric", "ambiguous-rubric", "rubric-version"}
    if diagnostic.code in about and not is_path(reference) and diagnostic.position.file == shown(reference):
        problem = Problem(
            diagnostic.code, ("rubric",), diagnostic.message, diagnostic.hint, severity=diagnostic.severity
        )
        return next(iter(opened.parsed.document.locate([problem])), diagnostic)
    return diagnostic
