"""Which parts of a rubric its own file says, and which it takes from those it extends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.source import Row, Source, Table, home

if TYPE_CHECKING:
    from partnercheck.diagnostics import Path
    from partnercheck.source import Document


def is_own(document: Document, path: Path) -> bool:
    """Return whether a rubric's own file says what stands at a path.

    What no file says, such as a weight that is left out, is the rubric's own where all around it is.
    """
    source, value = document.source, document.data
    for step in path:
        if isinstance(value, Table):
            present = step in value
        else:
            present = isinstance(value, Row) and isinstance(step, int) and step < len(value)
        if not present:
            return source is document.source and from_one(value, source)
        source, value = home(value.marks[step], source), value[step]
    return source is document.source


def from_one(value: Any, source: Source) -> bool:
    """Return whether everything within a value came from one file."""
    if not isinstance(value, Table | Row):
        return True
    keys: Any = value if isinstance(value, Table) else range(len(value))
    return all(
        home(value.marks[key], source).file == source.file and from_one(value[key], source) for key in keys
    )
