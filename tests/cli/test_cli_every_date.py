"""`portfolio`, `due` and `todo` over one partner's dossiers of several dates."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from building import DOSSIER
from partnercheck.months import in_words
from portfolios import lay_out_portfolio, tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from running import Result

DAYS = ("2026-09-30", "2026-10-31", "2026-11-30")
OPENNESS = "openness: {answer: 2"


@pytest.fixture
def partners(folder: Path) -> Path:
    """Lay out two partners, one of them at three dates; at the last it is a closed shop."""
    home = lay_out_portfolio(folder, 1)
    of_acme = DOSSIER.replace("{name: Acme}", "{name: Acme, country: GB}\nscope: Lines & repair")
    for day, openness in zip(DAYS, "210", strict=True):
        text = of_acme.replace("as_of: 2026-11-20", f"as_of: {day}").replace(
            OPENNESS, OPENNESS[:-1] + openness
        )
        condition = f"conditions: [{{for: audited, action: Look at {day}, owner: R. Patel, due: {day}}}]\n"
        (home / f"acme-{day}.yaml").write_text(
            text.replace("audited: {answer: yes", "audited: {answer: no") + condition, encoding="utf-8"
        )
    return home


@pytest.fixture
def portfolio(run: Callable[..., Result], partners: Path) -> Callable[..., dict[str, Any]]:
    """Run a portfolio into `out` and return its JSON with what was said."""

    def made(*options: object) -> dict[str, Any]:
        result = run("portfolio", partners, "-o", "out", *options)
        assert result.code == 0, result.err
        found: dict[str, Any] = json.loads(Path("out/portfolio.json").read_text(encoding="utf-8"))
        return {**found, "said": result.out}

    return made


@pytest.mark.parametrize("command", [("portfolio", "-o", "out"), ("due",), ("todo",)])
def test_two_names_of_one_lei_are_told_as_they_count_as_one_partner(
    command: tuple[str, ...], run: Callable[..., Result], partners: Path
) -> None:
    paths = sorted(partners.glob("acme-*.yaml"))
    for path, name in zip(paths, ("Acme", "Acme", "Bolt"), strict=True):
        of = f"{{name: {name}, identifiers: {{lei: XXXX00ACMENETW000106}}}}"
        path.write_text(path.read_text().replace("{name: Acme, country: GB}", of))
    first, last = (path.relative_to(Path.cwd()).as_posix() for path in (paths[0], paths[-1]))
    told = f"note: `Acme` ({first}) and `Bolt` ({last}) have one LEI, and count as one partner\n"
    assert run(*command, partners).err.count(told) == 1
    assert "one LEI" not in run(*command, partners, "-q").err
    assert "one LEI" not in run(*command, *paths[:-1]).err


def acme(found: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(
        (each for each in found["partners"] if each["name"] == "Acme"), key=lambda each: each["dated"]
    )


def assessed(said: str) -> str:
    return next(line for line in said.splitlines() if line.startswith("assessed: "))


def test_the_latest_is_listed_and_the_dates_before_are_its_history(
    portfolio: Callable[..., dict[str, Any]], run: Callable[..., Result]
) -> None:
    found = portfolio()
    assert found["trends"] == {"worse": 1, "same": 0, "better": 0}
    assert sum(found["verdicts"].values()) == len(found["partners"]) == 2
    (latest,) = acme(found)
    history = latest["history"]
    assert latest["as_of"] == DAYS[-1]
    assert (history["identified_by"], history["trend"]) == ("name", "worse")
    assert (history["newly_raised"], history["cleared"]) == (["closed-shop"], [])
    assert [each["as_of"] for each in history["earlier"]] == [*DAYS[:-1]]
    for each in history["earlier"]:
        alone = json.loads(run("assess", each["dossier"], "-f", "json").out)
        assert each["score"] == alone["score"]
        assert each["level"] == alone["verdict"]["level"]
    moved = latest["score"]["point"] - history["earlier"][-1]["score"]["point"]
    assert history["moved"] == pytest.approx(moved, abs=1e-4)
    assert [each["history"] for each in found["partners"] if each["name"] != "Acme"] == [None]


def test_page_tables_and_terminal_tell_the_same_history(portfolio: Callable[..., dict[str, Any]]) -> None:
    found = portfolio()
    (latest,) = acme(found)
    with Path("out/portfolio.csv").open(encoding="utf-8", newline="") as file:
        row = next(each for each in csv.DictReader(file) if each["Partner"] == "Acme")
    before = latest["history"]["earlier"][-1]
    assert [row[title] for title in ("Trend", "Verdict before", "As of before", "Dates before")] == [
        "worse",
        before["level"],
        DAYS[1],
        "2",
    ]
    assert (row["Flags newly raised"], float(row["Score moved by"])) == (
        "closed-shop",
        pytest.approx(latest["history"]["moved"], abs=1e-4),
    )
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert '<div class="soft scope"><bdi>Lines &amp; repair</bdi></div></th>' in page
    assert row["Scope"] == "Lines & repair"
    assert re.search(r"▼ worse −\d+\.\d since 31 Oct 2026; raised: “A closed shop”", page)
    assert "2 dates before, one partner by its name alone" in page
    for each in latest["history"]["earlier"]:
        assert f'<a href="{each["reports"][0]}">{in_words(dt.date.fromisoformat(each["as_of"]))}</a>' in page
        assert Path("out", each["reports"][0]).is_file()
    assert "Since the date before: 1 worse, 0 the same, 0 better" in found["said"]
    assert "▼ Acme, since 31 Oct 2026: still decline; raised: “A closed shop”" in found["said"]


def test_every_date_lists_all_and_assesses_again_whose_reports_tell_other_dates_before(
    portfolio: Callable[..., dict[str, Any]],
) -> None:
    portfolio()
    before = tree(Path("out"))
    found = portfolio("--every-date")
    assert assessed(found["said"]) == "assessed: 2; as before: 2; refused: 0"
    assert found["options"]["every_date"] is True
    assert [each["as_of"] for each in acme(found)] == [*DAYS]
    assert [len(each["history"]["earlier"]) if each["history"] else 0 for each in acme(found)] == [0, 1, 1]
    assert assessed(portfolio()["said"]) == "assessed: 2; as before: 2; refused: 0"
    assert tree(Path("out")) == before


def test_as_of_another_day_the_dates_before_speak_for_their_own(
    portfolio: Callable[..., dict[str, Any]], run: Callable[..., Result], partners: Path
) -> None:
    asked = ("--as-of", "2026-12-15")
    found = portfolio(*asked)
    assert assessed(found["said"]) == "assessed: 4; as before: 0; refused: 0"
    (latest,) = acme(found)
    assert latest["as_of"] == "2026-12-15"
    assert [each["as_of"] for each in latest["history"]["earlier"]] == [*DAYS[:-1]]
    report = Path("out", latest["history"]["earlier"][0]["reports"][0]).read_bytes()
    run("assess", latest["history"]["earlier"][0]["dossier"], "-q", "-o", "alone.html")
    assert report == Path("alone.html").read_bytes()
    assert assessed(portfolio(*asked)["said"]) == "assessed: 0; as before: 4; refused: 0"

    (partners / f"acme-{DAYS[-1]}.yaml").unlink()
    found = portfolio(*asked)
    assert assessed(found["said"]) == "assessed: 1; as before: 2; refused: 0"
    assert [each["as_of"] for each in acme(found)] == ["2026-12-15"]
    run("portfolio", partners, "-o", "fresh", *asked)
    assert tree(Path("out")) == tree(Path("fresh"))


@pytest.mark.parametrize("options", [(), ("--as-of", DAYS[-1])])
def test_dates_that_come_and_go_leave_what_a_run_into_another_folder_writes(
    options: tuple[str, ...],
    portfolio: Callable[..., dict[str, Any]],
    run: Callable[..., Result],
    partners: Path,
) -> None:
    def check(number: int) -> None:
        portfolio(*options)
        fresh = Path(f"fresh-{number}")
        run("portfolio", partners, "-o", fresh, *options)
        assert tree(Path("out")) == tree(fresh)

    first, middle, last = (partners / f"acme-{day}.yaml" for day in DAYS)
    text = last.read_bytes()
    last.unlink()
    check(1)
    assert tells_dates_before(middle)
    last.write_bytes(text)
    check(2)
    assert tells_dates_before(last)
    assert not tells_dates_before(middle)
    first.unlink()
    check(3)
    last.unlink()
    check(4)
    assert not tells_dates_before(middle)


def tells_dates_before(dossier: Path) -> bool:
    return '<section id="history"' in Path("out/reports", f"{dossier.stem}.html").read_text(encoding="utf-8")


def test_dossiers_of_days_after_the_one_asked_for_do_not_count(
    portfolio: Callable[..., dict[str, Any]],
) -> None:
    (latest,) = acme(portfolio("--as-of", "2026-11-15"))
    assert (latest["dated"], latest["as_of"]) == (DAYS[1], "2026-11-15")
    assert [each["as_of"] for each in latest["history"]["earlier"]] == [DAYS[0]]
    (first,) = acme(portfolio("--as-of", "2026-01-01"))
    assert (first["dated"], first["history"]) == (DAYS[0], None)


def test_what_is_due_is_that_of_the_latest_and_the_dates_before_are_named(
    run: Callable[..., Result], partners: Path
) -> None:
    def due(*options: object) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run("due", partners, "-f", "json", *options).out)
        return found

    found = due()
    assert found["dossiers"] == 4
    assert [each["text"] for each in found["items"]] == [f"Look at {DAYS[-1]}"]
    (history,) = found["history"]
    assert (history["partner"], history["identified_by"]) == ("Acme", "name")
    assert history["latest"]["as_of"] == DAYS[-1]
    assert [each["as_of"] for each in history["earlier"]] == [*DAYS[:-1]]
    every = due("--every-date")
    assert [each["text"] for each in every["items"]] == [f"Look at {day}" for day in DAYS]
    assert every["history"] == []
    said = run("due", partners).out
    assert "Dates before, whose dues are not told (2)" in said
    dates = "  2026-11-30  Acme: 2 dates from 2026-09-30 to 2026-10-31, one partner by its\n"
    assert f"{dates}              name alone\n" in said


def test_what_is_owed_is_what_the_latest_says_and_only_of_it_forms_are_written(
    run: Callable[..., Result], partners: Path, folder: Path
) -> None:
    for path in partners.glob("acme-*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("    growth: 12.5\n", ""), encoding="utf-8")
    result = run("todo", partners, "-f", "json", "--ask", "forms", "--form", "yaml")
    assert result.code == 0, result.err
    owed = {each["dossier"] for each in json.loads(result.out)["items"]}
    assert {name for name in owed if "acme" in name} == {f"partners/acme-{DAYS[-1]}.yaml"}
    forms = [path.name for path in (folder / "forms").iterdir() if "acme" in path.name]
    assert forms
    assert all(DAYS[-1] in name for name in forms)
    every = json.loads(run("todo", partners, "-f", "json", "--every-date").out)["items"]
    owed = {each["dossier"] for each in every if "acme" in each["dossier"]}
    assert owed == {f"partners/acme-{day}.yaml" for day in DAYS}
