"""A rubric's SQL in DuckDB, against SQL that somebody writes by hand for the same tables.

Partners with 40 answers each, and one item of evidence for each answer. The hand-written query takes the
strongest evidence of each answer, joins, pivots and weights: points and ranges of dimensions and of the
whole, without flags, ages, ratings, facts, faults or verdicts. Both take turns, each in a process of its
own, and so does `score` with a tenth of the partners, and `portfolio` without reports; what counts are the
medians of the ratios of their times by the clock. Run:
python benchmarks/warehouse.py [PARTNERS [ROUNDS]]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import duckdb

import dossiers

PARTNERS = 1_000_000
ROUNDS = 3
DOSSIERS = 2_000
"""For `portfolio`; more make it slower, as do reports."""
DIMENSIONS, CRITERIA = 5, 8
GRADES = {"audited": 1.0, "verified": 0.95, "documented": 0.7, "declared": 0.5, "asserted": 0.4}
IDS = [f"question-{d}-{c}" for d in range(DIMENSIONS) for c in range(CRITERIA)]

HEAD = """\
partnercheck: rubric/1
id: benchmark
version: 1.0.0
title: Forty questions
evidence: {max_age: 18 months}
verdict: {proceed: {score: 70, dimension: 50}, conditional: {score: 50, dimension: 30}}
red_flags:
"""


def rubric() -> str:
    flags = [
        f"  - {{id: flag-{n}, title: Flag, effect: {effect}, when: {{criterion: {IDS[n * 4]}, at_most: 0}}}}"
        for n, effect in enumerate(("decline", "conditional", "note") * 3)
    ]
    lines = ["dimensions:"]
    for d in range(DIMENSIONS):
        lines += [f"  - id: dimension-{d}", "    title: A", f"    weight: {d + 1}", "    criteria:"]
        for c in range(CRITERIA):
            levels = "{0: a, 1: b, 2: c, 3: d, 4: e}"
            head = f"id: {IDS[d * CRITERIA + c]}, title: B, question: C, weight: {c + 1}"
            lines.append(f"      - {{{head}, kind: levels, levels: {levels}}}")
    return HEAD + "\n".join([*flags, *lines]) + "\n"


def make(folder: Path, partners: int) -> None:
    """Write tables in the order of partners."""
    rows = f"range({partners}) AS p(n)"
    key = "'p' || lpad(CAST(n AS VARCHAR), 8, '0')"
    which = f"(SELECT unnest([{', '.join(map(repr, IDS))}]) AS criterion, unnest(range({len(IDS)})) AS c)"
    chance = "CAST(hash(n * 64 + c) // 4 AS BIGINT)"
    grades = ", ".join(map(repr, GRADES))
    queries = {
        "partners": f"SELECT {key} AS partner, 'A firm' AS name, 'GB' AS country, "
        f"DATE '2026-11-20' AS as_of, 'benchmark' AS rubric FROM {rows}",
        "answers": f"SELECT {key} AS partner, criterion, CAST({chance} % 5 AS VARCHAR) AS answer, "
        f"FALSE AS not_applicable FROM {rows}, {which}",
        "evidence": f"SELECT {key} AS partner, criterion, [{grades}][1 + {chance} // 7 % 5] AS grade, "
        f"CAST(DATE '2026-11-01' - INTERVAL 1 DAY * ({chance} // 100 % 400) AS DATE) AS date, "
        f"CAST(NULL AS DATE) AS valid_until, TRUE AS sound FROM {rows}, {which}",
    }
    with duckdb.connect(config={"temp_directory": str(folder)}) as connection:
        for table, query in queries.items():
            order = "ORDER BY n" + (", c" if table != "partners" else "")
            connection.execute(f"COPY ({query} {order}) TO '{folder / table}.parquet' (COMPRESSION zstd)")
    (folder / "rubric.yaml").write_text(rubric(), encoding="utf-8")


def by_hand(folder: Path) -> str:
    """Return the query that somebody would write who needs points and ranges alone."""
    rank = " ".join(f"WHEN '{grade}' THEN {place}" for place, grade in enumerate(GRADES))
    worth = " ".join(f"WHEN {place} THEN {value}" for place, value in enumerate(GRADES.values()))
    pivots = ", ".join(
        f"max(value) FILTER (WHERE criterion = '{each}') AS \"{each}\", "
        f"max(r) FILTER (WHERE criterion = '{each}') AS \"{each}.r\""
        for each in IDS
    )
    parts, whole = [], []
    for d in range(DIMENSIONS):
        inside = [(IDS[d * CRITERIA + c], c + 1) for c in range(CRITERIA)]
        total = sum(weight for _, weight in inside)
        for what, term in (
            ("point", '{w} * "{id}"'),
            ("low", '{w} * "{id}.r" * "{id}"'),
            ("high", '{w} * ("{id}.r" * "{id}" + 100 * (1 - "{id}.r"))'),
        ):
            terms = " + ".join(term.format(w=float(weight), id=each) for each, weight in inside)
            parts.append(f'({terms}) / {float(total)} AS "{d}.{what}"')
    for what in ("point", "low", "high"):
        weighted = " + ".join(f'{float(d + 1)} * "{d}.{what}"' for d in range(DIMENSIONS))
        whole.append(f"({weighted}) / {float(sum(range(DIMENSIONS + 1)))} AS {what}")
    return f"""
        COPY (
        WITH strongest AS (
            SELECT partner, criterion, min(CASE grade {rank} END) AS rank
            FROM '{folder}/evidence.parquet' GROUP BY partner, criterion
        ), valued AS (
            SELECT a.partner, a.criterion, CAST(a.answer AS DOUBLE) * 25 AS value,
                CASE s.rank {worth} END AS r
            FROM '{folder}/answers.parquet' AS a
            LEFT JOIN strongest AS s ON s.partner = a.partner AND s.criterion = a.criterion
        ), wide AS (SELECT partner, {pivots} FROM valued GROUP BY partner),
        dimensions AS (SELECT partner, {", ".join(parts)} FROM wide)
        SELECT *, {", ".join(whole)} FROM dimensions
        ) TO '{folder}/hand.parquet' (COMPRESSION zstd)"""


def run(command: list[str]) -> tuple[float, float]:
    """Return the seconds a process takes by the clock, and the most memory it held, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"failed: {command[:4]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def score(folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "partnercheck", "score", str(folder), "--rubric"]
    return run([*command, str(folder / "rubric.yaml"), "-o", str(folder / "scores.parquet"), "--quiet"])


