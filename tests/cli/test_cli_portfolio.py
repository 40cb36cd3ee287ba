"""`partnercheck portfolio`: many dossiers, what changed of them, and the folder they are written into."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from building import DOSSIER, EXAMPLES, RUBRIC
from partnercheck.cli.portfolio.state import State
from partnercheck.extras import install
from portfolios import lay_out_portfolio, rows, tree
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

OUT = Path("out")
STATE = OUT / ".partnercheck" / "state.sqlite"


@pytest.fixture
def portfolio(run: Callable[..., Result]) -> Callable[..., Result]:
    """Run a portfolio into the folder `out`."""
    return lambda *arguments: run("portfolio", *arguments, "-o", OUT)


@pytest.fixture
def partners(folder: Path) -> Path:
    """Lay out a folder with six small dossiers."""
    return lay_out_portfolio(folder, 6)


def data() -> dict[str, Any]:
    found: dict[str, Any] = fitting("portfolio", (OUT / "portfolio.json").read_text(encoding="utf-8"))
    return found


def assessed(result: Result) -> tuple[int, ...]:
    """Return how many dossiers were assessed, as before, refused."""
    line = next(line for line in result.out.splitlines() if line.startswith("assessed: "))
    return tuple(int(part.rpartition(" ")[2]) for part in line.split(";"))


def test_the_examples_are_a_portfolio(portfolio: Callable[..., Result], folder: Path) -> None:
    shutil.copytree(EXAMPLES, folder / "examples")
    (folder / "examples" / "acme-2025.yaml").unlink()  # the same partner a year before
    result = portfolio("examples")
    assert result.code == 0
    assert result.err == ""
    assert "7 partners, " in result.out
    assert data()["verdicts"] == {"proceed": 2, "conditional": 2, "hold": 2, "decline": 1}
    names = ["acme", "birchwood", "fernlight", "larkfield", "ostermere", "ravensmoor", "tollgate"]
    before = [f"larkfield-2026-{month}" for month in ("08", "09", "10")]  # are history
    assert sorted(path.stem for path in (OUT / "reports").rglob("*.html")) == sorted([*names, *before])
    history = {each["name"]: each["history"] for each in data()["partners"] if each["history"]}
    assert {name: [each["reports"] for each in past["earlier"]] for name, past in history.items()} == {
        "Larkfield Logistics Ltd": [[f"reports/{name}.html"] for name in before]
    }
    assert (
        "  ▼ Larkfield Logistics Ltd, since 31 Oct 2026: still proceed with conditions;\n"
        "    raised: “Satisfaction fell by 20 points or more”\n"
    ) in result.out
    reports = {
        name: (OUT / "reports" / f"{name}.html").read_text(encoding="utf-8") for name in [*names, *before]
    }
    assert [name for name, text in reports.items() if '<section id="history"' in text] == ["larkfield"]
    for told in (
        "▼ Worse than on 31 Oct 2026: still proceed with conditions",
        "The score moved from 79 (31 Aug",
    ):
        assert told in reports["larkfield"]
    assert assessed(portfolio("examples"))[0] == 0
    (folder / "examples" / "health" / "larkfield-2026-08.yaml").unlink()
    assert assessed(portfolio("examples"))[0] == 1
    assert "The score moved from 79 (30 Sep" in (OUT / "reports" / "larkfield.html").read_text(
        encoding="utf-8"
    )
    assert [each["name"].split()[0].lower() for each in data()["partners"]] == [
        "acme",
        "ostermere",
        "birchwood",
        "ravensmoor",
        "tollgate",
        "larkfield",
        "fernlight",
    ]
    assert max(map(len, result.out.splitlines())) <= 80


def test_a_portfolio_says_what_assess_says(
    portfolio: Callable[..., Result], run: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    for each in data()["partners"]:
        alone = json.loads(run("assess", each["dossier"]["file"], "-f", "json").out)
        for key in ("score", "rubric", "dossier", "organisation", "as_of"):
            assert each[key] == alone[key]
        assert each["verdict"] == {key: alone["verdict"][key] for key in each["verdict"]}
        assert [d["score"] for d in each["dimensions"]] == [d["score"] for d in alone["dimensions"]]
        assert each["raised"] == [flag["id"] for flag in alone["red_flags"] if flag["status"] == "raised"]
        assert each["open"] == [flag["id"] for flag in alone["red_flags"] if flag["status"] == "open"]
        assert each["waived"] == [flag["id"] for flag in alone["red_flags"] if flag["waived"]]
        run("assess", each["dossier"]["file"], "-q", "-o", "alone.html")
        assert (OUT / each["reports"][0]).read_bytes() == Path("alone.html").read_bytes()


def test_json_csv_xlsx_and_page_tell_of_the_same_partners_in_the_same_order(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    portfolio(partners)
    expected = [
        (each["name"], each["verdict"]["level"], each["score"]["point"]) for each in data()["partners"]
    ]
    with (OUT / "portfolio.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Partner"], row["Verdict"], float(row["Score"])) for row in rows] == expected
    sheet = load_workbook(OUT / "portfolio.xlsx")["Partners"]
    cells = list(sheet.iter_rows(values_only=True))
    at = [cells[0].index(title) for title in ("Partner", "Verdict", "Score")]
    assert [tuple(row[place] for place in at) for row in cells[1:]] == expected
    page = (OUT / "index.html").read_text(encoding="utf-8")
    places = [page.index(f"<bdi>{name}</bdi></a></th><td data-v") for name, *_ in expected]
    assert places == sorted(places)


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


def test_folders_are_searched_and_other_files_passed_over(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    below = partners / "uk" / "old"
    below.mkdir(parents=True)
    text = DOSSIER.replace("./rubric.yaml", "../../rubric.yaml").replace("us.yaml", "../../us.yaml")
    (below / "borealis.yml").write_bytes(b"\xef\xbb\xbf# a remark\n\n---\n" + text.encode())
    for name in (".hidden.yaml", ".git/config.yaml", "notes.txt"):
        (partners / name).parent.mkdir(exist_ok=True)
        (partners / name).write_text(text, encoding="utf-8")
    (partners / "empty.yaml").write_text("", encoding="utf-8")
    portfolio(partners)
    assert len(data()["partners"]) == 7
    assert data()["other_files"] == 3
    assert "partners/uk/old/borealis.yml" in {each["dossier"]["file"] for each in data()["partners"]}


def test_files_that_are_named_are_dossiers_unless_they_say_otherwise(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    (partners / "unfinished.yaml").write_text("partner: {name: X}\n", encoding="utf-8")
    result = portfolio(*sorted(partners.iterdir()), partners)
    assert assessed(result) == (6, 0, 1)
    assert "unfinished.yaml" in result.err
    assert data()["other_files"] == 2


def test_dossiers_of_one_stem_have_reports_of_their_own_in_any_order(
    portfolio: Callable[..., Result], run: Callable[..., Result], partners: Path
) -> None:
    for name in ("uk/Acme.yaml", "ie/acme.yaml", "ie/acme & söhne?.yaml"):
        path = partners / name
        path.parent.mkdir(exist_ok=True)
        text = DOSSIER.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
        path.write_text(text, encoding="utf-8")
    portfolio(partners / "uk", partners / "ie")
    names = {each["dossier"]["file"]: each["reports"][0] for each in data()["partners"]}
    assert len({name.casefold() for name in names.values()}) == 3
    assert names["partners/ie/acme & söhne?.yaml"] == "reports/acme-söhne.html"
    assert all((OUT / name).is_file() for name in names.values())
    run("portfolio", partners / "ie", partners / "uk", "-o", "other")
    assert tree(Path("other")) == tree(OUT)


def test_two_processes_write_what_one_does(run: Callable[..., Result], folder: Path) -> None:
    partners = lay_out_portfolio(folder, 20)
    (partners / "bad.yaml").write_text("partnercheck: dossier/1\n", encoding="utf-8")
    for jobs in (1, 2):
        assert run("portfolio", partners, "--jobs", jobs, "-o", f"with-{jobs}").code == 2
    assert tree(Path("with-1")) == tree(Path("with-2"))


def test_texts_of_a_dossier_are_texts_everywhere(
    portfolio: Callable[..., Result], small: Callable[..., Path]
) -> None:
    name = "=HYPERLINK(1)<script>alert(1)</script>"
    portfolio(small(dossier=DOSSIER.replace("{name: Acme}", f"{{name: '{name}'}}")))
    page = (OUT / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("<script>") == 1
    with (OUT / "portfolio.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["Partner"] == f"'{name}"
    cell = load_workbook(OUT / "portfolio.xlsx")["Partners"]["B2"]
    assert (cell.value, cell.data_type) == (name, "s")


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


def test_a_rubric_that_is_given_stands_in_place_of_all(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    (partners.parent / "strict.yaml").write_text(
        RUBRIC.replace("proceed: {score: 70", "proceed: {score: 99"), encoding="utf-8"
    )
    portfolio(partners)
    easy = data()["verdicts"]
    portfolio(partners, "--rubric", "./strict.yaml")
    assert easy["proceed"] > 0
    assert data()["verdicts"]["proceed"] == 0
    assert data()["options"]["rubric"] == "./strict.yaml"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_worker_that_dies_takes_one_dossier_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import signal
    from multiprocessing import get_context

    from partnercheck.cli.portfolio import workers
    from partnercheck.cli.portfolio.assessing import Assessor
    from partnercheck.cli.portfolio.entries import Settings, Task, read_entry

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
    done = [read_entry(each.line) for chunk in workers.assess_all(tasks, settings, 2) for each in chunk]
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


def test_a_misspelt_first_line_is_told_and_other_files_are_counted(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("partners/a.yaml", "partnercheck: dossier1\npartner: {name: A}\n")
    write("partners/b.yaml", "some: thing\n")
    result = run("portfolio", "partners", "-o", "out")
    assert result.code == 2
    assert "partners/a.yaml:1:" in result.err
    assert "passed over: 1 YAML file" in result.out


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


def test_a_name_as_long_as_a_file_system_takes_stops_nothing(
    portfolio: Callable[..., Result], partners: Path
) -> None:
    for home in ("uk", "ie"):
        (partners / home).mkdir()
        text = DOSSIER.replace("./rubric.yaml", "../rubric.yaml").replace("us.yaml", "../us.yaml")
        (partners / home / f"{62 * chr(0x10330)}.yaml").write_text(text, encoding="utf-8")
    assert portfolio(partners).code == 0
    assert len(data()["partners"]) == 8


def test_a_dossier_may_have_the_name_of_a_device(portfolio: Callable[..., Result], partners: Path) -> None:
    (partners / "con.yaml").write_text(DOSSIER, encoding="utf-8")
    assert portfolio(partners).code == 0
    assert (OUT / "reports" / "con-dossier.html").is_file()
