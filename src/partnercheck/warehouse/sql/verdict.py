"""The verdict and its reasons, by the rules of `engine.verdict`, and what the deal should be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.model.criteria.in_sql import text
from partnercheck.model.tests import CriterionTest, DimensionTest, fold
from partnercheck.warehouse.sql import profile
from partnercheck.warehouse.sql.criteria import applies, point
from partnercheck.warehouse.sql.flags import compare, has_effect, waives
from partnercheck.warehouse.sql.limits import asks_nothing, no_less, no_more
from partnercheck.warehouse.sql.scores import present
from partnercheck.warehouse.sql.text import Step, Value, either, every, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric import RedFlag, Rubric
    from partnercheck.model.tests import Leaf
    from partnercheck.model.verdict_rules import Limits

_SCORES = {"worst": "low", "now": "point", "best": "high"}
"""Where each level is read."""


def steps(rubric: Rubric) -> Iterator[Step]:
    """Yield the steps; the last is `decided`."""
    rules = rubric.verdict
    met = [
        Value(_all_met(rubric, limits, reading), f"{reading} {level}")
        for reading in _SCORES
        for level, limits in (("proceed", rules.proceed), ("conditional", rules.conditional))
    ]
    yield Step(
        "met", "Whether the limits of each level are met, in each reading.", met, "FROM flags", ("flags",)
    )
    levels = [Value(_level(rubric, reading), reading) for reading in _SCORES]
    yield Step("levels", "The level that each reading reaches.", levels, "FROM met", ("met",))
    holds = either([f"({test})" for _, test in _holds(rubric)])
    verdict = f"CASE WHEN best = 'decline' THEN 'decline' WHEN {holds} THEN 'hold' ELSE now END"
    yield Step("ruled", "The verdict.", [Value(verdict, "verdict")], "FROM levels", ("levels",))
    walked = list(_walked(rubric))
    yield Step("walked", "Which rules for the name of the deal hold.", walked, "FROM ruled", ("ruled",))
    last = [
        Value("verdict <> 'hold' AND worst = best", "firm"),
        Value(_reasons(rubric), "reasons", "Every reason, what decides first."),
        Value(_call(rubric), "call", "The first rule that holds, where those before it fail."),
    ]
    yield Step("decided", "Why, and what the deal should be called.", last, "FROM walked", ("walked",))


def _counts(flag: RedFlag, reading: str) -> str:
    """Return whether a flag counts in a reading: now also where it is open and would set conditions."""
    if reading != "now":
        return name(flag.id, reading)
    status = name(flag.id, "status")
    return either([f"{status} = 'raised'", every([f"{status} = 'open'", has_effect(flag, "conditional")])])


def _level(rubric: Rubric, reading: str) -> str:
    flags = [flag for flag in rubric.red_flags if flag.effect != "note"]
    declines = [
        every([_counts(flag, reading), has_effect(flag, "decline")])
        for flag in flags
        if flag.effect == "decline"
    ]
    caps = [every([_counts(flag, reading), has_effect(flag, "conditional")]) for flag in flags]
    proceed, conditional = (name(f"{reading} {level}") for level in ("proceed", "conditional"))
    declined = either([*declines, every([f"NOT {proceed}", f"NOT {conditional}"])])
    capped = either([*caps, f"NOT {proceed}"])
    return f"CASE WHEN {declined} THEN 'decline' WHEN {capped} THEN 'conditional' ELSE 'proceed' END"


def _all_met(rubric: Rubric, limits: Limits, reading: str) -> str:
    score = _SCORES[reading]
    floors = [_floor_met(each.id, score, limits.floor(each.id)) for each in rubric.dimensions]
    return every([_met(score, limits.score), *floors])


def _floor_met(dimension: str, score: str, floor: float) -> str:
    """Return whether a dimension's floor is met; it is where nothing of the dimension applies."""
    if asks_nothing(floor):
        return "TRUE"
    value = name(dimension, score)
    if score != "point":  # which alone may be missing where the dimension applies
        return f"COALESCE({no_less(value, floor)}, TRUE)"
    return either([f"{name(dimension, 'low')} IS NULL", _met(value, floor)])


def _met(value: str, limit: float) -> str:
    return "TRUE" if asks_nothing(limit) else f"COALESCE({no_less(value, limit)}, FALSE)"


