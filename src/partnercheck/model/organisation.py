"""The organisation: us, as far as fit with a partner depends on it."""

import re
from typing import Annotated, Literal

from pydantic import Field

from partnercheck.model.scalars import Id, Text, Whole, kind_of, read_by, refuse
from partnercheck.model.strict import Strict

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def read_colour(value: object) -> str:
    """Read a colour such as `#0b5cad`; without quotes YAML would take it for a comment."""
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        hint = "write it in quotes: without them # begins a comment" if value is None else None
        refuse("wrong-colour", f'a colour such as "#0b5cad" is needed here, not {kind_of(value)}', hint)
    return value.lower()


Colour = Annotated[str | None, read_by(read_colour, type="string", pattern="^#[0-9a-fA-F]{6}$")]
"""A colour such as `#0b5cad`; None stands for none by default, and is refused where one is named."""


class Look(Strict):
    """What our reports show of us."""

    name: Text | None = None
    """The name at the head of a report, in place of the organisation's."""
    logo: Text | None = None
    """A PNG, JPEG or SVG picture, at most 100 KB, below this file's folder; reports carry it."""
    accent: Colour = None
    """The colour of links and marks, such as `#0b5cad`, in quotes; darkened on light paper and lightened
    on dark paper as far as it must be to be read."""
    closing: Text | None = None
    """What every report ends with; plain text, an empty line begins a new paragraph."""


class Organisation(Strict):
    """Our own positions, plans and capabilities."""

    # Our part of sections is fields of the model that `measures.organisation_model` makes of this one.

    partnercheck: Literal["organisation/1"]
    """The kind of file and the version of its format."""
    name: Text
    """Our name."""
    culture: dict[Id, Whole] = Field(default_factory=dict)
    """Our position on the axis of each `match` criterion, by its id."""
    report: Look | None = None
    """What our reports show of us."""
