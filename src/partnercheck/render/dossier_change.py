"""What a command has changed in a dossier, for a terminal: what is left to say once the change was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.words import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.dossier_change import DossierChange
    from partnercheck.render.formats import Layout


def terminal(found: DossierChange, _: Layout) -> str:
    """Return the verdict now and what it was before, and what to look at."""
    return "".join(f"{visible(line)}\n" for line in _lines(found))


def _lines(found: DossierChange) -> Iterator[str]:
    if not found.difference:
        yield f"nothing to change: {found.dossier}"
    yield from (f"note: {each}" for each in found.notes)
    if found.written:
        now, was = VERDICTS[found.after][1], found.before and VERDICTS[found.before][1]
        yield f"verdict: {now}" + (", as before" if was == now else f", before: {was or 'none'}")
