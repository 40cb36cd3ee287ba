"""What a profile says: facts, whether they matter, and tests on them.

A resolved fact is the text that tests read: NULL where it is unknown, empty where every test on it is false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import number, text
from partnercheck.model.tests import ProfileTest, fold, leaves
from partnercheck.model.warehouse_tables import fact_columns
from partnercheck.warehouse.sql.limits import fact_limit
from partnercheck.warehouse.sql.numbers import read_number
from partnercheck.warehouse.sql.text import Step, Value, either, every, name, no_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.criteria import Criterion
    from partnercheck.model.profile import Fact
    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Leaf, Test

UNKNOWN = text("unknown")
NO_KEY = "nullif(partner, '') IS NULL"
"""That a row of `partners` has no key; an empty one could not be told from none in a CSV of scores."""


def _canonical(column: str, fact: Fact) -> str:
    """Return the text of a fact as a table gives it, yes and no in one spelling."""
    raw = f"CAST({name(column)} AS STRING)"
    if not {"yes", "no"}.intersection(fact.values):
        return raw
    words = "WHEN 'yes' THEN 'yes' WHEN 'true' THEN 'yes' WHEN 'no' THEN 'no' WHEN 'false' THEN 'no'"
    return f"CASE lower({raw}) {words} ELSE {raw} END"


def given(fact: str) -> str:
    """Return the column of `profiles` with a fact as it is given, `unknown` or NULL among them."""
    return name(f"given {fact}")


def is_valid(name_of_fact: str, fact: Fact) -> str:
    """Return whether what is given is something that a fact may be."""
    raw = given(name_of_fact)
    if fact.type == "number":
        may_be = f"{read_number(raw)} IS NOT NULL"
    else:
        may_be = f"{raw} IN ({', '.join(text(value) for value in fact.values)})"
    return f"({raw} IS NULL OR {raw} = {UNKNOWN} OR {may_be})"


def is_missing(rubric: Rubric, fact: str) -> str:
    """Return whether a fact matters, a test needs it, and it is not given."""
    if fact not in rubric.facts_needed:
        return "FALSE"
    test = rubric.profile[fact].when
    return every([*([] if test is None else [holds(test)]), f"{given(fact)} IS NULL"])


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps that resolve facts, those first that others depend on; the last is `profiled`."""
    columns = fact_columns(rubric)
    stated = [
        Value(
            _canonical(columns[fact], rule), f"given {fact}", f"Fact {fact}: {rule.question or rule.wanted}"
        )
        for fact, rule in rubric.profile.items()
    ]
    who = [Value(column, column) for column in ("partner", "name", "as_of")]
    yield Step("profiles", "What each partner's profile says.", [*who, *stated], "FROM partners")
    before, levels = "profiles", _levels(rubric)
    for depth in range(max(levels.values(), default=-1) + 1):
        here = [fact for fact, level in levels.items() if level == depth]
        values = [value for fact in here for value in _resolved(fact, rubric.profile[fact])]
        yield Step(f"facts_{depth}", "What tests read of it.", values, f"FROM {before}", (before,))
        before = f"facts_{depth}"
    faults = [
        f"NOT {is_valid(fact, rule)} OR {is_missing(rubric, fact)}" for fact, rule in rubric.profile.items()
    ]
    wrong = either([*faults, NO_KEY, no_day("as_of"), "count(*) OVER (PARTITION BY partner) > 1"])
    flag = Value(f"CASE WHEN {wrong} THEN 1 ELSE 0 END", "profile_faults")
    tests = list(enumerate(rubric.criteria_by_when))
    whens = [
        Value(holds(test), f"when {place}", f"When to ask {', '.join(names)}")
        for place, (test, names) in tests
    ]
    about = "What a profile has asked, and whether anything is wrong with it."
    yield Step("conditions", about, [*whens, flag], f"FROM {before}", (before,))
    asked = [Value(f"{name(f'when {place}')} IS NOT FALSE", f"asked {place}") for place, _ in tests]
    yield Step("profiled", "What may have to be asked.", asked, "FROM conditions", ("conditions",))


def when(rubric: Rubric, criterion: str) -> str:
    """Return the column that says whether a criterion is asked, NULL where nobody can say."""
    place = _place(rubric, criterion)
    return "TRUE" if place is None else name(f"when {place}")


def may_be_asked(rubric: Rubric, criterion: Criterion) -> str:
    """Return the column that says whether a criterion is asked; it is where nobody can say."""
    place = _place(rubric, criterion.id)
    return "TRUE" if place is None else name(f"asked {place}")


def _place(rubric: Rubric, criterion: str) -> int | None:
    found = (place for place, (_, names) in enumerate(rubric.criteria_by_when) if criterion in names)
    return next(found, None)


def _levels(rubric: Rubric) -> dict[str, int]:
    """Return how many facts stand one above the other over each."""
    levels: dict[str, int] = {}
    for fact, rule in rubric.profile.items():
        named = [] if rule.when is None else [leaf for leaf, _ in leaves(rule.when)]
        above = [levels.get(leaf.profile, 0) for leaf in named if isinstance(leaf, ProfileTest)]
        levels[fact] = 1 + max(above, default=-1)
    return levels


def _resolved(fact: str, rule: Fact) -> Iterator[Value]:
    raw = given(fact)
    known = f"WHEN {raw} = {UNKNOWN} THEN NULL ELSE COALESCE({raw}, '') END"
    matters = "" if rule.when is None else _matters(rule.when)
    yield Value(f"CASE {matters}{known}", state(fact))
    if rule.type == "number":
        yield Value(read_number(raw), amount(fact))


def _matters(when: Test) -> str:
    return f"WHEN ({holds(when)}) IS NULL THEN NULL WHEN NOT ({holds(when)}) THEN '' "


def state(fact: str) -> str:
    """Return the column of a resolved fact."""
    return f"fact {fact}"


def amount(fact: str) -> str:
    """Return the column of the number that a fact is."""
    return f"number {fact}"


def holds(test: Test) -> str:
    """Return whether a test of profile leaves holds; NULL where that is unknown."""
    return fold(test, leaf, every, either)


def leaf(test: Leaf) -> str:
    """Return whether a leaf on the profile holds; NULL where that is unknown."""
    if not isinstance(test, ProfileTest):
        return "FALSE"
    known = name(state(test.profile))
    if test.limit is None:
        return f"{known} IN ({', '.join(text(value) for value in test.values)})"
    value = name(amount(test.profile))
    if test.at_least is not None:
        said = f"{value} >= {number(fact_limit(test.at_least, most=False))}"
    else:
        said = f"{value} <= {number(fact_limit(test.limit, most=True))}"
    return f"CASE WHEN {known} = '' THEN FALSE WHEN {known} IS NULL THEN NULL ELSE {said} END"


def holding(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Yield each fact that holds the verdict where it is unknown, and whether it does."""
    for fact in rubric.facts_that_hold:
        rule = rubric.profile[fact]
        unknown = f"{given(fact)} = {UNKNOWN}"
        yield fact, every([unknown, *([] if rule.when is None else [holds(rule.when)])])
