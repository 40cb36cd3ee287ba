"""Whether a rubric holds together: unique ids, and names that lead somewhere."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from partnercheck.diagnostics import Path, Problem, did_you_mean, shown
from partnercheck.model.tests import CriterionTest, DimensionTest, ProfileTest, Test, leaves
from partnercheck.model.versions import check_renamed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from partnercheck.model.rubric import Rubric


def check_rubric(rubric: Rubric, measures: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a rubric whose parts are each sound, with these measures to name."""
    checks = (_unique_ids, _facts, _criteria, _evidence, _flags, _verdict, _relationship, check_renamed)
    found = chain(*(check(rubric) for check in checks), _measures(rubric, measures))
    for problem in found:
        missing = problem.missing
        dropped = f"`{rubric.id}` drops `{missing}`, but not what names it"
        yield problem._replace(hint=dropped) if missing in rubric.drop else problem


_NEAR = {"measure": 4}
"""How many near names a hint gives, where their first parts say little."""


def unknown(kind: str, word: str, path: Path, known: Collection[str], *, key: bool = False) -> Problem:
    """Return the problem that `word` names no known thing of a kind."""
    hint = did_you_mean(word, known, most=_NEAR.get(kind, 1)) if known else f"there is no {kind} at all"
    code = f"unknown-{kind.replace(' ', '-')}"
    return Problem(code, path, f"there is no {kind} `{shown(word)}`", hint, key=key, missing=word)


def _unique_ids(rubric: Rubric) -> Iterator[Problem]:
    seen: set[str] = set()
    places: list[tuple[str, Path]] = []
    for d, dimension in enumerate(rubric.dimensions):
        places.append((dimension.id, ("dimensions", d, "id")))
        places += [
            (each.id, ("dimensions", d, "criteria", c, "id")) for c, each in enumerate(dimension.criteria)
        ]
    places += [(flag.id, ("red_flags", f, "id")) for f, flag in enumerate(rubric.red_flags)]
    for name, path in places:
        if name in seen:
            yield Problem("duplicate-id", path, f"the id `{name}` is already taken in this rubric")
        seen.add(name)
    calls: set[str] = set()
    for r, rule in enumerate(rubric.relationship):
        if rule.call in calls:
            yield Problem("duplicate-id", ("relationship", r, "call"), f"`{rule.call}` is already a rule")
        calls.add(rule.call)


def _facts(rubric: Rubric) -> Iterator[Problem]:
    """Yield what is wrong with the `when` of facts: they test facts above them."""
    above: set[str] = set()
    for name, fact in rubric.profile.items():
        path: Path = ("profile", name, "when")
        if fact.when is not None:
            yield from _test(rubric, fact.when, path, profile_only="a fact")
            for leaf, at in leaves(fact.when, path):
                if (
                    isinstance(leaf, ProfileTest)
                    and leaf.profile in rubric.profile
                    and leaf.profile not in above
                ):
                    message = f"`{shown(leaf.profile)}` does not stand above `{shown(name)}`"
                    hint = "`when` of a fact tests facts above it; move one of them"
                    yield Problem("wrong-test", (*at, "profile"), message, hint)
        above.add(name)


def _criteria(rubric: Rubric) -> Iterator[Problem]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, each in enumerate(dimension.criteria):
            path: Path = ("dimensions", d, "criteria", c)
            yield from _sources(rubric, each.source, path)
            if each.when is not None:
                yield from _test(rubric, each.when, (*path, "when"), profile_only="a criterion")


def _measures(rubric: Rubric, known: Collection[str]) -> Iterator[Problem]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, each in enumerate(dimension.criteria):
            if each.measure is not None and each.measure not in known:
                yield unknown("measure", each.measure, ("dimensions", d, "criteria", c, "from"), known)


def _sources(rubric: Rubric, sources: tuple[str, ...], path: Path) -> Iterator[Problem]:
    for s, source in enumerate(sources):
        if source not in rubric.sources:
            yield unknown("source", source, (*path, "source", s), rubric.sources)


def _evidence(rubric: Rubric) -> Iterator[Problem]:
    rules = rubric.evidence
    for key, grade in (("default", rules.default), ("clears", rules.clears)):
        if grade not in rules.grades:
            problem = unknown("grade", grade, ("evidence", key), rules.grades)
            if key not in rules.model_fields_set:
                hint = f"`{key}` is `{grade}` unless it is set; set it to one of your own grades"
                problem = problem._replace(hint=hint)
            yield problem


