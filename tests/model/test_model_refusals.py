"""What a criterion refuses, whoever says it: an answer where it is measured, or that it does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import RUBRIC, lay_out
from partnercheck.load import Loader
from partnercheck.model.cases import CaseAnswer
from partnercheck.model.entry import Entry, Rating, Response

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.criteria import Criterion

MEASURED = "id: liquidity, title: Liquidity"
AT = ("answers", "money", "liquidity")
SAID = {
    "nothing": (Response(), None),
    "unknown": (CaseAnswer(answer="unknown"), None),
    "an answer": (Response(answer=2), "measured"),
    "an answer of a case": (CaseAnswer(answer=2), "measured"),
    "ratings": (Entry(ratings=(Rating(by="J. Moore", side="us", answer=2),)), "measured"),
    "not applicable": (Response(not_applicable="It has no debt"), "not-applicable"),
    "not applicable in a case": (CaseAnswer(not_applicable="It has no debt"), "not-applicable"),
}


def criterion(folder: Path, name: str, rubric: str = RUBRIC) -> Criterion:
    lay_out(folder, rubric=rubric)
    return Loader(folder).rubric(str(folder / "rubric.yaml")).rubric.criteria[name]


@pytest.mark.parametrize("name", SAID)
def test_what_is_measured_takes_no_answer(tmp_path: Path, name: str) -> None:
    said, code = SAID[name]
    found = criterion(tmp_path, "liquidity").refuses(said, AT)
    assert (found and (found.code, found.path, found.key)) == (code and (code, AT, True))


def test_what_may_be_declared_not_applicable_may_be_so_though_it_is_measured(tmp_path: Path) -> None:
    found = criterion(tmp_path, "liquidity", RUBRIC.replace(MEASURED, f"{MEASURED}, allow_na: yes"))
    assert found.refuses(Response(not_applicable="It has no debt"), AT) is None
    assert found.refuses(Response(answer=2), AT) == found.takes_no_answer(AT)


@pytest.mark.parametrize("name", SAID)
def test_what_is_asked_takes_whatever_is_no_exclusion(tmp_path: Path, name: str) -> None:
    said, code = SAID[name]
    asked = criterion(tmp_path, "deal")
    found = asked.refuses(said, AT)
    assert (found and found.code) == (code if said.not_applicable else None)
    assert asked.takes_no_answer(AT) is None
