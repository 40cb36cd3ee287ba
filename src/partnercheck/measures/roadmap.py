"""The section `roadmap`: do both sides head the same way, and how far ahead can we see?

Days are counted one by one, first and last included. Of several items of the partner that cover one theme on
one day the most serious counts: exit or rival before invest, invest before maintain. The module has somewhat
over 300 lines, as its six measures share how days are counted.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import OurPart, Section
from partnercheck.measures.working import DAYS_A_YEAR, TIMES, exact, result
from partnercheck.model.names import name_key
from partnercheck.model.organisation import Organisation
from partnercheck.model.periods import PeriodText
from partnercheck.model.scalars import Text, YesNo, refuse, whole
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table
from partnercheck.months import anniversary, in_words

_DEFAULT_HORIZON = 5

_MAINTAIN, _INVEST, _AGAINST = 1, 2, 3
_LAYERS = ((_MAINTAIN, {"maintain"}), (_INVEST, {"invest"}), (_AGAINST, {"exit", "rival"}))
"""What the partner does about a theme on a day; later layers cover earlier ones."""


class RoadmapItem(Strict):
    """What one side will do about a theme, and when."""

    theme: Text
    """What it is about; themes of both sides match by name."""
    from_: PeriodText = Field(alias="from")
    """2027, 2027-Q2 or 2027-06."""
    to: PeriodText | None = None
    """The last period; without it, the end of the horizon."""
    stance: Literal["invest", "maintain", "exit", "rival"]
    """`rival`: they would compete with us there."""
    importance: Annotated[int, whole(1, 5)] = 3
    """1 to 5."""
    in_scope: YesNo = False
    """Of our items: whether it belongs to the venture's own field, where partners may not be rivals."""
    funded: YesNo = False
    """Of the partner's items: whether a committed budget for it was seen."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to.last < self.from_.first:
            refuse(
                "wrong-date", f"`to` ({shown(self.to.text)}) lies before `from` ({shown(self.from_.text)})"
            )
        return self


class Roadmap(SectionData):
    """Where the partner is heading."""

    items: tuple[RoadmapItem, ...]
    """The partner's plans."""


class OurRoadmap(Strict):
    """Where we are heading."""

    horizon: Annotated[int, whole(1, 50)] = _DEFAULT_HORIZON
    """Years from the as-of date."""
    items: tuple[RoadmapItem, ...]
    """Our plans."""


def horizon_end(as_of: dt.date, years: int) -> dt.date:
    """Return the day before the anniversary that lies so many years after the as-of date.

    The anniversary of 29 February is 1 March in a year without one. The calendar ends with the year 9999.
    """
    if as_of.year + years > dt.MAXYEAR:
        return dt.date.max
    return anniversary(as_of, 12 * years) - dt.timedelta(days=1)


class Plans(NamedTuple):
    """Both roadmaps, and the days on which they can be compared."""

    ours: Sequence[RoadmapItem]
    theirs: Sequence[RoadmapItem]
    first: dt.date
    horizon: dt.date
    their_end: dt.date

    @property
    def last(self) -> dt.date:
        return min(self.horizon, self.their_end)

    @property
    def heading(self) -> str:
        return (
            f"days from {in_words(self.first)} to {in_words(self.last)} "
            f"(our horizon ends {in_words(self.horizon)}, their last item {in_words(self.their_end)})"
        )


class Course(NamedTuple):
    """One item of ours within those days, and on how many of them the partner does what about its theme."""

    item: RoadmapItem
    days: int
    invest: int
    maintain: int
    against: int


def compared(sides: Sides) -> tuple[Plans, list[Course]]:
    """Return both roadmaps and how our `invest` and `maintain` items fare; what the measures are made from.

    Raises:
        UnmeasurableError: A roadmap is missing, or no day is planned by both sides.
    """
    plans = _plans(SECTION.need(sides), sides)
    return plans, _courses(plans, {"invest", "maintain"})


@measure_in("%")
def shared_direction(roadmap: Roadmap, sides: Sides) -> Measured:
    """100 * sum(w * o) / sum(w) over our `invest` items, in %, with w = importance * days.

    o is the share of an item's days on which the partner has its theme at `invest` (counts 1) or else
    `maintain` (counts 1/2), and not at `exit` or `rival`. Source: this program. None
    without a roadmap on both sides or a day on which both plan.

    Reads `items`, `theme`, `from`, `to`, `stance`, `importance`, `horizon`.
    """
    plans = _plans(roadmap, sides)
    courses = _courses(plans, {"invest"})
    shared = [
        Fraction(course.item.importance) * (2 * course.invest + course.maintain) / 2 for course in courses
    ]
    workings = [
        f"{exact(course.invest)} invested in and {exact(course.maintain)} maintained (half): "
        f"{course.item.importance} {TIMES} {exact(share / course.item.importance)}"
        for course, share in zip(courses, shared, strict=True)
    ]
    return _mean(plans, courses, shared, workings)


