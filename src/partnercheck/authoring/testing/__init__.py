"""Testing a rubric: its cases are tried, what they cover is counted, and small changes must not pass them."""

from partnercheck.authoring.testing.coverage import Coverage, coverage
from partnercheck.authoring.testing.trying import Attempt, Trier, try_case

__all__ = ["Attempt", "Coverage", "Trier", "coverage", "try_case"]
