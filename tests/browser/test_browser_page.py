"""What every report must be in a browser: accessible, self-contained, whole on paper."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from building import EXAMPLES, NAMES
from fontsets import FONT_SETS
from printed import printed
from running import invoke

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

SEEN = {"acme": tuple(product((375, 1280), ("light", "dark")))}
"""How a report is looked at, where it is not on a phone by day and on a desk by night: axe takes seconds."""

VERDICTS = {
    "acme": "Proceed with conditions",
    "birchwood": "Proceed",
    "fernlight": "Hold",
    "ostermere": "Decline",
}


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation_on_phone_and_desktop_in_light_and_dark(
    name: str, visit: Callable[..., Any], reports: dict[str, Path], axe: str
) -> None:
    pages = {
        seen: visit(reports[name], *seen).page for seen in SEEN.get(name, ((375, "light"), (1280, "dark")))
    }
    for page in pages.values():  # all begin before the first is waited for
        page.evaluate(axe)
        page.evaluate("() => { window.found = axe.run({resultTypes: ['violations'], preload: false}); }")
    for (width, scheme), page in pages.items():
        found = page.evaluate("window.found")
        told = [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]]
        assert told == [], (width, scheme)
        assert len(found["passes"]) > 20
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report at its other depths, a history, and a report after the template to start from."""
    folder = tmp_path_factory.mktemp("others")
    found = {each: folder / f"{each}.html" for each in ("executive", "manager", "history", "own")}
    assert invoke("template", "new", folder / "own.html.j2").code == 0
    acme = ("assess", EXAMPLES / "acme.yaml", "-q")
    for command in (
        (*acme, "--depth", "executive", "-o", found["executive"]),
        (*acme, "--depth", "manager", "-o", found["manager"]),
        (*acme, "--template", folder / "own.html.j2", "-o", found["own"]),
        ("history", EXAMPLES / "health", "-q", "-o", found["history"]),
    ):
        assert invoke(*command).code == 0
    return found


def test_the_html_is_valid_at_every_depth(
    html_validate: Callable[..., Any], reports: dict[str, Path], others: dict[str, Path]
) -> None:
    found: subprocess.CompletedProcess[str] = html_validate(*reports.values(), *others.values())
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("depth", ["executive", "manager"])
def test_the_contents_of_a_shorter_report_begin_with_the_decision(
    depth: str, visit: Callable[..., Any], others: dict[str, Path]
) -> None:
    assert visit(others[depth]).page.locator("nav [aria-current]").inner_text() == "The decision"


@pytest.fixture(scope="module")
def on_paper(browser: Callable[[str], Browser], reports: dict[str, Path]) -> Callable[[str, str], bytes]:
    """A report as it is printed under a set of fonts."""

    @cache
    def on_paper(name: str, fonts: str) -> bytes:
        with browser(fonts).new_page() as page:
            page.goto(reports[name].as_uri())
            return page.pdf(prefer_css_page_size=True)

    return on_paper


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_and_the_first_printed_page_say_what_somebody_who_signs_must_read(
    name: str,
    font_set: str,
    visit: Callable[..., Any],
    reports: dict[str, Path],
    on_paper: Callable[[str, str], bytes],
) -> None:
    page = visit(reports[name]).page
    memo = page.locator("#page-one")
    bottom = "all => Math.max(...all.map(each => each.getBoundingClientRect().bottom))"
    for part in (".verdict", ".causes", ".conditions tbody tr:nth-child(-n + 3)"):
        found = memo.locator(part)
        assert found.count() == 0 or found.evaluate_all(bottom) <= 900, part
    for part in (".verdict", ".why", ".conditions"):
        assert memo.locator(part).count() == 1
    shown = page.locator("#page-one, #page-two").locator("h1, h2, h3, dd, p, td, li, .why")
    said = shown.evaluate_all(
        "all => all.filter(each => each.checkVisibility()).map(each => each.textContent)"
    )
    paper = on_paper(name, font_set)
    first, second, *others = printed(paper)
    assert len(said) > 20
    assert [each for each in said if bare(each) not in bare(first + second)] == []
    assert VERDICTS[name] in first
    assert "What it rests on" in second
    assert [round(float(each)) for each in PdfReader(io.BytesIO(paper)).pages[0].mediabox[2:]] == [595, 842]
    assert f"Page 2 of {2 + len(others)}" in " ".join(second.split())


def test_pages_break_alike_whatever_fonts_a_machine_has(on_paper: Callable[[str, str], bytes]) -> None:
    for name in NAMES:
        first, *others = (printed(on_paper(name, fonts)) for fonts in FONT_SETS)
        assert VERDICTS[name] in first[0]
        assert others == [first]


def test_every_chart_has_its_message_and_its_numbers(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    for path in reports.values():
        page = visit(path).page
        charts = page.locator(".drawing[role=img]")
        assert charts.count() > 5
        said = [each.aria_snapshot() for each in charts.all()]
        assert [each for each in said if not re.match(r"""- '?img "[^"]{20,}""", each)] == []
        without = (
            "all => all.filter(each => !each.parentElement.querySelector('tbody tr')).map(each => each.id)"
        )
        assert page.locator("figure.chart").evaluate_all(without) == []
        loose = charts.evaluate_all("all => all.filter(each => !each.closest('figure.chart')).length")
        assert loose == 0


def test_a_template_to_start_from_is_accessible_too(
    visit: Callable[..., Any], axe: str, others: dict[str, Path]
) -> None:
    page = visit(others["own"], 375).page
    page.evaluate(axe)
    assert [each["id"] for each in page.evaluate("axe.run()")["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_history_is_accessible_and_its_chart_is_read_aloud(
    visit: Callable[..., Any], axe: str, others: dict[str, Path]
) -> None:
    page = visit(others["history"], 375, "dark").page
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
    assert [each["id"] for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    chart = page.get_by_role("img", name="The score moved from 79 (31 Aug 2026) to 75 (30 Nov 2026)")
    assert chart.count() == 1
    table = page.get_by_role(
        "table", name="Each date: verdict, score, range, coverage, red flags and conditions"
    )
    assert table.get_by_role("rowheader").count() == 4
