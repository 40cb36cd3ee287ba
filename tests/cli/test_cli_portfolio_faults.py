"""`portfolio`: a dossier, a worker or a folder that fails stops nothing else."""

from __future__ import annotations

import os
import pickle
import signal
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_portfolios import OUT, STATE, assessed, data

from building import DOSSIER
from partnercheck.cli.portfolio.entries import Settings, Task, read_entry
from partnercheck.cli.portfolio.state import State
from partnercheck.cli.portfolio.workers import CHUNK, assess_all
from partnercheck.extras import install
from partnercheck.model.series import Earlier, Past
from portfolios import lay_out_portfolio, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


def test_bad_dossiers_are_listed_and_stop_no_other(portfolio: Callable[..., Result], partners: Path) -> None:
    (partners / "a-bad.yaml").write_text(DOSSIER.replace("openness", "opennes"), encoding="utf-8")
    (partners / "not-yaml.yaml").write_text("partnercheck: dossier/1\n\t:", encoding="utf-8")
    result = portfolio(partners)
    assert result.code == 2
    assert assessed(result) == (6, 0, 2)
    assert "a-bad.yaml:9:5: error unknown-criterion: " in result.err
    assert [each["dossier"] for each in data()["refused"]] == [
        "partners/a-bad.yaml",
        "partners/not-yaml.yaml",
    ]
    assert len(data()["partners"]) == 6
    page = (OUT / "index.html").read_text(encoding="utf-8")
    assert "a-bad.yaml" in page
    assert "opennes" in page
    (partners / "a-bad.yaml").write_text(DOSSIER, encoding="utf-8")
    assert assessed(portfolio(partners)) == (1, 6, 1)


