"""`portfolio --scores`: a page of what `score` wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from cli_scored import rows, score
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]


def test_a_page_is_made_from_scores(scored: Path, run: Run) -> None:
    result = run("portfolio", "--scores", scored.name, "--rubric", "rubric.yaml", "-o", "review")
    assert (result.code, result.err) == (0, "")
    assert "partners: 5; listed: 5" in result.out
    page = (scored.parent / "review" / "index.html").read_text(encoding="utf-8")
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    best = ["proceed", "conditional", "hold", "decline"]
    ranked = sorted(rows(scored), key=lambda row: (best.index(row["verdict"]), -row["point"], row["partner"]))
    assert re.findall(r'scope"><bdi>(.*?)</bdi>', body) == [row["partner"] for row in ranked]
    assert "Culture" in page
    assert "small 1.2.0" in page
    assert "portfolio.json" not in page
    assert "due" not in body
    (scored.parent / "partnercheck.toml").write_text('dossiers = ["partners"]\norganisation = "us.yaml"\n')
    result = run("portfolio", "--scores", scored.name, "-o", "review", "--quiet")
    assert (result.code, result.out) == (0, "")


def test_a_page_takes_no_titles_of_a_rubric_that_scored_something_else(scored: Path, run: Run) -> None:
    result = run("portfolio", "--scores", scored.name, "--rubric", "quick-screen", "-o", "review")
    assert (result.code, (scored.parent / "review").exists()) == (2, False)
    assert (
        "error wrong-rubric: `quick-screen` gave other scores: only one of both has the dimension"
        in result.err
    )


def test_a_page_from_csv_is_that_from_parquet(scored: Path, run: Run) -> None:
    score(run, output="scores.csv")
    pages = []
    for name in ("scores.csv", "scores.parquet"):
        run("portfolio", "--scores", name, "-o", "review", "-q")
        pages.append((scored.parent / "review" / "index.html").read_text(encoding="utf-8").replace(name, ""))
    assert pages[0] == pages[1]


def test_the_page_replaces_what_a_run_wrote_and_nothing_else(scored: Path, run: Run) -> None:
    review, mine = scored.parent / "review", scored.parent / "mine"
    assert run("portfolio", "partners", "-o", "review", "-q").code == 0
    assert (review / "portfolio.json").exists()
    for _ in range(2):
        assert run("portfolio", "--scores", scored.name, "-o", "review", "-q").code == 0
        assert [path.name for path in review.iterdir() if path.is_file()] == ["index.html"]
        assert not list((review / "reports").iterdir())
    assert run("portfolio", "partners", "-o", "review", "-q").code == 0
    mine.mkdir()
    (mine / "index.html").write_text("mine")
    refused = run("portfolio", "--scores", scored.name, "-o", "mine")
    assert (refused.code, refused.out) == (2, "")
    assert "this folder holds index.html, which no portfolio run wrote" in refused.err
    assert (mine / "index.html").read_text() == "mine"


def many(scored: Path, count: int) -> None:
    """Write a result of many partners, each with a name that would be markup."""
    one = rows(scored)[0] | {"name": "<b>&"}
    points = [{"partner": f"p{n:05}", "point": n % 90 / 1.0, "verdict": "hold"} for n in range(count)]
    parquet.write_table(pa.Table.from_pylist([one | each for each in points]), scored)


def test_the_page_lists_the_top_and_the_bottom_of_many(
    scored: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercheck.cli.portfolio.scored.LISTED", 11)
    many(scored, 1_800)
    assert "partners: 1,800; listed: 11" in run("portfolio", "--scores", scored.name, "-o", "review").out
    page = (scored.parent / "review" / "index.html").read_text(encoding="utf-8")
    assert "Of 1,800 partners the page lists 11" in page
    assert page.count("Portfolio: 1,800 partners</") == len(("title", "h1"))
    assert "<b>1,800</b>" in page
    assert "<bdi>&lt;b&gt;&amp;</bdi>" in page
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = re.findall(r'<tr><td class="n">(\d+)</td>.*?scope"><bdi>(.*?)</bdi>', body)
    tops = [("1", f"p{n:05}") for n in range(89, 600, 90)]
    assert found == [*tops, *(("1781", f"p{n:05}") for n in range(1350, 1800, 90))]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "maybe"}, "`verdict` has a value"),
        ({"verdict": None}, "`verdict` has a value"),
        ({"firm": None}, "`firm` has a value"),
        ({"point": 101.0}, "`point` has a value"),
        ({"low": None}, "`low` has a value"),
        ({"culture.low": float("nan")}, "`culture.low` has a value"),
        ({"as_of": None}, "`as_of` has a value"),
        ({"partner": "a"}, "two rows for `a`"),
    ],
)
def test_what_is_no_result_is_refused(scored: Path, run: Run, change: dict[str, Any], said: str) -> None:
    table = parquet.read_table(scored)
    parquet.write_table(
        pa.Table.from_pylist([row | change for row in table.to_pylist()], schema=table.schema), scored
    )
    result = run("portfolio", "--scores", scored.name, "-o", "review")
    assert result.code == 2
    assert said in result.err
    assert not (scored.parent / "review" / "index.html").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"", "cannot be read"), (b"PAR1", "cannot be read"), (b"a,b\n1,2\n", "")],
)
def test_another_file_is_refused(folder: Path, run: Run, content: bytes | None, said: str) -> None:
    name = "scores.csv" if content and b"," in content else "scores.parquet"
    if content is not None:
        (folder / name).write_bytes(content)
    result = run("portfolio", "--scores", name, "-o", "review")
    assert (result.code, "error no-scores" in result.err) == (2, True)
    assert (said or "no column `partner`, `name`") in result.err


@pytest.mark.parametrize("more", [["partners"], ["--within", "90"], ["--every-date"]])
def test_scores_are_not_assessed_again(scored: Path, run: Run, more: list[str]) -> None:
    result = run("portfolio", "--scores", scored.name, "-o", "review", *more)
    assert (result.code, "scored already" in result.err) == (2, True)


def test_a_portfolio_is_of_dossiers_or_of_scores(folder: Path, run: Run) -> None:
    result = run("portfolio", "-o", str(folder / "review"))
    assert (result.code, "or a result with --scores" in result.err) == (2, True)
