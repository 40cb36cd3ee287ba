"""Each criterion as it is judged by `engine.criteria`: whether it applies, its values and its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import curve, number
from partnercheck.warehouse.sql import evidence
from partnercheck.warehouse.sql.answers import EXCLUDED
from partnercheck.warehouse.sql.measured import BEST, WORST
from partnercheck.warehouse.sql.profile import may_be_asked, when
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
    return "TRUE" if criterion.when is None else may_be_asked(rubric, criterion)


def may_lack_rank(rubric: Rubric, criterion: Criterion) -> bool:
    """Return whether flags test a criterion of which ratings may be there that count for nothing.

    They have no rank where nobody can say whether the criterion applies.
    """
    tested = any(criterion.id in names for names in rubric.names_in_flag.values())
    return tested and criterion.when is not None and criterion.measure is None


def point(criterion: Criterion) -> str:
    """Return the column of its point."""
    return name(criterion.id, "point")


def _judged(rubric: Rubric, criterion: Criterion) -> Iterator[Value]:
    if not criterion.scored:
        return
    id_ = criterion.id
    asked, answer = when(rubric, id_), name(id_, "answer")
    about = ""
    if criterion.measure is not None:  # the others are told where their answers are read
        about = f"{rubric.dimension_of[id_]} / {id_} ({criterion.kind}): {criterion.title}"
    excluded = f"COALESCE({every([asked, f'{answer} = {EXCLUDED}'])}, FALSE)"
    if criterion.allow_na:
        yield Value(excluded, f"{id_}.excluded", about)
        about = ""
        applies_too = (
            f"NOT {excluded}" if asked == "TRUE" else f"{may_be_asked(rubric, criterion)} AND NOT {excluded}"
        )
        yield Value(applies_too, f"{id_}.applies")
    value = _value(criterion, answer)
    sql = value if asked == "TRUE" else f"CASE WHEN {asked} THEN {value} END"
    yield Value(sql, f"{id_}.point", about)
    rank = evidence.rank(rubric, criterion)
    if may_lack_rank(rubric, criterion):
        rank = f"CASE WHEN {asked} THEN {rank} END"
    yield Value(rank, f"{id_}.rank")


def _value(criterion: Criterion, answer: str) -> str:
    """Return the point of a criterion that is asked."""
    if criterion.measure is None:
        return f"CASE WHEN {answer} >= 0e0 THEN {answer} ELSE {name(criterion.id, 'rated')} END"
    worst, best = criterion.ends
    measured = name(str(criterion.measure))
    excluded = f"WHEN {answer} = {EXCLUDED} THEN NULL " if criterion.allow_na else ""
    ends = f"WHEN {measured} = {BEST} THEN {number(best)} WHEN {measured} = {WORST} THEN {number(worst)}"
    return f"CASE {excluded}{ends} ELSE {curve(criterion.points, measured)} END"


def part(criterion: Criterion, which: str) -> str:
    """Return what was said of a criterion that has a point: `least`, `most`, the `lowest` of the medians."""
    value = point(criterion)
    return value if criterion.measure is not None else f"COALESCE({name(criterion.id, which)}, {value})"


def _ranged(rubric: Rubric, criterion: Criterion) -> Iterator[Value]:
    reliability = name(criterion.id, "r")
    low = f"COALESCE({reliability} * {part(criterion, 'least')}, 0e0)"
    rest = f"1e2 * (1e0 - {reliability})"
    high = f"COALESCE({reliability} * {part(criterion, 'most')} + {rest}, 1e2)"
    yield Value(low, f"{criterion.id}.low")
    guard = applies(rubric, criterion)  # what does not apply has no low above 0 to add
    yield Value(high if guard == "TRUE" else f"CASE WHEN {guard} THEN {high} END", f"{criterion.id}.high")


def weighted(rubric: Rubric) -> Step:
    """Return the step that gives each answer its reliability."""
    grades = list(enumerate(grade.reliability for grade in rubric.evidence.grades.values()))
    values = []
    for each in rubric.criteria.values():
        if each.scored:
            rank = name(each.id, "rank")
            *stronger, (_, weakest) = grades
            worth = " ".join(f"WHEN {place} THEN {number(value)}" for place, value in stronger)
            worth = f"CASE {rank} {worth} ELSE {number(weakest)} END" if stronger else number(weakest)
            values += [
                Value(
                    f"CASE WHEN {point(each)} IS NOT NULL THEN {worth} END",
                    f"{each.id}.r",
                ),
            ]
    return Step("weighted", "How much of the belief each answer earns.", values, "FROM judged", ("judged",))
