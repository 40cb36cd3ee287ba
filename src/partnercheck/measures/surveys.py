"""The section `surveys`: how satisfied the partner's customers are, and where that is going."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import Section
from partnercheck.measures.working import DAYS_A_YEAR, MINUS, TIMES, bracketed, exact, result, rounded
from partnercheck.model.scalars import Day, Text, number, refuse, whole
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table
from partnercheck.months import in_words, later

_LEAST = 2
"""So few dates show no change."""

Side = Literal["customers", "us", "them"]

ASKED: dict[Side, str] = {"customers": "customers", "us": "our people", "them": "their people"}


class SurveyRound(Strict):
    """One round of a satisfaction survey."""

    date: Day
    """The day of the round."""
    side: Side = "customers"
    """Who was asked: the partner's customers, our people about them, or their people about us."""
    sections: dict[Text, Annotated[float, number(-100, 100)]] = Field(min_length=1)
    """Net satisfaction by area, -100 to 100."""
    asked: Annotated[int, whole(0, 10**9)] | None = None
    """How many persons were asked."""
    answered: Annotated[int, whole(0, 10**9)] | None = None
    """How many of them answered."""

    @model_validator(mode="after")
    def _answers_of_those_asked(self) -> Self:
        if self.asked is not None and self.answered is not None and self.answered > self.asked:
            message = f"{self.answered} answered, but only {self.asked} were asked"
            refuse("wrong-value", message, at=("answered",))
        return self


class Surveys(SectionData):
    """How satisfied the partner's customers or partners are."""

    rounds: tuple[SurveyRound, ...]
    """The rounds of the survey."""


@measure_in("points")
def latest(surveys: Surveys, sides: Sides) -> Measured:
    """Mean of the sections of the customers' last round by the as-of date, in points, -100 to 100.

    Source: this program.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    return _mean_of(rounds_of(surveys, sides)[-1])


@measure_in("points")
def weakest(surveys: Surveys, sides: Sides) -> Measured:
    """Lowest section of the customers' last round by the as-of date, in points, -100 to 100.

    Source: this program.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    last = rounds_of(surveys, sides)[-1]
    name, low = min(last.sections, key=lambda section: section[1])
    count = "1 section" if len(last.sections) == 1 else f"{len(last.sections)} sections"
    return Measured(
        float(low), f"round of {in_words(last.date)}, {count}: the lowest is {shown(name)} {result(low)}"
    )


@measure_in("points a year")
def trend(surveys: Surveys, sides: Sides) -> Measured:
    """Least-squares slope of the means of the customers' rounds per 365.25 days, in points a year.

    Source: this program. None with fewer than two dates.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    rounds = rounds_of(surveys, sides)
    start = rounds[0].date
    if len(rounds) < _LEAST:
        raise UnmeasurableError(f"a trend needs rounds on two dates, and there is only {start}")
    days = [Fraction((each.date - start).days) for each in rounds]
    means = [each.mean for each in rounds]
    middle, level = _mean(days), _mean(means)
    slope = sum(
        ((day - middle) * (mean - level) for day, mean in zip(days, means, strict=True)), Fraction()
    ) / sum((day - middle) ** 2 for day in days)
    value = slope * Fraction(DAYS_A_YEAR)
    points = ", ".join(
        f"{rounded(mean)} on day {exact(day)} ({in_words(each.date)})"
        for each, day, mean in zip(rounds, days, means, strict=True)
    )
    return Measured(
        float(value),
        f"means of the rounds: {points}; "
        f"least-squares slope {rounded(slope, 8)} a day {TIMES} {DAYS_A_YEAR} {result(value)} a year",
    )


@measure_in("points")
def drop(surveys: Surveys, sides: Sides) -> Measured:
    """Best mean of the customers' rounds in the year up to the last one, less the last one's mean, in points.

    The year begins on the same day one year before the last round, both days included; at least 0. Source:
    this program. None with fewer than two dates in that year.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    rounds = rounds_of(surveys, sides)
    last, year = rounds[-1], year_of(rounds)
    span = f"from {in_words(later(last.date, -12))} to {in_words(last.date)}"
    if len(year) < _LEAST:
        raise UnmeasurableError(f"a drop needs rounds on two dates {span}")
    best = max(year, key=lambda each: each.mean)
    return Measured(
        float(value := best.mean - last.mean),
        f"best mean {span}: {rounded(best.mean)} ({in_words(best.date)}); last {rounded(last.mean)} "
        f"({in_words(last.date)}); "
        f"{rounded(best.mean)} {MINUS} {bracketed(last.mean)} {result(value)}",
    )


@measure_in("%")
def response(surveys: Surveys, sides: Sides) -> Measured:
    """How many of the customers asked in the last round by the as-of date answered, in %.

    Source: this program. None where either number is missing or nobody was asked.

    Reads `rounds`, `date`, `side`, `asked`, `answered`.
    """
    last = rounds_of(surveys, sides)[-1]
    day = in_words(last.date)
    if last.asked is None or last.answered is None:
        raise UnmeasurableError(f"the round of {day} does not say how many were asked and answered")
    if not last.asked:
        raise UnmeasurableError(f"nobody was asked in the round of {day}")
    value = 100 * Fraction(last.answered, last.asked)
    working = f"100 {TIMES} {exact(last.answered)} answered ÷ {exact(last.asked)} asked {result(value)} %"
    return Measured(float(value), f"round of {day}: {working}")