def _holds(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Yield every reason why the evidence may not carry a verdict, and whether it does not."""
    rules = rubric.verdict
    for flag in rubric.red_flags:
        if flag.effect == "decline":
            is_open = [f"{name(flag.id, 'status')} = 'open'", has_effect(flag, "decline")]
            yield f"open-flag:{flag.id}", every(["now <> 'decline'", *is_open])
    yield "coverage", f"NOT {no_less('1e2 - (high - low)', rules.coverage.overall)}"
    for each in rubric.dimensions:
        covered = no_less(name(each.id, "coverage"), rules.coverage.dimension)
        yield f"coverage:{each.id}", f"NOT {covered}"  # unknown, so that it holds nothing, where none applies
    yield "nothing-answered", "point IS NULL"
    yield "not-applicable", f"NOT {no_more('not_applicable_share', rules.not_applicable)}"
    for fact, unknown in profile.holding(rubric):
        yield f"profile:{fact}", unknown


def _limits(rubric: Rubric, limits: Limits, score: str, *, met: bool) -> Iterator[tuple[str, str]]:
    """Yield the limits that are met, or those that are missed."""
    sign = "" if met else "NOT "
    for each in rubric.dimensions:
        floor = limits.floor(each.id)
        if floor > 0:
            if met:
                reached = "TRUE" if asks_nothing(floor) else no_less(name(each.id, score), floor)
                test = every([present(each.id), reached])
            else:
                test = "FALSE" if asks_nothing(floor) else f"NOT {_floor_met(each.id, score, floor)}"
            yield f"floor:{each.id}", test
    yield "score", f"{sign}{_met(score, limits.score)}"


def _reasons(rubric: Rubric) -> str:
    rules = rubric.verdict
    declining = [flag for flag in rubric.red_flags if flag.effect == "decline"]
    at_best = [
        (f"flag:{each.id}", every([_counts(each, "best"), has_effect(each, "decline")])) for each in declining
    ]
    stopping = [
        (f"flag:{each.id}", every([_counts(each, "now"), has_effect(each, "decline")])) for each in declining
    ]
    capping = [
        (
            f"{code}:{each.id}",
            every([f"{name(each.id, 'status')} = '{status}'", has_effect(each, "conditional")]),
        )
        for code, status in (("open-flag", "open"), ("flag", "raised"))
        for each in rubric.red_flags
        if each.effect != "note"
    ]
    branches = {
        "verdict = 'hold'": list(_holds(rubric)),
        "verdict = 'decline' AND best = 'decline'": [
            *at_best,
            *_limits(rubric, rules.conditional, "high", met=False),
        ],
        "verdict = 'decline'": [*stopping, *_limits(rubric, rules.conditional, "point", met=False)],
        "verdict = 'conditional'": [*capping, *_limits(rubric, rules.proceed, "point", met=False)],
    }
    otherwise = list(_limits(rubric, rules.proceed, "point", met=True))
    cases = "\n".join(f"  WHEN {test} THEN {_listed(codes)}" for test, codes in branches.items())
    waivers = [(f"waiver:{flag.id}", name(flag.id, "waived")) for flag in rubric.red_flags if waives(flag)]
    chosen = f"CASE\n{cases}\n  ELSE {_listed(otherwise)}\nEND"
    waived = "".join(f", {_code(code, test)}" for code, test in waivers)
    return f"concat_ws(', ', NULLIF({chosen}, ''){waived})"


def _listed(codes: list[tuple[str, str]]) -> str:
    inside = "".join(f",\n  {_code(code, test)}" for code, test in codes if test != "FALSE")
    return f"concat_ws(', '{inside})"


def _code(code: str, test: str) -> str:
    return f"CASE WHEN {test} THEN {text(code)} END"


def _walked(rubric: Rubric) -> Iterator[Value]:
    """Yield whether each rule holds, at the plain point; unknown where the evidence is too weak."""

    def read(leaf: Leaf) -> str:
        if isinstance(leaf, DimensionTest):
            return every([present(leaf.dimension), compare(leaf, name(leaf.dimension, "point"))])
        if not isinstance(leaf, CriterionTest):
            return profile.leaf(leaf)
        criterion = rubric.criteria[leaf.criterion]
        clears = rubric.evidence.rank[rubric.evidence.clears]
        strong = f"{name(criterion.id, 'rank')} <= {clears}"
        known = f"CASE WHEN {strong} THEN {compare(leaf, point(criterion))} END"
        return every([applies(rubric, criterion), known])

    for place, rule in enumerate(rubric.relationship):
        if rule.when is not None:
            yield Value(
                fold(rule.when, read, every, either), f"rule {place}", f"Rule {rule.call}: {rule.title}"
            )


def _call(rubric: Rubric) -> str:
    branches: list[str] = []
    for place, rule in enumerate(rubric.relationship):
        call, holds = text(rule.call), name(f"rule {place}")
        if rule.when is None:
            return f"CASE {' '.join(branches)} ELSE {call} END" if branches else call
        branches.append(f"WHEN {holds} THEN {call} WHEN {holds} IS NULL THEN NULL")
    return "CAST(NULL AS STRING)"
