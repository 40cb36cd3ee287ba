"""Assessments that were written as JSON: what they were made from, and where that stands now."""

from __future__ import annotations

import datetime as dt
import os
import re
from codecs import BOM_UTF8
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError
from pydantic_core import from_json

from partnercheck.diagnostics import MAX_PROBLEMS, Diagnostic, InputError, Problem, fail, shown, visible
from partnercheck.load.checked import KINDS
from partnercheck.load.files import is_file
from partnercheck.load.folders import kind_in
from partnercheck.load.loader import STDIN
from partnercheck.model.assessment import ApprovalsAsked
from partnercheck.model.levels import ConditionStatus, VerdictLevel
from partnercheck.model.strict import problem_of
from partnercheck.source import Document, Source, decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.diagnostics import Path as DataPath
    from partnercheck.load.confinement import Confinement

Saved = TypeVar("Saved", bound=BaseModel)
CODE = "wrong-assessment"
_HINT = "this reads what `assess --format json` wrote for one dossier"
_LONGEST_PATH = 300
_PLACE = re.compile(r" at line ([0-9]+) column ([0-9]+)$")
"""Where a text stops being JSON; the column counts bytes."""


class _File(BaseModel):
    file: str | None
    sha256: str


class _Rubric(_File):
    id: str


class _Reply(_File):
    file: str


class _Tool(BaseModel):
    version: str


class _Partner(BaseModel):
    name: str


class _Verdict(BaseModel):
    level: VerdictLevel


class _Score(BaseModel):
    point: float | None


class _Fault(BaseModel):
    file: str
    sha256: str | None


class _Inputs(BaseModel):
    faults: tuple[_Fault, ...] = ()


class _Condition(BaseModel):
    for_: str = Field(alias="for")
    status: ConditionStatus


class SavedAssessment(BaseModel):
    """What it takes of an assessment, of any release, to make it again."""

    partnercheck: Literal["assessment/1"]
    tool: _Tool
    rubric: _Rubric
    dossier: _File
    organisation: _File | None
    as_of: dt.date


class DecidableAssessment(SavedAssessment):
    """What it takes of an assessment, of any release, to decide on it."""

    partner: _Partner
    verdict: _Verdict
    score: _Score
    replies: tuple[_Reply, ...] = ()
    approvals: ApprovalsAsked = ApprovalsAsked(1, 1, 1, None, ())
    """Where a former release does not say, anybody's approval is enough."""
    conditions: tuple[_Condition, ...] = ()
    inputs: _Inputs | None = None

    @property
    def faulty(self) -> Iterator[tuple[str, str | None]]:
        """The files of evidence that did not support their items; none, where it does not hold its inputs."""
        yield from ((each.file, each.sha256) for each in (self.inputs or _Inputs()).faults)


def read_assessment(raw: bytes, name: str) -> tuple[SavedAssessment, dict[str, Any]]:
    """Return what an assessment was made from, and all of its data.

    Raises:
        InputError: It is no assessment.
    """
    data = assessment_data(raw, name)
    return _read_as(SavedAssessment, data, raw, name), data


def read_decidable_assessment(raw: bytes, name: str) -> DecidableAssessment:
    """Return an assessment as far as people decide on it.

    Raises:
        InputError: It is no assessment.
    """
    return _read_as(DecidableAssessment, assessment_data(raw, name), raw, name)


def _read_as(model: type[Saved], data: dict[str, Any], raw: bytes, name: str) -> Saved:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        hinted = [each._replace(hint=each.hint or _HINT) for each in problems_of(error)]
        raise refused(hinted, data, raw, name) from None


def problems_of(error: ValidationError) -> list[Problem]:
    """Return what is wrong with the form of an assessment."""
    found = error.errors(include_url=False)[:MAX_PROBLEMS]
    return [problem_of(BaseModel, each)._replace(code=CODE) for each in found]


def refused(problems: Iterable[Problem], data: Any, raw: bytes, name: str) -> InputError:
    """Return errors at lines and columns, and by their paths, as a file may be one long line."""
    try:
        document = parse(raw, name)
    except InputError:  # not all JSON is YAML
        document = Document(Source(name, ""), data)
    return InputError(
        document.locate(
            each._replace(message=f"{each.message} (at {_json_path(data, each.path)})")
            for each in problems
            if each.severity == "error"
        )
    )


