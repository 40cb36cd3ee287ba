"""`tables` and `score`: from a folder of dossiers to a table of verdicts."""

from __future__ import annotations

import csv
import errno
import importlib.util
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest
from cli_scored import VARIANTS, rows, score
from pyarrow import parquet

from building import ORGANISATION, lay_out
from partnercheck.cli.row_files import RowFiles
from partnercheck.diagnostics import InputError
from partnercheck.engine import decide
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]


ANSWERS = "'tables/answers.parquet'"


def test_scores_are_those_of_assess(tables: Path, run: Run) -> None:
    result = score(run, "tables", "scores.parquet", "--detail")
    assert (result.code, result.err) == (0, "")
    assert "scored: 5 of 5 partners" in result.out
    found = {row["partner"]: row for row in rows(tables.parent / "scores.parquet")}
    details = rows(tables.parent / "scores.criteria.parquet")
    assert rows(tables.parent / "scores.problems.parquet") == []
    for name in VARIANTS:
        decision = decide(Loader().dossier(tables.parent / "partners" / f"{name}.yaml"))
        assert (found[name]["verdict"], found[name]["firm"]) == decision.ruling[:2]
        assert found[name]["point"] == pytest.approx(decision.tree.whole.point, abs=1e-9)
        own = [each for each in details if each["partner"] == name]
        scored = [each for each in decision.judgements if each.criterion.scored]
        assert [each["criterion"] for each in own] == [each.criterion.id for each in scored]
        assert [each["status"] for each in own] == [each.status for each in scored]
        grades = [each.support.grade if each.support and each.point is not None else None for each in scored]
        assert [each["grade"] for each in own] == grades
        for each, expected in zip(own, scored, strict=True):
            number = (expected.point, expected.low, expected.high) if expected.applies else (None,) * 3
            assert (each["point"], each["low"], each["high"]) == tuple(
                None if n is None else pytest.approx(n, abs=1e-9) for n in number
            )


@pytest.mark.parametrize(
    ("second", "named"),
    [("zz/acme.yaml", ("partners", "zz")), ("partners/acme.yml", ("partners",))],
)
def test_two_dossiers_never_share_a_key(second: str, named: tuple[str, ...], folder: Path, run: Run) -> None:
    lay_out(folder)
    text = (
        (folder / "dossier.yaml")
        .read_text()
        .replace("./rubric", "../rubric")
        .replace("us.yaml", "../us.yaml")
    )
    for name in ("partners/acme.yaml", second):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text.replace("Acme", f"Acme of {name}"))
    result = run("tables", *named, "-o", "tables")
    assert result.code == 2
    why = (
        "error duplicate-partner: its key would be `acme`, as that of partners/acme.yaml is, which is written"
    )
    assert f"{second}:1:1: {why}" in result.err
    (kept,) = rows(folder / "tables" / "partners.parquet")
    assert (kept["partner"], kept["name"]) == ("acme", "Acme of partners/acme.yaml")
    (folder / second).rename(folder / "partners" / "other.yaml")
    assert run("tables", "partners", "-o", "tables").code == 0


def test_a_database_is_scored_as_a_folder_is(tables: Path, run: Run) -> None:
    with duckdb.connect(str(tables.parent / "firm.duckdb")) as connection:
        for file in tables.glob("*.parquet"):
            connection.execute(f"CREATE TABLE {file.stem} AS FROM '{file}'")
    before = (tables.parent / "firm.duckdb").read_bytes()
    assert score(run, "tables", "a.parquet").code == score(run, "firm.duckdb", "b.parquet").code == 0
    assert (tables.parent / "a.parquet").read_bytes() == (tables.parent / "b.parquet").read_bytes()
    assert (tables.parent / "firm.duckdb").read_bytes() == before


def moved(table: str, to: str) -> str:
    return f"CREATE TABLE {to} AS FROM {table}; DROP TABLE {table}; "


CHANGED = {
    "capitals, and another schema": (
        moved("answers", "other") + moved("other", "ANSWERS") + "CREATE SCHEMA risk; "
        "CREATE TABLE risk.answers AS FROM answers; " + moved("waivers", "risk.waivers"),
        0,
        "",
    ),
    "partners elsewhere": ("CREATE SCHEMA risk; " + moved("partners", "risk.partners"), 2, "no-table"),
    "a broken view": (
        moved("waivers", "x") + "CREATE VIEW waivers AS FROM x; DROP TABLE x",
        2,
        "firm.duckdb:1:1: error no-file: it cannot be read: Catalog Error: Table with name x does not exist",
    ),
    "a view of what is no date": (
        moved("events", "x") + "INSERT INTO x VALUES ('a', 'pace', NULL); "
        'CREATE VIEW events AS SELECT partner, about, CAST(about AS DATE) AS "on" FROM x',
        2,
        "firm.duckdb:1:1: error no-file: it cannot be read: Conversion Error",
    ),
}
"""Changes of a database, the exit code, and what is said."""


