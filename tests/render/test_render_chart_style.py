"""Colours: every kind has its look, by day and by night, with contrast for letters and for graphics."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from test_render_charts import NAMES, drawings

from partnercheck.render.chart_style import PAINT, PAPER
from partnercheck.resources import folder

STYLE = (folder("templates") / "html" / "style.css").read_text(encoding="utf-8")
NIGHT = STYLE[STYLE.index("(prefers-color-scheme: dark)") : STYLE.index("@page")]
STATES = ("strong", "sound", "weak", "poor")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    digits = colour.removeprefix("#")
    pairs = [digits[at : at + 2] for at in (0, 2, 4)] if len(digits) == 6 else [2 * each for each in digits]
    parts = [int(pair, 16) / 255 for pair in pairs]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variables(text: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", text[: text.index("}")]))


def by_night(kind: str, what: str) -> str:
    """Return a colour of a kind by night: the style sheet's, or else the shape's own."""
    day = PAINT[kind].fill if what == "fill" else PAINT[kind].stroke
    rules = re.findall(rf"([^{{}}]*\.k-{kind}(?![\w-])[^{{}}]*){{([^}}]*)}}", NIGHT)
    for _, body in rules:
        if found := re.search(rf"(?<![-\w]){what}: ([^;]+)", body):
            named = re.fullmatch(r"var\(--(\w+)\)", found[1].strip())
            day = variables(NIGHT)[named[1]] if named else found[1].strip()
    return day


@pytest.mark.parametrize("name", NAMES)
def test_every_shape_has_a_look(name: str) -> None:
    assert {shape.kind for drawn in drawings(name) for shape in drawn.shapes} <= PAINT.keys()


@pytest.mark.parametrize("theme", ["day", "night"])
def test_letters_of_the_page_have_contrast(theme: str) -> None:
    colours = variables(STYLE if theme == "day" else NIGHT)
    if theme == "day":
        colours |= dict(re.findall(r"--(proceed|conditional|decline|hold): (#\w+)", STYLE[:900]))
    for ground in ("paper", "wash"):
        for ink in ("ink", "soft", "accent", "proceed", "conditional", "decline", "hold"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("state", STATES)
def test_letters_on_a_mark_have_contrast_by_day_and_night(state: str) -> None:
    assert contrast(PAINT[f"on-{state}"].fill, PAINT[state].fill) >= 4.5
    (letters,) = re.findall(rf"\.k-on-{state} {{ color: (#\w+)|\.k-on-{state}, [^}}]*{{ color: (#\w+)", STYLE)
    assert contrast("".join(letters), by_night(state, "fill")) >= 4.5


TELLING = sorted(
    kind
    for kind in PAINT
    if kind not in {"grid", "point-edge", "not-applicable"} and not kind.startswith("on-")
)
"""Shapes that carry a meaning; letters on marks have a test of their own."""


@pytest.mark.parametrize("kind", TELLING)
def test_every_shape_stands_out_from_the_paper(kind: str) -> None:
    night = variables(NIGHT)["paper"]
    least = 4.5 if kind in {"figure", "label", "number", "note"} else 3
    looks = [(PAPER, PAINT[kind].fill, PAINT[kind].stroke)]
    if kind not in {"figure", "label", "number", "note"}:  # letters by night: one rule for all, tested above
        looks.append((night, by_night(kind, "fill"), by_night(kind, "stroke")))
    for paper, *colours in looks:
        seen = [contrast(colour, paper) for colour in colours if colour.startswith("#")]
        assert max(seen) >= least, (kind, paper)


def test_marks_tell_apart_in_grey() -> None:
    greys = [luminance(PAINT[state].fill) for state in STATES]
    assert greys == sorted(greys, reverse=True)
    assert all(contrast(PAINT[a].fill, PAINT[b].fill) > 1.2 for a, b in pairwise(STATES))
