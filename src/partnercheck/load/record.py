"""The approvals of an assessment: files of one folder beside it, each bound to it and to those before it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.load.assessments import read_decidable_assessment
from partnercheck.load.checked import mapping, whole
from partnercheck.load.files import is_link, names_in, plain_name, read, reason, sha256
from partnercheck.load.folders import SUFFIXES
from partnercheck.load.record_folder import folder_of
from partnercheck.model.approval import MAX_APPROVALS, Approval
from partnercheck.model.approvals import Decidable, Filed, MadeFrom, Record, RecordFault
from partnercheck.model.partial import parse_model
from partnercheck.source import MAX_BYTES, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from partnercheck.load.assessments import DecidableAssessment

SIGNATURE = ".sig"
"""What the signature of an approval is called after its file."""
MAX_APPROVAL = 200_000
"""The most bytes of one approval, or of its signature."""
MAX_TOGETHER = 5_000_000
"""The most bytes of all approvals of an assessment."""

_BACKUP = "~"
"""How editors name what a file was before they wrote it."""
_MB = MAX_TOGETHER // 1_000_000
_NAME = re.compile(r"(?P<stem>.+?)(?:-(?P<number>[2-9]|[1-9][0-9]+))?\.ya?ml", re.IGNORECASE)


def read_decidable(assessment: Path) -> Decidable:
    """Return an assessment as far as approvals speak of it.

    Raises:
        InputError: It cannot be read, is a link, or is no assessment.
    """
    return decidable(_read(assessment, str(assessment), MAX_BYTES), str(assessment))


def decidable(raw: bytes, name: str) -> Decidable:
    """Return an assessment as far as approvals speak of it, from the bytes of its file.

    Raises:
        InputError: It is no assessment.
    """
    saved = read_decidable_assessment(raw, name)
    return Decidable(
        file=PurePath(name).name,
        sha256=sha256(raw),
        partner=saved.partner.name,
        verdict=saved.verdict.level,
        score=saved.score.point,
        as_of=saved.as_of,
        asked=saved.approvals,
        made_from=MadeFrom.of(saved.dossier, saved.rubric, saved.organisation, saved.replies, saved.faulty),
        left_open=() if saved.verdict.level == "proceed" else _left_open(saved),
    )


def _left_open(saved: DecidableAssessment) -> tuple[str, ...]:
    return tuple(each.for_ for each in saved.conditions if each.status == "open")


def read_record(assessment: Path) -> Record:
    """Return the approvals of an assessment, with all that is wrong with them."""
    folder = folder_of(assessment)
    faults: list[RecordFault] = []
    about: Decidable | None = None
    try:
        about = read_decidable(assessment)
    except InputError as error:
        faults += _faults_of(assessment.name, error)
    return _record(about, _names_in(folder, faults), lambda file: _read(folder / file, file), faults)


def read_files(assessment: Path) -> tuple[str, bytes, dict[str, bytes]]:
    """Return what an assessment's file is called, its bytes, and by name those of the record beside it.

    Raises:
        InputError: A file cannot be read, or is a link.
    """
    folder = folder_of(assessment)
    faults: list[RecordFault] = []
    names = _names_in(folder, faults)
    if faults:
        raise fail("no-folder", faults[0].text, str(folder))
    raw = _read(assessment, str(assessment), MAX_BYTES)
    return assessment.name, raw, {name: _read(folder / name, str(folder / name)) for name in names}


def record_of(about: Decidable, files: Mapping[str, bytes]) -> Record:
    """Return the approvals of an assessment from what the files of its folder hold, signatures included."""
    return _record(about, sorted(files), files.__getitem__, [])


def _record(
    about: Decidable | None, found: list[str], bytes_of: Callable[[str], bytes], faults: list[RecordFault]
) -> Record:
    filed: list[Filed] = []
    size = 0
    for file in _approvals_among(found, faults):
        try:
            raw = bytes_of(file)
            size += len(raw)
            if size > MAX_TOGETHER:
                faults.append(RecordFault(file, f"with it the approvals are larger than {_MB} MB together"))
                break
            approval = whole(parse_model(Approval, mapping(parse(raw, file), "approval/1"), {}), ())
            filed.append(Filed(file, sha256(raw), f"{file}{SIGNATURE}" in found, approval))
        except InputError as error:
            faults += _faults_of(file, error)
    filed.sort(key=lambda each: (each.approval.on, len(each.approval.before), *_stem_and_number(each.file)))
    known = {each.file: each for each in filed}
    for each in filed:
        faults += [RecordFault(each.file, text) for text in _wrong(each, about)]
        faults += _broken(each, known)
    return Record(about, tuple(filed), tuple(dict.fromkeys(faults)))


def _faults_of(file: str, error: InputError) -> Iterator[RecordFault]:
    for each in error.diagnostics:
        line = f"line {each.position.line}: " if each.position.text else ""
        yield RecordFault(file, f"{line}{each.message}")


def _names_in(folder: Path, faults: list[RecordFault]) -> list[str]:
    """Return the names of what stands in a folder and is not hidden."""
    if is_link(folder):
        faults.append(RecordFault(folder.name, "this is a link, where the folder of approvals must stand"))
        return []
    try:
        return names_in(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(RecordFault(folder.name, f"the folder cannot be read: {reason(error)}"))
        return []


def _approvals_among(found: list[str], faults: list[RecordFault]) -> list[str]:
    """Return the names of approvals; what is neither one, its signature nor a backup is a fault."""
    names = [each for each in found if each.lower().endswith(SUFFIXES)]
    if len(names) > MAX_APPROVALS:
        faults.append(RecordFault(names[MAX_APPROVALS], f"there are more than {MAX_APPROVALS:,} approvals"))
        return []
    for each in found:
        if each in names or each.endswith(_BACKUP):
            continue
        of = each.removesuffix(SIGNATURE)
        if of == each:
            faults.append(RecordFault(each, "this is neither an approval nor a signature of one"))
        elif of not in names:
            faults.append(RecordFault(of, "its signature is there, but the approval is gone"))
    return names


def _read(path: Path, name: str, most: int = MAX_APPROVAL) -> bytes:
    """Return the bytes of a file; a link may lead out of where files are looked for."""
    if is_link(path):
        raise fail("outside", "this is a link, where a file must stand", name)
    return read(path, name, most)


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


def _stem_and_number(file: str) -> tuple[str, int]:
    """Return of what person and day the name of an approval is, and which of those it is."""
    found = _NAME.fullmatch(file)
    return (found["stem"], int(found["number"] or 1)) if found else (file, 1)


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
        if not approval.comes_after(earlier.approval):
            yield RecordFault(filed.file, f"it is back-dated: {name} was there before it")
        for before in earlier.approval.before:
            if before.file not in listed and before.file != filed.file:
                yield RecordFault(
                    filed.file, f"it does not list {shown(before.file)}, which was there before"
                )
    stem, number = _stem_and_number(filed.file)
    if number > 1 and stem == _stem(approval.by, approval.on):
        former = _numbered(stem, number - 1)
        if former not in listed:
            yield RecordFault(filed.file, f"it does not list {former}, after which it is called")
    twin = next((name for name, each in known.items() if each.sha256 == filed.sha256), filed.file)
    if twin != filed.file:
        yield RecordFault(filed.file, f"it is a copy of {twin}")
