"""The section `surveys`: how satisfied the partner's customers are, and where that is going."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import Section
from partnercheck.measures.working import TIMES, exact, result, rounded
from partnercheck.model.scalars import Day, Text, number
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table

_DAYS_A_YEAR = "365.25"


class SurveyRound(Strict):
    """One round of a satisfaction survey."""

    date: Day
    """The day of the round."""
    sections: dict[Text, Annotated[float, number(-100, 100)]] = Field(min_length=1)
    """Net satisfaction by area, -100 to 100."""


class Surveys(SectionData):
    """How satisfied the partner's customers or partners are."""

    rounds: tuple[SurveyRound, ...]
    """The rounds of the survey."""


@measure_in("points")
def latest(surveys: Surveys, sides: Sides) -> Measured:
    """Mean of the sections of the last round by the as-of date, in points of net satisfaction, -100 to 100.

    Rounds that share that date are read as one. Source: DESIGN of this program, section 7.
    """
    date, sections = _last(_rounds(surveys, sides))
    mean = _mean([value for _, value in sections])
    total = " + ".join(_told(name, value) for name, value in sections)
    return Measured(float(mean), f"round of {date}: ({total}) ÷ {len(sections)} {result(mean)}")


@measure_in("points")
def weakest(surveys: Surveys, sides: Sides) -> Measured:
    """Lowest section of the last round by the as-of date, in points of net satisfaction, -100 to 100.

    Rounds that share that date are read as one. Source: DESIGN of this program, section 7.
    """
    date, sections = _last(_rounds(surveys, sides))
    name, low = min(sections, key=lambda section: section[1])
    return Measured(
        float(low), f"round of {date}, {len(sections)} sections: the lowest is {shown(name)} {result(low)}"
    )


@measure_in("points a year")
def trend(surveys: Surveys, sides: Sides) -> Measured:
    """Least-squares slope of the rounds' means per 365.25 days, in points a year.

    Each round up to the as-of date is a point, also where several share a date. Source: DESIGN of this
    program, section 7. None with fewer than two dates.
    """
    rounds = sorted(_rounds(surveys, sides), key=lambda survey: survey.date)
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


def _rounds(surveys: Surveys, sides: Sides) -> list[SurveyRound]:
    """Return the rounds up to the as-of date, at least one."""
    rounds = [survey for survey in surveys.rounds if survey.date <= sides.as_of]
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


def _tables(surveys: Surveys) -> Iterator[Table]:
    columns = [Column("Round"), Column("Area"), Column("Net satisfaction, -100 to 100", number=True)]
    rows = [
        [str(survey.date), name, exact(value)]
        for survey in sorted(surveys.rounds, key=lambda survey: survey.date)
        for name, value in _sections(survey)
    ]
    yield Table("How satisfied the partner's customers or partners are", columns, rows)


SECTION = Section(
    name="surveys",
    title="Surveys",
    summary="How satisfied the partner's customers or partners are.",
    model=Surveys,
    measures=(latest, weakest, trend),
    sample="""\
surveys:
  rounds:
    - {date: 2026-09-30, sections: {billing: 12, provide and repair: 31}}
""",
    tables=_tables,
)
