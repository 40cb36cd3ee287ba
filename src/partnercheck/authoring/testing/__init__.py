"""Testing a rubric: its cases are tried, what they cover is counted, and small changes must not pass them."""

from partnercheck.authoring.testing.coverage import KINDS
from partnercheck.authoring.testing.findings import RULES, Demands
from partnercheck.authoring.testing.run import run_cases

__all__ = ["KINDS", "RULES", "Demands", "run_cases"]
