"""What a section declares of itself; everything that lists sections asks its declaration."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from partnercheck.measures.measured import Data, Measure, Sides, UnmeasurableError
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from partnercheck.diagnostics import Problem
    from partnercheck.model.dossier import Dossier
    from partnercheck.model.organisation import Organisation
    from partnercheck.model.tables import Table

Ours = TypeVar("Ours", bound=Strict)

_NAME = re.compile("[a-z][a-z0-9_]*")


@dataclass(frozen=True, kw_only=True, eq=False)
class OurPart(Generic[Ours]):
    """What a section needs of our own side, given in the organisation under the section's name.

    Attributes:
        name: The section's name.
        summary: What it is, in a sentence: the field's description.
        model: Its data.
        sample: How it is given, as YAML that begins with the name: what `new --organisation` shows.
    """

    name: str
    summary: str
    model: type[Ours]
    sample: str

    def __post_init__(self) -> None:
        """Refuse a part that is incomplete."""
        _complete(self, Strict)

    def of(self, organisation: Organisation | None) -> Ours | None:
        """Return an organisation's data; None where it is not given."""
        found = getattr(organisation, self.name, None)
        return found if isinstance(found, self.model) else None

    def need(self, sides: Sides) -> Ours:
        """Return our data.

        Raises:
            UnmeasurableError: No organisation is given, or it says nothing about this.
        """
        if sides.ours is None:
            raise UnmeasurableError("no organisation is given to hold the partner against")
        found = self.of(sides.ours)
        if found is None:
            raise UnmeasurableError(f"our organisation has no section `{self.name}`")
        return found


def _no_warnings(data: SectionData, as_of: dt.date) -> Iterable[Problem]:  # noqa: ARG001
    return ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Section(Generic[Data]):
    """A section of a dossier.

    Attributes:
        name: Its key in a dossier, and the first half of its measures' names.
        title: Its heading in a report.
        summary: What it is, in a sentence: the field's description.
        model: Its data.
        measures: The numbers that can be worked out from it.
        sample: How it is given, as YAML that begins with the name: what `new` shows.
        tables: How its data are told in a report that has no drawing of its own for them.
        ours: What it needs of our own side; None where it needs nothing.
        by_side: Its lists whose rows say by `side` whose they are: in replies, each side gives its own.
        unasked: What of its data no questionnaire asks, such as `items.in_scope`.
        words: How keys of its data read within a sentence, where not by their words: `{"ebit": "EBIT"}`.
            What names the rows of a mapping is `years.key`; by default a name.
        warnings: What is odd about its data on the as-of date and does no harm, at paths of the dossier.
    """

    name: str
    title: str
    summary: str
    model: type[Data]
    measures: tuple[Measure[Data], ...]
    sample: str
    tables: Callable[[Data, Sides], Iterable[Table]]
    ours: OurPart[Any] | None = None
    by_side: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    warnings: Callable[[Data, dt.date], Iterable[Problem]] = _no_warnings

    def __post_init__(self) -> None:
        """Refuse a section that is incomplete: one of another package has perhaps never been type-checked.

        Raises:
            TypeError: A part is missing or of the wrong kind.
        """
        _complete(self, SectionData)

    @cached_property
    def by_name(self) -> Mapping[str, Measure[Data]]:
        """Its measures by their own names."""
        return {each.name: each for each in self.measures}

    def of(self, dossier: Dossier) -> Data | None:
        """Return a dossier's data; None where it is not given."""
        found = getattr(dossier, self.name, None)
        return found if isinstance(found, self.model) else None

    def given_by(self, dossier: Dossier, side: str) -> bool:
        """Return whether a dossier has it already, as far as it is a side's to give."""
        data = self.of(dossier)
        if data is None or not self.by_side:
            return data is not None
        return any(row.side == side for key in self.by_side for row in getattr(data, key))

    def need(self, sides: Sides) -> Data:
        """Return the partner's data.

        Raises:
            UnmeasurableError: They are not given.
        """
        found = self.of(sides.theirs)
        if found is None:
            raise UnmeasurableError(f"the dossier has no section `{self.name}`")
        return found


def _complete(part: Any, kind: type[Strict]) -> None:
    """Refuse a part of which something is missing or of the wrong kind.

    Raises:
        TypeError: So it is.
    """
    for wrong, message in _faults(part, kind):
        if wrong:
            raise TypeError(message)


def _faults(part: Any, kind: type[Strict]) -> Iterator[tuple[bool, str]]:
    """Yield what may be wrong, and whether it is; each makes sense only where those before it are right."""
    name, model = part.name, part.model
    yield not (isinstance(name, str) and _NAME.fullmatch(name)), "`name` is not words joined by underscores"
    yield not (isinstance(part.summary, str) and part.summary), "`summary` is empty"
    wrong = not (isinstance(model, type) and issubclass(model, kind))
    yield wrong, f"`model` does not extend `{kind.__name__}`"
    yield not str(part.sample).startswith(f"{name}:\n"), f"`sample` does not begin with `{name}:`"
    if kind is SectionData:
        measures, ours = part.measures, part.ours
        yield not part.title, "`title` is empty"
        yield not measures, "`measures` is empty"
        yield not all(isinstance(each, Measure) for each in measures), "`measures` holds something else"
        yield len({each.name for each in measures}) < len(measures), "two measures have the same name"
        yield not (callable(part.tables) and callable(part.warnings)), "`tables` or `warnings` is no function"
        wrong = ours is not None and not (isinstance(ours, OurPart) and ours.name == name)
        yield wrong, "`ours` is no `OurPart` of the same name"
