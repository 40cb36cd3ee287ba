"""Evidence in files: copied beside a dossier, sealed by digests, and checked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.engine.evidence import age_limit, last_day
from partnercheck.load.files import MAX_EVIDENCE, inside, is_file, read, sha256
from partnercheck.model.answers import all_evidence
from partnercheck.model.evidence_check import EvidenceNoticed
from partnercheck.source import parse
from partnercheck.yaml_edit import Edit, edited, value_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.diagnostics import Path as DataPath
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.evidence import EvidenceItem
    from partnercheck.model.evidence_check import EvidenceStatus
    from partnercheck.model.inputs import Inputs


class Placed(NamedTuple):
    """Where a piece of evidence stands in a dossier."""

    item: EvidenceItem
    path: DataPath


def placed(dossier: Dossier) -> Iterator[Placed]:
    """Yield every piece of evidence of a dossier; a grade in short is none."""
    for evidence, path in all_evidence(dossier):
        if not isinstance(evidence, str):
            yield from (Placed(item, (*path, index)) for index, item in enumerate(evidence))


def cited_files(dossier: Dossier) -> list[EvidenceItem]:
    """Return the pieces of evidence of a dossier that name a file."""
    return [each.item for each in placed(dossier) if each.item.file is not None]


def sealed(raw: bytes, file: str, dossier: Dossier, home: Path) -> bytes:
    """Return a dossier with a digest at every item that names a file and has none.

    Raises:
        InputError: A file cannot be read, or leads out of the dossier's folder.
    """
    data = parse(raw, file).data
    edits = []
    for item, path in placed(dossier):
        # A dossier also holds what replies say, which stands in files of theirs.
        if item.file is None or item.sha256 is not None or value_at(data, path) is None:
            continue
        target = inside(home, item.file)
        digest = sha256(read(target or home / item.file, item.file, MAX_EVIDENCE))
        edits.append(Edit((*path, "sha256"), digest))
    return edited(raw, file, edits)


def noticed(inputs: Inputs, home: Path, name: str, within: int) -> Iterator[EvidenceNoticed]:
    """Yield what of a dossier's evidence somebody should look at, in the order of the file.

    Args:
        inputs: The dossier and what it is held against.
        home: The dossier's folder.
        name: What the dossier is called.
        within: How many days after the as-of date still count as soon.
    """
    for item, path in placed(inputs.dossier):
        ends = last_day(item, _age_limit(inputs, path))
        status = _status(item, ends, inputs, home, within)
        if status is not None:
            partner = inputs.dossier.partner.name
            yield EvidenceNoticed(partner, name, supported(path), status, item.source, item.file, ends)


def supported(path: DataPath) -> str:
    """Return what the evidence at a path of a dossier supports."""
    match path:
        case ("answers", _, str(criterion), *_):
            return criterion
        case ("profile", str(fact), *_):
            return fact
        case ("evidence", *_):
            return "all answers"
    return str(path[0])


def _age_limit(inputs: Inputs, path: DataPath) -> int | None:
    rules = inputs.rubric.evidence
    criterion = inputs.rubric.criteria.get(supported(path)) if path[0] == "answers" else None
    return rules.max_age if criterion is None else age_limit(rules, criterion)


def _status(
    item: EvidenceItem, ends: dt.date | None, inputs: Inputs, home: Path, within: int
) -> EvidenceStatus | None:
    if item.file is not None and (item.file, item.sha256) in inputs.faults:
        return "changed" if is_file(home / item.file) else "missing"
    if ends is not None and ends < inputs.as_of:
        return "expired"
    if item.file is not None and item.sha256 is None:
        return "unsealed"
    if ends is not None and ends <= inputs.as_of + dt.timedelta(days=within):
        return "expiring"
    return None
