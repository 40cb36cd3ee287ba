"""What answers can bring about is what trying all of them shows."""

from __future__ import annotations

from functools import reduce
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnercheck.authoring.reach import formulas, sums
from partnercheck.authoring.reach.points import true_of, verdict
from partnercheck.authoring.reach.search import possible
from partnercheck.authoring.reach.situations import Situation, situations
from partnercheck.authoring.reach.sums import of
from partnercheck.engine.numbers import at_least, at_most
from partnercheck.engine.verdict import Reading, level
from partnercheck.model.profile import profiled
from partnercheck.model.rubric import Rubric
from partnercheck.model.tests import CriterionTest, Leaf, ProfileTest, evaluate, leaves

if TYPE_CHECKING:
    from partnercheck.model.levels import Level

LEVELS: tuple[Level, ...] = ("decline", "conditional", "proceed")
FACTS: dict[str, Any] = {
    "old": {"type": "yes_no"},
    "size": {"type": "number"},
    "rank": {"type": "number", "when": {"profile": "size", "at_least": 40}},
}
"""The last matters only for some partners."""


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Draw a small rubric: few criteria, values and flags, so that all answers can be tried."""
    dimensions: list[dict[str, Any]] = []
    names: list[str] = []
    for d in range(draw(st.integers(1, 3))):
        criteria = []
        for c in range(draw(st.integers(1, 2))):
            names.append(f"c{d}{c}")
            criteria.append(draw(criterion(names[-1])))
        dimensions.append(
            {"id": f"d{d}", "title": "D", "weight": draw(st.sampled_from([1, 2, 3.7])), "criteria": criteria}
        )
    leaf = st.one_of(
        st.builds(
            lambda name, limit: {"criterion": name, "at_most": limit},
            st.sampled_from(names),
            st.sampled_from([0, 25, 40, 75, 90]),
        ),
        st.builds(
            lambda d, limit: {"dimension": f"d{d}", "at_most": limit},
            st.integers(0, len(dimensions) - 1),
            st.sampled_from([0, 20, 50, 75]),
        ),
        st.sampled_from(
            [
                {"profile": "old", "is": "yes"},
                {"profile": "old", "is": "no"},
                {"profile": "size", "at_least": 10},
                {"profile": "size", "at_most": 10},
                {"profile": "rank", "at_most": 2.5},
            ]
        ),
    )
    test = st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda key, tests: {key: tests},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=2),
        ),
        max_leaves=4,
    )
    effect = st.sampled_from(["decline", "conditional"])
    flags = [
        {
            "id": f"f{f}",
            "title": "F",
            "effect": draw(effect),
            "when": draw(test),
        }
        for f in range(draw(st.integers(0, 3)))
    ]
    low, high = sorted(draw(st.lists(st.sampled_from([0, 30, 50, 66.7, 70, 100]), min_size=2, max_size=2)))
    floor_low, floor_high = sorted(draw(st.lists(st.sampled_from([0, 30, 50, 75]), min_size=2, max_size=2)))
    return Rubric.model_validate(
        {
            "partnercheck": "rubric/1",
            "id": "x",
            "version": "1",
            "title": "X",
            "profile": FACTS,
            "dimensions": dimensions,
            "red_flags": flags,
            "verdict": {
                "proceed": {"score": high, "dimension": floor_high},
                "conditional": {"score": low, "dimension": floor_low},
            },
        }
    )


@st.composite
def criterion(draw: st.DrawFn, name: str) -> dict[str, Any]:
    weight = draw(st.sampled_from([1, 2, 0.3]))
    common = {"id": name, "title": "C", "question": "Q?", "weight": weight}
    if draw(st.integers(0, 3)) == 0:
        common["when"] = {"profile": "old", "is": draw(st.sampled_from(["yes", "no"]))}
    match draw(st.integers(0, 3)):
        case 0:
            return common | {"kind": "yes_no"}
        case 1:
            return common | {
                "kind": "levels",
                "levels": {str(i): f"l{i}" for i in range(draw(st.integers(2, 4)))},
            }
        case 2:
            values = draw(st.lists(st.sampled_from([0, 20, 50, 80, 100]), min_size=1, max_size=3))
            return common | {
                "kind": "choice",
                "options": {f"o{i}": {"text": "O", "value": value} for i, value in enumerate(values)},
            }
    items = {f"i{i}": {"text": "I", "weight": i + 1} for i in range(draw(st.integers(1, 2)))}
    return common | {"kind": "checklist", "items": items}


def brute(rubric: Rubric, situation: Situation) -> tuple[set[str], dict[str, set[bool]]]:
    """Return every verdict, and by flag every status, that some answers give; all answers are tried."""
    ids = [name for each in situation.dimensions for name in each.criteria]
    levels: set[str] = set()
    statuses: dict[str, set[bool]] = {flag.id: set() for flag in rubric.red_flags}
    for values in product(*([low for low, _ in situation.domains[name]] for name in ids)):
        value = dict(zip(ids, values, strict=True))
        means: dict[str, float | None] = {
            each.id: sum(share * value[name] for name, share in each.criteria.items())
            for each in situation.dimensions
        }
        whole = sum(each.share * (means[each.id] or 0) for each in situation.dimensions) if means else None

        def read(leaf: Leaf, value: dict[str, float] = value, means: dict[str, float | None] = means) -> bool:
            if isinstance(leaf, ProfileTest):
                return bool(leaf.holds(situation.facts))
            found = (
                value.get(leaf.criterion) if isinstance(leaf, CriterionTest) else means.get(leaf.dimension)
            )
            if found is None:
                return False
            if leaf.at_most is not None:
                return at_most(found, leaf.at_most)
            return at_least(found, leaf.at_least or 0)

        raised = {flag.id: bool(evaluate(flag.when, read)) for flag in rubric.red_flags}
        for name, status in raised.items():
            statuses[name].add(status)
        effects = [flag.effect for flag in rubric.red_flags if raised[flag.id]]
        levels.add(level(rubric, Reading(whole, means), effects))
    return levels, statuses


@settings(max_examples=150)
@given(rubrics())
def test_the_search_agrees_with_trying_every_answer(rubric: Rubric) -> None:
    for situation in situations(rubric):
        levels, statuses = brute(rubric, situation)
        found = {each for each in LEVELS if possible(formulas.level(rubric, each, situation), situation)}
        assert found == levels
        for flag in rubric.red_flags:
            seen = {
                holds
                for holds in (True, False)
                if possible(formulas.tested(flag.when, situation, holds=holds), situation)
            }
            assert seen == statuses[flag.id]


@settings(max_examples=100)
@given(rubrics(), st.data())
def test_the_verdict_on_known_scores_is_what_the_engine_and_the_formula_say(
    rubric: Rubric, data: st.DataObject
) -> None:
    for situation in situations(rubric):
        drawn = {
            name: of([data.draw(st.sampled_from([low for low, _ in values]))])
            for name, values in situation.domains.items()
        }
        scores = situation.valued(drawn).middling
        (engine,), _ = brute(rubric, situation.valued(drawn))
        said = {
            each for each in LEVELS if true_of(formulas.level(rubric, each, situation), scores.__getitem__)
        }
        assert {verdict(rubric, situation, scores)} == said == {engine}


@settings(max_examples=60)
@given(rubrics(), st.booleans(), st.sampled_from([-5, 9.9, 10, 25, 40, 99]), st.sampled_from([0, 2.5, 2.6]))
def test_every_partner_is_of_a_kind_that_is_looked_at(
    rubric: Rubric, old: bool, size: float, rank: float
) -> None:
    profile = profiled(rubric, {"old": "yes" if old else "no", "size": size, "rank": rank})
    told = [
        leaf for flag in rubric.red_flags for leaf, _ in leaves(flag.when) if isinstance(leaf, ProfileTest)
    ]

    def kind(applying: frozenset[str], facts: Any) -> tuple[Any, ...]:
        return (applying, *(leaf.holds(facts) for leaf in told))

    looked_at = {kind(each.names.intersection(rubric.criteria), each.facts) for each in situations(rubric)}
    assert kind(profile.applying, profile.facts) in looked_at


points = st.lists(st.sampled_from([0.0, 1.0, 2.5, 7.0, 7.5, 20.0, 40.0]), min_size=1, max_size=4)


@given(st.lists(points, min_size=1, max_size=4), st.floats(-5, 100), st.floats(0, 10))
def test_adding_up_agrees_with_trying_every_sum(parts: list[list[float]], low: float, width: float) -> None:
    high = low + width
    wanted = any(low <= sum(values) <= high for values in product(*parts))
    assert sums.add_up([sums.of(part) for part in parts], low, high) == wanted


def test_stretches_add_to_stretches() -> None:
    one, other = sums.joined([(0, 10), (50, 60)]), sums.of([0, 5, 100])
    assert sums.plus(one, other) == ((0, 15), (50, 65), (100, 110), (150, 160))
    assert sums.within(one, 8, 55) == ((8, 10), (50, 55))
    assert sums.within(one, 20, 30) == ()
    assert sums.add_up([one, other], 66, 99) is False
    assert sums.add_up([one, other], 65, 99) is True


def test_more_than_can_be_gone_through_is_said() -> None:
    parts = [sums.of(step * prime**0.5 for step in range(5)) for prime in (2, 3, 5, 7, 11, 13, 17, 19)]
    with pytest.raises(sums.TooManyError):
        reduce(sums.plus, parts)
