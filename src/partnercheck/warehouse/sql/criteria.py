"""Each criterion as it is judged by `engine.criteria`: whether it applies, its values and its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import curve, number
from partnercheck.warehouse.sql import evidence
from partnercheck.warehouse.sql.answers import EXCLUDED
from partnercheck.warehouse.sql.profile import when
from partnercheck.warehouse.sql.text import Step, Value, every, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric


def steps(rubric: Rubric, faults: list[str], keep: tuple[str, ...]) -> Iterator[Step]:
    """Yield the steps; the last is `ranged`. `faults` say in `judged` that a partner cannot be scored."""
    values = [value for each in rubric.criteria.values() for value in _judged(rubric, each)]
    sum_of_faults = " + ".join(f"CASE WHEN {fault} THEN 1 ELSE 0 END" for fault in faults)
    joins = dict.fromkeys(
        ("answered", "measured", "supported", "overtaken", "ratings_checked", "waived", "events_checked"),
        "partner",
    ) | {"rated": "rated_partner"}
    source = "FROM profiled\n" + "\n".join(
        f"LEFT JOIN {table} ON {table}.{key} = profiled.partner" for table, key in joins.items()
    )
    waived = [
        Value(f"COALESCE(waived.{name(flag.id)} >= profiled.as_of, FALSE)", f"{flag.id}.waiver")
        for flag in rubric.red_flags
        if flag.can_be_waived
    ]
    yield Step(
        "judged",
        "Each criterion's values, and the rank of the grade that supports them.",
        [*values, *waived, Value(sum_of_faults, "faults")],
        source,
        keep,
    )
    ranged = [value for each in rubric.criteria.values() if each.scored for value in _ranged(rubric, each)]
    yield Step(
        "ranged",
        "Each criterion's range: the share of belief that its evidence earns is on the values.",
        ranged,
        "FROM weighted WHERE faults = 0",
        ("weighted",),
    )


def may_be_out(criterion: Criterion) -> bool:
    """Return whether there are partners that a criterion does not apply to."""
    return criterion.when is not None or criterion.allow_na


def applies(rubric: Rubric, criterion: Criterion) -> str:
    """Return whether a criterion applies; it does where nobody can say."""
    if criterion.allow_na:
        return name(criterion.id, "applies")
    return "TRUE" if criterion.when is None else f"({when(rubric, criterion.id)} IS NOT FALSE)"


def point(criterion: Criterion) -> str:
    """Return the column of its point."""
    return name(criterion.id, "point")


def _judged(rubric: Rubric, criterion: Criterion) -> Iterator[Value]:
    if not criterion.scored:
        return
    id_ = criterion.id
    asked, answer = when(rubric, id_), f"answered.{name(id_)}"
    about = f"{rubric.dimension_of[id_]} / {id_} ({criterion.kind}): {criterion.title}"
    excluded = f"COALESCE({every([asked, f'{answer} = {EXCLUDED}'])}, FALSE)"
    if criterion.allow_na:
        yield Value(excluded, f"{id_}.excluded", about)
        about = ""
        applies_too = f"NOT {excluded}" if asked == "TRUE" else f"{asked} IS NOT FALSE AND NOT {excluded}"
        yield Value(applies_too, f"{id_}.applies")
    value = _value(criterion, answer)
    sql = value if asked == "TRUE" else f"CASE WHEN {asked} THEN {value} ELSE NULL END"
    yield Value(sql, f"{id_}.point", about)
    yield Value(evidence.rank(rubric, criterion), f"{id_}.rank")


def _value(criterion: Criterion, answer: str) -> str:
    """Return the point of a criterion that is asked."""
    if criterion.measure is None:
        return f"CASE WHEN {answer} >= 0.0e0 THEN {answer} ELSE rated.{name(criterion.id, 'rated')} END"
    worst, best = criterion.ends
    extreme = f"measured.{name(f'{criterion.measure} extreme')}"
    excluded = f"WHEN {answer} = {EXCLUDED} THEN NULL " if criterion.allow_na else ""
    value = curve(criterion.points, f"measured.{name(criterion.measure)}")
    ends = f"WHEN {extreme} = 'best' THEN {number(best)} WHEN {extreme} = 'worst' THEN {number(worst)}"
    return f"CASE {excluded}{ends} ELSE {value} END"


def part(criterion: Criterion, which: str) -> str:
    """Return what was said of a criterion that has a point: `least`, `most`, the `lowest` of the medians."""
    value = point(criterion)
    return value if criterion.measure is not None else f"COALESCE({name(criterion.id, which)}, {value})"


def _ranged(rubric: Rubric, criterion: Criterion) -> Iterator[Value]:
    reliability = name(criterion.id, "reliability")
    low = f"COALESCE({reliability} * {part(criterion, 'least')}, 0.0e0)"
    rest = f"1.0e2 * (1.0e0 - {reliability})"
    high = f"COALESCE({reliability} * {part(criterion, 'most')} + {rest}, 1.0e2)"
    for which, sql in (("low", low), ("high", high)):
        guarded = (
            f"CASE WHEN {applies(rubric, criterion)} THEN {sql} ELSE NULL END"
            if may_be_out(criterion)
            else sql
        )
        yield Value(guarded, f"{criterion.id}.{which}")


def weighted(rubric: Rubric) -> Step:
    """Return the step that gives each answer its reliability."""
    grades = list(enumerate(grade.reliability for grade in rubric.evidence.grades.values()))
    values = []
    for each in rubric.criteria.values():
        if each.scored:
            rank = name(each.id, "rank")
            worth = " ".join(f"WHEN {place} THEN {number(value)}" for place, value in grades)
            values += [
                Value(
                    f"CASE WHEN {point(each)} IS NULL THEN NULL ELSE CASE {rank} {worth} ELSE NULL END END",
                    f"{each.id}.reliability",
                ),
            ]
    return Step("weighted", "How much of the belief each answer earns.", values, "FROM judged", ("judged",))
