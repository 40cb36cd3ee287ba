"""Whether what events are about is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.measures import SECTIONS
from partnercheck.model.criteria.in_sql import text
from partnercheck.warehouse.sql.text import Step, Value, either, no_day

if TYPE_CHECKING:
    from partnercheck.model.rubric import Rubric


def checked(rubric: Rubric) -> Step:
    """Return the step that says whether anything is wrong with a partner's events."""
    wrong = either([unknown(rubric), no_day('events."on"')])
    return Step(
        "events_checked",
        "Whether anything is wrong with a partner's events.",
        [Value("partner", "partner"), Value(f"max(CASE WHEN {wrong} THEN 1 ELSE 0 END)", "event_faults")],
        "FROM events GROUP BY partner",
    )


def unknown(rubric: Rubric) -> str:
    """Return whether an event is about nothing that there is."""
    names = {*rubric.criteria, *rubric.dimension_of.values(), *rubric.flags, *SECTIONS}
    return f"NOT COALESCE(about IN ({', '.join(text(each) for each in sorted(names))}), FALSE)"
