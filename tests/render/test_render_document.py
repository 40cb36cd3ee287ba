"""The document model: whole, documented, the same for every format, and short where it must be."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from markupsafe import escape

from building import DOSSIER, EXAMPLES, NAMES, ORGANISATION, RUBRIC
from partnercheck.docstrings import docstring
from partnercheck.engine import decide, explain
from partnercheck.insight import with_insight
from partnercheck.load import Loader
from partnercheck.render import templates
from partnercheck.render.document import document
from partnercheck.render.report.parts import Chart, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from partnercheck.render.report import Report
    from running import Result

DEPTHS = ("executive", "manager", "analyst")
PARTS = [
    "page-one",
    "page-two",
    "obstacles",
    "dimensions",
    "criteria",
    "relation",
    "financials",
    "sections",
    "evidence",
    "robustness",
    "method",
    "workings",
]


def made(path: Path, depth: Any = "analyst") -> Report:
    decision = decide(Loader().dossier(path))
    return document(with_insight(decision, explain(decision)), decision.inputs, depth)


@cache
def example(name: str) -> Report:
    return made(EXAMPLES / f"{name}.yaml")


def parts_of(value: object) -> Iterator[Any]:
    """Yield every part of a report, at every depth."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from parts_of(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))


def kinds() -> list[Any]:
    found = {type(each) for name in NAMES for each in parts_of(example(name))}
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_field_of_the_model_is_documented_once(kind: Any) -> None:
    own = {field.name for field in fields(kind)}
    inherited = {field.name for base in kind.__bases__ if is_dataclass(base) for field in fields(base)}
    named = re.findall(r"^    (\w+): \S", docstring(kind), re.MULTILINE)
    assert sorted(named) == sorted(own - inherited)


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_states_its_message_and_has_its_numbers(name: str) -> None:
    charts = [each for each in parts_of(example(name)) if isinstance(each, Chart)]
    assert len(charts) >= 8
    for chart in charts:
        assert re.fullmatch(r".{20,}\.", chart.title)
        assert chart.message.endswith(".") or not chart.message
        assert chart.table.rows, chart.title


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_narrow_and_whole(name: str) -> None:
    for table in (each for each in parts_of(example(name)) if isinstance(each, Table)):
        assert len(table.columns) <= 5, table.caption
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_each_depth_shows_what_the_one_before_shows_and_more() -> None:
    shown = {depth: [part.id for part in made(EXAMPLES / "acme.yaml", depth).contents] for depth in DEPTHS}
    assert shown == {"executive": PARTS[:2], "manager": PARTS[:7], "analyst": PARTS}


def test_a_part_for_further_data_is_there_only_where_a_section_has_no_drawing(
    small: Callable[..., Path],
) -> None:
    assert [each.title for each in example("acme").sections] == ["Surveys", "Ownership and control"]
    bare = made(small())
    assert bare.sections == []
    assert [part.id for part in bare.contents] == [name for name in PARTS if name != "sections"]


def test_a_part_that_the_rubric_asks_nothing_for_leaves_no_heading(small: Callable[..., Path]) -> None:
    rubric = re.sub(r"      - \{id: liquidity.*?\]\]\}\n", "", RUBRIC, flags=re.DOTALL)
    rubric = rubric.replace("kind: match,\n         axis:", "kind: levels,\n         levels:")
    rubric = rubric[: rubric.index("relationship:")]
    dossier = DOSSIER[: DOSSIER.index("financials:")]
    bare = {part.id for part in made(small(rubric=rubric, dossier=dossier)).contents}
    assert {*PARTS} - bare == {"relation", "financials", "sections", "workings"}


def test_a_working_stands_once_in_an_appendix() -> None:
    report = example("acme")
    measured = [each for each in report.workings if len(each.text) > 150]
    assert len(measured) > 5
    page = templates.html(report)
    assert [each.name for each in measured if page.count(str(escape(each.text))) != 1] == []


def test_that_our_own_position_is_missing_is_said_and_asked_of_us(small: Callable[..., Path]) -> None:
    text = templates.markdown(made(small(dossier=DOSSIER.replace("organisation: us.yaml\n", ""))))
    assert "- 2: steady\n- Ours: not stated in the organisation file, so that this is not counted.\n" in text
    assert "\n| State: Pace | us | " in text
    assert "Answer: Pace" not in text
    assert "Ours: not stated" not in templates.markdown(made(small()))


def test_a_section_that_cannot_be_drawn_is_told_in_tables(small: Callable[..., Path]) -> None:
    """Without our own side nothing can be held against ours, but what the dossier says is there."""
    given = """\
roadmap: {items: [{theme: Radio, from: 2027, to: 2028, stance: invest}]}
capabilities: {items: {Field service: {level: 4, needed: 2}}}
exchange: {currency: GBP}
"""
    alone = DOSSIER.replace("organisation: us.yaml\n", "") + given
    report = made(small(dossier=alone))
    assert [each.title for each in report.sections] == ["Roadmap", "Capabilities"]
    assert ["Field service", "4", "2"] in report.sections[1].tables[0].rows
    assert "Radio" in templates.markdown(report)
    assert "exchange" not in [part.id for part in report.contents]
    ours = "roadmap: {items: [{theme: Radio, from: 2027, to: 2028, stance: invest}]}\n"
    ours += "capabilities: {items: {Field service: {level: 1}}}\n"
    both = made(small(dossier=DOSSIER + given, us=ORGANISATION + ours))
    assert both.sections == []
    assert both.relation.roadmaps is not None