@measure_in("points")
def our_view(surveys: Surveys, sides: Sides) -> Measured:
    """Mean of the last round by the as-of date in which our people were asked about them, -100 to 100.

    Source: this program.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    return _mean_of(rounds_of(surveys, sides, "us")[-1])


@measure_in("points")
def their_view(surveys: Surveys, sides: Sides) -> Measured:
    """Mean of the last round by the as-of date in which their people were asked about us, -100 to 100.

    Source: this program.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    return _mean_of(rounds_of(surveys, sides, "them")[-1])


@measure_in("points")
def view_gap(surveys: Surveys, sides: Sides) -> Measured:
    """Distance between `our_view` and `their_view`, in points, 0 to 200.

    Source: this program. None where either side has no round.

    Reads `rounds`, `date`, `side`, `sections`.
    """
    ours, theirs = (rounds_of(surveys, sides, side)[-1] for side in ("us", "them"))
    value = abs(ours.mean - theirs.mean)
    return Measured(
        float(value),
        f"our people say {rounded(ours.mean)} ({in_words(ours.date)}), theirs {rounded(theirs.mean)} "
        f"({in_words(theirs.date)}); the distance {result(value)}",
    )


class Round(NamedTuple):
    """Everything that was asked of one side on one date; several surveys of a day are one round."""

    date: dt.date
    sections: list[tuple[str, Fraction]]
    asked: int | None
    answered: int | None

    @property
    def mean(self) -> Fraction:
        return _mean([value for _, value in self.sections])


def rounds_of(surveys: Surveys, sides: Sides, side: Side = "customers") -> list[Round]:
    """Return a side's rounds up to the as-of date by date, at least one."""
    by_date: dict[dt.date, list[SurveyRound]] = {}
    for survey in sorted(surveys.rounds, key=lambda survey: survey.date):
        if survey.side == side and survey.date <= sides.as_of:
            by_date.setdefault(survey.date, []).append(survey)
    if not by_date:
        of = "" if side == "customers" else f" in which {ASKED[side]} were asked"
        raise UnmeasurableError(f"`surveys` has no round by {in_words(sides.as_of)}{of}")
    return [
        Round(
            date,
            [section for survey in together for section in _sections(survey)],
            _sum(survey.asked for survey in together),
            _sum(survey.answered for survey in together),
        )
        for date, together in by_date.items()
    ]


def year_of(rounds: Sequence[Round]) -> list[Round]:
    """Return the rounds of the year up to the last one, from the same day of the year before on."""
    begins = later(rounds[-1].date, -12)
    return [each for each in rounds if each.date >= begins]


def _sum(counts: Iterable[int | None]) -> int | None:
    """Return a sum; None where one of the numbers is missing."""
    listed = list(counts)
    known = [count for count in listed if count is not None]
    return sum(known) if len(known) == len(listed) else None


def _mean_of(last: Round) -> Measured:
    """Return a round's mean."""
    total = " + ".join(f"{shown(name)} {bracketed(value)}" for name, value in last.sections)
    working = f"round of {in_words(last.date)}: ({total}) ÷ {len(last.sections)} {result(last.mean)}"
    return Measured(float(last.mean), working)


def _sections(survey: SurveyRound) -> list[tuple[str, Fraction]]:
    # The shortest text that stands for a float is the number as it was written.
    return [(name, Fraction(repr(value))) for name, value in survey.sections.items()]


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def rounds_table(surveys: Surveys) -> Table:
    """Return every round with its areas and their mean."""
    texts = ("Round", "Asked", "Answered", "Net satisfaction, −100 to 100")
    columns = [*map(Column, texts), Column("Mean", number=True)]
    rows = [
        [
            in_words(survey.date),
            ASKED[survey.side],
            _answered(survey),
            ", ".join(f"{name} {_signed(value)}" for name, value in _sections(survey)),
            _signed(_mean([value for _, value in _sections(survey)])),
        ]
        for survey in sorted(surveys.rounds, key=lambda survey: survey.date)
    ]
    return Table("How satisfied those who were asked are", columns, rows)


def _signed(value: Fraction) -> str:
    return rounded(value, 1).replace("-", MINUS)


def _tables(surveys: Surveys, _: Sides) -> Iterator[Table]:
    yield rounds_table(surveys)


def _answered(survey: SurveyRound) -> str:
    answered = "not told" if survey.answered is None else str(survey.answered)
    return answered if survey.asked is None else f"{answered} of {survey.asked}"


SECTION = Section(
    name="surveys",
    title="Surveys",
    summary="How satisfied the partner's customers or partners are.",
    model=Surveys,
    measures=(latest, weakest, trend, drop, response, our_view, their_view, view_gap),
    sample="""\
surveys:
  rounds:
    - {date: 2026-09-30, sections: {billing: 12, provide and repair: 31}, asked: 40, answered: 26}
    - {date: 2026-09-30, side: us, sections: {service desk: 20}}
""",
    tables=_tables,
)
