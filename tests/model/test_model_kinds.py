"""What every kind of criterion says of itself must fit together, and none may leave anything unsaid."""

from __future__ import annotations

from itertools import pairwise
from math import isclose
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from partnercheck.authoring.reach.situations import domain
from partnercheck.model.added_kinds import added_kinds
from partnercheck.model.criteria import KINDS, Criterion, YesNoCriterion
from partnercheck.model.criteria.curves import interpolate
from partnercheck.model.criteria.kinds import by_name
from partnercheck.model.rubric import Dimension
from partnercheck.model.scale import DECIMALS
from partnercheck.render.kinds import WORDS, in_words

if TYPE_CHECKING:
    from partnercheck.model.criteria import AnswerValue

values = st.integers(0, 100).map(float)
numbers = st.integers(-50, 50).map(float)
names = st.sampled_from(["one", "two", "three", "four"])
curves = st.dictionaries(numbers, values, min_size=2, max_size=4).map(
    lambda points: sorted([x, y] for x, y in points.items())
)


def steps(text: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[int, Any]]:
    return st.tuples(st.integers(-2, 2), st.lists(text, min_size=2, max_size=6)).map(
        lambda found: dict(enumerate(found[1], found[0]))
    )


def with_values(rising: list[float]) -> list[dict[str, Any]]:
    return [{"text": "A text", "value": value} for value in sorted(rising)]


PARTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "levels": st.one_of(
        st.builds(dict, levels=steps(st.just("A text"))),
        st.builds(
            lambda found: {"levels": dict(enumerate(with_values(found)))},
            st.lists(values, min_size=2, max_size=6),
        ),
    ),
    "yes_no": st.builds(dict, good=st.booleans()),
    "choice": st.builds(
        dict,
        options=st.dictionaries(names, st.builds(dict, text=st.just("A text"), value=values), min_size=1),
    ),
    "checklist": st.builds(
        dict,
        items=st.dictionaries(
            names,
            st.builds(dict, text=st.just("A text"), weight=st.sampled_from([0.1, 0.3, 1.0, 2.5])),
            min_size=1,
        ),
    ),
    "metric": st.builds(dict, curve=curves),
    "match": st.builds(dict, axis=steps(st.just("A text")), curve=st.none() | curves),
    "text": st.just({}),
}
"""What criteria of each kind have besides what all have."""


def test_nothing_is_left_unsaid_of_any_kind() -> None:
    assert [f"{name} has no wording for reports" for name in KINDS if name not in WORDS] == []
    assert [f"{name} is not tried here: add it to PARTS" for name in KINDS if name not in PARTS] == []
    assert [f"{name} has no documentation" for name, kind in KINDS.items() if not kind.__doc__] == []


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    name = draw(st.sampled_from(list(KINDS)))
    head = {"id": "c", "title": "C", "question": "C?", "kind": name}
    return KINDS[name].model_validate(head | draw(PARTS[name]))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Criterion, AnswerValue, int | None]:
    """A criterion, an answer to it, and our position where it takes one."""
    criterion = draw(criteria())
    if criterion.answers():
        answer = draw(st.sampled_from(list(criterion.answers())))
    elif criterion.kind == "checklist":
        answer = tuple(each.key for each in criterion.anchors if draw(st.booleans()))
    elif criterion.scored:
        answer = draw(numbers)
    else:
        answer = draw(names)
    return criterion, answer, draw(st.sampled_from(list(criterion.positions or (None,))))


@given(answered())
def test_what_it_writes_it_reads(case: tuple[Criterion, Any, int | None]) -> None:
    criterion, answer, _ = case
    written = criterion.written(answer)
    line = f"[{', '.join(written)}]" if isinstance(written, list) else f"{written}"
    assert criterion.read_answer(written) == answer
    assert criterion.read_answer(criterion.from_line(line)) == answer


@given(criteria())
def test_what_a_questionnaire_offers_it_reads(criterion: Criterion) -> None:
    form, options, _ = criterion.answering
    keys = [each.key for each in options]
    assert bool(keys) == (form in {"one", "many"})
    for raw in [keys] if form == "many" else keys:
        criterion.read_answer(raw)
    if criterion.answers():
        assert {criterion.read_answer(key) for key in keys} == set(criterion.answers())


@given(answered())
def test_values_lie_among_those_there_can_be(case: tuple[Criterion, Any, int | None]) -> None:
    criterion, answer, ours = case
    assume(criterion.scored)
    value = criterion.value(answer, ours)
    assert value is not None
    assert any(low - 1e-9 <= value <= high + 1e-9 for low, high in domain(criterion))
    lowest, highest = criterion.ends
    assert 0 <= lowest <= highest <= 100 + 1e-9
    assert (lowest, highest) == pytest.approx((domain(criterion)[0][0], domain(criterion)[-1][1]))


@given(answered(), st.sampled_from(["better", "worse"]))
def test_other_answers_lead_away_step_by_step(
    case: tuple[Criterion, Any, int | None], direction: Literal["better", "worse"]
) -> None:
    criterion, answer, ours = case
    assume(criterion.scored)
    point = criterion.value(answer, ours)
    assert point is not None
    ladder, sign = criterion.ladder(answer, point, direction, ours), 1 if direction == "better" else -1
    rungs = range(min(ladder.length, 40))
    found = [ladder.answer(rung) for rung in rungs]
    assert all(
        sign * (each.value - ladder.at(rung).value) >= -1e-9 for rung, each in zip(rungs, found, strict=True)
    )
    for each in found:
        assert each.value == criterion.value(each.answer, ours)
        assert criterion.read_answer(criterion.written(each.answer)) == each.answer
    worth = [point, *(each.value for each in found)]
    assert all(sign * (after - before) >= -1e-9 for before, after in pairwise(worth))


