"""Rubrics by id or path, each laid over the one it extends."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from partnercheck.diagnostics import (
    MAX_PROBLEMS,
    Diagnostic,
    InputError,
    Position,
    Problem,
    fail,
    shown,
)
from partnercheck.load.checked import whole
from partnercheck.load.files import real, sha256
from partnercheck.load.kept import Kept
from partnercheck.load.lineage import LoadedRubric, in_own_files
from partnercheck.load.pins import no_rubric_of_its_own, pinned_path, wrong_pin
from partnercheck.load.rubric_files import Disk, NotARubricError, brief, document_of, is_path, places_of
from partnercheck.load.seen import note
from partnercheck.measures import MEASURES
from partnercheck.model.extends import merge
from partnercheck.model.partial import Parsed, parse_model
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import validate
from partnercheck.resources import rubrics

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from partnercheck.load.confinement import Confinement
    from partnercheck.load.rubric_files import Files
    from partnercheck.resources import Place
    from partnercheck.source import Document

_STAND_INS: dict[str, Any] = {
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
}


_MOST_ANCESTORS = 20
NO_FILE = "\0"  # the name of what stands in no file: none can have it


class Rubrics:
    """The rubrics of one run; each file is read once."""

    def __init__(self, confinement: Confinement, files: Files | None = None) -> None:
        """Name files relative to the user's folder, from which paths lead that nothing else gives a place."""
        self.confinement = confinement
        self._folder = confinement.folder
        self._files = files or Disk()
        self._named: Kept[LoadedRubric] = Kept()
        self._rubrics: Kept[LoadedRubric] = Kept()

    def get(self, reference: str, folder: Path | None = None, namer: Path | None = None) -> LoadedRubric:
        """Return the rubric that an id, `id@version` or path (relative to `folder`) names.

        Its lines are quoted below `namer`, by default `folder`.

        Raises:
            NotARubricError: There is no such rubric, its id is ambiguous, or the file holds something else.
            InputError: It has errors, or is of another major version.
        """
        if not is_path(reference):
            folder = namer = None
        elif folder is None:
            folder = self._folder
            if why := self.confinement.link_outside(folder / reference, reference):
                raise NotARubricError(fail("outside", why, reference).diagnostics)
        elif why := self.confinement.outside(folder / reference, reference):
            raise NotARubricError(fail("outside", why, reference).diagnostics)
        key = (reference, folder, namer or folder)
        return self._named.get(key, lambda: self._rubric(*key))

    def keep(self, reference: str, loaded: LoadedRubric) -> None:
        """Have what was read before be what the user names so."""
        folder = self._folder if is_path(reference) else None
        self._named.keep((reference, folder, folder), loaded)

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        return self._files.places()

    def _rubric(self, reference: str, folder: Path | None, namer: Path | None) -> LoadedRubric:
        if folder is not None:
            return self._rubric_file(folder / reference, by_id=False, heirs=(), home=namer or folder)
        path, problem = self._by_id(reference)
        if path is None:
            raise NotARubricError([_unplaced(problem, reference)] if problem else [])
        loaded = self._rubric_file(path, by_id=True, heirs=(), home=path.parent)
        problem = wrong_pin(reference, loaded.rubric)
        if problem is None:
            return loaded
        if problem.severity == "error":
            raise InputError([_unplaced(problem, reference)])
        return loaded._replace(warnings=(*loaded.warnings, _unplaced(problem, reference)))

    def _by_id(self, reference: str) -> tuple[Path | None, Problem | None]:
        """Return where the rubric of an id stands, or what is wrong with the id; paths are the child's."""
        name = reference.partition("@")[0]
        found = self._places.get(name, [])
        note({(places_of.__name__, name): brief(found)})
        if len(found) == 1:
            return found[0].path, None
        return None, no_rubric_of_its_own(reference, found, self._places)

    def _rubric_file(self, path: Path, *, by_id: bool, heirs: tuple[Path, ...], home: Path) -> LoadedRubric:
        """Return the rubric in a file that a file in the folder `home` names, or the command line."""
        # Two names of one file may have different neighbours: what it extends depends on the name.
        quotable = self.confinement.quotable(path, home)
        key = (path.absolute(), by_id, quotable)
        return self._rubrics.get(key, lambda: self._read_rubric(path, heirs, by_id=by_id, quotable=quotable))

    def _read_rubric(
        self, path: Path, heirs: tuple[Path, ...], *, by_id: bool, quotable: bool
    ) -> LoadedRubric:
        bundled = by_id and path in rubrics().values()
        name = path.name if bundled else self._files.name(path, self._folder)
        document, raw = self._read(path, name, quotable=lambda: quotable)
        more: list[Diagnostic] = []
        if by_id and not bundled:
            more += document.locate(_other_id(document.data.get("id"), path.stem))
        return self._built(document, raw, path, heirs, more)._replace(
            file=None if by_id else path,
            foreign=bundled or (by_id and not real(path).is_relative_to(real(self._folder))),
        )

    def in_memory(self, raw: bytes, name: str) -> LoadedRubric:
        """Return a rubric that stands in no file; paths in it are relative to the user's folder.

        Raises:
            NotARubricError: It holds something else.
            InputError: It has errors.
        """
        document = document_of(raw, name, lambda: True)
        return self._built(document, raw, self._folder / NO_FILE, (), [])

    def _built(
        self, document: Document, raw: bytes, path: Path, heirs: tuple[Path, ...], more: list[Diagnostic]
    ) -> LoadedRubric:
        """Return the rubric of a document that stands at `path`, with what it extends."""
        chain = raw
        parent: LoadedRubric | None = None
        if isinstance(reference := document.data.get("extends"), str):
            parent = self._parent(document, reference, path, (*heirs, real(path)))
            own = document
            document, problems = merge(own, parent.document)
            more += own.locate(problems)
            more += own.locate(
                filter(None, [None if is_path(reference) else wrong_pin(reference, parent.rubric)])
            )
            chain += parent.chain
        elif "drop" in document.data:
            problem = Problem("wrong-key", ("drop",), "`drop` needs `extends`: there is no parent", key=True)
            more += document.locate([problem])
        more += document.locate(_cases(document.data.get("cases")))
        parsed = parse_model(Rubric, document, _STAND_INS, parent.models if parent else {})
        if parsed.model is not None and not _hollow(parsed):
            more += parsed.locate(islice(check_rubric(parsed.model, MEASURES), MAX_PROBLEMS + 1))
        more = [*in_own_files([*parsed.diagnostics, *more], document, parent)]
        rubric = whole(parsed._replace(diagnostics=[]), more)
        warnings = (*(parent.warnings if parent else ()), *more)
        return LoadedRubric(rubric, document, path, None, chain, sha256(chain), parent, warnings)

    def _parent(
        self, document: Document, reference: str, path: Path, heirs: tuple[Path, ...]
    ) -> LoadedRubric:
        unknown = Problem("unknown-rubric", ("extends",), f"there is no rubric `{shown(reference)}`")
        by_id = not is_path(reference)
        if by_id:
            found, problem = self._by_id(reference)
            if found is None:
                raise InputError([*document.problems, *document.locate(filter(None, [problem]))])
            target = found
        else:
            target = path.parent / reference
        if real(target) in heirs:
            names = " → ".join(each.name for each in (*heirs[heirs.index(real(target)) :], target))
            cycle = unknown._replace(code="extends-cycle", message=f"a rubric cannot extend itself: {names}")
            raise InputError(document.locate([cycle]))
        if len(heirs) > _MOST_ANCESTORS:
            message = f"a rubric has at most {_MOST_ANCESTORS} ancestors"
            raise InputError(document.locate([unknown._replace(code="extends-depth", message=message)]))
        if not by_id and (why := self.confinement.outside(target, reference)):
            raise InputError(document.locate([unknown._replace(code="outside", message=why)]))
        if not self._files.is_file(target):
            message = f"there is no rubric file `{shown(reference)}` beside this one"
            hint = pinned_path(reference)
            raise InputError(document.locate([unknown._replace(message=message, hint=hint)]))
        home = target.parent if by_id else path.parent
        return self._rubric_file(target, by_id=by_id, heirs=heirs, home=home)

    def _read(self, path: Path, shown_as: str, *, quotable: Callable[[], bool]) -> tuple[Document, bytes]:
        """Return the document of a rubric's file, and its bytes.

        Raises:
            NotARubricError: There is no such file, or it holds something else.
        """
        try:
            raw = self._files.read(path, shown_as)
        except InputError as error:
            raise NotARubricError(error.diagnostics) from None
        return document_of(raw, shown_as, quotable), raw


