"""What an import found: the section as YAML, or everything as JSON; and statement lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import json as machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.imported import Imported, LineList
    from partnercheck.render.formats import Layout

_STATEMENTS = {
    "income": "income statement",
    "balance": "balance sheet",
    "cash": "cash flow",
    "shares": "shares",
}


def yaml(imported: Imported, _: Layout) -> str:
    """Return the section, with what its reader must know as comments."""
    return imported.text


def json(imported: Imported, _: Layout) -> str:
    """Return the section with all that was not taken over."""
    return machine.render(imported.result)


def lines(listed: LineList, _: Layout) -> str:
    """Return statement lines, each with its meaning and captions."""
    return "".join(f"{line}\n" for line in _lines(listed))


def _lines(listed: LineList) -> Iterator[str]:
    for each in listed.lines:
        yield f"{each.name} ({_STATEMENTS[each.statement]})"
        yield f"  {each.meaning}"
        for language, words in each.captions.items():
            yield f"  {language}: {'; '.join(words)}"
