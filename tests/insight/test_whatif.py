"""What is supposed on the command line gives what a dossier or rubric that says so gives."""

from __future__ import annotations

from typing import Any

import pytest
from engine_generated import Case, answers_to, cases
from engine_inputs import criterion, dimension, dossier, flag, make, na, organisation, rated, rubric, sure
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from partnercheck.engine import decide, explain
from partnercheck.insight.whatif import supposing, what_if
from partnercheck.model.suppositions import read_suppositions

Pairs = list[tuple[str, str]]


def read(inputs: Any, sets: Any = (), grades: Any = (), weights: Any = ()) -> tuple[Any, list[Any]]:
    problems: list[Any] = []
    return read_suppositions(inputs, sets, grades, weights, problems), problems


def decided(inputs: Any, **suppositions: Pairs) -> Any:
    supposed, problems = read(inputs, **suppositions)
    assert problems == []
    return explain(supposing(inputs, supposed))


def bare(assessment: Any) -> Any:
    """Return what is decided, without where it came from."""
    return assessment._replace(dossier=None, diagnostics=(), next_evidence=None)


def text_of(answer: Any) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, list) else str(answer)


@settings(max_examples=100)
@given(data=st.data(), case=cases())
def test_a_supposed_answer_is_one_that_the_dossier_gives(data: st.DataObject, case: Case) -> None:
    inputs = case.inputs
    free = sorted(name for name in inputs.applying if "from" not in case.criteria[name])
    assume(free)
    name = data.draw(st.sampled_from(free))
    answer = data.draw(answers_to(case.criteria[name]))
    entry = case.entry(name)
    evidence = entry.get("evidence") if isinstance(entry, dict) else None
    long = {"answer": text_of(answer) if isinstance(answer, bool) else answer}
    long |= {} if evidence is None else {"evidence": evidence}
    found = decided(inputs, sets=[(name, text_of(answer))])
    expected = explain(decide(case.answering(name, long).inputs))
    assert bare(found) == bare(expected)
    event(expected.verdict.level)


@settings(max_examples=60)
@given(data=st.data(), case=cases())
def test_supposed_weights_are_those_of_a_rubric_that_has_them(data: st.DataObject, case: Case) -> None:
    weights = {part["id"]: data.draw(st.sampled_from((0.5, 1, 30))) for part in case.rubric["dimensions"]}
    parts = [part | {"weight": weights[part["id"]]} for part in case.rubric["dimensions"]]
    expected = explain(decide(case._replace(rubric=case.rubric | {"dimensions": parts}).inputs))
    found = decided(case.inputs, weights=[(name, str(weight)) for name, weight in weights.items()])
    assert bare(found) == bare(expected)


@pytest.mark.parametrize("grade", ["audited", "verified", "documented", "asserted"])
def test_a_supposed_grade_counts_in_full(grade: str) -> None:
    rules = rubric(criterion("c"), evidence={"max_age": "6 months"}, red_flags=[flag()])
    old = {"answer": 3, "evidence": [{"grade": "asserted", "source": "s", "date": "2020-01-01"}]}
    found = decided(make(rules, dossier({"c": old})), grades=[("c", grade)])
    expected = explain(decide(make(rules, dossier({"c": sure(3, grade)}))))
    assert (found.score, found.verdict, found.red_flags) == (
        expected.score,
        expected.verdict,
        expected.red_flags,
    )
    assert found.dimensions[0].criteria[0].evidence.grade == grade


def test_a_supposed_grade_keeps_what_raters_disagree_on() -> None:
    inputs = make(rubric(), dossier({"c": rated(("us", 1), ("them", 3), grade="asserted")}))
    value = decided(inputs, grades=[("c", "audited")]).dimensions[0].criteria[0].value
    assert value[:3] == (50, 25, 75)


ROUNDS = [{"date": "2026-11-01", "sections": {"a": 50}}]
SURE = [{"grade": "audited", "source": "s", "date": "2026-11-01"}]


def measured(name: str = "c", **more: Any) -> Any:
    return criterion(name, "metric", **{"from": "surveys.latest"} | more)


