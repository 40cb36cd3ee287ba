"""Every rule finds its bad example and nothing else in it, and nothing in its good one."""

from __future__ import annotations

import re

import pytest
from rule_examples import base, codes, rubric

from partnercheck.authoring.rules import RULES


@pytest.mark.parametrize("code", [code for code in RULES if code != "RC403"])
def test_the_bad_example_gives_this_finding_and_no_other(code: str) -> None:
    assert set(codes(RULES[code].bad)) == {code}


@pytest.mark.parametrize("code", [code for code in RULES if code != "RC403"])
def test_the_good_example_gives_none(code: str) -> None:
    assert codes(RULES[code].good) == []


def test_codes_and_names_are_stable_and_unique() -> None:
    assert all(re.fullmatch(r"RC[1-4]\d\d", code) for code in RULES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert rubric(base()).id == "starter"


@pytest.mark.parametrize("code", RULES)
def test_every_page_explains(code: str) -> None:
    page = RULES[code].page
    assert page.startswith(f"# {code} {RULES[code].name}\n\n")
    assert RULES[code].summary.endswith(".")
    assert len(page.split("Instead of")[0]) > 170
