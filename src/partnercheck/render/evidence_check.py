"""What has become of the evidence that dossiers cite: as a table for a terminal."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.words import counted, not_looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.evidence_check import EvidenceCheck, EvidenceNoticed
    from partnercheck.render.formats import Layout

_SAID = {
    "changed": "the file is not the one that was sealed",
    "missing": "the file is missing",
    "unsealed": "no digest: a change of the file would go unnoticed",
    "expired": "it may no longer be relied on",
    "expiring": "it soon may no longer be relied on",
}
"""What is said of evidence, the gravest first."""


def table(found: EvidenceCheck, layout: Layout) -> str:
    """Return what somebody should look at, by dossier, and how much is sound."""
    lines: list[str] = []
    for dossier, noticed in groupby(found.noticed, key=lambda each: each.dossier):
        lines.append(dossier)
        lines += [line for each in noticed for line in _lines(each, layout.width)]
    by_status = Counter[str](each.status for each in found.noticed)
    kinds = ", ".join(f"{by_status[status]} {status}" for status in _SAID if by_status[status])
    lines += wrap(
        f"{counted(found.items, 'piece')} of evidence in {counted(found.dossiers, 'dossier')}: "
        f"{found.sealed} sealed and as they were, {len(found.noticed)} to look at"
        f"{f' ({kinds})' if kinds else ''}.",
        layout.width,
    )
    lines += not_looked_at(len(found.refused))
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(each: EvidenceNoticed, width: int) -> Iterator[str]:
    until = f" (last day {each.last_day})" if each.last_day and each.status in {"expired", "expiring"} else ""
    yield f"  {each.status}: {each.file or each.source}{until}"
    about = f"{each.supports}: {_SAID[each.status]}"
    yield from wrap(about, width, initial_indent="      ", subsequent_indent="      ")
