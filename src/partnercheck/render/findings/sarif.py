"""Findings as SARIF 2.1.0, for code scanning (OASIS, Static Analysis Results Interchange Format, 2020)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from partnercheck import __version__
from partnercheck.diagnostics import visible
from partnercheck.render import json

if TYPE_CHECKING:
    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results
    from partnercheck.model.rule_list import Rule
    from partnercheck.render.formats import Layout

_LONGEST = 1000
"""How much of a source line is quoted."""


def render(results: Results, _: Layout) -> str:
    """Return findings as SARIF; those that a rubric says to ignore are there as suppressed."""
    told = [(each, None) for each in results.diagnostics]
    ignored = [(each.diagnostic, each.reason) for subject in results.subjects for each in subject.ignored]
    found = [*told, *dict.fromkeys(ignored)]
    codes = list(dict.fromkeys([*results.rules, *(each.code for each, _ in found)]))
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "partnercheck",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, results.rules.get(code)) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, reason, codes.index(each.code)) for each, reason in found],
            }
        ],
    }
    return json.render(log)


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        said = {"text": f"The form of a file: {code.replace('-', ' ')}."}
        return {"id": code, "name": code, "shortDescription": said, "fullDescription": said, "help": said}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(diagnostic: Diagnostic, reason: str | None, index: int) -> dict[str, Any]:
    hint = f"\n{visible(diagnostic.hint)}" if diagnostic.hint else ""
    place = diagnostic.position
    end = max(place.cut + len(place.text.rstrip()), place.column) + 1  # to the end of the line
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": end,
    }
    if place.text.strip() and not place.cut:
        region["snippet"] = {"text": visible(place.text[:_LONGEST])}
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": visible(diagnostic.message) + hint},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}
        ],
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(reason)}]
    return result
