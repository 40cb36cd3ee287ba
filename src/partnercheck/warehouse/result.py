"""What `score` wrote, read again: how all partners stand, and those at the top and at the bottom."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from partnercheck.diagnostics import fail, shown
from partnercheck.model.assessment import NO_SCORE, FileUsed, RubricUsed, Score
from partnercheck.model.criteria.in_sql import text
from partnercheck.model.levels import LEVELS, VERDICT_LEVELS
from partnercheck.model.portfolio import DimensionScore, Partner, Standing
from partnercheck.warehouse.duck import connected, file_by
from partnercheck.warehouse.sql.text import name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from partnercheck.model.levels import VerdictLevel

_TYPES = {
    "partner": "VARCHAR",
    "name": "VARCHAR",
    "as_of": "DATE",
    "verdict": "VARCHAR",
    "firm": "BOOLEAN",
    "worst": "VARCHAR",
    "now": "VARCHAR",
    "best": "VARCHAR",
    "point": "DOUBLE",
    "low": "DOUBLE",
    "high": "DOUBLE",
    "coverage": "DOUBLE",
    "reasons": "VARCHAR",
    "call": "VARCHAR",
}
"""The columns that a result must have."""

_SCORE = ("point", "low", "high", "coverage")
_MAY_LACK = {"point", "reasons", "call"}


class Ranked(NamedTuple):
    """A partner and its rank; equal ones share a rank."""

    rank: int
    partner: Partner


class Result(NamedTuple):
    """A result as a whole.

    Attributes:
        firm: How many verdicts no missing evidence could change.
        days: The first and the last as-of date.
        dimensions: Their ids.
        listed: The best and the last partners by rank, in its order; all where there are few.
    """

    total: int
    levels: dict[VerdictLevel, int]
    firm: int
    days: tuple[dt.date, dt.date] | None
    dimensions: tuple[str, ...]
    listed: list[Ranked]


def read_result(path: Path, most: int) -> Result:
    """Return what a Parquet or CSV file of scores says; no more than so many partners one by one.

    Raises:
        InputError: It cannot be read, lacks a column, or has a value that `score` does not write.
    """
    if path.suffix == ".csv":
        found = file_by("read_csv", path, "all_varchar = true", "header = true", "delim = ','")
    else:
        found = file_by("read_parquet", path)
    with _opened(path) as connection:
        columns = [column for column, *_ in connection.execute(f"DESCRIBE FROM {found}").fetchall()]
        missing = [column for column in _TYPES if column not in columns]
        if missing:
            message = f"it has no column {', '.join(f'`{each}`' for each in missing)}"
            raise fail("no-scores", message, str(path), "`partnercheck score` writes such files")
        dimensions = _dimensions(columns)
        numbers = {f"{each}.{part}": "DOUBLE" for each in dimensions for part in _SCORE}
        statuses = {each: "VARCHAR" for each in columns if each.endswith(".status")}
        types = {**_TYPES, **numbers, **statuses}
        connection.execute(f"CREATE TEMP VIEW raw AS FROM {found}")
        _check(connection, types, set(_MAY_LACK) | set(numbers) | set(statuses), path)
        read = ", ".join(f"{_read(each, kind)} AS {name(each)}" for each, kind in types.items())
        connection.execute(f"CREATE TEMP VIEW scores AS SELECT {read} FROM raw")
        counted = dict(connection.execute("SELECT verdict, count(*) FROM scores GROUP BY ALL").fetchall())
        whole = "SELECT count(*), count(*) FILTER (firm), min(as_of), max(as_of) FROM scores"
        total, firm, first, last = connection.execute(whole).fetchall()[0]
        rows = connection.execute(_ends(total, most))
        names = [column for column, *_ in rows.description]
        listed = [
            _ranked(dict(zip(names, row, strict=True)), dimensions, list(statuses)) for row in rows.fetchall()
        ]
    levels = {level: counted.get(level, 0) for level in VERDICT_LEVELS}
    return Result(total, levels, firm, (first, last) if total else None, dimensions, listed)


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that tells what it cannot read as an error of the file."""
    with connected("2GB") as connection:
        try:
            yield connection
        except duckdb.Error as error:
            message = f"it cannot be read: {shown(str(error).partition(chr(10))[0])}"
            raise fail("no-scores", message, str(path)) from None


