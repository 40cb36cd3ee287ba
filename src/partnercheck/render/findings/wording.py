"""What the formats for people say in the same words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnercheck.model.findings import Results


def counted(number: int, thing: str) -> str:
    """Return a number with what it counts, such as `2 errors`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def summary(results: Results) -> str:
    """Return the run in one line."""
    parts = [counted(number, severity) for severity, number in results.counts.items() if number]
    ignored = sum(len(each.ignored) for each in results.subjects)
    examined = [each for subject in results.subjects for each in subject.examined]
    failed = sum(results.fails(each.diagnostics) for each in examined)
    kinds = Counter(each.kind for each in results.subjects)
    subjects = ", ".join(counted(number, kind) for kind, number in sorted(kinds.items(), reverse=True))
    said = f"{subjects}: {', '.join(parts) or 'nothing found'}"
    if results.kind == "test/1":
        said = f"{len(examined) - failed} passed, {failed} failed; {said}"
    if results.strict and results.counts["warning"]:
        said += "; under `strict` warnings fail"
    return f"{said} ({ignored} ignored with a reason)" if ignored else said
