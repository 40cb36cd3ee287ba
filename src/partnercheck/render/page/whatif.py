"""What is supposed, and what it moves, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.page import Bullets, Page, Section
from partnercheck.render.page.movement import given, sections

if TYPE_CHECKING:
    from partnercheck.model.whatif import Supposed, WhatIf

_SAID = {
    "answer": "“{title}” at {after} instead of {before}",
    "measure": "{title} at {after} instead of {before}",
    "grade": "“{title}” counts as {after} instead of {before}",
    "weight": "“{title}” weighs {after} instead of {before}",
}


def page(whatif: WhatIf) -> Page:
    """Return what is supposed of a partner, and what it moves."""
    rubric = whatif.rubric
    return Page(
        title=f"{whatif.partner.name}: what if",
        facts=[f"{rubric.id} {rubric.version}, as of {whatif.as_of}; the dossier stays as it is"],
        sections=[
            Section("Supposed", [Bullets([_supposed(each) for each in whatif.supposed])]),
            *sections(whatif.movement, "As it is", "As supposed"),
        ],
    )


def _supposed(supposed: Supposed) -> str:
    before = "nothing" if supposed.kind == "grade" and supposed.before is None else given(supposed.before)
    return _SAID[supposed.kind].format(title=supposed.title, after=given(supposed.after), before=before)
