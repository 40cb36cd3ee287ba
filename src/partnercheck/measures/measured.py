"""What a measure is: what it is given, what it gives, and how it says that it has no value."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

from partnercheck.model.sections import SectionData

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from partnercheck.model.dossier import Dossier
    from partnercheck.model.organisation import Organisation

Data = TypeVar("Data", bound=SectionData)


class Sides(NamedTuple):
    """Both sides' data and the day they are read for."""

    theirs: Dossier
    ours: Organisation | None
    as_of: dt.date


class Measured(NamedTuple):
    """What a measure found.

    Attributes:
        value: The number, or None where inputs are missing or `extreme` says all there is to say.
        working: How it was worked out, in words and numbers; or what is missing.
        extreme: Where no number expresses it: as good or as bad as the criterion's curve goes.
    """

    value: float | None
    working: str
    extreme: Literal["best", "worst"] | None = None


class UnmeasurableError(Exception):
    """Why a measure has no value; its text becomes the working. Never leaves a measure."""


@dataclass(frozen=True, slots=True, eq=False)
class Measure(Generic[Data]):
    """A number worked out from the data of one section.

    Attributes:
        unit: What one of it is, such as `%`; `measure_in` says it.
        compute: Works it out; its name is the measure's, its docstring says what it is.
    """

    unit: str
    compute: Callable[[Data, Sides], Measured]

    def __post_init__(self) -> None:
        """Refuse a measure that does not describe itself.

        Raises:
            TypeError: It has no unit or no docstring.
        """
        if not self.unit or not (self.compute.__doc__ or sys.flags.optimize > 1):
            raise TypeError(f"the measure `{self.name}` needs a unit and a docstring")

    @property
    def name(self) -> str:
        """What `from` of a metric calls it, after the section's name."""
        return self.compute.__name__

    @property
    def doc(self) -> str:
        """What it is: a sentence, then what else there is to say."""
        from partnercheck.docstrings import docstring  # noqa: PLC0415  (start-up time)

        return docstring(self.compute)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The keys of the section that it reads, as a paragraph of its docstring says: Reads `a`, `b`."""
        said = next((each for each in self.doc.split("\n\n") if each.startswith("Reads `")), "")
        return tuple(said.split("`")[1::2])

    def __call__(self, data: Data, sides: Sides) -> Measured:
        """Return what it finds, or none with the reason."""
        try:
            return self.compute(data, sides)
        except UnmeasurableError as reason:
            return Measured(None, str(reason))


def measure_in(unit: str) -> Callable[[Callable[[Data, Sides], Measured]], Measure[Data]]:
    """Return what makes a measure, in this unit, of the function that works it out."""
    return lambda compute: Measure(unit, compute)