def test_whatever_goes_wrong_with_a_dossier_stops_no_other(
    portfolio: Callable[..., Result], partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnercheck.cli.portfolio import assessing

    decide = assessing.decide

    def fails(inputs: Any) -> Any:
        if inputs.dossier.partner.name == "Partner 2":
            raise RecursionError("too deep")
        return decide(inputs)

    monkeypatch.setattr(assessing, "decide", fails)
    result = portfolio(partners)
    assert result.code == 70
    assert assessed(result) == (5, 0, 1)
    kept = next((partners.parent / "out/reports").glob("*.traceback.txt"))
    assert kept.name == "partner-02.traceback.txt"
    assert "in fails\n" in kept.read_text(encoding="utf-8")
    told = "partner-02.yaml:1:1: error own-fault: partnercheck itself failed on it: RecursionError: too deep"
    assert told in result.err
    assert f"please report it, with reports/{kept.name}" in result.err
    assert "Traceback" not in result.err + result.out
    assert "this is a fault of partnercheck's own: it failed on 1 dossier" in result.err
    monkeypatch.setattr(assessing, "decide", decide)
    assert portfolio(partners).code == 0
    assert not kept.exists()


def test_a_folder_that_is_no_portfolio_is_not_written_over(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    OUT.mkdir()
    (OUT / "index.html").write_text("my site", encoding="utf-8")
    result = portfolio(partners)
    assert result.code == 2
    assert "this folder holds index.html, which no portfolio run wrote" in result.err
    assert tree(OUT).keys() == {"index.html"}


def test_one_run_at_a_time_writes_into_a_folder(portfolio: Callable[..., Result], partners: Path) -> None:
    portfolio(partners)
    before = tree(OUT)
    with closing(State(STATE, OUT)):
        result = portfolio(partners)
    assert result.code == 2
    assert tree(OUT) == before
    assert "another run is writing into this folder" in result.err
    assert portfolio(partners).code == 0


def test_a_folder_that_cannot_be_written_is_an_error(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    OUT.write_text("a file", encoding="utf-8")
    result = portfolio(partners)
    assert result.code == 2
    assert "error output: this is a file, where a folder is needed" in result.err


def test_without_the_extra_all_but_the_workbook_is_written(
    portfolio: Callable[..., Result], partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnercheck.cli.portfolio import outputs

    portfolio(partners)
    monkeypatch.setattr(outputs, "find_spec", lambda _: None)
    result = portfolio(partners)
    assert result.code == 0
    assert result.err == f"portfolio.xlsx is not written; it needs: {install('xlsx')}\n"
    assert not (OUT / "portfolio.xlsx").exists()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a signal")
def test_neither_what_is_given_nor_what_comes_back_must_fit_a_pipe(folder: Path) -> None:
    """With more dates before than a pipe holds, and reports of that size, nobody waits for ever."""
    partners = lay_out_portfolio(folder, 1)
    settings = Settings("0", None, None, None, 90, ("html",))
    first = Task("partner-00.yaml", partners / "partner-00.yaml", "partner-00")
    ((alone,),) = assess_all([first], settings, 1)
    partner = read_entry(alone.row).partner
    assert partner is not None

    def task(number: int) -> Task:
        dates = [
            Earlier(
                f"{number}/{each}.yaml",
                partner.as_of,
                "proceed",
                True,
                partner.score,
                (f"flag-{each}" * 40,),
                (),
            )
            for each in range(120)
        ]
        return first._replace(dossier=f"{number}.yaml", past=Past("name", "same", 0.0, (), (), tuple(dates)))

    tasks = [task(number) for number in range(3 * CHUNK // 4)]
    assert len(pickle.dumps(tasks[: CHUNK // 4])) > 300_000
    assert CHUNK // 4 * len(alone.reports[0][1]) > 300_000

    def late(*_: object) -> None:
        raise AssertionError("they wait for each other")

    former = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 120)
    try:
        done = [each.dossier for chunk in assess_all(tasks, settings, 2) for each in chunk]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
    assert sorted(done) == sorted(each.dossier for each in tasks)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_worker_that_dies_takes_one_dossier_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from multiprocessing import get_context

    from partnercheck.cli.portfolio import workers
    from partnercheck.cli.portfolio.assessing import Assessor

    partners = lay_out_portfolio(folder, 20)
    assess = Assessor.__call__

    def dies(self: Assessor, task: Task) -> Any:
        if task.dossier.endswith("-05.yaml"):
            os.kill(os.getpid(), signal.SIGKILL)
        return assess(self, task)

    monkeypatch.setattr(Assessor, "__call__", dies)
    monkeypatch.setattr(workers, "PROCESSES", get_context("fork"))  # copies of this process, with its patch
    tasks = [Task(path.name, path, path.stem) for path in sorted(partners.glob("partner-*"))]
    settings = Settings("0", None, None, None, 90, ("md",))
    done = [read_entry(each.row) for chunk in workers.assess_all(tasks, settings, 2) for each in chunk]
    assert sorted(entry.dossier for entry in done) == [task.dossier for task in tasks]
    (refused,) = (entry.refused for entry in done if entry.partner is None)
    assert refused is not None
    assert refused.dossier == "partner-05.yaml"
    assert refused.diagnostics[0].message == "the process that assessed it ended with signal 9"


@pytest.mark.parametrize("path", ["partners", "partners/us.yaml"])
def test_where_no_dossier_is_no_page_is_made(
    run: Callable[..., Result], write: Callable[..., Path], path: str
) -> None:
    write("partners/us.yaml", "partnercheck: organisation/1\nname: Us\n")
    result = run("portfolio", path, "-o", "out")
    assert (result.code, Path("out").exists()) == (2, False)
    assert f"{path}:1:1: error no-file: there is no dossier " in result.err


@pytest.mark.parametrize("option", ["--rubric", "--organisation"])
def test_an_option_that_would_refuse_all_touches_nothing(
    portfolio: Callable[..., Result], partners: Path, option: str
) -> None:
    portfolio(partners)
    before = tree(OUT)
    result = portfolio(partners, option, "nosuch.yaml")
    assert result.code == 2
    assert "nosuch.yaml:1:1: error" in result.err
    assert tree(OUT) == before


def test_reports_of_somebody_else_are_not_written_over(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    (OUT / "reports").mkdir(parents=True)
    result = portfolio(partners)
    assert result.code == 2
    assert "this folder holds reports" in result.err
    assert not (OUT / ".partnercheck").exists()
