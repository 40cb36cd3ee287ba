"""Sections of dossiers, and the numbers worked out from them; a module each, and a registry of all.

What stands here is also what another package needs to declare a section of its own.
"""

from partnercheck.measures.measured import Measure, Measured, Sides, UnmeasurableError, measure_in
from partnercheck.measures.registry import (
    MEASURES,
    SECTIONS,
    dossier_model,
    measure,
    organisation_model,
    reply_model,
    section_warnings,
)
from partnercheck.measures.section import OurPart, Section
from partnercheck.model.sections import SectionData
from partnercheck.model.strict import Strict
from partnercheck.model.tables import Column, Table

__all__ = [
    "MEASURES",
    "SECTIONS",
    "Column",
    "Measure",
    "Measured",
    "OurPart",
    "Section",
    "SectionData",
    "Sides",
    "Strict",
    "Table",
    "UnmeasurableError",
    "dossier_model",
    "measure",
    "measure_in",
    "organisation_model",
    "reply_model",
    "section_warnings",
]
