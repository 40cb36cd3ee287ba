"""The small changes to a rubric that its test cases should notice, one at a time.

- weight of a dimension, criterion or checklist item: doubled; halved;
- value of a level, and at a point of a curve: moved half-way to the next one's, of the last half-way to the
  one before;
- value of an option: raised by 25, or lowered where that would pass 100;
- good answer of a yes or no: the other one;
- `expect`, and limits in flags and relationship rules: moved up and down to the next value that answers can
  have; by 5 where they can have all, for metrics and dimensions;
- effect of a flag: one step up; one step down;
- `clears`, and a flag's `evidence`: one grade stronger; one grade weaker;
- scores, floors, coverage and the not-applicable limit of the verdict: 5 up; 5 down, not past 0, 100 or the
  other verdict's.

A change that can make no difference to any partner is not made: `distinguish` tells.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercheck.authoring.testing.changed import arrow, placed
from partnercheck.authoring.testing.criteria import changes_of
from partnercheck.authoring.testing.distinguish import STEP, Distinguisher
from partnercheck.model.criteria.variants import twice_and_half
from partnercheck.model.strict import changed
from partnercheck.model.tests import AllOf, AnyOf, ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.diagnostics import Path
    from partnercheck.model.rubric import Effect, RedFlag, Rubric
    from partnercheck.model.tests import CriterionTest, DimensionTest, Test
_EFFECTS: tuple[Effect, ...] = ("note", "conditional", "decline")


class Mutant(NamedTuple):
    """A rubric with one thing changed.

    Attributes:
        kind: The key that was changed, such as `weight`.
        path: Where it stands in the rubric.
        what: The change in words.
        criterion: The only criterion that it touches, where there is one.
    """

    kind: str
    path: Path
    what: str
    rubric: Rubric
    criterion: str | None = None


_Candidate = tuple[Mutant, "Callable[[], bool]"]
"""A change, and what finds out whether some partner would notice it; that may take long."""


def mutants(rubric: Rubric, own: Callable[[Path], bool] | None = None) -> tuple[Mutant, ...]:
    """Return every small change of a rubric that some partner would notice, in its order.

    Args:
        rubric: The rubric.
        own: Whether what stands at a path may be changed; by default everything may.
    """
    could = Distinguisher(rubric)
    makers = (_weights, _criteria, _flags, _evidence, _verdict, _relationship)
    return tuple(
        mutant
        for make in makers
        for mutant, noticed in make(rubric, could)
        if (own is None or own(mutant.path)) and noticed()
    )


def _weights(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    for d, dimension in enumerate(rubric.dimensions):
        for weight in twice_and_half(dimension.weight):
            dimensions = placed(rubric.dimensions, d, changed(dimension, weight=weight))
            what = f"weight of `{dimension.id}`: {arrow(dimension.weight, weight)}"
            path: Path = ("dimensions", d, "weight")
            mutant = Mutant("weight", path, what, changed(rubric, dimensions=dimensions))
            yield mutant, partial(could.weigh_dimension, dimension.id)


def _criteria(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, criterion in enumerate(dimension.criteria):
            for key, steps, what, other, noticed in changes_of(criterion, could):
                there = changed(dimension, criteria=placed(dimension.criteria, c, other))
                dimensions = placed(rubric.dimensions, d, there)
                path: Path = ("dimensions", d, "criteria", c, *steps)
                mutant = Mutant(key, path, what, changed(rubric, dimensions=dimensions), criterion.id)
                yield mutant, noticed


def _flags(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    def with_flag(f: int, flag: RedFlag) -> Rubric:
        return changed(rubric, red_flags=placed(rubric.red_flags, f, flag))

    for f, flag in enumerate(rubric.red_flags):
        rises = cache(partial(could.raise_flag, flag))
        name, path = flag.id, ("red_flags", f)
        place = _EFFECTS.index(flag.effect)
        for effect in (*_EFFECTS[max(place - 1, 0) : place], *_EFFECTS[place + 1 : place + 2]):
            what = f"effect of `{name}`: {flag.effect} → {effect}"
            yield Mutant("effect", (*path, "effect"), what, with_flag(f, changed(flag, effect=effect))), rises
        for grade in could.other_grades(flag.evidence) if flag.evidence else ():
            what = f"`evidence` of `{name}`: {flag.evidence} → {grade}"
            other = with_flag(f, changed(flag, evidence=grade))
            yield Mutant("evidence", (*path, "evidence"), what, other), rises
        for at, what, test in _moved(flag.when, could, flag=True):
            other = with_flag(f, changed(flag, when=test))
            mutant = Mutant("limit", (*path, "when", *at), f"limit on {what} in `{name}`", other)
            yield mutant, partial(_tells_flag, could, flag, test, rises)


def _tells_flag(could: Distinguisher, flag: RedFlag, test: Test, rises: Callable[[], bool]) -> bool:
    return rises() and could.tell_tests([flag.when], test)


def _moved(test: Test, could: Distinguisher, *, flag: bool) -> Iterator[tuple[Path, str, Test]]:
    """Yield a test with one limit moved: the limit's path in it, words and the test."""
    for leaf, at in leaves(test):
        if isinstance(leaf, ProfileTest):
            continue
        for key, limit in could.moved_limits(leaf, flag=flag):
            before = leaf.at_most if key == "at_most" else leaf.at_least
            name = getattr(leaf, "criterion", None) or getattr(leaf, "dimension", None)
            what = f"`{name}`: {key} {arrow(before or 0.0, limit)}"
            yield (*at, key), what, _with_leaf(test, at, changed(leaf, **{key: limit}))


