"""Us and them: what only both sides' data can show."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from partnercheck.render.report.parts import Chart, Table

DRAWN = 18
"""So many rows of a chart are drawn, which a printed page has room for; its table has all."""


@dataclass(frozen=True)
class CultureAxis:
    """One axis of culture: our place on it, and theirs.

    Attributes:
        title: The criterion.
        steps: The places on the axis, lowest first, each with what it looks like.
        ours: Our place; None where we have not stated one.
        theirs: Their place, each person's who rated them; empty where nobody knows.
        finding: How far apart both are, in words.
    """

    title: str
    steps: list[tuple[int, str]]
    ours: int | None
    theirs: list[int]
    finding: str


@dataclass(frozen=True)
class CultureMatch(Chart):
    """Both sides' places on every axis of culture.

    Attributes:
        axes: The axes, in the rubric's order.
    """

    axes: list[CultureAxis]


@dataclass(frozen=True)
class Plan:
    """One item of a roadmap within the days that can be compared.

    Attributes:
        first: Its first day.
        last: Its last day.
        stance: `invest`, `maintain`, `exit` or `rival`.
    """

    first: dt.date
    last: dt.date
    stance: str


Bearing = Literal["conflicting", "missing", "partly", "shared", "ours", "theirs"]
"""How both sides' plans for one theme bear on each other."""


@dataclass(frozen=True)
class Theme:
    """One theme of either roadmap, in two lanes.

    Attributes:
        theme: What it is about.
        relation: `conflicting`, `missing`, `partly`, `shared`, `ours` or `theirs`.
        symbol: A sign for it.
        word: The word for it.
        ours: Our plans for it.
        theirs: Their plans for it.
    """

    theme: str
    relation: Bearing
    symbol: str
    word: str
    ours: list[Plan]
    theirs: list[Plan]


@dataclass(frozen=True)
class Roadmaps(Chart):
    """Both roadmaps, theme by theme.

    Attributes:
        first: The first day shown: the as-of date.
        last: The last day shown: the end of our horizon.
        themes: Conflicting themes first, then missing, shared, and theirs alone.
    """

    first: dt.date
    last: dt.date
    themes: list[Theme]


@dataclass(frozen=True)
class Total:
    """What one side gives or gets.

    Attributes:
        who: `We give`, `We get`, `They give` or `They get`.
        side: `us` or `them`.
        amount: The sum.
        upfront: What of it is given before anything comes back.
        text: The sum as it is read.
    """

    who: str
    side: Literal["us", "them"]
    amount: float
    upfront: float
    text: str


@dataclass(frozen=True)
class GiveAndTake(Chart):
    """What each side gives and gets.

    Attributes:
        currency: Of all amounts.
        totals: What each side gives and gets.
        items: Everything that is given or got.
    """

    currency: str
    totals: list[Total]
    items: Table


@dataclass(frozen=True)
class WeakSpot:
    """Something that one side does badly, and how well the other does it.

    Attributes:
        whose: `us` or `them`.
        name: What it is.
        needed: How much the venture needs it, 1 to 5.
        level: How well this side does it, 0 or 1.
        other: How well the other side does it, 0 to 4; None where it does not list it.
        covered: Whether that is a strength, 3 or 4.
        symbol: A sign for it.
        word: Whether it is covered, in a word.
    """

    whose: Literal["us", "them"]
    name: str
    needed: int
    level: int
    other: int | None
    covered: bool
    symbol: str
    word: str


@dataclass(frozen=True)
class Strengths(Chart):
    """Each side's weak spots against the other's strengths.

    Attributes:
        spots: Our weak spots, then theirs; the most needed first.
    """

    spots: list[WeakSpot]


@dataclass(frozen=True)
class Gap:
    """How differently the two sides rate one criterion.

    Attributes:
        title: The criterion.
        gap: The distance between both sides' medians, 0 to 100.
        text: The distance as it is read.
        ours: What our side's raters answered.
        theirs: What their side's raters answered.
    """

    title: str
    gap: float
    text: str
    ours: list[str]
    theirs: list[str]


@dataclass(frozen=True)
class Gaps(Chart):
    """Where the two sides' raters see things differently.

    Attributes:
        gaps: The largest first.
        notable: The distance from which a gap gives a condition.
    """

    gaps: list[Gap]
    notable: float


@dataclass(frozen=True)
class Relation:
    """Us and them.

    Attributes:
        us: Our name.
        them: The partner's name.
        culture: Both sides' culture; None where the rubric has no such axis.
        roadmaps: Both roadmaps; None where one is missing.
        exchange: What each side gives and gets; None where it is not known.
        strengths: Weak spots against strengths; None where they are not known.
        gaps: Perception gaps; None where not both sides rated.
        rules: Every rule for the name of the deal, test by test; None where the rubric has none.
        missing: What could not be compared and why, a sentence each; nothing that no criterion asks for.
    """

    us: str
    them: str
    culture: CultureMatch | None
    roadmaps: Roadmaps | None
    exchange: GiveAndTake | None
    strengths: Strengths | None
    gaps: Gaps | None
    rules: Table | None
    missing: list[str]

    @property
    def compared(self) -> bool:
        """Whether anything could be compared."""
        return any((self.culture, self.roadmaps, self.exchange, self.strengths, self.gaps))
