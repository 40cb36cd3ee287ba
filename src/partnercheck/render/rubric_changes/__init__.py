"""What differs between two rubrics and what that does; each format is a module beside this one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from partnercheck.model.rubric_changes import Comparison

Format = Literal["terminal", "json", "markdown"]


def render(comparison: Comparison, form: Format, *, width: int = 80, color: bool = False) -> str:
    """Return a comparison as text; width and colour are those of a terminal."""
    module = import_module(f"partnercheck.render.rubric_changes.{form}")
    if form == "terminal":
        return str(module.render(comparison, width=width, color=color))
    return str(module.render(comparison))
