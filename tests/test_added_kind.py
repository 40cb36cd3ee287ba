"""A kind of criterion that only this file knows goes through the whole program: a slider from 0 to 10."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pytest
import yaml
from jsonschema import Draft202012Validator
from pyarrow import parquet

from building import DOSSIER, RUBRIC
from partnercheck.model.added_kinds import added_kinds
from partnercheck.model.answering import Answering
from partnercheck.model.criteria.criterion import Anchor, Criterion
from partnercheck.model.criteria.in_sql import Said, case, number, text
from partnercheck.model.criteria.keys import known_step
from partnercheck.model.criteria.variants import Variant
from partnercheck.model.scalars import Text, YesNo
from partnercheck.model.strict import changed
from partnercheck.render.kinds import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from running import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

STEPS = range(11)


class SliderCriterion(Criterion):
    """A whole number from 0 to 10, worth ten times as much."""

    kind: Literal["slider"]
    left: Text
    """What 0 looks like."""
    right: Text
    """What 10 looks like."""
    falling: YesNo = False
    """Whether 0 is best."""

    def read_answer(self, raw: object) -> int:
        return known_step(raw, STEPS, "place")

    @property
    def instruction(self) -> str:
        return "a whole number from 0 to 10"

    @property
    def answering(self) -> Answering:
        return Answering("number", unit="from 0 to 10")

    def value(self, answer: int, ours: int | None) -> float:  # noqa: ARG002
        return 10.0 * (10 - answer if self.falling else answer)

    def in_sql(self, said: Said) -> str:
        return case(said.answer, [(text(str(step)), number(self.value(step, None))) for step in STEPS])

    def summands(self) -> Sequence[Sequence[tuple[float, float]]]:
        return ([(10.0 * step, 10.0 * step) for step in STEPS],)

    def answers(self) -> Sequence[int]:
        return STEPS

    def variants(self) -> Sequence[Variant]:
        before, after = ("right", "left")[:: -1 if self.falling else 1]
        return [Variant(("falling",), "best end", before, after, changed(self, falling=not self.falling))]

    @property
    def anchors(self) -> Sequence[Anchor]:
        return [Anchor("end", 0, self.left, ("left",)), Anchor("end", 10, self.right, ("right",))]

    @property
    def settings(self) -> Mapping[str, str]:
        return {"best end": "left" if self.falling else "right"}


def slider_in_words(criterion: SliderCriterion, answer: int) -> str:
    return f"{answer} between “{criterion.left}” and “{criterion.right}”"


MOOD = """\
      - {id: mood, title: Mood, question: How do their people speak of us?, kind: slider, weight: 4,
         left: They do not speak, right: They ask for the next date, expect: 60, action: Visit them}
"""
FLAG = "  - {id: cold, title: Cold, effect: decline, when: {criterion: mood, at_most: 20}}\n"
SLIDING = RUBRIC.replace("  - id: money\n", f"{MOOD}  - id: money\n").replace(
    "red_flags:\n", f"red_flags:\n{FLAG}"
)
ANSWERED = DOSSIER.replace("    habits:", "    mood: {answer: 7, evidence: verified}\n    habits:")
CASES = """\
partnercheck: cases/1
rubric: rubric.yaml
cases:
  - name: best
    from: best
    profile: {stage: grown, listed: no}
    expect: {verdict: proceed, score: [100, 100], raised: []}
  - name: cold
    from: best
    profile: {stage: grown, listed: no}
    set: {mood: 2}
    expect: {verdict: decline, raised: [cold]}
