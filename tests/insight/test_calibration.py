"""Outcomes against verdicts and forecasts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercheck.insight.calibration import ENOUGH, brier, calibration
from partnercheck.model.approval import Approval
from partnercheck.model.approvals import Decidable, Filed, MadeFrom, Record, RecordFault
from partnercheck.model.assessment import ApprovalsAsked
from partnercheck.model.strict import validate

DIGEST = "0" * 64


def record(*said: dict[str, Any], verdict: Any = "proceed", faults: tuple[RecordFault, ...] = ()) -> Record:
    """Return the record of an assessment; `said` are the keys of its approvals in the order of time."""
    as_of = dt.date(2026, 11, 20)
    asked = ApprovalsAsked(1, 1, 1, None, ())
    about = Decidable(
        "a.json", DIGEST, "Acme", verdict, 60.0, as_of, asked, MadeFrom(DIGEST, DIGEST, None, (), frozenset())
    )
    head = {"partnercheck": "approval/1", "assessment": "a.json", "sha256": DIGEST, "partner": "Acme"}
    filed = []
    for number, keys in enumerate(said):
        data = {**head, "verdict": verdict, "score": 60.0, "as_of": "2026-11-20", "by": "S. Okafor", **keys}
        found, problems = validate(Approval, data)
        assert found is not None, problems
        filed.append(Filed(f"{number}.yaml", DIGEST, signed=False, approval=found))
    return Record(about, tuple(filed), faults)


def vote(forecast: float | None = None, **more: Any) -> dict[str, Any]:
    keys = {"role": "CFO", "vote": "approve", "on": "2026-12-01", "outcome": "signed", **more}
    return keys if forecast is None else keys | {"forecast": forecast}


def came(became: str, on: str = "2027-11-30") -> dict[str, Any]:
    return {"became": became, "on": on}


def records(*found: Record) -> dict[str, Record]:
    return {f"{place:03}.json": each for place, each in enumerate(found)}


def test_outcomes_are_counted_under_their_verdicts() -> None:
    against = vote(vote="approve", reason="The market is new")
    found = calibration(
        records(
            record(vote(), came("succeeded")),
            record(vote(), came("failed")),
            record(vote(), came("ended-early"), verdict="conditional"),
            record(against, came("succeeded"), verdict="decline"),
            record(vote()),
        ),
        by_approver=False,
    )
    assert (found.assessments, found.known, found.approvers) == (5, 4, None)
    assert [(each.verdict, tuple(each.counts), each.success, each.against) for each in found.verdicts] == [
        ("proceed", (2, 1, 1, 0), None, 0),
        ("conditional", (1, 0, 0, 1), None, 0),
        ("decline", (1, 1, 0, 0), None, 1),
    ]


@pytest.mark.parametrize("known", [ENOUGH - 1, ENOUGH])
def test_shares_and_scores_stand_from_ten_known_outcomes_on(known: int) -> None:
    deals = [record(vote(80), came("succeeded" if place % 2 else "failed")) for place in range(known)]
    found = calibration(records(*deals), by_approver=True)
    assert found.approvers is not None
    (okafor,) = found.approvers
    assert okafor.counts.known == known
    if known < ENOUGH:
        assert (found.verdicts[0].success, okafor.brier, okafor.mean_forecast, okafor.success) == (None,) * 4
    else:
        assert found.verdicts[0].success == okafor.success == 50
        assert okafor.brier == pytest.approx((0.2**2 + 0.8**2) / 2)
        assert okafor.mean_forecast == 80


def test_each_person_s_last_forecast_counts_that_was_made_before_the_outcome_was_known() -> None:
    early, late, after = vote(10), vote(90, on="2026-12-05"), vote(0, on="2027-11-30")
    other = vote(70, by="R.  MOORE")
    deals = [record(early, other, late, after, came("succeeded")) for _ in range(ENOUGH)]
    found = calibration(records(*deals), by_approver=True)
    assert found.approvers is not None
    assert [(each.name, each.brier) for each in found.approvers] == [
        ("R.  MOORE", pytest.approx(0.09)),
        ("S. Okafor", pytest.approx(0.01)),
    ]


def test_a_record_that_is_not_sound_counts_for_nothing_and_is_named() -> None:
    fault = RecordFault("0.yaml", "it has changed")
    found = calibration(
        records(record(vote(50), came("failed"), faults=(fault,)), record(vote(50), came("failed"))),
        by_approver=True,
    )
    assert (found.assessments, found.known) == (2, 1)
    assert found.left_out == (RecordFault("000.json: 0.yaml", "it has changed"),)


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1))
def test_a_brier_score_is_nothing_for_who_is_right_and_one_for_who_is_wrong_and_sure(
    forecasts: list[tuple[float, bool]],
) -> None:
    assert 0 <= brier(forecasts) <= 1
    assert brier((100.0 * true, true) for _, true in forecasts) == 0
    assert brier((100.0 * (not true), true) for _, true in forecasts) == 1
    assert brier((50.0, true) for _, true in forecasts) == 0.25
    mean = sum(true for _, true in forecasts) / len(forecasts)
    assert brier((100 * mean, true) for _, true in forecasts) == pytest.approx(mean * (1 - mean), abs=1e-9)
