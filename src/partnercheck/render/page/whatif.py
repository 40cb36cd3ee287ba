"""What is supposed, and what it moves, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnercheck.render.page import Bullets, Page, Section
from partnercheck.render.page.movement import given, sections

if TYPE_CHECKING:
    from partnercheck.model.whatif import Supposed, WhatIf
    from partnercheck.render.formats import Layout

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


def terminal(whatif: WhatIf, layout: Layout) -> str:
    """Return it for a terminal."""
    from partnercheck.render.page import terminal as written

    return written.render(page(whatif), width=layout.width, color=layout.color)


def markdown(whatif: WhatIf, _: Layout) -> str:
    """Return it as Markdown."""
    from partnercheck.render.page import templates

    return templates.markdown(page(whatif))


def _supposed(supposed: Supposed) -> str:
    before = "nothing" if supposed.kind == "grade" and supposed.before is None else given(supposed.before)
    return _SAID[supposed.kind].format(title=supposed.title, after=given(supposed.after), before=before)