def test_a_supposed_number_keeps_the_evidence_of_its_section() -> None:
    known = dossier({}, surveys={"rounds": ROUNDS, "evidence": SURE})
    result = decided(make(rubric(measured()), known), sets=[("surveys.latest", "20.5")])
    of = result.dimensions[0].criteria[0]
    assert (of.value[:3], of.measure.value, of.evidence.grade) == ((20.5, 20.5, 20.5), 20.5, "audited")


def test_a_supposed_number_without_its_section_has_the_evidence_of_an_answer_without_any() -> None:
    result = decided(make(rubric(measured()), dossier({})), sets=[("surveys.latest", "50")])
    of = result.dimensions[0].criteria[0]
    assert (of.status, of.value[:3], of.evidence.grade) == ("answered", (50, 20, 80), "asserted")


def test_a_supposed_number_counts_for_every_criterion_that_takes_it_and_may_be_unknown() -> None:
    known = dossier({}, surveys={"rounds": ROUNDS, "evidence": SURE})
    falling = measured("e", curve=[[0, 100], [100, 0]])
    inputs = make(rubric(measured(), falling), known)
    result = decided(inputs, sets=[("surveys.latest", "30")])
    assert [each.value.point for each in result.dimensions[0].criteria] == [30, 70]
    unknown = decided(inputs, sets=[("surveys.latest", "unknown")])
    assert [each.status for each in unknown.dimensions[0].criteria] == ["unanswered", "unanswered"]


def test_answer_grade_and_weight_are_supposed_at_once_and_nothing_else_moves() -> None:
    rules = rubric(dimension("d", criterion("a"), criterion("b")), dimension("e", criterion("c")))
    inputs = make(rules, dossier({"d": {"a": sure(1), "b": sure(2)}, "e": {"c": sure(0)}}))
    before = explain(decide(inputs))
    supposed, _ = read(inputs, [("a", "4")], [("a", "verified")], [("e", "3")])
    found = what_if(inputs, supposed, before)
    assert [tuple(each) for each in found.supposed] == [
        ("answer", "a", "A", 1, 4),
        ("grade", "a", "A", "audited", "verified"),
        ("weight", "e", "E", 1.0, 3.0),
    ]
    assert {each.id for each in found.movement.criteria} == {"a", "b", "c"}
    assert found.movement.before.score == before.score
    assert explain(decide(inputs)) == before


# --- What is wrong with a supposition ---------------------------------------------------------------------

KINDS = rubric(
    dimension(
        "d",
        criterion("level"),
        criterion("word", "yes_no"),
        criterion("option", "choice"),
        criterion("list", "checklist"),
        criterion("number", "metric"),
        criterion("position", "match"),
        measured("drawn"),
        criterion("out", when={"profile": "listed", "is": "yes"}),
    ),
    profile={"listed": {"type": "yes_no"}},
)


def kinds() -> Any:
    known = dossier(
        {"d": {"level": 2, "option": {"answer": "a", "evidence": "verified"}}}, profile={"listed": "no"}
    )
    return make(KINDS, known, organisation(culture={"position": 2}))


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("level", "4", 4),
        ("word", "no", False),
        ("word", "true", True),
        ("option", "b", "b"),
        ("list", "b,a", ("b", "a")),
        ("list", "[a, b]", ("a", "b")),
        ("list", "[]", ()),
        ("list", "", ()),
        ("number", "-1.5e2", -150.0),
        ("position", "0", 0),
        ("level", "unknown", None),
        ("list", "unknown", None),
    ],
)
def test_answers_are_read_as_in_a_dossier(name: str, text: str, answer: Any) -> None:
    supposed, problems = read(kinds(), [(name, text)])
    assert problems == []
    assert supposed.given[name].answer == answer


