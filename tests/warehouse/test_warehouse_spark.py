"""Spark runs the same steps, and decides as the engine does.

One session serves all tests, and it is made for small tables: one thread, a compiler that is done soon, and
expressions that are walked through. A class compiled for each of thousands would take minutes.
"""

from __future__ import annotations

import re
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from pyarrow import parquet
from warehouse_cases import Batch, batches, collected, decided, differences, example_batches

from building import DOSSIER, lay_out
from partnercheck.diagnostics import InputError
from partnercheck.resources import places
from partnercheck.warehouse.spark import Spark
from partnercheck.warehouse.sql.program import scores_query
from partnercheck.warehouse.sql.text import Query, Step, Value
from tools import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.filterwarnings("ignore")  # those of Spark's own

SUBMITTED = (
    "--master local[1] --driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' "
    "--conf spark.sql.codegen.factoryMode=NO_CODEGEN --conf spark.sql.icu.caseMappings.enabled=false "
    "--conf spark.sql.shuffle.partitions=1 --conf spark.sql.warehouse.dir={folder}/warehouse pyspark-shell"
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
            # Spark walks through expressions in its own tests alone.
            opened._started._jvm.java.lang.System.setProperty("spark.testing", "true")
            yield opened


def check(spark: Spark, batch: Batch) -> None:
    """Hold what Spark decides against the engine."""
    for name, table in collected(batch.partners).items():
        spark.hold(name, table)
    found = {row["partner"]: row for row in spark.query(scores_query(batch.rubric)).to_pylist()}
    assert found.keys() == batch.partners.keys()
    for partner, inputs in batch.partners.items():
        assert differences(decided(inputs, partner), found[partner]) == {}, partner


@settings(max_examples=30)
@given(batch=batches())
def test_spark_decides_as_the_engine_does(spark: Spark, batch: Batch) -> None:
    check(spark, batch)


FITTING = [(rubric, batch) for rubric in places() for batch in example_batches(rubric)]


@pytest.mark.parametrize("batch", [pytest.param(batch, id=rubric) for rubric, batch in FITTING])
def test_every_bundled_rubric_decides_alike_on_every_example(spark: Spark, batch: Batch) -> None:
    check(spark, batch)


@pytest.fixture
def tables(folder: Path, run: Run, write: Callable[..., Path]) -> Path:
    """The tables of three dossiers in a folder, one of them with an answer that is none."""
    lay_out(folder)
    (folder / "dossier.yaml").unlink()
    text = DOSSIER.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
    for name, answer in {"a": "2", "b": "0", "c": "1"}.items():
        write(f"partners/{name}.yaml", text.replace("openness: {answer: 2", f"openness: {{answer: {answer}"))
    assert run("tables", "partners", "-o", "tables", "-q").code == 0
    answers = parquet.read_table(folder / "tables" / "answers.parquet")
    wrong = [
        "007" if (row["partner"], row["criterion"]) == ("c", "openness") else row["answer"]
        for row in answers.to_pylist()
    ]
    place = answers.schema.get_field_index("answer")
    parquet.write_table(
        answers.set_column(place, answers.schema.field(place), [wrong]), folder / "tables/answers.parquet"
    )
    return folder / "tables"


def score(run: Run, source: str, output: str, *more: str) -> Result:
    return run("score", source, "--rubric", "rubric.yaml", "-o", output, *more)


def written(folder: Path, stem: str) -> dict[str, Any]:
    """Return the rows of every file of a result, by what comes after its stem."""
    return {
        path.name.removeprefix(stem): parquet.read_table(path).to_pylist()
        for path in folder.glob(f"{stem}.*parquet")
    }


def test_tables_of_a_catalog_are_scored_as_files_with_duckdb(spark: Spark, tables: Path, run: Run) -> None:
    spark._started.sql("CREATE DATABASE risk")
    for file in tables.glob("*.parquet"):
        spark._started.read.parquet(str(file)).write.saveAsTable(f"risk.{file.stem}")
    duckdb = score(run, "tables", "duckdb.parquet", "--detail")
    found = score(run, "spark_catalog.risk", "spark.parquet", "--detail", "--engine", "spark")
    assert (found.code, found.err) == (duckdb.code, duckdb.err)
    assert (found.code, "wrong-answer: `007`" in found.err, "2 of 3" in found.out) == (2, True, True)
    results, expected = (written(tables.parent, engine) for engine in ("spark", "duckdb"))
    assert results.keys() == expected.keys() == {".parquet", ".criteria.parquet", ".problems.parquet"}
    for file, rows in expected.items():
        assert results[file] == [pytest.approx(row, abs=1e-9) for row in rows]


@pytest.mark.usefixtures("spark")
def test_a_database_that_is_not_there_is_told(tables: Path, run: Run) -> None:
    assert tables.is_dir()
    missing = score(run, "no_such_database", "none.parquet", "--engine", "spark")
    assert (missing.code, "error no-table: there is no table `partners` here" in missing.err) == (2, True)


def test_the_statements_for_spark_run_one_by_one(spark: Spark, tables: Path, run: Run) -> None:
    assert score(run, "tables", "duckdb.parquet").code == 2
    session = spark._started.newSession()
    for file in tables.glob("*.parquet"):
        session.read.parquet(str(file)).createOrReplaceTempView(file.stem)
    script = run("rubric", "sql", "rubric.yaml", "--dialect", "spark").out
    *_, last = [session.sql(each) for each in re.split(r";\n(?:\n|$)", script) if each]
    found = [row.asDict() for row in last.collect()]
    expected = written(tables.parent, "duckdb")[".parquet"]
    assert found == [pytest.approx(row, abs=1e-9) for row in expected]


def damage(path: Path) -> None:
    """Let a file keep its schema and lose its rows."""
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"\xff" * 100 + content[104:])


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("table", ["partners", "answers"])
def test_a_file_that_cannot_be_read_to_its_end_is_told(table: str, tables: Path, run: Run) -> None:
    damage(tables / f"{table}.parquet")
    result = score(run, "tables", "spark.parquet", "--engine", "spark")
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(r"tables:1:1: error no-file: Spark cannot read it: .+\n", result.err)
    assert not list(tables.parent.glob("spark*"))


def test_steps_are_forgotten_where_one_fails(spark: Spark) -> None:
    right = Step("right", "", [Value("1", "one")], "")
    wrong = Step("wrong", "", [Value("none", "two")], "FROM right")
    for steps in ((right, wrong), (right,)):
        with pytest.raises(InputError, match="Spark cannot read it"):
            spark.query(Query("", steps, "SELECT CAST('x' AS INT) FROM right"))
        assert not spark._session.catalog.tableExists("right")


def test_without_java_it_says_how_to_get_it(tables: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tables))
    result = score(run, "tables", "spark.parquet", "--engine", "spark")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("tables:1:1: error java: Spark needs Java, and none is found")
    assert "default-jre-headless" in result.err
