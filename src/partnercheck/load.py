"""From paths to validated objects, or to diagnostics: the only place that reads a user's files to assess."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import (
    MAX_PROBLEMS,
    Diagnostic,
    InputError,
    Problem,
    did_you_mean,
    fail,
    shown,
    visible,
)
from partnercheck.model.answers import (
    all_evidence,
    applying,
    check_decisions,
    check_evidence,
    check_organisation,
    evidence_files,
    read_answers,
    read_profile,
)
from partnercheck.model.assessment import FileUsed, RubricUsed
from partnercheck.model.dossier import Dossier
from partnercheck.model.extends import merge
from partnercheck.model.inputs import Inputs
from partnercheck.model.organisation import Organisation
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.salvage import Salvaged, salvage
from partnercheck.resources import rubrics
from partnercheck.source import MAX_BYTES, Document, Table, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from partnercheck.diagnostics import Path as DataPath

STDIN = "-"

_STAND_INS: dict[type, dict[str, Any]] = {
    Dossier: {"partnercheck": "dossier/1", "partner": {"name": "?"}, "as_of": "2000-01-01"},
    Organisation: {"partnercheck": "organisation/1", "name": "?"},
    Rubric: {
        "partnercheck": "rubric/1",
        "id": "x",
        "version": "0",
        "title": "?",
        "dimensions": [
            {
                "id": "x",
                "title": "?",
                "weight": 1,
                "criteria": [{"id": "x-x", "title": "?", "question": "?", "kind": "yes_no"}],
            }
        ],
        "verdict": {"proceed": {"score": 0}, "conditional": {"score": 0}},
    },
}


class LoadedRubric(NamedTuple):
    """A rubric with what it was read from.

    Attributes:
        file: None for a bundled rubric.
        chain: The bytes of the file, then of each parent.
        sha256: The digest over the chain.
    """

    rubric: Rubric
    document: Document
    file: Path | None
    chain: bytes
    sha256: str


class LoadedOrganisation(NamedTuple):
    """An organisation with what it was read from."""

    organisation: Organisation
    salvaged: Salvaged[Organisation]
    sha256: str


class Loader:
    """Loads the files of assessments; rubrics and organisations that many dossiers share are read once."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make a loader that names files relative to `folder`, by default the working directory."""
        self._folder = folder or Path.cwd()
        self._named: dict[tuple[str, Path | None], LoadedRubric] = {}
        self._rubrics: dict[Path, LoadedRubric] = {}
        self._organisations: dict[Path, LoadedOrganisation] = {}
        self._profiles: dict[tuple[object, ...], frozenset[str]] = {}
        self._checked: set[tuple[str, str]] = set()

    def rubric(self, reference: str, folder: Path | None = None) -> LoadedRubric:
        """Return the rubric that an id, `id@version` or path (relative to `folder`) names.

        Raises:
            InputError: There is no such rubric, it has errors, or it is of another major version.
        """
        key = (reference, (folder or self._folder) if is_path(reference) else None)
        if key not in self._named:
            self._named[key] = self._rubric(*key)
        return self._named[key]

    def _rubric(self, reference: str, folder: Path | None) -> LoadedRubric:
        if folder is not None:
            return self._rubric_file(folder / reference, bundled=False, heirs=())
        name = reference.partition("@")[0]
        path = rubrics().get(name)
        if path is None:
            hint = did_you_mean(name, rubrics()) or "a path has a `/` or ends in .yaml"
            raise fail("unknown-rubric", f"there is no rubric `{shown(name)}`", shown(reference), hint)
        loaded = self._rubric_file(path, bundled=True, heirs=())
        if problem := _wrong_pin(reference, loaded.rubric):
            raise fail(problem.code, problem.message, shown(reference), problem.hint)
        return loaded

    def _rubric_file(self, path: Path, *, bundled: bool, heirs: tuple[Path, ...]) -> LoadedRubric:
        real = _real(path)
        if real in self._rubrics:
            return self._rubrics[real]
        shown_as = path.name if bundled else self.name(path)
        raw = read(path, shown_as)
        document = _mapping(parse(raw, shown_as))
        chain = raw
        more: list[Diagnostic] = []
        if isinstance(reference := document.data.get("extends"), str):
            parent = self._parent(document, reference, path, (*heirs, real))
            document, problems = merge(document, parent.document)
            more = list(document._replace(data=_unmerged(document, raw)).locate(problems))
            chain += parent.chain
        elif "drop" in document.data:
            problem = Problem("wrong-key", ("drop",), "`drop` needs `extends`: there is no parent", key=True)
            more = list(document.locate([problem]))
        salvaged = salvage(Rubric, document, _STAND_INS[Rubric])
        if salvaged.model is not None and not _hollow(salvaged):
            more += salvaged.locate(islice(check_rubric(salvaged.model), MAX_PROBLEMS + 1))
        rubric = _whole(salvaged, more)
        loaded = LoadedRubric(rubric, document, None if bundled else path, chain, _sha256(chain))
        self._rubrics[real] = loaded
        return loaded

    def _parent(
        self, document: Document, reference: str, path: Path, heirs: tuple[Path, ...]
    ) -> LoadedRubric:
        place = Problem("unknown-rubric", ("extends",), f"there is no rubric `{shown(reference)}`")
        if is_path(reference):
            target, bundled = path.parent / reference, False
        else:
            name = reference.partition("@")[0]
            found = rubrics().get(name)
            if found is None:
                hint = did_you_mean(name, rubrics())
                raise InputError([*document.problems, *document.locate([place._replace(hint=hint)])])
            target, bundled = found, True
        if _real(target) in heirs:
            names = " → ".join(each.name for each in (*heirs[heirs.index(_real(target)) :], target))
            cycle = place._replace(code="extends-cycle", message=f"a rubric cannot extend itself: {names}")
            raise InputError(document.locate([cycle]))
        if not is_file(target):
            message = f"there is no rubric file `{shown(reference)}` beside this one"
            raise InputError(document.locate([place._replace(message=message)]))
        parent = self._rubric_file(target, bundled=bundled, heirs=heirs)
        if bundled and (problem := _wrong_pin(reference, parent.rubric)):
            raise InputError(document.locate([problem]))
        return parent

    def organisation(self, path: Path) -> LoadedOrganisation:
        """Return the organisation in a file.

        Raises:
            InputError: It cannot be read or has errors.
        """
        real = _real(path)
        if real not in self._organisations:
            raw = read(path, self.name(path))
            salvaged = salvage(Organisation, _mapping(parse(raw, self.name(path))), _STAND_INS[Organisation])
            self._organisations[real] = LoadedOrganisation(_whole(salvaged, ()), salvaged, _sha256(raw))
        return self._organisations[real]

    def dossier(
        self,
        path: Path | str,
        *,
        rubric: str | None = None,
        organisation: Path | None = None,
        as_of: dt.date | None = None,
        raw: bytes | None = None,
    ) -> Inputs:
        """Return a dossier with the rubric and organisation it is held against.

        Args:
            path: The dossier's file, or `-` with its bytes in `raw`.
            rubric: In place of the rubric that the dossier names.
            organisation: In place of the organisation that the dossier names.
            as_of: In place of the dossier's as-of date.
            raw: The dossier's bytes, where they have been read already.

        Raises:
            InputError: The dossier, its rubric or its organisation cannot be read or has errors.
        """
        piped = path == STDIN
        file = Path(path)
        name = STDIN if piped else self.name(file)
        home = self._folder if piped else file.parent
        raw = read(file, name) if raw is None else raw
        salvaged = salvage(Dossier, _mapping(parse(raw, name)), _STAND_INS[Dossier])
        dossier = salvaged.model
        if dossier is None:
            raise InputError(salvaged.diagnostics)
        more: list[Diagnostic] = []
        used = self._rubric_of(salvaged, dossier, rubric, home, more)
        ours, ours_at = self._organisation_of(salvaged, dossier, organisation, home, more)
        if used is None:
            raise InputError([*salvaged.diagnostics, *more])
        problems: list[Problem] = []
        facts = read_profile(dossier, used.rubric, problems)
        apply = self._applying(used, facts)
        given = read_answers(dossier, used.rubric, apply, problems)
        evidence = all_evidence(dossier)
        problems += islice(check_evidence(evidence, used.rubric), MAX_PROBLEMS + 1)
        problems += islice(check_decisions(dossier, used.rubric), MAX_PROBLEMS + 1)
        faults = _file_faults(evidence_files(evidence), home, problems)
        more += salvaged.locate(problems)
        if ours is not None and (used.sha256, ours.sha256) not in self._checked:
            more += ours.salvaged.locate(check_organisation(ours.organisation, used.rubric))
            if not any(each.severity == "error" for each in more):
                self._checked.add((used.sha256, ours.sha256))
        _whole(salvaged, more)
        return Inputs(
            dossier=dossier,
            rubric=used.rubric,
            organisation=ours.organisation if ours else None,
            as_of=as_of or dossier.as_of,
            facts=facts,
            applying=apply,
            given=given,
            faults=faults,
            warnings=tuple(more),
            locate=salvaged.document.locate,
            rubric_used=RubricUsed(
                id=used.rubric.id,
                version=used.rubric.version,
                file=relative(used.file, home) if used.file else None,
                sha256=used.sha256,
            ),
            dossier_used=FileUsed(file=name, sha256=_sha256(raw)),
            organisation_used=(
                FileUsed(file=relative(ours_at, home), sha256=ours.sha256) if ours and ours_at else None
            ),
        )

    def _rubric_of(
        self,
        salvaged: Salvaged[Dossier],
        dossier: Dossier,
        given: str | None,
        home: Path,
        more: list[Diagnostic],
    ) -> LoadedRubric | None:
        if given is not None:
            return self.rubric(given)
        reference = dossier.rubric
        if is_path(reference) and not is_file(home / reference):
            message = f"there is no rubric file `{shown(reference)}`"
            more += salvaged.locate([Problem("unknown-rubric", ("rubric",), message, _RELATIVE)])
            return None
        try:
            return self.rubric(reference, home)
        except InputError as error:
            more += [_at_reference(each, salvaged, reference) for each in error.diagnostics]
            return None

    def _organisation_of(
        self,
        salvaged: Salvaged[Dossier],
        dossier: Dossier,
        given: Path | None,
        home: Path,
        more: list[Diagnostic],
    ) -> tuple[LoadedOrganisation | None, Path | None]:
        path = given or (home / dossier.organisation if dossier.organisation else None)
        if path is None:
            return None, None
        if given is None and not is_file(path):
            message = f"there is no organisation file `{shown(dossier.organisation)}`"
            more += salvaged.locate([Problem("unknown-organisation", ("organisation",), message, _RELATIVE)])
            return None, path
        try:
            return self.organisation(path), path
        except InputError as error:
            more += error.diagnostics
            return None, path

    def _applying(self, used: LoadedRubric, facts: dict[str, str]) -> frozenset[str]:
        """Return the criteria that apply to a profile; many partners of a rubric share one."""
        key = (used.sha256, *facts.items())
        if key not in self._profiles:
            self._profiles[key] = applying(used.rubric, facts)
        return self._profiles[key]

    def name(self, path: Path) -> str:
        """Return a path as users and outputs see it: relative to the loader's folder."""
        return relative(path, self._folder)


