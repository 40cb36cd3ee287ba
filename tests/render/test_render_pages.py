"""Pages of `compare` and `whatif`: the same in every format, hostile texts harmless, sums that add up."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import EXAMPLES
from partnercheck.load import Loader
from partnercheck.render.kinds import in_short
from partnercheck.render.page import (
    Bar,
    Bullets,
    Column,
    Course,
    Limit,
    Moment,
    Page,
    Part,
    Range,
    Ranges,
    Section,
    Table,
    Waterfall,
    Words,
    templates,
    terminal,
)
from partnercheck.render.page.sums import adding_up, signed

HOSTILE = "<img src=x onerror=alert(1)> | *b* [l](http://x.example) # `c` \x1b[31m\u202e"


def page(text: str = "Ash") -> Page:
    table = Table(text, [Column(text), Column("Score", number=True)], [[text, "1.5"], ["Birch", text]])
    bars = [
        Bar("A", text, Range(50, 20, 90, "50.0", "20–90")),
        Bar("B", text, Range(None, 0, 100, "–", "0–100")),
    ]
    ranges = Ranges(f"{text}: 20 to 90", "", table, bars, [Limit(50, "50", "proceed")])
    course = Course(f"{text} goes up", "", table, [Moment(dt.date(2026, 1, 31), bars[0].range, "✔")])
    fall = Waterfall(f"{text} fell", "", table, f"{text}: 50.0", "2: 48.0", [Part(text, 50.0, 48.0, "−2.0")])
    return Page(
        title=text,
        facts=[text],
        sections=[
            Section(text, [Words(text), Bullets([text, "b"]), table, ranges, course, fall]),
            Section("Below", [Words("w")], level=3),
        ],
    )


class Reader(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_hostile_text_is_only_text_in_html() -> None:
    read = Reader(templates.html(page(HOSTILE)))
    assert {"img", "script", "a"} & set(read.tags) == {"a"}  # the skip link
    assert not [name for name in read.names if name.startswith("on")]
    assert "\x1b" not in "".join(read.texts)
    assert "<img src=x" in "".join(read.texts)
    assert sorted(set(read.tags)) == sorted(set(Reader(templates.html(page())).tags))


def test_a_hostile_text_is_only_text_in_markdown() -> None:
    plain, hostile = templates.markdown(page()), templates.markdown(page(HOSTILE))
    assert len(hostile.splitlines()) == len(plain.splitlines())
    for one, other in zip(plain.splitlines(), hostile.splitlines(), strict=True):
        bare = re.sub(r"\\.", "", other)
        assert bare.count("|") == one.count("|")
        assert not re.search(r"[<`*\[]", bare)


def test_a_hostile_text_is_visible_on_a_terminal() -> None:
    shown = terminal.render(page(HOSTILE))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b" in shown


def test_a_page_is_self_contained_and_has_what_a_screen_reader_needs() -> None:
    html = templates.html(page())
    assert not re.search(r"""(src|href)=["'](?!#)""", html)
    assert {address[:5] for address in re.findall(r"url\((.*?)\)", html)} == {"data:"}
    assert '<html lang="en">' in html
    assert re.findall(r"<h(\d)", html) == ["1", "2", "3"]
    assert html.count("<caption>") == html.count("<table>") == 1
    for title in ("Ash: 20 to 90", "Ash goes up", "Ash fell"):
        (name,) = re.findall(rf'<div id="([\w-]+)"><b><bdi dir="ltr">{title}</bdi>', html)
        assert html.count(f'role="img" aria-labelledby="{name}"') == 1
    assert (
        html.count('class="k-point"') == 3
    )  # of a range, and of both ends of a waterfall; without a score there is the range only
    assert html.count('class="k-open"') == 1
    assert "prefers-color-scheme: dark" in html


def test_markdown_marks_headings_and_columns() -> None:
    lines = templates.markdown(page()).splitlines()
    assert lines[0] == "# Ash"
    assert "## Ash" in lines
    assert "### Below" in lines
    assert lines[lines.index("| Ash | Score |") + 1] == "|---|---:|"


def test_a_terminal_shows_a_range_on_a_line() -> None:
    lines = terminal.render(page()).splitlines()
    line = next(each for each in lines if each.startswith("  A "))
    assert line == "  A " + "-" * 12 + "=" * 18 + "O" + "=" * 24 + "-" * 6 + " 50.0 (20–90)"
    assert "O" not in next(each for each in lines if each.startswith("  B "))
    assert max(map(len, lines)) <= 80


def test_a_long_list_says_how_much_more_there_is() -> None:
    shown = terminal.render(Page("t", [], [Section("s", [Bullets([str(n) for n in range(11)])])]))
    assert "and 3 more" in shown


@given(parts=st.lists(st.floats(-100, 100), max_size=20), off=st.integers(-1, 1))
def test_parts_add_up_as_they_are_written(parts: list[float], off: int) -> None:
    total = round(10 * sum(parts)) + off
    rounded = adding_up(parts, total)
    if parts:
        assert sum(rounded) == total
    slack = 2 + 2 / max(len(parts), 1)
    assert all(abs(each - 10 * part) <= slack for each, part in zip(rounded, parts, strict=True))


@pytest.mark.parametrize(("tenths", "text"), [(0, "0.0"), (5, "+0.5"), (-5, "−0.5"), (-123, "−12.3")])
def test_what_moved_has_its_sign(tenths: int, text: str) -> None:
    assert signed(tenths) == text


def test_parts_that_are_nothing_stay_nothing() -> None:
    assert adding_up([0.04, 0.0, 0.04, 0.04], 1) == [1, 0, 0, 0]


RUBRIC = Loader().dossier(EXAMPLES / "acme.yaml").rubric
OF_KIND = {each.kind: each for each in RUBRIC.criteria.values()}


def rated(*answers: Any) -> list[dict[str, Any]]:
    return [{"by": "p", "side": "us", "answer": each} for each in answers]


@pytest.mark.parametrize(
    ("kind", "answer", "text"),
    [
        ("levels", None, "unknown"),
        ("levels", 3, "3 of 4"),
        ("levels", rated(1, None), "1 of 4, unknown"),
        ("levels", rated(None, 1, 3), "unknown, 1, 3 of 4"),
        ("levels", rated(None, None), "unknown, unknown"),
        ("levels", {"not_applicable": "out of scope"}, "not applicable"),
        ("yes_no", True, "yes"),
        ("yes_no", "no", "no"),
        ("metric", 66.66667, "66.7 {unit}"),
        ("metric", 1.24, "1.24 {unit}"),
        ("metric", 0.03, "0.03 {unit}"),
        ("metric", None, "unknown"),
        ("checklist", [], "0 of {items}"),
        ("checklist", "unknown", "unknown"),
        ("checklist", ["a", "b"], "2 of {items}"),
        ("checklist", rated(["a"], []), "1, 0 of {items}"),
        ("match", 2, "2 of 4"),
    ],
)
def test_an_answer_is_said_in_short(kind: str, answer: Any, text: str) -> None:
    criterion = OF_KIND[kind]
    items = len(getattr(criterion, "items", ()))
    unit = getattr(criterion, "unit", None)
    assert in_short(criterion, answer) == text.format(items=items, unit=unit)
