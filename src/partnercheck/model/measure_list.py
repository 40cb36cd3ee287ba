"""What can be worked out from a dossier, as `partnercheck measures` lists it."""

from typing import Literal, NamedTuple


class MeasureListed(NamedTuple):
    """A measure, in its own words."""

    name: str
    """What `from` of a metric calls it."""
    section: str
    """The title of the section that it is worked out from."""
    unit: str
    """What one of it is."""
    inputs: tuple[str, ...]
    """What it reads of that section: lines of statements, or keys; empty where it does not say."""
    both_sides: bool
    """Whether our own side has a part of that section too."""
    summary: str
    """Formula and range, in a sentence."""
    detail: str
    """What its words mean, when there is no number, and where the formula comes from."""


class MeasureList(NamedTuple):
    """Measures in the order of their sections."""

    partnercheck: Literal["measures/1"]
    measures: tuple[MeasureListed, ...]
