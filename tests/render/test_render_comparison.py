"""What a comparison says of rivals, in words."""

from __future__ import annotations

from typing import Any

import pytest
from engine_inputs import assessed, criterion, dimension, dossier, flag, rubric, sure, verdict

from partnercheck.insight.comparison import compare
from partnercheck.model.comparison import ScoreLimits
from partnercheck.model.rubric import Rubric
from partnercheck.render.page import terminal
from partnercheck.render.page.comparison import page

THREE = [dimension(f"d{n}", criterion(f"c{n}", "metric")) for n in range(3)]


def said(*candidates: Any, parts: Any = THREE, **more: Any) -> str:
    """Return the page on candidates, each its scores in the dimensions, by the grade of all."""
    rules = rubric(*parts, **more)
    made = [
        assessed(
            rules,
            dossier(
                {
                    f"d{n}": {} if value is None else {f"c{n}": sure(value, grade)}
                    for n, value in enumerate(values)
                },
                partner={"name": f"Partner {place}"},
            ),
        )
        for place, (values, grade) in enumerate(candidates)
    ]
    text = terminal.render(page(compare(made, ScoreLimits(50, 70)), Rubric.model_validate(rules)), width=120)
    return " ".join(text.split())


SHOWS = "whatever missing and weak evidence shows"
OVERLAP = "are undecided: their ranges overlap."
MAYBE = "under other weightings it may be otherwise."


@pytest.mark.parametrize(
    ("one", "other", "grade", "expected"),
    [
        ((80, 80, 80), (60, 60, 60), "audited", f"A (80–80) is ahead of B (60–60), {SHOWS}, and that under"),
        ((60, 60, 60), (90, 90, 65), "verified", f"A (78–83) is ahead of B (57–62), {SHOWS}; at the answers"),
        ((90, 90, 40), (60, 60, 60), "audited", f"A (73–73) is ahead of B (60–60), {SHOWS}; {MAYBE}"),
        (
            (80, 80, 80),
            (70, 70, 70),
            "asserted",
            f"A (32–92) and B (28–88) {OVERLAP} At the answers given, A",
        ),
        ((80, 80, 80), (90, 70, 70), "asserted", f"A (32–92) and B (31–91) {OVERLAP} Dimensions"),
    ],
)
def test_who_is_ahead_says_what_it_holds_for(one: Any, other: Any, grade: str, expected: str) -> None:
    assert expected in said((one, grade), (other, grade))


def test_what_the_score_does_not_decide_is_said() -> None:
    rules = {
        "red_flags": [flag(when={"criterion": "c0", "at_most": 10}, effect="decline")],
        "verdict": verdict(70, 20, coverage={"overall": 70, "dimension": 0}),
    }
    text = said(((0, 100, 100), "audited"), ((80, 80, 80), "audited"), ((80, None, None), "audited"), **rules)
    assert "By score alone; whatever the score, B is on hold and C is declined." in text
    assert "whatever the score" not in said(((80, 80, 80), "audited"), ((70, 70, 70), "audited"))


def test_a_sample_says_how_many_were_drawn_from_what_and_how_exact_it_is() -> None:
    text = said(*(((90, 40, 40), "audited"), ((40, 90, 40), "audited"), ((40, 40, 90), "audited")))
    assert "(20,000 of them, drawn from seed 1)" in text
    assert text.count("± 0.3 %") == 3
    exact = said(((90, 40, 40), "audited"), ((40, 90, 40), "audited"))
    assert "seed" not in exact
    assert "A Partner 0 50.0 % B Partner 1 50.0 %" in exact


def test_dimensions_that_not_all_have_a_score_in_are_named() -> None:
    assert "left out, since not all have a score there: D2." in said(
        ((90, 40, None), "audited"), ((40, 90, 40), "audited")
    )
    nothing = said(((None, None, 5), "audited"), ((40, 90, None), "audited"))
    assert "There is no dimension in which every candidate has a score." in nothing


def test_many_candidates_stand_abreast_in_several_tables() -> None:
    text = said(*(((10 * n, 50, 50), "audited") for n in range(8)))
    assert "Dimension (* best) A B C D E F " in text
    assert "Dimension (* best) G H " in text
    assert "70.0*" in text


def test_where_each_is_strongest() -> None:
    text = said(((90, 40, 50), "audited"), ((40, 90, 50), "audited"))
    assert "A: best in D0; ahead of all others in “C0” by 50 points." in text
    assert "B: best in D1; ahead of all others in “C1” by 50 points." in text
    assert "B: best in no dimension; ahead of all others in no criterion." in said(
        ((40, 40, 50), "audited"), ((40, 90, 50), "audited")
    )
