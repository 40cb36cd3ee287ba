"""Spark as the engine: over a folder of Parquet files, or the tables of a database in its catalog."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, Self

from partnercheck.diagnostics import fail, shown
from partnercheck.warehouse.sql.program import SPARK_SETTINGS
from partnercheck.warehouse.sql.text import Query, select

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

_SETTINGS = {
    **SPARK_SETTINGS,
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.adaptive.enabled": "false",  # it would run each step before the next is known
    "spark.sql.autoBroadcastJoinThreshold": "-1",  # and so would this
}
"""How a session runs the steps of a query, one after the other."""

_NARROW = 8
"""Steps of so few columns are planned with those that read them, which saves a fifth of the time."""


class Spark:
    """A session with settings of its own beside the one there is; a local one where none is configured."""

    def __init__(self, source: str) -> None:
        """Take a folder, or a database of the catalog; nothing is opened before it is entered."""
        self._source = source
        self._folder = Path(source) if Path(source).is_dir() else None

    def __enter__(self) -> Self:
        """Open it.

        Raises:
            InputError: There is no Java, or Spark does not start.
        """
        _check_java(self._source)
        from pyspark.errors import PySparkException  # noqa: PLC0415  (it takes long to load, and may be missing)
        from pyspark.sql import SparkSession  # noqa: PLC0415

        builder = SparkSession.builder.appName("partnercheck").config("spark.ui.enabled", "false")
        progress = str(sys.stderr.isatty()).lower()
        builder = builder.config("spark.ui.showConsoleProgress", progress)
        self._ours = SparkSession.getActiveSession() is None
        try:
            self._started = builder.getOrCreate()
        except PySparkException as error:
            message = f"Spark does not start: {shown(_first_line(error))}"
            raise fail("spark", message, self._source, "it takes Java 17 or newer") from None
        context = self._started.sparkContext
        if self._ours:
            context.setLogLevel("ERROR")
        self._session = self._started.newSession()
        for name, value in _SETTINGS.items():
            self._session.conf.set(name, value)
        if str(context.master).startswith("local"):
            self._session.conf.set("spark.sql.shuffle.partitions", str(context.defaultParallelism))
        return self

    def __exit__(self, *_: object) -> None:
        """End the session, if it is ours."""
        if self._ours:
            self._started.stop()

    def found(self, table: str) -> str:
        """Return the table in SQL."""
        if self._folder is not None:
            return f"found_{table}"
        return ".".join(f"`{part.replace('`', '``')}`" for part in (*self._source.split("."), table))

    def columns(self, table: str) -> Mapping[str, str] | None:
        """Return the columns of a table with their types; None where there is no such table.

        Raises:
            InputError: It cannot be read.
        """
        from pyspark.errors import PySparkException  # noqa: PLC0415

        try:
            found = self._table(table)
        except PySparkException as error:
            raise fail("no-file", f"it cannot be read: {shown(_first_line(error))}", self._source) from None
        if found is None:
            return None
        return {field.name.casefold(): field.dataType.simpleString() for field in found.schema.fields}

    def _table(self, table: str) -> Any:
        if self._folder is not None:
            file = self._folder / f"{table}.parquet"
            if not file.exists():
                return None
            self._session.read.parquet(str(file.absolute())).createOrReplaceTempView(self.found(table))
        elif not self._session.catalog.tableExists(self.found(table)):
            return None
        return self._session.table(self.found(table))

    def view(self, table: str, sql: str) -> None:
        """Let a query stand for a table."""
        self._session.sql(sql).createOrReplaceTempView(table)

    def hold(self, table: str, rows: pa.Table) -> None:
        """Let rows stand for a table."""
        self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def query(self, sql: str | Query) -> pa.Table:
        """Return the result of a query. Its wide steps are planned alone, and all are run at last.

        Planned as one, a column is worked out anew wherever it is read, and so are those that it reads.
        """
        if not isinstance(sql, Query):
            return self._session.sql(sql).toArrow()
        for step in sql.steps:
            rows = self._session.sql(select(step))
            if len(step.values) > _NARROW:
                rows = rows.localCheckpoint(eager=False)
            rows.createOrReplaceTempView(step.name)
        found = self._session.sql(sql.last).toArrow()
        for step in sql.steps:
            self._session.catalog.dropTempView(step.name)
        return found


def _check_java(source: str) -> None:
    """Refuse to go on without Java where Spark looks for it."""
    home = os.environ.get("JAVA_HOME")
    if which("java", path=str(Path(home) / "bin") if home else None) is None:
        hint = "install Java 17 or newer, such as Debian's openjdk-17-jre-headless, or set JAVA_HOME"
        raise fail("java", "Spark needs Java, and none is found", source, hint)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
