"""A text goes through the whole program: asked and shown, and it moves nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from building import DOSSIER, RUBRIC
from partnercheck.engine import decide
from partnercheck.load import Loader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

STORY = """\
      - {id: story, title: Their story, question: What do they want of us, kind: text, ask: partner}
"""
TELLING = RUBRIC.replace("  - id: money\n", f"{STORY}  - id: money\n")
WORDS = "A <b>market</b> | of *their* own \x1b[31m"
TOLD = DOSSIER.replace("    habits:", f"    story: {json.dumps(WORDS)}\n    habits:")
CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - {name: best, from: best, profile: {stage: grown, listed: no},
     expect: {verdict: proceed, score: [100, 100]}}
  - {name: told, from: unanswered, profile: {stage: grown, listed: no}, set: {story: A tale},
     expect: {verdict: hold}}
"""


@pytest.fixture
def telling(small: Callable[..., Path]) -> Path:
    return small(rubric=TELLING, dossier=TOLD)


def of(result: dict[str, Any], name: str) -> dict[str, Any]:
    return next(c for d in result["dimensions"] for c in d["criteria"] if c["id"] == name)


@pytest.mark.parametrize("text", ["That, and the board agrees", "Those, and no others"])
def test_a_text_that_reads_like_a_level_is_told_as_it_is(
    text: str, small: Callable[..., Path], run: Run
) -> None:
    dossier = small(rubric=TELLING, dossier=TOLD.replace(json.dumps(WORDS), json.dumps(text)))
    for form in ("markdown", "html", "terminal"):
        assert run("assess", dossier, "--format", form).code == 0
    assert text in run("assess", dossier, "--format", "markdown").out


def test_it_has_a_status_and_no_numbers(telling: Path, run: Run, write: Write) -> None:
    told = of(json.loads(run("assess", telling, "-f", "json").out), "story")
    assert (told["status"], told["answer"], told["weight"]) == ("answered", WORDS.strip(), 0)
    assert {told[key] for key in ("contribution", "evidence", "expect", "meets", "measure")} == {None}
    assert set(told["value"].values()) == {None}
    dossier = write("silent.yaml", DOSSIER)
    assert of(json.loads(run("assess", dossier, "-f", "json").out), "story")["status"] == "unanswered"
    rated = (
        "    story: {ratings: [{by: A, side: us, answer: unknown}, {by: B, side: them, answer: A tale}]}\n"
    )
    dossier = write("rated.yaml", DOSSIER.replace("    habits:", f"{rated}    habits:"))
    answer = of(json.loads(run("assess", dossier, "-f", "json").out), "story")["answer"]
    assert [each["answer"] for each in answer] == [None, "A tale"]


def test_it_moves_nothing(telling: Path, small: Callable[..., Path], run: Run) -> None:
    """Whatever it says, all else is as if it were not there."""

    def rest() -> Any:
        found = json.loads(run("assess", telling, "-f", "json").out)
        found["dimensions"] = [
            each | {"criteria": [one for one in each["criteria"] if one["id"] != "story"]}
            for each in found["dimensions"]
        ]
        made_from = {"rubric", "dossier", "inputs"}
        return {key: value for key, value in found.items() if key not in made_from}

    with_answer = rest()
    small(rubric=TELLING, dossier=DOSSIER)
    assert rest() == with_answer
    small(rubric=RUBRIC, dossier=DOSSIER)
    assert rest() == with_answer


def test_a_dimension_of_texts_alone_stands_outside(small: Callable[..., Path]) -> None:
    talk = f"  - id: talk\n    title: Talk\n    weight: 9\n    criteria:\n{STORY}"
    path = small(rubric=RUBRIC.replace("red_flags:\n", f"{talk}red_flags:\n"))
    decision = decide(Loader().dossier(path))
    assert "talk" not in decision.tree.branches
    path = small()
    assert decide(Loader().dossier(path)).tree == decision.tree


@pytest.mark.parametrize("form", ["markdown", "html", "terminal"])
def test_reports_show_it_and_trust_nothing_of_it(form: str, telling: Path, run: Run) -> None:
    text = run("assess", telling, "-f", form, *(() if form == "terminal" else ("--depth", "analyst"))).out
    assert ("market" in text) == (form != "terminal")
    assert "<b>market" not in text
    assert "\x1b[31m" not in text
    assert "Their story" in text or form == "terminal"


def test_explaining_says_that_it_is_never_scored(telling: Path, run: Run) -> None:
    told = run("assess", telling, "--explain", "story").out
    assert "never scored" in told
    assert "market" in told
    assert "\x1b[31m" not in told