def _dimensions(columns: list[str]) -> tuple[str, ...]:
    ends = [each.removesuffix(".point") for each in columns if each.endswith(".point")]
    return tuple(each for each in ends if all(f"{each}.{part}" in columns for part in _SCORE))


def _read(column: str, kind: str) -> str:
    return f"TRY_CAST(CAST({name(column)} AS VARCHAR) AS {kind})"


def _check(
    connection: duckdb.DuckDBPyConnection, types: Mapping[str, str], may_lack: set[str], path: Path
) -> None:
    """Refuse a file with a value that `score` does not write, or two rows of one partner."""
    among = {"verdict": VERDICT_LEVELS, **dict.fromkeys(("worst", "now", "best"), LEVELS)}
    tests = {}
    for column, kind in types.items():
        value = _read(column, kind)
        right = f"{value} IS NOT NULL"
        if kind == "DOUBLE":
            right = f"{value} BETWEEN 0 AND 100"
        elif column in among:
            right = f"{value} IN ({', '.join(map(text, among[column]))})"
        if column in may_lack:
            right = f"({name(column)} IS NULL OR {right})"
        tests[column] = f"count(*) FILTER (NOT COALESCE({right}, FALSE))"
    wrong = connection.execute(f"SELECT {', '.join(tests.values())} FROM raw").fetchall()[0]
    for column, count in zip(tests, wrong, strict=True):
        if count:
            message = f"`{shown(column)}` has a value that no score has, in {count:,} row{'s' * (count > 1)}"
            raise fail("wrong-scores", message, str(path), "`partnercheck score` writes such files")
    twice = "SELECT partner FROM raw GROUP BY partner HAVING count(*) > 1 ORDER BY partner LIMIT 1"
    for (partner,) in connection.execute(twice).fetchall():
        raise fail("wrong-scores", f"there are two rows for `{shown(str(partner))}`", str(path))


def _ends(total: int, most: int) -> str:
    """Return the query of the best and the last by rank."""
    order = f"list_position([{', '.join(map(text, VERDICT_LEVELS))}], verdict), point DESC NULLS LAST"
    last = most // 2
    return f"""
        WITH placed AS (
            SELECT partner, rank() OVER (ORDER BY {order}) AS rank,
                row_number() OVER (ORDER BY {order}, partner) AS place
            FROM scores
        )
        SELECT scores.*, placed.rank FROM scores JOIN placed ON placed.partner = scores.partner
        WHERE place <= {most - last} OR place > {total - last} ORDER BY place"""


def _ranked(row: dict[str, Any], dimensions: tuple[str, ...], statuses: list[str]) -> Ranked:
    reasons = (row["reasons"] or "").split(", ")

    def flags(status: str) -> tuple[str, ...]:
        return tuple(each.removesuffix(".status") for each in statuses if row[each] == status)

    def score(prefix: str = "") -> Score:
        point, low, high, coverage = (row[f"{prefix}{part}"] for part in _SCORE)
        return NO_SCORE if low is None else Score(point, low, high, coverage, gap=None)

    partner = Partner(
        name=row["name"],
        country=None,
        identifiers=None,
        scope=None if row["partner"] == row["name"] else row["partner"],
        dated=row["as_of"],
        dossier=FileUsed(row["partner"], ""),
        rubric=RubricUsed("", "", None, ""),
        organisation=None,
        as_of=row["as_of"],
        verdict=Standing(row["verdict"], row["firm"], row["worst"], row["now"], row["best"]),
        decided=None,
        score=score(),
        dimensions=tuple(DimensionScore(each, each, score(f"{each}.")) for each in dimensions),
        raised=flags("raised"),
        open=flags("open"),
        waived=tuple(each.removeprefix("waiver:") for each in reasons if each.startswith("waiver:")),
        relationship=row["call"],
        conditions=0,
        owners=(),
        due=(),
        warnings=0,
    )
    return Ranked(row["rank"], partner)
