"""Findings for programs: `check/1` and `test/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnercheck import __version__
from partnercheck.render import json

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results, Subject
    from partnercheck.render.formats import Layout


def render(results: Results, _: Layout) -> str:
    """Return findings as JSON."""
    data = {
        "partnercheck": results.kind,
        "tool": {"name": "partnercheck", "version": __version__},
        "strict": results.strict,
        "passed": results.code == 0,
        "counts": results.counts,
        "rubrics": [_subject(results, each) for each in results.subjects],
    }
    return json.render(data)


def _subject(results: Results, subject: Subject) -> dict[str, Any]:
    return {
        "file": subject.name,
        "usable": subject.usable,
        "passed": subject.usable and not results.fails(subject.diagnostics),
        "findings": [_finding(each) for each in subject.diagnostics],
        "ignored": [_finding(each.diagnostic) | {"reason": each.reason} for each in subject.ignored],
        "examined": [
            {"name": each.name, "line": each.position.line, "passed": not results.fails(each.diagnostics)}
            for each in subject.examined
        ],
        "figures": [
            {"name": each.name, "value": each.value, "of": each.of, "share": each.share, "least": each.least}
            for each in subject.figures
        ],
    }


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    place = diagnostic.position
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "hint": diagnostic.hint,
    }
