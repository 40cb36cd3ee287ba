"""Tables of dossiers as Arrow holds them, and as Parquet files do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from partnercheck.diagnostics import fail
from partnercheck.model.warehouse_tables import CULTURE, PARTNERS, TABLES
from partnercheck.warehouse.rows import partner_row, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.model.inputs import Inputs
    from partnercheck.model.warehouse_tables import Table, Type

_TYPES: Mapping[Type, Any] = {
    "text": pa.string(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


class Collector:
    """Takes dossiers one after the other, and gives the tables of all of them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._partners: list[dict[str, Any]] = []
        self._rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
        self._culture: dict[str, int] | None = None

    def add(self, inputs: Inputs, partner: str) -> None:
        """Take a dossier.

        Raises:
            InputError: It is held against other positions of ours than those before it.
        """
        self._take_culture(inputs)
        self._partners.append(partner_row(inputs, partner))
        for placed in rows(inputs, partner):
            self._rows[placed.table.name].append(placed.row)

    def _take_culture(self, inputs: Inputs) -> None:
        if inputs.organisation is None:
            return
        ours = dict(inputs.organisation.culture)
        if self._culture is not None and self._culture != ours:
            message = "its organisation states other positions than that of another dossier"
            hint = "tables hold one organisation: write tables for each, or name one with --organisation"
            raise fail("organisation", message, inputs.dossier_used.named, hint)
        self._culture = ours

    def tables(self) -> dict[str, pa.Table]:
        """Return every table by name; rows stand in the order of dossiers."""
        found = {table.name: _table(table, self._rows[table.name]) for table in TABLES}
        found[PARTNERS.name] = _partners(self._partners)
        found[CULTURE.name] = _table(CULTURE, list((self._culture or {}).items()))
        return found


def _table(table: Table, found: list[tuple[Any, ...]]) -> pa.Table:
    columns = zip(*found, strict=True) if found else [()] * len(table.columns)
    arrays = [
        pa.array(values, type=_TYPES[column.type])
        for column, values in zip(table.columns, columns, strict=True)
    ]
    return pa.table(arrays, names=list(table.names))


def _partners(found: list[dict[str, Any]]) -> pa.Table:
    types = {column.name: _TYPES[column.type] for column in PARTNERS.columns}
    names = list(dict.fromkeys([*types, *(name for row in found for name in row)]))
    arrays = [pa.array([row.get(name) for row in found], type=types.get(name, pa.string())) for name in names]
    return pa.table(arrays, names=names)


def as_parquet(table: pa.Table) -> bytes:
    """Return the Parquet file of a table."""
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()
