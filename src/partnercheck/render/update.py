"""What brings dossiers to another rubric, for a terminal."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.words import LEVEL_NAMES, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.update import DossierUpdated, Update
    from partnercheck.render.formats import Layout


def terminal(found: Update, layout: Layout) -> str:
    """Return what becomes of each dossier, and its verdict before and after."""
    lines = [line for each in found.dossiers for line in _dossier(each, layout.width)]
    changed = sum(each.changed for each in found.dossiers)
    as_it_is = len(found.dossiers) - changed
    to_change = counted(changed, "dossier") if changed else "no dossier"
    fitting = counted(as_it_is, "dossier") if as_it_is else "none"
    lines.append(f"{found.rubric}: {to_change} to change; {fitting} already as it asks.")
    if found.others:
        lines.append(
            f"{counted(found.others, 'dossier')} of another rubric passed over; name the file to bring it."
        )
    return "".join(f"{visible(line)}\n" for line in lines)


def _dossier(each: DossierUpdated, width: int) -> Iterator[str]:
    if not each.changed:
        return
    yield f"{each.dossier}: {each.partner}"
    named = {
        "renamed": [f"{old} → {new}" for old, new in each.renamed],
        "under another dimension": each.moved,
        "asked now": each.asked,
        "kept as comments": each.kept,
        "answered by other levels before, look again": each.reworded,
    }
    for what, names in named.items():
        if names:
            yield from wrap(
                f"{what}: {', '.join(names)}",
                width,
                initial_indent="  ",
                subsequent_indent="    ",
                break_on_hyphens=False,
            )
    before = (
        "not known, as it does not fit the rubric it names"
        if each.before is None
        else LEVEL_NAMES[each.before]
    )
    yield (
        f"  verdict: {LEVEL_NAMES[each.after]}, before: {before}"
        if each.before != each.after
        else (f"  verdict: {LEVEL_NAMES[each.after]}, as before")
    )
