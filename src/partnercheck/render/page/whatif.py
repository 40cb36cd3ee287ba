"""What is supposed, and what it moves, in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from partnercheck.render import words
from partnercheck.render.kinds import in_short
from partnercheck.render.page import Bullets, Page, Section
from partnercheck.render.page.movement import sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnercheck.model.rubric import Rubric
    from partnercheck.model.whatif import Supposed, WhatIf

_SAID = {
    "answer": "“{title}” at {after} instead of {before}",
    "measure": "{title} at {after} instead of {before}",
    "grade": "“{title}” counts as {after} instead of {before}",
    "weight": "“{title}” weighs {after} instead of {before}",
}


def page(whatif: WhatIf, against: Rubric) -> Page:
    """Return what is supposed of a partner, and what it moves."""
    rubric = whatif.rubric
    return Page(
        title=f"{whatif.partner.name}: what if",
        facts=[
            f"{against.title} {rubric.version}, as of {words.day(whatif.as_of)}; the dossier stays as it is"
        ],
        sections=[
            Section("Supposed", [Bullets([_supposed(each, against) for each in whatif.supposed])]),
            *sections(whatif.movement, "As it is", "As supposed", against),
        ],
    )


def _supposed(supposed: Supposed, rubric: Rubric) -> str:
    ways = [partial(_said, supposed, rubric, number=each) for each in words.DIGITS]
    before, after = words.told_apart(supposed.before, supposed.after, ways)
    return _SAID[supposed.kind].format(title=_title(supposed, rubric), after=after, before=before)


def _title(supposed: Supposed, rubric: Rubric) -> str:
    """Return what is supposed to be otherwise; a measure goes by the criteria that read it."""
    if supposed.kind != "measure":
        return supposed.title
    readers = [each.title for each in rubric.criteria.values() if each.measure == supposed.name]
    return words.quoted(readers) or supposed.title


def _said(supposed: Supposed, rubric: Rubric, value: Any, number: Callable[[float], str]) -> str:
    if supposed.kind == "answer":
        return in_short(rubric.criteria[supposed.name], value, number)
    if value is None:
        return "nothing" if supposed.kind == "grade" else "unknown"
    return number(value) if isinstance(value, int | float) else str(value)
