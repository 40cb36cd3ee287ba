"""Spark runs the same text, and decides as the engine does.

It takes Java and some minutes: it is run where PARTNERCHECK_SPARK is set.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from pyarrow import parquet
from warehouse_cases import Batch, batches, decided, differences

from partnercheck.warehouse.arrow import Collector
from partnercheck.warehouse.score import score

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from partnercheck.warehouse.spark import Spark

pytestmark = [
    pytest.mark.skipif("PARTNERCHECK_SPARK" not in os.environ, reason="Spark takes minutes"),
    pytest.mark.filterwarnings("ignore"),  # those of Spark's own
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Spark, Path]]:
    from partnercheck.warehouse.spark import Spark

    folder = tmp_path_factory.mktemp("tables")
    with Spark(str(folder)) as opened:
        yield opened, folder


@settings(max_examples=int(os.environ.get("PARTNERCHECK_SPARK") or 30))
@given(batch=batches())
def test_spark_decides_as_the_engine_does(batch: Batch, engine: tuple[Spark, Path]) -> None:
    spark, folder = engine
    collector = Collector()
    for partner, inputs in batch.partners.items():
        collector.add(inputs, partner)
    for name, table in collector.tables().items():
        parquet.write_table(table, folder / f"{name}.parquet")
    found: dict[str, dict[str, Any]] = {}
    for part in score(spark, batch.rubric, str(folder), detail=False):
        assert part.problems.num_rows == 0
        found |= {row["partner"]: row for row in part.scores.to_pylist()}
    assert found.keys() == batch.partners.keys()
    for partner, inputs in batch.partners.items():
        assert differences(decided(inputs, partner), found[partner]) == {}, partner
