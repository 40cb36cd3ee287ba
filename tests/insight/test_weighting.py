from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from engine_generated import Case, cases
from engine_inputs import criterion, dimension, dossier, flag, make, rubric, sure, verdict
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partnercheck.engine import decide
from partnercheck.insight.weighting import weighting

if TYPE_CHECKING:
    from partnercheck.model.insight import Weighting

RANKS = ("decline", "conditional", "proceed")


def mean(pairs: list[tuple[float, float]]) -> float | None:
    weight = sum(w for w, _ in pairs)
    return sum(w * value for w, value in pairs) / weight if weight else None


def by_the_numbers(found: Weighting, weights: dict[str, float]) -> dict[str, Any]:
    """Return what a reader of the numbers alone makes of other weights."""
    scored = [each for each in found.dimensions if each.low is not None and each.high is not None]
    whole = {
        "low": mean([(weights[each.dimension], each.low or 0.0) for each in scored]) or 0.0,
        "point": mean([(weights[each.dimension], each.point) for each in scored if each.point is not None]),
        "high": mean([(weights[each.dimension], each.high or 0.0) for each in scored]) if scored else 100.0,
    }

    def level(cap: str, score: float | None) -> str:
        reached = sum(
            limit <= 0 if score is None else round(score, 9) >= round(limit, 9)
            for limit in (found.conditional, found.proceed)
        )
        return RANKS[min(reached, RANKS.index(cap))]

    worst, now, best = (
        level(cap, score)
        for cap, score in zip(found.caps, (whole["low"], whole["point"], whole["high"]), strict=True)
    )
    declared = mean([(weights[each.dimension], 100 * each.not_applicable) for each in found.dimensions]) or 0
    thin = round(100 - (whole["high"] - whole["low"]), 9) < found.coverage
    result = now
    if best == "decline":
        result = "decline"
    elif found.held or thin or round(declared, 9) > found.not_applicable or (found.open and now != "decline"):
        result = "hold"
    return whole | {"level": result, "worst": worst, "now": now, "best": best}


@settings(max_examples=120)
@given(case=cases(), weights=st.lists(st.sampled_from((0.1, 1, 2, 7, 40)), min_size=3, max_size=3))
def test_the_numbers_say_what_the_engine_says_at_other_weights(case: Case, weights: list[float]) -> None:
    found = weighting(decide(case.inputs))
    moved = [
        part | {"weight": weight} for part, weight in zip(case.rubric["dimensions"], weights, strict=False)
    ]
    decision = decide(case._replace(rubric=case.rubric | {"dimensions": moved}).inputs)
    said = by_the_numbers(found, {part["id"]: part["weight"] for part in moved})
    ruling, score = decision.ruling, decision.tree.whole
    event(f"{decide(case.inputs).ruling.level} to {ruling.level}")
    assert {key: said[key] for key in ("level", "worst", "now", "best")} == {
        key: getattr(ruling, key) for key in ("level", "worst", "now", "best")
    }
    assert [said["low"], said["point"], said["high"]] == pytest.approx([score.low, score.point, score.high])


def test_a_dimension_that_when_leaves_out_is_not_among_them() -> None:
    parts = [
        dimension("d0", criterion("c0", "metric")),
        dimension("d1", criterion("c1", "metric", when={"profile": "listed", "is": "yes"})),
        dimension("d2", criterion("c2", "metric", allow_na=True), weight=4),
    ]
    inputs = make(
        rubric(*parts, profile={"listed": {"type": "yes_no"}}),
        dossier(
            {"d0": {"c0": sure(80)}, "d2": {"c2": {"not_applicable": "no such thing"}}},
            profile={"listed": "no"},
        ),
    )
    assert [tuple(each) for each in weighting(decide(inputs)).dimensions] == [
        ("d0", 1.0, 80.0, 80.0, 80.0, 0.0),
        ("d2", 4.0, None, None, None, 1.0),
    ]


def test_floors_and_flags_cap_the_verdict_at_any_score() -> None:
    parts = [dimension("d0", criterion("c0", "metric")), dimension("d1", criterion("c1", "metric"))]
    floors = verdict({"score": 70, "dimension": 50}, {"score": 50, "dimension": 30})
    answers = {"d0": {"c0": sure(80)}, "d1": {"c1": sure(40)}}
    inputs = make(rubric(*parts, verdict=floors), dossier(answers))
    assert weighting(decide(inputs)).caps == ("conditional", "conditional", "conditional")
    flags = [flag(when={"criterion": "c1", "at_most": 40}, effect="decline")]
    inputs = make(rubric(*parts, verdict=floors, red_flags=flags), dossier(answers))
    assert weighting(decide(inputs)).caps == ("decline", "decline", "decline")
