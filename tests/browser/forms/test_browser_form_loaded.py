"""Replies that are loaded into a form again: gone on with, confirmed, or refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser_forms import REPLY, box, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


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
