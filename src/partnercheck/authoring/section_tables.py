"""The sections of a dossier as a questionnaire asks for them: single values, and tables of rows.

They are read from the JSON Schema of a section's model, so that a section need say nothing more of itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from partnercheck.authoring.described import Described
from partnercheck.model.answering import YES_NO, Option
from partnercheck.model.questionnaire import AskedSection, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.measures import Section
    from partnercheck.model.questionnaire import ColumnKind

Schema = dict[str, Any]

_KEY = "key"
"""The column that holds a row's name."""
_FIXED = "side"
"""What the form itself tells of rows that are one side's own."""
_EVIDENCE = Table(
    "evidence",
    "What shows it",
    (
        Column("source", "What it is", required=True),
        Column("date", "Its date", "date"),
        Column("file", "Name of the file to enclose"),
    ),
)


def asked_section(section: Section[Any]) -> AskedSection | None:
    """Return a section as a questionnaire asks for it; None where no table can hold its data."""
    described = TypeAdapter(section.model).json_schema(by_alias=True, schema_generator=Described)
    parts = _Parts(section, described)
    needed = described.get("required", ())
    fields, tables = [], []
    for name, schema in parts.properties(described):
        if (table := parts.table(name, schema)) is not None:
            tables.append(table)
        elif (column := parts.column(name, schema, required=name in needed)) is not None:
            fields.append(column)
    if not tables:
        return None
    return AskedSection(section.name, section.title, section.summary, tuple(fields), (*tables, _EVIDENCE))


class _Parts:
    """Reads parts of a section's schema."""

    def __init__(self, section: Section[Any], described: Schema) -> None:
        self._section = section
        self._definitions: Schema = described.get("$defs", {})

    def properties(self, schema: Schema, within: str = "") -> Iterator[tuple[str, Schema]]:
        """Yield what of a mapping is asked, each with its schema; `within` is the list that holds it."""
        for name, each in schema["properties"].items():
            dotted = f"{within}.{name}" if within else name
            own = name == _FIXED and within in self._section.by_side
            if name != "evidence" and not own and dotted not in self._section.unasked:
                yield name, each

    def table(self, name: str, schema: Schema) -> Table | None:
        """Return a list of rows, or a mapping of named rows, as a table; None for anything else."""
        schema = self._plain(schema)
        keyed = isinstance(schema.get("additionalProperties"), dict)
        inner = schema["additionalProperties"] if keyed else schema.get("items")
        row = self._plain(inner) if isinstance(inner, dict) else {}
        if "properties" not in row:
            return None
        needed = row.get("required", ())
        columns = [Column(_KEY, self._title(f"{name}.{_KEY}", "name"), required=True)] if keyed else []
        for key, each in self.properties(row, name):
            column = self.column(key, each, required=key in needed)
            if column is not None:
                columns.append(column)
            elif key in needed:
                return None
        return Table(name, self._title(name), tuple(columns), keyed=keyed)

    def column(self, name: str, schema: Schema, *, required: bool) -> Column | None:
        """Return a single value as a column; None for what holds more than one."""
        about = schema.get("description")
        plain = self._plain(schema)
        found = _kind(plain)
        if found is None:
            return None
        kind, options = found
        return Column(name, self._title(name), kind, options, required, about or plain.get("description"))

    def _title(self, key: str, otherwise: str = "") -> str:
        """Return a key as a heading."""
        words = self._section.words.get(key, otherwise or key.replace("_", " "))
        return words[:1].upper() + words[1:]

    def _plain(self, schema: Schema) -> Schema:
        """Return a schema without the choice of leaving it out, and with what it refers to."""
        choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
        if choices:
            schema = choices[0]
        reference = schema.get("$ref")
        return self._plain(self._definitions[reference.rpartition("/")[2]]) if reference else schema


def _kind(schema: Schema) -> tuple[ColumnKind, tuple[Option, ...]] | None:
    """Return what a place holds, and what there is to choose from."""
    words = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if words is not None:
        if True in words and "yes" in words:
            return "yes_no", YES_NO
        return "choice", tuple(Option(each, str(each)) for each in words)
    types = schema.get("type")
    kinds = types if isinstance(types, list) else [types]
    if str(schema.get("pattern", "")).startswith("^[0-9]{4}(-(Q"):
        return "period", ()
    if "string" in kinds:
        return ("date" if schema.get("format") == "date" else "text"), ()
    if "integer" in kinds:
        return "whole", ()
    return ("number", ()) if "number" in kinds else None
