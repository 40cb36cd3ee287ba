"""A page of sections: what `compare`, `whatif` and `history` say, in the form that every format is made from.

All texts are plain: whatever stands in them came from a dossier or rubric and is for the renderer to escape.
"""

from __future__ import annotations

from dataclasses import dataclass

from partnercheck.render.report.history import Course, Moment
from partnercheck.render.report.page_one import Limit
from partnercheck.render.report.parts import Chart, Column, Range, Table


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    sentences: list[str]


@dataclass(frozen=True)
class Bar:
    """A score with its range, under a letter and a name."""

    key: str
    name: str
    range: Range


@dataclass(frozen=True)
class Ranges(Chart):
    """Ranges of several scores on one scale from 0 to 100, and the limits that the verdict sets."""

    bars: list[Bar]
    limits: list[Limit]


@dataclass(frozen=True)
class Part:
    """One part of what moved a score: from where to where it takes it, and by how much in words."""

    name: str
    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Waterfall(Chart):
    """What moved a score, part after part, from what it was to what it is."""

    before: str
    after: str
    parts: list[Part]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; below `level` 2 it belongs to the section before it."""

    title: str
    blocks: list[Words | Bullets | Table | Ranges | Course | Waterfall]
    level: int = 2


@dataclass(frozen=True)
class Page:
    """The whole page; `facts` say under the title what it speaks of."""

    title: str
    facts: list[str]
    sections: list[Section]


__all__ = [
    "Bar",
    "Bullets",
    "Column",
    "Course",
    "Limit",
    "Moment",
    "Page",
    "Part",
    "Range",
    "Ranges",
    "Section",
    "Table",
    "Waterfall",
    "Words",
]
