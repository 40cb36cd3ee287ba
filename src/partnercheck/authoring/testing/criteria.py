"""The small changes of one criterion: its weight, what its answers are worth, and what is expected of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.authoring.testing.changed import arrow, changed, placed
from partnercheck.authoring.testing.distinguish import Distinguisher, other_limits
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from partnercheck.diagnostics import Path
    from partnercheck.model.criteria import Criterion

OPTION_STEP = 25.0
"""How far the value of an option moves."""


def twice_and_half(weight: float) -> tuple[float, float]:
    """Return the other weights that are tried."""
    return weight * 2, weight / 2


def _toward(values: Sequence[float], index: int) -> float | None:
    """Return the value half-way to the next one, of the last half-way to the one before; None without any."""
    order = [*values[index + 1 :], *reversed(values[:index])]
    other = next((each for each in order if each != values[index]), None)
    return None if other is None else (values[index] + other) / 2


def changes_of(criterion: Criterion, could: Distinguisher) -> Iterator[tuple[str, Path, str, Criterion]]:
    """Yield the changes of a criterion: key, path within it, words and the changed criterion."""
    name = criterion.id
    for weight in twice_and_half(criterion.weight) if could.weigh_criterion(name) else ():
        what = f"weight of `{name}`: {arrow(criterion.weight, weight)}"
        yield "weight", ("weight",), what, changed(criterion, weight=weight)
    yield from _values(criterion)
    for limit in other_limits(criterion, criterion.expect, from_below=True):
        what = f"`expect` of `{name}`: {arrow(criterion.expect, limit)}"
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
                    what = f"value of level {level} of `{name}`: {arrow(before, after)}"
                    yield "levels", ("levels", str(level)), what, changed(criterion, levels=levels)
        case ChoiceCriterion():
            for key, option in criterion.options.items():
                step = OPTION_STEP if option.value + OPTION_STEP <= 100 else -OPTION_STEP
                value = option.value + step
                options = {**criterion.options, key: changed(option, value=value)}
                what = f"value of `{key}` of `{name}`: {arrow(option.value, value)}"
                yield "options", ("options", key, "value"), what, changed(criterion, options=options)
        case YesNoCriterion():
            good, bad = ("yes", "no") if criterion.good else ("no", "yes")
            what = f"good answer of `{name}`: {good} → {bad}"
            yield "good", ("good",), what, changed(criterion, good=not criterion.good)
        case ChecklistCriterion():
            for key, item in criterion.items.items() if len(criterion.items) > 1 else ():
                for weight in twice_and_half(item.weight):
                    items = {**criterion.items, key: changed(item, weight=weight)}
                    what = f"weight of `{key}` of `{name}`: {arrow(item.weight, weight)}"
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
            what = f"value at {x:g} of `{name}`: {arrow(before, after)}"
            yield index, placed(curve, index, (x, after)), what
