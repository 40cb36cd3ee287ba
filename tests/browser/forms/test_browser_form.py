"""The form in a browser: filled in by keyboard, kept, saved; nothing fetched, nothing in the way."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from browser_forms import REPLY, box, press, saved

from asked import SECTIONS, questionnaire
from partnercheck.model.questionnaire import Column, Table
from partnercheck.render.formats import PLAIN
from partnercheck.render.forms.html import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


SEEN = [*product((320, 375, 1280), ("light", "dark"), ("none",)), (375, "light", "active")]
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }})"
)


def fill_by_keyboard(page: Page) -> None:
    """Fill in the form without a mouse: every way of answering, evidence, and rows of tables."""
    page.get_by_label("Your role").focus()
    page.keyboard.type("commercial director")
    press(page, "Tab", "ArrowDown")  # grown
    box(page, "Is it listed?").get_by_label("Yes").wait_for()
    press(page, "Tab", "Tab", "ArrowDown")  # past the button that clears; not listed
    press(page, "Tab", "Tab")
    page.keyboard.type("2500.5")
    page.get_by_role("button", name="Next open question").focus()
    press(page, "Enter", "ArrowDown")
    press(page, "ArrowDown")  # entirely
    press(page, "Tab", "Tab", "Enter")  # the reason is passed by, note and evidence unfold
    press(page, "Tab")
    page.keyboard.type("Minutes <b>say</b> so")
    press(page, "Tab", "Enter")
    page.keyboard.type("Board minutes")
    press(page, "Tab")
    page.keyboard.type("09302026")
    press(page, "Tab", "Tab")  # past the calendar
    page.keyboard.type("minutes.pdf")
    page.get_by_role("button", name="Next open question").focus()
    press(page, "Enter", "Space")
    page.get_by_role("button", name="Next open question").focus()
    press(page, "Enter")
    page.keyboard.type("12")
    page.get_by_role("button", name="Next open question").focus()
    press(page, "Enter")
    page.keyboard.type("To sell")
    page.get_by_role("button", name="Next open question").focus()
    press(page, "Enter", "ArrowUp")  # I do not know
    page.get_by_role("group", name="Plans").get_by_role("button", name="Add a row").focus()
    press(page, "Enter")
    page.keyboard.type("Private 5G")
    press(page, "Tab")
    page.keyboard.type("2027-Q1")
    press(page, "Tab")
    page.keyboard.type("inv")
    press(page, "Tab")
    page.keyboard.type("4")
    page.get_by_role("group", name="Capabilities").get_by_role("button", name="Add a row").focus()
    press(page, "Enter")
    page.keyboard.type("Billing")
    press(page, "Tab")
    page.keyboard.type("3")


def test_it_is_filled_in_by_keyboard_alone_kept_over_a_reload_saved_and_forgotten(
    form: Callable[..., Page],
) -> None:
    page = form()
    assert page.get_by_label("Your name").input_value() == "O. Haddad"
    fill_by_keyboard(page)
    assert page.get_by_role("status").first.inner_text() == "8 of 8 questions answered"
    page.reload()
    assert page.locator("#loaded").inner_text() == "Your answers are here again."
    assert page.get_by_role("status").first.inner_text() == "8 of 8 questions answered"
    assert saved(page) == REPLY
    told = page.locator("#saved").inner_text()
    assert "reply-ravensmoor-ltd-o-haddad.json" in told
    assert "r.patel@example.com" in told
    assert "minutes.pdf" in told
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert page.get_by_role("status").first.inner_text() == "0 of 8 questions answered"


def test_what_cannot_be_sent_is_told_at_its_place_and_in_a_list_that_leads_there(
    form: Callable[..., Page],
) -> None:
    page = form()
    page.get_by_label("Your name").fill("")
    box(page, "How much is it worth?").get_by_label("Your answer").fill("1,250")
    box(page, "How open is it?").get_by_role("radio", name="Does not apply").check()
    page.get_by_role("group", name="Plans").get_by_role("button", name="Add a row").click()
    page.get_by_label("Theme").fill("5G")
    page.get_by_role("button", name="Save my answers").click()
    faults = page.locator("#faults")
    assert faults.get_by_role("listitem").count() == 5
    assert page.evaluate("document.activeElement.id") == "faults"
    faults.get_by_role("link", name="Write a number").press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("1250")
    assert faults.get_by_role("listitem").count() == 4
    field = page.get_by_label("Why it does not apply")
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("No goods")
    page.get_by_label("Your name").fill("A")
    page.get_by_role("button", name="Remove this row").click()
    assert faults.is_hidden()
    reply = saved(page)
    assert reply["answers"] == {"culture": {"openness": {"not_applicable": "No goods"}}}
    assert reply["profile"] == {"worth": 1250}


def test_only_the_last_way_to_answer_counts_and_an_answer_can_be_taken_back(
    form: Callable[..., Page],
) -> None:
    page = form()
    habits, worth = box(page, "Which habits"), box(page, "How much is it worth?")
    habits.get_by_label("It reads").check()
    habits.get_by_label("None of these").check()
    assert not habits.get_by_label("It reads").is_checked()
    assert saved(page)["answers"]["culture"]["habits"] == {"answer": []}
    habits.get_by_label("It asks").check()
    assert not habits.get_by_label("None of these").is_checked()
    worth.get_by_label("I do not know").check()
    worth.get_by_label("Your answer").fill("7")
    assert not worth.get_by_label("I do not know").is_checked()
    openness = box(page, "How open is it?")
    openness.get_by_label("Why it does not apply").fill("Because")
    assert openness.get_by_role("radio", name="Does not apply").is_checked()
    openness.get_by_label("Somewhat").check()
    assert not openness.get_by_label("Why it does not apply").input_value()
    assert saved(page)["answers"]["culture"] == {"openness": {"answer": 1}, "habits": {"answer": ["asks"]}}
    for each in (openness, habits, worth):
        each.get_by_role("button", name="Clear this answer").click()
    assert saved(page)["answers"] == {}


def test_it_works_where_storage_is_refused_and_says_so(form: Callable[..., Page]) -> None:
    page = form(start=NO_STORAGE)
    box(page, "What is it for?").get_by_label("Your answer").fill("To sell")
    assert "This browser keeps nothing" in page.locator("#kept").inner_text()
    assert saved(page)["answers"] == {"money": {"aim": {"answer": "To sell"}}}


def test_files_that_a_section_cites_are_to_be_enclosed(form: Callable[..., Page]) -> None:
    columns = (Column("source", "What it is"), Column("file", "Name of the file to enclose"))
    table = Table("evidence", "What shows it", columns)
    page = form(questionnaire(sections=(SECTIONS[0]._replace(tables=(table,)),)))
    page.get_by_role("group", name="What shows it").get_by_role("button", name="Add a row").click()
    page.locator("[data-section] [data-key=source]").fill("Board paper")
    page.locator("[data-section] [data-key=file]").fill("plans.pdf")
    assert "Enclose 1 file: plans.pdf." in page.locator("#before").inner_text()
    saved(page)
    assert "Enclose plans.pdf." in page.locator("#saved").inner_text()


def test_two_people_and_two_forms_do_not_see_each_others_drafts(
    form: Callable[..., Page], folder: Path
) -> None:
    page, path = form(), folder / "form.html"
    box(page, "What is it for?").get_by_label("Your answer").fill("Mine")
    beside = page.context.new_page()  # a browser writes a draft down a moment later than it is typed
    beside.goto(path.as_uri())
    beside.wait_for_function("localStorage.length === 1")
    beside.close()
    for other in ({"person": "J. Moore"}, {"form": "them-2"}, {"sha256": "1" * 64}):
        path.write_text(str(render(questionnaire(**other), PLAIN)), encoding="utf-8")
        page.reload()
        assert not box(page, "What is it for?").get_by_label("Your answer").input_value()
    path.write_text(str(render(questionnaire(), PLAIN)), encoding="utf-8")
    page.reload()
    assert box(page, "What is it for?").get_by_label("Your answer").input_value() == "Mine"


def test_without_script_it_says_so_and_can_be_printed(form: Callable[..., Page]) -> None:
    page = form(script=False)
    assert page.get_by_text("cannot run its script").is_visible()
    assert page.get_by_role("button", name="Save my answers").is_hidden()
    assert box(page, "Is it audited?").is_visible()
    page.emulate_media(media="print")
    assert page.locator("table.paper").first.is_visible()


def test_axe_finds_no_violation_however_it_is_looked_at(form: Callable[..., Page], axe: str) -> None:
    pages = {
        (width, scheme, forced): form(questionnaire(), width, scheme, forced=forced)
        for width, scheme, forced in SEEN
    }
    for page in pages.values():  # all begin before the first is waited for
        fill_by_keyboard(page)
        page.get_by_label("Your name").fill("")
        page.get_by_role("button", name="Save my answers").click()
        page.evaluate(axe)
        page.evaluate("() => { window.found = axe.run({resultTypes: ['violations'], preload: false}); }")
    for seen, page in pages.items():
        found = page.evaluate("window.found")
        told = [(each["id"], each["nodes"][0]["html"][:120]) for each in found["violations"]]
        assert told == [], seen
        assert len(found["passes"]) > 20
        assert page.evaluate("document.documentElement.scrollWidth") <= seen[0], seen


def test_the_page_is_valid_html(
    form: Callable[..., Page], html_validate: Callable[..., Any], folder: Path
) -> None:
    form()
    found = html_validate(folder / "form.html")
    assert found.returncode == 0, found.stdout
