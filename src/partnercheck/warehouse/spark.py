"""Spark as the engine: over a folder of Parquet files, or the tables of a database in its catalog."""

from __future__ import annotations

from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Self

from partnercheck.diagnostics import fail
from partnercheck.warehouse.sql.program import SPARK_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
"""How a session of our own is set up, where none is configured."""

_WIDE = {"spark.sql.codegen.wholeStage": "false"}
"""Queries as wide as these are slower as generated code, by far."""


class Spark:
    """The session there is, or a local one."""

    def __init__(self, source: str) -> None:
        """Open a folder, or a database of the catalog.

        Raises:
            InputError: There is no Java.
        """
        if which("java") is None:
            hint = "install Java 17 or newer, such as Debian's openjdk-17-jre-headless"
            raise fail("java", "Spark needs Java, and none is found", source, hint)
        from pyspark.sql import SparkSession  # noqa: PLC0415  (it takes long to load, and may be missing)

        builder = SparkSession.builder.appName("partnercheck")
        for name, value in _LOCAL.items():
            builder = builder.config(name, value)
        self._ours = SparkSession.getActiveSession() is None
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        for name, value in {**SPARK_SETTINGS, **_WIDE}.items():
            self._session.conf.set(name, value)
        self._source = source
        self._folder = Path(source) if Path(source).is_dir() else None

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the session, if it is ours."""
        if self._ours:
            self._session.stop()

    def found(self, table: str) -> str:
        """Return the table in SQL."""
        return f"found_{table}" if self._folder else f"{self._source}.{table}"

    def columns(self, table: str) -> Mapping[str, str] | None:
        """Return the columns of a table with their types; None where there is no such table."""
        if self._folder is not None:
            file = self._folder / f"{table}.parquet"
            if not file.exists():
                return None
            self._session.read.parquet(str(file)).createOrReplaceTempView(self.found(table))
        elif not self._session.catalog.tableExists(self.found(table)):
            return None
        fields = self._session.table(self.found(table)).schema.fields
        return {field.name.casefold(): field.dataType.simpleString() for field in fields}

    def view(self, table: str, sql: str) -> None:
        """Let a query stand for a table."""
        self._session.sql(sql).createOrReplaceTempView(table)

    def hold(self, table: str, rows: pa.Table) -> None:
        """Let rows stand for a table."""
        self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def query(self, sql: str) -> pa.Table:
        """Return the result of a query."""
        return self._session.sql(sql).toArrow()
