"""Differences of rubrics for programs: `diff/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck import __version__
from partnercheck.model.assessment import plain
from partnercheck.render import json

if TYPE_CHECKING:
    from partnercheck.model.rubric_changes import Comparison
    from partnercheck.render.formats import Layout


def render(comparison: Comparison, layout: Layout) -> str:
    """Return a comparison as JSON."""
    data = {
        "partnercheck": "diff/1",
        "tool": {"name": "partnercheck", "version": __version__},
        **plain(comparison),
    }
    return json.render(data, indent=None if layout.one_line else 2)
