"""`partnercheck score`."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from partnercheck.cli.command import command
from partnercheck.cli.failures import BAD_INPUT, DONE
from partnercheck.cli.files import check_parent
from partnercheck.cli.options import LOOK, ConfineOption, QuietOption, rubric_names, target_path
from partnercheck.diagnostics import fail, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnercheck.model.rubric import Rubric
    from partnercheck.warehouse.duck import DuckDB
    from partnercheck.warehouse.spark import Spark

    Opened = DuckDB | Spark

app = typer.Typer(**LOOK)

_MEMORY = re.compile(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B")
_MOST_EXAMPLES = 5
"""So many problems are told; the table has all."""


class EngineName(StrEnum):
    """What runs the SQL."""

    duckdb = "duckdb"
    spark = "spark"


class Options(NamedTuple):
    """What the command line asks for."""

    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A folder of Parquet files, a DuckDB file, or with Spark a database of its catalog.",
        ),
    ]
    rubric: Annotated[
        str,
        typer.Option(
            metavar="ID|PATH",
            help="The rubric: an id, id@version, or a path.",
            autocompletion=rubric_names,
            show_default=False,
        ),
    ]
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            parser=target_path,
            help="The file to write, .parquet or .csv.",
            show_default=False,
        ),
    ]
    engine: Annotated[EngineName, typer.Option(help="What runs the SQL.")] = EngineName.duckdb
    detail: Annotated[
        bool, typer.Option("--detail", help="Write a row for each criterion too, to FILE.criteria.")
    ] = False
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="The memory that DuckDB may take; the rest waits on disk.")
    ] = "1.5GB"
    quiet: QuietOption = False


@command(app, exits={2: "partners are left out (the others are scored), or the command is wrong"})
def score(asked: Options, confine: ConfineOption = None) -> int:
    """Score the partners of a warehouse: one query, with the numbers of `assess`.

    Beside FILE.parquet stands FILE.problems.parquet: what is wrong with rows, by partner and criterion. Such
    partners are left out and counted.

    \b
    Examples:
      partnercheck score tables/ --rubric strategic-alliance -o scores.parquet
      partnercheck score warehouse.duckdb --rubric ours.yaml -o scores.csv --detail
    """
    from partnercheck.cli.outputs import check_unread, real_paths
    from partnercheck.load import Loader
    from partnercheck.model.warehouse_tables import TABLES
    from partnercheck.warehouse.needed import needed

    if asked.output.suffix not in {".parquet", ".csv"}:
        raise fail("output", "scores are written as .parquet or .csv", str(asked.output))
    if not asked.memory or not _MEMORY.fullmatch(asked.memory):
        raise typer.BadParameter("it takes a size such as 2GB", param_hint="--memory")
    check_parent(asked.output)
    tables = [Path(asked.source, f"{each.name}.parquet") for each in TABLES]
    read_from = real_paths([asked.rubric, Path(asked.source), *tables])
    for path in _paths(asked):
        check_unread(path, read_from)
    needed("warehouse")
    rubric = Loader(confine=confine).rubric(asked.rubric).rubric
    with _engine(asked) as engine:
        count = _write(asked, engine, rubric)
    for line in count.examples:
        print(line, file=sys.stderr)
    if not asked.quiet:
        print(f"scored: {count.scored:,} of {count.partners:,} partners")
        print(f"written: {', '.join(visible(str(path)) for path in _paths(asked))}")
    return BAD_INPUT if count.problems else DONE


def _engine(asked: Options) -> Opened:
    if asked.engine is EngineName.spark:
        from partnercheck.warehouse.needed import needed
        from partnercheck.warehouse.spark import Spark

        needed("spark")
        return Spark(asked.source)
    from partnercheck.warehouse.duck import DuckDB

    return DuckDB(Path(asked.source), asked.memory)


def _paths(asked: Options) -> list[Path]:
    """Return the files to write: scores, problems, and criteria where they are asked for."""
    stem, suffix = asked.output.with_suffix(""), asked.output.suffix
    more = ("problems", "criteria") if asked.detail else ("problems",)
    return [asked.output, *(stem.with_name(f"{stem.name}.{each}{suffix}") for each in more)]


class Count(NamedTuple):
    """How many partners there are, how many of them are scored, and what is wrong with the others."""

    partners: int
    scored: int
    problems: int
    examples: list[str]


def _write(asked: Options, engine: Opened, rubric: Rubric) -> Count:
    from partnercheck.cli.progress import progress
    from partnercheck.cli.row_files import RowFiles
    from partnercheck.warehouse.score import partners, score

    count = Count(0, 0, 0, [])
    with (
        RowFiles(_paths(asked)) as files,
        progress("Scoring", partners(engine, asked.source)) as advance,
    ):
        for part in score(engine, rubric, asked.source, detail=asked.detail):
            tables = [part.scores, part.problems, *([part.criteria] if part.criteria is not None else [])]
            for place, rows in enumerate(tables):
                files.add(place, rows)
            named = part.problems.slice(0, max(0, _MOST_EXAMPLES - count.problems)).to_pylist()
            count = Count(
                count.partners + part.partners,
                count.scored + part.scores.num_rows,
                count.problems + part.problems.num_rows,
                [*count.examples, *(_line(asked.source, each) for each in named)],
            )
            advance(part.partners)
    if count.problems > _MOST_EXAMPLES:
        count.examples.append(f"{count.problems - _MOST_EXAMPLES:,} more: {visible(str(_paths(asked)[1]))}")
    return count


def _line(source: str, problem: Mapping[str, str | None]) -> str:
    place = ": ".join(
        visible(part) for part in (problem["partner"], problem["criterion"]) if part is not None
    )
    return f"{place or visible(source)}: error {problem['code']}: {visible(str(problem['message']))}"
