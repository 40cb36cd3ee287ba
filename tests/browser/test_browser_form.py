"""The form in a browser: filled in by keyboard, kept, saved, loaded; nothing fetched, nothing in the way."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from asked import FACTS, SECTIONS, questionnaire
from building import DOSSIER, lay_out
from partnercheck.model.questionnaire import Column, Group, Question, Table
from partnercheck.model.tests import Test, holds_for
from partnercheck.render.formats import PLAIN
from partnercheck.render.forms.html import render
from returning import DATE, Case, by_hand, cases, collected, home, replied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from partnercheck.model.questionnaire import Questionnaire
    from running import Result

SEEN = [*product((320, 375, 1280), ("light", "dark"), ("none",)), (375, "light", "active")]
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }})"
)


@pytest.fixture(scope="module")
def chromium(browser: Callable[[str], Browser]) -> Browser:
    """A browser under one set of fonts: forms carry theirs, as reports do, which are tried under each set."""
    return browser("dejavu")


@pytest.fixture
def form(visit: Callable[..., Any], folder: Path) -> Callable[..., Page]:
    """Open a form."""

    def form(asked: Questionnaire | None = None, *seen: Any, **options: Any) -> Page:
        path = folder / "form.html"
        path.write_text(str(render(asked or questionnaire(), PLAIN)), encoding="utf-8")
        page: Page = visit(path, *seen, **options).page
        return page

    return form


def box(page: Page, question: str) -> Locator:
    """Return the box of a question."""
    return page.locator("fieldset", has_text=question)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page) -> dict[str, Any]:
    """Save my answers by keyboard, and return it."""
    page.get_by_role("button", name="Save my answers").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    reply: dict[str, Any] = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert reply.pop("date")
    return reply


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


REPLY: dict[str, Any] = {
    "partnercheck": "reply/1",
    "partner": "Ravensmoor Ltd",
    "rubric": "small@1.0.0",
    "sha256": "0" * 64,
    "form": "them-1",
    "side": "them",
    "by": "O. Haddad",
    "role": "commercial director",
    "profile": {"stage": "grown", "listed": "no", "worth": 2500.5},
    "answers": {
        "culture": {
            "openness": {
                "answer": 2,
                "note": "Minutes <b>say</b> so",
                "evidence": [
                    {
                        "grade": "declared",
                        "source": "Board minutes",
                        "date": "2026-09-30",
                        "file": "minutes.pdf",
                    }
                ],
            },
            "habits": {"answer": ["reads"]},
            "staff": {"answer": 12},
        },
        "money": {"aim": {"answer": "To sell"}, "audit": {"answer": "unknown"}},
    },
    "roadmap": {"items": [{"theme": "Private 5G", "from": "2027-Q1", "stance": "invest", "importance": 4}]},
    "capabilities": {"items": {"Billing": {"level": 3}}},
}


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


def test_a_saved_reply_is_gone_on_with_and_that_can_be_undone(
    form: Callable[..., Page], folder: Path
) -> None:
    (folder / "saved.json").write_text(json.dumps({**REPLY, "date": "2026-10-14"}), encoding="utf-8")
    page = form()
    box(page, "What is it for?").get_by_label("Your answer").fill("Mine")
    page.get_by_label("Load a saved reply").set_input_files(folder / "saved.json")
    page.get_by_role("button", name="Undo").wait_for()
    assert saved(page) == REPLY
    page.get_by_role("button", name="Undo").click()
    assert saved(page)["answers"] == {"money": {"aim": {"answer": "Mine"}}}


def test_answers_to_an_earlier_version_count_once_they_are_confirmed(
    form: Callable[..., Page], folder: Path
) -> None:
    (folder / "last.json").write_text(json.dumps({**REPLY, "sha256": "1" * 64}), encoding="utf-8")
    page = form()
    page.get_by_label("Load a saved reply").set_input_files(folder / "last.json")
    page.get_by_role("button", name="Undo").wait_for()
    assert "5 answers of an earlier version" in page.locator("#before").inner_text()
    page.reload()
    box(page, "How open is it?").get_by_role("button", name="This still holds").click()
    box(page, "Which habits has it?").get_by_label("It asks").check()
    assert saved(page)["answers"] == {
        "culture": {
            "openness": REPLY["answers"]["culture"]["openness"],
            "habits": {"answer": ["reads", "asks"]},
        }
    }


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff{", "no form like this"),
        (b"[]", "no form like this"),
        (b"null", "no form like this"),
        (b'{"partnercheck": "dossier/1"}', "no form like this"),
        (json.dumps({**REPLY, "partner": "<b>Other</b>"}).encode(), "another partner"),
        (b" " * 10_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_reply_is_refused(
    content: bytes, why: str, form: Callable[..., Page], folder: Path
) -> None:
    (folder / "a.json").write_bytes(content)
    page = form()
    page.get_by_label("Load a saved reply").set_input_files(folder / "a.json")
    page.get_by_text("is not loaded").wait_for()
    assert why in page.locator("#loaded").inner_text()


def test_a_hostile_reply_fills_in_what_fits_and_nothing_else(form: Callable[..., Page], folder: Path) -> None:
    hostile = {
        **REPLY,
        "by": "<img src=x onerror=alert(1)>",
        "role": {"a": 1},
        "profile": {"stage": ["grown"], "listed": {"is": "no"}, "worth": {}, "__proto__": {"x": 1}},
        "answers": {
            "culture": {
                "openness": {
                    "answer": {"x": 1},
                    "note": ["a"],
                    "evidence": [None, 1, {"source": {}}, {"source": "S"}],
                },
                "habits": ["reads", "no-such", "reads"],
                "staff": True,
            },
            "money": "text",
        },
        "roadmap": {"items": "abc"},
        "capabilities": {"items": [1, {"key": "A", "level": "x"}]},
        "plan": [],
    }
    (folder / "a.json").write_text(json.dumps(hostile), encoding="utf-8")
    page = form()
    page.get_by_label("Load a saved reply").set_input_files(folder / "a.json")
    page.get_by_role("button", name="Undo").wait_for()
    assert page.locator("img").count() == 0
    assert page.get_by_label("Your name").input_value() == "<img src=x onerror=alert(1)>"
    page.get_by_label("Level, 0 to 4").fill("2")
    reply = saved(page)
    assert reply["profile"] == {"stage": "grown"}
    assert reply["answers"] == {
        "culture": {
            "openness": {"evidence": [{"grade": "declared", "source": "S"}]},
            "habits": {"answer": ["reads"]},
        }
    }
    assert "roadmap" not in reply
    assert reply["capabilities"] == {"items": {"A": {"level": 2}}}


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


READ = """
facts => {
  const set = (id, value) => {
    const box = document.getElementById(id);
    const text = box.querySelector("[data-answer]");
    if (text) text.value = "";
    for (const each of box.querySelectorAll("input[type=radio]")) each.checked = false;
    if (text && value !== "unknown") text.value = value ?? "";
    else if (value !== null) box.querySelector(`[value="${value}"]`).checked = true;
    box.dispatchEvent(new Event("input", {bubbles: true}));
  };
  Object.entries(facts).forEach(([id, value]) => set(id, value));
  const shown = each => !document.getElementById(each.id).hidden;
  return Object.fromEntries(asked.questions.map(each => [each.name, shown(each)]));
}
"""


@pytest.fixture(scope="module")
def show(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Page]]:
    """Show a form, all in one page."""
    page, path = chromium.new_page(), tmp_path_factory.mktemp("form") / "form.html"

    def show(asked: Questionnaire) -> Page:
        path.write_text(str(render(asked, PLAIN)), encoding="utf-8")
        page.goto(path.as_uri())
        page.evaluate("localStorage.clear()")
        page.reload()
        return page

    yield show
    page.close()


def profile_tests() -> st.SearchStrategy[Test]:
    """Tests on the small questionnaire's facts, and on one that the form does not ask for."""
    leaves = st.one_of(
        st.sampled_from(
            [{"profile": "stage", "is": "grown"}, {"profile": "stage", "in": ["startup", "grown"]}]
        ),
        st.sampled_from([{"profile": "listed", "is": "no"}, {"profile": "elsewhere", "is": "yes"}]),
        st.builds(
            lambda key, limit: {"profile": "worth", key: limit},
            st.sampled_from(["at_least", "at_most"]),
            st.sampled_from([5, 1000, 0]),
        ),
    )
    nested = st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda key, tests: {key: tests},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=5,
    )
    return nested.map(TypeAdapter(Test).validate_python)