"""


@pytest.fixture
def sliding(
    small: Callable[..., Path], write: Write, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Path]]:
    """A rubric with a slider, a dossier that answers it and two cases."""
    small(rubric=SLIDING, dossier=ANSWERED)
    write("rubric.cases.yaml", CASES)
    monkeypatch.setitem(WORDS, "slider", slider_in_words)
    with added_kinds(SliderCriterion):
        yield small


pytestmark = pytest.mark.usefixtures("sliding")


def printed(result: Result) -> dict[str, Any]:
    assert result.err == "", result
    return json.loads(result.out)


def findings(run: Run) -> dict[str, str]:
    """Return what `rubric check` says of the rubric, by code."""
    (checked,) = printed(run("rubric", "check", "rubric.yaml", "--format", "json"))["rubrics"]
    return {each["code"]: each["message"] for each in checked["findings"]}


def test_it_is_assessed(run: Run) -> None:
    assessment = printed(run("assess", "dossier.yaml", "--format", "json"))
    criteria = [each for dimension in assessment["dimensions"] for each in dimension["criteria"]]
    (mood,) = (each for each in criteria if each["id"] == "mood")
    assert (mood["kind"], mood["status"], mood["answer"], mood["meets"]) == ("slider", "answered", 7, True)
    gap = {"unanswered": 0.0, "weak": 30.0, "disagreement": 0.0}  # documented: 0.7
    assert mood["value"] == {"point": 70, "low": 49, "high": 79, "gap": gap}


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_report_tells_it_in_its_own_words(form: str, run: Run) -> None:
    result = run("assess", "dossier.yaml", "--format", form, "--depth", "analyst")
    assert (result.code, result.err) == (0, "")
    assert "7 between “They do not speak” and “They ask for the next date”" in " ".join(result.out.split())


def test_how_it_came_to_its_value_is_explained(run: Run) -> None:
    explained = run("assess", "dossier.yaml", "--explain", "mood")
    assert "7 between “They do not speak”" in explained.out
    assert "7 stands for 70" in explained.out


def test_the_place_at_which_the_verdict_changes_is_found(sliding: Callable[..., Path], run: Run) -> None:
    assessment = printed(run("assess", "dossier.yaml", "--format", "json"))
    flips = [each for each in assessment["flips"] if each["criterion"] == "mood"]
    assert [(each["from"], each["direction"]) for each in flips] == [(7, "worse")]
    levels = {}
    for place in STEPS:
        sliding(rubric=SLIDING, dossier=ANSWERED.replace("answer: 7", f"answer: {place}"))
        levels[place] = printed(run("assess", "dossier.yaml", "--format", "json"))["verdict"]["level"]
    to = flips[0]["to"]
    assert levels[to] == flips[0]["verdict"]
    assert {levels[place] for place in range(to + 1, 8)} == {assessment["verdict"]["level"]} != {levels[to]}


def test_sql_gives_it_the_same_value_and_names_an_answer_that_it_does_not_know(run: Run) -> None:
    run("tables", "dossier.yaml", "-o", "tables")
    ask = ("score", "tables", "--rubric", "rubric.yaml", "-o", "scores.parquet", "--detail", "-q")
    assert run(*ask).code == 0
    found = {row["criterion"]: row for row in parquet.read_table("scores.criteria.parquet").to_pylist()}
    assert [found["mood"][each] for each in ("status", "point", "low", "high")] == ["answered", 70, 49, 79]
    answer = "CASE criterion WHEN 'mood' THEN '11' ELSE answer END AS answer"
    wrong = duckdb.sql(f"SELECT * REPLACE ({answer}) FROM 'tables/answers.parquet'").to_arrow_table()
    parquet.write_table(wrong, "tables/answers.parquet")
    assert "mood: error wrong-answer: `11` is no answer of kind `slider`" in run(*ask).err


def test_another_answer_can_be_supposed(run: Run) -> None:
    assert "Mood" in run("whatif", "dossier.yaml", "--set", "mood=1").out
    assert "place 11 does not exist" in run("whatif", "dossier.yaml", "--set", "mood=11").err


def test_a_dossier_to_fill_in_says_how_to_answer(run: Run) -> None:
    lines = [line.strip() for line in run("new", "-", "--rubric", "rubric.yaml").out.splitlines()]
    start = lines.index("# Mood: How do their people speak of us?")
    assert lines[start + 1 : start + 5] == [
        "# a whole number from 0 to 10",
        "# 0: They do not speak",
        "# 10: They ask for the next date",
        "mood: unknown",
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("11", "unknown-place: place 11 does not exist; it goes from 0 to 10"),
        ("high", "wrong-type: a whole number is needed here, not `high`"),
    ],
)
def test_an_answer_that_it_does_not_know_is_refused_at_its_place(
    answer: str, said: str, sliding: Callable[..., Path], run: Run
) -> None:
    sliding(rubric=SLIDING, dossier=ANSWERED.replace("answer: 7", f"answer: {answer}"))
    refused = run("assess", "dossier.yaml")
    assert refused.code == 2
    assert f"dossier.yaml:11:20: error {said}" in refused.err


@pytest.mark.parametrize(("right", "wrong"), [("slider", "slidr"), ("left", "lefft")])
def test_a_misspelt_kind_or_key_leads_to_it(
    right: str, wrong: str, sliding: Callable[..., Path], run: Run
) -> None:
    sliding(rubric=SLIDING.replace(right, wrong))
    assert f"did you mean `{right}`?" in run("rubric", "check", "rubric.yaml").out


def test_rules_know_its_values_and_its_anchors(sliding: Callable[..., Path], run: Run) -> None:
    assert findings(run).keys().isdisjoint({"RC105", "RC302"})
    sliding(
        rubric=SLIDING.replace("mood, at_most: 20", "mood, at_most: 25").replace("They do not speak", "Bad")
    )
    said = findings(run)
    assert said["RC105"] == "25 is no value of `mood`, whose values are 0, 10, 20, …, 90, 100"
    assert said["RC302"] == "“Bad” judges, but does not say what is seen"


@pytest.mark.parametrize(("least", "earned"), [(85, True), (95, False)])
def test_what_its_values_can_bring_about_is_known(
    least: int, earned: bool, sliding: Callable[..., Path], run: Run
) -> None:
    # Whoever reaches 95 reaches 100, and has the first name already.
    names = "".join(
        f"  - {{call: {call}, title: A name, when: {{criterion: mood, at_least: {limit}}}}}\n"
        for call, limit in (("warm", 100), ("kind", least))
    )
    sliding(rubric=SLIDING.replace("relationship:\n", f"relationship:\n{names}"))
    assert ("RC108" not in findings(run)) is earned


def test_test_cases_cover_it_and_notice_its_changes(run: Run) -> None:
    tried = run("rubric", "test", "rubric.yaml", "--mutation", "--uncovered")
    assert tried.code == 0
    assert "no case covers `mood` at 0, at 1, at 3, at 4" in tried.out
    assert "best end of `mood`" not in tried.out


def test_a_change_that_no_case_notices_is_told(run: Run, write: Write) -> None:
    write("rubric.cases.yaml", CASES.partition("    expect:")[0] + "    expect: {firm: yes}\n")
    tried = run("rubric", "test", "rubric.yaml", "--mutation")
    assert "no case notices this change: best end of `mood`: right → left" in tried.out


def test_the_difference_of_two_rubrics_tells_it(write: Write, run: Run) -> None:
    write("new.yaml", SLIDING.replace("left: They do not speak", "left: They hang up, falling: yes"))
    changes = printed(run("rubric", "diff", "rubric.yaml", "new.yaml", "--format", "json"))["changes"]
    assert [(each["aspect"], each["before"], each["after"]) for each in changes] == [
        ("end 0", "They do not speak", "They hang up"),
        ("best end", "right", "left"),
    ]


def test_other_words_at_an_end_ask_for_no_more_than_other_words_do(write: Write, run: Run) -> None:
    for after, step in (("They hang up", "patch"), ("They hang up, falling: yes", "minor")):
        write("new.yaml", SLIDING.replace("left: They do not speak", f"left: {after}"))
        found = printed(run("rubric", "diff", "rubric.yaml", "new.yaml", "--format", "json"))
        assert found["version"]["step"] == step


def test_the_schema_of_rubrics_describes_it(run: Run) -> None:
    schema = Draft202012Validator(printed(run("schema", "rubric")))
    data = yaml.load(SLIDING.replace("is: yes", "is: 'yes'"), Loader=yaml.CSafeLoader)
    assert schema.is_valid(data)
    mood = next(each for each in data["dimensions"][0]["criteria"] if each["id"] == "mood")
    del mood["left"]
    assert not schema.is_valid(data)
