"""Measures: numbers worked out from the sections of dossier and organisation.

The engine asks `measure` by the name that a rubric's `from` gives.
"""

from partnercheck.measures.finance import financial_warnings
from partnercheck.measures.measured import Measured, Sides
from partnercheck.measures.registry import measure

__all__ = ["Measured", "Sides", "financial_warnings", "measure"]