@pytest.mark.parametrize("name", NAMES)
def test_markdown_and_html_have_the_same_parts_in_the_same_order(name: str) -> None:
    report = example(name)
    titles = [part.title for part in report.contents[1:]]
    markdown = re.findall(r"^## (?![◐✔✘?])(.+)$", templates.markdown(report), re.MULTILINE)
    html = re.findall(r"<h2 id=[^>]+>(.+)</h2>", templates.html(report))
    assert markdown == html == titles


@pytest.mark.parametrize("name", NAMES)
def test_markdown_and_html_state_every_finding(name: str) -> None:
    report = example(name)
    charts = [each for each in parts_of(report) if isinstance(each, Chart)]
    found = [text for each in charts if type(each) is not Chart for text in (each.title, each.message)]
    html = templates.html(report)
    markdown = templates.markdown(report)
    for message in found:
        assert str(templates.Markup.escape(message)) in html
        assert templates.escape_markdown(message) in markdown


def test_headings_of_a_page_leave_no_level_out() -> None:
    for name in NAMES:
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", templates.html(example(name)))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_memo_is_bounded_whatever_the_dossier_says(small: Callable[..., Path]) -> None:
    long = "W" * 9_000
    dossier = small(
        dossier=DOSSIER.replace("name: Acme", f"name: {long}")
        .replace("habits: [lists, calls]", "habits: []")
        .replace("profile:", f"scope: {long}\nassessors: [{{name: {long}}}]\nprofile:", 1)
        + f"conditions: [{{for: habits, action: {long}, owner: {long}}}]\n"
        + f"called: {{us: {long}, them: other}}\n"
    )
    report = made(dossier)
    one, two = (
        [each for part in parts_of(page) for each in vars(part).values() if isinstance(each, str)]
        for page in (report.page_one, report.page_two)
    )
    assert max(map(len, one)) <= 960
    assert sum(map(len, one)) <= 4_600
    assert max(map(len, two)) <= 320
    assert len(report.page_one.why) <= 6
    assert len(report.page_one.tasks) <= 5
    two = report.page_two
    assert max(map(len, (two.flags, two.speaks_for, two.costs, two.dimensions.bars))) <= 8


@pytest.mark.parametrize(
    ("old", "new", "verdict", "said"),
    [
        ("", "", "proceed", ["What comes next: sign"]),
        ("answer: 2", "answer: 0", "conditional", ["What comes next, once the conditions are met: sign"]),
        ("answer: yes", "answer: no", "decline", []),
        ("answer: yes", "answer: unknown", "hold", ["What comes next, once the evidence is enough: sign"]),
    ],
)
def test_what_comes_next_is_said_where_it_may_go_ahead(
    old: str, new: str, verdict: str, said: list[str], small: Callable[..., Path]
) -> None:
    rubric = re.sub(r"(call: [a-z-]+,)", r"\1 next: sign,", RUBRIC)
    report = made(small(rubric=rubric, dossier=DOSSIER.replace(old, new, 1)))
    assert report.verdict.level == verdict
    assert [each for each in report.page_one.naming if "next" in each] == said


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_the_default_rubric_is_small(name: str) -> None:
    assert len(templates.html(example(name)).encode()) < 400_000


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_nobody_for_anything(name: str) -> None:
    html = templates.html(example(name))
    assert not re.search(r"""(?:src|href|action|data)=["'](?!#|data:)""", html)
    assert {address[:5] for address in re.findall(r"url\((.*?)\)", html)} == {"data:"}
    assert "@import" not in html


def test_the_command_line_chooses_the_depth(small: Callable[..., Path], run: Callable[..., Result]) -> None:
    small()
    pages = {depth: run("assess", "dossier.yaml", "-f", "html", "--depth", depth).out for depth in DEPTHS}
    assert [depth for depth, page in pages.items() if 'id="obstacles"' in page] == ["manager", "analyst"]
    assert [depth for depth, page in pages.items() if 'id="method"' in page] == ["analyst"]
    assert run("assess", "dossier.yaml", "-f", "html").out == pages["analyst"]
    on_screen = {depth: run("assess", "dossier.yaml", "--depth", depth).out for depth in DEPTHS}
    assert run("assess", "dossier.yaml").out == on_screen["executive"]
    assert [depth for depth, text in on_screen.items() if "Us and them" in text] == ["manager", "analyst"]
    assert [depth for depth, text in on_screen.items() if "Register of sources" in text] == ["analyst"]
    assert all(len(line) <= 80 for text in on_screen.values() for line in text.splitlines())
