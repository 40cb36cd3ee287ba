"""The section `plan`: what both sides promised each other, and what has come of it."""

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Literal, Self

from pydantic import model_validator

from partnercheck.diagnostics import shown
from partnercheck.measures.measured import Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.section import Section
from partnercheck.measures.working import TIMES, exact, result, rounded
from partnercheck.model.asking import WE_AND_THEY
from partnercheck.model.scalars import Amount, Day, NotNegative, Text, YesNo, refuse, refuse_all
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table
from partnercheck.months import in_words

_ONE = Fraction(1)


class PlanItem(Strict):
    """Something promised: an onboarding step, a milestone, a value to be reached."""

    what: Text
    """What it is."""
    side: Literal["us", "them", "both"] = "both"
    """Who promised it."""
    due: Day | None = None
    """The day by which it was promised."""
    done: Day | None = None
    """The day on which it was done."""
    target: NotNegative | None = None
    """The number that was promised, above 0."""
    actual: Amount | None = None
    """The number that was reached."""
    unit: Text | None = None
    """What target and actual are counted in."""
    less_is_better: YesNo = False
    """Whether a smaller number than the target is more than was promised."""
    value: YesNo = False
    """Whether it is something that a side gets out of the partnership, rather than a step towards it."""


class Plan(SectionData):
    """What both sides promised each other, and what has come of it."""

    start: Day | None = None
    """The day from which the first value is awaited."""
    items: tuple[PlanItem, ...] = ()
    """What was promised."""

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_all(partial(refuse, *wrong) for wrong in self._impossible())
        return self

    def _impossible(self) -> Iterator[tuple[str, str, str | None, tuple[str | int, ...]]]:
        """Yield what cannot be: code, message, hint and path."""
        for index, item in enumerate(self.items):
            if item.done and self.start and item.done < self.start:
                message = f"done on {item.done}, before the plan starts on {self.start}"
                yield "wrong-order", message, None, ("items", index, "done")
            if item.target is not None and not item.target:
                yield "wrong-value", "a target is above 0", None, ("items", index, "target")


@measure_in("%")
def on_time(plan: Plan, sides: Sides) -> Measured:
    """How many of the items due by the as-of date were done by their due date, in %.

    What was done after the as-of date is not done. None where nothing was due. Source: this program.

    Reads `items`, `due`, `done`.
    """
    due = [item for item in plan.items if item.due and item.due <= sides.as_of]
    if not due:
        raise UnmeasurableError(f"`plan` has no item due by {in_words(sides.as_of)}")
    late = [item for item in due if not (item.done and item.due and item.done <= item.due)]
    met = len(due) - len(late)
    value = 100 * Fraction(met, len(due))
    who = f"; late or not done: {_listed(late)}" if late else ""
    return Measured(float(value), f"100 {TIMES} {met} done in time ÷ {len(due)} due {result(value)} %{who}")


@measure_in("items")
def overdue(plan: Plan, sides: Sides) -> Measured:
    """How many items that were due before the as-of date are not done.

    None where no item has a due date. Source: this program.

    Reads `items`, `due`, `done`.
    """
    if not any(item.due for item in plan.items):
        raise UnmeasurableError("no item of `plan` has a due date")
    left = [
        item for item in plan.items if item.due and item.due < sides.as_of and not is_done(item, sides.as_of)
    ]
    return Measured(
        float(len(left)), f"overdue: {_listed(left)} = {len(left)}" if left else "nothing is overdue = 0"
    )


@measure_in("%")
def attained(plan: Plan, sides: Sides) -> Measured:
    """Mean over the items with target and actual of how much of the target was reached, in %, 0 to 100 each.

    actual / target, or target / actual where less is better (100 for an actual of 0 or less); at least 0, at
    most 100. None where no item has both numbers. Source: this program.

    Reads `items`, `target`, `actual`, `less_is_better`.
    """
    del sides
    reached = [
        (item, _reached(Fraction(item.target), Fraction(item.actual), less=item.less_is_better))
        for item in plan.items
        if item.target is not None and item.actual is not None
    ]
    if not reached:
        raise UnmeasurableError("no item of `plan` has both a target and an actual number")
    value = 100 * sum((part for _, part in reached), Fraction()) / len(reached)
    summed = " + ".join(f"{shown(item.what)} {rounded(100 * part)} %" for item, part in reached)
    return Measured(float(value), f"({summed}) ÷ {len(reached)} {result(value)} %")


@measure_in("days")
def first_value_days(plan: Plan, sides: Sides) -> Measured:
    """Days from the plan's start to the first item done that is of value to a side.

    None without a start, or while no such item is done. Source: this program.

    Reads `start`, `items`, `done`, `value`.
    """
    if plan.start is None:
        raise UnmeasurableError("`plan` has no `start`")
    done = [(item.done, item) for item in plan.items if item.value and item.done and item.done <= sides.as_of]
    if not done:
        raise UnmeasurableError(f"no item of `plan` that is `value: yes` is done by {in_words(sides.as_of)}")
    day, item = min(done, key=lambda each: each[0])
    days = (day - plan.start).days
    return Measured(
        float(days),
        f"from {in_words(plan.start)} to {shown(item.what)}, done on {in_words(day)} = {days} days",
    )


def is_done(item: PlanItem, as_of: dt.date) -> bool:
    """Return whether an item was done by a day."""
    return item.done is not None and item.done <= as_of


def _reached(target: Fraction, actual: Fraction, *, less: bool) -> Fraction:
    """Return how much of a target was reached, 0 to 1."""
    if less:
        return _ONE if actual <= 0 else min(_ONE, target / actual)
    return max(Fraction(), min(_ONE, actual / target))


def _listed(items: list[PlanItem]) -> str:
    return ", ".join(shown(item.what) for item in items)


def promised(plan: Plan, sides: Sides) -> Table:
    """Return every item with what has come of it."""
    columns = [Column("Promised"), Column("By"), Column("Due"), Column("Done"), Column("Reached of target")]
    rows = [
        [
            item.what,
            WE_AND_THEY[item.side],
            in_words(item.due) if item.due else "no date",
            in_words(item.done) if item.done and is_done(item, sides.as_of) else "not yet",
            _numbers(item),
        ]
        for item in plan.items
    ]
    return Table("What both sides promised", columns, rows)


def _tables(plan: Plan, sides: Sides) -> Iterator[Table]:
    if plan.items:
        yield promised(plan, sides)


def _numbers(item: PlanItem) -> str:
    if item.target is None and item.actual is None:
        return ""
    actual = "not known" if item.actual is None else exact(Fraction(item.actual))
    unit = f" {item.unit}" if item.unit else ""
    if item.target is None:
        return f"{actual}{unit}, no target"
    return f"{actual} of {exact(Fraction(item.target))}{unit}"


SECTION = Section(
    name="plan",
    title="Plan",
    summary="What both sides promised each other: onboarding steps, milestones, value.",
    model=Plan,
    measures=(on_time, overdue, attained, first_value_days),
    sample="""\
plan:
  start: 2026-01-15
  items:
    - {what: First joint order, side: both, due: 2026-04-30, done: 2026-04-12, value: yes}
    - {what: Engineers trained, side: us, due: 2026-06-30, target: 12, actual: 9, unit: people}
    - {what: Days to an answer, side: them, target: 2, actual: 3, unit: days, less_is_better: yes}
""",
    tables=_tables,
    by_side=("items",),
)
