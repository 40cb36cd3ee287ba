"""A decision as it would be if something were otherwise: the form of `whatif --format json`."""

import datetime as dt
from typing import Any, Literal, NamedTuple

from partnercheck.model.assessment import FileUsed, PartnerNamed, RubricUsed, Tool
from partnercheck.model.movement import Movement


class Supposed(NamedTuple):
    """One thing that is supposed to be otherwise than the dossier or rubric says."""

    kind: Literal["answer", "measure", "grade", "weight"]
    name: str
    """A criterion, measure or dimension, by its id."""
    title: str
    before: Any
    """As the dossier or rubric has it; null for nothing."""
    after: Any
    """As it is supposed; null for unknown."""


class WhatIf(NamedTuple):
    """What is supposed, and what it moves; neither the dossier nor any other file is changed."""

    partnercheck: Literal["whatif/1"]
    tool: Tool
    partner: PartnerNamed
    rubric: RubricUsed
    dossier: FileUsed
    organisation: FileUsed | None
    as_of: dt.date
    supposed: tuple[Supposed, ...]
    movement: Movement
