"""The sections of a dossier that nothing else in a report shows: pictures of some, and their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from partnercheck.measures import SECTIONS, Sides, ownership, plan, surveys
from partnercheck.render.document.owners import owners
from partnercheck.render.document.plans import milestones
from partnercheck.render.document.surveys import satisfaction
from partnercheck.render.report.sections import SectionPart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from partnercheck.measures import Section
    from partnercheck.model.inputs import Inputs
    from partnercheck.render.report.parts import Table
    from partnercheck.render.report.relation import Relation

Drawing = TypeVar("Drawing", bound="Callable[..., Any]")

_drawn: dict[str, str] = {}
"""By section, the drawing that a report has of it; one of both sides has its name in `Relation`."""


def draws(section: Section[Any]) -> Callable[[Drawing], Drawing]:
    """Return what registers a function as the drawing that a report has of a section."""

    def register(drawing: Drawing) -> Drawing:
        _drawn[section.name] = drawing.__name__
        return drawing

    return register


def sections(inputs: Inputs, between: Relation) -> list[SectionPart]:
    """Return the data of every section without a drawing, and of those whose drawing is not there."""
    sides = Sides(inputs.dossier, inputs.organisation, inputs.as_of)
    return [
        _part(name, data, tables, sides)
        for name, data in inputs.dossier.sections()
        if name not in _drawn or getattr(between, _drawn[name], data) is None
        if (tables := [each for each in SECTIONS[name].tables(data, sides) if each.rows])
    ]


_PICTURES: Mapping[str, Callable[[Any, Sides], Any]] = {
    plan.SECTION.name: milestones,
    surveys.SECTION.name: satisfaction,
    ownership.SECTION.name: owners,
}
"""By section, what makes a picture of its data."""


def _part(name: str, data: Any, tables: list[Table], sides: Sides) -> SectionPart:
    picture = _PICTURES[name](data, sides) if name in _PICTURES else None
    rest = [each for each in tables if picture is None or each != picture.table]
    return SectionPart(name, SECTIONS[name].title, picture, rest)
