"""A rubric with all that it takes from those it extends, as YAML that says where each part came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck.authoring.inherited import from_one
from partnercheck.source import Table, home
from partnercheck.yaml_out import Commented, dump

if TYPE_CHECKING:
    from partnercheck.source import Document, Row, Source

_LEFT_OUT = ("extends", "drop")
_HEAD = """\
# Everything that this rubric is made of. Each part came from the file named above it; what stands
# deeper down came from there too, unless it says otherwise.
"""


def resolved(document: Document) -> str:
    """Return a merged document as YAML; a comment stands wherever another file begins to speak."""
    data = Table()
    for key in document.data:
        if key not in _LEFT_OUT:
            data[key] = document.data[key]
            data.marks[key] = document.data.marks[key]
    return _HEAD + dump(_commented(data, document.source, None))


def _commented(data: Table | Row, source: Source, speaks: str | None) -> Any:
    """Return a mapping or a list with its comments; `speaks` is the file of what stands before."""
    entries: list[Commented] = []
    keys: Any = data if isinstance(data, Table) else range(len(data))
    for key in keys:
        origin = home(data.marks[key], source)
        before = () if origin.file == speaks else (f"from {origin.file}",)
        value, alone = data[key], from_one(data[key], origin)
        entries.append(Commented(value if alone else _commented(value, origin, origin.file), before))
        speaks = origin.file if alone else None
    return dict(zip(keys, entries, strict=True)) if isinstance(data, Table) else entries
