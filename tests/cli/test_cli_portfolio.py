"""`partnercheck portfolio`: many dossiers, and the folder they are written into."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from cli_portfolios import OUT, assessed, data
from openpyxl import load_workbook

from building import DOSSIER, EXAMPLES, RUBRIC
from portfolios import lay_out_portfolio, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result


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
        "ravensmoor",
        "birchwood",
        "tollgate",
        "fernlight",
        "larkfield",
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


def test_a_misspelt_first_line_is_told_and_other_files_are_counted(
    run: Callable[..., Result], write: Callable[..., Path]
) -> None:
    write("partners/a.yaml", "partnercheck: dossier1\npartner: {name: A}\n")
    write("partners/b.yaml", "some: thing\n")
    result = run("portfolio", "partners", "-o", "out")
    assert result.code == 2
    assert "partners/a.yaml:1:" in result.err
    assert "passed over: 1 YAML file" in result.out


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
