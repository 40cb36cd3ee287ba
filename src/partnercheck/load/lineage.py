"""Findings about a rubric that extends others, placed where its user can mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.load.rubrics import LoadedRubric
    from partnercheck.source import Document


def in_own_files(
    found: Iterable[Diagnostic], document: Document, parent: LoadedRubric | None
) -> Iterator[Diagnostic]:
    """Yield findings about a rubric; what stands in a foreign file is told where the rubric extends it."""
    lineage = [] if parent is None else [parent, *parent.ancestors]
    foreign = {each.document.source.file for each in lineage if each.foreign} - {document.source.file}
    for each in found:
        place = each.position
        if place.file not in foreign:
            yield each
            continue
        message = f"{each.message} (in `{place.file}`, line {place.line})"
        problem = Problem(each.code, ("extends",), message, each.hint, severity=each.severity)
        yield from document.locate([problem])
