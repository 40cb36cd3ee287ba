"""What the formats for people say in the same words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from partnercheck.model.scale import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from partnercheck.model.findings import Results, Subject


def summary(results: Results) -> str:
    """Return the run in one line."""
    parts = [counted(number, severity) for severity, number in results.counts.items() if number]
    ignored = sum(len(each.ignored) for each in results.subjects)
    said = ", ".join(parts) or "nothing found"
    if results.kind == "test/1" and not any(each.usable for each in results.subjects):
        said = f"{_subjects(results.subjects)} cannot be tested: {said}"
    else:
        said = f"{_tried(results)}{_subjects(results.subjects)}: {said}"
    if results.strict and results.counts["warning"]:
        said += "; under `strict` warnings fail"
    return f"{said} ({ignored} ignored with a reason)" if ignored else said


def _subjects(subjects: Iterable[Subject]) -> str:
    kinds = Counter(each.kind for each in subjects)
    return ", ".join(counted(number, kind) for kind, number in sorted(kinds.items(), reverse=True))


def _tried(results: Results) -> str:
    """Return how many cases came out as expected; of a rubric that cannot be used none was tried."""
    if results.kind != "test/1":
        return ""
    examined = [each for subject in results.subjects if subject.usable for each in subject.examined]
    failed = sum(results.fails(each.diagnostics) for each in examined)
    said = f"{len(examined) - failed} passed, {failed} failed"
    unusable = [each for each in results.subjects if not each.usable]
    return f"{said}, {_subjects(unusable)} cannot be tested; " if unusable else f"{said}; "