_RELATIVE = "a path is relative to the file that names it"


def is_path(reference: str) -> bool:
    """Return whether a rubric is named by its path rather than its id."""
    return "/" in reference or reference.endswith((".yaml", ".yml"))


def relative(path: Path, folder: Path) -> str:
    """Return a path relative to a folder, with forward slashes, whatever the links in between."""
    parent = _relative_folder(path.parent, folder)
    return visible(path.name if parent == "." else f"{parent}/{path.name}")


@cache
def _relative_folder(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def read(path: Path, name: str) -> bytes:
    """Return a file's bytes, no more than a file may have.

    Raises:
        InputError: It is not there, is no file, cannot be read, or is too large.
    """
    try:
        if not path.is_file():
            message = "this is not a file" if path.exists() else "there is no such file"
            raise fail("no-file", message, name)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no possible path"
        raise fail("no-file", f"the file cannot be read: {reason}", name) from None
    if len(raw) > MAX_BYTES:
        raise fail("too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB", name)
    return raw


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # no possible path; reading it says so
        return path


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _mapping(document: Document) -> Document:
    """Return a document that holds a mapping, as every file does.

    Raises:
        InputError: It holds something else.
    """
    if not isinstance(document.data, Table):
        problem = Problem("wrong-type", (), "a file is a mapping of keys such as `partnercheck: dossier/1`")
        raise InputError([*document.problems, *document.locate([problem])])
    return document


def _whole(salvaged: Salvaged[Any], more: Iterable[Diagnostic]) -> Any:
    """Return the model, if there is no error at all.

    Raises:
        InputError: There is one.
    """
    diagnostics = [*salvaged.diagnostics, *more]
    if salvaged.model is None or any(each.severity == "error" for each in diagnostics):
        raise InputError(diagnostics)
    return salvaged.model


def _at_reference(diagnostic: Diagnostic, salvaged: Salvaged[Any], reference: str) -> Diagnostic:
    """Return what is wrong with a rubric's name at the place that names it; other problems as they are."""
    about = {"unknown-rubric", "rubric-version"}
    if diagnostic.code in about and not is_path(reference) and diagnostic.position.file == shown(reference):
        problem = Problem(diagnostic.code, ("rubric",), diagnostic.message, diagnostic.hint)
        return next(iter(salvaged.document.locate([problem])), diagnostic)
    return diagnostic


def _wrong_pin(reference: str, rubric: Rubric) -> Problem | None:
    """Return the problem that `id@version` asks for another major version than the rubric has."""
    name, _, pin = reference.partition("@")
    if not pin or pin.split(".")[0] == rubric.version.split(".")[0]:
        return None
    message = f"`{shown(reference)}` asks for another major version; this is {rubric.version}"
    return Problem("rubric-version", ("extends",), message, f"read what changed, then pin `{name}@…` anew")


def _hollow(salvaged: Salvaged[Rubric]) -> bool:
    """Return whether nothing is left of a rubric's dimensions, so that no name in it could lead anywhere."""
    dimensions: object = salvaged.document.data.get("dimensions")
    return dimensions is _STAND_INS[Rubric]["dimensions"]


def _unmerged(document: Document, raw: bytes) -> Any:
    """Return the child's own data: paths of what is wrong with the child alone lead through it."""
    return parse(raw, document.source.file).data


def _file_faults(
    files: Iterable[tuple[str, str | None, DataPath]], home: Path, problems: list[Problem]
) -> dict[tuple[str, str | None], str]:
    """Return why a file of evidence does not support its item; paths that lead outside are problems."""
    faults: dict[tuple[str, str | None], str] = {}
    for file, digest, path in files:
        target = _inside(home, file)
        if target is None:
            message = f"`{shown(file)}` leads out of the dossier's folder"
            problems.append(
                Problem("outside", path, message, "keep evidence files below the dossier's folder")
            )
        elif not is_file(target):
            faults[file, digest] = f"its file `{shown(file)}` is missing"
        elif digest is not None and (fault := _digest_fault(target, digest)):
            faults[file, digest] = f"its file `{shown(file)}` {fault}"
    return faults


def _digest_fault(path: Path, digest: str) -> str | None:
    """Return what is wrong with a file that should have a SHA-256 digest."""
    try:
        with path.open("rb") as opened:
            actual = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if actual == digest else "has another SHA-256 than the dossier says"


def is_file(path: Path) -> bool:
    """Return whether there is a file; a path that cannot be is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _inside(home: Path, file: str) -> Path | None:
    """Return the path of a file below a folder, links resolved; None where it leads out."""
    try:
        folder, target = _real(home), _real(home / file)
        return target if target.is_relative_to(folder) else None
    except (OSError, ValueError):
        return None
