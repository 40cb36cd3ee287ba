"""What answers, ratings and measures are worth, a column for each criterion.

An answer that stands in a table is its value, or what `codes` says of one that has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.asking import SIDES
from partnercheck.model.criteria.in_sql import NO_VALUE, Said, text
from partnercheck.warehouse.sql.numbers import read_number
from partnercheck.warehouse.sql.profile import UNKNOWN
from partnercheck.warehouse.sql.text import Step, Value, comment, either, given, name, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

EXCLUDED, WRONG = "-1e0", "-3e0"
"""What stands for an answer that is declared not applicable, and for a text that is no answer."""

VOICE = 'lower(trim("by"))'
"""By what one person is told from another, whatever the spelling."""


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps; the last ones are `answered` and `rated`, each with a row a partner."""
    yield ours(rubric)
    yield from _answered(rubric)
    yield from _rated(rubric)


def ours(rubric: Rubric) -> Step:
    """Return the step with our own position in one row."""
    values = [
        Value(f"max(CASE WHEN criterion = {text(each.id)} THEN CAST(position AS INT) END)", each.id)
        for each in _matched(rubric)
    ]
    return Step("ours", "Our own positions.", [Value("count(*)", "positions"), *values], "FROM culture")


def _matched(rubric: Rubric) -> list[Criterion]:
    return [each for each in rubric.criteria.values() if each.positions]


def worth(rubric: Rubric) -> str:
    """Return what the text of an answer to any criterion is worth, with a line for each criterion."""
    lines = []
    for each in _asked(rubric):
        about = comment(f"{rubric.dimension_of[each.id]} / {each.id} ({each.kind}): {each.title}")
        lines += [f"  {about}", f"  WHEN {text(each.id)} THEN {_worth(each)}"]
    return "\n".join(["CASE criterion", *lines, "END"]) if lines else "CAST(NULL AS DOUBLE)"


def _worth_alike(rubric: Rubric) -> str:
    """Return the same with a line for the criteria that are alike."""
    alike: dict[str, list[str]] = {}
    for each in _asked(rubric):
        alike.setdefault(_worth(each), []).append(text(each.id))
    lines = [f"  WHEN criterion IN ({', '.join(ids)}) THEN {sql}" for sql, ids in alike.items()]
    return "\n".join(["CASE", *lines, "END"]) if lines else "CAST(NULL AS DOUBLE)"


def _worth(criterion: Criterion) -> str:
    return criterion.in_sql(Said("answer", "number", f"ours.{name(criterion.id)}"))


def on_axis(criterion: Criterion) -> str:
    """Return our own position; NULL where it is on no axis, which is no fault of an answer."""
    position = f"ours.{name(criterion.id)}"
    if not criterion.positions:
        return position
    return f"CASE WHEN {position} IN ({', '.join(map(str, criterion.positions))}) THEN {position} END"


def number_of(rubric: Rubric) -> str:
    """Return the number that an answer is, where its criterion asks for one."""
    numeric = [text(each.id) for each in _asked(rubric) if each.answering.form == "number"]
    if not numeric:
        return "CAST(NULL AS DOUBLE)"
    among = ", ".join(numeric)
    return f"CASE WHEN criterion IN ({among}) THEN {read_number('answer')} END"


def _answered(rubric: Rubric) -> Iterator[Step]:
    says = f"answer IS NOT NULL AND answer <> {UNKNOWN}"
    yield Step(
        "answers_read",
        "Each answer, with the number that it is.",
        [Value(number_of(rubric), "number")],
        "FROM answers",
        ("answers",),
    )
    allowed = [text(each.id) for each in rubric.criteria.values() if each.allow_na]
    may = f"criterion IN ({', '.join(allowed)})" if allowed else "FALSE"
    known = f"criterion IN ({', '.join(map(text, rubric.criteria))})"
    yield Step(
        "answers_valued",
        f"What each answer is worth: {EXCLUDED} not applicable, {NO_VALUE} no value, {WRONG} no answer.",
        [
            Value("partner", "partner"),
            Value("criterion", "criterion"),
            Value(
                f"CASE WHEN not_applicable AND (answer IS NOT NULL OR NOT {may}) THEN {WRONG} "
                f"WHEN not_applicable THEN {EXCLUDED} WHEN {says} THEN COALESCE({worth(rubric)}, {WRONG}) "
                f"WHEN {known} THEN {NO_VALUE} ELSE {WRONG} END",
                "value",
            ),
        ],
        "FROM answers_read CROSS JOIN ours",
    )
    yield Step(
        "answered",
        "The answers of each partner.",
        [
            Value("partner", "partner"),
            *(
                Value(f"max(value) FILTER (WHERE criterion = {text(each)})", f"{each}.answer")
                for each in rubric.criteria
            ),
            Value("count(*)", "answers_given"),
            Value(f"max(CASE WHEN value = {WRONG} THEN 1 ELSE 0 END)", "answer_faults"),
        ],
        "FROM answers_valued GROUP BY partner",
    )