@measure_in("%")
def conflict(roadmap: Roadmap, sides: Sides) -> Measured:
    """100 * sum(w * c) / sum(w) over our `invest` and `maintain` items, in %, with w = importance * days.

    c is the share of an item's days on which the partner has its theme at `exit` or `rival`. Source: this
    program. None without a roadmap on both sides or a day on which both plan.

    Reads `items`, `theme`, `from`, `to`, `stance`, `importance`, `horizon`.
    """
    plans = _plans(roadmap, sides)
    return _conflict(plans, _courses(plans, {"invest", "maintain"}))


@measure_in("%")
def scope_conflict(roadmap: Roadmap, sides: Sides) -> Measured:
    """`conflict` over our items marked `in_scope` alone, in %.

    Partners may be rivals elsewhere; in the venture's own field they may not. Source: this program. None
    without a roadmap on both sides, a day on which both plan, or such an item.

    Reads `items`, `theme`, `from`, `to`, `stance`, `importance`, `horizon`, `in_scope`.
    """
    plans = _plans(roadmap, sides)
    in_scope = [item for item in plans.ours if item.in_scope]
    if not in_scope:
        raise UnmeasurableError("none of our roadmap items is marked `in_scope: yes`")
    return _conflict(plans, _courses(plans._replace(ours=in_scope), {"invest", "maintain"}))


def _conflict(plans: Plans, courses: list[Course]) -> Measured:
    """Return how much of these items the partner gives up or contests."""
    opposed = [Fraction(course.item.importance * course.against) for course in courses]
    workings = [
        f"{exact(course.against)} given up or contested: "
        f"{course.item.importance} {TIMES} {exact(course.against)}"
        for course in courses
    ]
    return _mean(plans, courses, opposed, workings)


@measure_in("years")
def visibility(roadmap: Roadmap, sides: Sides) -> Measured:
    """Days from the as-of date to the end of the partner's last item / 365.25, in years, at least 0.

    An item without `to` ends with the horizon: ours, or five years without one. Source: this program. None
    where the partner's roadmap lists no item.

    Reads `items`, `to`, `horizon`.
    """
    end = _end(roadmap, horizon_end(sides.as_of, _horizon(sides.ours)))
    days = (end - sides.as_of).days
    if days < 0:
        return Measured(
            0.0,
            f"their last item ended {in_words(end)}, before {in_words(sides.as_of)}: nothing lies ahead = 0",
        )
    years = Fraction(days) / Fraction(DAYS_A_YEAR)
    ends = f"their last item ends {in_words(end)}, {exact(days)} days after {in_words(sides.as_of)}"
    working = f"{ends}; {exact(days)} ÷ {DAYS_A_YEAR}"
    return Measured(float(years), f"{working} {result(years)} years")


@measure_in("years")
def reach(roadmap: Roadmap, sides: Sides) -> Measured:
    """Mean time from the as-of date to the ends of the partner's items, weighted by importance, in years.

    What has ended counts 0; an item without `to` ends with the horizon: ours, or five years without one. One
    far plan does not make a roadmap. Source: this program. None where the partner's
    roadmap lists no item.

    Reads `items`, `to`, `importance`, `horizon`.
    """
    horizon = horizon_end(sides.as_of, _horizon(sides.ours))
    ends = [(item, item.to.last if item.to else horizon) for item in _listed(roadmap)]
    ahead = [(item, max((end - sides.as_of).days, 0)) for item, end in ends]
    weight = sum(item.importance for item, _ in ahead)
    days = sum(item.importance * count for item, count in ahead)
    value = Fraction(days, weight) / Fraction(DAYS_A_YEAR)
    workings = " + ".join(
        f"{shown(item.theme)} {item.importance} {TIMES} {exact(count)}" for item, count in ahead
    )
    working = (
        f"days from {in_words(sides.as_of)} to the end of each item: ({workings}) ÷ {weight} ÷ {DAYS_A_YEAR}"
    )
    return Measured(float(value), f"{working} {result(value)} years")


@measure_in("%")
def funded(roadmap: Roadmap, sides: Sides) -> Measured:
    """Share of the partner's items for which a committed budget was seen, by importance * days, in %.

    Days are those from the as-of date to the horizon: ours, or five years without one. Source: this program.
    None where the partner's roadmap lists no item with such a day.

    Reads `items`, `from`, `to`, `importance`, `funded`, `horizon`.
    """
    horizon = horizon_end(sides.as_of, _horizon(sides.ours))
    plans = Plans((), _listed(roadmap), sides.as_of, horizon, horizon)
    weights = [(item, item.importance * len(_days(item, plans))) for item in plans.theirs]
    whole = sum(weight for _, weight in weights)
    if not whole:
        raise UnmeasurableError(
            f"none of their roadmap items has a day from {in_words(plans.first)} to {in_words(horizon)}"
        )
    paid = [(item, weight) for item, weight in weights if item.funded]
    part = sum(weight for _, weight in paid)
    value = Fraction(100 * part, whole)
    workings = (
        " + ".join(f"{shown(item.theme)} {exact(weight)}" for item, weight in paid) or "nothing is funded"
    )
    working = (
        f"importance {TIMES} days from {in_words(plans.first)} to {in_words(horizon)}: funded {workings}"
    )
    return Measured(float(value), f"{working}; 100 {TIMES} {exact(part)} ÷ {exact(whole)} {result(value)} %")


