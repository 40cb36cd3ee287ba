"""The registry of sections and measures: what dossiers may hold, and what a rubric's `from` may name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import Field, create_model

from partnercheck.measures import capabilities, exchange, finance, ownership, plan, roadmap, surveys
from partnercheck.measures.measured import Measure, Measured, Sides
from partnercheck.model.dossier import Dossier
from partnercheck.model.organisation import Organisation
from partnercheck.model.sections import or_choice
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from partnercheck.diagnostics import Problem
    from partnercheck.measures.section import OurPart, Section
    from partnercheck.model.reply import Reply

OWN: tuple[Section[Any], ...] = (
    finance.SECTION,
    roadmap.SECTION,
    exchange.SECTION,
    capabilities.SECTION,
    surveys.SECTION,
    plan.SECTION,
    ownership.SECTION,
)
"""The sections of this package, in the order in which dossiers and reports hold them."""


class Sections(Mapping[str, "Section[Any]"]):
    """All sections by name: this package's, then those of other packages by name.

    Other packages are looked for only where a name is none of ours, or all are listed: looking takes longer
    than an assessment. Whatever looks may therefore find one that is broken, and raise `InputError`.
    """

    def __init__(self, own: Iterable[Section[Any]]) -> None:
        """Begin with the sections of this package."""
        self._own = {section.name: section for section in own}

    def __getitem__(self, name: str) -> Section[Any]:
        """Return the section of a name."""
        return self._own.get(name) or self._all[name]

    def __iter__(self) -> Iterator[str]:
        """Yield all names."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    def holding(self, names: Iterable[str]) -> Collection[Section[Any]]:
        """Return this package's sections; all there are where one of the names is not among them."""
        return (self._own if self._own.keys() >= set(names) else self._all).values()

    @cached_property
    def _all(self) -> Mapping[str, Section[Any]]:
        from partnercheck.measures.installed import installed  # noqa: PLC0415  (start-up time)

        return self._own | installed(self._own)


class Measures(Mapping[str, Measure[Any]]):
    """All measures by the names that a rubric's `from` gives them, such as `exchange.balance`."""

    def __init__(self, sections: Sections) -> None:
        """Take the measures of these sections."""
        self._sections = sections

    def __getitem__(self, name: str) -> Measure[Any]:
        """Return the measure of a name."""
        section, _, own = name.partition(".")
        return self._sections[section].by_name[own]

    def __iter__(self) -> Iterator[str]:
        """Yield all names."""
        for section in self._sections.values():
            yield from (f"{section.name}.{measure.name}" for measure in section.measures)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(section.measures) for section in self._sections.values())


SECTIONS = Sections(OWN)
MEASURES = Measures(SECTIONS)


def measure(name: str, sides: Sides) -> Measured:
    """Return what the measure `name` finds; none, with the reason, where its section is not there."""
    section, _, own = name.partition(".")
    if getattr(sides.theirs, section, None) is None or (declared := SECTIONS.get(section)) is None:
        return _without(section)
    compute = declared.by_name.get(own)
    data = declared.of(sides.theirs)
    if compute is None or data is None:
        return Measured(None, f"there is no measure `{name}`")
    return compute(data, sides)


@cache
def _without(section: str) -> Measured:
    return Measured(None, f"the dossier has no section `{section}`")


def section_warnings(dossier: Dossier, as_of: dt.date) -> Iterator[Problem]:
    """Yield what is odd about the sections of a dossier and does no harm, at their paths."""
    for name, data in dossier.sections():
        yield from SECTIONS[name].warnings(data, as_of)


def dossier_model(data: object) -> type[Dossier]:
    """Return the model of a dossier that holds this data, with every section that a key of it may name."""
    fixed = Dossier.model_fields
    return _with_fields(Dossier, tuple(SECTIONS.holding(_keys(data) - fixed.keys())), chosen=True)


def reply_model(data: object) -> type[Reply]:
    """Return the model of a reply that holds this data, with every section that a key of it may name."""
    from partnercheck.model.reply import Reply  # noqa: PLC0415  (most dossiers have none)

    fixed = Reply.model_fields
    return _with_fields(Reply, tuple(SECTIONS.holding(_keys(data) - fixed.keys())))


def organisation_model(data: object) -> type[Organisation]:
    """Return the model of an organisation that holds this data, with our part of every section."""
    fixed = Organisation.model_fields
    sections = SECTIONS.holding(_keys(data) - fixed.keys())
    return _with_fields(Organisation, tuple(each.ours for each in sections if each.ours is not None))


def _keys(data: object) -> set[str]:
    return set(data) if isinstance(data, Mapping) else set()


File = TypeVar("File", bound=Strict)


@cache
def _with_fields(
    model: type[File], parts: tuple[Section[Any] | OurPart[Any], ...], *, chosen: bool = False
) -> type[File]:
    """Return a model with a further field for each part, which may be left out; or `chosen` from replies."""
    fields: dict[str, Any] = {
        part.name: (
            (or_choice(part.model) if chosen else part.model) | None,
            Field(None, description=part.summary),
        )
        for part in parts
    }
    return create_model(
        model.__name__, __base__=model, __doc__=model.__doc__, __module__=model.__module__, **fields
    )