@pytest.mark.parametrize(("change", "code", "said"), CHANGED.values(), ids=CHANGED)
def test_tables_of_a_database_are_found_or_told(
    change: str, code: int, said: str, tables: Path, run: Run
) -> None:
    with duckdb.connect(str(tables.parent / "firm.duckdb")) as connection:
        for file in tables.glob("*.parquet"):
            connection.execute(f"CREATE TABLE {file.stem} AS FROM '{file}'")
        connection.execute(change)
    result = score(run, "firm.duckdb", "a.parquet")
    assert (result.code, said in result.err) == (code, True), result.err
    if code == 0:
        assert score(run, "tables", "b.parquet").code == 0
        assert rows(tables.parent / "a.parquet") == rows(tables.parent / "b.parquet")


@pytest.mark.parametrize("name", ["t*[12]?'", "as_of=2020-01-01", "verdict=hold"])
def test_a_folder_is_read_by_its_name_whatever_signs_are_in_it(name: str, tables: Path, run: Run) -> None:
    assert score(run).code == 0
    tables.rename(tables.with_name(name))
    for other in ("t1x'", "tx2x'"):
        (tables.parent / other).mkdir()
        (tables.parent / other / "partners.parquet").write_bytes(b"another")
        (tables.parent / f"{other}.parquet").write_bytes(b"another")
    assert score(run, name, f"{name}.parquet").code == 0
    assert rows(tables.parent / f"{name}.parquet") == rows(tables.parent / "scores.parquet")
    page = run("portfolio", "--scores", f"{name}.parquet", "-o", "review")
    assert (page.code, "partners: 5" in page.out) == (0, True)
    assert run("portfolio", "--scores", "scores.parquet", "-o", "plain").out == page.out.replace(
        "review", "plain"
    )
    assert score(run, name, f"{name}/scores.csv").code == 0
    as_text = run("portfolio", "--scores", f"{name}/scores.csv", "-o", "review")
    assert as_text.out == page.out


@pytest.mark.parametrize("name", ["partners", "answers"])
def test_scores_are_never_written_over_what_is_read(name: str, tables: Path, run: Run) -> None:
    before = (tables / f"{name}.parquet").read_bytes()
    result = score(run, "tables", f"tables/{name}.parquet")
    assert (result.code, result.out) == (2, "")
    assert f"tables/{name}.parquet:1:1: error output: this would overwrite what is read" in result.err
    assert (tables / f"{name}.parquet").read_bytes() == before


@pytest.mark.parametrize("name", ["firm.parquet", "firm.csv"])
def test_scores_are_never_written_over_the_database_they_come_from(name: str, tables: Path, run: Run) -> None:
    database = tables.parent / name
    with duckdb.connect(str(database)) as connection:
        for file in tables.glob("*.parquet"):
            connection.execute(f"CREATE TABLE {file.stem} AS FROM '{file}'")
    before = database.read_bytes()
    result = score(run, name, name)
    assert (result.code, "this would overwrite what is read" in result.err) == (2, True)
    assert database.read_bytes() == before


def test_a_table_is_no_source_on_its_own(tables: Path, run: Run) -> None:
    assert tables
    result = score(run, "tables/partners.parquet")
    assert result.code == 2
    assert result.err.startswith("tables/partners.parquet:1:1: error no-file: it is no DuckDB database\n")


def test_half_a_database_is_told_from_what_is_none(tables: Path, run: Run) -> None:
    with duckdb.connect("whole.duckdb") as connection:
        connection.execute("CREATE TABLE partners AS FROM 'tables/partners.parquet'")
    folder = tables.parent
    (folder / "half.duckdb").write_bytes((folder / "whole.duckdb").read_bytes()[:5000])
    (folder / "text.duckdb").write_text("not a valid DuckDB database")
    half, other = score(run, "half.duckdb"), score(run, "text.duckdb")
    assert (half.code, other.code) == (2, 2)
    assert half.err.startswith("half.duckdb:1:1: error no-file: it cannot be read: ")
    assert other.err.startswith("text.duckdb:1:1: error no-file: it is no DuckDB database\n")


