"""Measures of the section `surveys`: how satisfied the partner's customers are, and where that is going."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, UnmeasurableError, or_reason
from partnercheck.measures.working import TIMES, exact, result, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnercheck.measures.measured import Sides
    from partnercheck.model.sections import SurveyRound

_DAYS_A_YEAR = "365.25"


@or_reason
def latest(sides: Sides) -> Measured:
    """Mean of the sections of the last round by the as-of date, in points of net satisfaction, -100 to 100.

    Rounds that share that date are read as one. Source: DESIGN of this program, section 7.
    """
    date, sections = _last(_rounds(sides))
    mean = _mean([value for _, value in sections])
    total = " + ".join(_told(name, value) for name, value in sections)
    return Measured(float(mean), f"round of {date}: ({total}) ÷ {len(sections)} {result(mean)}")


@or_reason
def weakest(sides: Sides) -> Measured:
    """Lowest section of the last round by the as-of date, in points of net satisfaction, -100 to 100.

    Rounds that share that date are read as one. Source: DESIGN of this program, section 7.
    """
    date, sections = _last(_rounds(sides))
    name, low = min(sections, key=lambda section: section[1])
    return Measured(
        float(low), f"round of {date}, {len(sections)} sections: the lowest is {shown(name)} {result(low)}"
    )


@or_reason
def trend(sides: Sides) -> Measured:
    """Least-squares slope of the rounds' means per 365.25 days, in points a year.

    Each round up to the as-of date is a point, also where several share a date. Source: DESIGN of this
    program, section 7. None with fewer than two dates.
    """
    rounds = sorted(_rounds(sides), key=lambda survey: survey.date)
    start = rounds[0].date
    if rounds[-1].date == start:
        raise UnmeasurableError(f"a trend needs rounds on two dates, and there is only {start}")
    days = [Fraction((survey.date - start).days) for survey in rounds]
    means = [_mean([value for _, value in _sections(survey)]) for survey in rounds]
    middle, level = _mean(days), _mean(means)
    slope = sum(
        ((day - middle) * (mean - level) for day, mean in zip(days, means, strict=True)), Fraction()
    ) / sum((day - middle) ** 2 for day in days)
    value = slope * Fraction(_DAYS_A_YEAR)
    points = ", ".join(
        f"{rounded(mean)} on day {exact(day)} ({survey.date})"
        for survey, day, mean in zip(rounds, days, means, strict=True)
    )
    return Measured(
        float(value),
        f"means of the rounds: {points}; "
        f"least-squares slope {rounded(slope, 8)} a day {TIMES} {_DAYS_A_YEAR} {result(value)} a year",
    )


def _rounds(sides: Sides) -> list[SurveyRound]:
    """Return the rounds up to the as-of date, at least one."""
    section = sides.theirs.surveys
    if section is None:
        raise UnmeasurableError("the dossier has no section `surveys`")
    rounds = [survey for survey in section.rounds if survey.date <= sides.as_of]
    if not rounds:
        raise UnmeasurableError(f"`surveys` has no round by {sides.as_of}")
    return rounds


def _last(rounds: list[SurveyRound]) -> tuple[str, list[tuple[str, Fraction]]]:
    """Return the last date and all sections asked on it."""
    date = max(survey.date for survey in rounds)
    return str(date), [section for survey in rounds if survey.date == date for section in _sections(survey)]


def _sections(survey: SurveyRound) -> list[tuple[str, Fraction]]:
    # The shortest text that stands for a float is the number as it was written.
    return [(name, Fraction(repr(value))) for name, value in survey.sections.items()]


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _told(name: str, value: Fraction) -> str:
    return f"{shown(name)} ({exact(value)})" if value < 0 else f"{shown(name)} {exact(value)}"


MEASURES = (latest, weakest, trend)
