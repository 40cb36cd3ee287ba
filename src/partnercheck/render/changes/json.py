"""Differences of rubrics for programs: `diff/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from partnercheck import __version__
from partnercheck.model.assessment import plain
from partnercheck.render.json import escaped, rounded

if TYPE_CHECKING:
    from partnercheck.render.changes.results import Comparison


def render(comparison: Comparison) -> str:
    """Return a comparison as JSON."""
    data = {
        "partnercheck": "diff/1",
        "tool": {"name": "partnercheck", "version": __version__},
        **plain(comparison),
    }
    return escaped(json.dumps(rounded(data), ensure_ascii=False, allow_nan=False, indent=2)) + "\n"