def _unplaced(problem: Problem, reference: str) -> Diagnostic:
    """Return what is wrong with a rubric's name that stands in no file."""
    place = Position(shown(reference), 1, 1)
    return Diagnostic(problem.code, problem.severity, problem.message, place, problem.hint)


def _other_id(name: object, stem: str) -> list[Problem]:
    """Return the problem that an installed rubric's id is not the name of its file."""
    if name == stem or not isinstance(name, str):
        return []
    message = f"the id is `{shown(name)}`, but the file is `{shown(stem)}.yaml`"
    hint = "a rubric that others name by its id has a file of that name"
    return [Problem("wrong-id", ("id",), message, hint)]


def _cases(cases: object) -> list[Problem]:
    """Return what is wrong with the form of a rubric's test cases."""
    if cases is None or cases == []:
        return []
    from partnercheck.model.cases import Cases  # noqa: PLC0415  (few rubrics hold their own)

    return validate(Cases, {"partnercheck": "cases/1", "rubric": ".", "cases": cases})[1]


def _hollow(parsed: Parsed[Rubric]) -> bool:
    """Return whether nothing is left of a rubric's dimensions, so that no name in it could lead anywhere."""
    dimensions: object = parsed.document.data.get("dimensions")
    return dimensions is _STAND_INS["dimensions"]
