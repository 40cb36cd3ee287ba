"""The text of a rubric: what stands in it, and what can never get out of its place there."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from engine_inputs import criterion, dossier, flag, make, make_rubric, rubric, sure
from warehouse_cases import decided, differences, scored

from partnercheck.diagnostics import InputError
from partnercheck.load import Loader
from partnercheck.warehouse.sql.answers import number_of
from partnercheck.warehouse.sql.program import SPARK_SETTINGS, criteria_query, scores_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine_inputs import Data

    from partnercheck.model.rubric import Rubric
    from partnercheck.warehouse.sql.text import Query

BUNDLED = Loader().rubric("strategic-alliance").rubric


def test_a_comment_stands_at_each_criterion_and_flag() -> None:
    text = str(scores_query(BUNDLED))
    for each in BUNDLED.criteria.values():
        assert f"/ {each.id} ({each.kind}): {each.title}" in text
    for rule in BUNDLED.red_flags:
        assert f"-- Flag {rule.id} ({rule.effect}): {rule.title}" in text


@pytest.mark.parametrize("compiled", [scores_query, criteria_query])
def test_the_text_of_the_default_rubric_is_short_enough_to_be_read(
    compiled: Callable[[Rubric], Query],
) -> None:
    query = compiled(BUNDLED)
    for text in (str(query), query.script(SPARK_SETTINGS)):
        assert len(text.encode()) < 250_000


def test_the_text_is_the_same_in_every_run() -> None:
    command = [sys.executable, "-m", "partnercheck", "rubric", "sql", "strategic-alliance"]
    other = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=other)
    assert run.stdout == str(scores_query(BUNDLED))


def test_a_number_is_read_where_a_criterion_asks_for_one_whatever_its_words_are() -> None:
    options = {"number": {"text": "A number", "value": 10}, "b": {"text": "B", "value": 60}}
    named = criterion("number-of-sites", "choice", options=options)
    assert number_of(make_rubric(rubric(named))) == "CAST(NULL AS DOUBLE)"
    read = number_of(make_rubric(rubric(named, criterion("growth", "metric"))))
    assert read.startswith("CASE WHEN criterion IN ('growth') THEN ")


HOSTILE = (
    "it's", "'; DROP TABLE answers; --", "-- no comment", "/* none */", '"', '"";', "\\", "\\'", "`", "$1",
    "%s {x}", "\u2018quoted\u2019", "\u201cso\u201d", "\u02bc", "\uff07", "a\u2028b", "x;y", "NULL", "(",
    "unknown word", "\u00e9\u0301", "\U0001f600", "\u00e9" * 300,
)  # fmt: skip
"""Texts that would end a text, a name or a comment, did anything let them."""


def test_no_text_of_a_rubric_or_a_table_is_ever_sql() -> None:
    rules = rubric(
        criterion("one", "choice", options={key: {"text": key, "value": n} for n, key in enumerate(HOSTILE)}),
        criterion("list", "checklist", items={key: {"text": key} for key in HOSTILE}),
        profile={f"fact {key}": {"options": list(HOSTILE), "question": key} for key in HOSTILE},
        title="x\n; DROP TABLE answers",
        red_flags=[
            flag(f"f{n}", {"profile": f"fact {key}", "is": key}, title=f"*/ {key}\n;")
            for n, key in enumerate(HOSTILE)
        ],
    )
    loaded = make_rubric(rules)
    batch = {
        key: make(
            loaded,
            dossier(
                {"one": sure(key), "list": sure([key, HOSTILE[n - 1]])},
                profile={f"fact {each}": HOSTILE[n - m] for m, each in enumerate(HOSTILE)},
                partner={"name": key},
            ),
        )
        for n, key in enumerate(HOSTILE)
    }
    found = scored(loaded, batch)
    assert found.keys() == batch.keys()
    for key, inputs in batch.items():
        assert differences(decided(inputs, key), found[key]) == {}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (rubric(criterion("c", "checklist", items={"a,b": {"text": "A"}})), "has a comma"),
        (rubric(criterion("surveys")), None),
        (
            rubric(criterion("surveys"), criterion("n", "metric", **{"from": "surveys.latest"})),
            "of a section",
        ),
        (rubric(profile={"Size": {"type": "number"}, "size": {"type": "number"}}), "cannot be told from"),
        (rubric(profile={"country": {"options": ["a"]}}), None),
    ],
)
def test_what_tables_cannot_hold_is_refused(rules: Data, said: str | None) -> None:
    if said is None:
        scores_query(make_rubric(rules))
    else:
        with pytest.raises(InputError, match=said):
            scores_query(make_rubric(rules))
