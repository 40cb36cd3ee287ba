"""The small changes of a rubric that are tried, and which of them its cases notice."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from casework import NAMES, case, casebook, changes, triers

from building import RUBRIC
from partnercheck.authoring.testing.grounds import Grounds
from partnercheck.authoring.testing.mutants import mutants
from partnercheck.authoring.testing.mutation import mutate
from partnercheck.authoring.testing.trying import ACTUAL, Trier
from partnercheck.model.cases import Expectation
from partnercheck.model.strict import changed

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric import Rubric


GRADES = ("audited", "audited", "audited", "verified", "documented", "declared", "asserted")

CHANGES = [
    *(f"weight of `culture`: 3 → {weight}" for weight in ("6", "1.5")),
    *(f"weight of `money`: 1 → {weight}" for weight in ("2", "0.5")),
    *(f"weight of `{name}`: 1 → {weight}" for name in NAMES for weight in ("2", "0.5")),
    "value of level 0 of `openness`: 0 → 25",
    "value of level 1 of `openness`: 50 → 75",
    "value of level 2 of `openness`: 100 → 75",
    "value at 0 of `pace`: 100 → 50",
    "value at 2 of `pace`: 0 → 50",
    *(f"weight of `lists` of `habits`: 1 → {weight}" for weight in ("2", "0.5")),
    *(f"weight of `calls` of `habits`: 3 → {weight}" for weight in ("6", "1.5")),
    *(f"good answer of `{name}`: yes → no" for name in ("audited", "listing")),
    "value of `joint` of `deal`: 100 → 75",
    "value of `sale` of `deal`: 20 → 45",
    "value at 0 of `growth`: 0 → 50",
    "value at 20 of `growth`: 100 → 50",
    "value at 1 of `liquidity`: 0 → 50",
    "value at 2 of `liquidity`: 100 → 50",
    *(f"`expect` of `pace`: 50 → {limit}" for limit in (0, 100)),
    "`expect` of `openness`: 50 → 100",  # below 50 the flag covers it, as it does `audited`
    *(f"`expect` of `habits`: 50 → {limit}" for limit in (25, 100)),
    *(f"`expect` of `{name}`: 50 → {limit}" for name in ("growth", "liquidity") for limit in (45, 55)),
    *("`expect` of `deal`: 50 → 20", "`expect` of `listing`: 50 → 0"),
    *(f"effect of `closed-shop`: conditional → {effect}" for effect in ("note", "decline")),
    "effect of `no-audit`: decline → conditional",
    "limit on `openness`: at_most 0 → 50 in `closed-shop`",
    *(f"`clears`: documented → {grade}" for grade in ("verified", "declared")),
    *(f"proceed score: 70 → {limit}" for limit in (65, 75)),
    *(f"proceed dimension default: 50 → {limit}" for limit in (45, 55)),
    *(f"conditional score: 50 → {limit}" for limit in (45, 55)),
    "conditional dimension default: 30 → 35",  # a score of 50 keeps culture from 33 up, so 25 is no change
    "conditional dimension money: 20 → 25",  # audited accounts alone, which a flag asks for, are 20
    *(f"coverage overall: 60 → {limit}" for limit in (55, 65)),
    *(f"coverage dimension: 50 → {limit}" for limit in (45, 55)),
    "not_applicable: 20 → 25",  # 25 % can be declared; 15 would hold that too
    *(f"limit on `openness`: at_least 50 → {limit} in `partnership`" for limit in (0, 100)),
]


def test_each_change_is_one_thing_and_none_is_left_out(folder: Path) -> None:
    assert sorted(changes(casebook(folder, case()))) == sorted(CHANGES)


def test_each_change_stands_where_it_is_made(folder: Path) -> None:
    book = casebook(folder, case())
    by_what = {each.what: each.path for each in mutants(book.loaded.rubric)}
    assert by_what["weight of `openness`: 1 → 2"] == ("dimensions", 0, "criteria", 0, "weight")
    assert by_what["value of level 1 of `openness`: 50 → 75"][-2:] == ("levels", "1")
    assert by_what["proceed score: 70 → 65"] == ("verdict", "proceed", "score")
    limit = by_what["limit on `openness`: at_most 0 → 50 in `closed-shop`"]
    assert limit == ("red_flags", 0, "when", "at_most")


ORDERED = RUBRIC.replace(
    "  - {call: supplier-customer,",
    "  - {call: half, title: Half, when: {all: [{criterion: openness, at_most: 25},\n"
    "      {criterion: deal, at_least: 100}]}}\n"
    "  - {call: rest, title: Rest, when: {criterion: openness, at_most: 0}}\n"
    "  - {call: supplier-customer,",
)


def test_a_limit_that_an_earlier_rule_hides_is_not_moved(folder: Path) -> None:
    made = changes(casebook(folder, case(), rubric=ORDERED))
    assert "limit on `deal`: at_least 100 → 20 in `half`" in made
    assert not [each for each in made if "`rest`" in each]  # at 50 it is a partnership already


def test_a_floor_that_the_score_implies_is_not_moved(folder: Path) -> None:
    high = RUBRIC.replace("proceed: {score: 70, dimension: 50}", "proceed: {score: 99, dimension: 50}")
    made = changes(casebook(folder, case(), rubric=high))
    assert "proceed score: 99 → 94" in made
    assert not [each for each in made if "proceed dimension" in each]


def test_a_limit_stays_on_its_side_of_the_other_verdict(folder: Path) -> None:
    near = RUBRIC.replace("proceed: {score: 70, dimension: 50}", "proceed: {score: 98, dimension: 32}")
    near = near.replace("conditional: {score: 50,", "conditional: {score: 96,")
    made = changes(casebook(folder, case(expect={"verdict": "proceed"}), rubric=near))
    assert "proceed score: 98 → 96" in made
    assert "proceed score: 98 → 100" in made
    assert "conditional score: 96 → 98" in made


def test_what_weighs_alone_is_not_weighed_otherwise(folder: Path) -> None:
    alone = RUBRIC[: RUBRIC.index("  - id: culture")] + RUBRIC[RUBRIC.index("  - id: money") :]
    alone = alone[: alone.index("red_flags:")] + alone[alone.index("verdict:") : alone.index("relationship:")]
    made = changes(casebook(folder, case(), rubric=alone))
    assert "weight of `audited`: 1 → 2" in made
    assert not [each for each in made if "`money`" in each or "clears" in each or "not_app" in each]


def test_a_flag_that_never_rises_is_not_changed(folder: Path) -> None:
    never = RUBRIC.replace(
        "when: {criterion: openness, at_most: 0}}",
        "when: {all: [{profile: listed, is: no}, {criterion: listing, at_most: 0}]}}",
    )
    assert not [each for each in changes(casebook(folder, case(), rubric=never)) if "closed-shop" in each]


@pytest.mark.parametrize("kind", ["expect", "limit", "relationship"])
def test_limits_of_a_metric_move_by_five(folder: Path, kind: str) -> None:
    metric = RUBRIC.replace("criterion: openness", "criterion: growth")
    rubric = casebook(folder, case(), rubric=metric).loaded.rubric
    wanted = {
        "expect": ["`expect` of `growth`: 50 → 45", "`expect` of `growth`: 50 → 55"],
        "limit": ["limit on `growth`: at_most 0 → 5 in `closed-shop`"],
        "relationship": [
            "limit on `growth`: at_least 50 → 45 in `partnership`",
            "limit on `growth`: at_least 50 → 55 in `partnership`",
        ],
    }
    found = [each.what for each in mutants(rubric) if each.kind == kind]
    assert [each for each in found if "`growth`" in each] == wanted[kind]


def test_a_changed_copy_forgets_what_was_worked_out(folder: Path) -> None:
    rubric = casebook(folder, case()).loaded.rubric
    assert rubric.criteria["openness"].expect == 50
    for mutant in mutants(rubric):
        again = mutant.rubric
        assert again != rubric
        assert again.criteria.keys() == rubric.criteria.keys()
        assert all(again.criteria[each.id] is each for d in again.dimensions for each in d.criteria)


def all_told(folder: Path, number: int) -> tuple[Rubric, list[Trier]]:
    """Return many cases that expect just what comes out, in every fact."""
    chance = random.Random(7)
    rare = [
        case("culture at a third", set={"openness": 0, "habits": []}),
        case(
            "money at 24",
            profile={"stage": "grown", "listed": "yes"},
            set={"deal": "sale", "growth": 0, "listing": "no"},
            measures={"financials.current_ratio": 1},
        ),
    ]
    book = casebook(folder, *rare, *(_any_case(chance, index) for index in range(number)))
    found = []
    grounds = Grounds()
    for loaded, trier in zip(book.cases, triers(book), strict=True):
        decision = trier.decision
        facts = {fact: read(decision) for fact, read in ACTUAL.items()}
        score = facts.pop("score")
        if score is not None:
            facts["score"] = (max(score - 1e-6, 0.0), min(score + 1e-6, 100.0))
        told = changed(loaded.case, expect=Expectation.model_validate(facts))
        found.append(Trier(loaded._replace(case=told), grounds))
    return book.loaded.rubric, found


def _any_case(chance: random.Random, index: int) -> dict[str, Any]:
    base = chance.choice(["best", "worst", "./dossier.yaml", "./dossier.yaml", "unanswered"])
    answers: dict[str, Any] = {
        "openness": chance.choice([0, 1, 2, 2, {"not_applicable": "No need"}]),
        "habits": chance.choice([[], ["lists"], ["calls"], ["lists", "calls"]]),
        "audited": chance.choice(["yes", "yes", "yes", "no", "unknown"]),
        "deal": chance.choice(["joint", "sale"]),
        "growth": chance.uniform(0, 20),
    }
    answers = {name: answer for name, answer in answers.items() if chance.random() < 0.7}
    if base == "./dossier.yaml":
        answers["pace"] = chance.choice([1, 2, 3])
    listed = chance.choice(["yes", "no"])
    if listed == "yes" and chance.random() < 0.7:
        answers["listing"] = chance.choice(["yes", "no"])
    graded = {
        name: answer if isinstance(answer, dict) else {"answer": answer, "grade": chance.choice(GRADES)}
        for name, answer in answers.items()
    }
    measures = {"financials.current_ratio": chance.uniform(0.9, 2.1)} if chance.random() < 0.6 else {}
    keys = {"evidence": chance.choice(GRADES), "measures": measures, "set": graded}
    return case(f"case {index}", base, profile={"stage": "grown", "listed": listed}, **keys)


def test_cases_that_tell_everything_notice_every_change(folder: Path) -> None:
    """So no change is tried that nobody could notice."""
    rubric, asked = all_told(folder, 500)
    mutation = mutate(mutants(rubric), asked)
    assert mutation.total == len(CHANGES)
    assert [each.what for each in mutation.unnoticed] == []


def test_deciding_again_comes_to_what_deciding_anew_does(folder: Path) -> None:
    rubric, asked = all_told(folder, 20)
    for mutant in mutants(rubric):
        for trier in asked:
            again, anew = trier.decide(mutant.rubric), trier.decide_anew(mutant.rubric)
            assert again.ruling == anew.ruling
            for read in ACTUAL.values():
                one, two = read(again), read(anew)
                if isinstance(one, tuple):  # conditions may stand in another order
                    one, two = sorted(one), sorted(two)
                assert one == two, mutant.what


def test_the_order_of_cases_does_not_matter(folder: Path) -> None:
    rubric, asked = all_told(folder, 6)
    forward, backward = mutate(mutants(rubric), asked), mutate(mutants(rubric), list(reversed(asked)))
    assert [each.what for each in forward.unnoticed] == [each.what for each in backward.unnoticed]
    assert 0 < len(forward.unnoticed) < forward.total


def test_a_case_notices_only_what_it_asks_for(folder: Path) -> None:
    book = casebook(folder, case(expect={"score": [100, 100]}))
    rubric = book.loaded.rubric
    left = {each.what for each in mutate(mutants(rubric), triers(book)).unnoticed}
    assert {each.what for each in mutants(rubric)} - left == {
        "value of level 2 of `openness`: 100 → 75",
        "value at 0 of `pace`: 100 → 50",
        "value of `joint` of `deal`: 100 → 75",
        "value at 20 of `growth`: 100 → 50",
        "value at 2 of `liquidity`: 100 → 50",
    }


def test_a_case_that_fails_notices_nothing(folder: Path) -> None:
    book = casebook(folder, case(expect={"verdict": "decline"}))
    mutation = mutate(mutants(book.loaded.rubric), triers(book))
    assert len(mutation.unnoticed) == mutation.total