@pytest.mark.parametrize(
    ("suppositions", "code", "path", "words"),
    [
        ({"sets": [("levl", "1")]}, "unknown-criterion", ("set", 0, 0), "did you mean `level`?"),
        ({"sets": [("surveys.lates", "1")]}, "unknown-criterion", ("set", 0, 0), "`surveys.latest`?"),
        ({"sets": [("level", "9")]}, "unknown-level", ("set", 0, 1), "it goes from 0 to 4"),
        ({"sets": [("level", "2.5")]}, "wrong-type", ("set", 0, 1), "a whole number"),
        ({"sets": [("word", "maybe")]}, "wrong-type", ("set", 0, 1), "yes or no"),
        ({"sets": [("option", "c")]}, "unknown-option", ("set", 0, 1), "known here: `a`, `b`"),
        ({"sets": [("list", "a,a")]}, "duplicate-item", ("set", 0, 1), "twice"),
        ({"sets": [("number", "much")]}, "wrong-type", ("set", 0, 1), "a number"),
        ({"sets": [("position", "7")]}, "unknown-position", ("set", 0, 1), "0 to 4"),
        ({"sets": [("drawn", "7")]}, "measured", ("set", 0, 0), "surveys.latest=…"),
        ({"sets": [("surveys.latest", "much")]}, "wrong-type", ("set", 0, 1), "a number"),
        ({"sets": [("word", "no"), ("word", "no")]}, "duplicate", ("set", 1, 0), "already"),
        ({"grades": [("level", "sworn")]}, "unknown-grade", ("grade", 0, 1), "`sworn`"),
        ({"grades": [("levels", "audited")]}, "unknown-criterion", ("grade", 0, 0), "`level`"),
        ({"weights": [("e", "1")]}, "unknown-dimension", ("weight", 0, 0), "known here: `d`"),
        ({"weights": [("d", "0")]}, "wrong-weight", ("weight", 0, 1), "positive"),
        ({"weights": [("d", "-3")]}, "wrong-weight", ("weight", 0, 1), "positive"),
        ({"weights": [("d", "heavy")]}, "wrong-type", ("weight", 0, 1), "a number"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    suppositions: Any, code: str, path: tuple[Any, ...], words: str
) -> None:
    _, problems = read(kinds(), **suppositions)
    assert len(problems) == 1
    problem = problems[0]
    assert (problem.code, problem.path[:3], problem.severity) == (code, path, "error")
    assert words in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("kind", ["sets", "grades"])
def test_what_does_not_apply_is_ignored_with_a_warning(kind: str) -> None:
    supposed, problems = read(kinds(), **{kind: [("out", "1" if kind == "sets" else "audited")]})
    assert [(each.code, each.severity) for each in problems] == [("ignored-answer", "warning")]
    assert (supposed.given, supposed.grades) == ({}, {})


@pytest.mark.parametrize("kind", ["sets", "grades"])
def test_what_may_not_apply_is_ignored_with_a_warning(kind: str) -> None:
    """As long as a fact is unknown, no answer counts to what it decides."""
    inputs = make(KINDS, dossier({"d": {"level": 2}}, profile={"listed": "unknown"}), None)
    supposed, problems = read(inputs, **{kind: [("out", "1" if kind == "sets" else "audited")]})
    assert [(each.code, each.severity) for each in problems] == [("ignored-answer", "warning")]
    assert "not known while the profile leaves `listed` unknown" in problems[0].message
    assert (supposed.given, supposed.grades) == ({}, {})


def test_a_grade_of_no_answer_is_told() -> None:
    for name in ("word", "number"):
        _, problems = read(kinds(), grades=[(name, "audited")])
        assert [(each.code, each.severity) for each in problems] == [("ignored-answer", "warning")]
        assert "has no answer that a grade could count for" in problems[0].message
    for name, sets in (("level", []), ("word", [("word", "yes")]), ("drawn", [])):
        assert read(kinds(), sets, [(name, "audited")])[1] == []


def test_a_supposed_answer_takes_the_place_of_ratings_and_of_not_applicable() -> None:
    rules = rubric(criterion("c"), criterion("e", allow_na=True))
    inputs = make(rules, dossier({"c": rated(("us", 0), ("them", 4)), "e": na()}))
    result = decided(inputs, sets=[("c", "3"), ("e", "1")])
    assert [each.answer for each in result.dimensions[0].criteria] == [3, 1]
    assert [each.evidence.grade for each in result.dimensions[0].criteria] == ["audited", "asserted"]
