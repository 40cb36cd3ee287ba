"""What a check or a test of rubrics found, in one of six formats; each has a module of its name here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from partnercheck.model.findings import Results

Format = Literal["terminal", "json", "junit", "sarif", "github", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(results: Results, form: Format, *, color: bool = False) -> str:
    """Return findings as text; escape codes only for a terminal that wants `color`."""
    module = import_module(f"partnercheck.render.findings.{form}")
    return str(module.render(results, color=color) if form == "terminal" else module.render(results))
