"""A rubric as YAML or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.json import result

if TYPE_CHECKING:
    from partnercheck.model.rubric_shown import RubricShown
    from partnercheck.render.formats import Layout


def yaml(shown: RubricShown, _: Layout) -> str | bytes:
    """Return its YAML."""
    return shown.text


def json(shown: RubricShown, layout: Layout) -> str:
    """Return what it comes to, in the form of `partnercheck schema rubric`."""
    return result(shown.data, layout)
