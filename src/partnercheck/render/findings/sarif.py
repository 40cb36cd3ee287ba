"""Findings as SARIF 2.1.0, for code scanning (OASIS, Static Analysis Results Interchange Format, 2020)."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from partnercheck import __version__
from partnercheck.diagnostics import visible
from partnercheck.render import json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results
    from partnercheck.model.rule_list import Rule
    from partnercheck.render.formats import Layout

_LONGEST = 1000
"""How much of a source line is quoted."""


def render(results: Results, _: Layout) -> str:
    """Return findings as SARIF; those that a rubric says to ignore are there as suppressed."""
    texts = [(each, None) for each in results.diagnostics]
    ignored = [(each.diagnostic, each.reason) for subject in results.subjects for each in subject.ignored]
    found = [*texts, *dict.fromkeys(ignored)]
    codes = list(dict.fromkeys([*results.rules, *(each.code for each, _ in found)]))
    places = {code: place for place, code in enumerate(codes)}
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
                "automationDetails": {"id": f"partnercheck-{results.kind.partition('/')[0]}/"},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleIndex": places[each.code],
                        "partialFingerprints": {"finding/v1": fingerprint},
                        **_result(each, reason),
                    }
                    for (each, reason), fingerprint in zip(found, _fingerprints(found), strict=True)
                ],
            }
        ],
    }
    return json.render(log)


def _fingerprints(found: Iterable[tuple[Diagnostic, str | None]]) -> Iterator[str]:
    """Yield what each finding is known by from run to run: no line number, which moves with what is above.

    The fingerprint that code scanning itself uses is over the file; the action that uploads adds it.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for each, _ in found:
        known = (each.code, each.position.file, each.position.text.strip() or each.message)
        seen[known] += 1
        digest = sha256("\0".join(known).encode("utf-8", "backslashreplace")).hexdigest()
        yield f"{digest[:16]}:{seen[known]}"


def _rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        said = {"text": f"The form of a file: {code.replace('-', ' ')}."}
        texts = {"shortDescription": said, "fullDescription": said, "help": said}
        return {"id": code, "name": _name(code), **texts}
    return {
        "id": code,
        "name": _name(rule.name),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": rule.severity},
    }


def _uri(file: str) -> str:
    """Return a path as an address: relative as it is, absolute ones (of another drive) with their scheme."""
    if PureWindowsPath(file).is_absolute() or file.startswith("/"):
        return f"file:///{quote(file.lstrip('/'), safe='/:')}"
    return quote(file)


def _name(slug: str) -> str:
    """Return a name as viewers of SARIF show those of all tools: in one word, which is never the id."""
    return "".join(part.capitalize() for part in slug.split("-"))


def _result(diagnostic: Diagnostic, reason: str | None) -> dict[str, Any]:
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
        "level": diagnostic.severity,
        "message": {"text": visible(diagnostic.message) + hint},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}}
        ],
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": visible(reason)}]
    return result
