"""Spark runs the same steps, and decides as the engine does.

One session serves all tests, and it is made for small tables: one thread, a compiler that is done soon, and
expressions that are walked through. A class compiled for each of thousands would take minutes. It is run
where PARTNERCHECK_SPARK says how many rubrics are made up.
"""

from __future__ import annotations

import os
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from warehouse_cases import (
    LOADER,
    Batch,
    answered,
    batches,
    collected,
    decided,
    differences,
    example_batches,
)

from partnercheck.resources import places
from partnercheck.warehouse.spark import Spark
from partnercheck.warehouse.sql.program import scores_query
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from partnercheck.model.inputs import Inputs

pytestmark = [
    pytest.mark.skipif("PARTNERCHECK_SPARK" not in os.environ, reason="Spark takes minutes"),
    pytest.mark.filterwarnings("ignore"),  # those of Spark's own
]

SUBMITTED = (
    "--master local[1] --driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' "
    "--conf spark.sql.warehouse.dir={folder}/warehouse pyspark-shell"
)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    needed(which("java"), "Java 17 or newer")
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", SUBMITTED.format(folder=folder))
        tables = folder / "tables"
        tables.mkdir()
        with Spark(str(tables)) as opened:
            yield opened


@pytest.fixture(scope="module")
def walking(spark: Spark) -> Spark:
    """Spark walks through expressions in place of compiling them, which it does in its own tests alone."""
    spark._started._jvm.java.lang.System.setProperty("spark.testing", "true")
    spark._session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    return spark


def check(spark: Spark, batch: Batch) -> None:
    """Hold what Spark decides against the engine."""
    for name, table in collected(batch.partners).items():
        spark.hold(name, table)
    found = spark.query(scores_query(batch.rubric)).to_pylist()
    check_rows(batch.partners, {row["partner"]: row for row in found})


def check_rows(partners: Mapping[str, Inputs], found: Mapping[str, dict[str, Any]]) -> None:
    assert found.keys() == partners.keys()
    for partner, inputs in partners.items():
        assert differences(decided(inputs, partner), found[partner]) == {}, partner


@settings(max_examples=int(os.environ.get("PARTNERCHECK_SPARK") or 30))
@given(batch=batches())
def test_spark_decides_as_the_engine_does(walking: Spark, batch: Batch) -> None:
    check(walking, batch)


@pytest.mark.parametrize("rubric", places())
def test_every_bundled_rubric_decides_alike_on_every_example(walking: Spark, rubric: str) -> None:
    for batch in (answered(LOADER.rubric(rubric).rubric), *example_batches(rubric)):
        check(walking, batch)
