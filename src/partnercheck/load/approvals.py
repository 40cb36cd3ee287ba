"""The approvals of an assessment: files of one folder beside it, each bound to it and to those before it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.load.assessments import read_assessment
from partnercheck.load.checked import mapping, whole
from partnercheck.load.decided import folder_of
from partnercheck.load.files import plain_name, read, reason, sha256
from partnercheck.load.folders import SUFFIXES
from partnercheck.model.approval import MAX_APPROVALS, Approval
from partnercheck.model.approvals import Decidable, Filed, MadeFrom, Record, RecordFault
from partnercheck.model.assessment import ApprovalsAsked
from partnercheck.model.levels import VerdictLevel
from partnercheck.model.partial import parse_model
from partnercheck.source import MAX_BYTES, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SIGNATURE = ".sig"
"""What the signature of an approval is called after its file."""
MAX_APPROVAL = 200_000
"""The most bytes of one approval, or of its signature."""
MAX_TOGETHER = 5_000_000
"""The most bytes of all approvals of an assessment."""

_MB = MAX_TOGETHER // 1_000_000
_NAME = re.compile(r"(?P<stem>.+?)(?:-(?P<number>[2-9]|[1-9][0-9]+))?\.ya?ml", re.IGNORECASE)
_ONE_OF_ANYBODY = ApprovalsAsked(1, 1, 1, None, ())
"""What is asked where an assessment of an earlier version does not say."""


class _Partner(BaseModel):
    name: str


class _Verdict(BaseModel):
    level: VerdictLevel


class _Score(BaseModel):
    point: float | None


class _Used(BaseModel):
    sha256: str


class _Reply(_Used):
    file: str


class _Decided(BaseModel):
    partner: _Partner
    verdict: _Verdict
    score: _Score
    rubric: _Used
    replies: tuple[_Reply, ...] = ()
    approvals: ApprovalsAsked = _ONE_OF_ANYBODY


def read_decidable(assessment: Path) -> Decidable:
    """Return an assessment as far as approvals speak of it.

    Raises:
        InputError: It cannot be read, is a link, or is no assessment.
    """
    name = str(assessment)
    raw = _read(assessment, name, MAX_BYTES)
    saved, data = read_assessment(raw, name)
    try:
        found = _Decided.model_validate(data)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise fail("wrong-assessment", f"{shown(place)} is not what an assessment has there", name) from None
    return Decidable(
        file=assessment.name,
        sha256=sha256(raw),
        partner=found.partner.name,
        verdict=found.verdict.level,
        score=found.score.point,
        as_of=saved.as_of,
        asked=found.approvals,
        made_from=MadeFrom(
            dossier=saved.dossier.sha256,
            rubric=found.rubric.sha256,
            organisation=saved.organisation.sha256 if saved.organisation else None,
            replies=tuple((each.file, each.sha256) for each in found.replies),
        ),
    )


def read_record(assessment: Path) -> Record:
    """Return the approvals of an assessment, with all that is wrong with them."""
    folder = folder_of(assessment)
    faults: list[RecordFault] = []
    about: Decidable | None = None
    try:
        about = read_decidable(assessment)
    except InputError as error:
        faults += _told(assessment.name, error)
    filed: list[Filed] = []
    size = 0
    for file in _names(folder, faults):
        try:
            raw = _read(folder / file, file)
            size += len(raw)
            if size > MAX_TOGETHER:
                faults.append(RecordFault(file, f"with it the approvals are larger than {_MB} MB together"))
                break
            filed.append(_parsed(folder, file, raw))
        except InputError as error:
            faults += _told(file, error)
    filed.sort(key=lambda each: (each.approval.on, len(each.approval.before), each.file))
    known = {each.file: each for each in filed}
    for each in filed:
        faults += [RecordFault(each.file, text) for text in _wrong(each, about)]
        faults += _broken(each, known)
    return Record(about, tuple(filed), tuple(dict.fromkeys(faults)))


def _told(file: str, error: InputError) -> Iterator[RecordFault]:
    for each in error.diagnostics:
        line = f"line {each.position.line}: " if each.position.text else ""
        yield RecordFault(file, f"{line}{each.message}")


def _names(folder: Path, faults: list[RecordFault]) -> list[str]:
    """Return the names of the approvals in a folder; anything else that is not hidden is a fault."""
    if folder.is_symlink():
        faults.append(RecordFault(folder.name, "this is a link, where the folder of approvals must stand"))
        return []
    try:
        with os.scandir(folder) as entries:
            found = sorted(each.name for each in entries if not each.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(RecordFault(folder.name, f"the folder cannot be read: {reason(error)}"))
        return []
    names = [each for each in found if each.lower().endswith(SUFFIXES)]
    if len(names) > MAX_APPROVALS:
        faults.append(RecordFault(folder.name, f"there are more than {MAX_APPROVALS:,} approvals"))
        return []
    for each in found:
        if each in names:
            continue
        of = each.removesuffix(SIGNATURE)
        if of == each:
            faults.append(RecordFault(each, "this is neither an approval nor a signature of one"))
        elif of not in names:
            faults.append(RecordFault(of, "its signature is there, but the approval is gone"))
    return names


def _read(path: Path, name: str, most: int = MAX_APPROVAL) -> bytes:
    """Return the bytes of a file; a link may lead out of where files are looked for."""
    if path.is_symlink():
        raise fail("outside", "this is a link, where a file must stand", name)
    return read(path, name, most)


def _parsed(folder: Path, file: str, raw: bytes) -> Filed:
    parsed = parse_model(Approval, mapping(parse(raw, file), "approval/1"), {})
    signed = os.path.lexists(folder / f"{file}{SIGNATURE}")
    return Filed(file, sha256(raw), signed, whole(parsed, ()))


def read_signed(folder: Path, filed: Filed) -> tuple[bytes, bytes]:
    """Return an approval's bytes, and those of its signature.

    Raises:
        InputError: One cannot be read, or the approval has changed since it was read.
    """
    raw = _read(folder / filed.file, filed.file)
    if sha256(raw) != filed.sha256:
        raise fail("changed", "it has changed while it was read", filed.file)
    signature = f"{filed.file}{SIGNATURE}"
    return raw, _read(folder / signature, signature)


def name_for(by: str, on: dt.date, taken: Mapping[str, object]) -> str:
    """Return what the file of a person's approval is called; the same person's next on one day is `-2`."""
    stem = _stem(by, on)
    number = 1
    while _numbered(stem, number) in taken:
        number += 1
    return _numbered(stem, number)


def _stem(by: str, on: dt.date) -> str:
    return f"{on}-{plain_name(by) or 'somebody'}"


def _numbered(stem: str, number: int) -> str:
    return f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml"


def _wrong(filed: Filed, about: Decidable | None) -> Iterator[str]:
    """Yield what an approval says of the assessment, or of itself, that is not so."""
    approval = filed.approval
    stem, found = _stem(approval.by, approval.on), _NAME.fullmatch(filed.file)
    if found is None or stem not in {found["stem"], filed.file.rpartition(".")[0]}:
        yield f"it has been renamed: what {shown(approval.by)} decided on {approval.on} is called {stem}.yaml"
    if approval.principal is not None and not filed.signed:
        yield "its signature is gone"
    if approval.principal is None and filed.signed:
        yield "it is signed, but does not say by whom"
    if about is None:
        return
    if approval.sha256 != about.sha256:
        yield f"it is an approval of another assessment than {shown(about.file)} as it is now"
    pairs = {
        "assessment": about.file,
        "partner": about.partner,
        "verdict": about.verdict,
        "score": about.score,
        "as_of": about.as_of,
    }
    for key, is_so in pairs.items():
        if getattr(approval, key) != is_so:
            yield f"`{key}` is not that of the assessment: {shown(getattr(approval, key))}"


def _broken(filed: Filed, known: Mapping[str, Filed]) -> Iterator[RecordFault]:
    """Yield what has become of the approvals that were there before one."""
    approval = filed.approval
    listed = {each.file: each for each in approval.before}
    if len(listed) != len(approval.before) or filed.file in listed:
        yield RecordFault(filed.file, "it lists an approval twice, or itself")
    for name, each in listed.items():
        earlier = known.get(name)
        if earlier is None:
            yield RecordFault(shown(name), f"it was there before {filed.file}, and is gone or cannot be read")
            continue
        if earlier.sha256 != each.sha256:
            yield RecordFault(name, f"it has changed since {filed.file} was written")
        if earlier.approval.on > approval.on:
            yield RecordFault(filed.file, f"it is back-dated: {name} was there before it")
        for before in earlier.approval.before:
            if before.file not in listed and before.file != filed.file:
                yield RecordFault(
                    filed.file, f"it does not list {shown(before.file)}, which was there before"
                )
    found = _NAME.fullmatch(filed.file)
    number = int(found["number"] or 1) if found else 1
    if number > 1 and found and found["stem"] == _stem(approval.by, approval.on):
        former = _numbered(found["stem"], number - 1)
        if former not in listed:
            yield RecordFault(filed.file, f"it does not list {former}, after which it is called")
    twin = next((name for name, each in known.items() if each.sha256 == filed.sha256), filed.file)
    if twin != filed.file:
        yield RecordFault(filed.file, f"it is a copy of {twin}")
