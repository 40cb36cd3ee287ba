"""The sections of a dossier that nothing else in a report draws, in the tables they make of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from partnercheck.measures import SECTIONS, Sides
from partnercheck.render.report.sections import SectionPart

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from partnercheck.measures import Section
    from partnercheck.model.inputs import Inputs

Drawing = TypeVar("Drawing", bound="Callable[..., Any]")

_drawn: set[str] = set()


def draws(section: Section[Any]) -> Callable[[Drawing], Drawing]:
    """Return what registers a function as the drawing that a report has of a section."""

    def register(drawing: Drawing) -> Drawing:
        _drawn.add(section.name)
        return drawing

    return register


def sections(inputs: Inputs, undrawn: Collection[str] = ()) -> list[SectionPart]:
    """Return the data of every section without a drawing, and of those whose drawing is not there."""
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    return [
        SectionPart(SECTIONS[name].title, tables)
        for name, data in inputs.dossier.sections()
        if name not in _drawn or name in undrawn
        if (tables := [each for each in SECTIONS[name].tables(data, sides) if each.rows])
    ]
