"""Cases that no file of the rubric itself holds: those of what it extends, and those made of plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from building import RUBRIC, dump
from partnercheck.load import Loader
from partnercheck.load.cases import case_maker, inherited_cases

if TYPE_CHECKING:
    from pathlib import Path

CHILD = """\
partnercheck: rubric/1
id: child
version: 1.0.0
title: Child
extends: ./rubric.yaml
drop: [growth, no-audit]
"""
PROFILE = {"stage": "grown", "listed": "no"}


def case(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "from": "best", "profile": PROFILE, "expect": {"verdict": "proceed"}, **keys}


def cases(rubric: str, *found: dict[str, Any]) -> str:
    return dump({"partnercheck": "cases/1", "rubric": rubric, "cases": list(found)})


@pytest.fixture
def loader(tmp_path: Path) -> Loader:
    (tmp_path / "rubric.yaml").write_text(f"{RUBRIC}cases: {json.dumps([case('within')])}\n")
    (tmp_path / "child.yaml").write_text(CHILD)
    return Loader(tmp_path)


def test_the_cases_of_what_a_rubric_extends_are_held_against_it(loader: Loader, tmp_path: Path) -> None:
    path = tmp_path / "rubric.cases.yaml"
    path.write_text(cases("rubric.yaml", case("beside"), case("of what is dropped", set={"growth": 5})))
    child = loader.rubric(str(tmp_path / "child.yaml"))
    found = inherited_cases(loader, child)
    assert ([each.case.name for each in found.fitting], found.total) == (["within", "beside"], 3)
    assert all(each.inputs.rubric is child.rubric for each in found.fitting)
    path.write_text("cases: [")
    assert inherited_cases(loader, child) == ((), 0)
    assert inherited_cases(loader, loader.rubric(str(tmp_path / "rubric.yaml"))) == ((), 0)


def test_a_case_of_plain_data_is_made_where_it_makes_sense(loader: Loader, tmp_path: Path) -> None:
    make = case_maker(loader, loader.rubric(str(tmp_path / "child.yaml")))
    found = make({"from": "best", "profile": PROFILE, "set": {"openness": 1}})
    assert found is not None
    assert (found.case.name, found.answers["openness"].answer) == ("?", 1)
    assert make({"from": "best", "profile": PROFILE, "set": {"growth": 5}}) is None
