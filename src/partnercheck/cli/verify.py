"""`partnercheck verify`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from partnercheck import __version__
from partnercheck.cli.files import complain
from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.changes import changes
from partnercheck.load import STDIN, Loader, is_file, read
from partnercheck.model.assessment import DECIMALS, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.assessment import Assessment

SAME, DIFFERENT, BAD_INPUT = 0, 1, 2
_SHOWN = 20
_EVIDENCE = re.compile(r"criteria\[(?P<criterion>[^]]*)\]\.evidence\.items\[[0-9]+\]\.why_not$")


def run_verify(path: Path) -> int:
    """Assess again what an assessment was made from, and say what differs. Returns the exit code."""
    try:
        before, data = _assessment(path)
        dossier = _dossier(before, path)
        home = dossier.parent
        decision = decide(
            Loader().dossier(
                dossier,
                rubric=str(_beside(home, before.rubric.file)) if before.rubric.file else before.rubric.id,
                organisation=_beside(home, before.organisation.file) if before.organisation else None,
                as_of=before.as_of,
            )
        )
        after = with_insight(decision, explain(decision))
    except InputError as error:
        complain(error)
        return BAD_INPUT
    if before.tool.version != after.tool.version:
        print(f"note: it was assessed by version {shown(before.tool.version)}; this is {__version__}")
    differences = list(_differences(data, after))
    if not differences:
        print(f"the same: {shown(after.partner.name)}, {after.verdict.level}, as of {after.as_of}")
        return SAME
    print(f"not the same: {len(differences)} {'difference' if len(differences) == 1 else 'differences'}")
    for line in differences[:_SHOWN]:
        print(f"  {line}")
    if len(differences) > _SHOWN:
        print(f"  and {len(differences) - _SHOWN} more")
    return DIFFERENT


class _Rubric(BaseModel):
    id: str
    file: str | None


class _File(BaseModel):
    file: str
    sha256: str


class _Tool(BaseModel):
    version: str


class _Assessed(BaseModel):
    """What it takes of an assessment to make it again."""

    partnercheck: Literal["assessment/1"]
    tool: _Tool
    rubric: _Rubric
    dossier: _File
    organisation: _File | None
    as_of: dt.date


def _assessment(path: Path) -> tuple[_Assessed, dict[str, Any]]:
    """Return what an assessment was made from, and all of its data.

    Raises:
        InputError: It cannot be read or is no assessment.
    """
    raw = read(path, str(path))
    try:
        data = from_json(raw, allow_inf_nan=False)
        return _Assessed.model_validate(data), data
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        message = f"{place}: {first['msg']}" if place else first["msg"]
    except ValueError as error:
        message = f"not JSON: {error}"
    hint = "verify reads what `assess --format json` wrote for one dossier"
    raise fail("wrong-assessment", shown(message), str(path), hint)


def _dossier(assessment: _Assessed, path: Path) -> Path:
    """Return the dossier's file: one with the right digest if there is one, else one of the right name.

    Raises:
        InputError: There is none.
    """
    file, digest = assessment.dossier.file, assessment.dossier.sha256
    if file == STDIN:
        raise fail("no-file", "the dossier was read from standard input and cannot be found again", str(path))
    places = [Path(file), path.parent / file, path.parent / Path(file).name]
    found = [place for place in places if is_file(place)]
    if not found:
        raise fail(
            "no-file", f"the dossier `{shown(file)}` is not there", str(path), "run it where it was assessed"
        )
    return next(
        (place for place in found if hashlib.sha256(read(place, file)).hexdigest() == digest), found[0]
    )


def _beside(home: Path, file: str) -> Path:
    """Return the file that an assessment names relative to its dossier's folder.

    Such a name leads up by words, not by links: where a link stands in between, it is taken by its words.
    """
    path = home.absolute() / file
    return path if is_file(path) else Path(os.path.normpath(path))


def _differences(before: dict[str, Any], after: Assessment) -> Iterator[str]:
    """Yield what differs in words, the files first, then the verdict, then the rest."""
    old, new = (_comparable(each) for each in (before, plain(after, DECIMALS)))
    found = list(changes(old, new))
    for name in ("dossier", "rubric", "organisation"):
        if any(change.place == f"{name}.sha256" for change in found):
            yield f"the {name} has changed since"
    for place, _, now in found:
        if item := _EVIDENCE.search(place):
            how = "counts again" if now is None else f"no longer counts: {shown(str(now))}"
            yield f"evidence of `{shown(item['criterion'])}` {how}"
    found.sort(key=lambda change: not change.place.startswith("verdict"))
    for place, was, now in found:
        if not place.endswith("sha256"):
            yield f"{place}: was {_written(was)}, is {_written(now)}"


def _comparable(data: dict[str, Any]) -> dict[str, Any]:
    """Return an assessment without what may differ between two runs of one decision.

    That is the program's version, and the folder that the dossier is named from.
    """
    kept = {key: value for key, value in data.items() if key not in {"tool", "dossier", "diagnostics"}}
    notes = data.get("diagnostics")
    kept["dossier"] = {"sha256": data["dossier"]["sha256"]}
    if isinstance(notes, list):
        kept["diagnostics"] = [
            {key: value for key, value in each.items() if key != "file"} if isinstance(each, dict) else each
            for each in notes
        ]
    return kept


def _written(value: object) -> str:
    return shown(json.dumps(value, ensure_ascii=False))
