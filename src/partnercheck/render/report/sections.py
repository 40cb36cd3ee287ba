"""Data of a dossier that no other part of a report draws: tables, and pictures of some."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from partnercheck.measures.surveys import Side
from partnercheck.render.report.parts import Chart, Table

Whose = Literal["us", "them", "both"]
State = Literal["known", "listed", "unknown"]


@dataclass(frozen=True)
class Milestone:
    """Something promised that has a day.

    Attributes:
        what: What it is.
        whose: Who promised it: `us`, `them` or `both`.
        due: The day by which it was promised; None without one.
        done: The day on which it was done; None while it is not.
        late_until: The day up to which it is late, the as-of date while it is not done; None where it is not
            late.
        symbol: A sign for how it stands.
        word: How it stands, such as `34 days late`.
    """

    what: str
    whose: Whose
    due: dt.date | None
    done: dt.date | None
    late_until: dt.date | None
    symbol: str
    word: str


@dataclass(frozen=True)
class Milestones(Chart):
    """What both sides promised each other, over time.

    Attributes:
        first: The first day shown.
        last: The last day shown.
        as_of: The as-of date, which lies between them.
        items: What was promised, by day.
    """

    first: dt.date
    last: dt.date
    as_of: dt.date
    items: list[Milestone]


@dataclass(frozen=True)
class Surveyed:
    """The rounds in which one side was asked.

    Attributes:
        side: `customers`, `us` or `them`.
        name: Who was asked.
        rounds: For each day the mean of all areas, -100 to 100, the earliest first.
    """

    side: Side
    name: str
    rounds: list[tuple[dt.date, float]]


@dataclass(frozen=True)
class Satisfaction(Chart):
    """How satisfied each side is, over time.

    Attributes:
        sides: Those who were asked.
        best: The round of the year from which the customers' last one has dropped; None without a drop.
        drop: The drop as it is read; nothing without one.
    """

    sides: list[Surveyed]
    best: tuple[dt.date, float] | None
    drop: str


@dataclass(frozen=True)
class Owner:
    """One line of the tree of owners.

    Attributes:
        depth: How many holdings lie between it and the partner; 0 for the partner itself.
        name: Who it is.
        share: What it holds of the party above it, in %; None for the partner.
        text: What it is and what it holds, as it is read.
        state: `known`, `listed` on a sanctions list, or `unknown`.
    """

    depth: int
    name: str
    share: float | None
    text: str
    state: State


@dataclass(frozen=True)
class Owners(Chart):
    """Who holds the partner, as a tree.

    Attributes:
        owners: The partner, then below each party its holders, the largest first.
    """

    owners: list[Owner]


@dataclass(frozen=True)
class SectionPart:
    """A section of the dossier.

    Attributes:
        name: The section's name in a dossier.
        title: What the section is called.
        picture: What it looks like; None where nothing can be drawn.
        tables: Its data, without the table of the picture.
    """

    name: str
    title: str
    picture: Milestones | Satisfaction | Owners | None
    tables: list[Table]
