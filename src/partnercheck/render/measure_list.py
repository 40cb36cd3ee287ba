"""Measures for a terminal: a line each, or all that one says of itself."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from partnercheck.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from partnercheck.model.measure_list import MeasureList, MeasureListed
    from partnercheck.render.formats import Layout


def terminal(listed: MeasureList, layout: Layout) -> str:
    """Return measures by section; one alone with everything that it says."""
    lines = (
        _whole(listed.measures[0], layout.width) if len(listed.measures) == 1 else _all(listed, layout.width)
    )
    return "".join(f"{visible(line)}\n" for line in lines)


def _all(listed: MeasureList, width: int) -> Iterator[str]:
    for number, (section, measures) in enumerate(groupby(listed.measures, key=lambda each: each.section)):
        yield from ("",) if number else ()
        yield section
        for each in measures:
            yield f"  {each.name} ({each.unit})"
            yield from _indented(each.summary, width)


def _whole(each: MeasureListed, width: int) -> Iterator[str]:
    yield f"{each.name} ({each.unit})"
    yield from _indented(each.summary, width, 0)
    yield ""
    for paragraph in each.detail.split("\n\n"):
        yield from _indented(" ".join(paragraph.split()), width, 0)
    whose = (
        "the dossier's section and the same section of our own side"
        if each.both_sides
        else "the dossier's section"
    )
    yield ""
    yield from _indented(f"Worked out from {whose}: {each.section.lower()}.", width, 0)


def _indented(text: str, width: int, indent: int = 6) -> Iterable[str]:
    return wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * indent)
