"""The SQL of a rubric decides as the engine does, on generated rubrics and dossiers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import duckdb
from hypothesis import given, settings
from warehouse_cases import Batch, batches, decided, differences

from partnercheck.warehouse.arrow import Collector
from partnercheck.warehouse.sql.program import scores_sql

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[str], list[dict[str, Any]]]


def tables_of(batch: Batch) -> dict[str, Any]:
    collector = Collector()
    for partner, inputs in batch.partners.items():
        collector.add(inputs, partner)
    return collector.tables()


CONNECTION = duckdb.connect(config={"threads": 1})
OPTIMIZERS = ",".join(name for (name,) in CONNECTION.execute("FROM duckdb_optimizers()").fetchall())
TRIED = itertools.count()


@settings(max_examples=100)
@given(batch=batches())
def test_duckdb_decides_as_the_engine_does(batch: Batch) -> None:
    # Most of the time goes into plans for 50 partners; a tenth of them is made with all optimizers.
    CONNECTION.execute(f"SET disabled_optimizers = '{OPTIMIZERS if next(TRIED) % 10 else ''}'")
    for name, table in tables_of(batch).items():
        CONNECTION.register(name, table)
    result = CONNECTION.execute(scores_sql(batch.rubric))
    columns = [column for column, *_ in result.description]
    found = {row[0]: dict(zip(columns, row, strict=True)) for row in result.fetchall()}
    assert found.keys() == batch.partners.keys()
    for partner, inputs in batch.partners.items():
        assert differences(decided(inputs, partner), found[partner]) == {}, partner
