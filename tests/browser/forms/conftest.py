"""A form in a browser, under one set of fonts: it carries its own, as reports do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from asked import questionnaire
from partnercheck.render.formats import PLAIN
from partnercheck.render.forms.html import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from partnercheck.model.questionnaire import Questionnaire


@pytest.fixture(scope="package")
def chromium(browser: Callable[[str], Browser]) -> Browser:
    """Return the browser."""
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
