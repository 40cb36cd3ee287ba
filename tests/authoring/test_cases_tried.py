"""What a case says, what comes out, and how a difference is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from casework import PROFILE, case, casebook, said, tried, triers
from hypothesis import given, settings
from hypothesis import strategies as st

from building import DOSSIER, RUBRIC
from partnercheck.authoring.testing.trying import try_case
from partnercheck.engine import decide
from partnercheck.load import Loader
from partnercheck.load.cases import load_cases

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.engine import Decision

PLAIN = """\
partnercheck: rubric/1
id: plain
version: 1.0.0
title: Plain
dimensions:
  - id: people
    title: People
    weight: 3
    criteria:
      - {id: skill, title: Skill, question: "?", kind: levels, levels: {0: a, 1: b, 2: c}, weight: 2}
      - {id: vetted, title: Vetted, question: "?", kind: yes_no}
  - id: money
    title: Money
    weight: 1
    criteria: [{id: cash, title: Cash, question: "?", kind: metric, curve: [[0, 0], [10, 100]]}]
red_flags: [{id: unvetted, title: Not vetted, effect: decline, when: {criterion: vetted, at_most: 0}}]
verdict: {proceed: {score: 70, dimension: 50}, conditional: {score: 50}}
cases:  # people (2 x 50 + 100) / 3 = 66.67, money 100: (3 x 66.67 + 100) / 4 = 75
  - {name: some skill, from: best, set: {skill: 1}, expect: {verdict: proceed, firm: yes, score: [75, 75]}}
  - {name: nothing good, from: worst, expect: {verdict: decline, score: [0, 0], raised: [unvetted]}}
  - {name: nothing known, from: unanswered, expect: {verdict: hold, open: [unvetted]}}