def portfolio(folder: Path) -> float:
    """Return the seconds that one process takes for one dossier."""
    command = [sys.executable, "-m", "partnercheck", "portfolio", str(folder), "--no-reports", "--quiet"]
    with tempfile.TemporaryDirectory() as out:
        return run([*command, "--jobs", "1", "-o", out])[0] / DOSSIERS


def main() -> int:
    partners = int(sys.argv[1]) if len(sys.argv) > 1 else PARTNERS
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    ratios, growth, gains, most = [], [], [], 0.0
    with tempfile.TemporaryDirectory() as name:
        folder, tenth, loose = (Path(name, each) for each in ("whole", "tenth", "dossiers"))
        for each in (folder, tenth, loose):
            each.mkdir()
        # In a process of its own: one that is started counts what its parent holds as its own peak.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            apart.submit(make, folder, partners).result()
            apart.submit(make, tenth, partners // 10).result()
        dossiers.write(loose, DOSSIERS)
        script = f"import duckdb; duckdb.connect().execute({by_hand(folder)!r})"
        for number in range(rounds):
            by_us, memory = score(folder)
            theirs, their_memory = run([sys.executable, "-c", script])
            few, alone = score(tenth)[0], portfolio(loose)
            ratios.append(by_us / theirs)
            growth.append(by_us / partners / (few / (partners // 10)))
            gains.append(alone / (by_us / partners))
            most = max(most, memory)
            print(
                f"round {number + 1}: score {by_us:.1f} s, {memory:.0f} MB; by hand {theirs:.1f} s, "
                f"{their_memory:.0f} MB; a tenth {few:.1f} s; portfolio {1 / alone:.0f} dossiers a second; "
                f"load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    ratio, slower, gain = median(ratios), median(growth), median(gains)
    print(f"{partners:,} partners, score ÷ by hand: {ratio:.2f} (asked for: at most 2.5)")
    print(f"time a partner ÷ that of a tenth of them: {slower:.2f} (asked for: at most 1.3)")
    print(f"peak memory: {most:.0f} MB (asked for: less than 2000)")
    print(f"partners a second ÷ those of portfolio, one process: {gain:.0f} (asked for: at least 15)")
    return 0 if ratio <= 2.5 and slower <= 1.3 and most < 2_000 and gain >= 15 else 1


if __name__ == "__main__":
    raise SystemExit(main())
