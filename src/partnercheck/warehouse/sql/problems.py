"""What is wrong with rows, each fault named by partner and criterion.

It looks for the same faults as `program`, which leaves their partners out without saying why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from partnercheck.model.asking import SIDES
from partnercheck.model.criteria.in_sql import Said, number, text
from partnercheck.model.scalars import MAX_NUMBER
from partnercheck.warehouse.sql import events, evidence, flags, profile
from partnercheck.warehouse.sql.answers import VOICE, culture_faults, number_of, on_axis, ours
from partnercheck.warehouse.sql.measured import measures
from partnercheck.warehouse.sql.profile import UNKNOWN
from partnercheck.warehouse.sql.text import Query, Step, Value, every, name, no_day, odd_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Rubric

_OR_NO_DAY = ", or no day of the years 1 to 9999"

COLUMNS = ("partner", "criterion", "code", "message")


class Fault(NamedTuple):
    """Something that may be wrong: in which rows, and what is said of them.

    Attributes:
        source: All from `FROM` on.
        message: An expression.
        about: An expression for the criterion, or what stands in its place.
    """

    code: str
    message: str
    source: str
    about: str = "criterion"
    partner: str = "partner"

    def __str__(self) -> str:
        """Return the query of the rows."""
        who = f"{self.partner} AS partner, CAST({self.about} AS STRING) AS criterion"
        return f"SELECT {who}, {text(self.code)} AS code, {self.message} AS message\n{self.source}"


def problems_query(rubric: Rubric) -> Query:
    """Return the query that gives every fault of the tables: partner, criterion, code and message."""
    steps = [step for step in profile.steps(rubric) if step.name not in {"conditions", "profiled"}]
    last = steps[-1].name
    steps.append(ours(rubric))
    numbers = [Value(number_of(rubric), "number")]
    steps += [
        Step(f"{table}_read", f"The {table} with numbers.", numbers, f"FROM {table}", (table,))
        for table in ("answers", "ratings")
    ]
    found = [
        *_of_partners(rubric, last),
        *_of_answers(rubric, "answers"),
        *_of_ratings(rubric),
        *_of_evidence(rubric),
        *_of_measures(rubric),
        *_of_events(rubric),
        *_of_waivers(rubric),
        Fault(
            "wrong-position",
            text("our position in `culture` is not on its axis, or is stated twice"),
            f"FROM ({culture_faults(rubric)}) AS wrong",
            partner="CAST(NULL AS STRING)",
        ),
    ]
    union = "\nUNION ALL\n".join(map(str, found))
    last = f"SELECT * FROM (\n{union}\n) AS found ORDER BY partner, criterion, code, message"
    return Query("", tuple(steps), last)


def _of_partners(rubric: Rubric, facts: str) -> Iterator[Fault]:
    nothing = "CAST(NULL AS STRING)"
    yield Fault(
        "no-partner", text("a row of `partners` has no key"), f"FROM partners WHERE {profile.NO_KEY}", nothing
    )
    missing = text(f"its `as_of` is missing{_OR_NO_DAY}")
    yield Fault("no-date", missing, f"FROM partners WHERE {no_day('as_of')}", nothing)
    twice = "FROM partners GROUP BY partner HAVING count(*) > 1"
    yield Fault("duplicate-partner", text("there are two rows of `partners` for it"), twice, nothing)
    for fact, rule in rubric.profile.items():
        missing = profile.is_missing(rubric, fact)
        if missing != "FALSE":
            said = text(f"the profile fact `{fact}` is missing: {rule.wanted}; or `unknown`")
            yield Fault("missing-fact", said, f"FROM {facts} WHERE {missing}", text(fact))
        wanted = text(f" is nothing that the fact `{fact}` may be: {rule.wanted}")
        said = f"{_shown(profile.given(fact))} || {wanted}"
        yield Fault("wrong-fact", said, f"FROM {facts} WHERE NOT {profile.is_valid(fact, rule)}", text(fact))


def _shown(column: str) -> str:
    return f"{text('`')} || COALESCE(CAST({column} AS STRING), '') || {text('`')}"


def _known(rubric: Rubric) -> str:
    return f"COALESCE(criterion IN ({', '.join(map(text, rubric.criteria))}), FALSE)"


def _of_answers(rubric: Rubric, table: str) -> Iterator[Fault]:
    rows = f"FROM {table}_read CROSS JOIN ours WHERE"
    says = f"answer IS NOT NULL AND answer <> {UNKNOWN}"
    unknown = f"{text('the rubric has no criterion ')} || {_shown('criterion')}"
    yield Fault("unknown-criterion", unknown, f"{rows} NOT {_known(rubric)}")
    if table == "answers":
        allowed = ", ".join(text(each.id) for each in rubric.criteria.values() if each.allow_na) or "NULL"
        not_allowed = (
            f"{rows} not_applicable AND {_known(rubric)} AND NOT COALESCE(criterion IN ({allowed}), FALSE)"
        )
        yield Fault("not-applicable", text("it cannot be declared not applicable"), not_allowed)
        both = f"{rows} not_applicable AND answer IS NOT NULL"
        yield Fault("wrong-answer", text("it has an answer and is declared not applicable"), both)
        twice = f"FROM answers WHERE {_known(rubric)} GROUP BY partner, criterion HAVING count(*) > 1"
        yield Fault("duplicate-answer", text("there are two answers to it"), twice)
    for each in rubric.criteria.values():
        here = f"{rows} criterion = {text(each.id)} AND {says}"
        if each.measure is not None:
            said = text(f"it is worked out from `{each.measure}` and takes no answer")
            yield Fault("measured", said, here)
            continue
        wrong = f"{each.in_sql(Said('answer', 'number', on_axis(each)))} IS NULL"
        said = f"{_shown('answer')} || {text(f' is no answer of kind `{each.kind}`: {_wanted(each)}')}"
        yield Fault("wrong-answer", said, f"{here} AND {wrong}")


def _wanted(criterion: Criterion) -> str:
    answering = criterion.answering
    keys = ", ".join(str(option.key) for option in answering.options)
    match answering.form:
        case "one":
            return f"one of {keys}"
        case "many":
            return f"some of {keys}, with commas between them"
        case "number":
            return "a number such as 12 or 0.5"
        case "text":
            return "a text"
        case _:
            assert_never(answering.form)


def _of_ratings(rubric: Rubric) -> Iterator[Fault]:
    yield from _of_answers(rubric, "ratings")
    sides = ", ".join(map(text, SIDES))
    side = f"{_shown('side')} || {text(f' is no side: {sides}')}"
    yield Fault("unknown-side", side, f"FROM ratings WHERE NOT COALESCE(side IN ({sides}), FALSE)")
    yield Fault("no-name", text("nobody is named as the rater"), 'FROM ratings WHERE "by" IS NULL')
    twice = (
        f'FROM ratings WHERE "by" IS NOT NULL GROUP BY partner, criterion, side, {VOICE} HAVING count(*) > 1'
    )
    yield Fault("duplicate-rating", text("one person has rated it twice on one side"), twice)
    same = "ON answers.partner = ratings.partner AND answers.criterion = ratings.criterion"
    given = f"(answers.not_applicable OR (answers.answer IS NOT NULL AND answers.answer <> {UNKNOWN}))"
    yield Fault(
        "wrong-answer",
        text("it has an answer as well as ratings"),
        f"FROM ratings JOIN answers {same} WHERE {given} GROUP BY ratings.partner, ratings.criterion",
        "ratings.criterion",
        "ratings.partner",
    )


def _of_evidence(rubric: Rubric) -> Iterator[Fault]:
    rules = rubric.evidence
    grades, listed = ", ".join(map(text, rules.rank)), ", ".join(rules.rank)
    unknown = f"{_shown('grade')} || {text(f' is no grade: {listed}')}"
    yield Fault("unknown-grade", unknown, f"FROM evidence WHERE NOT COALESCE(grade IN ({grades}), FALSE)")
    for column in ("date", "valid_until"):
        said = text(f"its `{column}` is no day of the years 1 to 9999")
        yield Fault("wrong-date", said, f"FROM evidence WHERE {odd_day(column)}")
    known = ", ".join(map(text, evidence.subjects(rubric)))
    said = f"{text('there is no criterion or section ')} || {_shown('criterion')}"
    yield Fault("unknown-criterion", said, f"FROM evidence WHERE criterion NOT IN ({known})")
    strong = [grade for grade, rank in rules.rank.items() if rank < rules.rank[rules.clears]]
    if strong:
        why = f"evidence for all answers cannot be stronger than `{rules.clears}`, but it is "
        said = f"{text(why)} || {_shown('grade')}"
        among = ", ".join(map(text, strong))
        yield Fault("wrong-evidence", said, f"FROM evidence WHERE criterion IS NULL AND grade IN ({among})")


def _of_measures(rubric: Rubric) -> Iterator[Fault]:
    used = ", ".join(map(text, measures(rubric))) or "NULL"
    rows = f"FROM measures WHERE measure IN ({used})"
    large = f"{rows} AND NOT abs(value) <= {number(MAX_NUMBER)}"
    yield Fault("wrong-number", text("its value is no number, or too large a one"), large, "measure")
    extreme = f"{_shown('extreme')} || {text(' is neither best nor worst')}"
    yield Fault("wrong-extreme", extreme, f"{rows} AND extreme NOT IN ('best', 'worst')", "measure")
    both = f"{rows} AND value IS NOT NULL AND extreme IS NOT NULL"
    yield Fault("wrong-extreme", text("it has a value and an extreme"), both, "measure")
    twice = f"{rows} GROUP BY partner, measure HAVING count(*) > 1"
    yield Fault("duplicate-measure", text("there are two rows for it"), twice, "measure")


def _of_events(rubric: Rubric) -> Iterator[Fault]:
    said = f"{text('there is no criterion, dimension, section or flag ')} || {_shown('about')}"
    yield Fault("unknown-subject", said, f"FROM events WHERE {events.unknown(rubric)}", "about")
    missing = text(f"the event has no date{_OR_NO_DAY}")
    yield Fault("no-date", missing, f"FROM events WHERE {no_day(name('on'))}", "about")


def _of_waivers(rubric: Rubric) -> Iterator[Fault]:
    known = ", ".join(text(flag.id) for flag in rubric.red_flags) or "NULL"
    said = f"{text('there is no flag ')} || {_shown('flag')}"
    yield Fault("unknown-flag", said, f"FROM waivers WHERE NOT COALESCE(flag IN ({known}), FALSE)", "flag")
    cannot = every([f"flag IN ({known})", flags.waiver_fault(rubric)])
    yield Fault("not-waivable", text("this flag cannot be waived"), f"FROM waivers WHERE {cannot}", "flag")
    missing = text(f"the waiver has no last day{_OR_NO_DAY}")
    yield Fault("no-date", missing, f"FROM waivers WHERE {no_day('until')}", "flag")
