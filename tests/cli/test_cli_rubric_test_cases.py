"""`partnercheck rubric test -k, --show, --update, --write-cases`: one case chosen, shown or written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cli_cases import CASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from running import Result

    Small = Callable[..., Path]
    Run = Callable[..., Result]
    Write = Callable[..., Path]


CLOSE_TO_LIFE = ("A rumour of sanctions: hold", "The auditor doubts that it can go on: conditional")


def test_cases_are_chosen_by_words_of_their_name(small: Small, write: Write, run: Run) -> None:
    small()
    write("rubric.cases.yaml", CASES)
    found = run("rubric", "test", "rubric.yaml", "-k", "CLOSE")
    assert (found.code, found.out) == (0, "1 passed, 0 failed; 1 rubric: nothing found\n")
    both = run("rubric", "test", "rubric.yaml", "-k", "close", "-k", "good")
    assert both.out.startswith("2 passed")
    nothing = run("rubric", "test", "rubric.yaml", "-k", "elsewhere")
    assert (nothing.code, nothing.out) == (2, "")
    assert "no case has `elsewhere` in its name" in nothing.err


def test_a_case_is_shown_as_the_decision_that_it_is(small: Small, write: Write, run: Run) -> None:
    small()
    write("rubric.cases.yaml", CASES)
    found = run("rubric", "test", "rubric.yaml", "--show", "closed")
    assert found.code == 0
    assert "PROCEED WITH CONDITIONS" in found.out
    assert "A closed shop" in found.out
    assert "Open up" in found.out
    for each in CLOSE_TO_LIFE:
        assert run("rubric", "test", "strategic-alliance", "--show", each).code == 0
    other = run("rubric", "test", "rubric.yaml", "--show", "close")
    assert other.code == 2
    assert "did you mean `closed`?" in other.err


def test_cases_are_written_as_they_come_out_and_the_change_is_shown(
    small: Small, write: Write, run: Run
) -> None:
    small()
    wrong = CASES.replace(
        "verdict: conditional, raised: [closed-shop]", "verdict: proceed, score: [1, 2], raised: []"
    )
    path = write("rubric.cases.yaml", wrong)
    found = run("rubric", "test", "rubric.yaml", "--update")
    assert found.code == 0
    assert "-    expect: {verdict: proceed, score: [1, 2], raised: [], " in found.out
    assert "+    expect: {verdict: conditional, score: [" in found.out
    assert "written: rubric.cases.yaml" in found.out
    assert path.read_text().splitlines()[:11] == wrong.splitlines()[:11]
    assert run("rubric", "test", "rubric.yaml").code == 0
    again = run("rubric", "test", "rubric.yaml", "--update")
    assert again.out == "nothing to change: every case expects what comes out\n"


def test_our_position_may_stand_in_the_case(small: Small, write: Write, run: Run) -> None:
    small()
    case = (
        "- {name: far apart, from: best, profile: {stage: grown, listed: no}, ours: {pace: 1},"
        " set: {pace: 3}, expect: {conditions: [pace]}}\n"
    )
    write("rubric.cases.yaml", f"partnercheck: cases/1\nrubric: rubric.yaml\ncases:\n{case}")
    assert run("rubric", "test", "rubric.yaml").code == 0
    for wrong, said in (
        ("{pace: 9}", "position 9 is not on the axis"),
        ("{openness: 1}", "no matched criterion"),
    ):
        write(
            "rubric.cases.yaml",
            f"partnercheck: cases/1\nrubric: rubric.yaml\ncases:\n{case.replace('{pace: 1}', wrong)}",
        )
        assert said in run("rubric", "test", "rubric.yaml").out


def noticed(out: str) -> tuple[int, int]:
    """Return how many changes are noticed, and of how many."""
    found = re.search(r"changes noticed: (\d+) of (\d+)", out)
    assert found is not None
    return int(found[1]), int(found[2])


def test_for_changes_that_no_case_notices_the_shortest_cases_are_written(
    small: Small, write: Write, run: Run
) -> None:
    small()
    write("rubric.cases.yaml", CASES)
    before, total = noticed(run("rubric", "test", "rubric.yaml", "--mutation").out)
    found = run("rubric", "test", "rubric.yaml", "--write-cases")
    assert found.code == 0
    assert '+  - name: "notices weight of `openness`: 1 → 2' in found.out
    _, *bodies = re.split(r"^\+  - name: .*$", found.out, flags=re.MULTILINE)
    assert len(bodies) == len(set(bodies)) > 1
    lost = found.err.count("no case was found for this change")
    again = run("rubric", "test", "rubric.yaml", "--mutation")
    assert again.code == 0, "what is written passes"
    assert noticed(again.out) == (total - lost, total)
    assert total - lost > max(before, 0.9 * total)
    short = [line for line in found.out.splitlines() if line.startswith("+    set: ")]
    assert sum(line.count(": ") > 3 for line in short) < len(short) / 4, "most set no more than two answers"


def test_cases_are_written_beside_a_rubric_that_has_none(folder: Path, write: Write, run: Run) -> None:
    asked = "{id: a, title: A, question: A?, kind: levels, levels: {0: none, 1: some, 2: all}}"
    dimensions = f"[{{id: d, title: D, weight: 1, criteria: [{asked}]}}]"
    head = "partnercheck: rubric/1\nid: plain\nversion: 1.0.0\ntitle: Plain\n"
    verdict = "verdict: {proceed: {score: 70}, conditional: {score: 50}}"
    write("rubric.yaml", f"{head}dimensions: {dimensions}\n{verdict}\n")
    path = folder / "rubric.cases.yaml"
    assert run("rubric", "test", "rubric.yaml", "--write-cases", "-q") == (0, "", "")
    path.unlink()
    found = run("rubric", "test", "rubric.yaml", "--write-cases")
    assert found.out.endswith("written: rubric.cases.yaml\n")
    assert path.read_text().startswith("partnercheck: cases/1\nrubric: rubric.yaml\ncases:\n  - ")
    assert run("rubric", "test", "rubric.yaml").code == 0


def test_cases_of_bundled_rubrics_are_not_written(run: Run) -> None:
    found = run("rubric", "test", "quick-screen", "--write-cases")
    assert found.code == 2
    assert "the cases of this rubric are bundled, and not changed" in found.err