def _with_leaf(test: Test, at: Path, leaf: CriterionTest | DimensionTest) -> Test:
    """Return a test with another leaf at a path."""
    if not at:
        return leaf
    key, index, *rest = at
    assert isinstance(test, AllOf | AnyOf)  # noqa: S101  (paths of leaves lead through these)
    inner = test.all if isinstance(test, AllOf) else test.any
    assert isinstance(index, int)  # noqa: S101
    return changed(test, **{str(key): placed(inner, index, _with_leaf(inner[index], tuple(rest), leaf))})


def _evidence(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    for grade in could.other_grades(rubric.evidence.clears):
        what = f"`clears`: {rubric.evidence.clears} → {grade}"
        other = changed(rubric, evidence=changed(rubric.evidence, clears=grade))
        yield Mutant("clears", ("evidence", "clears"), what, other), could.use_clears


def _verdict(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    rules = rubric.verdict

    def made(kind: str, path: Path, before: float, after: float, **values: Any) -> Mutant:
        what = f"{' '.join(str(step) for step in path)}: {arrow(before, after)}"
        return Mutant(kind, ("verdict", *path), what, changed(rubric, verdict=changed(rules, **values)))

    for mutant in _limits(rubric, made):
        yield mutant, partial(could.tell_verdicts, mutant.rubric)
    cover = rules.coverage
    for key, before in (("overall", cover.overall), ("dimension", cover.dimension)):
        for limit in _stepped(before, 0.0, 100.0):
            other = changed(cover, **{key: limit})
            mutant = made("coverage", ("coverage", key), before, limit, coverage=other)
            yield mutant, partial(could.tell_coverage, key, before, limit)
    before = rules.not_applicable
    for limit in _stepped(before, 0.0, 100.0):
        mutant = made("not_applicable", ("not_applicable",), before, limit, not_applicable=limit)
        yield mutant, partial(could.declare, *sorted((before, limit)))


def _limits(rubric: Rubric, made: Callable[..., Mutant]) -> Iterator[Mutant]:
    """Yield the rubric with each score and floor moved."""
    rules = rubric.verdict
    for name, limits in (("proceed", rules.proceed), ("conditional", rules.conditional)):
        bounds = (rules.conditional.score, 100.0) if name == "proceed" else (0.0, rules.proceed.score)
        for score in _stepped(limits.score, *bounds):
            other = changed(limits, score=score)
            yield made("score", (name, "score"), limits.score, score, **{name: other})
        for key in dict.fromkeys(("default", *limits.dimension)):
            before = limits.dimension.get(key, 0.0)
            for floor in _stepped(before, *_floor_bounds(rubric, name, key)):
                other = changed(limits, dimension={**limits.dimension, key: floor})
                yield made("floor", (name, "dimension", key), before, floor, **{name: other})


def _stepped(limit: float, lowest: float, highest: float) -> Iterator[float]:
    """Yield a limit a step down and a step up, no further than the bounds."""
    for other in (max(limit - STEP, lowest), min(limit + STEP, highest)):
        if other != limit:
            yield other


def _floor_bounds(rubric: Rubric, name: str, key: str) -> tuple[float, float]:
    """Return how far the floor under a key can move without passing the other verdict's."""
    proceed, conditional = rubric.verdict.proceed, rubric.verdict.conditional
    own = (proceed if name == "proceed" else conditional).dimension
    held = [
        each.id for each in rubric.dimensions if each.id == key or (key == "default" and each.id not in own)
    ]
    if name == "proceed":
        return max((conditional.floor(each) for each in held), default=0.0), 100.0
    return 0.0, min((proceed.floor(each) for each in held), default=100.0)


def _relationship(rubric: Rubric, could: Distinguisher) -> Iterator[_Candidate]:
    tests = [rule.when for rule in rubric.relationship if rule.when is not None]
    for r, rule in enumerate(rubric.relationship):
        for at, what, test in _moved(rule.when, could, flag=False) if rule.when is not None else ():
            rules = placed(rubric.relationship, r, changed(rule, when=test))
            said = f"limit on {what} in `{rule.call}`"
            path: Path = ("relationship", r, "when", *at)
            mutant = Mutant("relationship", path, said, changed(rubric, relationship=rules))
            yield mutant, partial(could.tell_tests, tests[: r + 1], test)