@given(criteria(), st.integers(-2, 2))
def test_every_answer_of_another_value_is_on_a_ladder(criterion: Criterion, ours: int) -> None:
    listed = {each: criterion.value(each, ours) for each in criterion.answers()}
    for answer, point in listed.items():
        assert point is not None
        ladders = [criterion.ladder(answer, point, direction, ours) for direction in ("better", "worse")]
        reached = {each.at(rung).value for each in ladders for rung in range(each.length)}
        others = {round(value, DECIMALS) for value in listed.values() if value is not None}
        assert {round(value, DECIMALS) for value in reached} == others - {round(point, DECIMALS)}


@given(criteria())
def test_anchors_and_answers_stand_where_they_are_said_to(criterion: Criterion) -> None:
    data = criterion.model_dump(by_alias=True, warnings=False)

    def at(path: tuple[str | int, ...]) -> Any:
        inner: Any = data
        for step in path:
            inner = inner[int(step) if isinstance(inner, dict) and step not in inner else step]
        return inner

    for anchor in criterion.anchors:
        found = at(anchor.at)
        assert anchor.text == (found["text"] if isinstance(found, dict) else found)
    for answer in criterion.answers():
        at(criterion.place(answer))


@given(criteria())
def test_each_variant_changes_the_one_place_it_names(criterion: Criterion) -> None:
    data = criterion.model_dump(by_alias=True, warnings=False)
    for variant in criterion.variants():
        assert variant.at[0] in data
        assert variant.before != variant.after
        changed = variant.criterion.model_dump(by_alias=True, warnings=False)
        assert {key for key in data if data[key] != changed[key]} == {variant.at[0]}


@given(criteria())
def test_each_variant_is_worth_something_else_for_some_answer(criterion: Criterion) -> None:
    for variant in criterion.variants():
        other = variant.criterion
        pairs = [(a, o) for a in criterion.answers() for o in criterion.positions or (None,)]
        if pairs:
            assert any(criterion.value(a, o) != other.value(a, o) for a, o in pairs)
        elif criterion.points:
            x = criterion.points[int(variant.at[1])][0]
            assert criterion.value(x, None) != other.value(x, None)
        else:
            keys = [each.key for each in criterion.anchors]
            assert any(criterion.value((key,), None) != other.value((key,), None) for key in keys)


@given(answered())
def test_answers_and_their_worth_are_put_into_words(case: tuple[Criterion, Any, int | None]) -> None:
    criterion, answer, ours = case
    assume(criterion.scored)
    value = criterion.value(answer, ours)
    assert value is not None
    assert in_words(criterion, answer)
    assert f"{value:.0f}" in criterion.worth(answer, ours, value) or not isclose(value, round(value))


def test_a_curve_has_its_own_value_at_each_of_its_points() -> None:
    curve = ((0.1, 0.3), (0.7, 33.3), (0.9, 66.6))
    assert [interpolate(curve, x) for x, _ in curve] == [0.3, 33.3, 66.6]


# ------------------------------------------------------------------------------------------ adding a kind


class Honestly(YesNoCriterion):
    """Yes or no, once more."""

    kind: Literal["honestly"]


DIMENSION = {
    "id": "d",
    "title": "D",
    "weight": 1,
    "criteria": [{"id": "c", "title": "C", "question": "C?", "kind": "honestly"}],
}


def test_an_added_kind_is_known_until_the_end() -> None:
    for _ in range(2):
        with pytest.raises(
            ValidationError, match=r"levels, yes_no, choice, checklist, metric, match, text \["
        ):
            Dimension.model_validate(DIMENSION)
        with added_kinds(Honestly):
            (criterion,) = Dimension.model_validate(DIMENSION).criteria
        assert isinstance(criterion, Honestly)
    assert "honestly" not in KINDS


def test_an_added_kind_is_gone_after_a_failure() -> None:
    with pytest.raises(RuntimeError, match="inside"), added_kinds(Honestly):
        raise RuntimeError("inside")
    assert "honestly" not in KINDS


def test_a_name_is_taken_once() -> None:
    with pytest.raises(ValueError, match="already a kind yes_no"), added_kinds(YesNoCriterion):
        pass
    assert KINDS["yes_no"] is YesNoCriterion


def test_a_kind_that_leaves_something_unsaid_is_refused_by_name() -> None:
    class Half(Criterion):
        kind: Literal["half"]

        def answers(self) -> tuple[str, ...]:
            return ()

    with pytest.raises(TypeError) as refused:
        by_name(Half)
    assert str(refused.value) == (
        "Half is no kind of criterion yet: it lacks anchors, answering, in_sql, instruction, read_answer, "
        "settings, summands, value, variants"
    )


def test_a_kind_without_wording_is_named() -> None:
    criterion = Honestly.model_validate(DIMENSION["criteria"][0])
    with pytest.raises(LookupError, match="the kind `honestly` has no wording"):
        in_words(criterion, True)
