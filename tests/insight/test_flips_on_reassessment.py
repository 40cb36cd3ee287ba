"""Every flip is applied to the dossier and reassessed from scratch, and so is every answer nearer than it."""

from __future__ import annotations

from itertools import combinations
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from engine_generated import Case, cases
from hypothesis import event, given, settings
from hypothesis import strategies as st

from partnercheck.engine import decide
from partnercheck.insight.flips import flips
from partnercheck.insight.trial import Trials
from partnercheck.model.criteria.curves import interpolate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.engine import Decision
    from partnercheck.engine.criteria import Judgement
    from partnercheck.insight.trial import Trial
    from partnercheck.model.insight import Flip

RANKS = ("decline", "hold", "conditional", "proceed")
STEPS = 10_000


def on_edge(case: Case, above: int) -> Case:
    """Return the case with its limits next to its score, and without holds: many answers flip it."""
    score = floor(decide(case.inputs).tree.whole.point or 0)
    limits = {"proceed": {"score": min(score + above, 100)}, "conditional": {"score": score}}
    relaxed = {"coverage": {"overall": 0, "dimension": 0}, "not_applicable": 100}
    return case._replace(rubric=case.rubric | {"verdict": limits | relaxed})


def answered_by_one(decision: Decision) -> Iterator[Judgement]:
    for each in decision.judgements:
        if each.point is not None and not (each.given and each.given.rated):
            yield each


def every_answer(form: dict[str, Any], now: Any) -> list[Any]:
    """Return all answers to a question with few, the preferred one of equals first."""
    match form["kind"]:
        case "levels":
            return sorted(form["levels"])
        case "yes_no":
            return ["yes", "no"]
        case "choice":
            return list(form["options"])
        case "match":
            return sorted(form["axis"])
    items = list(form["items"])
    changes = [change for size in range(len(items) + 1) for change in combinations(items, size)]
    return [[item for item in items if (item in now) != (item in change)] for change in changes]


def answering(case: Case, name: str, answer: Any) -> Case:
    """Return the case with another answer to one question, or number for one measure, evidence unchanged."""
    if "from" in case.criteria[name]:
        surveys = case.dossier["surveys"]
        rounds = [{"date": surveys["rounds"][0]["date"], "sections": {"all": answer}}]
        return case._replace(dossier=case.dossier | {"surveys": surveys | {"rounds": rounds}})
    entry = case.entry(name)
    return case.answering(name, entry | {"answer": answer} if isinstance(entry, dict) else answer)


def reassessed(case: Case, name: str, answer: Any) -> tuple[float, str]:
    """Return the value of another answer and the verdict that it leads to."""
    decision = decide(answering(case, name, answer).inputs)
    point = decision.by_id[name].point
    assert point is not None
    return point, decision.ruling.level


def nearest(case: Case, judgement: Judgement, trial: Trial, now: str) -> dict[str, tuple[Any, str, float]]:
    """Return the nearest answer that changes the verdict, in each direction, by trying every one.

    On the way it holds the trial against reassessment, and that a better value never lowers the verdict.
    """
    name, here = judgement.criterion.id, judgement.point or 0
    given = judgement.given.answer if judgement.given else None
    ranks: dict[float, int] = {}
    found: dict[str, tuple[float, Any, str]] = {}
    for answer in every_answer(case.criteria[name], given):
        value, level = reassessed(case, name, answer)
        assert trial.level(value) == level
        ranks[value] = RANKS.index(level)
        distance, direction = round(abs(value - here), 9), "better" if value > here else "worse"
        if level != now and distance and (direction not in found or distance < found[direction][0]):
            found[direction] = (distance, answer, level)
    in_order = [ranks[value] for value in sorted(ranks)]
    assert in_order == sorted(in_order)
    return {direction: (answer, level, distance) for direction, (distance, answer, level) in found.items()}


@settings(max_examples=120)
@given(case=cases(), edge=st.sampled_from((None, 0, 1, 9)))
def test_flips_are_the_nearest_answers_that_change_the_verdict(case: Case, edge: int | None) -> None:
    if edge is not None:
        case = on_edge(case, edge)
    decision = decide(case.inputs)
    now, trials = decision.ruling.level, Trials(decision)
    listed = {(flip.criterion, flip.direction): flip for flip in flips(decision).found}
    measures = {c["from"] for c in case.criteria.values() if "from" in c}
    distances = []
    for judgement in answered_by_one(decision):
        name = judgement.criterion.id
        mine = {way: flip for way in ("better", "worse") if (flip := listed.pop((name, way), None))}
        if judgement.criterion.kind == "metric":
            if len(measures) == 1 or "from" not in case.criteria[name]:  # two come from the same section
                check_numbers(case, judgement, now, mine)
            curve = judgement.criterion.curve
            away = {
                way: abs(interpolate(curve, flip.to) - (judgement.point or 0)) for way, flip in mine.items()
            }
        else:
            expected = nearest(case, judgement, trials.of(judgement), now)
            assert {way: (flip.to, flip.verdict) for way, flip in mine.items()} == {
                way: expected[way][:2] for way in expected
            }
            away = {way: expected[way][2] for way in mine}
        distances += [(round(distance, 9), name, way) for way, distance in away.items()]
        for flip in mine.values():
            event(f"{now} to {flip.verdict}")
    assert not listed  # nothing flips that has ratings or no answer
    rows = [(flip.criterion, flip.direction) for flip in flips(decision).found]
    assert rows == [(name, way) for _, name, way in sorted(distances, key=lambda each: each[0])]


def check_numbers(case: Case, judgement: Judgement, now: str, mine: dict[str, Flip]) -> None:
    """Check that a metric flips at the first step that changes the verdict, and where none is, none does."""
    name, curve = judgement.criterion.id, case.criteria[judgement.criterion.id]["curve"]
    values = [value for _, value in curve]
    rising, falling = values == sorted(values), values == sorted(values, reverse=True)
    if rising == falling:
        assert not mine
        return
    number = judgement.measured.value if judgement.measured else judgement.given and judgement.given.answer
    assert isinstance(number, float)
    for direction in ("better", "worse"):
        sign = 1 if rising == (direction == "better") else -1
        flip = mine.get(direction)
        if flip is None:
            end = (ceil(curve[-1][0] * STEPS) if sign > 0 else floor(curve[0][0] * STEPS)) / STEPS
            assert sign * end <= sign * number or reassessed(case, name, end)[1] == now
            continue
        before = round(flip.to - sign / STEPS, 4)
        assert (flip.from_, flip.to) == (number, round(flip.to, 4))
        assert sign * flip.to > sign * number
        assert reassessed(case, name, flip.to)[1] == flip.verdict != now
        assert sign * before <= sign * number or reassessed(case, name, before)[1] == now
