"""Approvals beside what a command reads or writes: checked, shown in reports, and never orphaned."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.cli.files import encoded
from partnercheck.diagnostics import InputError, fail, shown
from partnercheck.load import STDIN, is_file, read
from partnercheck.load.files import sha256
from partnercheck.load.record_folder import approvals_beside, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from partnercheck.model.approvals import Approvals, Decidable, Record
    from partnercheck.model.assessment import Assessment
    from partnercheck.model.inputs import Inputs


def with_approvals(inputs: Inputs, written: Iterable[Path]) -> Inputs:
    """Return inputs with the approvals beside what is written, where none stand beside the dossier."""
    found = (inputs.approvals, *map(approvals_beside, written))
    return inputs._replace(approvals=next((each for each in found if each is not None), None))


def check_not_decided(path: Path, content: str | bytes) -> None:
    """Refuse to write another assessment in place of one that somebody has decided on.

    Raises:
        InputError: There are approvals of another.
    """
    record = approvals_beside(path) if path.suffix.lower() == ".json" else None
    if record is None:
        return
    digest = sha256(content if isinstance(content, bytes) else encoded(content))
    if not record.filed and record.faults:  # nobody can tell what was decided on
        message = f"`{shown(folder_of(path).name)}` holds what cannot be read as decisions"
        raise fail("decided", message, str(path), "`partnercheck verify` says what is wrong with it")
    if any(each.approval.sha256 != digest for each in record.filed):
        message = f"`{shown(folder_of(path).name)}` holds decisions on another assessment than this"
        raise fail("decided", message, str(path), "write it under another name, and decide on it there")


class Standing(NamedTuple):
    """How an assessment was decided on, and why the same would not come of its files now."""

    approvals: Approvals
    changed: str | None


def standing_now(assessment: Path, about: Decidable) -> Standing:
    """Return how an assessment was decided on, and whether that holds for its files as they are now."""
    from partnercheck.cli.reassessing import assessed_again
    from partnercheck.insight.approvals import approvals
    from partnercheck.load.record import read_record

    record, raw = read_record(assessment), read(assessment, str(assessment))
    try:
        again = assessed_again(raw, assessment)
    except InputError as error:
        why = f"it cannot be assessed again: {error.diagnostics[0].message}"
        return Standing(approvals(record, about), why)
    first = next((each.text for each in again.differences), None)
    changed = first and f"{shown(str(again.file))} is assessed otherwise now: {first}"
    return Standing(_as_of_now(record, about, again.after), changed)


def _as_of_now(record: Record, about: Decidable, now: Assessment) -> Approvals:
    """Return how an assessment was decided on, with what is not as it was then."""
    from partnercheck.insight.approvals import approvals, overtaken
    from partnercheck.model.approvals import MadeFrom

    found = approvals(record, about)
    if not found.votes:
        return found
    faulty = ((each.file, each.sha256) for each in (now.inputs.faults if now.inputs else ()))
    made_from = MadeFrom.of(now.dossier, now.rubric, now.organisation, now.replies, faulty)
    return found._replace(overtaken=overtaken(about, made_from, now.verdict.level))


class Checked(NamedTuple):
    """The approvals of an assessment, whether they are sound, and what could not be checked."""

    sound: bool
    approvals: Approvals | None
    notes: tuple[str, ...]


def check_approvals(assessment: Path, now: Assessment, signers: Path | None, *, signed: bool) -> Checked:
    """Return how an assessment was decided on, whether that holds, and what is wrong with it.

    Args:
        assessment: Its file.
        now: What comes of the same files now.
        signers: A list of allowed signers; None where signatures are not checked.
        signed: Whether every approval must be signed, and there must be one.

    Raises:
        InputError: There is no such list, or `ssh-keygen` is missing.
    """
    from partnercheck.record import signatures

    if signers is not None and not is_file(signers):
        raise fail("no-file", "there is no such list of allowed signers", str(signers))
    if signers is not None:
        signatures.check_lists_signers(signers)
    if str(assessment) == STDIN or not os.path.lexists(folder_of(assessment)):
        return Checked(not signed, None, ("no approval stands beside it",) if signers is not None else ())
    from partnercheck.load.record import read_decidable, read_record

    about, record = read_decidable(assessment), read_record(assessment)
    if signers is not None:
        more = signatures.faults(record, folder_of(assessment), signers, about.asked, signed=signed)
        record = record._replace(faults=(*record.faults, *more))
    notes = tuple(_notes(record, checked=signers is not None))
    return Checked(not record.faults, _as_of_now(record, about, now), notes)


def _notes(record: Record, *, checked: bool) -> Iterator[str]:
    """Yield what a record leaves open; nothing of one without approvals."""
    if not checked and any(each.signed for each in record.filed):
        yield "signatures are not checked without --signers"
    if record.faults:
        return
    listed = {earlier.file for each in record.filed for earlier in each.approval.before}
    for newest in record.filed:
        if newest.file not in listed:
            how = "dropped" if newest.signed else "changed or dropped"
            yield f"only the repository's history tells whether the newest, {newest.file}, was {how}"
