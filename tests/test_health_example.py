"""The example of a running partnership: a year of monthly surveys, and an event that opens flags."""

from __future__ import annotations

import json
from typing import Any

import pytest

from building import EXAMPLES
from running import invoke


def assessed(as_of: str) -> dict[str, Any]:
    result = invoke("assess", EXAMPLES / "health" / "larkfield.yaml", "--as-of", as_of, "--format", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def flags(assessment: dict[str, Any], status: str) -> list[str]:
    return [each["id"] for each in assessment["red_flags"] if each["status"] == status]


@pytest.mark.parametrize("as_of", ["2026-07-31", "2026-08-31", "2026-09-13"])
def test_all_is_well_until_the_event(as_of: str) -> None:
    assessment = assessed(as_of)
    assert assessment["verdict"]["level"] == "proceed"
    assert assessment["relationship"]["call"] == "partnership"
    assert flags(assessment, "raised") == flags(assessment, "open") == []


def test_the_event_opens_the_flags_that_rest_on_what_was_known_before() -> None:
    assessment = assessed("2026-09-30")
    assert assessment["verdict"]["level"] == "conditional"
    assert flags(assessment, "open") == ["operators-absent", "starved-of-news"]
    assert flags(assessment, "raised") == []
    assert assessment["relationship"]["call"] is None


def test_the_fall_in_satisfaction_raises_a_flag_two_months_later() -> None:
    raised = {as_of: flags(assessed(as_of), "raised") for as_of in ("2026-10-31", "2026-11-30")}
    assert raised == {"2026-10-31": [], "2026-11-30": ["satisfaction-fell"]}
