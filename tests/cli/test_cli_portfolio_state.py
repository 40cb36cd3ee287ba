"""What a portfolio's folder knows of its runs: held by one, whole after each step, read by later versions."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from cli_portfolios import OUT, STATE

from partnercheck.cli.portfolio.entries import Row
from partnercheck.cli.portfolio.state import State
from partnercheck.diagnostics import InputError
from portfolios import rows, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from running import Result

EARLIER = (
    "CREATE TABLE settings (text TEXT NOT NULL)",
    "CREATE TABLE entries (dossier TEXT PRIMARY KEY, line TEXT NOT NULL)",
    "CREATE TABLE written (name TEXT PRIMARY KEY) WITHOUT ROWID",
)


def test_a_state_whose_partners_stand_in_their_lines_is_taken_over(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    (partners / "bad.yaml").write_text("partnercheck: dossier/1\n", encoding="utf-8")
    assert portfolio(partners).code == 2
    kept = {path: path.stat().st_ino for path in (OUT / "reports").iterdir()}
    outputs, now = tree(OUT), rows(STATE)
    with closing(sqlite3.connect(STATE)) as state:
        settings, entries, written = (
            state.execute(f"SELECT * FROM {name}").fetchall() for name in ("settings", "entries", "written")
        )
    assert len([partner for *_, partner in entries if partner]) == len(kept) == 6
    STATE.unlink()
    with closing(sqlite3.connect(STATE)) as state, state:
        for statement in EARLIER:
            state.execute(statement)
        state.executemany("INSERT INTO settings VALUES (?)", settings)
        state.executemany("INSERT INTO written VALUES (?)", written)
        lines = [(each, before(line, partner)) for each, line, partner in entries]
        state.executemany("INSERT INTO entries VALUES (?, ?)", [*lines, ("partners/gone.yaml", "no entry")])
    assert portfolio(partners).code == 2
    assert {path: path.stat().st_ino for path in (OUT / "reports").iterdir()} == kept
    assert (tree(OUT), sorted(rows(STATE))) == (outputs, sorted(now))


def before(line: str, partner: str | None) -> str:
    """Return an entry as earlier versions kept it."""
    whole = json.loads(line) | {"sources": {"rubric": "0" * 64}}
    if partner is not None:
        whole["partner"] = json.loads(partner)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def test_a_state_is_held_by_one_at_a_time_and_let_go(tmp_path: Path) -> None:
    with closing(State(tmp_path / "state", tmp_path)) as state:
        state.begin("settings", [], ["a"], [])
        with pytest.raises(InputError, match="another run is writing into this folder"):
            State(tmp_path / "state", tmp_path)
    with closing(State(tmp_path / "state", tmp_path)) as state:
        assert (state.settings(), state.written()) == ("settings", {"a"})


def test_a_step_that_fails_leaves_the_state_as_it_was(tmp_path: Path) -> None:
    def entries() -> Iterator[Row]:
        yield Row("a", "1")
        raise KeyboardInterrupt

    with closing(State(tmp_path / "state", tmp_path)) as state:
        with pytest.raises(KeyboardInterrupt):
            state.add(entries())
        assert state.get("a") is None
        state.add([Row("a", "2")])
    assert any("'a','2',NULL" in row for row in rows(tmp_path / "state"))
