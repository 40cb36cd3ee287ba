"""What each side still owes: as a table for a terminal, by side, person and partner."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.model.asking import SIDES
from partnercheck.render.words import NO_DOSSIER, WHY_OPEN, counted, not_looked_at

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
    names = _names(found)
    for owner, items in groupby(found.items, key=lambda each: _owner(each, names[each.dossier])):
        listed = list(items)
        lines += wrap(f"{owner}: {len(listed)}", layout.width)
        lines += [line for each in listed for line in _lines(each, layout.width)]
    if not lines:
        lines.append("Nothing is open." if found.dossiers else NO_DOSSIER)
    lines.append(f"{counted(found.dossiers, 'dossier')}, {counted(len(found.items), 'item')}.")
    lines += not_looked_at(len({each.dossier for each in found.refused} - names.keys()))
    return "".join(f"{visible(line)}\n" for line in lines)


def _names(found: TodoList) -> dict[str, str]:
    """Return, by dossier, its partner: with scope, date or file where a partner has several dossiers."""
    partners: dict[str, dict[str, TodoItem]] = {}
    for each in found.items:
        partners.setdefault(each.partner, {})[each.dossier] = each
    names: dict[str, str] = {}
    for partner, dossiers in partners.items():
        for apart in (
            dict.fromkeys(dossiers, partner),
            {name: f"{partner} ({each.scope or 'no scope'})" for name, each in dossiers.items()},
            {name: f"{partner} ({each.as_of})" for name, each in dossiers.items()},
            {name: f"{partner} ({name})" for name in dossiers},
        ):
            if len(set(apart.values())) == len(dossiers):
                names |= apart
                break
    return names


def _owner(item: TodoItem, partner: str) -> str:
    side = "Conditions" if item.side is None else SIDES[item.side].capitalize()
    return f"{partner}, {side}, {item.person}" if item.person else f"{partner}, {side}"


def _lines(item: TodoItem, width: int) -> Iterator[str]:
    by = f", by {item.due}" if item.due else ""
    there = f"; see to the section {item.section}, which no form asks for again" if item.section else ""
    text = f"{item.title} ({item.subject}): {_SAID[item.why]}{there}{by}"
    yield from wrap(
        text, width, initial_indent="  ", subsequent_indent="    ", max_lines=_LINES, placeholder=" …"
    )
