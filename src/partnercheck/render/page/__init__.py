"""A page of sections: what `compare` and `whatif` say, in the form that every format is made from.

All texts are plain: whatever stands in them came from a dossier or rubric and is for the renderer to escape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    kind: ClassVar[str] = "words"
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    kind: ClassVar[str] = "bullets"
    items: list[str]


@dataclass(frozen=True)
class Column:
    """One column of a table; numbers stand flush right."""

    title: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row names the row, and `caption` says what all show."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: list[Column]
    rows: list[list[str]]


@dataclass(frozen=True)
class Range:
    """A score between 0 and 100 with its range; `text` is both as they are read."""

    key: str
    name: str
    low: float
    point: float | None
    high: float
    text: str


@dataclass(frozen=True)
class Ranges:
    """Ranges of several scores on one scale from 0 to 100; `message` says in words what they show."""

    kind: ClassVar[str] = "ranges"
    message: str
    ranges: list[Range]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; below `level` 2 it belongs to the section before it."""

    title: str
    blocks: list[Words | Bullets | Table | Ranges]
    level: int = 2


@dataclass(frozen=True)
class Page:
    """The whole page; `facts` say under the title what it speaks of."""

    title: str
    facts: list[str]
    sections: list[Section]


__all__ = ["Bullets", "Column", "Page", "Range", "Ranges", "Section", "Table", "Words"]
