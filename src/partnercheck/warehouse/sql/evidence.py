"""What evidence is worth: the rank of the grade that it earns each criterion, 0 for the strongest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.engine.evidence import age_limit, undated_rank
from partnercheck.measures import SECTIONS
from partnercheck.model.criteria.in_sql import text
from partnercheck.warehouse.sql.text import Step, Value, either, every, name, odd_day, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps from items to ranks; the last are `supported` and `overtaken`."""
    rules = rubric.evidence
    yield _happened(rubric)
    ages = age_limits(rubric)
    ranked = " ".join(f"WHEN {text(grade)} THEN {rank}" for grade, rank in rules.rank.items())
    wrong = either(
        [
            f"CASE grade {ranked} END IS NULL",
            f"criterion NOT IN ({', '.join(map(text, subjects(rubric)))})",
            f"criterion IS NULL AND CASE grade {ranked} ELSE 0 END < {rules.rank[rules.clears]}",
            odd_day("date"),
            odd_day("valid_until"),
        ]
    )
    yield Step(
        "items",
        "Each item of evidence with the rank of its grade, and whether something is wrong with it.",
        [
            Value(f"CASE grade {ranked} END", "rank"),
            Value(f"CASE WHEN {wrong} THEN 1 ELSE 0 END", "fault"),
        ],
        "FROM evidence",
        ("evidence",),
    )
    own = "FROM items JOIN partners ON items.partner = partners.partner"
    since = "LEFT JOIN happened ON happened.partner = items.partner AND happened.criterion = items.criterion"
    yield Step(
        "weighed",
        "The rank that each item earns: the weakest where it does not count.",
        [Value(_earned(rubric, age), _rank(age)) for age in ages],
        f"{own}\n{since}",
        ("items",),
    )
    values = []
    for each in rubric.criteria.values():
        if each.scored and each.measure is None:
            age = age_limit(rules, each)
            values.append(Value(_least(age, f"criterion = {text(each.id)}"), f"{each.id}.own"))
    for section, limit in _shared(rubric):
        values.append(Value(_least(limit, f"criterion = {text(section)}"), f"{section} {_rank(limit)}"))
    values += [Value(_least(age, "criterion IS NULL"), f"default {_rank(age)}") for age in ages]
    values.append(Value("max(fault)", "evidence_faults"))
    yield Step(
        "supported",
        "The strongest rank for each criterion and section, and of evidence for all answers (default).",
        [Value("partner", "partner"), *values],
        "FROM weighed GROUP BY partner",
    )
    yield from _overtaken(rubric)


def rank(rubric: Rubric, criterion: Criterion) -> str:
    """Return the rank that a criterion's evidence earns where it is answered."""
    rules = rubric.evidence
    age = age_limit(rules, criterion)
    by_default = str(undated_rank(rules.rank[rules.default], rules, age))
    shared = [name(criterion.id, "anew"), name(f"default {_rank(age)}")]
    if criterion.section is None:
        own = [name(criterion.id, "own")]
    else:
        own = [
            name(criterion.id, "section anew"),
            name(f"{criterion.section} {_rank(age)}"),
        ]
    return f"COALESCE({', '.join([*own, *shared, by_default])})"


def age_limits(rubric: Rubric) -> list[int | None]:
    """Return the different numbers of months after which evidence is too old; None for never."""
    return list(
        dict.fromkeys(age_limit(rubric.evidence, each) for each in rubric.criteria.values() if each.scored)
    )


def sections(rubric: Rubric) -> list[str]:
    """Return the sections that criteria are worked out from."""
    return list(dict.fromkeys(section for section, _ in _shared(rubric)))


def subjects(rubric: Rubric) -> list[str]:
    """Return what evidence may be for: criteria, and the sections of dossiers."""
    return list(dict.fromkeys([*rubric.criteria, *SECTIONS]))


def _shared(rubric: Rubric) -> list[tuple[str, int | None]]:
    return list(
        dict.fromkeys(
            (each.section, age_limit(rubric.evidence, each))
            for each in rubric.criteria.values()
            if each.section is not None
        )
    )


def _rank(age: int | None) -> str:
    return "at any age" if age is None else f"within {age} months"


def _least(age: int | None, which: str) -> str:
    return f"min({name(_rank(age))}) FILTER (WHERE {which})"


