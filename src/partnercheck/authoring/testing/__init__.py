"""Testing a rubric: its cases are tried, what they cover is counted, and small changes must not pass them."""

from partnercheck.authoring.testing.coverage import KINDS
from partnercheck.authoring.testing.findings import ALL, Demands
from partnercheck.authoring.testing.run import run_cases

__all__ = ["ALL", "KINDS", "Demands", "run_cases"]