def _listed(roadmap: Roadmap) -> Sequence[RoadmapItem]:
    """Return the partner's items, at least one."""
    if not roadmap.items:
        raise UnmeasurableError("the dossier's `roadmap` lists no item")
    return roadmap.items


def _horizon(ours: Organisation | None) -> int:
    found = OURS.of(ours)
    return _DEFAULT_HORIZON if found is None else found.horizon


def _end(roadmap: Roadmap, horizon: dt.date) -> dt.date:
    return max(item.to.last if item.to else horizon for item in _listed(roadmap))


def _plans(theirs: Roadmap, sides: Sides) -> Plans:
    ours = OURS.need(sides)
    horizon = horizon_end(sides.as_of, ours.horizon)
    plans = Plans(ours.items, theirs.items, sides.as_of, horizon, _end(theirs, horizon))
    if plans.their_end < plans.first:
        raise UnmeasurableError(
            f"their last roadmap item ended {in_words(plans.their_end)}, before {in_words(plans.first)}"
        )
    return plans


def _courses(plans: Plans, stances: Collection[str]) -> list[Course]:
    """Return our items of these stances with at least one day, in the order in which they are listed."""
    theirs = defaultdict(list)
    for item in plans.theirs:
        theirs[theme_key(item)].append(item)
    ours = defaultdict(list)
    for place, item in enumerate(plans.ours):
        if item.stance in stances and _days(item, plans):
            ours[theme_key(item)].append((place, item))
    found = {}
    for theme, items in ours.items():
        marks = _marks_by_day(theirs[theme], plans)
        for place, item in items:
            days = _days(item, plans)
            counts = (marks.count(mark, days.start, days.stop) for mark in (_INVEST, _MAINTAIN, _AGAINST))
            found[place] = Course(item, len(days), *counts)
    if not found:
        kinds = " or ".join(f"`{stance}`" for stance in sorted(stances))
        raise UnmeasurableError(
            f"none of our {kinds} items has a day from {in_words(plans.first)} to {in_words(plans.last)}"
        )
    return [found[place] for place in sorted(found)]


def theme_key(item: RoadmapItem) -> str:
    """Return what makes two items of the same theme."""
    return name_key(item.theme)


def _days(item: RoadmapItem, plans: Plans) -> range:
    """Return the item's days within the plans' days, counted from the first."""
    last = min(item.to.last, plans.last) if item.to else plans.last
    start = max(item.from_.first, plans.first)
    return range((start - plans.first).days, (last - plans.first).days + 1)


def _marks_by_day(items: Sequence[RoadmapItem], plans: Plans) -> bytearray:
    """Return one mark a day: what the partner does about the theme of these items."""
    days = bytearray((plans.last - plans.first).days + 1)
    for mark, stances in _LAYERS:
        for item in items:
            if item.stance in stances and (span := _days(item, plans)):
                days[span.start : span.stop] = bytes([mark]) * len(span)
    return days


def _mean(plans: Plans, courses: list[Course], counted: list[Fraction], workings: list[str]) -> Measured:
    """Return 100 * all counted / all weights, with the working of each item."""
    weights = [course.item.importance * course.days for course in courses]
    part, whole = sum(counted, Fraction()), sum(weights)
    value = 100 * part / whole
    lines = _lines(courses, counted, workings)
    total = f"100 {TIMES} {exact(part)} ÷ {exact(whole)} {result(value)} %"
    return Measured(float(value), "; ".join((plans.heading, *lines, total)))


def _lines(courses: list[Course], counted: list[Fraction], workings: list[str]) -> Iterator[str]:
    for course, part, words in zip(courses, counted, workings, strict=True):
        item = course.item
        yield (
            f"{shown(item.theme)}, of {exact(course.days)} days {words} = {exact(part)} "
            f"of {item.importance} {TIMES} {exact(course.days)} = {exact(item.importance * course.days)}"
        )


def _tables(roadmap: Roadmap, _: Sides) -> Iterator[Table]:
    columns = [
        *(Column(title) for title in ("Theme", "Stance", "From", "To")),
        Column("Importance, 1 to 5", number=True),
    ]
    rows = [
        [each.theme, _stance(each), each.from_.text, each.to.text if each.to else "–", str(each.importance)]
        for each in roadmap.items
    ]
    yield Table("The partner's plans", columns, rows)


def _stance(item: RoadmapItem) -> str:
    return f"{item.stance}, funded" if item.funded else item.stance


_SAMPLE = """\
roadmap:
  items:
    - {theme: Private 5G, from: 2027-Q1, to: 2028, stance: invest, importance: 4}
"""

OURS = OurPart(name="roadmap", summary="Where we are heading.", model=OurRoadmap, sample=_SAMPLE)

SECTION = Section(
    name="roadmap",
    title="Roadmap",
    summary="Where the partner is heading.",
    model=Roadmap,
    measures=(shared_direction, conflict, scope_conflict, visibility, reach, funded),
    sample=_SAMPLE,
    tables=_tables,
    unasked=("items.in_scope",),
    ours=OURS,
)
