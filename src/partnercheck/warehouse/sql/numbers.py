"""How a text becomes a number, by one pattern in every engine: as `model.scalars.read_number` reads it."""

from __future__ import annotations

from partnercheck.model.criteria.in_sql import number, text
from partnercheck.model.scalars import MAX_DIGITS, MAX_NUMBER

PATTERN = "^[-+]?((0|[1-9][0-9]*)([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9][0-9]?)?$"
"""What both regular-expression languages read alike; without backslashes, which SQL texts escape unlike."""


def read_number(answer: str) -> str:
    """Return the double that a text is; NULL where it is none, or too large."""
    # An engine's own cast takes `1_000`, `1.5d` or ` 12 `; the pattern alone takes a line break after it.
    whole = f"regexp_extract({answer}, {text(PATTERN)}, 0) = {answer}"
    within = f"abs(TRY_CAST({answer} AS DOUBLE)) <= {number(MAX_NUMBER)}"
    short = f"length({answer}) BETWEEN 1 AND {MAX_DIGITS}"
    return f"CASE WHEN {short} AND {whole} AND {within} THEN TRY_CAST({answer} AS DOUBLE) END"
