"""Findings as workflow commands of GitHub Actions, which show them beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.findings.wording import summary

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results
    from partnercheck.render.formats import Layout

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(results: Results, _: Layout) -> bytes:
    """Return findings as workflow commands, one a line, then what they come to.

    They are bytes because commands in a text for people are broken apart when it is printed.
    """
    lines = [_command(results, each) for each in results.diagnostics]
    return "".join(f"{line}\n" for line in [*lines, summary(results)]).encode("utf-8", "backslashreplace")


def _command(results: Results, diagnostic: Diagnostic) -> str:
    place, rule = diagnostic.position, results.rules.get(diagnostic.code)
    title = diagnostic.code if rule is None else f"{diagnostic.code} {rule.name}"
    where = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(title)}"
    said = visible(diagnostic.message) + (f"\n{visible(diagnostic.hint)}" if diagnostic.hint else "")
    return f"::{_COMMANDS[diagnostic.severity]} {where}::{_data(said)}"


def _data(text: str) -> str:
    """Return a text that cannot end the command it stands in."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text that cannot end the property it stands in."""
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
