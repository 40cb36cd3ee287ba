"""What an assessment was made from, and whether it would be made from the same again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import InputError
from partnercheck.load.files import file_faults, read, sha256
from partnercheck.load.record_folder import approvals_beside
from partnercheck.load.replies import reply_files
from partnercheck.model.answers import all_evidence, evidence_files

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.diagnostics import Problem
    from partnercheck.load.loader import Loader
    from partnercheck.model.approvals import Record
    from partnercheck.model.inputs import Inputs, Logo


class EvidenceFile(NamedTuple):
    """A file that a dossier names, the digest it should have, and why it does not support its item."""

    file: str
    sha256: str | None
    fault: str | None


class ReplyFile(NamedTuple):
    """A reply that a dossier holds the answers of, and its digest."""

    file: str
    sha256: str


class Sources(NamedTuple):
    """The digests of all that an assessment was made from; references are as the dossier writes them."""

    dossier: str
    rubric: str
    rubric_sha256: str
    organisation: str | None
    organisation_sha256: str | None
    logo_sha256: str | None
    evidence: tuple[EvidenceFile, ...]
    replies: tuple[str, ...]
    reply_files: tuple[ReplyFile, ...]
    approvals: str | None


def sources_of(inputs: Inputs) -> Sources:
    """Return what an assessment of these inputs is made from."""
    files = {(file, digest): None for file, digest, _ in evidence_files(all_evidence(inputs.dossier))}
    return Sources(
        dossier=inputs.dossier_used.sha256,
        rubric=inputs.dossier.rubric,
        rubric_sha256=inputs.rubric_used.sha256,
        organisation=inputs.dossier.organisation,
        organisation_sha256=inputs.organisation_used.sha256 if inputs.organisation_used else None,
        logo_sha256=_digest(inputs.logo),
        evidence=tuple(EvidenceFile(*each, inputs.faults.get(each)) for each in files),
        replies=inputs.dossier.replies,
        reply_files=tuple(ReplyFile(each.file, each.sha256) for each in inputs.replies),
        approvals=_record(inputs.approvals),
    )


def unchanged(
    before: Sources,
    path: Path,
    loader: Loader,
    *,
    rubric: str | None = None,
    organisation: Path | None = None,
) -> bool:
    """Return whether the dossier at `path`, and all it was held against, are what they were.

    `rubric` and `organisation` stand in place of what the dossier names, as for `Loader.dossier`.
    """
    home = path.parent
    problems: list[Problem] = []
    try:
        if sha256(read(path, str(path))) != before.dossier:
            return False
        if _record(approvals_beside(path)) != before.approvals:
            return False
        found_replies = reply_files(home, before.replies, problems)
        if found_replies != [each.file for each in before.reply_files]:
            return False
        if any(sha256(read(home / each.file, each.file)) != each.sha256 for each in before.reply_files):
            return False
        used = loader.rubric(rubric) if rubric else loader.rubric(before.rubric, home)
        ours = organisation or (home / before.organisation if before.organisation else None)
        found = loader.organisation(ours, None if organisation else home) if ours else None
    except InputError:
        return False
    own = (found.sha256, _digest(found.logo)) if found else (None, None)
    if (used.sha256, *own) != (before.rubric_sha256, before.organisation_sha256, before.logo_sha256):
        return False
    faults = file_faults([(each.file, each.sha256, ()) for each in before.evidence], home, problems)
    was = {(each.file, each.sha256): each.fault for each in before.evidence if each.fault is not None}
    return not problems and faults == was


def _record(record: Record | None) -> str | None:
    """Return a digest of all that stands in a record of approvals."""
    return None if record is None else sha256(repr(record).encode("utf-8", "backslashreplace"))


@lru_cache(maxsize=16)  # many dossiers share one
def _digest(logo: Logo | None) -> str | None:
    return None if logo is None else sha256(logo.media.encode() + logo.data)
