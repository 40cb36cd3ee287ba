"""Measures of the section `financials`: ratios and distress models of the latest fiscal year."""

from partnercheck.measures.finance import distress, ratios
from partnercheck.measures.finance.statements import financial_warnings

MEASURES = (*ratios.MEASURES, *distress.MEASURES)

__all__ = ["MEASURES", "financial_warnings"]
