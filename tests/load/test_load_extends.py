"""A rubric that extends another: what it takes over, what it changes, what it drops."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from load_messages import told
from loaded_children import CHILD

from building import RUBRIC
from partnercheck.load import Loader
from partnercheck.model.rubric import Rubric
from partnercheck.model.strict import validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result


def test_the_child_starts_as_the_parent(child: Callable[..., Path], folder: Path) -> None:
    rubric = Loader().rubric(str(child())).rubric
    parent = Loader().rubric(str(folder / "rubric.yaml")).rubric
    for key in (
        "title",
        "sources",
        "profile",
        "evidence",
        "dimensions",
        "red_flags",
        "verdict",
        "relationship",
    ):
        assert getattr(rubric, key) == getattr(parent, key)
    assert (rubric.id, rubric.version) == ("child", "3.0.0")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "drop: [no-audit, habits]\n",
        "dimensions: [{id: culture, weight: 3}]\n",
        "dimensions: [{id: culture, criteria: [{id: openness, weight: 3}]}]\n",
        "red_flags: [{id: no-audit, effect: note}]\n",
    ],
)
def test_what_a_child_takes_over_is_what_it_would_be_if_it_stood_there(
    child: Callable[..., Path], text: str
) -> None:
    path = child(text)
    grandchild = path.with_name("grandchild.yaml")
    grandchild.write_text(f"{CHILD.replace('rubric.yaml', path.name)}{text.replace('drop', 'changes: {} #')}")
    piped = Loader(path.parent).in_memory(path.read_bytes(), "-")
    for loaded in (Loader().rubric(str(path)), Loader().rubric(str(grandchild)), piped):
        assert loaded.rubric == validate(Rubric, loaded.document.data)[0]


def test_maps_are_merged_at_every_depth_and_lists_replaced(child: Callable[..., Path]) -> None:
    text = """\
title: Other
sources: {NEW: {title: New}, BOOK: {year: 1999}}
profile: {stage: {options: [young, grown, old]}}
evidence: {max_age: 1 year}
verdict: {coverage: {overall: 10}, conditional: {dimension: {culture: 40}}}
"""
    rubric = Loader().rubric(str(child(text))).rubric
    assert rubric.title == "Other"
    assert rubric.sources["BOOK"].title == "A book"
    assert rubric.sources["BOOK"].year == 1999
    assert set(rubric.sources) == {"BOOK", "NEW"}
    assert rubric.profile["stage"].question == "How old is the firm?"
    assert rubric.profile["stage"].options == ("young", "grown", "old")
    assert rubric.evidence.max_age == 12
    assert rubric.verdict.coverage.overall == 10
    assert rubric.verdict.conditional.score == 50
    assert rubric.verdict.conditional.dimension == {"default": 30, "money": 20, "culture": 40}


def test_grades_are_replaced_whole(child: Callable[..., Path]) -> None:
    grades = "{seen: {reliability: 1}, said: {reliability: 0.2}}"
    text = f"evidence: {{grades: {grades}, default: said, clears: seen}}\n"
    assert list(Loader().rubric(str(child(text))).rubric.evidence.grades) == ["seen", "said"]


def test_parts_of_one_id_keep_their_place_and_take_the_keys_named(child: Callable[..., Path]) -> None:
    text = """\
dimensions:
  - {id: fresh, title: Fresh, weight: 1, criteria: [{id: f, title: F, question: F?, kind: yes_no}]}
  - id: money
    weight: 9
    criteria:
      - {id: extra, title: E, question: E?, kind: yes_no}
      - {id: growth, expect: 70}
      - {id: deal, kind: yes_no, title: D, question: D?}
red_flags:
  - {id: extra-flag, title: X, effect: note, when: {criterion: extra, at_most: 0}}
  - {id: closed-shop, effect: note}
relationship: [{call: other, title: Other}]
"""
    rubric = Loader().rubric(str(child(text))).rubric
    assert [each.id for each in rubric.dimensions] == ["culture", "money", "fresh"]
    money = rubric.dimensions[1]
    assert (money.title, money.weight) == ("Money", 9)
    assert [each.id for each in money.criteria] == [
        "audited",
        "deal",
        "growth",
        "liquidity",
        "listing",
        "extra",
    ]
    assert rubric.criteria["growth"].expect == 70
    assert rubric.criteria["growth"].title == "Growth"
    assert rubric.criteria["deal"].kind == "yes_no"
    assert [(each.id, each.effect) for each in rubric.red_flags] == [
        ("closed-shop", "note"),
        ("no-audit", "decline"),
        ("extra-flag", "note"),
    ]
    assert rubric.flags["closed-shop"].title == "A closed shop"
    assert [each.call for each in rubric.relationship] == ["other"]


def test_a_criterion_of_another_kind_is_replaced_whole(
    child: Callable[..., Path], run: Callable[..., Result]
) -> None:
    child("dimensions: [{id: culture, criteria: [{id: openness, kind: yes_no}]}]\n")
    codes = [code for _, code, _ in told(run("assess", "dossier.yaml"))]
    assert codes == ["missing-key", "missing-key"]  # title and question


def test_cases_are_not_inherited(child: Callable[..., Path]) -> None:
    rubric = RUBRIC + "cases: [{name: a, from: best, expect: {verdict: proceed}}]\n"
    assert Loader().rubric(str(child(rubric=rubric))).rubric.cases == ()


def test_drop_removes_dimensions_criteria_and_flags(child: Callable[..., Path]) -> None:
    rubric = Loader().rubric(str(child("drop: [habits, no-audit, audited, closed-shop]\n"))).rubric
    assert "habits" not in rubric.criteria
    assert "audited" not in rubric.criteria
    assert rubric.red_flags == ()


def test_a_dimension_is_dropped_with_its_criteria(child: Callable[..., Path]) -> None:
    text = "drop: [money, no-audit]\nverdict: {conditional: {dimension: 30}}\n"
    rubric = Loader().rubric(str(child(text))).rubric
    assert [each.id for each in rubric.dimensions] == ["culture"]


def test_the_digest_covers_the_file_then_each_parent(child: Callable[..., Path], folder: Path) -> None:
    grandchild = folder / "deep" / "grandchild.yaml"
    grandchild.parent.mkdir()
    grandchild.write_text(CHILD.replace("rubric.yaml", "../child.yaml"))
    child("title: Middle\n")
    chain = b"".join(
        path.read_bytes() for path in (grandchild, folder / "child.yaml", folder / "rubric.yaml")
    )
    loaded = Loader().rubric(str(grandchild))
    assert loaded.sha256 == hashlib.sha256(chain).hexdigest()
    assert loaded.rubric.title == "Middle"
