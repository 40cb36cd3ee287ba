"""The bundled rubrics: how many questions they ask, and that each says what one must know."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from partnercheck.authoring.reach.situations import situations
from partnercheck.load import Loader
from partnercheck.model.tests import CriterionTest, leaves
from partnercheck.resources import rubrics
from running import invoke

if TYPE_CHECKING:
    from pathlib import Path

    from partnercheck.model.rubric import Rubric
    from partnercheck.model.tests import Facts

NAMES = (
    "channel-partner",
    "managed-service",
    "own-readiness",
    "partnership-health",
    "quick-screen",
    "startup-partner",
    "strategic-alliance",
    "technology-alliance",
)


def load(name: str) -> Rubric:
    return Loader().rubric(name).rubric


BEFORE = ("own-readiness", "quick-screen")
"""Those that come before a partner is asked anything, and lead to the others."""


def test_these_rubrics_are_bundled() -> None:
    assert tuple(rubrics()) == NAMES


MOST_ASKED = {"small": 15, "usual": 36, "critical": 50}
"""Of one partner, by the size of the deal."""


def size(facts: Facts) -> str:
    if facts["critical"] == "yes":
        return "critical"
    value = facts["contract-value"]
    assert isinstance(value, float)
    return "small" if value < 100_000 else "usual"


def test_the_size_of_a_deal_decides_how_much_the_default_rubric_asks() -> None:
    rubric = load("strategic-alliance")
    assert len(rubric.criteria) <= 56
    most: Counter[str] = Counter()
    for situation in situations(rubric):
        depth = size(situation.facts)
        most[depth] = max(most[depth], len(situation.names.intersection(rubric.criteria)))
    assert set(most) == set(MOST_ASKED)
    assert all(asked <= MOST_ASKED[depth] for depth, asked in most.items()), most


OF_OTHER_DEALS = {"small": 24, "usual": 40, "critical": 46}
"""Asked of one partner by the rubrics of other deals."""


@pytest.mark.parametrize(
    "name", ["channel-partner", "managed-service", "startup-partner", "technology-alliance"]
)
def test_the_size_of_a_deal_decides_how_much_the_others_ask(name: str) -> None:
    rubric = load(name)
    most: Counter[str] = Counter()
    for situation in situations(rubric):
        depth = size(situation.facts)
        most[depth] = max(most[depth], len(situation.names.intersection(rubric.criteria)))
    assert set(most) == set(OF_OTHER_DEALS)
    assert all(asked <= OF_OTHER_DEALS[depth] for depth, asked in most.items()), most


def test_no_size_of_a_deal_takes_out_what_can_stop_it() -> None:
    rubric = load("strategic-alliance")
    stops = [flag for flag in rubric.red_flags if flag.effect == "decline"]
    assert {flag.id for flag in stops} == {
        "sanctioned",
        "owned-by-listed",
        "owners-untraced",
        "capital-short",
    }
    tested = {
        leaf.criterion for flag in stops for leaf, _ in leaves(flag.when) if isinstance(leaf, CriterionTest)
    }
    for situation in situations(rubric):
        bank = situation.facts["sector"] == "financial"
        assert tested - situation.names == (set() if bank else {"capital-headroom"}), situation.shown


@pytest.mark.parametrize("name", NAMES)
def test_a_rubric_asks_few_questions(name: str) -> None:
    rubric = load(name)
    least, most = (10, 10) if name == "quick-screen" else (24, 56)
    assert least <= len(rubric.criteria) <= most
    for situation in situations(rubric):
        for dimension in situation.dimensions:
            assert len(dimension.criteria) <= 10, (dimension.id, situation.shown)
        assert [each.id for each in situation.dimensions] == [each.id for each in rubric.dimensions]


@pytest.mark.parametrize("name", NAMES)
def test_every_question_says_why_whence_who_and_what_to_do(name: str) -> None:
    for criterion in load(name).criteria.values():
        assert criterion.why, criterion.id
        assert criterion.source, criterion.id
        assert criterion.ask, criterion.id
        assert criterion.action, criterion.id
        assert len(criterion.title) <= 32, criterion.title


@pytest.mark.parametrize("name", NAMES)
def test_every_flag_says_whence_and_what_to_do(name: str) -> None:
    rubric = load(name)
    assert len(rubric.red_flags) >= 12
    for flag in rubric.red_flags:
        assert flag.source, flag.id
        assert flag.action, flag.id


@pytest.mark.parametrize("name", NAMES)
def test_every_source_has_an_author(name: str) -> None:
    for key, source in load(name).sources.items():
        assert source.author, key


@pytest.mark.parametrize("name", BEFORE)
def test_what_comes_next_is_a_command_that_starts_a_dossier(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [rule.next for rule in load(name).relationship if rule.next]
    assert told
    for following in told:
        program, *arguments = shlex.split(following)
        assert (program, invoke(*arguments, "--force").code) == ("partnercheck", 0), following


def test_each_rubric_for_a_deal_comes_after_the_quick_screen() -> None:
    told = " ".join(rule.next or "" for rule in load("quick-screen").relationship)
    assert {name for name in NAMES if f"--rubric {name}" in told} == {*NAMES} - {
        "partnership-health",
        *BEFORE,
    }


def test_own_readiness_leads_to_candidates() -> None:
    told = " ".join(rule.next or "" for rule in load("own-readiness").relationship)
    assert {name for name in NAMES if f"--rubric {name}" in told} == {"quick-screen", "managed-service"}


def test_every_rubric_is_clean() -> None:
    result = invoke("rubric", "check", *NAMES, "--strict")
    assert result.code == 0, result.out


@pytest.mark.parametrize("name", NAMES)
def test_a_rubric_decides_what_its_cases_say(name: str) -> None:
    least = [f"--min-coverage={kind}=100" for kind in ("flags", "verdict", "relationship")]
    result = invoke("rubric", "test", name, *least, "--format", "markdown")
    assert result.code == 0, result.out
