"""What testing a rubric found, as diagnostics at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import Diagnostic, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.authoring.testing.coverage import Coverage
    from partnercheck.authoring.testing.trying import Attempt
    from partnercheck.source import Document

FAILED, UNCOVERED, UNNOTICED = "case-failed", "not-covered", "not-noticed"


def failures(attempt: Attempt) -> Iterator[Diagnostic]:
    """Yield where a case came out otherwise than it expects: the first fact, with its reasons."""
    if not attempt.differences:
        return
    first, *others = attempt.differences
    case = attempt.loaded.case
    message = f"“{case.name}”: {first.fact} is {first.actual}, not {first.expected}"
    reasons = list(first.reasons)
    if others:
        reasons.append(f"Also otherwise: {', '.join(each.fact for each in others)}.")
    place = attempt.loaded.position("expect", first.fact)
    yield Diagnostic(FAILED, "error", message, place, " ".join(reasons) or None)


def gaps(found: Coverage, document: Document) -> Iterator[Diagnostic]:
    """Yield what no case covers, where it stands in the rubric."""
    for parts in found:
        for part in parts:
            if not part.covered:
                problem = Problem(UNCOVERED, part.path, f"no case covers {part.name}", severity="warning")
                yield from document.locate([problem])