def _happened(rubric: Rubric) -> Step:
    """Return the step that knows since when evidence for a criterion must be."""
    about = [
        (text(subject), text(criterion))
        for criterion in rubric.criteria
        for subject in _subjects(rubric, criterion)
    ]
    source = (
        "FROM events JOIN partners ON events.partner = partners.partner\n"
        f"JOIN {rows(about, 'subjects', ('about', 'criterion'))} ON subjects.about = events.about\n"
        'WHERE events."on" <= partners.as_of GROUP BY events.partner, subjects.criterion'
    )
    values = [
        Value("events.partner", "partner"),
        Value("subjects.criterion", "criterion"),
        Value('max(events."on")', "since"),
    ]
    return Step(
        "happened", "The last event about each criterion; older evidence is worth nothing.", values, source
    )


def _subjects(rubric: Rubric, criterion: str) -> list[str]:
    """Return what an event may be about that concerns a criterion, by name."""
    section = rubric.criteria[criterion].section
    flags = [flag for flag, tested in rubric.criteria_of_flag.items() if criterion in tested]
    names = [criterion, rubric.dimension_of[criterion], *flags, *([section] if section else [])]
    return list(dict.fromkeys(names))


def _earned(rubric: Rubric, age: int | None) -> str:
    """Return the rank that an item earns where it may be so many months old."""
    rules = rubric.evidence
    weakest = str(len(rules.rank) - 1)
    fresh = [
        "items.sound IS NOT FALSE",
        "(items.date IS NULL OR items.date <= partners.as_of)",
        "(items.valid_until IS NULL OR items.valid_until >= partners.as_of)",
        "(happened.since IS NULL OR COALESCE(items.date >= happened.since, FALSE))",
    ]
    undated = f"GREATEST(items.rank, {rules.rank[rules.clears]})"
    if age is not None:
        fresh.append(f"(items.valid_until IS NOT NULL OR items.date IS NULL OR items.date >= {oldest(age)})")
        undated = weakest
    without = "items.date IS NULL AND items.valid_until IS NULL"
    return f"CASE WHEN NOT {every(fresh)} THEN {weakest} WHEN {without} THEN {undated} ELSE items.rank END"


def oldest(age: int) -> str:
    """Return the first day that is no more than so many calendar months before the as-of date."""
    back = f"CAST(partners.as_of - INTERVAL '{age}' MONTH AS DATE)"
    next_day = f"CAST({back} + INTERVAL '1' DAY AS DATE)"
    return f"CASE WHEN day({back}) < day(partners.as_of) THEN {next_day} ELSE {back} END"


def _overtaken(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps that weigh shared evidence anew for the criteria that events are about."""
    measured = [
        (text(each.id), text(each.section)) for each in rubric.criteria.values() if each.section is not None
    ]
    parts = rows(measured, "parts", ("criterion", "section"))
    ages: dict[int | None, list[str]] = {}
    for each in rubric.criteria.values():
        if each.scored:
            ages.setdefault(age_limit(rubric.evidence, each), []).append(each.id)
    earned = " ".join(
        f"WHEN happened.criterion IN ({', '.join(map(text, ids))}) THEN {_earned(rubric, age)}"
        for age, ids in ages.items()
    )
    yield Step(
        "weighed_anew",
        "The rank of shared items for criteria that something has happened about.",
        [
            Value("happened.partner", "partner"),
            Value("happened.criterion", "about"),
            Value("items.criterion IS NULL", "for_all"),
            Value(f"CASE {earned} END" if earned else "CAST(NULL AS INT)", "rank"),
        ],
        "FROM happened JOIN partners ON happened.partner = partners.partner\n"
        f"LEFT JOIN {parts} ON parts.criterion = happened.criterion\n"
        "JOIN items ON items.partner = happened.partner\n"
        "WHERE items.criterion IS NULL OR items.criterion = parts.section",
    )
    values = []
    for each in rubric.criteria.values():
        if each.scored:
            about = f"about = {text(each.id)}"
            values.append(Value(f"min(rank) FILTER (WHERE for_all AND {about})", f"{each.id}.anew"))
            if each.measure is not None:
                among = f"NOT for_all AND {about}"
                values.append(Value(f"min(rank) FILTER (WHERE {among})", f"{each.id}.section anew"))
    yield Step(
        "overtaken",
        "The same by partner.",
        [Value("partner", "partner"), *values],
        "FROM weighed_anew GROUP BY partner",
    )
