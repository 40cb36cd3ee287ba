"""A whole rubric as one SQL text, from tables of partners to scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import fail, shown
from partnercheck.model.criteria.in_sql import text
from partnercheck.warehouse.sql import answers, criteria, evidence, flags, measured, profile, scores, verdict
from partnercheck.warehouse.sql.events import checked as events_checked
from partnercheck.warehouse.sql.text import Query, indented, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric import Rubric
    from partnercheck.warehouse.sql.text import Step


SPARK_SETTINGS = {
    "spark.sql.adaptive.enabled": "false",  # it would run each step before the next is known
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.legacy.storeAnalyzedPlanForView": "true",
}
"""What makes Spark read standard SQL, and go through steps this wide in good time, by its settings' names."""


def scores_query(rubric: Rubric) -> Query:
    """Return the query that gives each partner's scores, flags and verdict, in the order of partners.

    Raises:
        InputError: The rubric has names that tables cannot tell apart.
    """
    head = "partner, name, as_of, verdict, firm, worst, now, best, point, low, high"
    covered = "1e2 - (high - low) AS coverage"
    whole = _gap("low", "high", "gap_unanswered", "gap_disagreement", "gap_weak")
    columns = [f"{head}, {covered}, gap_unanswered, {whole}, gap_disagreement, reasons, call"]
    for each in rubric.dimensions:
        low, high, *gap = (
            name(each.id, part) for part in ("low", "high", "unanswered", "disagreement", "weak")
        )
        known = [name(each.id, part) for part in ("point", "low", "high", "coverage")]
        columns.append(", ".join([*known, gap[0], _gap(low, high, *gap), gap[1]]))
    columns += [name(flag.id, "status") for flag in rubric.red_flags]
    listed = indented(",\n".join(columns))
    last = f"SELECT\n{listed}\nFROM decided ORDER BY partner"
    return Query(_title(rubric), tuple(_steps(rubric)), last)


def _gap(low: str, high: str, unanswered: str, disagreement: str, weak: str) -> str:
    """Return what weak evidence adds to the width of a range: all that is not one of the others."""
    return f"{high} - {low} - {unanswered} - {disagreement} AS {weak}"


def criteria_query(rubric: Rubric) -> Query:
    """Return the query that gives a row for each partner and criterion, in the order of both."""
    _check(rubric)
    scored = [each for each in rubric.criteria.values() if each.scored]
    places = {criterion: place for place, criterion in enumerate(rubric.criteria)}

    def chosen(sql: dict[str, str], otherwise: str = "NULL") -> str:
        cases = [f"WHEN {text(criterion)} THEN {value}" for criterion, value in sql.items()]
        return "\n".join(
            ["CASE criteria.criterion", *indented("\n".join(cases)).split("\n"), f"ELSE {otherwise} END"]
        )

    status = {}
    for each in scored:
        out = (
            f"WHEN NOT {criteria.applies(rubric, each)} THEN 'not_applicable' "
            if criteria.may_be_out(each)
            else ""
        )
        status[each.id] = (
            f"CASE {out}WHEN {criteria.point(each)} IS NULL THEN 'unanswered' ELSE 'answered' END"
        )

    def range_of(end: str) -> dict[str, str]:
        return {
            each.id: f"CASE WHEN {criteria.applies(rubric, each)} THEN {name(each.id, end)} END"
            for each in scored
        }

    grades = " ".join(f"WHEN {rank} THEN {text(grade)}" for grade, rank in rubric.evidence.rank.items())
    grade = {
        each.id: f"CASE WHEN {criteria.point(each)} IS NOT NULL "
        f"THEN CASE {name(each.id, 'rank')} {grades} END END"
        for each in scored
    }
    columns = {
        "status": chosen(status),
        "point": chosen({each.id: criteria.point(each) for each in scored}),
        "low": chosen(range_of("low")),
        "high": chosen(range_of("high")),
        "grade": chosen(grade),
    }
    listed = ",\n".join(f"{sql} AS {column}" for column, sql in columns.items())
    rows = ", ".join(f"({places[each.id]}, {text(each.id)})" for each in scored) or "(0, NULL)"
    last = (
        f"SELECT\n  partner, criteria.criterion AS criterion,\n{indented(listed)}\n"
        f"FROM ranged CROSS JOIN (VALUES {rows}) AS criteria(place, criterion)\n"
        "ORDER BY partner, criteria.place"
    )
    judged = tuple(step for step in _steps(rubric) if step.name not in _AFTER_RANGES)
    return Query(_title(rubric), judged, last)


_AFTER_RANGES = {
    "summed",
    "dimensions",
    "totals",
    "whole",
    "tested",
    "flags",
    "met",
    "levels",
    "ruled",
    "walked",
    "decided",
}


def _title(rubric: Rubric) -> str:
    return f"{rubric.title}: {rubric.id} {rubric.version}, compiled by partnercheck"


def _steps(rubric: Rubric) -> Iterator[Step]:
    _check(rubric)
    yield from profile.steps(rubric)
    yield from evidence.steps(rubric)
    yield from answers.steps(rubric)
    yield from measured.steps(rubric)
    yield from flags.waived(rubric)
    yield events_checked(rubric)
    faults = [
        "profile_faults = 1",
        "COALESCE(answer_faults = 1, FALSE)",
        f"COALESCE({answers.repeated(rubric)}, FALSE)",
        "COALESCE(rating_faults = 1, FALSE)",
        f"COALESCE({answers.both(rubric)}, FALSE)",
        "COALESCE(measure_faults = 1, FALSE)",
        f"COALESCE({measured.twice(rubric)}, FALSE)",
        "COALESCE(evidence_faults = 1, FALSE)",
        "COALESCE(waiver_faults = 1, FALSE)",
        "COALESCE(event_faults = 1, FALSE)",
        f"(SELECT count(*) FROM ({answers.culture_faults(rubric)}) AS wrong) > 0",
    ]
    judged, ranged = criteria.steps(rubric, faults, ("profiled", "rated"))
    yield judged
    yield criteria.weighted(rubric)
    yield ranged
    yield from scores.steps(rubric)
    yield from flags.steps(rubric)
    yield from verdict.steps(rubric)


def _check(rubric: Rubric) -> None:
    """Refuse what tables cannot hold: names that stand for two things, and commas in the keys of a list."""
    for each in rubric.criteria.values():
        if each.id in evidence.sections(rubric):
            message = f"the criterion `{each.id}` has the name of a section, and evidence names either"
            raise fail("wrong-id", message, rubric.id, "rename the criterion")
        items = each.answering.options if each.answering.form == "many" else ()
        for item in items:
            if "," in str(item.key):
                message = (
                    f"the item `{shown(item.key)}` of `{each.id}` has a comma, which parts items in a table"
                )
                raise fail("wrong-key", message, rubric.id, "write it without")
