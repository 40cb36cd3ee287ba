"""What the page's script adds: sorted tables, criteria by status, contents that follow, unfolding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from building import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page


@pytest.fixture
def acme(visit: Callable[..., Any], reports: dict[str, Path]) -> Page:
    return visit(reports["acme"]).page


def column(page: Page, caption: str, number: int) -> list[str]:
    """Return the cells of one column of the table with a caption, from the top."""
    return cells(page.locator("table", has=page.locator("caption", has_text=caption)), number)


def cells(table: Locator, number: int) -> list[str]:
    """Return the cells of one column of a table, from the top."""
    return table.locator(f"tbody tr > :nth-child({number})").all_text_contents()


def numbers(cells: list[str]) -> list[float]:
    return [float(found[0]) for each in cells if (found := re.search(r"-?\d+(\.\d+)?", each))]


def test_a_heading_sorts_its_table_upwards_and_then_downwards(acme: Page) -> None:
    table = acme.locator("#chart-dimensions table")
    acme.locator("#chart-dimensions summary").click()
    before = cells(table, 1)
    headings = table.locator("thead th")
    score = table.locator("thead th.num").nth(1)
    place = [each.strip() for each in headings.all_inner_texts()].index(score.inner_text().strip()) + 1
    score.get_by_role("button").press("Enter")
    up = numbers(cells(table, place))
    assert up == sorted(up)
    assert score.get_attribute("aria-sort") == "ascending"
    score.get_by_role("button").press("Enter")
    assert numbers(cells(table, place)) == up[::-1]
    assert score.get_attribute("aria-sort") == "descending"
    headings.first.get_by_role("button").click()
    assert cells(table, 1) == sorted(before, key=str.casefold)
    assert score.get_attribute("aria-sort") is None


def test_days_sort_by_the_calendar_and_headings_are_repeated_on_paper(acme: Page) -> None:
    table = acme.locator("#sections table", has_text="Net satisfaction")
    days = ["30 Sep 2025", "31 Mar 2026", "30 Sep 2026"]
    button = table.locator("thead th").first.locator("button")
    for expected in (days, days[::-1]):
        button.evaluate("each => each.click()")
        assert cells(table, 1) == expected
    acme.emulate_media(media="print")  # a browser repeats no button
    assert button.evaluate("each => getComputedStyle(each).display") == "contents"
    acme.emulate_media(media="screen")


@pytest.fixture
def few(visit: Callable[..., Any], folder: Path) -> Callable[..., Page]:
    """Return what opens a page of one table with so many cells in its only column."""

    def few(heading: str, *texts: str) -> Page:
        rows = "".join(f"<tr><td>{each}</td></tr>" for each in texts)
        path = folder / "a.html"
        script = (ROOT / "templates" / "report.js").read_text(encoding="utf-8")
        path.write_text(
            '<!doctype html><div class="table"><table><caption>Few</caption><thead>'
            f"<tr>{heading}</tr></thead><tbody>{rows}</tbody></table></div><script>{script}</script>",
            encoding="utf-8",
        )
        page: Page = visit(path).page
        return page

    return few


def test_what_has_no_number_stands_last_either_way(few: Callable[..., Page]) -> None:
    page = few('<th class="num">N</th>', "–", "10.0", "−3 %", "1,250.5", "9")
    page.get_by_role("button").click()
    assert column(page, "Few", 1) == ["−3 %", "9", "10.0", "1,250.5", "–"]
    page.get_by_role("button").click()
    assert column(page, "Few", 1) == ["1,250.5", "10.0", "9", "−3 %", "–"]


def test_what_only_looks_like_a_day_sorts_as_text(few: Callable[..., Page]) -> None:
    page = few("<th>Day</th>", "10 Foo 2026", "2 Dec 2026", "31 Feb 2026", "20 Nov 2025", "9 Mar 2026")
    page.get_by_role("button").click()
    days = ["20 Nov 2025", "31 Feb 2026", "9 Mar 2026", "2 Dec 2026"]
    assert column(page, "Few", 1) == ["10 Foo 2026", *days]
    page.get_by_role("button").click()
    assert column(page, "Few", 1) == [*days[::-1], "10 Foo 2026"]


def test_criteria_are_shown_by_status(acme: Page) -> None:
    total = acme.locator("[data-status]").count()
    criteria = acme.locator("[data-status]:visible")
    assert criteria.count() == total
    for status in ("attention", "strong", "sound", "weak", "poor", "unknown", "not-applicable"):
        acme.locator(f"#filter input[value={status}]").check()
        wanted = acme.locator(f"[data-status~={status}]").count()
        assert criteria.count() == wanted
        assert acme.locator("#filter output").inner_text() == f"{wanted} of {total} criteria"
        assert acme.locator(".dimension:visible").count() <= wanted
    acme.locator("#filter input[value=all]").check()
    assert criteria.count() == total


def test_the_statuses_of_the_filter_are_those_of_the_criteria(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    for path in reports.values():
        page = visit(path).page
        offered = set(page.locator("#filter input").evaluate_all("all => all.map(each => each.value)"))
        used = page.locator("[data-status]").evaluate_all("all => all.map(each => each.dataset.status)")
        assert {word for each in used for word in each.split()} <= offered


def test_paper_shows_every_criterion_whatever_is_filtered_and_all_else_unfolded(acme: Page) -> None:
    acme.locator("#filter input[value=poor]").check()
    acme.evaluate("dispatchEvent(new Event('beforeprint'))")
    acme.emulate_media(media="print")
    assert acme.locator("[data-status]:visible").count() == acme.locator("[data-status]").count()
    assert acme.locator("details:not([open], .criterion)").count() == 0
    assert acme.locator("#filter, #what-if, nav").filter(visible=True).count() == 0
    acme.evaluate("dispatchEvent(new Event('afterprint'))")
    acme.emulate_media(media="screen")
    assert acme.locator("[data-status]:visible").count() == acme.locator("[data-status~=poor]").count()


def test_the_contents_mark_the_part_that_is_read(acme: Page) -> None:
    current = acme.locator("nav [aria-current]")
    assert current.all_inner_texts() == ["The decision"]
    acme.locator("#evidence").evaluate("part => part.scrollIntoView()")
    expect(current).to_have_text(["Evidence"])


def test_on_a_phone_the_contents_follow(visit: Callable[..., Any], reports: dict[str, Path]) -> None:
    page = visit(reports["acme"], 375).page
    page.locator("#robustness").evaluate("part => part.scrollIntoView()")
    current = page.locator("nav [aria-current]")
    expect(current).to_have_text("Robustness")
    box = current.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= 375


def test_a_link_to_a_criterion_unfolds_it(visit: Callable[..., Any], reports: dict[str, Path]) -> None:
    page = visit(reports["acme"]).page
    folded = page.locator("details.criterion:not([open])").first.get_attribute("id")
    page.locator("#filter input[value=unknown]").check()
    page.evaluate("id => { location.hash = id; }", folded)
    expect(page.locator(f"#{folded}")).to_have_attribute("open", "")
    assert page.locator(f"#{folded}").is_visible()
    assert visit(reports["acme"], anchor=f"#{folded}").page.locator(f"#{folded}").get_attribute("open") == ""


def test_without_script_all_is_there_to_read(visit: Callable[..., Any], reports: dict[str, Path]) -> None:
    page = visit(reports["acme"], script=False).page
    assert page.locator("#filter, #what-if").filter(visible=True).count() == 0
    assert page.locator("thead button").count() == 0
    assert page.locator("[data-status]:visible").count() == page.locator("[data-status]").count()
    page.locator("details.criterion:not([open]) summary").first.click()


def test_nothing_but_the_page_s_own_script_may_run(
    visit: Callable[..., Any], reports: dict[str, Path]
) -> None:
    opened = visit(reports["acme"])
    loaded: list[str] = []
    opened.page.on("requestfinished", lambda request: loaded.append(request.url))
    opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          const image = document.createElement("img");
          image.src = "https://evil.example/x.png";
          image.setAttribute("onerror", "window.ran = true");
          document.body.append(script, image);
        }"""
    )
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("window.ran") is None
    assert loaded == []
    assert sum("Content Security Policy" in each for each in opened.misdeeds) >= 3
    opened.misdeeds.clear()  # they were this test's own


def test_the_script_holds_nothing_that_a_template_would_read() -> None:
    script = (ROOT / "templates" / "report.js").read_text(encoding="utf-8")
    assert not re.search(r"\{\{|\{%|\{#|</|innerHTML|\beval\b|fetch\(|XMLHttp", script)
