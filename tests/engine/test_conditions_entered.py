"""What a dossier enters about a condition: owner, due date, status, action."""

from __future__ import annotations

import datetime as dt
from typing import Any

from engine_conditions import action
from engine_inputs import (
    assessed,
    criterion,
    dossier,
    flag,
    make,
    rubric,
    sure,
    warned,
)

ELSEWHERE = {"criterion": "e", "at_most": 25}
"""A test that does not hold, and is not about `c`."""


def entered(entry: dict[str, Any], known: Any = None, **more: Any) -> Any:
    asked = [criterion(expect=50, action="Train them."), criterion("e")]
    answers = {"c": sure(0) if known is None else known, "e": sure(4)}
    return assessed(rubric(*asked, red_flags=[flag(**more)]), dossier(answers, conditions=[entry]))


def test_entry_adds_owner_due_date_and_status() -> None:
    entry = {"for": "c", "owner": "R. Patel", "due": "2026-12-15", "status": "met"}
    day = dt.date(2026, 12, 15)
    found = entered(entry, when=ELSEWHERE).conditions
    assert found == (("c", "Train them.", "R. Patel", day, "met", ()),)


def test_entry_for_a_covered_criterion_counts_for_the_flags() -> None:
    found = entered({"for": "c", "owner": "R. Patel", "action": "Name one owner."})
    assert found.conditions == (("f", "Name one owner.", "R. Patel", None, "open", ("c",)),)
    assert notes(found) == []
    early = entered({"for": "c", "status": "met"})
    assert [each[0] for each in notes(early)] == ["condition-met"]


def test_entry_for_a_covered_criterion_beside_the_flags_own_is_a_warning() -> None:
    entries = [{"for": "f", "owner": "R. Patel"}, {"for": "c", "owner": "J. Moore"}]
    rules = rubric(criterion(expect=50), red_flags=[flag()])
    result = assessed(rules, dossier({"c": sure(0)}, conditions=entries))
    assert [each.owner for each in result.conditions] == ["R. Patel"]
    message = "the condition of `f` covers `c`, and has an entry of its own"
    assert notes(result) == [("condition-unused", "warning", message)]


def test_condition_is_open_and_nobodys_by_default() -> None:
    result = entered({"for": "f"})
    assert result.conditions[0][2:] == (None, None, "open", ("c",))


def test_entrys_action_replaces_the_rubrics() -> None:
    result = entered({"for": "f", "action": "Name one owner."})
    assert action(result, "f") == "Name one owner."


def test_dropped_condition_stays_listed() -> None:
    entry = {"for": "c", "status": "dropped", "reason": "Not needed"}
    assert entered(entry).conditions[0].status == "dropped"


def notes(result: Any) -> list[tuple[str, str, str]]:
    return [(each.code, each.severity, each.message) for each in result.diagnostics]


def test_entry_whose_condition_does_not_arise_is_a_warning() -> None:
    told = [("condition-unused", "warning", "`c` gives no condition in this assessment")]
    assert notes(entered({"for": "c"}, sure(4))) == told


def test_met_while_its_flag_is_still_raised_is_a_warning() -> None:
    message = "this condition is said to be met, but the flag `f` is still raised"
    assert notes(entered({"for": "f", "status": "met"})) == [("condition-met", "warning", message)]
    assert notes(entered({"for": "f", "status": "met"}, sure(4, "asserted"))) == []
    assert notes(entered({"for": "f", "status": "open"})) == []
    assert notes(entered({"for": "c", "status": "met"}, when=ELSEWHERE)) == []


def test_each_odd_entry_is_named_at_its_place() -> None:
    entries = [{"for": "e"}, {"for": "f", "status": "met"}, {"for": "g", "status": "met"}]
    flags = [flag("f"), flag("g", when={"criterion": "c", "at_most": 0})]
    rules = rubric(criterion(), criterion("e"), red_flags=flags)
    inputs = make(rules, dossier({"c": sure(1)}, conditions=entries))
    assert [(code, path) for code, _, path, _ in warned(inputs)] == [
        ("condition-unused", "conditions.0.for"),
        ("condition-met", "conditions.1.for"),
        ("condition-unused", "conditions.2.for"),
    ]
