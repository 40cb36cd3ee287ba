"""Which changes of a rubric that extends another are tried, and whose cases notice them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework import case, casebook

from building import dump
from partnercheck.authoring.inherited import is_own
from partnercheck.authoring.testing import Demands, run_cases
from partnercheck.authoring.testing.mutants import mutants
from partnercheck.load import Loader
from partnercheck.load.cases import inherited_cases, load_cases

if TYPE_CHECKING:
    from pathlib import Path


CHILD = """\
partnercheck: rubric/1
id: child
version: 1.0.0
title: Child
extends: ./rubric.yaml
dimensions:
  - {id: culture, criteria: [{id: openness, weight: 3}]}
  - {id: money, criteria: [{id: extra, title: Extra, question: Is there more?, kind: yes_no}]}
red_flags: [{id: closed-shop, title: Closed}]
verdict: {proceed: {score: 80}}
"""


def test_of_a_child_only_what_it_says_itself_is_changed(folder: Path) -> None:
    casebook(folder, case())
    (folder / "child.yaml").write_text(CHILD)
    loaded = Loader(folder).rubric(str(folder / "child.yaml"))
    changed_ones = {each.what for each in mutants(loaded.rubric, partial(is_own, loaded.document))}
    assert changed_ones == {
        "weight of `openness`: 3 → 6",
        "weight of `openness`: 3 → 1.5",
        "weight of `extra`: 1 → 2",
        "weight of `extra`: 1 → 0.5",
        "good answer of `extra`: yes → no",
        "`expect` of `extra`: 50 → 0",
        "proceed score: 80 → 75",
        "proceed score: 80 → 85",
    }


def test_cases_of_what_a_child_extends_count_apart_where_they_fit_and_hold(folder: Path) -> None:
    casebook(
        folder,
        case("it holds", set={"openness": 1}, expect={"score": [75, 80]}),
        case("it does not fit either", "worst", expect={"raised": ["no-audit", "closed-shop"]}),
        case("it does not fit", set={"growth": 5}, expect={"verdict": "proceed"}),
    )
    own = {"partnercheck": "cases/1", "rubric": "child.yaml", "cases": [case("own")]}
    (folder / "child.yaml").write_text(CHILD + "drop: [growth, no-audit]\n")
    (folder / "child.cases.yaml").write_text(dump(own))
    loader = Loader(folder)
    book = load_cases(loader, str(folder / "child.yaml"))
    inherited = inherited_cases(loader, book.loaded)
    assert [each.case.name for each in inherited.fitting] == ["it holds"]
    assert inherited.total == 3
    figures = {each.name: each for each in run_cases(book, Demands(), iter, inherited).figures}
    held = figures["cases of what it extends that hold for it too"]
    assert (held.value, held.of) == (1, 3)
    by_others = figures["changes that only cases of what it extends notice"]
    assert by_others.value == 2  # the weight of `openness`, which moves no verdict
    alone = {each.name: each for each in run_cases(book, Demands(), iter).figures}
    assert figures["changes noticed"].value == alone["changes noticed"].value + by_others.value
