from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema

from partnercheck.authoring.schema import schema
from partnercheck.measures import MEASURES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


def test_all_measures_are_listed_by_section_with_their_units(run: Callable[..., Result]) -> None:
    result = run("measures")
    assert result.code == 0
    lines = result.out.splitlines()
    assert [line for line in lines if line and line[0] != " "] == [each.title for each in SECTIONS.values()]
    assert [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "] == list(MEASURES)
    assert "  exchange.least_return (times)" in lines
    assert max(map(len, lines)) <= 80


def test_one_measure_says_all_of_itself(run: Callable[..., Result]) -> None:
    result = run("measures", "financials.interest_coverage")
    assert result.out.startswith("financials.interest_coverage (times)\nEBIT / interest expense")
    assert "Damodaran" in result.out
    assert "Reads `ebit`, `interest_expense`.\n" in result.out
    assert result.out.endswith("Worked out from the dossier's section: financials.\n")
    shared = run("measures", "roadmap.conflict").out
    assert "the same section of our own side: roadmap." in " ".join(shared.split())


def test_a_section_lists_its_own_and_machines_read_them(run: Callable[..., Result]) -> None:
    result = run("measures", "plan", "--format", "json")
    listed = json.loads(result.out)
    jsonschema.validate(listed, json.loads(schema("measures")))
    assert [each["name"] for each in listed["measures"]] == [
        name for name in MEASURES if name.startswith("plan.")
    ]
    assert all(each["detail"] and each["unit"] and each["section"] == "Plan" for each in listed["measures"])
    assert listed["measures"][0]["inputs"] == ["items", "due", "done"]


def test_a_name_that_is_none_is_told(run: Callable[..., Result]) -> None:
    result = run("measures", "exchange.ballance")
    assert (result.code, result.out) == (2, "")
    assert "did you mean `exchange.balance`?" in result.err
    assert "did you mean `financials.revenue_growth`?" in run("measures", "growth").err


def test_editors_complete_the_measures_that_a_metric_may_name() -> None:
    metric = json.loads(schema("rubric"))["$defs"]["MetricCriterion"]["properties"]["from"]
    assert {"enum": list(MEASURES), "type": "string"} in metric["anyOf"]