"""
"""A rubric in which no fact of a profile decides anything, with cases worked out by hand."""

BEST = {"openness": 2, "habits": ["lists", "calls"], "audited": "yes", "deal": "joint", "growth": 20}


def only(folder: Path, **keys: Any) -> Decision:
    return tried(folder, case(**keys))[0].decision


def values(decision: Decision) -> dict[str, float | None]:
    return {each.criterion.id: each.point for each in decision.judgements if each.applies}


def test_best_and_worst_give_every_applicable_criterion_its_end(folder: Path) -> None:
    best, worst = only(folder), only(folder, base="worst")
    assert set(values(best)) == {"openness", "pace", "habits", "audited", "deal", "growth", "liquidity"}
    assert set(values(best).values()) == {100.0}
    assert values(worst) == dict.fromkeys(values(worst), 0.0) | {"deal": 20.0}
    assert best.ruling.firm
    assert best.ruling.level == "proceed"


def test_a_criterion_that_the_profile_lets_apply_is_given_too(folder: Path) -> None:
    assert "listing" in values(only(folder, profile={"stage": "grown", "listed": "yes"}))


def test_a_rubric_that_asks_for_no_facts_needs_no_profile(tmp_path: Path) -> None:
    (tmp_path / "plain.yaml").write_text(PLAIN)
    book = load_cases(Loader(tmp_path), str(tmp_path / "plain.yaml"))
    attempts = [try_case(each) for each in triers(book)]
    assert [said(each) for each in attempts] == [[], [], []]


def test_unanswered_knows_nothing(folder: Path) -> None:
    decision = only(folder, base="unanswered")
    assert set(values(decision).values()) == {None}
    assert decision.ruling.level == "hold"


def test_the_grade_is_the_strongest_unless_the_case_or_the_answer_says_otherwise(folder: Path) -> None:
    def grades(**keys: Any) -> dict[str, str]:
        judged = only(folder, **keys).judgements
        return {each.criterion.id: each.support.grade for each in judged if each.support}

    assert set(grades().values()) == {"audited"}
    assert set(grades(evidence="documented").values()) == {"documented"}
    mixed = grades(
        evidence="documented",
        set={"openness": 1, "audited": {"answer": "yes", "grade": "asserted"}},
        measures={"financials.current_ratio": 1.5},
    )
    assert {mixed[name] for name in ("openness", "liquidity", "growth")} == {"documented"}
    assert mixed["audited"] == "asserted"


def test_grades_count_in_full_where_evidence_has_to_be_recent(folder: Path) -> None:
    aged = RUBRIC.replace("dimensions:", "evidence: {max_age: 1 month}\ndimensions:", 1)
    attempt = tried(folder, case(evidence="verified", set={"openness": 2}), rubric=aged)[0]
    assert {each.support.grade for each in attempt.decision.judgements if each.support} == {"verified"}


def test_a_set_answer_and_a_measure_take_the_place_of_the_best(folder: Path) -> None:
    found = values(only(folder, set={"openness": 1}, measures={"financials.current_ratio": 1.5}))
    assert (found["openness"], found["liquidity"]) == (50.0, 50.0)


def test_unknown_and_not_applicable_can_be_set(folder: Path) -> None:
    decision = only(folder, set={"audited": "unknown", "openness": {"not_applicable": "No need"}})
    found = values(decision)
    assert found["audited"] is None
    assert "openness" not in found
    assert next(flag.status for flag in decision.flags if flag.rule.id == "no-audit") == "open"


def test_a_case_from_a_dossier_keeps_what_it_says_and_takes_the_case_grade_for_the_rest(folder: Path) -> None:
    keys = {"profile": {}, "evidence": "verified", "set": {"deal": "sale"}}
    attempt = tried(folder, case(base="./dossier.yaml", **keys))[0]
    as_assessed = decide(Loader(folder).dossier(folder / "dossier.yaml"))
    ours, theirs = attempt.decision.by_id, as_assessed.by_id
    for name in ("openness", "pace", "habits", "audited", "growth", "liquidity"):
        assert ours[name].point == theirs[name].point
        assert ours[name].support == theirs[name].support
    deal = ours["deal"]
    assert deal.point == 20.0
    assert deal.support is not None
    assert deal.support.grade == "verified"


def test_the_profile_of_a_case_goes_over_that_of_its_dossier(folder: Path) -> None:
    attempt = tried(folder, case(base="dossier.yaml", profile={"listed": "yes"}))[0]
    assert attempt.decision.by_id["listing"].status == "unanswered"


@settings(max_examples=30)
@given(
    levels=st.fixed_dictionaries(
        {
            "openness": st.sampled_from([0, 1, 2]),
            "habits": st.lists(st.sampled_from(["lists", "calls"]), unique=True),
            "audited": st.sampled_from(["yes", "no"]),
            "deal": st.sampled_from(["joint", "sale"]),
            "growth": st.integers(-5, 25),
        }
    ),
    grade=st.sampled_from(["audited", "verified", "documented", "asserted"]),
)
def test_a_case_comes_out_as_the_dossier_that_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, levels: dict[str, Any], grade: str
) -> None:
    folder = tmp_path_factory.mktemp("case")
    attempt = tried(folder, case(base="unanswered", evidence=grade, set=levels))[0]
    item = [{"grade": grade, "source": "A file", "date": "2026-10-01"}]
    home = {"openness": "culture", "habits": "culture"}
    answers: dict[str, dict[str, Any]] = {"culture": {}, "money": {}}
    for name, answer in levels.items():
        answers[home.get(name, "money")][name] = {"answer": answer, "evidence": item}
    dossier: dict[str, Any] = {"partnercheck": "dossier/1", "partner": {"name": "A"}}
    dossier |= {"rubric": "./rubric.yaml", "as_of": "2026-11-20", "profile": PROFILE, "answers": answers}
    (folder / "same.yaml").write_text(json.dumps(dossier))
    same = decide(Loader(folder).dossier(folder / "same.yaml"))
    ours = attempt.decision
    assert ours.ruling == same.ruling
    assert ours.tree.whole == same.tree.whole
    assert [flag.status for flag in ours.flags] == [flag.status for flag in same.flags]
    assert [each.for_ for each in ours.conditions] == [each.for_ for each in same.conditions]
    assert ours.relationship.call == same.relationship.call


@pytest.mark.parametrize(
    ("expect", "differs"),
    [
        ({"verdict": "decline"}, ("verdict", "decline", "proceed")),
        ({"firm": "no"}, ("firm", "no", "yes")),
        ({"score": [90, 99.9]}, ("score", "90 to 99.9", "100")),
        ({"raised": ["closed-shop"]}, ("raised", "closed-shop", "none")),
        ({"open": ["no-audit", "closed-shop"]}, ("open", "no-audit, closed-shop", "none")),
        ({"relationship": "supplier-customer"}, ("relationship", "supplier-customer", "partnership")),
        ({"relationship": None}, ("relationship", "none", "partnership")),
        ({"conditions": ["deal"]}, ("conditions", "deal", "none")),
        ({"verdict": "proceed", "firm": "yes", "score": [100, 100], "raised": [], "conditions": []}, None),
        ({"relationship": "partnership", "open": []}, None),
    ],
)
def test_each_fact_is_compared_where_it_is_named(
    folder: Path, expect: dict[str, Any], differs: tuple[str, str, str] | None
) -> None:
    attempt = tried(folder, case(expect=expect))[0]
    assert said(attempt) == ([differs] if differs else [])
    assert all(each.reasons or each.expected == "none" for each in attempt.differences)


def test_lists_are_compared_without_their_order(folder: Path) -> None:
    expect = {"raised": ["no-audit", "closed-shop"]}
    assert not said(tried(folder, case(set={"openness": 0, "audited": "no"}, expect=expect))[0])


def test_no_name_yet_can_be_expected(folder: Path) -> None:
    assert not said(tried(folder, case(base="unanswered", expect={"relationship": None}))[0])


def test_the_reasons_are_those_of_the_verdict_and_of_each_fact(folder: Path) -> None:
    expect = {"verdict": "proceed", "raised": [], "relationship": "partnership", "conditions": []}
    attempt = tried(folder, case(set={"openness": 0, "habits": []}, expect=expect))[0]
    reasons = {each.fact: " ".join(each.reasons) for each in attempt.differences}
    assert "Red flag “A closed shop”" in reasons["verdict"]
    assert "`closed-shop` is raised: “Openness” scores 0" in reasons["raised"]
    assert (
        "For `partnership`: `openness` is at 0, on audited evidence, and 50 or more is asked for"
        in reasons["relationship"]
    )
    assert reasons["conditions"].startswith("`closed-shop` gives one: the flag is raised.")
    assert "`habits` gives one: its value is 0, and 50 is expected" in reasons["conditions"]


def test_cases_of_a_child_test_what_it_resolves_to(folder: Path) -> None:
    child: dict[str, Any] = {"partnercheck": "rubric/1", "id": "child", "version": "1.0.0", "title": "Child"}
    child["extends"] = "./rubric.yaml"
    child["dimensions"] = [{"id": "money", "weight": 1000}]
    child["cases"] = [case(set={"openness": 1}, expect={"score": [99.9, 100]})]
    casebook(folder, case())
    (folder / "child.yaml").write_text(json.dumps(child))
    from casework import triers

    from partnercheck.authoring.testing.trying import try_case

    book = load_cases(Loader(folder), str(folder / "child.yaml"))
    assert [each.case.name for each in book.cases] == ["a case"]
    assert not said(try_case(triers(book)[0]))


def test_a_dossier_that_names_another_rubric_is_held_against_this_one(folder: Path) -> None:
    other = DOSSIER.replace("rubric: ./rubric.yaml", "rubric: nowhere")
    attempt = tried(folder, case(base="dossier.yaml", profile={}), dossier=other)[0]
    assert attempt.decision.inputs.rubric.id == "small"