@settings(max_examples=25)
@given(
    tests=st.lists(profile_tests(), min_size=4, max_size=4),
    given_facts=st.lists(
        st.tuples(
            st.sampled_from(["startup", "grown", "unknown", None]),
            st.sampled_from(["yes", "no", "unknown", None]),
            st.sampled_from([999.9999999999, 1000, 5, "unknown", None]),
        ),
        min_size=4,
        max_size=4,
    ),
)
def test_what_is_asked_follows_the_facts_as_the_model_says(
    show: Callable[..., Page], tests: list[Test], given_facts: list[tuple[Any, Any, Any]]
) -> None:
    stage, listed, worth = FACTS
    asked = questionnaire(
        facts=(stage, listed, worth),
        groups=(
            Group("g", "G", tuple(Question(f"q{n}", "?", "text", when=each) for n, each in enumerate(tests))),
        ),
        sections=(),
    )
    page = show(asked)
    for values in given_facts:
        ids = ["f1", "f2", "f3"]
        places = [[option.key for option in fact.options] for fact in FACTS]
        shown = {
            id_: value if value in {None, "unknown"} or not keys else str(keys.index(value))
            for id_, value, keys in zip(ids, values, places, strict=True)
        }
        known = {
            each.id: None if value in {None, "unknown"} else value
            for each, value in zip(FACTS, values, strict=True)
        }
        matters = holds_for(listed.when, known)
        facts = {**known, "elsewhere": None} | ({"listed": None} if matters is None else {})
        if matters is False:
            del facts["listed"]
        expected = {f"q{n}": holds_for(each, facts) is not False for n, each in enumerate(tests)}
        assert page.evaluate(READ, shown) == expected


