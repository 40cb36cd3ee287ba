"""Findings as Markdown, for the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.escape import escape_markdown
from partnercheck.render.findings.wording import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.diagnostics import Diagnostic
    from partnercheck.model.findings import Results
    from partnercheck.render.formats import Layout

_SYMBOLS = {"error": "✘", "warning": "▲", "note": "·"}
_MOST = 200
"""How many findings a comment lists; its length is limited where it is posted."""


def render(results: Results, _: Layout) -> str:
    """Return findings as Markdown: a heading, a table of findings, a table of figures."""
    return "".join(f"{line}\n" for line in _lines(results))


def _lines(results: Results) -> Iterator[str]:
    title = "Rubric check" if results.kind == "check/1" else "Rubric test"
    yield f"### {'✔' if results.code == 0 else '✘'} {title}"
    yield ""
    yield f"{escape_markdown(summary(results))}"
    found = results.diagnostics
    if found:
        yield from ("", "| | code | where | what |", "|---|---|---|---|")
        yield from map(_row, found[:_MOST])
    if len(found) > _MOST:
        yield from ("", f"and {len(found) - _MOST} more")
    figures = [(subject.name, figure) for subject in results.subjects for figure in subject.figures]
    if figures:
        yield from ("", "| rubric | | met | of | share |", "|---|---|--:|--:|--:|")
    for name, each in figures:
        cells = (
            escape_markdown(name),
            escape_markdown(each.name),
            each.value,
            each.of,
            f"{each.share:.1f} %",
        )
        yield "| " + " | ".join(map(str, cells)) + " |"


def _row(diagnostic: Diagnostic) -> str:
    place = diagnostic.position
    where = escape_markdown(f"{place.file}:{place.line}:{place.column}")
    said = escape_markdown(diagnostic.message)
    if diagnostic.hint:
        said += f"<br>{escape_markdown(diagnostic.hint)}"
    grave = f"{_SYMBOLS[diagnostic.severity]} {diagnostic.severity}"
    return f"| {grave} | {escape_markdown(diagnostic.code)} | {where} | {said} |"
