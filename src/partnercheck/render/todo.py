"""What each side still owes: as a table for a terminal, by side, person and partner."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.model.asking import SIDES
from partnercheck.render.words import WHY_OPEN, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.todo import TodoItem, TodoList
    from partnercheck.render.formats import Layout

_SAID = {**WHY_OPEN, "unknown-fact": "a fact that is not known", "condition": "condition"}
_LINES = 6
"""How many lines an item may take; what the words of others take beyond that is cut."""


def table(found: TodoList, layout: Layout) -> str:
    """Return what is still to be done, under whoever should do it, in the order of the list."""
    lines: list[str] = []
    for owner, items in groupby(found.items, key=_owner):
        listed = list(items)
        lines.append(f"{owner}: {len(listed)}")
        lines += [line for each in listed for line in _lines(each, layout.width)]
    if not lines:
        lines.append("Nothing is open.")
    lines.append(f"{counted(found.dossiers, 'dossier')}, {counted(len(found.items), 'item')}.")
    return "".join(f"{visible(line)}\n" for line in lines)


def _owner(item: TodoItem) -> str:
    side = "Conditions" if item.side is None else SIDES[item.side].capitalize()
    return f"{item.partner}, {side}, {item.person}" if item.person else f"{item.partner}, {side}"


def _lines(item: TodoItem, width: int) -> Iterator[str]:
    by = f", by {item.due}" if item.due else ""
    text = f"{item.title} ({item.subject}): {_SAID[item.why]}{by}"
    yield from wrap(
        text, width, initial_indent="  ", subsequent_indent="    ", max_lines=_LINES, placeholder=" …"
    )
