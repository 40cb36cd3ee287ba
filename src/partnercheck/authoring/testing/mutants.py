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

A change that can make no difference to any partner is not made: `apart` and `distinguish` tell.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from partnercheck.authoring.testing.apart import told_apart
from partnercheck.authoring.testing.distinguish import STEP, Distinguisher
from partnercheck.engine.values import interpolate
from partnercheck.model.criteria import (
    ChecklistCriterion,
    ChoiceCriterion,
    Level,
    LevelsCriterion,
    MatchCriterion,
    MetricCriterion,
    YesNoCriterion,
)
from partnercheck.model.tests import AllOf, AnyOf, ProfileTest, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import Criterion
    from partnercheck.model.rubric import Effect, RedFlag, Rubric
    from partnercheck.model.tests import CriterionTest, DimensionTest, Test

    Model = TypeVar("Model", bound=BaseModel)

OPTION_STEP = 25.0

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


def mutants(rubric: Rubric) -> tuple[Mutant, ...]:
    """Return every small change of a rubric that some partner would notice, in its order."""
    could = Distinguisher(rubric)
    makers = (_weights, _criteria, _flags, _evidence, _verdict, _relationship)
    return tuple(chain.from_iterable(make(rubric, could) for make in makers))


def changed(model: Model, **values: Any) -> Model:
    """Return a frozen model with other values; what it has worked out from the old ones is forgotten."""
    copy = model.model_copy(update=values)
    for name in copy.__dict__.keys() - type(model).model_fields.keys():
        del copy.__dict__[name]
    return copy


