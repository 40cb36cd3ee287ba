"""How a criterion came to its value can be followed with a calculator."""

from __future__ import annotations

import re
from typing import Any

import pytest
from engine_generated import cases
from engine_inputs import criterion, dimension, dossier, make, na, organisation, rated, rubric, sure
from hypothesis import given

from partnercheck.engine import Decision, decide
from partnercheck.engine.steps import Step, steps

SUM = re.compile(r"(?P<terms>[\d(−][\d.,()\s×÷−+%]*[×÷+][\d.,()\s×÷−+%]*) = (?P<result>−?[\d.,]+)")


def told(asked: dict[str, Any], entry: Any, ours: int | None = None) -> dict[str, list[str]]:
    """Return the texts of the steps to the criterion `c`, by what they are about."""
    us = None if ours is None else organisation(culture={"c": ours})
    by_about: dict[str, list[str]] = {}
    for step in steps(
        decide(make(rubric(asked), dossier({"c": entry} if entry is not None else None), us)), "c"
    ):
        by_about.setdefault(step.about, []).append(step.text)
    return by_about


@pytest.mark.parametrize(
    ("asked", "answer", "text"),
    [
        (criterion(), 3, "level 3 stands for 75"),
        (criterion(kind="yes_no"), True, "yes stands for 100"),
        (criterion(kind="yes_no"), False, "no stands for 0"),
        (criterion(kind="choice"), "b", "`b` stands for 60"),
        (criterion(kind="checklist"), ["b"], "100 × (1) ÷ (1 + 1) = 50"),
        (criterion(kind="checklist"), [], "100 × (0) ÷ (1 + 1) = 0"),
        (criterion(kind="metric", curve=[[-1, 0], [1, 50], [3, 60]]), 1, "1 stands for 50"),
        (
            criterion(kind="metric", curve=[[-1, 0], [1, 50], [3, 60]]),
            0,
            "between −1 → 0 and 1 → 50: 0 + (50 − 0) × (0 − −1) ÷ (1 − −1) = 25",
        ),
        (criterion(kind="metric"), 2000, "2,000 stands for 100 (the curve is flat beyond its ends)"),
        (criterion(kind="metric"), -0.5, "−0.5 stands for 0 (the curve is flat beyond its ends)"),
    ],
)
def test_the_value_of_an_answer_is_told(asked: dict[str, Any], answer: Any, text: str) -> None:
    assert told(asked, sure(answer))["value"] == [text]


def test_a_match_tells_both_positions() -> None:
    positions = "they stand at 1, we at 4: 3 apart"
    curve = "between 0 → 100 and 4 → 0: 100 + (0 − 100) × (3 − 0) ÷ (4 − 0) = 25"
    assert told(criterion(kind="match"), sure(1), ours=4)["value"] == [f"{positions}; {curve}"]


def test_each_rating_is_told_then_each_side_then_their_mean() -> None:
    entry = rated(("us", 1), ("us", 2), ("them", 4), ("reference", 3), ("them", "unknown"), grade="verified")
    told_ = told(criterion(), entry)
    assert told_["value"] == [
        "P0 (our side): level 1 stands for 25",
        "P1 (our side): level 2 stands for 50",
        "P2 (their side): level 4 stands for 100",
        "P3 (a reference): level 3 stands for 75",
        "median of each side: our side 37.5, their side 100, references 75",
        "mean of the sides: (37.5 + 100 + 75) ÷ 3 = 70.8333",
    ]
    assert told_["reliability"] == ["0.95, that of the grade `verified`"]
    assert told_["low"] == ["0.95 × 25 = 23.75"]
    assert told_["high"] == ["0.95 × 100 + 100 × (1 − 0.95) = 100"]


def test_a_mean_of_nothing_is_nothing() -> None:
    assert (
        told(criterion(), rated(("us", 0), ("them", 0)))["value"][-1] == "mean of the sides: (0 + 0) ÷ 2 = 0"
    )


