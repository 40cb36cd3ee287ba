"""What a form asks follows the facts, and what it saves is what is written by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from browser_forms import press
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from asked import FACTS, questionnaire
from building import DOSSIER, lay_out
from partnercheck.model.questionnaire import Group, Question
from partnercheck.model.tests import Test, holds_for
from partnercheck.render.formats import PLAIN
from partnercheck.render.forms.html import render
from returning import DATE, Case, by_hand, cases, collected, home, replied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from partnercheck.model.questionnaire import Questionnaire
    from running import Result


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