def test_no_text_in_a_csv_file_is_a_formula(tables: Path, run: Run) -> None:
    with duckdb.connect() as connection:
        renamed = "(SELECT * REPLACE ('=1+1' AS name) FROM 'tables/partners.parquet')"
        connection.execute(f"COPY {renamed} TO 'renamed.parquet'")
    (tables.parent / "renamed.parquet").replace(tables / "partners.parquet")
    assert score(run, "tables", "scores.csv").code == 0
    with (tables.parent / "scores.csv").open(encoding="utf-8", newline="") as file:
        assert {row["name"] for row in csv.DictReader(file)} == {"'=1+1"}


def test_rows_that_cannot_be_written_to_their_end_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(parquet.ParquetWriter):
        def close(self) -> None:
            super().close()
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(parquet, "ParquetWriter", Full)
    rows = pa.table({"partner": ["Acme"]})

    def write() -> None:
        with RowFiles([tmp_path / "scores.parquet", tmp_path / "flags.csv"]) as files:
            files.add(0, rows)
            files.add(1, rows)

    with pytest.raises(InputError, match="No space left on device"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_lacks_a_column_is_told_and_nobody_is_scored(tables: Path, run: Run) -> None:
    with duckdb.connect() as connection:
        connection.execute("COPY (SELECT * EXCLUDE sound FROM 'tables/evidence.parquet') TO 'less.parquet'")
    (tables.parent / "less.parquet").replace(tables / "evidence.parquet")
    result = score(run, str(tables.rename(tables.parent / "risk").name))
    assert (result.code, result.err) == (
        2,
        "risk: error missing-column: the table `evidence` has no column `sound`\n",
    )
    assert "scored: 0 of 5 partners" in result.out


def test_a_partner_with_a_fault_is_left_out(tables: Path, run: Run) -> None:
    with duckdb.connect() as connection:
        wrong = "CASE WHEN partner = 'a' AND criterion = 'pace' THEN '007' ELSE answer END"
        connection.execute(f"COPY (SELECT * REPLACE ({wrong} AS answer) FROM {ANSWERS}) TO 'wrong.parquet'")
    (tables.parent / "wrong.parquet").replace(tables / "answers.parquet")
    result = score(run)
    assert result.code == 2
    assert result.err.startswith("a: pace: error wrong-answer: `007` is no answer of kind `match`")
    assert "scored: 4 of 5 partners" in result.out


def test_parts_of_the_partners_give_the_same_as_all_at_once(
    tables: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert score(run, "tables", "whole.parquet").code == 0
    monkeypatch.setattr("partnercheck.warehouse.score.PART", 2)
    assert score(run, "tables", "parts.parquet").code == 0
    assert rows(tables.parent / "parts.parquet") == rows(tables.parent / "whole.parquet")


def test_without_partners_there_is_nothing_to_score(folder: Path, run: Run) -> None:
    lay_out(folder)
    (folder / "tables").mkdir()
    result = score(run)
    assert result.code == 2
    assert "no-table: there is no table `partners` here" in result.err
    assert not list(folder.glob("scores*"))


@pytest.mark.parametrize("text", ["not a database", "x"])
def test_what_is_no_table_is_told(text: str, folder: Path, run: Run) -> None:
    lay_out(folder)
    (folder / "tables").mkdir()
    (folder / "tables" / "partners.parquet").write_text(text)
    (folder / "firm.duckdb").write_text(text)
    for source in ("tables", "firm.duckdb", "none"):
        result = score(run, source)
        assert (result.code, "error" in result.err, "Traceback" in result.err) == (2, True, False)


def test_tables_hold_one_organisation(tables: Path, run: Run, write: Write) -> None:
    write("them.yaml", ORGANISATION.replace("pace: 2", "pace: 3"))
    text = (tables.parent / "partners" / "a.yaml").read_text(encoding="utf-8")
    write("partners/f.yaml", text.replace("us.yaml", "them.yaml"))
    result = run("tables", "partners", "-o", "tables", "-q")
    assert result.code == 2
    assert "partners/f.yaml:1:1: error organisation: its organisation states other positions" in result.err
    assert {row["partner"] for row in rows(tables / "partners.parquet")} == set(VARIANTS)


@pytest.mark.usefixtures("folder")
def test_without_its_libraries_it_says_how_to_get_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        "partnercheck.warehouse.needed.find_spec", lambda name: None if name == "duckdb" else known(name)
    )
    result = score(run)
    assert result.code == 2
    assert "this needs the extra `warehouse`; install it with: pip install" in result.err