def _placed(items: Sequence[Any], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _arrow(before: float, after: float) -> str:
    return f"{before:g} → {after:g}"


def _twice_and_half(weight: float) -> tuple[float, float]:
    return weight * 2, weight / 2


def _toward(values: Sequence[float], index: int) -> float | None:
    """Return the value half-way to the next one, of the last half-way to the one before; None without any."""
    order = [*values[index + 1 :], *reversed(values[:index])]
    other = next((each for each in order if each != values[index]), None)
    return None if other is None else (values[index] + other) / 2


def _weights(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    for d, dimension in enumerate(rubric.dimensions):
        for weight in _twice_and_half(dimension.weight) if could.weigh_dimension(dimension.id) else ():
            dimensions = _placed(rubric.dimensions, d, changed(dimension, weight=weight))
            what = f"weight of `{dimension.id}`: {_arrow(dimension.weight, weight)}"
            path: Path = ("dimensions", d, "weight")
            yield Mutant("weight", path, what, changed(rubric, dimensions=dimensions))


def _criteria(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    for d, dimension in enumerate(rubric.dimensions):
        for c, criterion in enumerate(dimension.criteria):
            if not could.apply(criterion.id):
                continue
            for key, steps, what, other in _of_criterion(criterion, could):
                there = changed(dimension, criteria=_placed(dimension.criteria, c, other))
                dimensions = _placed(rubric.dimensions, d, there)
                path: Path = ("dimensions", d, "criteria", c, *steps)
                yield Mutant(key, path, what, changed(rubric, dimensions=dimensions), criterion.id)


def _of_criterion(criterion: Criterion, could: Distinguisher) -> Iterator[tuple[str, Path, str, Criterion]]:
    """Yield the changes of a criterion: key, path within it, words and the changed criterion."""
    name = criterion.id
    for weight in _twice_and_half(criterion.weight) if could.weigh_criterion(name) else ():
        what = f"weight of `{name}`: {_arrow(criterion.weight, weight)}"
        yield "weight", ("weight",), what, changed(criterion, weight=weight)
    yield from _values(criterion)
    for limit in could.other_limits(criterion, at_least=criterion.expect):
        what = f"`expect` of `{name}`: {_arrow(criterion.expect, limit)}"
        yield "expect", ("expect",), what, changed(criterion, expect=limit)


def _values(criterion: Criterion) -> Iterator[tuple[str, Path, str, Criterion]]:
    name = criterion.id
    match criterion:
        case LevelsCriterion():
            scale = list(criterion.scale.items())
            for index, (level, before) in enumerate(scale):
                after = _toward([value for _, value in scale], index)
                if after is not None:
                    levels = _levels(criterion, {**criterion.scale, level: after})
                    what = f"value of level {level} of `{name}`: {_arrow(before, after)}"
                    yield "levels", ("levels", str(level)), what, changed(criterion, levels=levels)
        case ChoiceCriterion():
            for key, option in criterion.options.items():
                step = OPTION_STEP if option.value + OPTION_STEP <= 100 else -OPTION_STEP
                value = option.value + step
                options = {**criterion.options, key: changed(option, value=value)}
                what = f"value of `{key}` of `{name}`: {_arrow(option.value, value)}"
                yield "options", ("options", key, "value"), what, changed(criterion, options=options)
        case YesNoCriterion():
            good, bad = ("yes", "no") if criterion.good else ("no", "yes")
            what = f"good answer of `{name}`: {good} → {bad}"
            yield "good", ("good",), what, changed(criterion, good=not criterion.good)
        case ChecklistCriterion():
            for key, item in criterion.items.items() if len(criterion.items) > 1 else ():
                for weight in _twice_and_half(item.weight):
                    items = {**criterion.items, key: changed(item, weight=weight)}
                    what = f"weight of `{key}` of `{name}`: {_arrow(item.weight, weight)}"
                    yield "items", ("items", key), what, changed(criterion, items=items)
        case MetricCriterion():
            for index, curve, what in _curves(criterion.curve, name):
                yield "curve", ("curve", index, 1), what, changed(criterion, curve=curve)
        case MatchCriterion():
            gaps = range(max(criterion.axis) - min(criterion.axis) + 1)
            for index, curve, what in _curves(criterion.gap_curve, name):
                if any(interpolate(curve, gap) != interpolate(criterion.gap_curve, gap) for gap in gaps):
                    yield "curve", ("curve", index, 1), what, changed(criterion, curve=curve)


def _levels(criterion: LevelsCriterion, values: Mapping[int, float]) -> dict[int, Level]:
    return {
        key: Level(text=level.text if isinstance(level, Level) else level, value=values[key])
        for key, level in criterion.levels.items()
    }


def _curves(
    curve: Sequence[tuple[float, float]], name: str
) -> Iterator[tuple[int, tuple[tuple[float, float], ...], str]]:
    for index, (x, before) in enumerate(curve):
        after = _toward([value for _, value in curve], index)
        if after is not None:
            what = f"value at {x:g} of `{name}`: {_arrow(before, after)}"
            yield index, _placed(curve, index, (x, after)), what


def _flags(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    def with_flag(f: int, flag: RedFlag) -> Rubric:
        return changed(rubric, red_flags=_placed(rubric.red_flags, f, flag))

    for f, flag in enumerate(rubric.red_flags):
        if not told_apart(rubric, [flag.when], None):
            continue
        name = flag.id
        place = _EFFECTS.index(flag.effect)
        for effect in (*_EFFECTS[max(place - 1, 0) : place], *_EFFECTS[place + 1 : place + 2]):
            what = f"effect of `{name}`: {flag.effect} → {effect}"
            yield Mutant(
                "effect", ("red_flags", f, "effect"), what, with_flag(f, changed(flag, effect=effect))
            )
        for grade in could.other_grades(flag.evidence) if flag.evidence else ():
            what = f"`evidence` of `{name}`: {flag.evidence} → {grade}"
            path: Path = ("red_flags", f, "evidence")
            yield Mutant("evidence", path, what, with_flag(f, changed(flag, evidence=grade)))
        for at, what, test in _moved(flag.when, could, flag=True):
            if told_apart(rubric, [flag.when], test):
                said = f"limit on {what} in `{name}`"
                other = with_flag(f, changed(flag, when=test))
                yield Mutant("limit", ("red_flags", f, "when", *at), said, other)


def _moved(test: Test, could: Distinguisher, *, flag: bool) -> Iterator[tuple[Path, str, Test]]:
    """Yield a test with one limit moved: the limit's path in it, words and the test."""
    for leaf, at in leaves(test):
        if isinstance(leaf, ProfileTest):
            continue
        for key, limit in could.moved_limits(leaf, flag=flag):
            before = leaf.at_most if key == "at_most" else leaf.at_least
            name = getattr(leaf, "criterion", None) or getattr(leaf, "dimension", None)
            what = f"`{name}`: {key} {_arrow(before or 0.0, limit)}"
            yield (*at, key), what, _with_leaf(test, at, changed(leaf, **{key: limit}))


def _with_leaf(test: Test, at: Path, leaf: CriterionTest | DimensionTest) -> Test:
    """Return a test with another leaf at a path."""
    if not at:
        return leaf
    key, index, *rest = at
    assert isinstance(test, AllOf | AnyOf)  # noqa: S101  (paths of leaves lead through these)
    inner = test.all if isinstance(test, AllOf) else test.any
    assert isinstance(index, int)  # noqa: S101
    return changed(test, **{str(key): _placed(inner, index, _with_leaf(inner[index], tuple(rest), leaf))})


def _evidence(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    for grade in could.other_grades(rubric.evidence.clears) if could.use_clears() else ():
        what = f"`clears`: {rubric.evidence.clears} → {grade}"
        other = changed(rubric, evidence=changed(rubric.evidence, clears=grade))
        yield Mutant("clears", ("evidence", "clears"), what, other)


def _verdict(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    rules = rubric.verdict

    def made(kind: str, path: Path, before: float, after: float, **values: Any) -> Mutant:
        words = " ".join(str(step) for step in path)
        other = changed(rubric, verdict=changed(rules, **values))
        return Mutant(kind, ("verdict", *path), f"{words}: {_arrow(before, after)}", other)

    for name, limits in (("proceed", rules.proceed), ("conditional", rules.conditional)):
        bounds = (rules.conditional.score, 100.0) if name == "proceed" else (0.0, rules.proceed.score)
        for score in _stepped(limits.score, *bounds):
            if could.miss_score(limits, limits.score, score):
                yield made(
                    "score", (name, "score"), limits.score, score, **{name: changed(limits, score=score)}
                )
        for key in dict.fromkeys(("default", *limits.dimension)):
            before = limits.dimension.get(key, 0.0)
            held = could.held_by(limits, key)
            for floor in _stepped(before, *_floor_bounds(rubric, name, held)):
                if could.miss_floor(limits, held, before, floor):
                    floors = changed(limits, dimension={**limits.dimension, key: floor})
                    path: Path = (name, "dimension", key)
                    yield made("floor", path, before, floor, **{name: floors})
    cover = rules.coverage
    for key, before in (("overall", cover.overall), ("dimension", cover.dimension)):
        for limit in _stepped(before, 0.0, 100.0):
            if could.miss_coverage(key, before, limit):
                other = changed(cover, **{key: limit})
                yield made("coverage", ("coverage", key), before, limit, coverage=other)
    for limit in _stepped(rules.not_applicable, 0.0, 100.0):
        if could.declare_between(rules.not_applicable, limit):
            path = ("not_applicable",)
            yield made("not_applicable", path, rules.not_applicable, limit, not_applicable=limit)


def _stepped(limit: float, lowest: float, highest: float) -> Iterator[float]:
    """Yield a limit a step down and a step up, no further than the bounds."""
    for other in (max(limit - STEP, lowest), min(limit + STEP, highest)):
        if other != limit:
            yield other


def _floor_bounds(rubric: Rubric, name: str, held: Sequence[str]) -> tuple[float, float]:
    """Return how far a floor of some dimensions can move without passing the other verdict's."""
    rules = rubric.verdict
    if name == "proceed":
        return max((rules.conditional.floor(each) for each in held), default=0.0), 100.0
    return 0.0, min((rules.proceed.floor(each) for each in held), default=100.0)


def _relationship(rubric: Rubric, could: Distinguisher) -> Iterator[Mutant]:
    tests = [rule.when for rule in rubric.relationship if rule.when is not None]
    for r, rule in enumerate(rubric.relationship):
        for at, what, test in _moved(rule.when, could, flag=False) if rule.when is not None else ():
            if told_apart(rubric, tests[: r + 1], test):
                rules = _placed(rubric.relationship, r, changed(rule, when=test))
                said = f"limit on {what} in `{rule.call}`"
                path: Path = ("relationship", r, "when", *at)
                yield Mutant("relationship", path, said, changed(rubric, relationship=rules))
