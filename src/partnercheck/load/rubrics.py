"""Rubrics by id or path, each laid over the one it extends."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, InputError, Problem, did_you_mean, fail, shown
from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import is_file, read, real, relative, sha256
from partnercheck.model.extends import merge
from partnercheck.model.references import check_rubric
from partnercheck.model.rubric import Rubric
from partnercheck.model.salvage import Salvaged, salvage
from partnercheck.model.strict import validate
from partnercheck.resources import rubrics
from partnercheck.source import Document, parse

if TYPE_CHECKING:
    from pathlib import Path

_PIN = re.compile(r"[0-9]+(\.[0-9]+){0,2}")

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


class Rubrics:
    """The rubrics of one run; each file is read once."""

    def __init__(self, folder: Path) -> None:
        """Name files relative to `folder`, from which paths lead that nothing else gives a place."""
        self._folder = folder
        self._named: dict[tuple[str, Path | None], LoadedRubric] = {}
        self._rubrics: dict[tuple[Path, bool], LoadedRubric] = {}

    def get(self, reference: str, folder: Path | None = None) -> LoadedRubric:
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
        # Two names of one file may have different neighbours: what it extends depends on the name.
        named = (path.absolute(), bundled)
        if named in self._rubrics:
            return self._rubrics[named]
        shown_as = path.name if bundled else relative(path, self._folder)
        raw = read(path, shown_as)
        document = mapping(parse(raw, shown_as), "rubric/1")
        chain = raw
        more: list[Diagnostic] = []
        if isinstance(reference := document.data.get("extends"), str):
            parent = self._parent(document, reference, path, (*heirs, real(path)))
            own = document
            document, problems = merge(own, parent.document)
            more = list(own.locate(problems))
            chain += parent.chain
        elif "drop" in document.data:
            problem = Problem("wrong-key", ("drop",), "`drop` needs `extends`: there is no parent", key=True)
            more = list(document.locate([problem]))
        more += document.locate(_cases(document.data.get("cases")))
        salvaged = salvage(Rubric, document, _STAND_INS)
        if salvaged.model is not None and not _hollow(salvaged):
            more += salvaged.locate(islice(check_rubric(salvaged.model), MAX_PROBLEMS + 1))
        rubric = whole(salvaged, more)
        loaded = LoadedRubric(rubric, document, None if bundled else path, chain, sha256(chain))
        self._rubrics[named] = loaded
        return loaded

    def _parent(
        self, document: Document, reference: str, path: Path, heirs: tuple[Path, ...]
    ) -> LoadedRubric:
        unknown = Problem("unknown-rubric", ("extends",), f"there is no rubric `{shown(reference)}`")
        if is_path(reference):
            target, bundled = path.parent / reference, False
        else:
            name = reference.partition("@")[0]
            found = rubrics().get(name)
            if found is None:
                hint = did_you_mean(name, rubrics())
                raise InputError([*document.problems, *document.locate([unknown._replace(hint=hint)])])
            target, bundled = found, True
        if real(target) in heirs:
            names = " → ".join(each.name for each in (*heirs[heirs.index(real(target)) :], target))
            cycle = unknown._replace(code="extends-cycle", message=f"a rubric cannot extend itself: {names}")
            raise InputError(document.locate([cycle]))
        if len(heirs) > _MOST_ANCESTORS:
            message = f"a rubric has at most {_MOST_ANCESTORS} ancestors"
            raise InputError(document.locate([unknown._replace(code="extends-depth", message=message)]))
        if not is_file(target):
            message = f"there is no rubric file `{shown(reference)}` beside this one"
            raise InputError(document.locate([unknown._replace(message=message)]))
        parent = self._rubric_file(target, bundled=bundled, heirs=heirs)
        if bundled and (problem := _wrong_pin(reference, parent.rubric)):
            raise InputError(document.locate([problem]))
        return parent


def is_path(reference: str) -> bool:
    """Return whether a rubric is named by its path rather than its id."""
    return "/" in reference or reference.endswith((".yaml", ".yml"))


def _wrong_pin(reference: str, rubric: Rubric) -> Problem | None:
    """Return the problem that `id@version` asks for another major version than the rubric has."""
    name, at, pin = reference.partition("@")
    if not at or (_PIN.fullmatch(pin) and pin.split(".")[0] == rubric.version.split(".")[0]):
        return None
    if not _PIN.fullmatch(pin):
        message = f"`{shown(reference)}` names no version after the @, such as {name}@1.0"
        return Problem("rubric-version", ("extends",), message)
    message = f"`{shown(reference)}` asks for another major version; this is {rubric.version}"
    return Problem("rubric-version", ("extends",), message, f"read what changed, then pin `{name}@…` anew")


def _cases(cases: object) -> list[Problem]:
    """Return what is wrong with the form of a rubric's test cases."""
    if cases is None or cases == []:
        return []
    from partnercheck.model.cases import Cases  # noqa: PLC0415  (few rubrics hold their own)

    return validate(Cases, {"partnercheck": "cases/1", "rubric": ".", "cases": cases})[1]


def _hollow(salvaged: Salvaged[Rubric]) -> bool:
    """Return whether nothing is left of a rubric's dimensions, so that no name in it could lead anywhere."""
    dimensions: object = salvaged.document.data.get("dimensions")
    return dimensions is _STAND_INS["dimensions"]
