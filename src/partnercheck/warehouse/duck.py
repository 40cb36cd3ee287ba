"""DuckDB as the engine: over a folder of Parquet files, or a database file that is only read."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from glob import escape
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

import duckdb

from partnercheck.diagnostics import fail, shown
from partnercheck.load.files import beginning, near, reason
from partnercheck.model.criteria.in_sql import text
from partnercheck.warehouse.sql.text import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from partnercheck.warehouse.sql.text import Query


_OF_THE_SOURCE = (duckdb.IOException, duckdb.InvalidInputException, duckdb.DataError)
"""What a query of ours fails with where a file cannot be read, or a view does not work out."""

_MAGIC, _MAGIC_AT = b"DUCK", 8
"""How every DuckDB database begins, after the checksum of its first block.

Source: DuckDB's documentation, Internals, Storage versions and format.
"""


@contextmanager
def connected(memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that loads no extensions; rows have no order but the one that is asked for.

    What does not fit into its memory, such as `2GB`, waits in a folder for the time being.
    """
    with TemporaryDirectory() as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": folder,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(config=settings) as connection:
            # A bar of DuckDB's own would be drawn on standard output.
            connection.execute("SET enable_progress_bar = false")
            yield connection


def file_by(reader: str, path: Path, *options: str) -> str:
    """Return a file in SQL as a reader gives its columns, whatever signs or `key=value` its path has."""
    return f"{reader}({', '.join([text(escape(str(path))), 'hive_partitioning = false', *options])})"


class DuckDB:
    """An engine in this process."""

    def __init__(self, place: Path, memory: str) -> None:
        """Take a folder or a database; nothing is opened before it is entered."""
        self._place = place
        self._memory = memory
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        """Open it.

        Raises:
            InputError: It is neither a folder nor a database, or cannot be read.
        """
        with ExitStack() as opened:
            self._connection = opened.enter_context(connected(self._memory))
            if not self._place.exists():
                raise fail("no-file", "there is no such file or folder", str(self._place), near(self._place))
            if not self._place.is_dir():
                self._known()
                self._look(f"ATTACH {text(str(self._place))} AS source (TYPE duckdb, READ_ONLY)")
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of everything."""
        self._opened.close()

    def found(self, table: str) -> str:
        """Return the table in SQL."""
        if self._place.is_dir():
            return file_by("read_parquet", self._place / f"{table}.parquet")
        return f"source.{name(table)}"

    def columns(self, table: str) -> Mapping[str, str] | None:
        """Return the columns of a table with their types; None where there is no such table."""
        if self._place.is_dir():
            if not (self._place / f"{table}.parquet").exists():
                return None
        else:
            known = "FROM duckdb_columns() WHERE database_name = 'source' AND schema_name = 'main'"
            if not self._look(f"{known} AND lower(table_name) = {text(table)}").fetchall():
                return None
        described = self._look(f"DESCRIBE SELECT * FROM {self.found(table)}").fetchall()
        return {column.casefold(): kind for column, kind, *_ in described}

    def view(self, table: str, sql: str) -> None:
        """Let a query stand for a table."""
        with self._as_input_errors():
            self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {sql}")

    def hold(self, table: str, rows: pa.Table) -> None:
        """Let rows stand for a table."""
        self._connection.register(table, rows)

    def query(self, sql: str | Query) -> pa.Table:
        """Return the result of a query."""
        with self._as_input_errors():
            return self._connection.sql(str(sql)).to_arrow_table()

    def _known(self) -> None:
        """Refuse a file that does not begin as a database does."""
        try:
            start = beginning(self._place, _MAGIC_AT + len(_MAGIC))
        except (OSError, ValueError) as error:
            raise fail("no-file", f"it cannot be read: {reason(error)}", str(self._place)) from None
        if start[_MAGIC_AT:] != _MAGIC:
            hint = "name the folder that holds the Parquet files"
            raise fail("no-file", "it is no DuckDB database", str(self._place), hint)

    def _look(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Run what looks at the source alone: nothing but the source can be wrong with it."""
        with self._as_input_errors((duckdb.Error,)):
            return self._connection.execute(sql)

    @contextmanager
    def _as_input_errors(self, kinds: tuple[type[duckdb.Error], ...] = _OF_THE_SOURCE) -> Iterator[None]:
        """Tell errors of some kinds, and that there is not enough memory, as errors of the source."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            message, hint = "DuckDB needs more memory than it may take", "allow it more with --memory"
            raise fail("memory", message, str(self._place), hint) from None
        except kinds as error:
            said = str(error).partition("\n")[0]
            raise fail("no-file", f"it cannot be read: {shown(said)}", str(self._place)) from None
