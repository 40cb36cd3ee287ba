"""What the cases of a rubric cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework import NAMES, PROFILE, case, tried

from building import RUBRIC
from partnercheck.authoring.testing.coverage import coverage

if TYPE_CHECKING:
    from pathlib import Path


def uncovered(folder: Path, kind: str, *cases: dict[str, Any], **files: str | bytes) -> list[str]:
    attempts = tried(folder, *cases, **files)
    parts = getattr(coverage(attempts[0].decision.inputs.rubric, attempts), kind)
    return [f"{part.name} {part.state}".strip() for part in parts if not part.covered]


def test_a_criterion_is_covered_where_a_case_speaks_of_it(folder: Path) -> None:
    assert uncovered(folder, "criteria", case()) == [f"`{name}`" for name in NAMES]
    spoken = case(set={"openness": 1}, measures={"financials.current_ratio": 1.5})
    assert {"`openness`", "`liquidity`"}.isdisjoint(uncovered(folder, "criteria", spoken))
    assert uncovered(folder, "criteria", case(base="dossier.yaml", profile={})) == ["`listing`"]


def test_a_level_is_covered_where_a_case_gives_it_or_as_an_end(folder: Path) -> None:
    gone = uncovered(folder, "levels", case(), case("b", "worst"))
    assert gone == ["`openness` at 1", "`listing` at yes", "`listing` at no"]
    more = case("c", set={"openness": 1, "listing": "no"}, profile=PROFILE | {"listed": "yes"})
    assert uncovered(folder, "levels", case(), case("b", "worst"), more) == ["`listing` at yes"]


def test_a_flag_is_covered_raised_and_clear_where_raised_is_named(folder: Path) -> None:
    every = ["`closed-shop` raised", "`closed-shop` clear", "`no-audit` raised", "`no-audit` clear"]
    assert uncovered(folder, "flags", case(), case("b", "worst")) == every
    clear = case(expect={"raised": []})
    assert uncovered(folder, "flags", clear) == ["`closed-shop` raised", "`no-audit` raised"]
    assert uncovered(folder, "flags", clear, case("b", "worst", expect={"raised": []})) == []


def test_a_verdict_rule_is_covered_where_a_case_names_the_verdict(folder: Path) -> None:
    rules = ["proceed", "conditional", "decline"]
    holds = [
        "a hold: nothing is answered",
        "a hold: coverage of the whole",
        "a hold: coverage of a dimension",
        "a hold: too much not applicable",
        "a hold: a profile that is not known",
        "a hold: an open flag that would decline",
    ]
    silent = [case(expect={"raised": []}), case("b", "unanswered", expect={"raised": []})]
    assert uncovered(folder, "verdict", *silent) == [*rules, *holds]
    cases = [
        case("proceed"),
        case("conditional", set={"openness": 0}),
        case("decline", "worst"),
        case("nothing", "unanswered"),
        case("n/a", set={"openness": {"not_applicable": "No need"}}),
        case("profile", profile={"stage": "grown", "listed": "unknown"}),
        case("open", set={"audited": {"answer": "yes", "grade": "asserted"}}),
    ]
    assert uncovered(folder, "verdict", *cases) == []
    assert uncovered(folder, "verdict", *cases[3:]) == rules
    assert uncovered(folder, "verdict", *cases[:3]) == holds


def test_a_hold_that_cannot_be_is_not_asked_for(folder: Path) -> None:
    too_much = "a hold: too much not applicable"
    assert too_much in uncovered(folder, "verdict", case())
    none = RUBRIC.replace(", allow_na: true", "")
    assert too_much not in uncovered(folder, "verdict", case(), rubric=none)
    enough = RUBRIC.replace("proceed:", "not_applicable: 25\n  proceed:")
    assert too_much not in uncovered(folder, "verdict", case(), rubric=enough)
    free = RUBRIC.replace("proceed:", "coverage: {overall: 0, dimension: 0}\n  proceed:")
    assert not [each for each in uncovered(folder, "verdict", case(), rubric=free) if "coverage" in each]


def test_a_relationship_is_covered_where_its_name_is_expected(folder: Path) -> None:
    assert uncovered(folder, "relationship", case()) == ["`partnership`", "`supplier-customer`"]
    named = case(expect={"relationship": "partnership"})
    assert uncovered(folder, "relationship", named) == ["`supplier-customer`"]
