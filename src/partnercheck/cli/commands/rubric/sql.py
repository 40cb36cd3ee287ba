"""`partnercheck rubric sql`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercheck.cli.command import command
from partnercheck.cli.options import LOOK, ConfineOption, rubric_names

app = typer.Typer(**LOOK)


class Dialect(StrEnum):
    """The engines that run the text."""

    duckdb = "duckdb"
    spark = "spark"


@command(app, exits={2: "there is no such rubric, it has errors, or tables cannot hold it"})
def sql(
    rubric: Annotated[
        str,
        typer.Argument(
            metavar="ID|PATH",
            help="An id, id@version, or a path; - reads standard input.",
            autocompletion=rubric_names,
        ),
    ],
    dialect: Annotated[
        Dialect,
        typer.Option(
            help="For `spark` the steps are statements of their own, after settings; their text is the same."
        ),
    ] = Dialect.duckdb,
    detail: Annotated[
        bool, typer.Option("--detail", help="The query of criteria, a row for each, in place of scores.")
    ] = False,
    confine: ConfineOption = None,
) -> None:
    """Print a rubric as SQL: one query from tables of partners to their scores and verdicts.

    The tables are those that `partnercheck tables` writes and `partnercheck schema tables` describes. A
    partner whose rows have a fault is left out; `partnercheck score` says why.

    \b
    Examples:
      partnercheck rubric sql strategic-alliance
      partnercheck rubric sql ours.yaml --dialect spark
    """
    from partnercheck.cli.references import loader_of
    from partnercheck.warehouse.sql.program import SPARK_SETTINGS, criteria_query, scores_query

    found = loader_of([rubric], confine).rubric(rubric).rubric
    query = criteria_query(found) if detail else scores_query(found)
    print(query.script(SPARK_SETTINGS) if dialect is Dialect.spark else query, end="")
