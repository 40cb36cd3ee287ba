"""A form in a browser as a person uses it: boxes, keys, and what is saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


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
