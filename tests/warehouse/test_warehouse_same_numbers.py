"""The SQL of a rubric decides as the engine does, on generated rubrics and dossiers and on the examples."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from warehouse_cases import (
    CONNECTION,
    EXAMPLES,
    LOADER,
    Batch,
    answered,
    batches,
    decided,
    differences,
    example_batches,
    scored,
)

from partnercheck.resources import places

OPTIMIZERS = ",".join(name for (name,) in CONNECTION.execute("FROM duckdb_optimizers()").fetchall())
TRIED = itertools.count()


@settings(max_examples=300)
@given(batch=batches())
def test_duckdb_decides_as_the_engine_does(batch: Batch) -> None:
    # Most of the time goes into plans for 50 partners; a tenth of them is made with all optimizers.
    CONNECTION.execute(f"SET disabled_optimizers = '{OPTIMIZERS if next(TRIED) % 10 else ''}'")
    found = scored(batch.rubric, batch.partners)
    assert found.keys() == batch.partners.keys()
    for partner, inputs in batch.partners.items():
        assert differences(decided(inputs, partner), found[partner]) == {}, partner


@pytest.mark.parametrize("rubric", places())
def test_every_bundled_rubric_decides_alike_whatever_is_answered_and_on_every_example(rubric: str) -> None:
    CONNECTION.execute(f"SET disabled_optimizers = '{OPTIMIZERS}'")
    verdicts = set()
    for batch in (answered(LOADER.rubric(rubric).rubric), *example_batches(rubric)):
        found = scored(batch.rubric, batch.partners)
        assert found.keys() == batch.partners.keys()
        verdicts |= {row["verdict"] for row in found.values()}
        for name, inputs in batch.partners.items():
            assert differences(decided(inputs, name), found[name]) == {}, name
    assert len(verdicts) > 1


def test_every_example_is_among_them() -> None:
    assert {LOADER.dossier(path).rubric.id for path in EXAMPLES.values()} <= set(places())
