"""Surveys over time: how satisfied customers and both sides are, and how far customers have dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures.measured import UnmeasurableError
from partnercheck.measures.surveys import ASKED, rounds_of, rounds_table, year_of
from partnercheck.render import words
from partnercheck.render.report.sections import Satisfaction, Surveyed

if TYPE_CHECKING:
    from partnercheck.measures import Sides
    from partnercheck.measures.surveys import Surveys

_TWO = 2
"""So many rounds have a course."""


def satisfaction(surveys: Surveys, sides: Sides) -> Satisfaction | None:
    """Return how satisfied each side is over time; None where nobody was asked twice."""
    asked = []
    for side, name in ASKED.items():
        try:
            rounds = [(each.date, float(each.mean)) for each in rounds_of(surveys, sides, side)]
        except UnmeasurableError:
            continue
        asked.append(Surveyed(side, name, rounds))
    if all(len(each.rounds) < _TWO for each in asked):
        return None
    best, drop = None, 0.0
    if asked[0].side == "customers":
        high = max(year_of(rounds_of(surveys, sides)), key=lambda each: each.mean)
        best, drop = (high.date, float(high.mean)), float(high.mean) - asked[0].rounds[-1][1]
    dropped = round(drop, 1) > 0
    return Satisfaction(
        title=_title(asked[0], drop),
        message=" ".join(_title(each, 0.0) for each in asked[1:]),
        table=rounds_table(surveys),
        whole=False,
        sides=asked,
        best=best if dropped else None,
        drop=words.moved(-drop) if dropped else "",
    )


def _number(mean: float) -> str:
    return words.number(mean).replace("-", "−")


def _title(asked: Surveyed, drop: float) -> str:
    """Return how those who were asked first stand, and where that went."""
    (first, before), (last, now) = asked.rounds[0], asked.rounds[-1]
    name = words.capitalised(asked.name)
    if round(drop, 1) > 0:
        below = f"{words.prose(drop)} below the best of the year to {words.day(last)}"
        return f"{name} rate it {_number(now)}, {below}."
    if len(asked.rounds) == 1:
        return f"{name} rate it {_number(now)} as of {words.day(last)}, the only round."
    if _number(now) == _number(before):
        return f"{name} rate it {_number(now)}, as on {words.day(first)}."
    moved = "up" if now > before else "down"
    return f"{name} rate it {_number(now)}, {moved} from {_number(before)} on {words.day(first)}."
