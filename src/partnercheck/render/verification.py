"""Whether an assessment holds, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown, visible
from partnercheck.render import approvals
from partnercheck.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.verification import Verification
    from partnercheck.render.formats import Layout

_SHOWN = 20


def terminal(found: Verification, layout: Layout) -> str:
    """Return what differs, how it was decided, and what could not be checked."""
    cast = approvals.decided(found.approvals, layout.width) if found.approvals else ""
    return f"{_text(_compared(found))}{cast}{_text(_left_open(found))}"


def _text(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _compared(found: Verification) -> Iterator[str]:
    file = shown(found.dossier)
    if found.same:
        yield f"the same: {shown(found.partner)}, {found.verdict}, as of {found.as_of} ({file})"
        return
    differences = counted(len(found.differences), "difference")
    yield f"not the same: {differences} ({file})"
    yield from (f"  {each.text}" for each in found.differences[:_SHOWN])
    if len(found.differences) > _SHOWN:
        yield f"  and {len(found.differences) - _SHOWN} more"


def _left_open(found: Verification) -> Iterator[str]:
    if found.approvals is not None and (faults := found.approvals.faults):
        yield f"the approvals are not sound: {counted(len(faults), 'fault')}"
        yield from (f"  {visible(each.file)}: {visible(each.text)}" for each in faults)
    yield from (f"note: {each}" for each in found.notes)