def test_asked_filled_in_by_keyboard_saved_collected_and_assessed(
    visit: Callable[..., Any], folder: Path, run: Callable[..., Result]
) -> None:
    dossier = DOSSIER[: DOSSIER.index("answers:")].replace("2026-11-20", "2999-01-01")  # replies are of today
    lay_out(folder, dossier=dossier)
    assert run("ask", "dossier.yaml", "--side", "them", "--for", "O. Haddad", "-o", "form.html").code == 0
    page = visit(folder / "form.html").page
    count = page.locator("fieldset").count()
    for _ in range(count):
        page.get_by_role("button", name="Next open question").focus()
        press(page, "Enter", "Space")  # the first option, where there are some
        if page.evaluate("document.activeElement.matches('[data-answer]')"):
            page.keyboard.type("12.5")
    assert page.get_by_role("status").first.inner_text() == f"{count} of {count} questions answered"
    page.get_by_role("button", name="Save my answers").focus()
    with page.expect_download() as download:
        press(page, "Enter")
    download.value.save_as(folder / "back" / "haddad.json")
    result = run("collect", "dossier.yaml", "back", "--link")
    assert result.code == 0, result.err
    found = json.loads(run("assess", "dossier.yaml", "--format", "json").out)
    values = {
        each["id"]: (each["status"], each["evidence"] and each["evidence"]["grade"])
        for dimension in found["dimensions"]
        for each in dimension["criteria"]
    }
    assert values["openness"] == values["growth"] == ("answered", "declared")
    assert [each["by"] for each in found["replies"]] == ["O. Haddad"]


FORM = """
({
  ...asked.reply,
  ...(asked.facts.length && {profile: {}}),
  answers: {d: Object.fromEntries(asked.questions.map(each => [each.name, null]))},
})
"""
"""What a form asks, as the data of a form in YAML would be."""


@settings(max_examples=6)
@given(case=cases())
def test_what_is_collected_is_what_is_written_by_hand(chromium: Browser, case: Case) -> None:
    def filled(path: Path, person: str, case: Case) -> Path:
        """Let the page fill itself in with what a person says, and save."""
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(path.resolve().as_uri())
            reply = replied(page.evaluate(FORM), person, case)
            page.evaluate("from => { fill(from); refresh(); }", reply)
            with page.expect_download() as download:
                page.get_by_role("button", name="Save my answers").click()
            saved = path.with_suffix(".json")
            download.value.save_as(saved)
        data = json.loads(saved.read_text(encoding="utf-8"))
        saved.write_text(json.dumps({**data, "date": DATE}), encoding="utf-8")
        return saved

    with home():
        assert collected(case, ".html", filled) == by_hand(case)
