"""Findings of a check, and how a format tells them."""

from __future__ import annotations

import json
from typing import Any

from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from partnercheck.diagnostics import Diagnostic, Position
from partnercheck.model.findings import Examined, Results, Subject
from partnercheck.model.rule_list import Rule
from partnercheck.render.formats import FINDINGS, Layout

RULES = {
    "RC201": Rule("RC201", "small-share", "warning", "A criterion that hardly counts.", "# RC201\n\nIt…")
}


def finding(
    code: str = "RC201", severity: str = "warning", message: str = "it weighs 0.4 %", **more: Any
) -> Diagnostic:
    place: dict[str, Any] = {
        "file": "rubrics/a b.yaml",
        "line": 12,
        "column": 9,
        "text": "      - id: pace",
    } | {key: value for key, value in more.items() if key in Position._fields}
    return Diagnostic(code, severity, message, Position(**place), more.get("hint"))


def results(*found: Diagnostic, strict: bool = False, **more: Any) -> Results:
    place = Position("a.yaml", 1, 1)
    examined = (Examined("RC201 small-share", place, found), Examined("RC101 unreachable", place))
    subject = Subject("a.yaml", examined, **more)
    return Results("check/1", (subject,), RULES, strict)


def render(found: Results, form: str, *, color: bool = False) -> str:
    out = FINDINGS.render(form, found, Layout(color=color))
    return out.decode() if isinstance(out, bytes) else out


def sarif(text: str) -> dict:
    """Return a SARIF log that the models made from its official schema accept."""
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)
    return json.loads(text)