def test_another_text_can_be_supposed_and_no_grade(telling: Path, run: Run) -> None:
    result = run("whatif", telling, "--set", "story=Another tale", "-f", "json")
    data = json.loads(result.out)
    assert data["supposed"][0]["after"] == "Another tale"
    assert data["movement"]["before"]["score"] == data["movement"]["after"]["score"]
    assert "Another tale" in run("whatif", telling, "--set", "story=Another tale").out
    refused = run("whatif", telling, "--grade", "story=verified")
    assert (refused.code, "never scored" in refused.err) == (2, True)


def test_two_dossiers_are_compared(telling: Path, run: Run, write: Write) -> None:
    other = write(
        "other.yaml", TOLD.replace(json.dumps(WORDS), "Something else").replace("2026-11-20", "2026-12-01")
    )
    text = run("compare", telling, other).out
    assert "Something else" in text
    assert "None" not in text
    rival = write("rival.yaml", TOLD.replace("name: Acme", "name: Beta"))
    assert run("compare", telling, rival).code == 0


@pytest.mark.usefixtures("telling")
def test_a_dossier_to_fill_in_asks_for_it(run: Run, folder: Path) -> None:
    assert run("new", "blank.yaml", "--rubric", "rubric.yaml").code == 0
    blank = (folder / "blank.yaml").read_text()
    assert "a text, for the reader; it is not scored" in blank
    assert yaml.safe_load(blank)["answers"]["culture"]["story"] == "unknown"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{criterion: openness, at_most: 0}", "{criterion: story, at_most: 0}", "`story` is a text"),
        ("{criterion: openness, at_least: 50}", "{criterion: story, at_least: 50}", "`story` is a text"),
        ("kind: text,", "kind: text, weight: 2,", "`weight` means nothing here"),
        ("kind: text,", "kind: text, expect: 60,", "`expect` means nothing here"),
        ("kind: text,", "kind: text, allow_na: true,", "`allow_na` means nothing here"),
    ],
)
def test_what_only_a_value_could_have_is_refused(
    old: str, new: str, said: str, small: Callable[..., Path], run: Run
) -> None:
    result = run("assess", small(rubric=TELLING.replace(old, new), dossier=TOLD))
    assert (result.code, said in result.err) == (2, True)


@pytest.mark.parametrize("test", ["flag", "floor"])
def test_nothing_is_asked_of_a_dimension_of_texts(test: str, small: Callable[..., Path], run: Run) -> None:
    talk = f"  - id: talk\n    title: Talk\n    weight: 9\n    criteria:\n{STORY}"
    rubric = RUBRIC.replace("red_flags:\n", f"{talk}red_flags:\n")
    rubric = (
        rubric.replace("{default: 30, money: 20}", "{default: 30, talk: 20}")
        if test == "floor"
        else rubric.replace("{criterion: openness, at_most: 0}", "{dimension: talk, at_most: 0}")
    )
    result = run("assess", small(rubric=rubric))
    assert (result.code, "`talk` holds nothing but texts" in result.err) == (2, True)


@pytest.mark.usefixtures("telling")
@pytest.mark.parametrize("answer", ["[a, b]", '"  "', "{answer: {a: b}}"])
def test_an_answer_that_is_no_text_is_refused(answer: str, run: Run, write: Write) -> None:
    dossier = write("wrong.yaml", TOLD.replace(json.dumps(WORDS), answer))
    result = run("assess", dossier)
    assert (result.code, "a text is needed here" in result.err or "wrong" in result.err) == (2, True)


@pytest.mark.usefixtures("telling")
def test_rules_and_cases_ask_of_it_what_makes_sense(run: Run, write: Write) -> None:
    found = run("rubric", "check", "rubric.yaml", "-f", "json").out
    assert {
        each["code"] for each in json.loads(found)["rubrics"][0]["findings"] if "`story`" in each["message"]
    } == {
        "RC304",
        "RC305",
    }
    cases = write("rubric.cases.yaml", CASES)
    assert run("rubric", "test", cases).code == 0
    mutants = json.loads(run("rubric", "test", cases, "--mutation", "-f", "json").out)
    assert "story" not in json.dumps(mutants)


@pytest.mark.usefixtures("telling")
def test_the_difference_of_two_rubrics_tells_it(run: Run, write: Write) -> None:
    other = write("other.yaml", TELLING.replace("What do they want of us", "What do they bring us"))
    told = run("rubric", "diff", "rubric.yaml", other, "-f", "json")
    changes = json.loads(told.out)["changes"]
    assert [(each["name"], each["aspect"]) for each in changes] == [("story", "question")]
