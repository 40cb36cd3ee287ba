"""Where everything in a chart stands, and charts in characters."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import EXAMPLES, NAMES
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.model.assessment import Score, Value
from partnercheck.model.criteria import MetricCriterion
from partnercheck.render import bars, words
from partnercheck.render.charts import numbers, scores
from partnercheck.render.charts import relation as sides
from partnercheck.render.document import document
from partnercheck.render.document.financials import bands
from partnercheck.render.page import Course, Moment, Part, Waterfall
from partnercheck.render.report.page_one import Limit, ScoreLine
from partnercheck.render.report.parts import Range, Table
from partnercheck.render.report.relation import Gap, Gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from partnercheck.render.charts.shapes import Drawing

PERCENT = st.floats(0, 100)
TEXT_HEIGHT = 14


def drawings(name: str) -> Iterator[Drawing]:
    decision = decide(Loader().dossier(EXAMPLES / f"{name}.yaml"))
    report = document(with_insight(decision, explain(decision)), decision.inputs)
    relation, financials = report.relation, report.financials
    drawn: tuple[tuple[Callable[[Any], Drawing | None], Any], ...] = (
        (scores.score_line, report.score),
        (scores.dimension_bars, report.dimensions.bars),
        (scores.heat_strip, report.dimensions.heat),
        (sides.culture_match, relation.culture),
        (sides.timeline, relation.roadmaps),
        (sides.give_and_take, relation.exchange),
        (sides.strengths, relation.strengths),
        (sides.gaps, relation.gaps),
        (numbers.measures, financials.measures),
        (numbers.weights, report.robustness.weights),
        (numbers.agreement, report.robustness.agreement),
    )
    for draw, chart in drawn:
        if chart is not None and (made := draw(chart)) is not None:
            yield made
    if financials.years:
        for each in financials.years.series:
            yield numbers.series(each, financials.years.years)


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_stands_within_its_chart(name: str) -> None:
    for drawn in drawings(name):
        assert drawn.shapes
        for shape in drawn.shapes:
            assert 0 <= shape.x <= 100, shape
            assert shape.x + shape.width <= 100.1, shape
            assert shape.width >= 0
            assert shape.height >= 0
            assert shape.y >= 0
            bottom = 0 if shape.form in {"text", "row", "dot", "square"} else shape.height
            assert shape.y + bottom <= drawn.height + 0.1, shape


def line(low: float, point: float | None, high: float, limits: tuple[float, float] = (50, 70)) -> ScoreLine:
    value = Range(point, low, high, words.number(point), f"{low:.0f}–{high:.0f}")
    said = [Limit(limit, f"{limit:g}", "word") for limit in limits]
    return ScoreLine("Score", "It is.", Table("", [], []), value, "50.0 %", said)


@given(PERCENT, PERCENT, PERCENT, PERCENT)
def test_the_score_stands_on_its_range_between_the_limits(a: float, b: float, c: float, d: float) -> None:
    low, point, high = sorted((a, b, c))
    drawn = scores.score_line(line(low, point, high, (min(d, 50), max(d, 50))))
    assert drawn is not None
    shapes = drawn.shapes
    (band,) = (shape for shape in shapes if shape.kind == "range")
    (stroke,) = (shape for shape in shapes if shape.kind == "point")
    assert band.x == low
    assert band.x + band.width >= high
    assert stroke.x == point
    assert [shape.x for shape in shapes if shape.kind == "limit"] == [min(d, 50), max(d, 50)]


@given(st.lists(st.tuples(st.integers(0, 400), PERCENT, PERCENT, PERCENT), min_size=1, max_size=8))
def test_a_course_stands_in_time_each_point_on_its_range(
    dates: list[tuple[int, float, float, float]],
) -> None:
    moments = []
    for day, *values in sorted(dates):
        low, point, high = sorted(values)
        moments.append(Moment(dt.date(2026, 1, 1) + dt.timedelta(day), Range(point, low, high, "", ""), "?"))
    drawn = scores.course(Course("Score", "It is.", Table("", [], []), moments))
    boxes = [shape for shape in drawn.shapes if shape.kind == "range"]
    dots = [shape for shape in drawn.shapes if shape.form == "dot"]
    slopes = [shape for shape in drawn.shapes if shape.form == "slope"]
    assert len(boxes) == len(dots) == len(slopes) + 1 == len(moments)
    for box, dot in zip(boxes, dots, strict=True):
        assert box.x < dot.x < box.x + box.width
        assert box.y - 1e-6 <= dot.y <= box.y + box.height + 1e-6
    for (dot, following), slope in zip(pairwise(dots), slopes, strict=True):
        assert (slope.x, slope.y) == (dot.x, dot.y)
        assert (slope.x + slope.width, slope.end) == (pytest.approx(following.x), following.y)
    for shape in drawn.shapes:
        assert 0 <= shape.x <= shape.x + shape.width <= 100.1
        assert 0 <= shape.y <= drawn.height


@given(PERCENT, st.lists(st.tuples(st.text(max_size=60), st.floats(-9, 9)), max_size=11))
def test_a_waterfall_goes_from_where_a_score_was_to_where_it_is(
    start: float, moved: list[tuple[str, float]]
) -> None:
    parts, at = [], start
    for name, by in moved:
        after = min(max(at + by, 0), 100)
        parts.append(Part(name, at, after, f"{by:+.1f}"))
        at = after
    drawn = scores.waterfall(Waterfall("It fell.", "", Table("", [], []), "before", "after", parts))
    bars = [shape for shape in drawn.shapes if shape.kind in {"gain", "loss"}]
    assert len(bars) == len(parts)
    for shape in drawn.shapes:
        assert -1e-9 <= shape.x <= shape.x + shape.width <= 100.4
        assert 0 <= shape.y <= drawn.height
    ends = [shape.x for shape in drawn.shapes if shape.kind == "point"]
    for bar, end in [(bars[0], ends[0]), (bars[-1], ends[1])] if bars else []:
        assert min(abs(bar.x - end), abs(bar.x + bar.width - end)) < 0.31


def test_a_date_without_a_score_breaks_no_course() -> None:
    days = [dt.date(2026, month, 1) for month in (1, 2, 3)]
    ranges = [Range(50, 40, 60, "", ""), Range(None, 0, 100, "", ""), Range(None, None, None, "", "")]
    moments = [Moment(day, each, "?") for day, each in zip(days, ranges, strict=True)]
    kinds = [shape.kind for shape in scores.course(Course("", "", Table("", [], []), moments)).shapes]
    assert (kinds.count("theirs"), kinds.count("range"), kinds.count("open")) == (1, 1, 1)


def test_what_nobody_knows_is_not_drawn() -> None:
    assert scores.score_line(line(0, None, 100)) is None


@given(PERCENT, PERCENT, PERCENT)
def test_a_range_in_characters_holds_its_value(a: float, b: float, c: float) -> None:
    low, point, high = sorted((a, b, c))
    bar = bars.ranged(words.ranged(Value(point, low, high, None)))
    assert len(bar) == 20
    assert bar.count("█") == 1
    assert bar.strip("░").strip("▒") == "█"


def test_ranges_without_a_value() -> None:
    assert bars.ranged(words.ranged(Score(None, 0.0, 100.0, 0.0, None))) == "▒" * 20
    assert bars.ranged(words.ranged(Value(None, None, None, None))) == "·" * 20


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_shares_in_characters_are_as_long_as_they_may_be(a: float, b: float, c: float) -> None:
    low, point, high = sorted((a, b, c))
    assert len(bars.between(low, point, high)) == len(bars.share(point)) == 20


def test_heights_show_what_is_unknown_and_what_is_lost() -> None:
    assert bars.heights([1, None, -3, 8]) == "▂?-█"
    assert bars.heights([0, 0]) == "▁▁"
    assert bars.heights([None]) == "?"


def test_places_show_both_sides() -> None:
    assert bars.places([0, 1, 2], 0, [2]) == "■ · ○"
    assert bars.places([0, 1, 2], 1, [1]) == "· ◉ ·"
    assert bars.places([0, 1], None, []) == "· ·"


def metric(*curve: tuple[float, float]) -> MetricCriterion:
    return MetricCriterion(id="m", title="M", question="?", kind="metric", unit="×", curve=curve)


@pytest.mark.parametrize(
    ("curve", "said"),
    [
        (((0, 0), (100, 100)), ["strong from 100 ×", "poor to strong from 0 ×", "poor below 0 ×"]),
        (
            ((0, 0), (1, 25), (2, 50), (4, 75), (12, 100)),
            ["strong from 4 ×", "sound from 2 ×", "weak from 1 ×", "poor below 1 ×"],
        ),
        (
            ((0.5, 0), (1.81, 25), (2.99, 75), (4.5, 100)),
            ["strong from 2.99 ×", "weak to sound from 1.81 ×", "poor below 1.81 ×"],
        ),
        (
            ((1, 100), (4, 50), (6, 25), (9, 0)),
            ["strong up to 1 ×", "sound to strong up to 4 ×", "weak up to 6 ×", "poor above 6 ×"],
        ),
        (((-4, 40), (4, 80)), ["strong from 4 ×", "weak to strong from −4 ×", "weak below −4 ×"]),
        (((0, 60), (1, 70)), ["sound at any number"]),
        (((0, 0), (1, 100), (2, 0)), []),
    ],
)
def test_bands_are_the_numbers_that_the_curve_names(
    curve: tuple[tuple[float, float], ...], said: list[str]
) -> None:
    assert bands(metric(*curve)) == said


@given(st.floats(0, 100))
def test_a_mark_is_given_by_value_and_unknown_is_its_own(value: float) -> None:
    states = [words.mark(value).state, words.mark(None).state, words.mark(None, applies=False).state]
    assert states[0] in {"strong", "sound", "weak", "poor"}
    assert states[1:] == ["unknown", "not-applicable"]


def test_marks_at_their_edges() -> None:
    marks = [words.mark(value).state for value in (0, 24.9, 25, 49.9, 50, 74.9, 75, 100)]
    assert marks == ["poor", "poor", "weak", "weak", "sound", "sound", "strong", "strong"]


def test_a_chart_fits_on_a_page_however_many_rows_it_has() -> None:
    gaps = [Gap(f"C {n}", 50.0, "50.0", [], []) for n in range(40)]
    drawn = sides.gaps(Gaps("", "", Table("", [], []), gaps=gaps, notable=50.0))
    assert drawn.height < 1000
