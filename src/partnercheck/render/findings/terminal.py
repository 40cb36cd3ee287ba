"""Findings for people: each with its source line and caret, then what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible
from partnercheck.render.findings.wording import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from partnercheck.model.findings import Results
    from partnercheck.render.formats import Layout

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def render(results: Results, layout: Layout) -> str:
    """Return findings as text, with the severities coloured where the layout asks for it."""
    lines = list(_lines(results))
    return _colored(lines, results) if layout.color else "".join(f"{line}\n" for line in lines)


def _lines(results: Results) -> Iterator[str]:
    for diagnostic in results.diagnostics:
        yield from str(diagnostic).split("\n")
    for subject in results.subjects:
        for figure in subject.figures:
            least = "" if figure.least is None else f", at least {figure.least:g} % asked for"
            share = f" ({figure.share:.1f} %{least})" if figure.of else ": there are none to count"
            said = f"{figure.value} of {figure.of}{share}"
            yield f"{visible(subject.name)}: {figure.name}: {said}"
    yield summary(results)
    known = [each.code for each in results.diagnostics if each.code in results.rules]
    if known:
        yield f"partnercheck explain {known[0]} tells why, and what to do"


def _colored(lines: list[str], results: Results) -> str:
    import re

    from rich.text import Text

    from partnercheck.render.console import console_for, contents

    console = console_for(width=80, color=True)
    places = {f"{p.file}:{p.line}:{p.column}: " for p in (each.position for each in results.diagnostics)}
    for line in lines:
        text = Text(line)
        start = next((place for place in places if line.startswith(place)), None)
        if start is not None and (word := re.compile(r"error|warning|note").match(line, len(start))):
            text.stylize("bold", 0, len(start))
            text.stylize(_STYLES[word[0]], word.start(), word.end())
        elif line.startswith(("  | ", "  hint: ")):
            text.stylize("dim")
        console.print(text, soft_wrap=True)
    return contents(console)