def repeated(rubric: Rubric) -> str:
    """Return whether a partner has two answers to one criterion: more rows than criteria with any."""
    return f"answers_given > {given(name(criterion, 'answer') for criterion in rubric.criteria)}"


def _rated(rubric: Rubric) -> Iterator[Step]:
    says = f"answer IS NOT NULL AND answer <> {UNKNOWN}"
    sides = ", ".join(map(text, SIDES))
    yield Step(
        "ratings_read",
        "Each rating, with the number that it is.",
        [Value(number_of(rubric), "number")],
        "FROM ratings",
        ("ratings",),
    )
    known = f"criterion IN ({', '.join(text(each.id) for each in _asked(rubric)) or 'NULL'})"
    yield Step(
        "ratings_valued",
        "What each rating is worth, and how many there are of one person.",
        [
            Value(
                f"CASE WHEN {says} THEN COALESCE({_worth_alike(rubric)}, {WRONG}) ELSE {NO_VALUE} END",
                "value",
            ),
            Value(f"count(*) OVER (PARTITION BY partner, criterion, side, {VOICE})", "voices"),
        ],
        "FROM ratings_read CROSS JOIN ours",
        ("ratings_read",),
    )
    wrong = either(
        [f"value = {WRONG}", "voices > 1", '"by" IS NULL', f"COALESCE(side NOT IN ({sides}), TRUE)"]
    )
    yield Step(
        "ratings_checked",
        "Whether anything is wrong with a partner's ratings.",
        [
            Value("partner", "partner"),
            Value(
                f"max(CASE WHEN {wrong} OR NOT COALESCE({known}, FALSE) THEN 1 ELSE 0 END)", "rating_faults"
            ),
        ],
        "FROM ratings_valued GROUP BY partner",
    )
    within = "PARTITION BY partner, criterion, side"
    yield Step(
        "ratings_placed",
        "Who knows an answer, in order of value within each side.",
        [
            Value("partner", "partner"),
            Value("criterion", "criterion"),
            Value("side", "side"),
            Value("value", "value"),
            Value(f"row_number() OVER ({within} ORDER BY value)", "place"),
            Value(f"count(*) OVER ({within})", "many"),
        ],
        "FROM ratings_valued WHERE value >= 0e0",
    )
    middle = "FILTER (WHERE 2 * place BETWEEN many AND many + 2)"
    yield Step(
        "medians",
        "The median of each side: its middle value, or the mean of the two in the middle.",
        [
            Value("partner", "partner"),
            Value("criterion", "criterion"),
            Value("side", "side"),
            Value(f"sum(value) {middle} / count(*) {middle}", "median"),
            Value("min(value)", "least"),
            Value("max(value)", "most"),
        ],
        "FROM ratings_placed GROUP BY partner, criterion, side",
    )
    voices = total(f"COALESCE(max(median) FILTER (WHERE side = {text(side)}), 0e0)" for side in SIDES)
    yield Step(
        "ratings_joined",
        "The mean of the sides' medians, with the least and the most that anybody said.",
        [
            Value("partner", "partner"),
            Value("criterion", "criterion"),
            Value(f"({voices}) / count(*)", "rated"),
            Value("min(least)", "least"),
            Value("max(most)", "most"),
            Value("min(median)", "lowest"),
        ],
        "FROM medians GROUP BY partner, criterion",
    )
    yield Step(
        "rated",
        "The ratings of each partner.",
        [
            Value("partner", "rated_partner"),
            *(
                Value(f"max({part}) FILTER (WHERE criterion = {text(each.id)})", f"{each.id}.{part}")
                for each in _asked(rubric)
                if each.scored
                for part in ("rated", "least", "most", "lowest")
            ),
        ],
        "FROM ratings_joined GROUP BY partner",
    )


def both(rubric: Rubric) -> str:
    """Return whether a criterion has an answer as well as ratings."""
    return either(
        f"({name(each.id, 'answer')} >= {EXCLUDED} AND {name(each.id, 'rated')} IS NOT NULL)"
        for each in _asked(rubric)
        if each.scored
    )


def _asked(rubric: Rubric) -> Sequence[Criterion]:
    return [each for each in rubric.criteria.values() if each.measure is None]


def culture_faults(rubric: Rubric) -> str:
    """Return the query of our positions that are on no axis, or stated twice: then nobody is scored."""
    known = [
        f"criterion = {text(each.id)} "
        f"AND NOT COALESCE(position IN ({', '.join(map(str, each.positions))}), FALSE)"
        for each in _matched(rubric)
    ]
    matched = ", ".join(text(each.id) for each in _matched(rubric)) or "NULL"
    off = f"SELECT criterion FROM culture WHERE {either(f'({each})' for each in known)}"
    twice = (
        f"SELECT criterion FROM culture WHERE criterion IN ({matched}) GROUP BY criterion HAVING count(*) > 1"
    )
    return f"{off} UNION ALL {twice}"