def _json_path(data: Any, path: DataPath) -> str:
    """Return where a path leads, such as `$.score.low`, without steps that name nothing there."""
    said = "$"
    for last, step in enumerate(path, 1):
        leads = (
            step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        )
        if leads:
            data = data[step]
        if leads or last == len(path):
            said += f"[{step}]" if isinstance(step, int) else f".{step}"
    return visible(said[:_LONGEST_PATH])


def assessment_data(raw: bytes, name: str) -> dict[str, Any]:
    """Return the JSON of a file that says it is an assessment; its form is not checked.

    Raises:
        InputError: It is no JSON, or that of something else.
    """
    source = Source(name, decode(raw, name))
    try:
        data = from_json(raw.removeprefix(BOM_UTF8), allow_inf_nan=False)
    except ValueError as error:
        kind = kind_in(raw)
        if kind != "assessment/1" and (kind == "dossier/1" or kind in KINDS):
            raise _another(kind, name) from None
        raise InputError([_not_json(source, str(error))]) from None
    kind = data.get("partnercheck") if isinstance(data, dict) else None
    if isinstance(data, dict) and kind == "assessment/1":
        return data
    if isinstance(kind, str):
        raise _another(kind, name)
    raise fail(CODE, "`partnercheck: assessment/1` is needed here", name, _HINT)


def _not_json(source: Source, why: str) -> Diagnostic:
    """Return the diagnostic for a text that is not JSON, at the character where it stops being that."""
    if why.startswith("EOF"):
        message, hint = "this JSON ends too soon", "it was not written or copied whole; write it again"
        return Diagnostic(CODE, "error", message, source.position(len(source.text.rstrip())), hint)
    at, message = 0, f"not JSON: {shown(_PLACE.sub('', why))}"
    if found := _PLACE.search(why):
        lines = source.text.split("\n", int(found[1]))[: int(found[1])]
        before = lines.pop().encode()[: max(0, int(found[2]) - 1)]
        at = sum(len(each) + 1 for each in lines) + len(before.decode(errors="ignore"))
    return Diagnostic(CODE, "error", message, source.position(at), _HINT)


def _another(kind: str, name: str) -> InputError:
    """Return the error for a file of another kind."""
    if kind == "dossier/1":
        made = PurePath(name).stem + ("-assessed" * name.endswith(".json")) + ".json"
        hint = f"`partnercheck assess {shown(name)} -o {shown(made)}` makes its assessment"
        return fail(CODE, "this file is a dossier, not an assessment of one", name, hint)
    return fail(CODE, f"this file is {KINDS.get(kind, f'`{shown(kind)}`, not an assessment')}", name, _HINT)


def dossier_of(assessment: SavedAssessment, path: Path, confinement: Confinement) -> Path:
    """Return the dossier's file: the one beside the assessment, else where the assessment says.

    Where it says is taken from the assessment's own folder first, then from the working directory. A digest
    does not choose: a changed dossier would hide behind an unchanged copy of it. What is outside of the
    confinement is not looked at: a message would say whether it is there.

    Raises:
        InputError: There is none.
    """
    file = assessment.dossier.file
    if file is None:
        raise fail("no-file", "the dossier was made in memory and cannot be found again", str(path))
    if file == STDIN:
        raise fail("no-file", "the dossier was read from standard input and cannot be found again", str(path))
    places = [path.parent / Path(file).name, path.parent / file, Path(file)]
    allowed = [place for place in places if confinement.outside(place, file) is None]
    found = next((place for place in allowed if is_file(place)), None)
    if found is None:
        if why := confinement.outside(places[-1], file):
            raise fail("outside", why, str(path))
        raise fail(
            "no-file", f"the dossier `{shown(file)}` is not there", str(path), "run it where it was assessed"
        )
    return found


def beside_dossier(home: Path, file: str, confinement: Confinement) -> Path:
    """Return the file that an assessment names relative to its dossier's folder.

    Such a name leads up by words, not by links: where a link stands in between, it is taken by its words.
    """
    path = home.absolute() / file
    return path if confinement.outside(path, file) or is_file(path) else Path(os.path.normpath(path))
