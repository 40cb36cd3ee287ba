"""A page as Markdown and HTML, from its bundled templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render import templates

if TYPE_CHECKING:
    from partnercheck.render.page import Page


def html(page: Page) -> str:
    """Return a page as one self-contained HTML file."""
    return templates.html(page, name="page.html.j2")


def markdown(page: Page) -> str:
    """Return a page as Markdown; ranges stand in its tables."""
    return templates.markdown(page, name="page.md.j2")
