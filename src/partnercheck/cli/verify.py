"""`partnercheck verify`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from partnercheck import __version__
from partnercheck.cli.files import complain
from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.engine import assess
from partnercheck.insight.changes import changes
from partnercheck.load import STDIN, Loader, read
from partnercheck.model.assessment import Assessment
from partnercheck.render.json import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME, DIFFERENT, BAD_INPUT = 0, 1, 2
_SHOWN = 20


def run_verify(path: Path) -> int:
    """Assess again what an assessment was made from, and say what differs. Returns the exit code."""
    try:
        before = _assessment(path)
        dossier = _dossier(before, path)
        home = dossier.parent
        after = assess(
            Loader().dossier(
                dossier,
                rubric=str(home.resolve() / before.rubric.file) if before.rubric.file else before.rubric.id,
                organisation=home / before.organisation.file if before.organisation else None,
                as_of=before.as_of,
            )
        )
    except InputError as error:
        complain(error)
        return BAD_INPUT
    if before.tool.version != after.tool.version:
        print(f"note: it was assessed by version {shown(before.tool.version)}; this is {__version__}")
    differences = list(_differences(before, after))
    if not differences:
        print(f"the same: {shown(after.partner.name)}, {after.verdict.level}, as of {after.as_of}")
        return SAME
    print(f"not the same: {len(differences)} {'difference' if len(differences) == 1 else 'differences'}")
    for line in differences[:_SHOWN]:
        print(f"  {line}")
    if len(differences) > _SHOWN:
        print(f"  and {len(differences) - _SHOWN} more")
    return DIFFERENT


def _assessment(path: Path) -> Assessment:
    """Return the assessment in a file.

    Raises:
        InputError: It cannot be read or is no assessment.
    """
    raw = read(path, str(path))
    try:
        return Assessment.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        message = f"not an assessment: {place + ': ' if place else ''}{first['msg']}"
        raise fail(
            "wrong-assessment", shown(message), str(path), "verify reads what --format json wrote"
        ) from None


def _dossier(assessment: Assessment, path: Path) -> Path:
    """Return the dossier's file: one with the right digest if there is one, else one of the right name.

    Raises:
        InputError: There is none.
    """
    file, digest = assessment.dossier.file, assessment.dossier.sha256
    if file == STDIN:
        raise fail("no-file", "the dossier was read from standard input and cannot be found again", str(path))
    places = [Path(file), path.parent / file, path.parent / Path(file).name]
    found = [place for place in places if place.is_file()]
    if not found:
        raise fail(
            "no-file", f"the dossier `{shown(file)}` is not there", str(path), "run it where it was assessed"
        )
    return next(
        (place for place in found if hashlib.sha256(read(place, file)).hexdigest() == digest), found[0]
    )


def _differences(before: Assessment, after: Assessment) -> Iterator[str]:
    """Yield what differs in words, the files first, then the verdict, then the rest."""
    old, new = (rounded(each.model_dump(mode="json", by_alias=True)) for each in (before, after))
    for each in (old, new):
        del each["tool"]
        del each["dossier"]["file"]  # it may be verified from another folder
        for diagnostic in each["diagnostics"]:
            del diagnostic["file"]
    found = list(changes(old, new))
    for name in ("dossier", "rubric", "organisation"):
        if any(change.place == f"{name}.sha256" for change in found):
            yield f"the {name} has changed since"
    found.sort(key=lambda change: not change.place.startswith("verdict"))
    for place, was, now in found:
        if not place.endswith("sha256"):
            yield f"{place}: was {_written(was)}, is {_written(now)}"


def _written(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False))