def test_the_share_and_what_it_adds_are_told() -> None:
    parts = (
        dimension("d", criterion("c", weight=3), criterion("e"), criterion("f", weight=4), weight=1),
        dimension("g", criterion("h"), weight=3),
    )
    known = dossier({"d": {"c": sure(4), "e": sure(0)}})
    told_ = {each.about: each.text for each in steps(decide(make(rubric(*parts), known)), "c")}
    assert told_["share"] == "of the whole, by weight: 3 ÷ 8 × 25 % = 9.375 %"
    assert told_["adds"] == "by weight among what has a value: 3 ÷ 4 × 100 % × 100 = 75"


def test_what_is_not_known_or_left_out_is_said() -> None:
    free = "without a value it could still be anything from 0 to 100"
    assert told(criterion(), None) == {
        "value": ["not answered"],
        "range": [free],
        "share": ["of the whole, by weight: 1 ÷ 1 × 100 % = 100 %"],
    }
    assert told(criterion(kind="match"), sure(1))["value"] == ["our own side states no position in `culture`"]
    assert told(criterion(), sure("unknown"))["value"] == ["nobody knows the answer"]
    left_out = criterion("c", allow_na=True)
    assert told(left_out, na()) == {"value": ["it does not apply and is left out of every sum"]}
    text = {"id": "c", "title": "C", "question": "?", "kind": "text"}
    assert told(text, "A tale") == {"value": ["it is never scored; its answer is there to be read"]}


@pytest.mark.parametrize(
    ("statements", "value"),
    [
        (
            {"current_assets": 3, "current_liabilities": 2},
            [
                "fiscal year 2025 (to 31 Dec 2025, in GBP): current assets 3 ÷ current liabilities 2 = 1.5",
                "1.5 stands for 50",
            ],
        ),
        (
            {"revenue": 1},
            ["fiscal year 2025 (to 31 Dec 2025, in GBP): not given: `current_assets`, `current_liabilities`"],
        ),
    ],
)
def test_a_measure_shows_its_working_then_the_curve(statements: dict[str, int], value: list[str]) -> None:
    asked = criterion(
        kind="metric", **{"from": "financials.current_ratio"}, curve=[[1, 0], [1.5, 50], [2, 90]]
    )
    known = dossier(
        financials={"currency": "GBP", "unit": 1, "evidence": "audited", "years": {2025: statements}}
    )
    decision = decide(make(rubric(asked), known))
    assert [text for about, text in steps(decision, "c") if about == "value"] == value


def test_a_measure_may_be_as_good_as_the_curve_goes() -> None:
    asked = criterion(kind="metric", **{"from": "financials.interest_coverage"}, curve=[[0, 0], [5, 90]])
    statements = {"ebit": 5, "interest_expense": 0}
    known = dossier(
        financials={"currency": "GBP", "unit": 1, "evidence": "audited", "years": {2025: statements}}
    )
    working, value = (
        text for about, text in steps(decide(make(rubric(asked), known)), "c") if about == "value"
    )
    assert "no interest" in working
    assert value == "as far as the curve goes to its best: 90"


def test_no_such_criterion() -> None:
    with pytest.raises(KeyError):
        steps(decide(make(rubric(), dossier())), "nothing")


def equations(decision: Decision) -> list[tuple[Step, float, float]]:
    """Return every sum in the steps of every criterion, with what a calculator makes of it."""
    found = []
    for judgement in decision.judgements:
        measured = judgement.measured.working if judgement.measured else None
        for step in steps(decision, judgement.criterion.id):
            for each in SUM.finditer(step.text if step.text != measured else ""):
                plain = each["terms"].replace(",", "").replace("%", "/100")
                python = plain.translate(str.maketrans("×÷−", "*/-"))
                result = float(each["result"].replace(",", "").replace("−", "-"))
                scale = 100 if step.about == "share" else 1
                found.append((step, scale * eval(python), result))  # noqa: S307  (numbers and signs only)
    return found


@given(cases())
def test_a_calculator_agrees_with_every_sum(case: Any) -> None:
    decision = decide(make(case.rubric, case.dossier, case.organisation))
    checked = equations(decision)
    for step, worked_out, result in checked:
        assert worked_out == pytest.approx(result, abs=0.06, rel=1e-3), step
    assert checked or not any(each.applies for each in decision.judgements)