def _flags(rubric: Rubric) -> Iterator[Problem]:
    for f, flag in enumerate(rubric.red_flags):
        path: Path = ("red_flags", f)
        yield from _sources(rubric, flag.source, path)
        if flag.evidence is not None and flag.evidence not in rubric.evidence.grades:
            yield unknown("grade", flag.evidence, (*path, "evidence"), rubric.evidence.grades)
        yield from _test(rubric, flag.when, (*path, "when"))
        for leaf, at in leaves(flag.when, (*path, "when")):
            if isinstance(leaf, ProfileTest):
                continue
            if leaf.at_least is not None:
                yield Problem(
                    "wrong-flag",
                    (*at, "at_least"),
                    "a better answer could raise this flag",
                    "a red flag tests criteria and dimensions with `at_most`",
                    key=True,
                )
            elif leaf.at_most is not None and leaf.at_most >= 100:
                yield Problem(
                    "wrong-flag", (*at, "at_most"), "this is true of every answer; a flag needs less than 100"
                )


def _test(rubric: Rubric, test: Test, path: Path, *, profile_only: str | None = None) -> Iterator[Problem]:
    """Yield the names in a test that lead nowhere; `profile_only` says whose `when` it is, if it is one."""
    for leaf, at in leaves(test, path):
        if isinstance(leaf, ProfileTest):
            yield from _profile_test(rubric, leaf, at)
        elif profile_only:
            yield Problem("wrong-test", at, f"`when` of {profile_only} tests the profile only")
        elif isinstance(leaf, CriterionTest) and leaf.criterion not in rubric.criteria:
            yield unknown("criterion", leaf.criterion, (*at, "criterion"), rubric.criteria)
        elif isinstance(leaf, DimensionTest) and leaf.dimension not in _dimensions(rubric):
            yield unknown("dimension", leaf.dimension, (*at, "dimension"), _dimensions(rubric))
        else:
            key = "criterion" if isinstance(leaf, CriterionTest) else "dimension"
            yield from _unscored(rubric, getattr(leaf, key), (*at, key))


def _unscored(rubric: Rubric, name: str, path: Path, *, key: bool = False) -> Iterator[Problem]:
    """Yield that a criterion, or all there is in a dimension, is never scored, where that is so."""
    within = next((each.criteria for each in rubric.dimensions if each.id == name), None)
    tested = (rubric.criteria[name],) if within is None else within
    if not any(each.scored for each in tested):
        what = f"`{name}` is a text" if within is None else f"`{name}` holds nothing but texts"
        message = f"{what}, which is never scored; there is no value to compare"
        yield Problem("unscored", path, message, "test a criterion of another kind", key=key)


def _profile_test(rubric: Rubric, leaf: ProfileTest, at: Path) -> Iterator[Problem]:
    fact = rubric.profile.get(leaf.profile)
    if fact is None:
        yield unknown("fact", leaf.profile, (*at, "profile"), rubric.profile)
    elif (fact.type == "number") != (leaf.limit is not None):
        wanted = "`at_least` or `at_most`" if fact.type == "number" else "`is` or `in`"
        kind = "a number" if fact.type == "number" else "a word"
        message = f"`{shown(leaf.profile)}` is {kind}: its test takes {wanted}"
        yield Problem("wrong-test", at, message)
    else:
        for index, value in enumerate(leaf.values if fact.type != "number" else ()):
            if value not in fact.values:
                place: Path = (*at, "is") if leaf.is_ is not None else (*at, "in", index)
                yield unknown("option", value, place, fact.values)


def _dimensions(rubric: Rubric) -> list[str]:
    return [dimension.id for dimension in rubric.dimensions]


def _verdict(rubric: Rubric) -> Iterator[Problem]:
    rules = rubric.verdict
    for name, limits in (("proceed", rules.proceed), ("conditional", rules.conditional)):
        for key in limits.dimension:
            if key != "default" and key not in _dimensions(rubric):
                path: Path = ("verdict", name, "dimension", key)
                yield unknown("dimension", key, path, _dimensions(rubric), key=True)
            elif key != "default":
                yield from _unscored(rubric, key, ("verdict", name, "dimension", key), key=True)
    if rules.conditional.score > rules.proceed.score:
        yield _above("score", rules.conditional.score, rules.proceed.score, ())
    for dimension in dict.fromkeys(("default", *rules.proceed.dimension, *rules.conditional.dimension)):
        lower, upper = rules.conditional.floor(dimension), rules.proceed.floor(dimension)
        if lower > upper:
            yield _above(f"floor of `{dimension}`", lower, upper, ("dimension", dimension))


def _above(what: str, lower: float, upper: float, path: Path) -> Problem:
    message = f"the {what} for conditional ({lower:g}) is above the one for proceed ({upper:g})"
    return Problem("wrong-limits", ("verdict", "conditional", *(path or ("score",))), message)


def _relationship(rubric: Rubric) -> Iterator[Problem]:
    last = len(rubric.relationship) - 1
    for r, rule in enumerate(rubric.relationship):
        path: Path = ("relationship", r)
        if rule.when is not None:
            yield from _test(rubric, rule.when, (*path, "when"))
        if r == last and rule.when is not None:
            yield Problem(
                "wrong-rule",
                (*path, "when"),
                "the last relationship rule has no test",
                "add a rule for everything else",
            )
        if r != last and rule.when is None:
            yield Problem("wrong-rule", path, "only the last relationship rule may have no test")
