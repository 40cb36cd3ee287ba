"""The text of a query, step by step: what a reader sees of it, and what can never be taken for SQL."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WIDTH, _SPARE = 110, 25
_NARROW = 8


def name(*parts: str) -> str:
    """Return an identifier, in quotes; parts are joined by points."""
    return '"' + ".".join(parts).replace('"', '""') + '"'


def no_day(column: str) -> str:
    """Return whether a date is missing or lies outside of the years 1 to 9999, as an infinite one does."""
    return f"NOT COALESCE({_in_calendar(column)}, FALSE)"


def odd_day(column: str) -> str:
    """Return whether a date that may be missing lies outside of the years 1 to 9999."""
    return f"NOT COALESCE({_in_calendar(column)}, TRUE)"


def _in_calendar(column: str) -> str:
    return f"{column} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"


def comment(text: str) -> str:
    """Return a comment of one line, whatever is in the text."""
    return f"-- {' '.join(visible(text).split())}".rstrip()


class Value(NamedTuple):
    """A column of a step: how it is worked out, what it is called, and what a reader is told before it."""

    sql: str
    name: str
    about: str = ""


class Step(NamedTuple):
    """A step of a query: a table that those after it read.

    Attributes:
        about: What a row of it is, for readers.
        source: All from `FROM` on.
        keep: The tables whose columns it has besides its own.
    """

    name: str
    about: str
    values: Sequence[Value]
    source: str
    keep: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether Spark plans it alone; to plan it with those that read it would take longer."""
        return bool(self.keep) or len(self.values) > _NARROW

    def __str__(self) -> str:
        """Return it as it stands within `WITH`."""
        return f"{comment(self.about)}\n{self.name} AS (\n{indented(select(self))}\n)"


def select(step: Step) -> str:
    """Return the query of a step."""
    entries = [("", f"{table}.*") for table in step.keep]
    entries += [(value.about, _entry(value)) for value in step.values]
    lines = []
    for place, (about, entry) in enumerate(entries):
        if about:
            lines.append(comment(about))
        lines.append(entry + "," * (place < len(entries) - 1))
    return f"SELECT\n{indented(chr(10).join(lines))}\n{step.source}"


def _entry(value: Value) -> str:
    return value.sql if value.sql == value.name else f"{folded(value.sql)} AS {name(value.name)}"


class Query(NamedTuple):
    """Steps, and what is selected from them.

    Attributes:
        title: What a reader is told first; may be empty.
        last: The query that reads the steps.
    """

    title: str
    steps: tuple[Step, ...]
    last: str

    def __str__(self) -> str:
        """Return it as one text."""
        steps = ",\n\n".join(str(step) for step in self.steps)
        return f"{_line(self.title)}WITH\n{steps}\n\n{self.last}\n"

    def script(self, settings: Mapping[str, str]) -> str:
        """Return it as statements for Spark: settings, a view or table for each step, and the last query.

        Spark would put the text of a step wherever it is read, and work it out there. The tables stand in a
        schema that is named by the text, so that those of another rubric or version stay.
        """
        schema = f"partnercheck_{sha256(str(self).encode()).hexdigest()[:8]}"
        statements = [f"SET {key} = {value}" for key, value in settings.items()]
        statements += [f"DROP SCHEMA IF EXISTS {schema} CASCADE", f"CREATE SCHEMA {schema}"]
        for step in self.steps:
            begin, view = comment(step.about), f"CREATE OR REPLACE TEMPORARY VIEW {step.name} AS"
            if step.is_wide:
                table = f"{schema}.{step.name}"
                statements.append(f"{begin}\nCREATE TABLE {table} USING parquet AS\n{select(step)}")
                statements.append(f"{view} SELECT * FROM {table}")
            else:
                statements.append(f"{begin}\n{view}\n{select(step)}")
        return _line(self.title) + ";\n\n".join([*statements, self.last]) + ";\n"


def _line(title: str) -> str:
    return f"{comment(title)}\n" if title else ""


def indented(text: str, by: str = " ") -> str:
    """Return a text with every line moved to the right."""
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n"))


def folded(sql: str) -> str:
    """Return an expression in lines that can be read, broken before what begins a part of it."""
    if len(sql) <= _WIDTH or "\n" in sql:
        return sql
    lines, line, quoted = [], "", ""
    for word in sql.split(" "):
        if not quoted and word in _BREAKS and len(line) > _WIDTH - _SPARE:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        quoted = _open(quoted, word)
    return "\n ".join([*lines, line])


_BREAKS = {"WHEN", "ELSE", "AND", "OR", "+", "THEN"}


def _open(quoted: str, word: str) -> str:
    """Return the quote within which a text goes on after a word; none where it is closed."""
    for character in word:
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character in "'\"":
            quoted = character
    return quoted


def either(sql: Iterable[str]) -> str:
    """Return that one of several holds; false of none."""
    return _joined(sql, "OR", neutral="FALSE", decisive="TRUE")


def every(sql: Iterable[str]) -> str:
    """Return that all of several hold; true of none."""
    return _joined(sql, "AND", neutral="TRUE", decisive="FALSE")


def _joined(sql: Iterable[str], by: str, *, neutral: str, decisive: str) -> str:
    parts = [part for part in sql if part != neutral]
    if decisive in parts:
        return decisive
    return f"({f' {by} '.join(parts)})" if len(parts) > 1 else parts[0] if parts else neutral


def total(terms: Iterable[str], zero: str = "0e0") -> str:
    """Return a sum, added up from the left."""
    return " + ".join(terms) or zero


def given(columns: Iterable[str]) -> str:
    """Return how many of these columns are not NULL."""
    return total((f"CAST({each} IS NOT NULL AS INT)" for each in columns), "0")


def rows(values: Iterable[Sequence[str]], alias: str, columns: Sequence[str]) -> str:
    """Return a table of constants; one without rows where there are none."""
    listed = [f"({', '.join(row)})" for row in values]
    named = ", ".join(name(each) for each in columns)
    if not listed:
        nulls = ", ".join("CAST(NULL AS STRING)" for _ in columns)
        return f"(SELECT * FROM (VALUES ({nulls})) AS nothing({named}) WHERE FALSE) AS {alias}"
    return f"(VALUES {', '.join(listed)}) AS {alias}({named})"
