"""The text of a rubric: what stands in it, and what can never get out of its place there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from partnercheck.load import Loader
from partnercheck.warehouse.sql.program import criteria_sql, scores_sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.model.rubric import Rubric

BUNDLED = Loader().rubric("strategic-alliance").rubric


def test_a_comment_stands_at_each_criterion_and_flag() -> None:
    text = scores_sql(BUNDLED)
    for each in BUNDLED.criteria.values():
        assert f"/ {each.id} ({each.kind}): {each.title}" in text
    for flag in BUNDLED.red_flags:
        assert f"-- Flag {flag.id} ({flag.effect}): {flag.title}" in text


@pytest.mark.parametrize("compiled", [scores_sql, criteria_sql])
def test_the_text_of_the_default_rubric_is_short_enough_to_be_read(
    compiled: Callable[[Rubric], str],
) -> None:
    assert len(compiled(BUNDLED).encode()) < 300_000


def test_the_text_is_the_same_in_every_run() -> None:
    command = [sys.executable, "-m", "partnercheck", "rubric", "sql", "strategic-alliance"]
    other = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=other)
    assert run.stdout == scores_sql(BUNDLED)
