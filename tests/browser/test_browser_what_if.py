"""The what-if panel says what the engine says of a dossier when the dimensions weigh otherwise."""

from __future__ import annotations

import sys
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from building import EXAMPLES, NAMES, ROOT
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.insight.weighting import weighting
from partnercheck.load import Loader
from partnercheck.render import templates, words
from partnercheck.render.document import document

sys.path.insert(0, str(ROOT / "tests" / "engine"))
from engine_generated import Case, cases
from engine_inputs import criterion, dimension, dossier, make, rubric, sure, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from partnercheck.engine import Decision
    from partnercheck.model.inputs import Inputs

SAYS = ("verdict", "score", "range", "firmness")
WEIGHTS = (2.0, 11.0, 35.0)
READ = """
grid => {
  const panel = document.getElementById("what-if");
  const sliders = [...panel.querySelectorAll("input[type=range]")];
  const said = name => panel.querySelector(`[data-says=${name}]`).textContent;
  return grid.map(weights => {
    sliders.forEach((slider, place) => { slider.value = weights[place]; });
    sliders[0].dispatchEvent(new Event("input", {bubbles: true}));
    return ["verdict", "score", "range", "firmness"].map(said);
  });
}
"""


def reweighed(inputs: Inputs, weights: dict[str, float]) -> Inputs:
    """Return the inputs with other weights of the rubric's dimensions."""
    dimensions = tuple(
        each.model_copy(update={"weight": weights.get(each.id, each.weight)})
        for each in inputs.rubric.dimensions
    )
    return inputs._replace(rubric=inputs.rubric.model_copy(update={"dimensions": dimensions}))


def by_the_engine(decision: Decision) -> list[str]:
    """Return what the panel should say of a decision."""
    assessment = explain(decision)
    return [
        words.VERDICTS[assessment.verdict.level][1],
        words.number(assessment.score.point),
        words.span(assessment.score),
        words.firmness(assessment),
    ]


def expected(inputs: Inputs, grid: list[list[float]]) -> list[list[str]]:
    """Return what the engine makes of each weighting of the dimensions that the panel shows."""
    names = [each.dimension for each in weighting(decide(inputs)).dimensions]
    return [
        by_the_engine(decide(reweighed(inputs, dict(zip(names, weights, strict=True))))) for weights in grid
    ]


@cache
def gridded(name: str) -> tuple[list[list[float]], list[list[str]]]:
    """Return a grid of weights for an example, and what the engine makes of each, whatever the fonts."""
    inputs = Loader().dossier(EXAMPLES / f"{name}.yaml")
    grid = [list(each) for each in product(WEIGHTS, repeat=len(inputs.rubric.dimensions))]
    return grid, expected(inputs, grid)


@pytest.mark.parametrize("name", NAMES)
def test_on_a_grid_of_weights_the_panel_says_what_the_engine_says(
    name: str, visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    grid, said = gridded(name)
    assert visit(reports[name]).page.evaluate(READ, grid) == said


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def show(page: Page, inputs: Inputs) -> Decision:
    """Show the report on some inputs; returns the decision."""
    decision = decide(inputs)
    assessment = with_insight(decision, explain(decision))
    page.set_content(templates.html(document(assessment, inputs, weighting=weighting(decision))))
    return decision


def test_at_the_very_limits_the_panel_says_what_the_engine_says(blank: Page) -> None:
    parts = [dimension(f"d{n}", criterion(f"c{n}", "metric"), weight=3) for n in range(3)]
    answers = {"d0": {"c0": sure(80)}, "d1": {"c1": sure(40)}, "d2": {"c2": sure(60.1)}}
    grid = [list(map(float, each)) for each in product((0.1, 1, 2, 3), repeat=3)]
    for limits in (verdict(60, 50), verdict(60.05, 60), verdict(70, 60, coverage={"overall": 100})):
        inputs = make(rubric(*parts, verdict=limits), dossier(answers))
        show(blank, inputs)
        said = expected(inputs, grid)
        assert len({each[0] for each in said}) > 1
        assert blank.evaluate(READ, grid) == said


@settings(max_examples=25)
@given(case=cases(), grid=st.lists(st.lists(st.sampled_from(WEIGHTS), min_size=3, max_size=3), min_size=8))
def test_whatever_the_rubric_the_panel_says_what_the_engine_says(
    blank: Page, case: Case, grid: list[list[float]]
) -> None:
    inputs = case.inputs
    shown = weighting(show(blank, inputs)).dimensions
    if not blank.locator("#what-if").count():
        event("no panel")
        assert sum(each.low is not None for each in shown) < 2
        return
    most = sum(each.weight for each in shown)
    fitting = [[min(weight, most) for weight in weights[: len(shown)]] for weights in grid]
    said = expected(inputs, fitting)
    event(f"{len({each[0] for each in said})} verdicts")
    assert blank.evaluate(READ, fitting) == said


def test_moving_a_weight_moves_the_shares_and_going_back_restores_the_report(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    page = visit(reports["acme"]).page
    panel = page.locator("#what-if")
    before = panel.get_by_role("status").inner_text()
    assert "what-if, not the verdict" in panel.inner_text()
    slider = panel.get_by_role("slider", name="Culture fit")
    share = slider.get_attribute("aria-valuetext")
    slider.focus()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") != share
    assert panel.get_by_role("status").inner_text() != before
    panel.get_by_role("button").click()
    assert panel.get_by_role("status").inner_text() == before
    assert slider.get_attribute("aria-valuetext") == share


def test_without_any_weight_there_is_nothing_to_say(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    page = visit(reports["acme"]).page
    page.evaluate(READ, [[0] * page.locator("#what-if input[type=range]").count()])
    assert page.locator("#what-if").get_by_role("status").is_hidden()
    assert page.get_by_text("Give at least one dimension a weight.").is_visible()


def test_at_first_the_panel_says_what_the_report_says(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    for name in NAMES:
        page = visit(reports[name]).page
        said = [page.locator(f"#what-if [data-says={each}]").text_content() for each in SAYS]
        assert said == by_the_engine(decide(Loader().dossier(EXAMPLES / f"{name}.yaml")))


def test_without_script_there_is_no_panel(visit: Callable[..., Any], reports: dict[str, Path]) -> None:
    assert visit(reports["acme"], script=False).page.locator("#what-if").is_hidden()
