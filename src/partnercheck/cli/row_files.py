"""Files of rows, Parquet or CSV, that take their places together once all rows are there."""

from __future__ import annotations

from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any, Self

import pyarrow as pa
from pyarrow import csv, parquet

from partnercheck.cli.files import replacing, sync_folder
from partnercheck.cli.locking import holding
from partnercheck.diagnostics import InputError
from partnercheck.render.portfolio.spreadsheets import neutral

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType


class RowFiles:
    """Files that are open for rows. If anything fails, none of them is there."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take their places; nothing is touched before it is entered."""
        self._paths = paths
        self._opened = ExitStack()
        self._files: list[IO[bytes]] = []
        self._writers: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Open the files."""
        self._files = [self._opened.enter_context(replacing(path)) for path in self._paths]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the files in their places, or take them away where something has failed."""
        with ExitStack() as held:
            try:
                if error is None:  # of two runs, all files are those of one
                    held.enter_context(holding(self._paths))
            except InputError as unheld:
                self._opened.__exit__(InputError, unheld, unheld.__traceback__)
                raise
            self._opened.__exit__(kind, error, trace)
        if error is None:
            for folder in {path.parent for path in self._paths}:
                sync_folder(folder)

    def add(self, place: int, rows: pa.Table) -> None:
        """Add rows to one of the files; all that are added to it have the same columns."""
        if place not in self._writers:
            self._writers[place] = self._writer(place, rows.schema)
            self._opened.callback(self._writers[place].close)  # before the file takes its place
        comma = self._paths[place].suffix == ".csv"
        self._writers[place].write_table(_neutral(rows) if comma else rows)

    def _writer(self, place: int, schema: pa.Schema) -> Any:
        if self._paths[place].suffix == ".csv":
            return csv.CSVWriter(self._files[place], schema)
        return parquet.ParquetWriter(self._files[place], schema, compression="zstd")


def _neutral(rows: pa.Table) -> pa.Table:
    """Return rows of which no text is taken for a formula by a spreadsheet."""
    for place, field in enumerate(rows.schema):
        if field.type == pa.string():
            texts = rows.column(place).dictionary_encode()
            safe = [
                pa.array([neutral(text) for text in chunk.dictionary.to_pylist()], pa.string())
                for chunk in texts.chunks
            ]
            column = pa.chunked_array(
                [each.take(chunk.indices) for each, chunk in zip(safe, texts.chunks, strict=True)],
                pa.string(),
            )
            rows = rows.set_column(place, field, column)
    return rows
