"""`portfolio` run again: what changed is assessed anew, and what is gone goes."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_portfolios import OUT, STATE, assessed

from building import DOSSIER
from portfolios import lay_out_portfolio, rows, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


def test_only_what_changed_is_assessed_again(portfolio: Callable[..., Result], partners: Path) -> None:
    assert assessed(portfolio(partners)) == (6, 0, 0)
    before = tree(OUT)
    assert assessed(portfolio(partners)) == (0, 6, 0)
    assert tree(OUT) == before
    one = partners / "partner-03.yaml"
    one.write_text(one.read_text(encoding="utf-8").replace("growth: 12.5", "growth: 20"), encoding="utf-8")
    assert assessed(portfolio(partners)) == (1, 5, 0)
    assert tree(OUT) != before


@pytest.mark.parametrize("name", ["rubric.yaml", "us.yaml"])
def test_what_all_dossiers_are_held_against_changes_all(
    name: str, portfolio: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    with (partners / name).open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert assessed(portfolio(partners)) == (6, 0, 0)


@pytest.mark.parametrize(
    "options", [("--as-of", "2026-12-01"), ("--within", "5"), ("--reports", "html,md"), ("--no-reports",)]
)
def test_other_options_assess_all_again_and_leave_no_report_behind(
    options: tuple[str, ...], portfolio: Callable[..., Result], run: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    assert assessed(portfolio(partners, *options)) == (6, 0, 0)
    run("portfolio", partners, *options, "-o", "fresh")
    assert tree(OUT) == tree(Path("fresh")) | ({"reports": ""} if "--no-reports" in options else {})


def test_a_changed_evidence_file_and_a_missing_report_are_noticed(
    portfolio: Callable[..., Result], small: Callable[..., Path], folder: Path
) -> None:
    item = "{grade: audited, source: A register, date: 2026-10-01, file: register.txt}"
    text = DOSSIER.replace("{grade: audited, source: A register, date: 2026-10-01}", item)
    dossier = small(dossier=text)
    portfolio(dossier)
    assert assessed(portfolio(dossier)) == (0, 1, 0)
    (folder / "register.txt").write_text("entries", encoding="utf-8")
    assert assessed(portfolio(dossier)) == (1, 0, 0)
    (OUT / "reports" / "dossier.html").unlink()
    assert assessed(portfolio(dossier)) == (1, 0, 0)
    assert (OUT / "reports" / "dossier.html").exists()


def test_a_changed_logo_is_noticed(portfolio: Callable[..., Result], partners: Path) -> None:
    logo = partners / "logo.svg"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{}</title></svg>'
    logo.write_text(picture.format("A"), encoding="utf-8")
    with (partners / "us.yaml").open("a", encoding="utf-8") as file:
        file.write("report: {logo: logo.svg}\n")
    assert assessed(portfolio(partners)) == (6, 0, 0)
    assert assessed(portfolio(partners)) == (0, 6, 0)
    logo.write_text(picture.format("B"), encoding="utf-8")
    assert assessed(portfolio(partners)) == (6, 0, 0)


def test_reports_of_dossiers_that_are_gone_go_and_nothing_else_does(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    own = OUT / "reports" / "my-notes.html"
    own.write_text("mine", encoding="utf-8")
    (partners / "partner-03.yaml").unlink()
    assert assessed(portfolio(partners)) == (0, 5, 0)
    assert not (OUT / "reports" / "partner-03.html").exists()
    assert own.read_text(encoding="utf-8") == "mine"
    assert not any("partner-03" in row for row in rows(STATE))


def test_a_state_that_somebody_changed_removes_nothing_outside_the_reports(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    (OUT / "reports" / ".x").write_text("", encoding="utf-8")
    with closing(sqlite3.connect(STATE)) as state, state:
        names = ["../partners/us.yaml", "reports/../index.html", "reports/.x", str(partners / "us.yaml")]
        state.executemany("INSERT INTO written VALUES (?)", [(name,) for name in names])
        state.execute("UPDATE entries SET line = 'no entry' WHERE dossier LIKE '%-01.yaml'")
        state.execute("UPDATE entries SET line = '{}' WHERE dossier LIKE '%-02.yaml'")
    assert assessed(portfolio(partners)) == (2, 4, 0)
    assert (partners / "us.yaml").exists()
    assert (OUT / "reports" / ".x").exists()


def test_how_an_entry_is_laid_out_changes_nothing(portfolio: Callable[..., Result], partners: Path) -> None:
    portfolio(partners)
    before = (OUT / "portfolio.json").read_bytes()
    with closing(sqlite3.connect(STATE)) as state, state:
        for dossier, line in state.execute("SELECT dossier, line FROM entries").fetchall():
            laid_out = json.dumps(json.loads(line), indent=1, sort_keys=True)
            state.execute("UPDATE entries SET line = ? WHERE dossier = ?", (laid_out, dossier))
    assert assessed(portfolio(partners)) == (0, 6, 0)
    assert (OUT / "portfolio.json").read_bytes() == before


def test_an_interrupt_says_how_to_go_on(
    portfolio: Callable[..., Result], partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnercheck.cli.portfolio.store import Store

    keep, kept = Store.keep, []

    def interrupted(self: Store, chunk: Any) -> None:
        if kept:
            raise KeyboardInterrupt
        kept.append(keep(self, chunk))

    lay_out = lay_out_portfolio
    shutil.rmtree(partners)
    many = lay_out(partners.parent, 12)
    monkeypatch.setattr(Store, "keep", interrupted)
    result = portfolio(many, "--jobs", 1)
    assert (result.code, result.err) == (130, "interrupted: the same command again finishes the rest\n")
    monkeypatch.setattr(Store, "keep", keep)
    assert assessed(portfolio(many, "--jobs", 1)) == (4, 8, 0)
