"""Spark as the engine: over a folder of Parquet files, or the tables of a database in its catalog."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, Self

from partnercheck.diagnostics import fail, shown
from partnercheck.warehouse.sql.program import SPARK_SETTINGS
from partnercheck.warehouse.sql.text import Query, select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    import pyarrow as pa

_SETTINGS = {
    **SPARK_SETTINGS,
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.autoBroadcastJoinThreshold": "-1",  # it would run each step before the next is known
}
"""How a session runs the steps of a query, one after the other."""


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
        from pyspark.sql import SparkSession  # noqa: PLC0415  (it takes long to load, and may be missing)

        builder = SparkSession.builder.appName("partnercheck").config("spark.ui.enabled", "false")
        progress = str(sys.stderr.isatty()).lower()
        builder = builder.config("spark.ui.showConsoleProgress", progress)
        self._ours = SparkSession.getActiveSession() is None
        with _told("spark", "Spark does not start", self._source, "it takes Java 17 or newer"):
            self._started = builder.getOrCreate()
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
        with self._as_input_errors():
            found = self._table(table)
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
        with self._as_input_errors():
            self._session.sql(sql).createOrReplaceTempView(table)

    def hold(self, table: str, rows: pa.Table) -> None:
        """Let rows stand for a table."""
        with self._as_input_errors():
            self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def query(self, sql: str | Query) -> pa.Table:
        """Return the result of a query. Its wide steps are planned alone, and all are run at last.

        Planned as one, a column is worked out anew wherever it is read, and so are those that it reads.
        """
        with self._as_input_errors():
            if not isinstance(sql, Query):
                return self._session.sql(sql).toArrow()
            with self._steps(sql):
                return self._session.sql(sql.last).toArrow()

    @contextmanager
    def _steps(self, query: Query) -> Iterator[None]:
        """Let each step stand for a table, for the time being."""
        try:
            for step in query.steps:
                rows = self._session.sql(select(step))
                if step.is_wide:
                    rows = rows.localCheckpoint(eager=False)
                rows.createOrReplaceTempView(step.name)
            yield
        finally:
            for step in query.steps:
                self._session.catalog.dropTempView(step.name)

    def _as_input_errors(self) -> AbstractContextManager[None]:
        """Tell what Spark cannot read as an error of the source."""
        return _told("no-file", "Spark cannot read it", self._source)


@contextmanager
def _told(code: str, what: str, source: str, hint: str | None = None) -> Iterator[None]:
    """Tell an error of Spark or of its Java as one of the source."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise fail(code, f"{what}: {shown(_cause(error))}", source, hint) from None


def _check_java(source: str) -> None:
    """Refuse to go on without Java where Spark looks for it."""
    home = os.environ.get("JAVA_HOME")
    if which("java", path=str(Path(home) / "bin") if home else None) is None:
        hint = "install Java 17 or newer, such as Debian's default-jre-headless, or set JAVA_HOME"
        raise fail("java", "Spark needs Java, and none is found", source, hint)


def _cause(error: Exception) -> str:
    """Return the first line of what is wrong; of an error of Java its last cause."""
    cause = getattr(error, "java_exception", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    return str(error if cause is None else cause.toString()).partition("\n")[0]
