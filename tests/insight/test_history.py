"""One partner over time: what stood at each date, and what became of it from one to the next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from engine_inputs import criterion, dossier, flag, make, rubric, sure, verdict, waiver
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.engine import Decision, decide, explain
from partnercheck.insight.history import history
from partnercheck.insight.movement import movement
from partnercheck.insight.trend import trend

if TYPE_CHECKING:
    from partnercheck.model.history import History

RULES = rubric(
    criterion("c"),
    criterion("e", expect=50),
    red_flags=[flag(action="Mend it"), flag("g", {"criterion": "e", "at_most": 0}, effect="decline")],
    verdict=verdict(60, 10),
)


def at(day: str, c: Any, e: Any = 4, **more: Any) -> Decision:
    """Return a decision as of a day of 2026."""
    answers = {"c": sure(c, date="2026-01-01"), "e": sure(e, date="2026-01-01")}
    return decide(make(RULES, dossier(answers, as_of=f"2026-{day}", **more)))


def over(*decisions: Decision) -> History:
    return history(decisions, "lei")


def test_flags_that_are_raised_and_cleared_are_told_with_the_verdict_s_way() -> None:
    found = over(at("01-31", 4), at("02-28", 1), at("03-31", 4), at("04-30", 4, 0), at("05-31", 4, 0))
    steps = [
        (each.trend, [flag.id for flag in each.raised], [flag.id for flag in each.cleared])
        for each in found.steps
    ]
    assert steps == [
        ("worse", ["f"], []),
        ("better", [], ["f"]),
        ("worse", ["g"], []),
        ("same", [], []),
    ]
    levels = [each.standing.level for each in found.dates]
    assert levels == ["proceed", "conditional", "proceed", "decline", "decline"]
    assert [each.moved for each in found.steps] == [-37.5, 37.5, -50, 0]


def test_a_flag_that_is_raised_and_waived_is_newly_raised_all_the_same() -> None:
    found = over(at("01-31", 4), at("02-28", 1, waivers=[waiver()]))
    assert found.steps[0].trend == "worse"
    assert [(each.id, each.waived) for each in found.dates[1].red_flags] == [("f", True)]


def test_conditions_are_overdue_and_met_once() -> None:
    def condition(**more: Any) -> Any:
        return [{"for": "f", "owner": "R. Patel", "due": "2026-02-15", **more}]

    dates = [
        at("01-31", 1, conditions=condition()),
        at("02-15", 1, conditions=condition()),
        at("02-28", 1, conditions=condition()),
        at("03-31", 1, conditions=condition()),
        at("04-30", 1, conditions=condition(status="met")),
        at("05-31", 1, conditions=condition(status="met")),
    ]
    found = over(*dates)
    assert [[each.for_ for each in step.overdue] for step in found.steps] == [[], ["f"], [], [], []]
    assert [[each.for_ for each in step.met] for step in found.steps] == [[], [], [], ["f"], []]
    assert [each.overdue for date in found.dates for each in date.conditions] == [
        False,
        False,
        True,
        True,
        False,
        False,
    ]


def test_an_event_is_told_at_the_first_date_that_tells_of_it() -> None:
    events = [{"on": "2026-02-10", "about": ["c"], "what": "The lead left"}]
    found = over(at("01-31", 4), *(at(day, 4, events=events) for day in ("02-28", "03-31")))
    assert [[each.what for each in date.events] for date in found.dates] == [[], ["The lead left"], []]


def test_under_another_text_of_the_rubric_nothing_is_compared_criterion_by_criterion() -> None:
    first, second = at("01-31", 4), at("02-28", 1)
    newer = second.inputs.rubric_used._replace(version="1.1.0", sha256="1" * 64)
    found = over(first, decide(second.inputs._replace(rubric_used=newer)))
    assert found.steps[0].movement is None
    assert (found.steps[0].trend, found.steps[0].moved) == ("worse", -37.5)
    (note,) = found.notes
    assert note.startswith("Between 2026-01-31 and 2026-02-28 the rubric went from 1.0.0 to 1.1.0; --rubric")


def test_what_makes_dates_less_than_comparable_is_noted() -> None:
    first, second = at("01-31", 4), at("01-31", 4)
    ours = second.inputs.dossier_used._replace(file="us.yaml")
    notes = over(first, decide(second.inputs._replace(organisation_used=ours))).notes
    assert [note.split(":")[0] for note in notes] == [
        "Between 2026-01-31 and 2026-01-31 the file of our own side changed.",
        "Two dossiers are of 2026-01-31",
    ]


def test_a_single_date_is_a_history_without_steps() -> None:
    found = history([at("01-31", 4)], None)
    assert (len(found.dates), found.steps, found.notes) == (1, (), ())


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=5))
def test_steps_lead_from_each_date_to_the_next(answers: list[tuple[int, int]]) -> None:
    days = [dt.date(2026, month, 1) for month in range(1, len(answers) + 1)]
    decisions = [at(f"{day:%m-%d}", *each) for day, each in zip(days, answers, strict=True)]
    found = over(*decisions)
    made = [explain(each) for each in decisions]
    assert [each.as_of for each in found.dates] == days
    moved = sum(each.moved or 0 for each in found.steps)
    assert moved == pytest.approx((made[-1].score.point or 0) - (made[0].score.point or 0))
    raised = {each.id for each in made[0].red_flags if each.status == "raised"}
    for step, before, after in zip(found.steps, made, made[1:], strict=False):
        assert (step.before, step.after) == (before.as_of, after.as_of)
        assert step.movement == movement(before, after)
        was_raised = frozenset(raised)
        raised = raised - {each.id for each in step.cleared} | {each.id for each in step.raised}
        assert raised == {each.id for each in after.red_flags if each.status == "raised"}
        assert step.trend == trend((before.verdict.level, was_raised), (after.verdict.level, raised))
