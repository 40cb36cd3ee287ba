"""Scores of all partners in a source, part by part, with what is wrong with those that are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from partnercheck.diagnostics import fail
from partnercheck.model.warehouse_tables import PARTNERS, TABLES
from partnercheck.warehouse.engine import Part, Source
from partnercheck.warehouse.sql.problems import problems_query
from partnercheck.warehouse.sql.program import criteria_query, scores_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.rubric import Rubric
    from partnercheck.warehouse.engine import Engine
    from partnercheck.warehouse.sql.text import Query

PART = 100_000
"""So many partners are scored at a time: enough to spread what a query costs, and they fit into memory."""

PROBLEMS = pa.schema([(column, pa.string()) for column in ("partner", "criterion", "code", "message")])

_NOBODY = "NOT EXISTS (SELECT 1 FROM partners WHERE partners.partner = found.partner) GROUP BY partner"


class Queries(NamedTuple):
    """The queries of a rubric; None for criteria where they are not asked for."""

    scores: Query
    problems: Query
    criteria: Query | None


class Scored(NamedTuple):
    """What came of one part.

    Attributes:
        partners: How many there are.
        criteria: A row for each criterion of each; None where they are not asked for.
    """

    partners: int
    scores: pa.Table
    criteria: pa.Table | None
    problems: pa.Table


def score(engine: Engine, rubric: Rubric, where: str, *, detail: bool) -> Iterator[Scored]:
    """Yield what comes of each part; the parts in the order of partners.

    A partner whose rows have a fault is left out of scores and named in problems; so are rows that belong to
    nobody. Where a table lacks a column, that is the only problem, and nobody is scored.

    Raises:
        InputError: There are no partners, or the rubric has names that tables cannot tell apart.
    """
    source = Source(engine, rubric)
    queries = Queries(
        scores_query(rubric), problems_query(rubric), criteria_query(rubric) if detail else None
    )
    if source.lacking:
        yield _lacking(engine, source, where)
        return
    done = None
    for part in source.parts(PART):
        done = _scored(engine, source, part, queries)
        yield done
    if done is not None:
        source.show(Part())
        details = None if done.criteria is None else done.criteria.slice(0, 0)
        yield Scored(0, done.scores.slice(0, 0), details, _orphans(engine))


def _scored(engine: Engine, source: Source, part: Part, queries: Queries) -> Scored:
    source.show(part)
    found = engine.query(queries.scores)
    details = None if queries.criteria is None else engine.query(queries.criteria)
    engine.hold("scored", found.select(["partner"]))
    left = engine.query(
        "SELECT DISTINCT partner FROM partners WHERE partner NOT IN (SELECT partner FROM scored)"
    )
    wrong = PROBLEMS.empty_table()
    if left.num_rows:
        engine.hold("left_out", left)
        source.show(part, among="SELECT partner FROM left_out")
        wrong = engine.query(queries.problems).cast(PROBLEMS)
    return Scored(found.num_rows + left.num_rows, found, details, wrong)


def partners(engine: Engine, where: str) -> int:
    """Return how many partners there are.

    Raises:
        InputError: There is no table of partners.
    """
    if engine.columns(PARTNERS.name) is None:
        hint = (
            "in a folder it is partners.parquet; `partnercheck tables` writes such files, "
            "`partnercheck schema tables` describes them"
        )
        raise fail("no-table", "there is no table `partners` here", where, hint)
    counted = engine.query(f"SELECT count(*) AS partners FROM {engine.found(PARTNERS.name)}")
    return int(counted.column(0)[0].as_py())


def _lacking(engine: Engine, source: Source, where: str) -> Scored:
    rows = [
        {"partner": None, "criterion": None, "code": each.code, "message": each.message}
        for each in source.lacking
    ]
    empty = pa.table({"partner": pa.array([], pa.string())})
    return Scored(partners(engine, where), empty, None, pa.Table.from_pylist(rows, schema=PROBLEMS))


def _orphans(engine: Engine) -> pa.Table:
    """Return the problems of rows whose partner is not in `partners`."""
    queries = [
        f"SELECT partner, CAST(NULL AS STRING) AS criterion, 'unknown-partner' AS code, "
        f"'a row of `{table.name}` belongs to no partner' AS message "
        f"FROM {table.name} AS found WHERE {_NOBODY}"
        for table in TABLES
        if "partner" in table.names
    ]
    union = " UNION ALL ".join(queries)
    return engine.query(f"SELECT * FROM ({union}) AS orphans ORDER BY partner, message").cast(PROBLEMS)
