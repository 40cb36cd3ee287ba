"""`partnercheck rubric diff` of two files, and what a change does to partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_compared import STRICTER
from markdown_it import MarkdownIt

from building import DOSSIER, RUBRIC
from running import fitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Small = Callable[..., Path]
    Run = Callable[..., Result]
    Write = Callable[..., Path]


def test_what_changed_is_told_in_words(two: Path, run: Run) -> None:
    result = run("rubric", "diff", "rubric.yaml", "new.yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "small 1.2.0",
        "verdict",
        "  ~ score to proceed: 70 → 95",
        "This change asks for version 1.3.0 or above.",
    ]
    assert run("rubric", "diff", "rubric.yaml", "rubric.yaml").out == "small 1.2.0\nNothing differs.\n"
    assert two.is_file()


def test_whom_a_change_moves_stands_in_a_table_flips_first(two: Path, run: Run) -> None:
    result = run("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners")
    assert result.code == 0
    assert result.out.splitlines()[5:] == [
        "2 verdicts flip; 0 more move; 1 stays as before.",
        "Partner    Score  Verdict                Firmness         Relationship",
        "Acme       94.5   proceed → conditional  not firm         partnership",
        "Birchwood  89.5   proceed → conditional  not firm → firm  partnership",
    ]
    assert two.is_file()


def test_every_kind_of_move_is_seen_and_the_gravest_stands_first(two: Path, write: Write, run: Run) -> None:
    moved = RUBRIC.replace(
        "options: {joint: {text: Joint work, value: 100}", "options: {joint: {text: Joint work, value: 20}"
    )
    moved = moved.replace("at_least: 50}}", "at_least: 100}}").replace("1: ajar", "1: half open")
    write("moved.yaml", moved)
    write(
        "partners/dora.yaml",
        (two.parent / "partners/acme.yaml").read_text().replace("answer: 2,", "answer: 1,", 1),
    )
    data = fitting(
        "diff", run("rubric", "diff", "rubric.yaml", "moved.yaml", "--dossiers", "partners", "-f", "json").out
    )
    assert data["partnercheck"] == "diff/1"
    effects = data["effects"]
    found = {each["file"]: each["moves"] for each in effects["moved"]}
    assert found["partners/acme.yaml"] == ["score"]
    assert "relationship" in found["partners/dora.yaml"]
    assert next(iter(found)) == "partners/dora.yaml"
    assert "partners/birchwood.yaml" not in found
    assert effects["still"] == 1


def test_a_dossier_of_another_rubric_is_left_out_of_a_folder_but_not_when_it_is_named(
    two: Path, write: Write, run: Run
) -> None:
    write(
        "partners/other.yaml", DOSSIER.replace("./rubric.yaml", "elsewhere").replace("us.yaml", "../us.yaml")
    )
    command = ("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners")
    assert "1 left out, of another rubric" in run(*command).out
    named = run(*command, "--dossiers", "partners/other.yaml")
    assert "left out" not in named.out
    assert "3 verdicts flip" in named.out
    assert two.is_file()


def test_a_dossier_that_no_longer_fits_is_listed_and_stops_no_other(
    two: Path, write: Write, run: Run
) -> None:
    write("gone.yaml", STRICTER.replace("id: growth", "id: growing"))
    command = ("rubric", "diff", "rubric.yaml", "gone.yaml", "--dossiers", "partners")
    result = run(*command)
    assert result.code == 0
    assert "3 do not fit." in result.out
    assert "partners/acme.yaml no longer fits:" in result.out
    assert "error unknown-criterion" in result.out
    assert "did you mean `growing`?" in result.out
    for limit in ("any", "verdict"):
        assert run(*command, "--fail-on", limit).code == 1
    backward = run("rubric", "diff", "gone.yaml", "rubric.yaml", "--dossiers", "partners")
    assert "partners/acme.yaml fits the new rubric only:" in backward.out
    assert two.is_file()


def test_a_dossier_that_cannot_be_read_is_bad_input(two: Path, write: Write, run: Run) -> None:
    write("partners/broken.yaml", "partnercheck: dossier/1\npartner: [\n")
    result = run("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners")
    assert result.code == 2
    assert "partners/broken.yaml cannot be used:" in result.out
    assert "2 verdicts flip" in result.out
    assert two.is_file()


@pytest.mark.parametrize(("limit", "code"), [("verdict", 1), ("any", 1), ("score=0.1", 0), ("score=5", 0)])
def test_a_change_fails_on_what_is_to_fail(two: Path, run: Run, limit: str, code: int) -> None:
    result = run("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners", "--fail-on", limit)
    assert result.code == code
    assert ("is to fail: 2 dossiers" in result.err) == bool(code)
    assert two.is_file()


def test_a_score_fails_from_the_distance_on(two: Path, write: Write, run: Run) -> None:
    write("moved.yaml", RUBRIC.replace("value: 100}, sale", "value: 20}, sale"))
    command = ("rubric", "diff", "rubric.yaml", "moved.yaml", "--dossiers", "partners/acme.yaml")
    assert "94.5 → 89.5" in run(*command).out
    for limit, code in (("score=4.99", 1), ("score=5", 1), ("score=5.01", 0)):
        assert run(*command, "--fail-on", limit).code == code
    assert two.is_file()


@pytest.mark.parametrize("limit", ["verdicts", "score", "score=", "score=0", "score=x", "score=101", "5"])
def test_a_limit_that_is_none_is_refused(two: Path, run: Run, limit: str) -> None:
    result = run("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners", "--fail-on", limit)
    assert result.code == 2
    assert "is none of verdict, score=5, any and version" in " ".join(result.err.split())
    assert two.is_file()


def test_without_dossiers_nothing_can_fail(two: Path, run: Run) -> None:
    result = run("rubric", "diff", "rubric.yaml", "new.yaml", "--fail-on", "any")
    assert result.code == 2
    assert "--dossiers" in result.err
    assert two.is_file()


def test_markdown_shows_what_dossiers_say_as_it_is(two: Path, write: Write, run: Run) -> None:
    evil = "A | <img src=x> `x` [y](http://z.example) @all"
    write(
        "partners/acme.yaml",
        (two.parent / "partners/acme.yaml").read_text().replace("name: Acme", f"name: '{evil}'"),
    )
    write("new.yaml", STRICTER.replace("title: Openness", "title: '</details><script>x</script> | y'"))
    out = run("rubric", "diff", "rubric.yaml", "new.yaml", "--dossiers", "partners", "-f", "markdown").out
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(out)
    assert "<img" not in page
    assert "<script" not in page
    assert "href" not in page
    assert "&lt;img src=x&gt;" in page
    assert "**proceed → conditional**" in out
    row = next(line for line in out.splitlines() if "img" in line)
    assert row.replace("\\|", "").count("|") == 6


def test_control_characters_reach_no_terminal(two: Path, write: Write, run: Run) -> None:
    write("new.yaml", STRICTER.replace("title: Openness", 'title: "Open\\e[31m\\u202e"'))
    for form in ("terminal", "markdown", "json"):
        out = run("rubric", "diff", "rubric.yaml", "new.yaml", "-f", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert two.is_file()
