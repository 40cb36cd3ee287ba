"""Findings for programs: `check/1` and `test/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck import __version__
from partnercheck.model.assessment import Tool
from partnercheck.model.findings_json import Count, Counts, Finding, Findings, Found, IgnoredFinding, Thing
from partnercheck.render import json

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results, Subject
    from partnercheck.render.formats import Layout


def render(results: Results, _: Layout) -> str:
    """Return findings as JSON."""
    found = Findings(
        partnercheck=results.kind,
        tool=Tool("partnercheck", __version__),
        strict=results.strict,
        passed=results.code == 0,
        counts=Counts(**results.counts),
        rubrics=tuple(_subject(results, each) for each in results.subjects),
    )
    return json.render(found)


def _subject(results: Results, subject: Subject) -> Found:
    return Found(
        file=subject.name,
        usable=subject.usable,
        passed=subject.usable and not results.fails(subject.diagnostics),
        findings=tuple(map(_finding, subject.diagnostics)),
        ignored=tuple(IgnoredFinding(*_finding(each.diagnostic), each.reason) for each in subject.ignored),
        examined=tuple(
            Thing(each.name, each.position.file, each.position.line, not results.fails(each.diagnostics))
            for each in subject.examined
        ),
        figures=tuple(
            Count(each.name, each.value, each.of, each.share, each.least) for each in subject.figures
        ),
    )


def _finding(diagnostic: Diagnostic) -> Finding:
    place = diagnostic.position
    return Finding(
        diagnostic.code,
        diagnostic.severity,
        diagnostic.message,
        place.file,
        place.line,
        place.column,
        diagnostic.hint,
    )
