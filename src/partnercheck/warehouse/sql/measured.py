"""Measures that were worked out, a column for each that a criterion is worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import number, text
from partnercheck.model.scalars import MAX_NUMBER
from partnercheck.warehouse.sql.text import Step, Value, either, given, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric import Rubric

BEST, WORST = "1e300", "-1e300"
"""What stands for a measure that no number expresses; no number is so large."""


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps; the last one is `measured`, with a row a partner."""
    names = measures(rubric)
    values = [Value(f"max(found) FILTER (WHERE measure = {text(each)})", each) for each in names]
    used = ", ".join(map(text, names)) or "NULL"
    wrong = measure_fault()
    found = f"CASE extreme WHEN 'best' THEN {BEST} WHEN 'worst' THEN {WORST} ELSE value END"
    yield Step(
        "measures_read",
        f"Each measure that is used; {BEST} and {WORST} stand for best and worst.",
        [Value(found, "found")],
        f"FROM measures WHERE measure IN ({used}) AND (value IS NOT NULL OR extreme IS NOT NULL)",
        ("measures",),
    )
    yield Step(
        "measured",
        "The numbers that were worked out for each partner.",
        [
            Value("partner", "partner"),
            *values,
            Value("count(*)", "measures_given"),
            Value(f"max(CASE WHEN {wrong} THEN 1 ELSE 0 END)", "measure_faults"),
        ],
        "FROM measures_read GROUP BY partner",
    )


def measure_fault() -> str:
    """Return whether a row of measures says what none can."""
    return either(
        [
            f"COALESCE(NOT abs(value) <= {number(MAX_NUMBER)}, FALSE)",
            "COALESCE(extreme NOT IN ('best', 'worst'), FALSE)",
            "(value IS NOT NULL AND extreme IS NOT NULL)",
        ]
    )


def twice(rubric: Rubric) -> str:
    """Return whether a measure that is used has two rows."""
    return f"measures_given > {given(map(name, measures(rubric)))}"


def measures(rubric: Rubric) -> list[str]:
    """Return the measures that criteria are worked out from."""
    return list(dict.fromkeys(each.measure for each in rubric.criteria.values() if each.measure))
