"""One partner over time."""

import datetime as dt
from dataclasses import dataclass

from partnercheck.render.report.parts import Chart, Range


@dataclass(frozen=True)
class Moment:
    """A score with its range on a day, under the sign of the verdict.

    Attributes:
        day: Of the assessment.
        range: The score and its range.
        symbol: The verdict's sign.
    """

    day: dt.date
    range: Range
    symbol: str


@dataclass(frozen=True)
class Course(Chart):
    """A score with its range over time, from 0 to 100.

    Attributes:
        moments: The earliest first.
    """

    moments: list[Moment]


@dataclass(frozen=True)
class HistoryPart:
    """How a partner stood at dates before, where a portfolio knows them.

    Attributes:
        course: The score over time.
        trend: Where it went since the date before, in a sentence.
        known_by: What makes the dates those of one partner.
    """

    course: Course
    trend: str
    known_by: str
