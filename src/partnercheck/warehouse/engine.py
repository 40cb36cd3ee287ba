"""What an engine is that runs the SQL of a rubric, and how it sees tables as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from partnercheck.diagnostics import shown
from partnercheck.model.criteria.in_sql import text
from partnercheck.model.warehouse_tables import PARTNERS, TABLES, Column, fact_columns
from partnercheck.warehouse.sql.text import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from partnercheck.model.rubric import Rubric
    from partnercheck.model.warehouse_tables import Table, Type
    from partnercheck.warehouse.sql.text import Query

_CASTS: Mapping[Type, str] = {"text": "STRING", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
_TAKES: Mapping[Type, set[Type]] = {
    "text": {"text", "number", "boolean"},
    "number": {"number"},
    "boolean": {"boolean"},
    "date": {"date"},
}
"""Which types of columns can be read as another without guessing."""


class Engine(Protocol):
    """Runs SQL over the tables of one source."""

    def columns(self, table: str) -> Mapping[str, str] | None:
        """Return the columns of a table, in lower case, with their types; None where there is none."""

    def found(self, table: str) -> str:
        """Return the table in SQL."""

    def view(self, table: str, sql: str) -> None:
        """Let a query stand for a table, in place of any before."""

    def hold(self, table: str, rows: pa.Table) -> None:
        """Let rows stand for a table, in place of any before."""

    def query(self, sql: str | Query) -> pa.Table:
        """Return the result of a query."""


class Lacking(NamedTuple):
    """Something that a table lacks: then nobody can be scored."""

    code: str
    message: str


class Part(NamedTuple):
    """A part of the partners, by their keys; `until` is the first of the next part."""

    since: str | None = None
    until: str | None = None

    @property
    def test(self) -> str:
        """The partners in SQL."""
        bounds = [
            *([f"partner >= {text(self.since)}"] if self.since is not None else []),
            *([f"partner < {text(self.until)}"] if self.until is not None else []),
        ]
        return " AND ".join(bounds) or "TRUE"


class Source:
    """The tables that a rubric reads, wherever they are."""

    def __init__(self, engine: Engine, rubric: Rubric) -> None:
        """Look at the tables."""
        self._engine = engine
        self._found = {table.name: engine.columns(table.name) for table in TABLES}
        facts = [Column(column, "text", "") for column in fact_columns(rubric).values()]
        self._wanted = {
            table.name: [*table.columns, *(facts if table is PARTNERS else [])] for table in TABLES
        }
        self.lacking = list(self._lacks())

    def _lacks(self) -> Iterator[Lacking]:
        for table in TABLES:
            found = self._found[table.name]
            if found is None:
                continue
            for column in self._wanted[table.name]:
                kind = found.get(column.name.casefold())
                if kind is None:
                    message = f"the table `{table.name}` has no column `{shown(column.name)}`"
                    yield Lacking("missing-column", message)
                elif family(kind) not in _TAKES[column.type]:
                    message = (
                        f"the column `{shown(column.name)}` of `{table.name}` is of type {shown(kind)}; "
                        f"it takes one of {column.type}"
                    )
                    yield Lacking("wrong-type", message)

    def parts(self, size: int) -> list[Part]:
        """Return the partners in parts of some size, in the order of their keys."""
        partners = self._engine.found(PARTNERS.name)
        sql = (
            "SELECT DISTINCT partner FROM (SELECT CAST(partner AS STRING) AS partner, "
            f"row_number() OVER (ORDER BY CAST(partner AS STRING)) AS place FROM {partners} "
            f"WHERE partner IS NOT NULL) AS placed WHERE place % {size} = 0 ORDER BY partner"
        )
        bounds = self._engine.query(sql).column(0).to_pylist()
        return [Part(*pair) for pair in zip([None, *bounds], [*bounds, None], strict=True)]

    def show(self, part: Part, among: str | None = None) -> None:
        """Let the tables hold one part of the partners, or those that a query gives."""
        for table in TABLES:
            keyed = "partner" in table.names
            test = part.test if among is None else f"partner IN ({among})"
            self._engine.view(table.name, self._rows(table, f" WHERE {test}" if keyed else ""))

    def _rows(self, table: Table, where: str) -> str:
        found = self._found[table.name]
        wanted = [(name(each.name), _CASTS[each.type]) for each in self._wanted[table.name]]
        columns = ", ".join(
            f"CAST({'NULL' if found is None else column} AS {kind}) AS {column}" for column, kind in wanted
        )
        if found is None:
            return f"SELECT {columns} WHERE FALSE"
        return f"SELECT * FROM (SELECT {columns} FROM {self._engine.found(table.name)}) AS found{where}"


def family(kind: str) -> str:
    """Return what a type of an engine is of: text, number, boolean or date; else itself."""
    word = kind.lower().partition("(")[0]
    if word in {"varchar", "string", "enum", "uuid", "char"}:
        return "text"
    if word in {"double", "float", "real", "decimal"} or word.endswith(
        ("int", "integer", "long", "short", "byte")
    ):
        return "number"
    return word
