"""Assessments that were written as JSON: what they were made from, and where that stands now."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from partnercheck.diagnostics import fail, shown
from partnercheck.load.files import is_file
from partnercheck.load.loader import STDIN

if TYPE_CHECKING:
    from partnercheck.load.confinement import Confinement


class _Rubric(BaseModel):
    id: str
    file: str | None


class _File(BaseModel):
    file: str | None
    sha256: str


class _Tool(BaseModel):
    version: str


class SavedAssessment(BaseModel):
    """What it takes of an assessment to make it again."""

    partnercheck: Literal["assessment/1"]
    tool: _Tool
    rubric: _Rubric
    dossier: _File
    organisation: _File | None
    as_of: dt.date


def read_assessment(raw: bytes, name: str) -> tuple[SavedAssessment, dict[str, Any]]:
    """Return what an assessment was made from, and all of its data.

    Raises:
        InputError: It is no assessment.
    """
    try:
        data = from_json(raw, allow_inf_nan=False)
        return SavedAssessment.model_validate(data), data
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        message = f"{place}: {first['msg']}" if place else first["msg"]
    except ValueError as error:
        message = f"not JSON: {error}"
    hint = "an assessment is what `assess --format json` wrote for one dossier"
    raise fail("wrong-assessment", shown(message), name, hint)


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
